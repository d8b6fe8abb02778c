"""Test that a store that cannot be read costs what it holds, and never the account."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.pronote.const import DOMAIN
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
    freezer: FrozenDateTimeFactory,
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
