"""Calendar of school life: detentions, sanctions, outings, class councils, agenda events, etc."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import override

from homeassistant.components.calendar import CalendarEvent
from homeassistant.const import Platform
from homeassistant.helpers.translation import async_translate_state_attr

from ..client import (
    AgendaEvent,
    Lesson,
    LessonStatus,
    Meeting,
    PronoteClient,
    Pupil,
    SchoolLife,
)
from ..client.errors import PageNotAllowedError
from ..const import DOMAIN
from ..coordinator.school_life import whole_life
from ..coordinator.timetable import TimetableCoordinator
from ..coordinator.week_cache import RangeCache
from ..school_day.days import DAY
from ..school_day.titles import lesson_name
from .presence import HOUR, decisions, exemptions, presence
from .timetable import TimetableCalendar

_SHOWN = frozenset(
    {LessonStatus.CLASS_COUNCIL, LessonStatus.DETENTION, LessonStatus.OUTING}
)


class SchoolLifeCalendar(TimetableCalendar):
    """Detentions, sanctions, outings, class councils, agenda events: everything but lessons."""

    key = "school_life"

    def __init__(self, coordinator: TimetableCoordinator, pupil: Pupil) -> None:
        """Initialize the calendar and its cache of the agenda."""
        super().__init__(coordinator, pupil)
        self._agenda = RangeCache[AgendaEvent](
            coordinator,
            self._async_fetch_agenda,
            lambda event: (event.start.date(), event.end.date()),
        )
        self._meetings = RangeCache[tuple[str, Meeting]](
            coordinator,
            self._async_fetch_meetings,
            lambda known: (known[1].start.date(), known[1].end.date()),
        )

    async def _async_fetch_meetings(
        self, first: date, last: date
    ) -> tuple[tuple[str, Meeting], ...]:
        """Return the meetings, each with the name of its evening."""

        async def fetch(client: PronoteClient) -> tuple[tuple[str, Meeting], ...]:
            try:
                sessions = await client.meetings.get(self._pupil, first, last)
            except PageNotAllowedError:
                return ()
            return tuple(
                (session.name, meeting)
                for session in sessions
                for meeting in session.meetings
            )

        return await self.coordinator.connection.call(fetch)

    async def _async_fetch_agenda(
        self, first: date, last: date
    ) -> tuple[AgendaEvent, ...]:
        async def fetch(client: PronoteClient) -> tuple[AgendaEvent, ...]:
            try:
                return await client.agenda.get(self._pupil, first, last)
            except PageNotAllowedError:
                return ()

        return await self.coordinator.connection.call(fetch)

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
                for event in self._events(lessons, self._upcoming_agenda)
                if event.end_datetime_local > days.now
            ),
            key=lambda event: event.start_datetime_local,
            default=None,
        )

    @property
    def _upcoming_agenda(self) -> tuple[AgendaEvent, ...]:
        """Return the agenda events of the home page, which is requested anyway."""
        home_pages = self.coordinator.config_entry.runtime_data.home.data
        home_page = home_pages.get(self._pupil.key)
        return () if home_page is None else home_page.agenda or ()

    @override
    async def _async_fetch_events(self, first: date, last: date) -> list[CalendarEvent]:
        lessons = await self._async_lessons(first, last)
        agenda = await self._agenda.async_get(first, last)
        meetings = await self._meetings.async_get(first, last)
        return sorted(
            (
                *self._events(lessons, agenda),
                *exemptions(self._life, self._kind),
                *(self._meeting_event(*known) for known in meetings),
            ),
            key=lambda event: event.start_datetime_local,
        )

    @property
    def _life(self) -> SchoolLife:
        """Return all events of the school life page, none if it is closed."""
        pages = self.coordinator.config_entry.runtime_data.school_life.data
        life = pages.get(self._pupil.key)
        return SchoolLife(period="") if life is None else whole_life(life)

    def _kind(self, kind: str) -> str:
        """Return the name of a kind of event."""
        return async_translate_state_attr(
            self.hass, kind, Platform.CALENDAR, DOMAIN, self.key, None, "event"
        )

    def _events(
        self, lessons: Iterable[Lesson], agenda: Iterable[AgendaEvent]
    ) -> Iterator[CalendarEvent]:
        """Yield all events but exemptions, without duplicates of other pages.

        An exemption may last for months: it would hide what comes next.
        """
        shown = [x for x in lessons if x.held and x.status in _SHOWN]
        taken = {(lesson.status, lesson.start) for lesson in shown}
        yield from (self._event(lesson) for lesson in shown)
        yield from self._detentions(taken)
        yield from decisions(self._life, self._kind)
        yield from presence(self._life, self._kind)
        yield from (
            _agenda_event(event)
            for event in agenda
            if not event.class_council
            or (LessonStatus.CLASS_COUNCIL, event.start) not in taken
        )

    def _detentions(
        self, taken: set[tuple[LessonStatus, datetime]]
    ) -> Iterator[CalendarEvent]:
        """Yield the detentions that are not in the timetable."""
        for punishment in self._life.punishments:
            for number, served in enumerate(punishment.schedule):
                if (LessonStatus.DETENTION, served.start) not in taken:
                    start: date = served.start
                    end: date = served.start + (served.duration or HOUR)
                    if served.start.time() == time.min:
                        # Without an hour: homework is due on that day.
                        start, end = served.start.date(), served.start.date() + DAY
                    yield CalendarEvent(
                        start=start,
                        end=end,
                        summary=punishment.name or self._status(LessonStatus.DETENTION),
                        description="\n".join(punishment.reasons) or None,
                        uid=f"{punishment.key}-{number}",
                    )

    def _meeting_event(self, evening: str, meeting: Meeting) -> CalendarEvent:
        people = ", ".join(meeting.people)
        parts = (self._kind("meeting"), people, meeting.subject)
        return CalendarEvent(
            start=meeting.start,
            end=meeting.end,
            summary=" – ".join(filter(None, parts)),
            location=meeting.room or meeting.video_url,
            description="\n".join(filter(None, (evening, meeting.video_url))) or None,
            uid=meeting.key,
        )

    @override
    def _summary(self, lesson: Lesson) -> str:
        status, name = self._status(lesson.status), lesson_name(lesson)
        return f"{status} – {name}" if name else status


def _agenda_event(event: AgendaEvent) -> CalendarEvent:
    start: date = event.start
    end: date = event.end if event.end > event.start else event.start + HOUR
    url = event.link.url if event.link else None
    if event.all_day:
        start, end = event.start.date(), event.end.date() + DAY
    return CalendarEvent(
        start=start,
        end=end,
        summary=event.name,
        description="\n".join(filter(None, (event.comment, url))) or None,
        location=url,
        uid=event.key,
    )
