"""Test for memory leaks: after reloads, failures and days."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
import logging
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.pronote.client import session
from custom_components.pronote.polling import request_budget
from custom_components.pronote.runtime.event_dispatcher import EVENT
from tests.calendar.test_calendar import events
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    present_token,
    refresh,
    settle,
    state,
    value,
)
from tests.helpers.live_objects import count_objects
from tests.helpers.waiting import until
from tests.school import School

GRADES = "event.pronote_1_grade"

KEPT = {
    "ChildNumbers",
    "Codec",
    "Cooldown",
    "FileView",
    "IdleLimit",
    "Phrases",
    "RequestBudget",
    "TokenStore",
    "_Refresh",
}
"""What the home keeps of all accounts, loaded or not.

A refresh is kept with the context of a connection that Home Assistant has open.
"""


@pytest.fixture(autouse=True)
def forgetful_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Keep the log of the test from holding what it tells of: errors with all their frames."""
    caplog.set_level(logging.CRITICAL)
    with patch.object(session, "RESEND_PAUSES", (0.0, 0.0)):
        yield


async def one_minute(hass: HomeAssistant, freezer: Clock) -> None:
    await advance_time(hass, freezer, timedelta(minutes=1))


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"name": "suspend_address"},
        {"name": "http_503", "times": None},
        {"name": "truncate", "times": None},
        {"name": "refuse_token", "times": None},
        {"name": "close_tab", "tab": 198},
        {"name": "erreur", "G": 99, "titre": "Page en panne", "times": None},
    ],
    ids=lambda fault: str(fault.get("name")),
)
async def test_unloaded_account_is_gone(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
    fault: dict[str, Any],
) -> None:
    """Client, session, coordinators, entities, and all that the school told."""
    before = count_objects()
    entry = new_entry("parent")
    assert await set_up(entry)
    await one_minute(hass, freezer)
    if fault:
        school.expire_sessions()
        school.fault(**fault)
    await refresh(hass, entry)
    await refresh(hass, entry)

    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not (count_objects() - before).keys() - KEPT


async def test_reloads_leave_nothing_behind(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    with (
        patch.object(request_budget, "MAX_REQUESTS_PER_HOUR", 10_000),
        patch.object(request_budget, "MAX_REQUESTS_PER_DAY", 10_000),
    ):
        counts = []
        for _ in range(8):
            assert await hass.config_entries.async_reload(entry.entry_id)
            await settle(hass)
            await one_minute(hass, freezer)
            counts.append(count_objects())
    assert counts[-1] == counts[0]


async def test_failed_starts_leave_nothing_behind(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    before = count_objects()
    school.fault("http_503", times=None)
    entry = new_entry("parent")
    assert not await set_up(entry)
    for _ in range(4):
        await advance_time(hass, freezer, timedelta(hours=5))
        assert entry.state is ConfigEntryState.SETUP_RETRY
    assert not (count_objects() - before).keys() - KEPT


async def test_days_looked_at_once_are_forgotten(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Somebody leafs through a year of the calendars; the next day nobody does."""
    known = count_objects()["Lesson"]
    await events(hass, "2026-09-01", "2027-06-30")
    assert count_objects()["Lesson"] > 5 * known
    await advance_time(hass, freezer, timedelta(hours=25))
    await events(hass, "2026-11-25", "2026-11-25")
    assert count_objects()["Lesson"] < 2 * known


async def test_failure_that_is_over_is_let_go(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Its frames hold the answers of then."""
    coordinator = entry.runtime_data.grades
    school.fault("erreur", function="DernieresNotes", G=99, titre="Page en panne")
    await coordinator.async_refresh()
    assert coordinator.last_exception is not None
    await coordinator.async_refresh()
    assert coordinator.last_exception is None


async def hesitating(school: School, function: str) -> None:
    """Wait until a request hangs at the school."""
    armed = school.faults.armed
    await until(lambda: not any(fault.function == function for fault in armed))


async def test_answer_after_the_leave_is_reported_at_the_next_start(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The entities that tell of it are gone already."""
    events = async_capture_events(hass, EVENT)
    school.trigger_event("grade", pupil="Lina", value="7.00")
    school.fault("hang", function="DernieresNotes", after=1)  # that of the second child
    asking = hass.async_create_task(entry.runtime_data.grades.async_refresh())
    await hesitating(school, "DernieresNotes")
    leaving = hass.async_create_task(
        hass.config_entries.async_unload(entry.entry_id), eager_start=False
    )
    await until(lambda: value(hass, GRADES) == STATE_UNAVAILABLE)
    school.fault("clear")
    await asking
    assert await leaving
    assert not events

    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert [event.data["type"] for event in events] == ["new_grade"]
    assert state(hass, GRADES).attributes["value"] == 7


async def test_who_asks_for_all_gets_all_while_the_clock_asks(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    coordinator = entry.runtime_data.grades
    school.request_log.reset()
    school.fault("hang", function="DernieresNotes")
    by_hand = hass.async_create_task(coordinator.async_refresh())
    await hesitating(school, "DernieresNotes")
    by_clock = hass.async_create_task(coordinator.async_request(()))
    await asyncio.sleep(0)
    school.fault("clear")
    await by_hand
    assert school.request_log.requests["DernieresNotes"] == 3  # one of them again
    await by_clock
    assert school.request_log.requests["DernieresNotes"] == 3


async def test_home_assistant_takes_leave_when_it_stops(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    assert school.sessions_open == 1
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()
    assert school.sessions_open == 0
    school.request_log.reset()
    await refresh(hass, entry)
    assert not school.request_log.requests


async def test_stop_waits_for_a_login(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Home Assistant cancels its tasks first, then tells; the next token is saved all the same."""
    before = present_token(hass, entry)
    school.expire_sessions()
    school.fault("hang", function="Authentification")
    asking = entry.async_create_background_task(
        hass, entry.runtime_data.grades.async_refresh(), "test"
    )
    await hesitating(school, "Authentification")
    asking.cancel()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    for _ in range(10):
        await asyncio.sleep(0)
    assert present_token(hass, entry) == before
    school.fault("clear")
    await hass.async_block_till_done()
    assert present_token(hass, entry) != before
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert school.request_log.failed_logins == 0
