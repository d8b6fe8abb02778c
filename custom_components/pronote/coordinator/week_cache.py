"""Caches of weeks that were requested outside the regular updates, for calendars."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from ..polling.timer import is_recent
from ..school_day.days import DAY, WEEK, monday_of, school_weeks
from .base import PronoteCoordinator

UPCOMING_FOR: Final = timedelta(hours=1)
PAST_FOR: Final = timedelta(hours=12)


class WeekCache[_ItemT]:
    """Items by week and child; upcoming weeks for an hour, past ones for twelve."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Initialize the cache; `now` returns the time at the school."""
        self._now = now
        self._weeks: dict[
            tuple[str, date], tuple[datetime, timedelta, tuple[_ItemT, ...]]
        ] = {}

    def get(self, pupil_key: str, monday: date) -> tuple[_ItemT, ...] | None:
        """Return the items of a week, None when it was not fetched lately."""
        if (cached := self._weeks.get((pupil_key, monday))) is None:
            return None
        fetched_at, keep_for, items = cached
        return items if is_recent(fetched_at, keep_for, self._now()) else None

    def set(self, pupil_key: str, monday: date, items: tuple[_ItemT, ...]) -> None:
        """Store the items of a week that was just fetched."""
        now = self._now()
        keep_for = PAST_FOR if monday < monday_of(now.date()) else UPCOMING_FOR
        self._weeks[pupil_key, monday] = now, keep_for, items

    def forget_expired(self) -> None:
        """Forget the weeks that were not fetched lately."""
        self._weeks = {
            key: week for key, week in self._weeks.items() if self.get(*key) is not None
        }


class RangeCache[_ItemT]:
    """Items of any days of one child; the missing weeks of a range are fetched in one call."""

    def __init__(
        self,
        coordinator: PronoteCoordinator[Any],
        fetch: Callable[[date, date], Awaitable[Iterable[_ItemT]]],
        days_of: Callable[[_ItemT], tuple[date, date]],
    ) -> None:
        """Initialize the cache; `days_of` returns the first and last day of an item."""
        self._coordinator = coordinator
        self._fetch = fetch
        self._days_of = days_of
        self._weeks = WeekCache[_ItemT](lambda: coordinator.now)
        self._lock = asyncio.Lock()

    async def async_get(self, first: date, last: date) -> list[_ItemT]:
        """Return the items of whole weeks. Weeks without school are not requested.

        Raises the errors of the request.
        """
        mondays = school_weeks(self._coordinator.calendar, first, last)
        async with self._lock:
            self._weeks.forget_expired()
            known = {monday: self._weeks.get("", monday) for monday in mondays}
            missing = [monday for monday, items in known.items() if items is None]
            if missing:
                found = list(await self._fetch(missing[0], missing[-1] + WEEK - DAY))
                for monday in missing:
                    known[monday] = items = tuple(
                        item for item in found if self._overlaps(item, monday)
                    )
                    self._weeks.set("", monday, items)
        return list(
            dict.fromkeys(item for monday in mondays for item in known[monday] or ())
        )

    def _overlaps(self, item: _ItemT, monday: date) -> bool:
        first, last = self._days_of(item)
        return first < monday + WEEK and last >= monday
