"""Calendars: lessons, tests, homework, menus, school life and holidays, for any range of days."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..entity import async_add_child_entities
from ..models import PronoteConfigEntry
from .holidays import HolidaysCalendar
from .homework import HomeworkCalendar
from .menus import MenusCalendar
from .school_life import SchoolLifeCalendar
from .timetable import LessonsCalendar, TestsCalendar

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendars of the school and of each child."""
    data = entry.runtime_data
    async_add_entities([HolidaysCalendar(data.timetable)])
    async_add_child_entities(
        data.timetable,
        async_add_entities,
        lambda pupil: [
            calendar(data.timetable, pupil)
            for calendar in (LessonsCalendar, TestsCalendar, SchoolLifeCalendar)
        ],
    )
    async_add_child_entities(
        data.homework,
        async_add_entities,
        lambda pupil: [HomeworkCalendar(data.homework, pupil)],
    )
    async_add_child_entities(
        data.menus,
        async_add_entities,
        lambda pupil: [MenusCalendar(data.menus, pupil)],
    )
