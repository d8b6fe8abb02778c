"""Migrate the devices and entities of hass-pronote; their IDs stay the same."""

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
from .children import find_pupil
from .common import closed_periods, period_slugs
from .names import OF_PERIODS, LegacySuffix, child_slug, legacy_key

HASS_PRONOTE_MANUFACTURER: Final = "Pronote"
"""Manufacturer of the devices of hass-pronote. This integration has another one."""

_V1_DEVICE_PREFIX: Final = "Pronote - "
"""Start of the names of the devices of hass-pronote 1."""

REPLACEMENTS: Final = {
    (Platform.CALENDAR, "timetable"): "lessons",
    (Platform.SENSOR, "next_alarm"): "wake_up",
    (Platform.SENSOR, "overall_average"): "overall_average",
}
"""Entities of this integration that replace those of hass-pronote."""

REPLACED_SENSORS: Final = {"wake_up": False, "overall_average": True}
"""Our sensors of `REPLACEMENTS`, and whether those of hass-pronote were of a period."""

_V1_SUFFIXES: Final = {
    "identity": LegacySuffix.CLASS,
    "timetable_today": LegacySuffix.TODAY,
    "timetable_tomorrow": LegacySuffix.TOMORROW,
    "timetable_next_day": LegacySuffix.NEXT_DAY,
    "timetable_period": LegacySuffix.FORTNIGHT,
    "homework_period": LegacySuffix.FORTNIGHT_HOMEWORK,
}
"""Suffixes of hass-pronote 2, by those of version 1."""


@callback
def async_move_devices_and_entities(
    hass: HomeAssistant, entry: ConfigEntry, target: ConfigEntry
) -> None:
    """Move the devices and entities of an entry to another one."""
    entities, devices = er.async_get(hass), dr.async_get(hass)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        entities.async_update_entity(entity.entity_id, config_entry_id=target.entry_id)
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        duplicates = (
            devices.async_get_device_by_identifier(identifier, target.entry_id)
            for identifier in device.identifiers
        )
        if (duplicate := next(filter(None, duplicates), None)) is not None:
            _merge_device(hass, device, duplicate)
        else:
            devices.async_update_device(device.id, new_config_entry_id=target.entry_id)


@callback
def async_adopt_devices_and_entities(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> None:
    """Migrate the devices and entities of hass-pronote to the children of a logged-in account."""
    devices = dr.async_get(hass)
    legacy_devices = [
        (name, device)
        for device in dr.async_entries_for_config_entry(devices, entry.entry_id)
        for domain, name in device.identifiers
        if domain == DOMAIN and device.manufacturer == HASS_PRONOTE_MANUFACTURER
    ]
    if not legacy_devices:
        return
    school = async_school_device(hass, entry)
    pupils = entry.runtime_data.client.account.pupils
    adopted: set[str] = set()
    claimed: set[str] = set()
    for name, device in sorted(
        legacy_devices, key=lambda row: row[0].startswith(_V1_DEVICE_PREFIX)
    ):
        child = name.removeprefix(_V1_DEVICE_PREFIX)
        if (pupil := find_pupil(pupils, child)) is None:
            LOGGER.debug(
                "A child of hass-pronote is not in the account; its device is removed"
            )
            devices.async_remove_device(device.id)
            continue
        prefix = child_slug(child)
        _adopt_entities(hass, entry, device, prefix, pupil, claimed)
        identifier = child_identifier(entry, pupil.key)
        existing = devices.async_get_device_by_identifier(identifier, entry.entry_id)
        if existing is not None and pupil.key in adopted:
            _merge_device(hass, device, existing)
            continue
        if existing is not None:
            # A device was created before this one was migrated. The settings of the family are kept.
            _merge_device(hass, existing, device)
        devices.async_update_device(
            device.id, new_identifiers={identifier}, via_device_id=school.id
        )
        adopted.add(pupil.key)


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
    closed = {
        f"{suffix}_{slug}"
        for suffix in OF_PERIODS
        for slug in period_slugs(closed_periods(pupil))
    }
    for entity in er.async_entries_for_device(
        registry, device.id, include_disabled_entities=True
    ):
        if entity.config_entry_id != entry.entry_id:
            continue
        legacy = bool(entry.options.get(CONF_LEGACY))
        key = _key(entity, prefix, closed, legacy=legacy)
        unique_id = f"{entry.unique_id}_{pupil.key}_{key}"
        if key is None or unique_id in claimed:
            registry.async_remove(entity.entity_id)
            continue
        claimed.add(unique_id)
        existing = registry.async_get_entity_id(entity.domain, DOMAIN, unique_id)
        if existing is not None:
            registry.async_remove(existing)
        registry.async_update_entity(entity.entity_id, new_unique_id=unique_id)


def _key(
    entity: er.RegistryEntry, prefix: str, closed: set[str], *, legacy: bool
) -> str | None:
    """Return the entity key that replaces an entity of hass-pronote, if any."""
    for head in (f"{DOMAIN}_{prefix}_", f"{DOMAIN}-{prefix}-", f"{prefix}-"):
        if entity.unique_id.startswith(head):
            suffix = slugify(entity.unique_id.removeprefix(head))
            break
    else:
        return None
    suffix = _V1_SUFFIXES.get(suffix, suffix)
    if (replacement := REPLACEMENTS.get((Platform(entity.domain), suffix))) is not None:
        return replacement
    if suffix in set(LegacySuffix) or suffix in closed:
        return legacy_key(suffix) if legacy else None
    return None


@callback
def _merge_device(
    hass: HomeAssistant, device: dr.DeviceEntry, other: dr.DeviceEntry
) -> None:
    """Move the entities of a device to another one, and remove it."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_device(
        registry, device.id, include_disabled_entities=True
    ):
        registry.async_update_entity(entity.entity_id, device_id=other.id)
    dr.async_get(hass).async_remove_device(device.id)
