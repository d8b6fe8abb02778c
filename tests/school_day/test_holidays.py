"""Test the pure functions of the holidays."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client import Holiday, SchoolCalendar
from custom_components.pronote.school_day.holidays import (
    Vacation,
    next_vacation,
    on_vacation,
    vacations,
)


def day_off(name: str, start: date, end: date | None = None) -> Holiday:
    return Holiday(name=name, start=start, end=end or start)


CALENDAR = SchoolCalendar(
    timezone=ZoneInfo("Europe/Paris"),
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 4),
    holidays=(
        # The school's office typed the two weeks, without the weekends around them.
        day_off("Toussaint", date(2026, 10, 19), date(2026, 10, 30)),
        day_off("Armistice 1918", date(2026, 11, 11)),
        day_off("", date(2026, 12, 19), date(2027, 1, 3)),
        day_off("Jour de l’an", date(2027, 1, 1)),
        day_off("Pont de l’Ascension", date(2027, 5, 6), date(2027, 5, 9)),
    ),
)
SUMMER = Vacation(name=None, start=date(2027, 7, 3), end=None)


def test_long_weekends_are_no_holidays() -> None:
    assert vacations(CALENDAR) == [
        Vacation(name="Toussaint", start=date(2026, 10, 17), end=date(2026, 11, 1)),
        Vacation(name=None, start=date(2026, 12, 19), end=date(2027, 1, 3)),
        SUMMER,
    ]


def test_year_without_holidays_has_a_summer() -> None:
    assert vacations(replace(CALENDAR, holidays=())) == [SUMMER]


@pytest.mark.parametrize(
    ("day", "on", "following"),
    [
        (date(2026, 8, 20), True, date(2026, 10, 17)),
        (date(2026, 9, 1), False, date(2026, 10, 17)),
        (date(2026, 10, 16), False, date(2026, 10, 17)),
        (date(2026, 10, 17), True, date(2026, 12, 19)),
        (date(2026, 11, 1), True, date(2026, 12, 19)),
        (date(2026, 11, 2), False, date(2026, 12, 19)),
        (date(2026, 11, 11), False, date(2026, 12, 19)),
        (date(2027, 5, 7), False, SUMMER.start),
        (date(2027, 7, 2), False, SUMMER.start),
        (date(2027, 7, 3), True, None),
        (date(2027, 8, 15), True, None),
    ],
)
def test_today(day: date, on: bool, following: date | None) -> None:
    assert on_vacation(CALENDAR, day) is on
    found = next_vacation(CALENDAR, day)
    assert (found and found.start) == following
