"""Binary sensors: is there school, is the child there, is today as expected."""

from datetime import date

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integration.at_home import cancel_all, pass_until, refresh, value
from tests.school import School

TODAY = "binary_sensor.pronote_2_school_day_today"
TOMORROW = "binary_sensor.pronote_2_school_day_tomorrow"
IN_CLASS = "binary_sensor.pronote_2_in_class"
CHANGED = "binary_sensor.pronote_2_timetable_changed_today"


async def test_school_days(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_ON, STATE_ON)
    await pass_until(hass, freezer, "2026-11-27 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_ON, STATE_OFF)
    await pass_until(hass, freezer, "2026-11-28 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_OFF, STATE_OFF)
    await pass_until(hass, freezer, "2026-11-29 00:00:00")
    assert (value(hass, TODAY), value(hass, TOMORROW)) == (STATE_OFF, STATE_ON)


async def test_no_school_when_every_lesson_is_cancelled(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    cancel_all(school, "Hugo", "2026-11-25")
    await refresh(hass, entry)
    assert value(hass, TOMORROW) == STATE_OFF


async def test_in_class(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Hugo's first lesson lasts from 9:00 to 9:55; then there is a break."""
    assert value(hass, IN_CLASS) == STATE_OFF
    await pass_until(hass, freezer, "2026-11-24 09:00:00")
    assert value(hass, IN_CLASS) == STATE_ON
    await pass_until(hass, freezer, "2026-11-24 09:54:59")
    assert value(hass, IN_CLASS) == STATE_ON
    await pass_until(hass, freezer, "2026-11-24 09:55:00")
    assert value(hass, IN_CLASS) == STATE_OFF


async def test_timetable_changed(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    """On a day on which nothing is special, until something is."""
    hugo, year = school.world.pupil("Hugo"), school.world.year
    day = next(
        day
        for day in year.school_days(date(2026, 11, 30), date(2026, 12, 18))
        if not any(
            lesson.status or lesson.cancelled or lesson.outing
            for lesson in hugo.lessons_between(day, day)
        )
    )
    await pass_until(hass, freezer, f"{day} 06:00:00")
    await refresh(hass, entry)
    assert value(hass, CHANGED) == STATE_OFF

    school.happen("room_changed", pupil="Hugo", date=str(day))
    await refresh(hass, entry)
    assert value(hass, CHANGED) == STATE_ON
