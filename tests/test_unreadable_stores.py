"""Test that a store that cannot be read costs what it holds, and never the account."""

import asyncio
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, value
from tests.school import School

STORES = {
    "children": {"entry": {"child": "one"}},
    "ticks": {"child": ["homework"]},
    "bag": {"child": {"day": "2026-11-24"}},
    "pages": {"year": "2026-09-01"},
    "snapshots": {"year": "2026-09-01", "snapshots": {"child": {"weather": {}}}},
    "last_data": {"owner": "account-parent", "account": {"key": "one"}, "pages": {}},
    "budget": {"day": "2026-11-24", "requests": 12},
    "tokens": {"device-parent": {"replaced": 3}},
}
"""By the end of the name of a store: data of the right kind that say nothing."""


def key_of(store: str, entry_id: str) -> str:
    return (
        f"{DOMAIN}.children" if store == "children" else f"{DOMAIN}.{entry_id}.{store}"
    )


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("what", ["missing keys", "wrong types", "newer version"])
async def test_the_account_is_set_up_without_it(
    hass: HomeAssistant,
    freezer: Clock,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    store: str,
    what: str,
) -> None:
    entry = new_entry("parent")
    key = key_of(store, entry.entry_id)
    data: Any = STORES[store] if what == "missing keys" else ["?", 1, None]
    version = 99 if what == "newer version" else 1
    hass_storage[key] = {
        "version": version,
        "minor_version": 1,
        "key": key,
        "data": data,
    }
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    lines = [line for line in caplog.messages if "cannot be read" in line]
    assert len(lines) == 1 and key in lines[0]
    assert value(hass, "sensor.pronote_1_overall_average") not in ("unavailable", "")
    assert school.request_log.logins == 1
    assert await hass.config_entries.async_remove(entry.entry_id)
    await advance_time(hass, freezer)
    assert f"{DOMAIN}.{entry.entry_id}.{store}" not in hass_storage


@pytest.mark.parametrize("store", ["last_data", "snapshots", "budget", "pages"])
async def test_a_store_of_another_account(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    hass_storage: dict[str, Any],
    store: str,
) -> None:
    """Restored under another entry: nothing of the other children is shown or told."""
    other = new_entry("pupil_2nde")
    assert await set_up(other)
    assert await hass.config_entries.async_unload(other.entry_id)
    await hass.async_block_till_done()
    entry = new_entry("parent")
    key = key_of(store, entry.entry_id)
    foreign = hass_storage.get(key_of(store, other.entry_id))
    if foreign is not None:
        hass_storage[key] = {**foreign, "key": key}
    events = async_capture_events(hass, "pronote_event")
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    names = {pupil.name for pupil in entry.runtime_data.client.account.pupils}
    assert names == {"VERSELIN Lina", "VERSELIN Hugo"}
    assert {pupil.key for pupil in entry.runtime_data.client.account.pupils} == set(
        entry.runtime_data.grades.data
    )
    assert not events


async def test_two_reloads_in_a_row(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    """The second begins before the first has ended; no data and no token are lost."""
    entry = new_entry("parent")
    assert await set_up(entry)
    before = value(hass, "sensor.pronote_1_overall_average")
    for _ in range(2):
        await asyncio.gather(
            hass.config_entries.async_reload(entry.entry_id),
            hass.config_entries.async_reload(entry.entry_id),
        )
        await hass.async_block_till_done(wait_background_tasks=True)
        assert entry.state is ConfigEntryState.LOADED
        assert value(hass, "sensor.pronote_1_overall_average") == before
    assert school.request_log.failed_logins == 0
    assert school.sessions_open <= 1
    assert not list(entry.async_get_active_flows(hass, {"reauth"}))
