"""The devices of an account: its school, and each of its children."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType

from ..client import Account
from ..const import DOMAIN, MANUFACTURER
from ..models import PronoteConfigEntry


def child_identifier(entry: PronoteConfigEntry, pupil_key: str) -> tuple[str, str]:
    """Return what a child's device is known by."""
    return (DOMAIN, f"{entry.unique_id}_{pupil_key}")


def child_names(hass: HomeAssistant, entry: PronoteConfigEntry) -> dict[str, str]:
    """Return the children as the family calls them, by key; also while the entry is not loaded."""
    prefix = f"{entry.unique_id}_"
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return {
        identifier.removeprefix(prefix): device.name_by_user or device.name or "–"
        for device in devices
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier.startswith(prefix)
    }


@callback
def async_follow_move(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Carry devices and entities over to the name an account has since its school moved."""
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    known = {identifier for device in devices for identifier in device.identifiers}
    former = {
        name.partition("_")[0]
        for domain, name in known
        if domain == DOMAIN and not f"{name}_".startswith(f"{entry.unique_id}_")
    }
    if not former:
        return

    def renamed(name: str) -> str:
        account, separator, rest = name.partition("_")
        return f"{entry.unique_id}{separator}{rest}" if account in former else name

    for device in devices:
        identifiers = {(domain, renamed(name)) for domain, name in device.identifiers}
        if known.isdisjoint(identifiers):
            registry.async_update_device(device.id, new_identifiers=identifiers)

    entities = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        unique_id = renamed(entity.unique_id)
        if entities.async_get_entity_id(entity.domain, DOMAIN, unique_id) is None:
            entities.async_update_entity(entity.entity_id, new_unique_id=unique_id)


@callback
def async_school_device(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> dr.DeviceEntry:
    """Return the device of the school, up to date."""
    school = entry.runtime_data.account.school
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, str(entry.unique_id))},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer=MANUFACTURER,
        model="PRONOTE",
        name=school.name or entry.title,
        sw_version=school.version,
        configuration_url=school.url,
    )


@callback
def async_device_keeper(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> Callable[[], None]:
    """Return what makes the devices those of the children that the last login told of.

    The account is only ever replaced by a login that succeeded: who is missing has left.
    """
    known: object = None

    @callback
    def keep() -> None:
        nonlocal known
        account = entry.runtime_data.account
        children = [(one.key, one.name, one.school_class) for one in account.pupils]
        if (shown := (account.school, children)) != known:
            known = shown
            _async_sync_devices(hass, entry, account)

    return keep


@callback
def _async_sync_devices(
    hass: HomeAssistant, entry: PronoteConfigEntry, account: Account
) -> None:
    registry = dr.async_get(hass)
    school = async_school_device(hass, entry)
    present = {school.id}
    for pupil in account.pupils:
        child = registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={child_identifier(entry, pupil.key)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            model=pupil.school_class,
            name=pupil.name,
            via_device_id=school.id,
        )
        present.add(child.id)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if device.id not in present:
            registry.async_remove_device(device.id)
