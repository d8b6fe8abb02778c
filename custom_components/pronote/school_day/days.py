"""School days of a child: pure functions of its lessons, the school calendar and the current time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..client import Lesson, LessonStatus, SchoolCalendar
from .home_days import HomeDays
from .known_lessons import KnownLessons
from .study_hours import StudyHours

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

# What does not make a day differ from the one everybody expects.
UNCHANGED_STATUSES = frozenset(
    {
        LessonStatus.NORMAL,
        LessonStatus.TEST,
        LessonStatus.EXEMPTED,
        LessonStatus.DETENTION,
    }
)


# Statuses of regular lessons, whether they take place this week or not.
REGULAR_STATUSES = frozenset(LessonStatus) - {
    LessonStatus.CLASS_COUNCIL,
    LessonStatus.DETENTION,
    LessonStatus.EXCEPTIONAL,
    LessonStatus.MOVED,
    LessonStatus.OUTING,
}

NOON = time(12)

# Lessons confirmed after this time are recent enough for the next morning: schools announce
# absences until the evening.
EVENING = time(18)

# A lesson is still ahead at the instant it starts: an automation that triggers at this instant runs
# first, and only then does the sensor change to the next lesson.
START_GRACE = timedelta(seconds=1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def is_school_week(calendar: SchoolCalendar, monday: date) -> bool:
    """Return whether the school is open at all in a week."""
    return any(calendar.is_working_day(monday + timedelta(days=n)) for n in range(7))


def school_weeks(calendar: SchoolCalendar, first: date, last: date) -> list[date]:
    """Return the Mondays of the weeks that overlap a range and in which the school is open."""
    mondays = (calendar.monday(week) for week in calendar.weeks(first, last))
    return [monday for monday in mondays if is_school_week(calendar, monday)]


def consecutive_weeks(mondays: Iterable[date]) -> list[tuple[date, date]]:
    """Yield the first and the last week of each group of consecutive weeks."""
    ranges: list[tuple[date, date]] = []
    for monday in sorted(mondays):
        first = monday
        if ranges and ranges[-1][1] + WEEK == monday:
            first, _ = ranges.pop()
        ranges.append((first, monday))
    return ranges


def followed_weeks(calendar: SchoolCalendar, today: date) -> list[date]:
    """Return the Mondays of this week, of the next one, and of the first week after holidays.

    Weeks without school are left out.
    """
    monday = monday_of(today)
    mondays = {monday, monday + WEEK}
    if (day := calendar.next_working_day(today)) is not None:
        mondays.add(monday_of(day))
    return sorted(monday for monday in mondays if is_school_week(calendar, monday))


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDays:
    """Known lessons of a child at one point in time."""

    now: datetime
    """Aware, in the school's time zone."""
    calendar: SchoolCalendar
    lessons: KnownLessons
    confirmed_at: datetime | None = None
    """When the lessons were last known to be current."""
    home_days: HomeDays | None = None
    """When the child is at this home; None if it always is."""

    @property
    def weeks(self) -> Mapping[date, tuple[Lesson, ...]]:
        """Everything announced, by Monday. A week that was not requested is absent."""
        return self.lessons.weeks

    @property
    def study_hours(self) -> StudyHours:
        """Which study hours count as lessons."""
        return self.lessons.study_hours

    @property
    def outdated_since(self) -> datetime | None:
        """When the lessons of this morning were last confirmed, if before the evening before.

        None before midnight, and once the first lesson has started.
        """
        if self.confirmed_at is None or self.day_ahead != self.today:
            return None
        evening = datetime.combine(self.today - DAY, EVENING, self.now.tzinfo)
        return self.confirmed_at if self.confirmed_at < evening else None

    @property
    def today(self) -> date:
        """The current date at the school."""
        return self.now.date()

    @property
    def attended(self) -> tuple[Lesson, ...]:
        """The lessons that the child attends, by start."""
        return self.lessons.attended

    @property
    def current(self) -> Lesson | None:
        """The current lesson; if there are two, the one that started last."""
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
        """The next lesson with a test."""
        return next((x for x in self.attended if x.test and self._is_ahead(x)), None)

    @property
    def next_canceled(self) -> Lesson | None:
        """The next lesson that does not take place and that no other lesson replaces."""
        return next(
            (
                lesson
                for monday in sorted(self.weeks)
                for lesson in self.weeks[monday]
                if not (lesson.held or lesson.superseded or lesson.study_hour)
                and self._is_ahead(lesson)
            ),
            None,
        )

    @property
    def tests_this_week(self) -> int | None:
        """Number of tests from Monday to Sunday, past ones included; None if not known."""
        lessons = self.weeks.get(monday_of(self.today))
        if lessons is None:
            return None
        return sum(lesson.test and lesson.attended for lesson in lessons)

    @property
    def next_school_day(self) -> date | None:
        """The next school day after today."""
        return self._school_day_from(self.today + DAY)

    def _school_day_from(self, day: date) -> date | None:
        """Return the first school day from a day on."""
        while day <= self.calendar.last_day:
            if self.has_school(day):
                return day
            day += DAY
        return None

    @property
    def home_page_day(self) -> date:
        """The day to show: today until the last lesson ends, then the next school day."""
        end = self.end_of_day
        if end is not None and self.now < end:
            return self.today
        return self.next_school_day or self.today

    @property
    def first_lesson_next_school_day(self) -> Lesson | None:
        """The first lesson of the next school day."""
        return self._first_lesson_on(self.next_school_day)

    @property
    def day_ahead(self) -> date | None:
        """The day to prepare for: today until its first lesson starts, then the next school day."""
        first = self._first_lesson_on(self.today)
        if first is not None and self._is_ahead(first):
            return self.today
        return self.next_school_day

    @property
    def first_lesson_ahead(self) -> Lesson | None:
        """The first lesson of the day to prepare for."""
        return self._first_lesson_on(self.day_ahead)

    @property
    def home_day_ahead(self) -> date | None:
        """The day to prepare for at this home: the next one on whose morning the child is here."""
        day = self.day_ahead
        while day is not None and not self.at_home(day):
            day = self._school_day_from(day + DAY)
        return day

    @property
    def first_lesson_from_home(self) -> Lesson | None:
        """The first lesson of the day to prepare for at this home."""
        return self._first_lesson_on(self.home_day_ahead)

    @property
    def last_lesson(self) -> Lesson | None:
        """The lesson that ends last today; it may be an outing that began days ago."""
        today = self.today
        lessons = (x for x in self.attended if x.end.date() == today)
        return max(lessons, key=lambda lesson: lesson.end, default=None)

    @property
    def end_of_day(self) -> datetime | None:
        """The end of today's last lesson."""
        return None if (last := self.last_lesson) is None else last.end

    @property
    def end_of_next_school_day(self) -> datetime | None:
        """The end of the last lesson of the next school day."""
        if (day := self.next_school_day) is None:
            return None
        return max((lesson.end for lesson in self.attended_on(day)), default=None)

    def _is_ahead(self, lesson: Lesson) -> bool:
        return self.now < lesson.start + START_GRACE

    def _first_lesson_on(self, day: date | None) -> Lesson | None:
        return None if day is None else next(iter(self.attended_on(day)), None)

    def changed_on(self, day: date) -> bool:
        """Return whether the lessons of a day differ from the usual timetable."""
        return any(
            lesson.superseded
            or lesson.no_pupils
            or lesson.status not in UNCHANGED_STATUSES
            for lesson in self.announced_on(day)
        )

    def has_lesson_on(self, day: date, matches: Callable[[Lesson], bool]) -> bool:
        """Return whether a day has an attended lesson of a kind."""
        return any(matches(lesson) for lesson in self.attended_on(day))

    def morning_off(self, day: date) -> bool:
        """Return whether a school day starts in the afternoon."""
        first = self._first_lesson_on(day)
        return first is not None and first.start.time() >= NOON

    def usual_end(self, day: date) -> time | None:
        """Return when such a day ends if nothing happens to it.

        It is the latest end planned on that weekday, canceled lessons included, in its own
        week and in those of the same fortnight; where the timetable does not repeat by weeks,
        that day's alone.
        """
        return max(
            (
                lesson.end.time()
                for monday, lessons in self.weeks.items()
                if self._is_same_cycle_week(monday, monday_of(day))
                for lesson in lessons
                if lesson.start.weekday() == day.weekday()
                and lesson.status in REGULAR_STATUSES
                and not lesson.study_hour
            ),
            default=None,
        )

    def _is_same_cycle_week(self, monday: date, other: date) -> bool:
        calendar = self.calendar
        return monday == other or (
            calendar.days_per_cycle is None
            and calendar.week_label(monday) == calendar.week_label(other)
        )

    def finishes_early(self, day: date) -> bool:
        """Return whether a school day ends before its usual end."""
        usual = self.usual_end(day)
        end = max((x.end.time() for x in self.attended_on(day)), default=None)
        return usual is not None and end is not None and end < usual

    def announced_on(self, day: date) -> tuple[Lesson, ...]:
        """Return all lessons of a day, canceled ones included."""
        return self.lessons.announced_by_day.get(day, ())

    def attended_on(self, day: date) -> tuple[Lesson, ...]:
        """Return the lessons that the child attends on a day."""
        return self.lessons.attended_by_day.get(day, ())

    def has_school(self, day: date) -> bool:
        """Return whether the child has school on a day.

        The lessons decide, and an outing of several days on each of them. For a week without any lesson the school calendar does: the week was
        not requested, or is not published yet.
        """
        if self.weeks.get(monday_of(day)):
            return day in self.lessons.days_with_lessons
        return self.calendar.is_working_day(day)

    def at_home(self, day: date) -> bool:
        """Return whether the child is at this home on a day before its first lesson.

        A child who comes home after school has its bag elsewhere, and gets up there.
        """
        if self.home_days is None:
            return True
        midnight = datetime.combine(day, time.min, self.now.tzinfo)
        first = self._first_lesson_on(day)
        end = midnight + DAY if first is None else first.start
        return self.home_days.cover(midnight, end)

    def looks_like_holiday(self, day: date) -> bool:
        """Return whether the week of a day has no lesson, next to a week that has some.

        This finds holidays that are missing in the school calendar.
        """
        monday = monday_of(day)
        neighbors = (self.weeks.get(monday + offset) for offset in (-WEEK, WEEK))
        return self.weeks.get(monday) == () and any(neighbors)


def next_transition(lessons: Iterable[Lesson], now: datetime) -> datetime:
    """Return the next transition: a lesson starts or ends, or a day begins."""
    midnight = datetime.combine(now.date() + DAY, time.min, now.tzinfo)
    return min(
        (
            instant
            for lesson in lessons
            for instant in (lesson.start, lesson.start + START_GRACE, lesson.end)
            if now < instant < midnight
        ),
        default=midnight,
    )
