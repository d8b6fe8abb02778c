"""Calendars: what is on, and any days that somebody looks at."""

from datetime import date, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.integration.at_home import pass_time, pass_until, refresh, state, value
from tests.school import School
from tests.school.world.model import MealKind

LESSONS = "calendar.pronote_1_lessons"
MENUS = "calendar.pronote_1_menus"


async def events(
    hass: HomeAssistant, first: str, last: str, calendar: str = LESSONS
) -> list[dict[str, Any]]:
    """Return what a calendar shows from the morning of a day to the night of another."""
    answer: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": calendar,
            "start_date_time": f"{first} 00:00:00",
            "end_date_time": f"{last} 23:59:59",
        },
        blocking=True,
        return_response=True,
    )
    found = answer[calendar]["events"]
    assert isinstance(found, list)
    return found


def news(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """Return the summaries that were not there before."""
    known = {(event["start"], event["summary"]) for event in before}
    return [
        event["summary"]
        for event in after
        if (event["start"], event["summary"]) not in known
    ]


async def test_state_is_the_lesson_in_progress_or_the_next(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    assert value(hass, LESSONS) == STATE_OFF
    assert state(hass, LESSONS).attributes["message"] == "MATHÉMATIQUES"

    await pass_until(hass, freezer, "2026-11-24 08:00:00")
    assert value(hass, LESSONS) == STATE_ON
    assert state(hass, LESSONS).attributes["location"] == "B14"

    await pass_until(hass, freezer, "2026-11-24 08:55:00")
    assert value(hass, LESSONS) == STATE_OFF
    assert state(hass, LESSONS).attributes["message"] == "ESPAGNOL LV2"


async def test_weeks_of_memory_cost_nothing(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.ledger.reset()
    found = await events(hass, "2026-11-23", "2026-12-06")
    world = school.world.pupil("Lina").lessons_between(
        *(school.clock().date() + timedelta(days=days) for days in (-1, 12))
    )
    starts = {datetime.fromisoformat(event["start"]) for event in found}
    assert starts == {lesson.start for lesson in world}
    assert not school.ledger.requests


async def test_any_week_can_be_looked_at(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Past and to come; once, for a while."""
    school.ledger.reset()
    assert await events(hass, "2026-11-09", "2026-11-13")
    assert await events(hass, "2026-12-07", "2026-12-18")
    assert school.ledger.requests == {"PageEmploiDuTemps": 3}
    assert await events(hass, "2026-11-10", "2026-11-10")
    assert await events(hass, "2026-11-23", "2026-12-18")
    assert school.ledger.requests == {"PageEmploiDuTemps": 3}

    await pass_time(hass, freezer, timedelta(minutes=61))
    school.ledger.reset()
    assert await events(hass, "2026-11-09", "2026-11-13")
    assert school.ledger.requests["PageEmploiDuTemps"] == 0
    assert await events(hass, "2026-12-07", "2026-12-11")
    assert school.ledger.requests["PageEmploiDuTemps"] == 1


async def test_days_without_school_cost_nothing(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.ledger.reset()
    assert await events(hass, "2026-12-21", "2026-12-27") == []
    assert await events(hass, "2025-01-01", "2025-12-31") == []
    assert await events(hass, "2030-01-01", "2030-01-31") == []
    assert not school.ledger.requests


async def test_failure_is_told(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("site_closed")
    with pytest.raises(HomeAssistantError) as failure:
        await events(hass, "2026-11-09", "2026-11-13")
    assert failure.value.translation_key == "site_closed"


@pytest.mark.parametrize(("language", "word"), [("en", "Cancelled"), ("fr", "Annulé")])
async def test_cancelled_lesson_says_so(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    language: str,
    word: str,
) -> None:
    hass.config.language = language
    await hass.config_entries.async_reload(entry.entry_id)
    before = await events(hass, "2026-11-27", "2026-11-27")
    school.happen("lesson_cancelled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    after = await events(hass, "2026-11-27", "2026-11-27")
    assert any(summary.startswith(f"{word} – ") for summary in news(before, after))


async def test_lessons_that_are_not_held_may_be_left_out(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Cancelled ones, and those that the child is exempted from."""
    school.happen("lesson_cancelled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    shown = await events(hass, "2026-11-23", "2026-12-06")
    said = {event["summary"].partition(" – ")[0] for event in shown}
    assert {"Cancelled", "Exempted", "Teacher absent"} <= said
    hass.config_entries.async_update_entry(entry, options={"cancelled_lessons": False})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    left = await events(hass, "2026-11-23", "2026-12-06")
    assert not any(" – " in event["summary"] for event in left)
    assert 10 < len(left) < len(shown)


async def test_open_dashboard_learns_of_changes(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "calendar/event/subscribe",
            "entity_id": LESSONS,
            "start": "2026-11-27T00:00:00+01:00",
            "end": "2026-11-28T00:00:00+01:00",
        }
    )
    assert (await client.receive_json())["success"]
    before = (await client.receive_json())["event"]["events"]
    school.happen("lesson_cancelled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    after = (await client.receive_json())["event"]["events"]
    assert any(summary.startswith("Cancelled – ") for summary in news(before, after))


async def test_menus(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    assert "poulet" in state(hass, MENUS).attributes["message"]
    week = await events(hass, "2026-11-23", "2026-11-29", MENUS)
    meals = [
        menu
        for menu in school.world.pupil("Lina").menus
        if date(2026, 11, 23) <= menu.date <= date(2026, 11, 29)
    ]
    assert sorted(event["start"] for event in week) == sorted(
        str(menu.date) for menu in meals
    )
    dinners = sum(menu.meal is MealKind.DINNER for menu in meals)
    assert dinners == sum(event["summary"].startswith("Dinner – ") for event in week)
    school.ledger.reset()
    assert await events(hass, "2026-12-07", "2026-12-11", MENUS)
    assert school.ledger.requests == {"PageMenus": 1}
