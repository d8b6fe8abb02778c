"""The coordinator of the timetable."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..changes.event_data import SerializedPage, serialize_lessons
from ..changes.school_days import serialize_days
from ..client import Lesson, PronoteClient, Pupil, UpcomingTest
from ..connection.school_connection import SchoolConnection
from ..last_data.store import StoredPage
from ..polling.timer import async_call_at
from ..polling.update_intervals import Part, Resource, start_offset
from ..school_day.announced_tests import with_announced_tests
from ..school_day.days import (
    DAY,
    WEEK,
    SchoolDays,
    consecutive_weeks,
    followed_weeks,
    monday_of,
    next_transition,
)
from ..school_day.home_days import HomeDays
from ..school_day.known_lessons import KnownLessons
from ..school_day.morning import first_check, margins, next_check
from ..school_day.study_hours import StudyHours, study_hours
from .weekly import WeeklyCoordinator, Weeks

_NO_WEEKS: Final[Weeks[Lesson]] = {}


@dataclass(frozen=True, slots=True)
class _Known:
    """Known lessons of a child and what they were made of."""

    weeks: Weeks[Lesson]
    tests: tuple[UpcomingTest, ...]
    lessons: KnownLessons


class TimetableCoordinator(WeeklyCoordinator[Lesson]):
    """The timetable.

    It also updates its listeners at each lesson start, lesson end and midnight, for entities that
    depend on the time.
    """

    page = "timetable"
    resource = Resource.TIMETABLE

    _cancel_transition: CALLBACK_TYPE | None = None

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self.shown_at_home: dict[str, datetime] = {}
        """When the home page of each child last showed lessons."""
        self.announced_tests: dict[str, tuple[UpcomingTest, ...]] = {}
        """Tests that the home page of each child announces."""
        self.home_days: dict[str, HomeDays] = {}
        """When each child is at this home; a child without an entry always is."""
        self._known: dict[str, _Known] = {}

    def confirmed_at(self, pupil_key: str) -> datetime | None:
        """Return when the lessons of a child were last known to be current.

        If the home page shows a change, this page is requested at once.
        """
        requested = self.last_requested.get((pupil_key, None))
        shown = self.shown_at_home.get(pupil_key)
        if requested is None or shown is None or not self.last_update_success:
            return requested
        return max(requested, shown)

    @property
    @override
    def stored_page(self) -> StoredPage | None:
        if (page := super().stored_page) is None:
            return None
        confirmed = {
            (key, monday): self.confirmed_at(key) or at
            for (key, monday), at in page.confirmed.items()
        }
        return replace(page, confirmed=confirmed)

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        super().async_restore(page)
        self._async_schedule_transition()

    @override
    def parts(self) -> Iterable[Part]:
        # All its weeks cost one question together.
        return [(pupil.key, None) for pupil in self.connection.account.pupils]

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> Weeks[Lesson]:
        """Fetch all weeks. Last week is kept if it is known: the bag depends on it."""
        today = self.now.date()
        last_week = monday_of(today) - WEEK
        known = self.data.get(pupil.key, {})
        data = {last_week: known[last_week]} if last_week in known else {}
        followed = followed_weeks(client.account.calendar, today)
        return {**data, **await self._fetch_weeks(client, pupil, followed)}

    @override
    async def _fetch_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[Lesson]:
        weeks: dict[date, tuple[Lesson, ...]] = {}
        for first, last in consecutive_weeks(mondays):
            timetable = await client.timetable.get(pupil, first, last + WEEK - DAY)
            weeks |= {
                monday: tuple(
                    lesson
                    for lesson in timetable.lessons
                    if monday_of(lesson.start.date()) == monday
                )
                for monday in mondays
                if first <= monday <= last
            }
        return weeks

    @override
    def _serialize(self, pupil: Pupil, data: Weeks[Lesson]) -> SerializedPage:
        lessons = KnownLessons(data, self._study_hours(pupil.key))
        days = replace(self.school_days(pupil.key), lessons=lessons)
        return serialize_lessons(data) | serialize_days(days)

    def _study_hours(self, pupil_key: str) -> StudyHours:
        return study_hours(self.config_entry.options, pupil_key)

    def _lessons(self, pupil_key: str) -> KnownLessons:
        """Return the followed weeks of a child, with the tests that the home page announces.

        They are the same object until the pages or the options change.
        """
        weeks = self.data.get(pupil_key, _NO_WEEKS)
        tests = self.announced_tests.get(pupil_key, ())
        choice = self._study_hours(pupil_key)
        known = self._known.get(pupil_key)
        if (
            known is None
            or known.weeks is not weeks
            or known.tests is not tests
            or known.lessons.study_hours is not choice
        ):
            with_tests = {
                monday: with_announced_tests(lessons, tests)
                for monday, lessons in weeks.items()
            }
            known = _Known(weeks, tests, KnownLessons(with_tests, choice))
            self._known[pupil_key] = known
        return known.lessons

    @override
    async def async_get_weeks(
        self, pupil: Pupil, first: date, last: date
    ) -> list[Lesson]:
        lessons = await super().async_get_weeks(pupil, first, last)
        tests = self.announced_tests.get(pupil.key, ())
        return [*with_announced_tests(tuple(lessons), tests)]

    def school_days(self, pupil_key: str) -> SchoolDays:
        """Return the school days of a child, as of now."""
        return SchoolDays(
            now=self.now,
            calendar=self.calendar,
            lessons=self._lessons(pupil_key),
            confirmed_at=self.confirmed_at(pupil_key),
            home_days=self.home_days.get(pupil_key),
        )

    @property
    def _first_wake_up(self) -> datetime | None:
        """The first wake-up of the next school morning of the account."""
        options = self.config_entry.options
        return min(
            (
                first.start - margins(options, pupil.key).wake_up
                for pupil in self.connection.account.pupils
                if (first := self.school_days(pupil.key).first_lesson_ahead)
            ),
            default=None,
        )

    @property
    def _offset(self) -> float:
        return start_offset(str(self.config_entry.unique_id))

    @property
    def unanswered(self) -> bool:
        """Whether the school did not answer the last time, or not yet since the start."""
        return (
            self.restored
            or not self.last_update_success
            or self.connection.budget.failing_since is not None
        )

    def first_check(self) -> datetime | None:
        """Return from when a school that did not answer is asked again in the morning."""
        if not self.unanswered or (wake_up := self._first_wake_up) is None:
            return None
        return first_check(wake_up, self._offset)

    def next_check(self) -> datetime | None:
        """Return until when a pause may last, so that an attempt falls before the next wake-up."""
        if (wake_up := self._first_wake_up) is None:
            return None
        return next_check(wake_up, self._offset, self.now)

    def school_on(self) -> Callable[[date], bool]:
        """Return a function that returns whether a child of the account has lessons on a day.

        Canceled lessons count: on the day of a strike, the next changes matter most.
        """
        pupils = self.connection.account.pupils
        children = [self.school_days(pupil.key) for pupil in pupils]
        if not children:
            return self.calendar.is_working_day
        return lambda day: any(
            (child.announced_on(day) or child.has_school(day))
            and not child.looks_like_holiday(day)
            for child in children
        )

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        super()._async_refresh_finished()
        self._async_schedule_transition()

    @callback
    def _async_schedule_transition(self) -> None:
        """Schedule an update at the next start or end of a lesson, or at midnight."""
        self._async_cancel_transition()
        if self._shutdown_requested:
            return
        lessons = [
            lesson
            for weeks in self.data.values()
            for week in weeks.values()
            for lesson in week
        ]
        self._cancel_transition = async_call_at(
            self.hass, next_transition(lessons, self.now), self._async_transition
        )

    @callback
    def _async_transition(self, _: datetime) -> None:
        self._async_schedule_transition()
        self.async_update_listeners()

    @callback
    def _async_cancel_transition(self) -> None:
        if self._cancel_transition is not None:
            self._cancel_transition()
            self._cancel_transition = None

    @override
    async def async_shutdown(self) -> None:
        self._async_cancel_transition()
        await super().async_shutdown()
