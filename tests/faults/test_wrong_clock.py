"""Test a system clock that is wrong by days or years, then corrected.

No change is lost or repeated, and there is no flood of requests.
"""

from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.polling.request_budget import BUDGETS
from tests.faults.home_observer import HomeObserver
from tests.faults.wrong_clock import HomeClock
from tests.helpers.home import SetUp, advance_time, value
from tests.school import Options

MINUTES = timedelta(minutes=10)
"""How soon a home sees that its clock was set."""

WRONG = {
    "three days slow": timedelta(days=-3),
    "five months slow": timedelta(days=-150),
    "three days fast": timedelta(days=3),
    "ten years fast": timedelta(days=3652),
}


@pytest.fixture
def clock() -> HomeClock:
    return HomeClock()


@pytest.fixture
def options(clock: HomeClock) -> Options:
    return Options(clock=clock.at_school)


async def pass_minutes(observer: HomeObserver, minutes: int) -> None:
    for _ in range(minutes // 5):
        await advance_time(observer.hass, observer.freezer, timedelta(minutes=5))


@pytest.mark.parametrize("row", WRONG)
async def test_wrong_and_right_again(
    hass: HomeAssistant,
    observer: HomeObserver,
    clock: HomeClock,
    entry: MockConfigEntry,
    row: str,
) -> None:
    """It is seen at the first answer; put right, all goes on within minutes."""
    await observer.advance_in_steps_until("2026-11-24 16:50")
    observer.school.request_log.reset()
    clock.move(hass, observer.freezer, WRONG[row])
    observer.school.trigger_event("grade", pupil="Lina", value="3.25")
    await pass_minutes(observer, 120)
    assert observer.event_types == []
    assert observer.school.request_log.logins <= 6
    assert observer.school.request_log.requests.total() <= 40
    assert all("clocks" in line for line in observer.warnings), observer.warnings
    assert len(observer.warnings) <= 1

    clock.set_right(hass, observer.freezer)
    await pass_minutes(observer, 20)
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.issues
    assert entry.state is ConfigEntryState.LOADED
    assert value(hass, "sensor.pronote_last_successful_update") >= "2026-11-24T17:50"
    assert observer.school.request_log.failed_logins == 0
    # As before.
    observer.school.trigger_event("grade", pupil="Lina", value="4.25")
    await pass_minutes(observer, 30)
    assert observer.event_types == ["new_grade", "new_grade"]


@pytest.mark.parametrize("row", ["three days slow", "five months slow"])
async def test_started_in_the_past(
    hass: HomeAssistant,
    observer: HomeObserver,
    clock: HomeClock,
    entry: MockConfigEntry,
    row: str,
) -> None:
    """A machine without a battery starts in the past, until it finds the time."""
    await hass.services.async_call(
        "todo",
        "update_item",
        {
            ATTR_ENTITY_ID: "todo.pronote_1_homework",
            "item": (todo := await first_todo(hass)),
            "status": "completed",
        },
        blocking=True,
    )
    assert await hass.config_entries.async_unload(entry.entry_id)
    observer.school.trigger_event("grade", pupil="Lina", value="3.25")
    clock.move(hass, observer.freezer, WRONG[row])
    observer.school.request_log.reset()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await pass_minutes(observer, 60)
    cooldown = entry.runtime_data.connection.budget.cooldown
    assert cooldown is not None and cooldown.reason == "clock_wrong"
    assert observer.school.request_log.logins <= 5

    clock.set_right(hass, observer.freezer)
    await pass_minutes(observer, 15)
    assert entry.state is ConfigEntryState.LOADED
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.issues and not observer.open_flows
    assert observer.school.request_log.failed_logins == 0
    assert todo not in await todos(hass)


async def todos(hass: HomeAssistant) -> list[str]:
    answer: Any = await hass.services.async_call(
        "todo",
        "get_items",
        {ATTR_ENTITY_ID: "todo.pronote_1_homework", "status": ["needs_action"]},
        blocking=True,
        return_response=True,
    )
    return [item["uid"] for item in answer["todo.pronote_1_homework"]["items"]]


async def first_todo(hass: HomeAssistant) -> str:
    return (await todos(hass))[0]


async def test_a_pause_of_another_time(
    hass: HomeAssistant,
    observer: HomeObserver,
    clock: HomeClock,
    entry: MockConfigEntry,
    set_up: SetUp,
) -> None:
    """An address suspended until some evening in ten years is suspended for hours."""
    await observer.advance_in_steps_until("2026-11-24 16:50")
    clock.move(hass, observer.freezer, timedelta(days=3652))
    observer.school.fault("suspend_address", times=None)
    await pass_minutes(observer, 60)
    cooldown = entry.runtime_data.connection.budget.cooldown
    assert cooldown is not None and cooldown.reason == "address_suspended"
    assert await hass.config_entries.async_unload(entry.entry_id)
    del hass.data[BUDGETS][entry.entry_id]
    clock.set_right(hass, observer.freezer)
    observer.school.fault("clear")
    observer.school.request_log.reset()
    assert await set_up(entry)
    assert observer.school.request_log.page_loads == 0
    await pass_minutes(observer, 5 * 60)
    assert entry.state is ConfigEntryState.LOADED
    assert not observer.issues
