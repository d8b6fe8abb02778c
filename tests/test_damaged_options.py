"""Test that damaged options cost their own value, and never the account or other options."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.runtime.damaged_options import readable_options
from tests.helpers.home import NewEntry, SetUp, value
from tests.school import School

OPTIONS = (
    "admin_only",
    "canceled_lessons",
    "child_in_titles",
    "children",
    "hass_pronote_children",
    "keep_backup_token",
    "legacy",
    "low_balance",
    "timezone",
)
OPTIONS_OF_CHILD = ("followed", "home_calendar", "leave", "study_hours", "wake_up")
DAMAGED: tuple[Any, ...] = (None, "?", -7, 1e999, ["?"], {"?": {"?": None}}, [[1]])
WAKE_UP = "sensor.pronote_1_wake_up"


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("damaged", DAMAGED, ids=repr)
async def test_the_account_is_set_up_with_damaged_options(
    hass: HomeAssistant,
    new_entry: NewEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
    damaged: Any,
) -> None:
    """Each option is damaged, those of a child as well; an unknown one is kept."""
    entry = new_entry("parent")
    assert await set_up(entry)
    woken = value(hass, WAKE_UP)
    key = entry.runtime_data.client.account.pupils[0].key
    assert await hass.config_entries.async_unload(entry.entry_id)
    options: dict[str, Any] = dict.fromkeys(OPTIONS, damaged)
    options |= {"of_a_newer_version": damaged}
    if not isinstance(damaged, dict):
        options["children"] = {key: dict.fromkeys(OPTIONS_OF_CHILD, damaged), "?": 1}
    hass.config_entries.async_update_entry(entry, options=options)
    caplog.clear()
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    assert value(hass, WAKE_UP) == woken
    assert entry.options["of_a_newer_version"] == damaged
    assert not [line for line in caplog.records if line.levelname == "ERROR"]
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert flow["type"] in (FlowResultType.MENU, FlowResultType.FORM)


async def test_other_options_stay(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("parent")
    assert await set_up(entry)
    before = value(hass, WAKE_UP)
    key = entry.runtime_data.client.account.pupils[0].key
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.config_entries.async_update_entry(
        entry,
        options={
            "canceled_lessons": False,
            "low_balance": "much",
            "children": {key: {"wake_up": 90, "leave": "early"}},
        },
    )
    assert await set_up(entry)
    assert value(hass, WAKE_UP) != before
    assert entry.options == {
        "canceled_lessons": False,
        "children": {key: {"wake_up": 90}},
    }
    assert school.request_log.failed_logins == 0


def test_a_damaged_restriction_stays_a_restriction() -> None:
    assert readable_options({"admin_only": "yes"}) == {"admin_only": True}
    assert readable_options({"admin_only": False}) == {"admin_only": False}
    assert readable_options({}) == {}
