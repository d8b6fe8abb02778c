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
    first_cycle_day: date | None = None
    """Day 1 of the day numbers of the school year; the first Monday if the school gives none."""
    lunch: tuple[time, time] | None = None
    breaks: tuple[Break, ...] = ()
    slots_per_day: int = 0
    slot_starts: Mapping[int, time] = field(default_factory=dict)
    slot_ends: Mapping[int, time] = field(default_factory=dict)
    absence_ends: Mapping[int, time] = field(default_factory=dict)
    """Ends of the slots as school life counts them; empty if they are those of lessons."""
    slots_per_hour: int = 0

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

    @property
    def _slots(self) -> int:
        return self.slots_per_day or len(self.slot_starts)

    def slot_of(self, place: int | None) -> int | None:
        """Return the slot of the day of a place, which counts the slots of the week."""
        if place is None or place < 0 or not self._slots:
            return None
        return place % self._slots

    def place_of(self, moment: datetime) -> int | None:
        """Return the place of a time: its slot, counted from the Monday of its week."""
        slot = self.slot_at(moment.time())
        return None if slot is None else moment.weekday() * self._slots + slot

    def slot_start(self, slot: int | None) -> time | None:
        """Return the start of a slot; without it, the end of the slot before."""
        if slot is None:
            return None
        return self.slot_starts.get(slot) or self.slot_ends.get(slot - 1)

    def slot_end(self, slot: int) -> time | None:
        """Return the end of a slot; without it, the start of the slot after."""
        return self.slot_ends.get(slot) or self.slot_starts.get(slot + 1)

    def slot_at(self, clock: time) -> int | None:
        """Return the slot of a time, in a break the one after it, outside the day None."""
        # Lessons start with a slot.
        for slot, start in self.slot_starts.items():
            if start == clock:
                return slot
        for index, (slot, start) in enumerate(sorted(self.slot_starts.items())):
            if clock < start:
                return slot if index else None
            end = self.slot_end(slot)
            if end is None or clock < end:
                return slot
        return None

    @property
    def day_start(self) -> time | None:
        """The start of the first slot of a day."""
        return min(self.slot_starts.values(), default=None)

    @property
    def day_end(self) -> time | None:
        """The end of the last slot of a day."""
        ends = (self.slot_end(slot) for slot in range(self._slots))
        return max((end for end in ends if end is not None), default=None)
