"""Move an entry, or some of its children, to the account that a family has at a new school."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import slugify

from ..changes.snapshot_store import SnapshotStore
from ..client import Account
from ..connection.followed_children import is_followed, short_names, with_followed
from ..connection.token_store import async_remove_token_store
from ..const import CONF_CHILDREN, CONF_FOLLOWED, CONF_LEGACY, DOMAIN
from ..coordinator.statistics import async_remove_statistics_store
from ..polling.request_budget import async_remove_budget
from ..repair_issues.connection import async_clear_all_issues
from ..storage import HomeworkTicks, OpenPages, async_child_numbers

type ChildKeys = Mapping[str, str]
"""Keys at the new school by those at the former one."""


@callback
def find_children(
    hass: HomeAssistant, entry: ConfigEntry, account: Account
) -> ChildKeys:
    """Return who the children of an entry are in another account: those with the same names."""
    found = {slugify(name): key for key, name in short_names(account.pupils).items()}
    # Devices of an earlier version are named in full.
    found |= {slugify(pupil.name): pupil.key for pupil in account.pupils}
    return {
        key: found[name]
        for key, name in _children(hass, entry).items()
        if name in found
    }


@callback
def find_all_children(
    hass: HomeAssistant, entry: ConfigEntry, account: Account
) -> ChildKeys | None:
    """Return who the children of an entry are in a new account; None if one of them is missing.

    An only child may have another name: schools do not write all names alike.
    """
    children = _children(hass, entry)
    if len(children) == len(account.pupils) == 1:
        return dict(zip(children, (account.pupils[0].key,), strict=True))
    found = find_children(hass, entry, account)
    return found if found and len(found) == len(children) else None


def _children(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, str]:
    """Return the names of the children who have a device, by key, as they are compared."""
    return {
        key: slugify(device.name) for key, device in _child_devices(hass, entry).items()
    }


def _child_devices(
    hass: HomeAssistant, entry: ConfigEntry
) -> dict[str, dr.DeviceEntry]:
    """Return the devices of the children of an entry, by key."""
    prefix = f"{entry.unique_id}_"
    return {
        identifier.removeprefix(prefix): device
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier.startswith(prefix)
    }


async def async_change_school(
    hass: HomeAssistant,
    entry: ConfigEntry,
    account: Account,
    children: ChildKeys,
    *,
    data: dict[str, Any],
    title: str,
) -> None:
    """Move an entry with its devices, entities and options, and set it up again.

    What was known of the former school is forgotten, so that nothing at the new one is announced
    as new, and the statistics of the former school are not written again.
    """
    await hass.config_entries.async_unload(entry.entry_id)
    async_clear_all_issues(hass, entry)
    await SnapshotStore(hass, entry.entry_id).async_remove()
    await HomeworkTicks(hass, entry.entry_id).async_remove()
    await OpenPages(hass, entry.entry_id).async_remove()
    await async_remove_token_store(hass, entry.entry_id)
    await async_remove_statistics_store(hass, entry.entry_id)
    await async_remove_budget(hass, entry.entry_id)
    (await async_child_numbers(hass)).rename(entry.entry_id, children)
    title = title if _has_given_title(hass, entry) else entry.title
    _rename(hass, entry, account.key, children)
    hass.config_entries.async_update_entry(
        entry,
        data=data,
        options=_moved_options(entry.options, account, children),
        unique_id=account.key,
        title=title,
    )
    hass.config_entries.async_schedule_reload(entry.entry_id)


async def async_move_children(
    hass: HomeAssistant,
    entry: ConfigEntry,
    target: ConfigEntry,
    account: Account,
    children: ChildKeys,
    *,
    data: dict[str, Any] | None = None,
) -> None:
    """Move children with their devices, entities and options to the entry of another account.

    What the other entry had for them makes room: their devices and entities are as old as the
    history. An entry without children is removed. With `data`, the other entry gets a new login.
    """
    for one in (entry, target):
        await hass.config_entries.async_unload(one.entry_id)
    stay = _children(hass, entry).keys() - children.keys()
    (await async_child_numbers(hass)).move(entry.entry_id, target.entry_id, children)
    _move_devices(hass, entry, target, children)
    hass.config_entries.async_update_entry(
        target,
        data=target.data if data is None else data,
        options=_joined_options(entry.options, target.options, account, children),
    )
    hass.config_entries.async_schedule_reload(target.entry_id)
    if not stay:
        await hass.config_entries.async_remove(entry.entry_id)
        return
    # The former school may list a child who left until the year is over.
    chosen = {**entry.options.get(CONF_CHILDREN, {})}
    chosen |= {key: {CONF_FOLLOWED: False} for key in children}
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_CHILDREN: chosen}
    )
    hass.config_entries.async_schedule_reload(entry.entry_id)


def _joined_options(
    options: Mapping[str, Any],
    others: Mapping[str, Any],
    account: Account,
    children: ChildKeys,
) -> dict[str, Any]:
    """Return the options of an entry that children join; what it had for them comes first."""
    former: dict[str, dict[str, Any]] = options.get(CONF_CHILDREN, {})
    known: dict[str, dict[str, Any]] = others.get(CONF_CHILDREN, {})
    moved = {
        current: former.get(key, {}) | known.get(current, {})
        for key, current in children.items()
    }
    joined = {**others, CONF_CHILDREN: known | moved}
    if options.get(CONF_LEGACY):
        joined[CONF_LEGACY] = True
    followed = {pupil.key for pupil in account.pupils if is_followed(others, pupil.key)}
    return with_followed(joined, account, followed | {*children.values()})


@callback
def _move_devices(
    hass: HomeAssistant, entry: ConfigEntry, target: ConfigEntry, children: ChildKeys
) -> None:
    """Move the devices and entities of children to another entry, in place of those it has."""
    devices, entities = dr.async_get(hass), er.async_get(hass)
    known = _child_devices(hass, entry)
    school = devices.async_get_device_by_identifier(
        (DOMAIN, str(target.unique_id)), target.entry_id
    )
    for key, current in children.items():
        former = f"{entry.unique_id}_{key}"
        identifier = (DOMAIN, f"{target.unique_id}_{current}")
        device = known[key]
        newer = devices.async_get_device_by_identifier(identifier, target.entry_id)
        if newer is not None:
            for entity in er.async_entries_for_device(
                entities, newer.id, include_disabled_entities=True
            ):
                entities.async_remove(entity.entity_id)
            devices.async_remove_device(newer.id)
        for entity in er.async_entries_for_device(
            entities, device.id, include_disabled_entities=True
        ):
            # Those of other integrations on the device go with it.
            if entity.config_entry_id == entry.entry_id:
                rest = entity.unique_id.removeprefix(former)
                entities.async_update_entity(
                    entity.entity_id,
                    config_entry_id=target.entry_id,
                    new_unique_id=f"{identifier[1]}{rest}",
                )
        devices.async_update_device(
            device.id,
            new_config_entry_id=target.entry_id,
            new_identifiers={identifier},
            via_device_id=None if school is None else school.id,
        )


def _has_given_title(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Return whether the title begins with the school, as it does unless somebody changed it."""
    school = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    name = None if school is None else school.name
    return name is None or entry.title.startswith(name)


def _moved_options(
    options: Mapping[str, Any], account: Account, children: ChildKeys
) -> dict[str, Any]:
    """Return the options of an entry for the children of its new account.

    If a child was left out, so are those who were not in the entry.
    """
    former: dict[str, dict[str, Any]] = options.get(CONF_CHILDREN, {})
    moved = {
        **options,
        CONF_CHILDREN: {
            children[key]: chosen for key, chosen in former.items() if key in children
        },
    }
    left_out = any(not is_followed(options, key) for key in former)
    followed = {*children.values()} if left_out else {x.key for x in account.pupils}
    return with_followed(moved, account, followed)


@callback
def _rename(
    hass: HomeAssistant, entry: ConfigEntry, account_key: str, children: ChildKeys
) -> None:
    """Give devices and entities the keys of the new account and its children."""
    parts = {
        f"{entry.unique_id}_{former}": f"{account_key}_{current}"
        for former, current in children.items()
    } | {str(entry.unique_id): account_key}

    def renamed(name: str) -> str:
        moved = (
            f"{current}{name.removeprefix(former)}"
            for former, current in parts.items()
            if f"{name}_".startswith(f"{former}_")
        )
        return next(moved, name)

    devices, entities = dr.async_get(hass), er.async_get(hass)
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        identifiers = {(domain, renamed(name)) for domain, name in device.identifiers}
        devices.async_update_device(device.id, new_identifiers=identifiers)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        entities.async_update_entity(
            entity.entity_id, new_unique_id=renamed(entity.unique_id)
        )
