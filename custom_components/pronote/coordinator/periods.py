"""Which periods are still read after the next one has begun."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from ..client import Period, Pupil
from ..polling.update_intervals import Resource
from .base import UNREADABLE_ERRORS

READ_AFTER_END: Final = timedelta(days=60)
"""How long after the end of a period its grades and its report card may still come."""

_SHORTEST_TERM: Final = timedelta(days=28)
"""A shorter period is a mock exam."""

_TURNS: Final = (
    Resource.GRADES,
    Resource.GRADES,
    Resource.EVALUATIONS,
    Resource.GRADES,
    Resource.GRADES,
    Resource.SCHOOL_LIFE,
    Resource.EVALUATIONS,
)
"""Whose earlier periods are requested on each day of the week, from Monday."""


def is_term(period: Period) -> bool:
    """Return whether a period is a term, and no mock exam."""
    if not period.graded or period.start is None or period.end is None:
        return False
    return period.end - period.start >= _SHORTEST_TERM


def is_awaited(period: Period, today: date) -> bool:
    """Return whether grades or a report card of a period may still come."""
    return (
        period.graded
        and period.start is not None
        and period.end is not None
        and period.start <= today <= period.end + READ_AFTER_END
    )


def periods_beside(
    periods: Iterable[Period], current: Period | None, today: date
) -> list[Period]:
    """Return the periods to read beside the current one, terms that ended last first.

    A mock exam without dates is read while a period with dates is.
    """
    others = [
        period
        for period in periods
        if period.graded and (current is None or period.name != current.name)
    ]
    awaited = [period for period in others if is_awaited(period, today)]
    awaited.sort(
        key=lambda period: (is_term(period), period.end or date.min), reverse=True
    )
    undated = [period for period in others if None in (period.start, period.end)]
    return [*awaited, *undated] if awaited else []


class EarlierPeriodDays:
    """Which page requests an earlier period of a child on a day: one page a day and child."""

    def __init__(self) -> None:
        """Start with no page that has anything to request."""
        self._wanted: dict[tuple[str, Resource], tuple[date, date]] = {}
        """First and last of the consecutive days on which each page had an earlier period of a child to request."""

    def is_turn(self, child: str, page: Resource, today: date) -> bool:
        """Return whether it is the turn of a page that has something to request for a child.

        A page that had nothing to request today or yesterday leaves its days to the grades, or to
        the next page. On the first day only the page of the weekday is known to be the one.
        """
        recent = today - timedelta(days=1)
        first, last = self._wanted.get((child, page), (today, today))
        first = first if last >= recent else today
        self._wanted[child, page] = first, today
        of_today = _TURNS[today.weekday()]
        if first == today:
            return page is of_today
        return page is next(
            other
            for other in (of_today, *_TURNS)
            if (wanted := self._wanted.get((child, other))) and wanted[1] >= recent
        )


class PeriodsBeside[_PageT]:
    """A page of the periods that are read beside the current one: one a day and child."""

    def __init__(
        self, page: Resource, days: EarlierPeriodDays, *, at_once: bool = True
    ) -> None:
        """Start with nothing read.

        A period that was never read is requested at once, or else on a day of the page.
        """
        self.known: dict[str, dict[Period, _PageT | None]] = {}
        """Pages of each child, least recently read first; None if refused."""
        self._page = page
        self._days = days
        self._at_once = at_once
        self._current: dict[str, tuple[Period, _PageT]] = {}
        self._read_on: dict[str, date] = {}

    async def fetch(
        self,
        pupil: Pupil,
        current: tuple[Period, _PageT] | None,
        wanted: list[Period],
        today: date,
        request: Callable[[Period], Awaitable[_PageT]],
    ) -> Mapping[Period, _PageT]:
        """Request the wanted period that was read longest ago, unless one was today.

        The current period was just read. Once the next one has begun, that answer stands for it.
        """
        known = self.known.setdefault(pupil.key, {})
        last, page = self._current.get(pupil.key, (None, None))
        if last in wanted and last not in known:
            known[last] = page
        if current is not None:
            self._current[pupil.key] = current
        for period in known.keys() - set(wanted):
            del known[period]
        if self._may_request(pupil, wanted, today):
            order = [*known]
            period = min(
                wanted, key=lambda item: order.index(item) if item in known else -1
            )
            found: _PageT | None
            try:
                found = await request(period)
            except UNREADABLE_ERRORS:
                found = None
            known.pop(period, None)
            known[period] = found
            self._read_on[pupil.key] = today
        return {
            period: found
            for period in wanted
            if (found := known.get(period)) is not None
        }

    def _may_request(self, pupil: Pupil, wanted: list[Period], today: date) -> bool:
        if not wanted or self._read_on.get(pupil.key) == today:
            return False
        turn = self._days.is_turn(pupil.key, self._page, today)
        unread = not set(wanted) <= self.known[pupil.key].keys()
        return turn or (self._at_once and unread)
