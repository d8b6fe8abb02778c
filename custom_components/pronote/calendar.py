"""Calendars: what the school announces, of whichever days are looked at."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PronoteConfigEntry
from .day_calendars import HolidaysCalendar, HomeworkCalendar, MenusCalendar
from .entity import async_add_children
from .lesson_calendars import LessonsCalendar, TestsCalendar
from .school_life_calendar import SchoolLifeCalendar

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendars of the school and of each child."""
    data = entry.runtime_data
    async_add_entities([HolidaysCalendar(data.timetable)])
    async_add_children(
        data.timetable,
        async_add_entities,
        lambda pupil: [
            calendar(data.timetable, pupil)
            for calendar in (LessonsCalendar, TestsCalendar, SchoolLifeCalendar)
        ],
    )
    async_add_children(
        data.homework,
        async_add_entities,
        lambda pupil: [HomeworkCalendar(data.homework, pupil)],
    )
    async_add_children(
        data.menus,
        async_add_entities,
        lambda pupil: [MenusCalendar(data.menus, pupil)],
    )
