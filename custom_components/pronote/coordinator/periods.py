"""Which periods are still read after the next one has begun."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from ..client import Period

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
