"""A child's school days: pure functions of the lessons announced, the school's calendar and the clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..client import Lesson, LessonStatus, SchoolCalendar

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

# What does not make a day differ from the one everybody expects.
AS_EXPECTED = frozenset(
    {
        LessonStatus.NORMAL,
        LessonStatus.TEST,
        LessonStatus.EXEMPTED,
        LessonStatus.DETENTION,
    }
)


# What stands in the timetable of every week, whether it is held this time or not.
PLANNED = frozenset(LessonStatus) - {
    LessonStatus.CLASS_COUNCIL,
    LessonStatus.DETENTION,
    LessonStatus.EXCEPTIONAL,
    LessonStatus.MOVED,
    LessonStatus.OUTING,
}

NOON = time(12)

# A lesson is still ahead at the very instant it starts: an automation that waits for this instant
# is told of it first, and only then does its sensor go on to the next lesson.
STARTING = timedelta(seconds=1)


def monday_of(day: date) -> date:
    """Return the Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def is_open(calendar: SchoolCalendar, monday: date) -> bool:
    """Tell whether the school opens at all in a week."""
    return any(calendar.is_working_day(monday + timedelta(days=n)) for n in range(7))


def open_weeks(calendar: SchoolCalendar, first: date, last: date) -> list[date]:
    """Return the Mondays of the weeks that a range touches and in which the school opens."""
    mondays = (calendar.monday(week) for week in calendar.weeks(first, last))
    return [monday for monday in mondays if is_open(calendar, monday)]


def in_rows(mondays: Iterable[date]) -> list[tuple[date, date]]:
    """Return the first and last of the weeks that follow each other."""
    rows: list[tuple[date, date]] = []
    for monday in sorted(mondays):
        first = monday
        if rows and rows[-1][1] + WEEK == monday:
            first, _ = rows.pop()
        rows.append((first, monday))
    return rows


def weeks_to_watch(calendar: SchoolCalendar, today: date) -> list[date]:
    """Return the Mondays of this week, of the next one, and of the return from holidays.

    A week without school is left out: there is nothing to ask.
    """
    monday = monday_of(today)
    mondays = {monday, monday + WEEK}
    if (day := calendar.next_working_day(today)) is not None:
        mondays.add(monday_of(day))
    return sorted(monday for monday in mondays if is_open(calendar, monday))


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDays:
    """The lessons known of a child, seen at one instant."""

    now: datetime
    """Aware, in the school's time zone."""
    calendar: SchoolCalendar
    weeks: Mapping[date, tuple[Lesson, ...]]
    """Everything announced, by Monday. A week that was not asked is absent."""

    @property
    def today(self) -> date:
        """The day at the school."""
        return self.now.date()

    @property
    def attended(self) -> list[Lesson]:
        """What the child has to attend, by start."""
        return [
            lesson
            for monday in sorted(self.weeks)
            for lesson in self.weeks[monday]
            if lesson.attended
        ]

    @property
    def current(self) -> Lesson | None:
        """The lesson in progress; of two at once, the last to start."""
        now = self.now
        return next(
            (x for x in reversed(self.attended) if x.start <= now < x.end), None
        )

    @property
    def next(self) -> Lesson | None:
        """The next lesson to start."""
        return next((x for x in self.attended if self._is_ahead(x)), None)

    @property
    def next_test(self) -> Lesson | None:
        """The next lesson in which the child is tested."""
        return next((x for x in self.attended if x.test and self._is_ahead(x)), None)

    @property
    def next_school_day(self) -> date | None:
        """The next day, after today, on which the child goes to school."""
        day = self.today + DAY
        while day <= self.calendar.last_day:
            if self.has_school(day):
                return day
            day += DAY
        return None

    @property
    def focus(self) -> date:
        """The day that matters: today while lessons last, then the next school day."""
        end = self.end_of_day
        if end is not None and self.now < end:
            return self.today
        return self.next_school_day or self.today

    @property
    def first_lesson_next_school_day(self) -> Lesson | None:
        """The lesson to get up for."""
        return self._first_lesson_on(self.next_school_day)

    @property
    def day_ahead(self) -> date | None:
        """The day to get ready for: today until its first lesson starts, then the next."""
        first = self._first_lesson_on(self.today)
        if first is not None and self._is_ahead(first):
            return self.today
        return self.next_school_day

    @property
    def first_lesson_ahead(self) -> Lesson | None:
        """The first lesson of the day to get ready for."""
        return self._first_lesson_on(self.day_ahead)

    @property
    def last_lesson(self) -> Lesson | None:
        """Today's last lesson: the last to end."""
        lessons = self.attended_on(self.today)
        return max(lessons, key=lambda lesson: lesson.end, default=None)

    @property
    def end_of_day(self) -> datetime | None:
        """The end of today's last lesson."""
        return None if (last := self.last_lesson) is None else last.end

    def _is_ahead(self, lesson: Lesson) -> bool:
        return self.now < lesson.start + STARTING

    def _first_lesson_on(self, day: date | None) -> Lesson | None:
        return None if day is None else next(iter(self.attended_on(day)), None)

    def changed_on(self, day: date) -> bool:
        """Tell whether a day differs from what everybody expects."""
        return any(
            lesson.superseded or lesson.status not in AS_EXPECTED
            for lesson in self.announced_on(day)
        )

    def attends_on(self, day: date, wanted: Callable[[Lesson], bool]) -> bool:
        """Tell whether a day has something of a kind."""
        return any(wanted(lesson) for lesson in self.attended_on(day))

    def morning_off(self, day: date) -> bool:
        """Tell whether a school day only begins in the afternoon."""
        first = self._first_lesson_on(day)
        return first is not None and first.start.time() >= NOON

    def usual_end(self, day: date) -> time | None:
        """Return when such a day ends if nothing happens to it.

        It is the latest end planned on that weekday, cancelled lessons included, in its own
        week and in those of the same fortnight; where the timetable does not repeat by weeks,
        that day's alone.
        """
        return max(
            (
                lesson.end.time()
                for monday, lessons in self.weeks.items()
                if self._is_alike(monday, monday_of(day))
                for lesson in lessons
                if lesson.start.weekday() == day.weekday()
                and lesson.status in PLANNED
                and not lesson.study_hour
            ),
            default=None,
        )

    def _is_alike(self, monday: date, other: date) -> bool:
        calendar = self.calendar
        return monday == other or (
            calendar.days_per_cycle is None
            and calendar.week_label(monday) == calendar.week_label(other)
        )

    def finishes_early(self, day: date) -> bool:
        """Tell whether a school day ends before its usual end."""
        usual = self.usual_end(day)
        end = max((x.end.time() for x in self.attended_on(day)), default=None)
        return usual is not None and end is not None and end < usual

    def announced_on(self, day: date) -> list[Lesson]:
        """Return everything announced on a day."""
        lessons = self.weeks.get(monday_of(day), ())
        return [lesson for lesson in lessons if lesson.start.date() == day]

    def attended_on(self, day: date) -> list[Lesson]:
        """Return what the child has to attend on a day."""
        return [lesson for lesson in self.announced_on(day) if lesson.attended]

    def has_school(self, day: date) -> bool:
        """Tell whether the child goes to school on a day.

        The lessons tell. The school's calendar does for a week without any: it was not
        asked, or the school does not show it yet.
        """
        if self.weeks.get(monday_of(day)):
            return bool(self.attended_on(day))
        return self.calendar.is_working_day(day)

    def seems_off(self, day: date) -> bool:
        """Tell whether a day's week is shown without a lesson, beside one that has some.

        Such are holidays of which the school's calendar does not tell.
        """
        monday = monday_of(day)
        beside = (self.weeks.get(monday + way) for way in (-WEEK, WEEK))
        return self.weeks.get(monday) == () and any(beside)


def next_bell(lessons: Iterable[Lesson], now: datetime) -> datetime:
    """Return the next instant at which something is not what it was: a lesson starts, has started or ends, a day begins."""
    midnight = datetime.combine(now.date() + DAY, time.min, now.tzinfo)
    return min(
        (
            instant
            for lesson in lessons
            for instant in (lesson.start, lesson.start + STARTING, lesson.end)
            if now < instant < midnight
        ),
        default=midnight,
    )
