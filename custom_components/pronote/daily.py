"""Coordinators of what fills a child's days: lessons, homework, grades, menus."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import override

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .alarm import async_at
from .client import (
    GradeBook,
    HomePage,
    Homework,
    Lesson,
    Menu,
    Period,
    PronoteClient,
    Pupil,
    Space,
)
from .coordinator import (
    AHEAD,
    BEHIND,
    ChildrenCoordinator,
    Part,
    PronoteConfigEntry,
    WeeklyCoordinator,
    Weeks,
)
from .facts import Told, tell_grades, tell_homework, tell_lessons, tell_menus
from .gate import Gate
from .memory import PrivateTicks
from .schedule import Kind
from .school_day import (
    DAY,
    WEEK,
    SchoolDays,
    in_rows,
    monday_of,
    next_bell,
    weeks_to_watch,
)


class TimetableCoordinator(WeeklyCoordinator[Lesson]):
    """The lessons. It also rings the bell: what depends on the clock listens here."""

    page = "timetable"
    kind = Kind.WEEKS

    _cancel_bell: CALLBACK_TYPE | None = None

    @override
    def parts(self) -> Iterable[Part]:
        # All its weeks cost one question together.
        return [(pupil.key, None) for pupil in self.gate.client.account.pupils]

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> Weeks[Lesson]:
        """Ask all weeks; last week, if it is known, is kept: the bag still holds its books."""
        today = self.now.date()
        before = monday_of(today) - WEEK
        known = self.data.get(pupil.key, {})
        kept = {before: known[before]} if before in known else {}
        watched = weeks_to_watch(client.account.calendar, today)
        return {**kept, **await self._read_weeks(client, pupil, watched)}

    @override
    async def _read_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[Lesson]:
        weeks: dict[date, tuple[Lesson, ...]] = {}
        for first, last in in_rows(mondays):
            told = await client.timetable(pupil, first, last + WEEK - DAY)
            weeks |= {
                monday: tuple(
                    lesson
                    for lesson in told.lessons
                    if monday_of(lesson.start.date()) == monday
                )
                for monday in mondays
                if first <= monday <= last
            }
        return weeks

    @override
    def _tell(self, pupil: Pupil, page: Weeks[Lesson]) -> Told:
        return tell_lessons(page)

    def school_days(self, pupil_key: str) -> SchoolDays:
        """Return a child's lessons as they are seen now."""
        return SchoolDays(
            now=self.now,
            calendar=self.calendar,
            weeks=self.data.get(pupil_key, {}),
        )

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        super()._async_refresh_finished()
        self._async_wind_bell()

    @callback
    def _async_wind_bell(self) -> None:
        """Ring at the next instant at which a lesson starts or ends, or a day begins."""
        self._async_stop_bell()
        if self._shutdown_requested:
            return
        lessons = [
            lesson
            for weeks in self.data.values()
            for week in weeks.values()
            for lesson in week
        ]
        self._cancel_bell = async_at(
            self.hass, next_bell(lessons, self.now), self._async_ring
        )

    @callback
    def _async_ring(self, _: datetime) -> None:
        self._async_wind_bell()
        self.async_update_listeners()

    @callback
    def _async_stop_bell(self) -> None:
        if self._cancel_bell is not None:
            self._cancel_bell()
            self._cancel_bell = None

    @override
    async def async_shutdown(self) -> None:
        self._async_stop_bell()
        await super().async_shutdown()


class HomeCoordinator(ChildrenCoordinator[HomePage]):
    """The home page: one question that tells whether others are worth asking."""

    page = "home"
    kind = Kind.HOME

    def __init__(
        self, hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate
    ) -> None:
        """Start with no home page seen."""
        super().__init__(hass, entry, gate)
        self.day: dict[str, date] = {}
        """The day that the home page of each child is about."""

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> HomePage:
        days = self.config_entry.runtime_data.timetable.school_days(pupil.key)
        day = days.focus
        page = await client.home(pupil, day)
        self.day[pupil.key] = day
        return page

    @override
    def _tell(self, pupil: Pupil, page: HomePage) -> Told:
        return {}


class MenusCoordinator(WeeklyCoordinator[Menu]):
    """The menus of the canteen."""

    page = "menus"
    kind = Kind.MENUS

    @override
    async def _read_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[Menu]:
        return {
            monday: await client.menus(pupil, monday, monday + WEEK - DAY)
            for monday in mondays
        }

    @override
    def _tell(self, pupil: Pupil, page: Weeks[Menu]) -> Told:
        return tell_menus(page)


class GradesCoordinator(ChildrenCoordinator[GradeBook]):
    """The grades and averages of the current period."""

    page = "grades"
    kind = Kind.GRADES

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> GradeBook:
        return await client.grades(pupil)

    async def async_book(self, pupil: Pupil, period: Period | None) -> GradeBook:
        """Return the grades of a period: those of the current one from memory.

        Raises HomeAssistantError.
        """
        known = self.at_hand(pupil)
        if known is not None and (period is None or period.name == known.period):
            return known
        return await self.gate.ask(lambda client: client.grades(pupil, period))

    @override
    def _tell(self, pupil: Pupil, page: GradeBook) -> Told:
        return tell_grades(page, pupil.periods)


class HomeworkCoordinator(ChildrenCoordinator[tuple[Homework, ...]]):
    """The homework of the last days and the next weeks, with its ticks."""

    page = "homework"
    kind = Kind.HOMEWORK

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PronoteConfigEntry,
        gate: Gate,
        ticks: PrivateTicks,
    ) -> None:
        """Take the ticks that the school cannot keep."""
        super().__init__(hass, entry, gate)
        self._ticks = ticks

    @property
    def ticks_at_school(self) -> bool:
        """Tell whether a tick goes to PRONOTE, which only takes those of pupils."""
        return self.gate.client.account.space is Space.PUPIL

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> tuple[Homework, ...]:
        today = self.now.date()
        homework = await client.homework(pupil, today - BEHIND, today + AHEAD)
        if not self.ticks_at_school:
            await self._ticks.async_prune(pupil.key, homework)
        return self._ticked(pupil, homework)

    def _ticked(
        self, pupil: Pupil, homework: tuple[Homework, ...]
    ) -> tuple[Homework, ...]:
        if self.ticks_at_school:
            return homework
        return tuple(self._ticks.apply(pupil.key, work) for work in homework)

    async def async_due(
        self, pupil: Pupil, first: date, last: date
    ) -> tuple[Homework, ...]:
        """Return the work due in any range of days: from memory, or in one request.

        Raises HomeAssistantError.
        """
        today = self.now.date()
        known = self.at_hand(pupil)
        if known is not None and today - BEHIND <= first and last <= today + AHEAD:
            return tuple(work for work in known if first <= work.due <= last)
        return self._ticked(
            pupil,
            await self.gate.ask(lambda client: client.homework(pupil, first, last)),
        )

    @override
    def _tell(self, pupil: Pupil, page: tuple[Homework, ...]) -> Told:
        return tell_homework(page)

    async def async_tick(self, pupil: Pupil, work: Homework, done: bool) -> None:
        """Mark a piece of work done or not, where this account may.

        Raises HomeAssistantError.
        """
        if self.ticks_at_school:
            work = await self.gate.ask(
                lambda client: client.set_homework_done(pupil, work, done)
            )
        else:
            await self._ticks.async_set(pupil.key, work.key, done)
            work = replace(work, done=done)
        homework = tuple(
            work if other.key == work.key else other for other in self.data[pupil.key]
        )
        self.async_set_updated_data({**self.data, pupil.key: homework})
