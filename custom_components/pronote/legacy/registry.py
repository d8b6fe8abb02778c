"""The devices and entities of hass-pronote become ours, and keep their ids."""

from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import slugify

from ..client import Pupil
from ..const import CONF_LEGACY, DOMAIN, LOGGER
from ..models import PronoteConfigEntry
from ..runtime.devices import async_school_device, child_identifier
from .names import Legacy, child_slug, legacy_key

FORMER_MAKER: Final = "Pronote"
"""Who made the devices of hass-pronote, as it says; those of ours have another maker."""

_BEFORE_2: Final = "Pronote - "
"""Began the names by which hass-pronote 1 knew its devices."""

SAME_MEANING: Final = {
    (Platform.CALENDAR, "timetable"): "lessons",
    (Platform.SENSOR, "next_alarm"): "wake_up",
    (Platform.SENSOR, "overall_average"): "overall_average",
}
"""What we tell too, and better."""

_SINCE_2: Final = {
    "identity": Legacy.CLASS,
    "timetable_today": Legacy.TODAY,
    "timetable_tomorrow": Legacy.TOMORROW,
    "timetable_next_day": Legacy.NEXT_DAY,
    "timetable_period": Legacy.FORTNIGHT,
    "homework_period": Legacy.FORTNIGHT_HOMEWORK,
}
"""What the sensors of hass-pronote 1 were called from 2 on."""


@callback
def async_hand_over(hass: HomeAssistant, entry: ConfigEntry, home: ConfigEntry) -> None:
    """Move the devices and entities of an entry to another one."""
    entities, devices = er.async_get(hass), dr.async_get(hass)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        entities.async_update_entity(entity.entity_id, config_entry_id=home.entry_id)
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        twins = (
            devices.async_get_device_by_identifier(identifier, home.entry_id)
            for identifier in device.identifiers
        )
        if (twin := next(filter(None, twins), None)) is not None:
            _fold(hass, device, twin)
        else:
            devices.async_update_device(device.id, new_config_entry_id=home.entry_id)


@callback
def async_adopt(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Take over what is still known by hass-pronote's names; it must be known whose it is."""
    devices = dr.async_get(hass)
    former = [
        (name, device)
        for device in dr.async_entries_for_config_entry(devices, entry.entry_id)
        for domain, name in device.identifiers
        if domain == DOMAIN and device.manufacturer == FORMER_MAKER
    ]
    if not former:
        return
    school = async_school_device(hass, entry)
    adopted: set[str] = set()
    claimed: set[str] = set()
    for name, device in sorted(former, key=lambda row: row[0].startswith(_BEFORE_2)):
        if (pupil := _pupil(entry, name.removeprefix(_BEFORE_2))) is None:
            LOGGER.debug("A child that hass-pronote knew is not in the account")
            devices.async_remove_device(device.id)
            continue
        prefix = child_slug(name.removeprefix(_BEFORE_2))
        _adopt_entities(hass, entry, device, prefix, pupil, claimed)
        identifier = child_identifier(entry, pupil.key)
        ours = devices.async_get_device_by_identifier(identifier, entry.entry_id)
        if ours is not None and pupil.key in adopted:
            _fold(hass, device, ours)
            continue
        if ours is not None:
            # Made anew before this one came: what the family set stays.
            _fold(hass, ours, device)
        devices.async_update_device(
            device.id, new_identifiers={identifier}, via_device_id=school.id
        )
        adopted.add(pupil.key)


def _pupil(entry: PronoteConfigEntry, name: str) -> Pupil | None:
    """Return the child of a name; of an only child, names need not be compared."""
    pupils = entry.runtime_data.account.pupils
    if len(pupils) == 1:
        return pupils[0]
    wanted = slugify(name)
    return next((pupil for pupil in pupils if slugify(pupil.name) == wanted), None)


@callback
def _adopt_entities(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    device: dr.DeviceEntry,
    prefix: str,
    pupil: Pupil,
    claimed: set[str],
) -> None:
    registry = er.async_get(hass)
    for entity in er.async_entries_for_device(
        registry, device.id, include_disabled_entities=True
    ):
        if entity.config_entry_id != entry.entry_id:
            continue
        key = _key(entity, prefix, legacy=bool(entry.options.get(CONF_LEGACY)))
        unique_id = f"{entry.unique_id}_{pupil.key}_{key}"
        if key is None or unique_id in claimed:
            registry.async_remove(entity.entity_id)
            continue
        claimed.add(unique_id)
        ours = registry.async_get_entity_id(entity.domain, DOMAIN, unique_id)
        if ours is not None:
            registry.async_remove(ours)
        registry.async_update_entity(entity.entity_id, new_unique_id=unique_id)


def _key(entity: er.RegistryEntry, prefix: str, *, legacy: bool) -> str | None:
    """Return the key of what an entity of hass-pronote becomes, if it becomes anything."""
    for head in (f"{DOMAIN}_{prefix}_", f"{DOMAIN}-{prefix}-", f"{prefix}-"):
        if entity.unique_id.startswith(head):
            suffix = slugify(entity.unique_id.removeprefix(head))
            break
    else:
        return None
    suffix = _SINCE_2.get(suffix, suffix)
    if (same := SAME_MEANING.get((Platform(entity.domain), suffix))) is not None:
        return same
    return legacy_key(suffix) if legacy and suffix in set(Legacy) else None


@callback
def _fold(hass: HomeAssistant, device: dr.DeviceEntry, other: dr.DeviceEntry) -> None:
    """Give the entities of a device to another, and remove it."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_device(
        registry, device.id, include_disabled_entities=True
    ):
        registry.async_update_entity(entity.entity_id, device_id=other.id)
    dr.async_get(hass).async_remove_device(device.id)
