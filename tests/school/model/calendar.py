"""School year with its weeks, holidays, half-days and hours."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
WEDNESDAY = 2
NEW_YEAR_OPENS = (8, 16)

_HOUR_STARTS = (
    time(8, 0),
    time(9, 0),
    time(10, 10),
    time(11, 10),
    time(12, 10),
    time(13, 10),
    time(14, 10),
    time(15, 20),
    time(16, 20),
    time(17, 20),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Half of a lesson, the unit of the positions in a day."""

    start: time
    end: time


def _later(moment: time, minutes: int) -> time:
    total = moment.hour * 60 + moment.minute + minutes
    return time(total // 60, total % 60)


SLOTS: tuple[Slot, ...] = tuple(
    Slot(_later(start, first), _later(start, last))
    for start in _HOUR_STARTS
    for first, last in ((0, 25), (30, 55))
)
SLOTS_PER_HOUR = 2
LUNCH_HOUR = 4
AFTERNOON_HOUR = 5
BREAKS = (("Récréation du matin", 4), ("Récréation de l'après-midi", 14))
"""Name of each break, with the slot after it."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days without school, including both ends."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolYear:
    """School year as configured by the office."""

    first_day: date
    last_day: date
    holidays: tuple[Holiday, ...]
    timezone: ZoneInfo
    ahead: timedelta = timedelta()
    """Shift of this year compared with the year of other schools."""

    def later(self, delay: timedelta) -> SchoolYear:
        """Return the same year shifted by a whole number of weeks."""
        return SchoolYear(
            self.first_day + delay,
            self.last_day + delay,
            tuple(
                Holiday(holiday.name, holiday.first + delay, holiday.last + delay)
                for holiday in self.holidays
            ),
            self.timezone,
            self.ahead + delay,
        )

    @cached_property
    def first_monday(self) -> date:
        """Return the first day of week 1."""
        return self.first_day - timedelta(days=self.first_day.weekday())

    @property
    def name(self) -> str:
        return f"{self.first_day.year}-{self.last_day.year}"

    @property
    def last_week(self) -> int:
        return self.week(self.last_day)

    def week(self, day: date) -> int:
        return 1 + (day - self.first_monday).days // 7

    def monday(self, week: int) -> date:
        return self.first_monday + (week - 1) * ONE_WEEK

    def clamp(self, day: date) -> date:
        return min(max(day, self.first_day), self.last_day)

    def is_school_day(self, day: date) -> bool:
        return (
            self.first_day <= day <= self.last_day
            and day.weekday() < 5
            and not any(day in holiday for holiday in self.holidays)
        )

    def school_days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the school days between two days, including both."""
        days = self._all_school_days
        return days[bisect_left(days, first) : bisect_right(days, last)]

    def days_from(self, day: date, count: int) -> list[date]:
        """Return `count` school days from a day on, or the last ones of the year."""
        days = self._all_school_days
        start = bisect_left(days, day)
        return list(days[start : start + count] or days[-count:])

    def next_school_day(self, day: date) -> date:
        """Return the first school day from a day on, or the last of the year."""
        return self.days_from(day, 1)[0]

    @cached_property
    def _all_school_days(self) -> tuple[date, ...]:
        count = (self.last_day - self.first_day).days + 1
        days = (self.first_day + number * ONE_DAY for number in range(count))
        return tuple(day for day in days if self.is_school_day(day))

    @cached_property
    def working_weeks(self) -> tuple[int, ...]:
        return tuple(sorted({self.week(day) for day in self._all_school_days}))

    def fortnight(self, week: int) -> int:
        """Return 1 for odd working weeks (A), 2 for even ones (B)."""
        return 1 + sum(1 for other in self.working_weeks if other < week) % 2

    def moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.timezone)


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(5 - day.weekday()) % 7)


def _fortnight_off(name: str, earliest: date) -> Holiday:
    saturday = _saturday_from(earliest)
    return Holiday(name, saturday, saturday + timedelta(days=15))


def _easter(year: int) -> date:
    """Return Easter Sunday, by Oudin's algorithm."""
    century = year // 100
    lunar = (century - century // 4 - (8 * century + 13) // 25 + 19 * (year % 19)) + 15
    lunar %= 30
    lunar -= (lunar // 28) * (1 - (29 // (lunar + 1)) * ((21 - year % 19) // 11))
    weekday = (year + year // 4 + lunar + 2 - century + century // 4) % 7
    offset = lunar - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def school_year(today: date, timezone: ZoneInfo) -> SchoolYear:
    """Return the school year of a day. A new year starts in mid-August."""
    autumn = today.year
    if (today.month, today.day) < NEW_YEAR_OPENS:
        autumn -= 1
    spring = autumn + 1
    first_day = date(autumn, 9, 1)
    while first_day.weekday() > 3:
        first_day += ONE_DAY
    last_day = date(spring, 7, 4)
    while last_day.weekday() != 4:
        last_day -= ONE_DAY
    easter = _easter(spring)
    ascension = easter + timedelta(days=39)

    def single(name: str, day: date) -> Holiday:
        return Holiday(name, day, day)

    holidays = (
        _fortnight_off("Vacances de la Toussaint", date(autumn, 10, 17)),
        single("Armistice 1918", date(autumn, 11, 11)),
        _fortnight_off("Vacances de Noël", date(autumn, 12, 17)),
        _fortnight_off("Vacances d'hiver", date(spring, 2, 10)),
        single("Lundi de Pâques", easter + ONE_DAY),
        _fortnight_off("Vacances de printemps", date(spring, 4, 7)),
        single("Fête du Travail", date(spring, 5, 1)),
        single("Victoire 1945", date(spring, 5, 8)),
        Holiday("Pont de l'Ascension", ascension, ascension + timedelta(days=3)),
        single("Lundi de Pentecôte", easter + timedelta(days=50)),
    )
    return SchoolYear(
        first_day,
        last_day,
        tuple(sorted(holidays, key=lambda holiday: holiday.first)),
        timezone,
    )


def year_in_term(today: date, timezone: ZoneInfo) -> SchoolYear:
    """Return a school year shifted so that the third week of November is now."""
    like = date(today.year, 11, 17)
    like += timedelta(days=(today.weekday() - like.weekday()) % 7)
    return school_year(like, timezone).later(today - like)
