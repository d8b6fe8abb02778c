"""Coordinators of the pages that PRONOTE serves by week."""

from abc import abstractmethod
import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..client import PronoteClient, Pupil
from ..connection.school_connection import SchoolConnection
from ..polling.update_intervals import Part
from ..school_day.days import WEEK, followed_weeks, school_weeks
from .base import ChildrenCoordinator
from .week_cache import WeekCache

type Weeks[_ItemT] = Mapping[date, tuple[_ItemT, ...]]
"""Data of a page by week, with the Monday as key."""


class WeeklyCoordinator[_ItemT](ChildrenCoordinator[Weeks[_ItemT]]):
    """A page that is requested by week.

    Calendars can request any other week.
    """

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize without cached weeks."""
        super().__init__(hass, entry, connection)
        self._week_cache = WeekCache[_ItemT](lambda: self.now)
        self._cache_lock = asyncio.Lock()

    @property
    @override
    def described_until(self) -> datetime | None:
        """The end of the last week that is not empty."""
        mondays = (
            monday
            for weeks in self.data.values()
            for monday, items in weeks.items()
            if items
        )
        if (last := max(mondays, default=None)) is None:
            return None
        return datetime.combine(last + WEEK, time.min, self.calendar.timezone)

    @abstractmethod
    async def _fetch_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[_ItemT]:
        """Fetch some weeks of one child."""

    @override
    def parts(self) -> Iterable[Part]:
        mondays = followed_weeks(self.calendar, self.now.date())
        return [
            (pupil.key, monday)
            for pupil in self.connection.account.pupils
            for monday in mondays
        ]

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> Weeks[_ItemT]:
        known = self.data.get(pupil.key, {})
        followed = followed_weeks(client.account.calendar, self.now.date())
        due = [
            monday
            for monday in followed
            if monday not in known or self._is_due((pupil.key, monday))
        ]
        found = await self._fetch_weeks(client, pupil, due)
        return {
            monday: found[monday] if monday in found else known[monday]
            for monday in followed
        }

    async def async_get_weeks(
        self, pupil: Pupil, first: date, last: date
    ) -> list[_ItemT]:
        """Return the items of whole weeks, from the cache where possible.

        Weeks without school are not requested. Raises HomeAssistantError.
        """
        mondays = school_weeks(self.calendar, first, last)
        async with self._cache_lock:
            self._week_cache.forget_expired()
            if missing := [day for day in mondays if self._cached(pupil, day) is None]:
                await self.connection.call_for_action(
                    lambda client: self._async_fetch_into_cache(client, pupil, missing)
                )
        return [item for day in mondays for item in self._cached(pupil, day) or ()]

    async def _async_fetch_into_cache(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> None:
        found = await self._fetch_weeks(client, pupil, mondays)
        for monday, items in found.items():
            self._week_cache.set(pupil.key, monday, items)

    def _cached(self, pupil: Pupil, monday: date) -> tuple[_ItemT, ...] | None:
        if (items := self.data.get(pupil.key, {}).get(monday)) is not None:
            return items
        return self._week_cache.get(pupil.key, monday)
