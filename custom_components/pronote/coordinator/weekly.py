"""Coordinators of pages that are read week by week."""

from abc import abstractmethod
import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..client import PronoteClient, Pupil
from ..connection.session import Gate
from ..polling.policy import Part
from ..school_day.days import WEEK, open_weeks, weeks_to_watch
from .base import ChildrenCoordinator

UPCOMING_KEPT, PAST_KEPT = timedelta(hours=1), timedelta(hours=12)
"""How long a week that a calendar asked for is remembered."""


type Weeks[_ItemT] = Mapping[date, tuple[_ItemT, ...]]
"""What a page tells of whole weeks, by Monday."""


class WeeklyCoordinator[_ItemT](ChildrenCoordinator[Weeks[_ItemT]]):
    """A page that is asked week by week, and of which calendars may want any week."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, gate: Gate) -> None:
        """Start with no week visited."""
        super().__init__(hass, entry, gate)
        self._visited: dict[
            tuple[str, date], tuple[datetime, timedelta, tuple[_ItemT, ...]]
        ] = {}
        self._visiting = asyncio.Lock()

    @abstractmethod
    async def _read_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[_ItemT]:
        """Ask some weeks of one child."""

    @override
    def parts(self) -> Iterable[Part]:
        mondays = weeks_to_watch(self.calendar, self.now.date())
        return [
            (pupil.key, monday)
            for pupil in self.gate.client.account.pupils
            for monday in mondays
        ]

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> Weeks[_ItemT]:
        known = self.data.get(pupil.key, {})
        watched = weeks_to_watch(client.account.calendar, self.now.date())
        due = [
            monday
            for monday in watched
            if monday not in known or self._is_due((pupil.key, monday))
        ]
        found = await self._read_weeks(client, pupil, due)
        return {
            monday: found[monday] if monday in found else known[monday]
            for monday in watched
        }

    async def async_visit(self, pupil: Pupil, first: date, last: date) -> list[_ItemT]:
        """Return what whole weeks hold, from memory where it is there.

        Raises HomeAssistantError. Weeks without school cost nothing.
        """
        mondays = open_weeks(self.calendar, first, last)
        async with self._visiting:
            now = self.now
            self._visited = {
                week: (asked, kept, items)
                for week, (asked, kept, items) in self._visited.items()
                if asked <= now < asked + kept
            }
            if missing := [day for day in mondays if self._known(pupil, day) is None]:
                await self.gate.ask(
                    lambda client: self._async_fetch(client, pupil, missing)
                )
        return [item for day in mondays for item in self._known(pupil, day) or ()]

    async def _async_fetch(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> None:
        now = self.now
        found = await self._read_weeks(client, pupil, mondays)
        for monday, items in found.items():
            kept = PAST_KEPT if monday + WEEK <= now.date() else UPCOMING_KEPT
            self._visited[pupil.key, monday] = now, kept, items

    def _known(self, pupil: Pupil, monday: date) -> tuple[_ItemT, ...] | None:
        if (items := self.data.get(pupil.key, {}).get(monday)) is not None:
            return items
        if (visit := self._visited.get((pupil.key, monday))) is None:
            return None
        asked, kept, items = visit
        return items if asked <= self.now < asked + kept else None
