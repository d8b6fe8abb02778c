"""Calendars of the timetable: lessons and tests."""

from datetime import date
from typing import override

from homeassistant.components.calendar import CalendarEvent

from ..client import Lesson, LessonStatus
from ..const import CONF_CANCELED_LESSONS
from ..coordinator.timetable import TimetableCoordinator
from ..coordinator.weekly import Weeks
from ..school_day.titles import lesson_name
from .base import PronoteCalendar


class TimetableCalendar(PronoteCalendar[Weeks[Lesson]]):
    """Base class of the calendars that read the timetable."""

    coordinator: TimetableCoordinator

    async def _async_lessons(self, first: date, last: date) -> list[Lesson]:
        return await self.coordinator.async_get_weeks(self._pupil, first, last)

    def _event(self, lesson: Lesson) -> CalendarEvent:
        status_text = (
            lesson.status_text if lesson.status is not LessonStatus.NORMAL else None
        )
        summary = self._summary(lesson)
        lines = (", ".join(lesson.teachers), status_text, lesson.memo)
        return CalendarEvent(
            start=lesson.start,
            end=lesson.end,
            summary=summary,
            description="\n".join(x for x in lines if x and x != summary) or None,
            location=", ".join(lesson.rooms) or None,
            uid=lesson.key,
        )

    def _summary(self, lesson: Lesson) -> str:
        """Return the name of a lesson, prefixed with the reason if it is not attended."""
        name = lesson_name(lesson)
        if lesson.attended:
            return name or lesson.status_text or self._status(lesson.status)
        reason = self._reason(lesson)
        return f"{reason} – {name}" if name else reason

    def _reason(self, lesson: Lesson) -> str:
        """Return why a lesson is not attended."""
        if lesson.held and lesson.no_pupils:
            return self._status(LessonStatus.CLASS_ABSENT)
        if lesson.held and lesson.exempted:
            return self._status(LessonStatus.EXEMPTED)
        if lesson.held and lesson.exemption is not None and lesson.status_text:
            return lesson.status_text
        return self._status(lesson.status)

    def _status(self, status: LessonStatus) -> str:
        return self._label("next_lesson", "status", status)


class LessonsCalendar(TimetableCalendar):
    """Lessons of a child.

    The summary of a lesson that is not attended starts with the reason. Class councils are not
    lessons.
    """

    key = "lessons"

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        days = self.school_days
        lesson = days.current or days.next
        return None if lesson is None else self._event(lesson)

    @override
    async def _async_fetch_events(self, first: date, last: date) -> list[CalendarEvent]:
        options = self.coordinator.config_entry.options
        all_shown = options.get(CONF_CANCELED_LESSONS, True)
        return [
            self._event(lesson)
            for lesson in await self._async_lessons(first, last)
            if lesson.attended
            or (
                all_shown
                and not lesson.superseded
                and lesson.status is not LessonStatus.CLASS_COUNCIL
            )
        ]


class TestsCalendar(TimetableCalendar):
    """Lessons with a test."""

    key = "tests"

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        days = self.school_days
        lessons = (x for x in days.attended if x.test and x.end > days.now)
        lesson = next(lessons, None)
        return None if lesson is None else self._event(lesson)

    @override
    async def _async_fetch_events(self, first: date, last: date) -> list[CalendarEvent]:
        return [
            self._event(lesson)
            for lesson in await self._async_lessons(first, last)
            if lesson.test and lesson.attended
        ]
