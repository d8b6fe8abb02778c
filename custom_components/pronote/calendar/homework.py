"""Calendar of the homework."""

from datetime import date
from typing import Final, override

from homeassistant.components.calendar import CalendarEvent

from ..client import Homework, Pupil
from ..coordinator.homework import HomeworkCoordinator
from ..coordinator.week_cache import RangeCache
from ..school_day.days import DAY
from ..school_day.titles import homework_title
from .base import PronoteCalendar

DONE: Final = "✓"


class HomeworkCalendar(PronoteCalendar[tuple[Homework, ...]]):
    """Homework on its due date; finished homework is marked with a check mark."""

    key = "homework"
    coordinator: HomeworkCoordinator

    def __init__(self, coordinator: HomeworkCoordinator, pupil: Pupil) -> None:
        """Initialize the calendar and its cache of other weeks."""
        super().__init__(coordinator, pupil)
        self._cache = RangeCache[Homework](
            coordinator,
            lambda first, last: coordinator.async_get_homework(pupil, first, last),
            lambda work: (work.due, work.due),
        )

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        today = self.school_days.today
        work = next((work for work in self.data if work.due >= today), None)
        return None if work is None else _homework(work)

    @override
    async def _async_fetch_events(self, first: date, last: date) -> list[CalendarEvent]:
        known = self.available and self.coordinator.days[0] <= first
        found = self.data if known else await self._cache.async_get(first, last)
        return [_homework(work) for work in found]


def _homework(work: Homework) -> CalendarEvent:
    title = homework_title(work)
    return CalendarEvent(
        start=work.due,
        end=work.due + DAY,
        summary=f"{DONE} {title}" if work.done else title,
        description=work.text or None,
        uid=work.key,
    )
