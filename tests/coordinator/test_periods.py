"""Test which periods are read beside the current one."""

from datetime import date

import pytest

from custom_components.pronote.client import Period, Reference
from custom_components.pronote.coordinator.periods import is_term, periods_beside


def period(name: str, *dates: str) -> Period:
    first, last = map(date.fromisoformat, dates) if dates else (None, None)
    return Period(key=name, name=name, start=first, end=last, ref=Reference(name, 1))


FIRST = period("Trimestre 1", "2026-09-01", "2026-11-30")
SECOND = period("Trimestre 2", "2026-12-01", "2027-03-07")
EXAM = period("Brevet blanc", "2026-11-16", "2026-11-20")
UNDATED = period("Oral blanc")
YEAR = period("Année", "2026-09-01", "2027-07-02")
ALL = (YEAR, EXAM, FIRST, SECOND, UNDATED)


@pytest.mark.parametrize(
    ("one", "expected"),
    [(FIRST, True), (EXAM, False), (UNDATED, False), (YEAR, False)],
)
def test_a_term_has_dates_and_is_longer_than_an_exam(
    one: Period, expected: bool
) -> None:
    assert is_term(one) is expected


@pytest.mark.parametrize(
    ("today", "current", "expected"),
    [
        # The term that has just ended, before the exam that has; the undated one with them.
        ("2026-12-07", SECOND, [FIRST, EXAM, UNDATED]),
        # The exam is over for 60 days, the term is not.
        ("2027-01-25", SECOND, [FIRST, UNDATED]),
        # Nothing is awaited: an exam without dates is left alone.
        ("2027-02-15", SECOND, []),
        ("2026-11-16", FIRST, [EXAM, UNDATED]),
        ("2026-12-07", None, [SECOND, FIRST, EXAM, UNDATED]),
    ],
)
def test_what_ended_is_read_for_60_days(
    today: str, current: Period | None, expected: list[Period]
) -> None:
    found = periods_beside(ALL, current, date.fromisoformat(today))
    assert [one.name for one in found] == [one.name for one in expected]
