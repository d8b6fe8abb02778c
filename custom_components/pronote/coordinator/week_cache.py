"""What was asked of any days, by weeks, and is remembered for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ..school_day.days import DAY, WEEK, monday_of, open_weeks
from .base import PronoteCoordinator
from .weekly import PAST_KEPT, UPCOMING_KEPT


class Lookups[_ItemT]:
    """The weeks of one child that a calendar was asked for, a whole range in one question."""

    def __init__(
        self,
        coordinator: PronoteCoordinator[Any],
        ask: Callable[[date, date], Awaitable[Iterable[_ItemT]]],
        days_of: Callable[[_ItemT], tuple[date, date]],
    ) -> None:
        """Start with no week known; `days_of` tells the first and last day of an item."""
        self._coordinator = coordinator
        self._ask = ask
        self._days_of = days_of
        self._weeks: dict[date, tuple[datetime, timedelta, tuple[_ItemT, ...]]] = {}
        self._lock = asyncio.Lock()

    async def async_get(self, first: date, last: date) -> list[_ItemT]:
        """Return what whole weeks hold. Weeks without school cost nothing.

        Raises what the question raises.
        """
        mondays = open_weeks(self._coordinator.calendar, first, last)
        async with self._lock:
            now = self._coordinator.now
            self._weeks = {
                monday: (asked, kept, items)
                for monday, (asked, kept, items) in self._weeks.items()
                if asked <= now < asked + kept
            }
            if missing := [monday for monday in mondays if monday not in self._weeks]:
                found = await self._ask(missing[0], missing[-1] + WEEK - DAY)
                self._remember(missing, list(found))
            items = [item for monday in mondays for item in self._weeks[monday][2]]
        return list(dict.fromkeys(items))

    def _remember(self, mondays: list[date], found: list[_ItemT]) -> None:
        now = self._coordinator.now
        for monday in mondays:
            past = monday < monday_of(now.date())
            items = tuple(item for item in found if self._touches(item, monday))
            kept = PAST_KEPT if past else UPCOMING_KEPT
            self._weeks[monday] = now, kept, items

    def _touches(self, item: _ItemT, monday: date) -> bool:
        first, last = self._days_of(item)
        return first < monday + WEEK and last >= monday
