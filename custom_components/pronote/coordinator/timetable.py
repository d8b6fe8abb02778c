"""The coordinator of the timetable."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback

from ..changes.event_data import Told, tell_lessons
from ..client import Lesson, PronoteClient, Pupil
from ..polling.policy import Kind, Part
from ..polling.timer import async_at
from ..school_day.days import (
    DAY,
    WEEK,
    SchoolDays,
    in_rows,
    monday_of,
    next_bell,
    weeks_to_watch,
)
from .weekly import WeeklyCoordinator, Weeks


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
            told = await client.timetable.get(pupil, first, last + WEEK - DAY)
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

    def school_on(self) -> Callable[[date], bool]:
        """Return what tells whether a child of the account has school on a day."""
        pupils = self.gate.client.account.pupils
        children = [self.school_days(pupil.key) for pupil in pupils]
        if not children:
            return self.calendar.is_working_day
        return lambda day: any(
            child.has_school(day) and not child.seems_off(day) for child in children
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
