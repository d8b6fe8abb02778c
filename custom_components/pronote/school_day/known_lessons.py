"""Known lessons of a child, sorted by day once for all entities."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from ..client import Lesson
from .study_hours import DEFAULT as DEFAULT_STUDY_HOURS, StudyHours, counted


class KnownLessons:
    """Lessons of the known weeks. Its content never changes."""

    def __init__(
        self,
        weeks: Mapping[date, tuple[Lesson, ...]],
        study_hours: StudyHours = DEFAULT_STUDY_HOURS,
    ) -> None:
        """Initialize from everything announced, by Monday. A week that was not requested is absent."""
        self.weeks = weeks
        self.study_hours = study_hours
        """Which study hours count as lessons."""

    @cached_property
    def announced_by_day(self) -> Mapping[date, tuple[Lesson, ...]]:
        """All lessons by day, canceled ones included."""
        days: dict[date, tuple[Lesson, ...]] = {}
        lessons = (x for monday in sorted(self.weeks) for x in self.weeks[monday])
        for day, of_day in groupby(lessons, key=lambda lesson: lesson.start.date()):
            days[day] = (*days.get(day, ()), *of_day)
        return days

    @cached_property
    def attended_by_day(self) -> Mapping[date, tuple[Lesson, ...]]:
        """The lessons that the child attends, by the day on which they start."""
        return {
            day: tuple(counted(lessons, self.study_hours))
            for day, lessons in self.announced_by_day.items()
        }

    @cached_property
    def attended(self) -> tuple[Lesson, ...]:
        """The lessons that the child attends, by start."""
        return tuple(x for day in self.attended_by_day.values() for x in day)

    @cached_property
    def days_with_lessons(self) -> frozenset[date]:
        """The days with an attended lesson: all days of an outing."""
        return frozenset(
            lesson.start.date() + timedelta(days=number)
            for lesson in self.attended
            for number in range(1 + (lesson.end.date() - lesson.start.date()).days)
        )
