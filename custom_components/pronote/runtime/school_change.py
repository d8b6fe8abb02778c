"""Move an entry to the account that a family has at a new school."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import slugify

from ..changes.snapshot_store import SnapshotStore
from ..client import Account
from ..connection.children import is_followed, with_followed
from ..connection.token_store import TokenStore
from ..const import CONF_CHILDREN, DOMAIN
from ..coordinator.statistics import async_remove_statistics_store
from ..polling.request_budget import async_remove_budget
from ..repair_issues.connection import async_clear_all_issues
from ..storage import HomeworkTicks, OpenPages, async_child_numbers

type ChildKeys = Mapping[str, str]
"""Keys at the new school by those at the former one."""


@callback
def match_children(
    hass: HomeAssistant, entry: ConfigEntry, account: Account
) -> ChildKeys | None:
    """Return who the children of an entry are in another account.

    They have the same names. An only child may have another: schools do not write all names alike.
    Return None if a child is missing.
    """
    prefix = f"{entry.unique_id}_"
    former = {
        identifier.removeprefix(prefix): slugify(device.name)
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier.startswith(prefix)
    }
    if len(former) == len(account.pupils) == 1:
        return dict(zip(former, (account.pupils[0].key,), strict=True))
    found = {slugify(pupil.name): pupil.key for pupil in account.pupils}
    if not former.keys() or not {*former.values()} <= found.keys():
        return None
    return {key: found[name] for key, name in former.items()}


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
    await TokenStore(hass, entry.entry_id).async_remove()
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


def _has_given_title(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Return whether the title begins with the school, as it does unless somebody changed it."""
    school = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    if school is None or school.name is None:
        return True
    return entry.title.startswith(school.name)


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
        for former, current in parts.items():
            if f"{name}_".startswith(f"{former}_"):
                return f"{current}{name.removeprefix(former)}"
        return name

    devices, entities = dr.async_get(hass), er.async_get(hass)
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        identifiers = {(domain, renamed(name)) for domain, name in device.identifiers}
        devices.async_update_device(device.id, new_identifiers=identifiers)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        entities.async_update_entity(
            entity.entity_id, new_unique_id=renamed(entity.unique_id)
        )
