"""Test the binary sensors."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.clock import Clock
from tests.helpers.home import advance_until, cancel_all_lessons, refresh, value
from tests.school import School
from tests.school.model.types import Outing

TODAY = "binary_sensor.pronote_2_school_day_today"
TOMORROW = "binary_sensor.pronote_2_school_day_tomorrow"
IN_CLASS = "binary_sensor.pronote_2_in_class"
CHANGED = "binary_sensor.pronote_2_timetable_changed_today"


async def test_school_days(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_ON, STATE_ON)
    await advance_until(hass, freezer, "2026-11-27 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_ON, STATE_OFF)
    await advance_until(hass, freezer, "2026-11-28 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_OFF, STATE_OFF)
    await advance_until(hass, freezer, "2026-11-29 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_OFF, STATE_ON)


async def test_no_school_when_every_lesson_is_canceled(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    cancel_all_lessons(school, "Hugo", "2026-11-25")
    await refresh(hass, entry)
    assert value(hass, TOMORROW) == STATE_OFF


async def test_in_class(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """Hugo's first lesson lasts from 9:00 to 9:55; then there is a break."""
    assert value(hass, IN_CLASS) == STATE_OFF
    await advance_until(hass, freezer, "2026-11-24 09:00:00")
    assert value(hass, IN_CLASS) == STATE_ON
    await advance_until(hass, freezer, "2026-11-24 09:54:59")
    assert value(hass, IN_CLASS) == STATE_ON
    await advance_until(hass, freezer, "2026-11-24 09:55:00")
    assert value(hass, IN_CLASS) == STATE_OFF


async def test_timetable_changed(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """On a day on which nothing is special, until something is."""
    hugo, year = school.model.pupil("Hugo"), school.model.year
    day = next(
        day
        for day in year.school_days(date(2026, 11, 30), date(2026, 12, 18))
        if not any(
            lesson.status or lesson.canceled or lesson.outing
            for lesson in hugo.lessons_between(day, day)
        )
    )
    await advance_until(hass, freezer, f"{day} 06:00:00")
    await refresh(hass, entry)
    assert value(hass, CHANGED) == STATE_OFF

    school.trigger_event("room_changed", pupil="Hugo", date=str(day))
    await refresh(hass, entry)
    assert value(hass, CHANGED) == STATE_ON


@pytest.mark.usefixtures("all_enabled")
async def test_day_after_day(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """In the remarkable week of the simulated school."""

    def on() -> set[str]:
        prefix = "binary_sensor.pronote_1_"
        return {
            state.entity_id.removeprefix(prefix)
            for state in hass.states.async_all("binary_sensor")
            if state.entity_id.startswith(prefix) and state.state == STATE_ON
        }

    # The last teacher of Tuesday is absent; the first lesson of Wednesday is canceled.
    assert on() == {
        "school_day_today",
        "school_day_tomorrow",
        "timetable_changed_today",
        "timetable_changed_tomorrow",
        "finishes_early",
        "detention_coming",
    }
    await advance_until(hass, freezer, "2026-11-28 10:00:00")
    assert on() == set()


@pytest.mark.usefixtures("all_enabled")
async def test_what_happens_is_reported(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    def values(*names: str) -> list[str]:
        return [value(hass, f"binary_sensor.pronote_1_{name}") for name in names]

    lina = school.model.pupil("Lina")
    lina.lessons = [
        replace(lesson, test=False) for lesson in lina.lessons if not lesson.detention
    ]
    lina.punishments.clear()
    await refresh(hass, entry)
    names = ("test_tomorrow", "detention_coming", "outing_today", "morning_off")
    assert values(*names) == [STATE_OFF] * 4

    school.trigger_event("test", pupil="Lina", date="2026-11-25")
    school.trigger_event("detention", pupil="Lina")
    lina.lessons = [
        replace(lesson, outing=Outing("Musée", ()))
        if lesson.day == date(2026, 11, 24)
        else lesson
        for lesson in lina.lessons
        if lesson.day != date(2026, 11, 25) or lesson.start.hour >= 12 or lesson.test
    ]
    await refresh(hass, entry)
    assert values(*names[:3]) == [STATE_ON] * 3
    lina.lessons = [
        replace(
            lesson, start=lesson.start.replace(hour=14), end=lesson.end.replace(hour=15)
        )
        if lesson.day == date(2026, 11, 25)
        else lesson
        for lesson in lina.lessons
    ]
    await refresh(hass, entry)
    assert values("morning_off") == [STATE_ON]


async def test_detention_that_is_served_is_over(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    coming = "binary_sensor.pronote_1_detention_coming"
    lina = school.model.pupil("Lina")
    lina.lessons = [lesson for lesson in lina.lessons if not lesson.detention]
    lina.punishments.clear()
    happening = school.trigger_event("detention", pupil="Lina")
    await refresh(hass, entry)
    assert value(hass, coming) == STATE_ON
    end = datetime.fromisoformat(happening["lesson"]["end"])
    await advance_until(hass, freezer, f"{end - timedelta(minutes=1):%Y-%m-%d %H:%M}")
    await refresh(hass, entry)
    assert value(hass, coming) == STATE_ON
    await advance_until(hass, freezer, f"{end:%Y-%m-%d %H:%M}")
    assert value(hass, coming) == STATE_OFF


async def test_absence_in_progress(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """What is only announced is no absence; what goes on is one, whatever its end."""
    entity = "binary_sensor.pronote_1_absence_in_progress"
    school.model.pupil("Lina").absences.clear()
    school.trigger_event("announced_absence", pupil="Lina")
    await refresh(hass, entry)
    assert value(hass, entity) == STATE_OFF
    school.trigger_event("absence", pupil="Lina", ongoing=True)
    await refresh(hass, entry)
    assert value(hass, entity) == STATE_ON
    school.trigger_event("absence_accepted", pupil="Lina")
    absences = school.model.pupil("Lina").absences
    absences[:] = [
        replace(one, end=school.clock() - timedelta(minutes=1)) for one in absences
    ]
    await refresh(hass, entry)
    assert value(hass, entity) == STATE_OFF


@pytest.mark.parametrize(
    ("home_at", "expected"),
    [
        ("2026-12-18T10:00:00+01:00", STATE_OFF),
        ("2026-12-19T10:00:00+01:00", STATE_ON),
        ("2027-07-10T10:00:00+02:00", STATE_ON),
    ],
)
async def test_holidays(
    hass: HomeAssistant, entry: MockConfigEntry, expected: str
) -> None:
    assert value(hass, "binary_sensor.pronote_1_holidays") == expected


async def test_closed_pages(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """What a page told goes with the page."""
    school.fault("close_tab", tab=19)
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, "binary_sensor.pronote_1_detention_coming") == STATE_UNAVAILABLE
    assert value(hass, IN_CLASS) != STATE_UNAVAILABLE
