"""Which periods are still read after the next one has begun."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta
from typing import Final

from ..client import Period, PeriodPage, Pupil
from .base import UNREADABLE_ERRORS

READ_AFTER_END: Final = timedelta(days=60)
"""How long after the end of a period its grades and its report card may still come."""

_SHORTEST_TERM: Final = timedelta(days=28)
"""A shorter period is a mock exam."""

_SATURDAY: Final = 5


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


def is_school_life_by_term(pupil: Pupil) -> bool:
    """Return whether a child's page of school life offers no period of the whole year."""
    listed = pupil.periods_of(PeriodPage.SCHOOL_LIFE)
    return not any(period.whole_year for period in listed)


def is_school_life_day(today: date) -> bool:
    """Return whether the earlier terms of school life are read, instead of those of grades."""
    return today.weekday() == _SATURDAY


class PeriodsBeside[_PageT]:
    """A page of the periods that are read beside the current one: one a day and child."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.known: dict[str, dict[Period, _PageT | None]] = {}
        """Pages of each child, least recently read first; None if refused."""
        self._current: dict[str, tuple[Period, _PageT]] = {}
        self._read_on: dict[str, date] = {}

    def note_current(
        self, pupil: Pupil, current: Period, page: _PageT, wanted: list[Period]
    ) -> None:
        """Note the answer about the current period, and forget periods that are not wanted.

        Once the next period has begun, that answer is the first about the earlier one.
        """
        known = self.known.setdefault(pupil.key, {})
        last, last_page = self._current.get(pupil.key, (current, page))
        if last in wanted:
            known.setdefault(last, last_page)
        self._current[pupil.key] = current, page
        for period in known.keys() - set(wanted):
            del known[period]

    def is_due(self, pupil: Pupil, wanted: list[Period], today: date) -> bool:
        """Return whether a wanted period was not requested today."""
        return bool(wanted) and self._read_on.get(pupil.key) != today

    def has_unknown(self, pupil: Pupil, wanted: list[Period]) -> bool:
        """Return whether a wanted period was never requested."""
        return not set(wanted) <= self.known.get(pupil.key, {}).keys()

    async def request(
        self,
        pupil: Pupil,
        wanted: list[Period],
        today: date,
        request: Callable[[Period], Awaitable[_PageT]],
    ) -> None:
        """Request the wanted period that was read longest ago."""
        known = self.known.setdefault(pupil.key, {})
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

    def pages(self, pupil: Pupil, wanted: Iterable[Period]) -> dict[Period, _PageT]:
        """Return the pages of the wanted periods, in their order."""
        known = self.known.get(pupil.key, {})
        return {
            period: found
            for period in wanted
            if (found := known.get(period)) is not None
        }
