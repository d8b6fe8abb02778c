"""Which periods are still read after the next one has begun."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from ..client import Period, Pupil
from .base import UNREADABLE_ERRORS

READ_AFTER_END: Final = timedelta(days=60)
"""How long after the end of a period its grades and its report card may still come."""

_SHORTEST_TERM: Final = timedelta(days=28)
"""A shorter period is a mock exam."""


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


class PeriodsBeside[_PageT]:
    """A page of the periods that are read beside the current one: one a day and child."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.known: dict[str, dict[Period, _PageT | None]] = {}
        """Pages of each child, least recently read first; None if refused."""
        self._read_on: dict[str, date] = {}

    async def fetch(
        self,
        pupil: Pupil,
        wanted: list[Period],
        today: date,
        request: Callable[[Period], Awaitable[_PageT]],
    ) -> Mapping[Period, _PageT]:
        """Request the wanted period that was read longest ago, unless one was today."""
        known = self.known.setdefault(pupil.key, {})
        for period in known.keys() - set(wanted):
            del known[period]
        if wanted and self._read_on.get(pupil.key) != today:
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
