"""The lunch break of a school day: the gap between lessons at the hours of the canteen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..client import Lesson, LessonStatus

USUAL_HOURS = (time(11, 30), time(14))
"""Where the school gives no hours of the canteen."""

_SHORTEST = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Lunch:
    """A lunch break, and the lesson after it."""

    start: datetime
    following: Lesson

    @property
    def end(self) -> datetime:
        """The end of the lunch break."""
        return self.following.start


def find_lunch(
    lessons: Iterable[Lesson], canteen: tuple[time, time] | None
) -> Lunch | None:
    """Return the lunch break between lessons of one day, sorted by start, None if there is none.

    Of several gaps it is the one with most of the hours of the canteen.
    """
    best, longest = None, timedelta()
    end: datetime | None = None
    for lesson in lessons:
        if end is not None and lesson.start - end >= _SHORTEST:
            shared = _at_canteen(end, lesson.start, canteen or USUAL_HOURS)
            if shared > longest:
                best, longest = Lunch(end, lesson), shared
        end = lesson.end if end is None else max(end, lesson.end)
    return best


def _at_canteen(
    start: datetime, end: datetime, canteen: tuple[time, time]
) -> timedelta:
    """Return how long a gap overlaps the hours of the canteen."""
    opens, closes = (
        datetime.combine(start.date(), clock, start.tzinfo) for clock in canteen
    )
    return min(end, closes) - max(start, opens)


def lesson_after_lunch(
    lessons: Iterable[Lesson], canteen: tuple[time, time] | None
) -> Lesson | None:
    """Return the first lesson after lunch in the announced timetable of a day.

    It is None if the timetable has a row for lunch.
    """
    shown = [
        lesson
        for lesson in lessons
        if not lesson.superseded and lesson.status is not LessonStatus.CLASS_COUNCIL
    ]
    if any(lesson.lunch_break for lesson in shown):
        return None
    lunch = find_lunch(shown, canteen)
    return None if lunch is None else lunch.following
