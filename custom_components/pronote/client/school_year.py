"""The school year: weeks, holidays and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days without school, both included."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break between lessons."""

    name: str
    start: time


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """Calendar of the school year."""

    timezone: ZoneInfo
    first_monday: date
    """Epoch of the week numbers."""
    first_day: date
    last_day: date
    working_days: frozenset[int] = frozenset(range(5))
    """Monday is 0, as in `date.weekday`."""
    working_mornings: frozenset[int] | None = None
    """Half-days with school; None if the school does not say."""
    working_afternoons: frozenset[int] | None = None
    holidays: tuple[Holiday, ...] = ()
    week_labels: Mapping[int, str] = field(default_factory=dict)
    """Name of the fortnight of each week ("Q1", "Semaine A"), if the school has fortnights."""
    days_per_cycle: int | None = None
    """Length of the cycle, if the timetable repeats by days instead of weeks."""
    lunch: tuple[time, time] | None = None
    breaks: tuple[Break, ...] = ()
    slots_per_day: int = 0
    slot_starts: Mapping[int, time] = field(default_factory=dict)
    slot_ends: Mapping[int, time] = field(default_factory=dict)

    def week(self, day: date) -> int:
        """Return PRONOTE's week number of a day (first week: 1)."""
        return 1 + (day - self.first_monday).days // 7

    def monday(self, week: int) -> date:
        """Return the Monday of a week."""
        return self.first_monday + timedelta(weeks=week - 1)

    def weeks(self, start: date, end: date) -> range:
        """Return the numbers of the weeks of the school year that a range touches."""
        if (days := self.clamp(start, end)) is None:
            return range(0)
        return range(self.week(days[0]), self.week(days[1]) + 1)

    def week_label(self, day: date) -> str | None:
        """Return the name of the fortnight of a day."""
        return self.week_labels.get(self.week(day))

    def clamp(self, start: date, end: date) -> tuple[date, date] | None:
        """Return the part of a range inside the school year, or None."""
        first, last = max(start, self.first_day), min(end, self.last_day)
        return (first, last) if first <= last else None

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday of a day."""
        return next((h for h in self.holidays if h.start <= day <= h.end), None)

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is a working day of the calendar."""
        return (
            self.first_day <= day <= self.last_day
            and day.weekday() in self.working_days
            and self.holiday(day) is None
        )

    def next_working_day(self, day: date) -> date | None:
        """Return the first working day after `day`, None if the year has none."""
        following = max(day + timedelta(days=1), self.first_day)
        while following <= self.last_day:
            if self.is_working_day(following):
                return following
            holiday = self.holiday(following)
            following = (holiday.end if holiday else following) + timedelta(days=1)
        return None

    def at(self, day: date, clock: time) -> datetime:
        """Return a time of the school's local clock, with the time zone."""
        return datetime.combine(day, clock, self.timezone)
