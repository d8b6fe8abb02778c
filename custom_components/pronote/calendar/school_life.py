"""The calendar of school life: detentions, outings, class councils, what the school announces."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import override

from homeassistant.components.calendar import CalendarEvent

from ..client import AgendaEvent, Lesson, LessonStatus, PronoteClient, Pupil
from ..client.errors import PageNotAllowedError
from ..coordinator.timetable import TimetableCoordinator
from ..coordinator.week_cache import Lookups
from ..school_day.days import DAY
from ..school_day.titles import lesson_name
from .timetable import TimetableCalendar

HOUR = timedelta(hours=1)
_SHOWN = frozenset(
    {LessonStatus.CLASS_COUNCIL, LessonStatus.DETENTION, LessonStatus.OUTING}
)


class SchoolLifeCalendar(TimetableCalendar):
    """What the timetable, the agenda and the office announce besides lessons."""

    key = "school_life"
    color = "#2b8a3e"

    def __init__(self, coordinator: TimetableCoordinator, pupil: Pupil) -> None:
        """Prepare to ask for the agenda."""
        super().__init__(coordinator, pupil)
        self._agenda = Lookups[AgendaEvent](
            coordinator,
            self._async_ask_agenda,
            lambda event: (event.start.date(), event.end.date()),
        )

    async def _async_ask_agenda(
        self, first: date, last: date
    ) -> tuple[AgendaEvent, ...]:
        async def ask(client: PronoteClient) -> tuple[AgendaEvent, ...]:
            try:
                return await client.agenda.get(self._pupil, first, last)
            except PageNotAllowedError:
                return ()

        return await self.coordinator.gate.ask(ask)

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        days = self.school_days
        lessons = [
            lesson
            for monday in sorted(days.weeks)
            for lesson in days.weeks[monday]
            if lesson.end > days.now
        ]
        return min(
            (
                event
                for event in self._events(lessons, self._announced_ahead)
                if event.end_datetime_local > days.now
            ),
            key=lambda event: event.start_datetime_local,
            default=None,
        )

    @property
    def _announced_ahead(self) -> tuple[AgendaEvent, ...]:
        """What the home page tells of the agenda; it is asked anyway."""
        pages = self.coordinator.config_entry.runtime_data.home.data
        page = pages.get(self._pupil.key)
        return () if page is None else page.agenda or ()

    @override
    async def _async_look_up(self, first: date, last: date) -> list[CalendarEvent]:
        lessons = await self._async_lessons(first, last)
        agenda = await self._agenda.async_get(first, last)
        return sorted(
            self._events(lessons, agenda), key=lambda event: event.start_datetime_local
        )

    def _events(
        self, lessons: Iterable[Lesson], agenda: Iterable[AgendaEvent]
    ) -> Iterator[CalendarEvent]:
        """Iterate over everything, each thing once: pages tell the same."""
        shown = [x for x in lessons if x.held and x.status in _SHOWN]
        taken = {(lesson.status, lesson.start) for lesson in shown}
        yield from (self._event(lesson) for lesson in shown)
        yield from self._detentions(taken)
        yield from (
            _announced(event)
            for event in agenda
            if not event.class_council
            or (LessonStatus.CLASS_COUNCIL, event.start) not in taken
        )

    def _detentions(
        self, taken: set[tuple[LessonStatus, datetime]]
    ) -> Iterator[CalendarEvent]:
        """Iterate over those of the current period that do not stand in the timetable."""
        school_life = self.coordinator.config_entry.runtime_data.school_life
        life = school_life.data.get(self._pupil.key)
        for punishment in life.punishments if life else ():
            for number, served in enumerate(punishment.schedule):
                if (LessonStatus.DETENTION, served.start) not in taken:
                    yield CalendarEvent(
                        start=served.start,
                        end=served.start + (served.duration or HOUR),
                        summary=punishment.name or self._status(LessonStatus.DETENTION),
                        description="\n".join(punishment.reasons) or None,
                        uid=f"{punishment.key}-{number}",
                    )

    @override
    def _summary(self, lesson: Lesson) -> str:
        status, name = self._status(lesson.status), lesson_name(lesson)
        return f"{status} – {name}" if name else status


def _announced(event: AgendaEvent) -> CalendarEvent:
    start: date = event.start
    end: date = event.end if event.end > event.start else event.start + HOUR
    if event.all_day:
        start, end = event.start.date(), event.end.date() + DAY
    return CalendarEvent(
        start=start,
        end=end,
        summary=event.name,
        description=event.comment or None,
        uid=event.key,
    )
