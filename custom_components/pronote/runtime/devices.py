"""Devices of an account: the school and its children."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType

from ..client import Account, Pupil
from ..connection.followed_children import short_names
from ..const import DOMAIN, MANUFACTURER
from ..models import PronoteConfigEntry


def child_identifier(entry: PronoteConfigEntry, pupil_key: str) -> tuple[str, str]:
    """Return the identifier of the device of a child."""
    return (DOMAIN, f"{entry.unique_id}_{pupil_key}")


def child_names(hass: HomeAssistant, entry: PronoteConfigEntry) -> dict[str, str]:
    """Return the names of the children by key, as set by the family.

    Also while the entry is not loaded.
    """
    return {
        key: device.name_by_user or device.name or "–"
        for key, device in _devices_by_child(hass, entry).items()
    }


def child_devices(hass: HomeAssistant, entry: PronoteConfigEntry) -> dict[str, str]:
    """Return the names of the children by the ID of their device, as set by the family."""
    return {
        device.id: device.name_by_user or device.name or "–"
        for device in _devices_by_child(hass, entry).values()
    }


def _devices_by_child(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> dict[str, dr.DeviceEntry]:
    prefix = f"{entry.unique_id}_"
    return {
        identifier.removeprefix(prefix): device
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier.startswith(prefix)
    }


def child_device(
    hass: HomeAssistant, entry: PronoteConfigEntry, pupil_key: str
) -> dr.DeviceEntry | None:
    """Return the device of a child."""
    return dr.async_get(hass).async_get_device_by_identifier(
        child_identifier(entry, pupil_key), entry.entry_id
    )


def child_name(hass: HomeAssistant, entry: PronoteConfigEntry, pupil: Pupil) -> str:
    """Return what the family calls a child of a loaded account."""
    named = child_names(hass, entry).get(pupil.key)
    return named or short_names(entry.runtime_data.account.pupils)[pupil.key]


@callback
def async_migrate_identifiers(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Move devices and entities to the new unique ID of an account whose school moved."""
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    known = {identifier for device in devices for identifier in device.identifiers}
    old_accounts = {
        name.partition("_")[0]
        for domain, name in known
        if domain == DOMAIN and not f"{name}_".startswith(f"{entry.unique_id}_")
    }
    if not old_accounts:
        return

    def renamed(name: str) -> str:
        account, separator, rest = name.partition("_")
        return (
            f"{entry.unique_id}{separator}{rest}" if account in old_accounts else name
        )

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
    """Create or update the device of the school, and return it."""
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
def async_create_device_sync(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> Callable[[], None]:
    """Return a function that syncs the child devices with the account.

    The account is replaced only by a successful login: a child that is missing has left.
    """
    synced: object = None

    @callback
    def sync() -> None:
        nonlocal synced
        account = entry.runtime_data.account
        children = [
            (pupil.key, pupil.name, pupil.school_class) for pupil in account.pupils
        ]
        if (current := (account.school, children)) != synced:
            synced = current
            _async_sync_devices(hass, entry, account)

    return sync


@callback
def _async_sync_devices(
    hass: HomeAssistant, entry: PronoteConfigEntry, account: Account
) -> None:
    registry = dr.async_get(hass)
    school = async_school_device(hass, entry)
    present = {school.id}
    names = short_names(account.pupils)
    for pupil in account.pupils:
        child = registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={child_identifier(entry, pupil.key)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            model=pupil.school_class,
            name=names[pupil.key],
            via_device_id=school.id,
        )
        present.add(child.id)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if device.id not in present:
            registry.async_remove_device(device.id)
