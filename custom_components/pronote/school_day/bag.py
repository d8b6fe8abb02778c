"""School bag: what to put in and take out for the next school day."""

from dataclasses import dataclass
from datetime import date

from ..client import LessonStatus
from .days import WEEK, SchoolDays

_WITHOUT_BOOKS = frozenset({LessonStatus.DETENTION, LessonStatus.OUTING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """Changes of the school bag between two school days."""

    day: date
    """The day to get ready for."""
    subjects: tuple[str, ...]
    """All its subjects."""
    put_in: tuple[str, ...]
    take_out: tuple[str, ...]


def bag_ahead(days: SchoolDays) -> Bag | None:
    """Return what to pack for the next school day, if its lessons are known.

    The bag still contains the books of the previous school day. After a week without school, or if
    the previous days are unknown, it is packed from scratch.
    """
    return None if days.day_ahead is None else bag_for(days, days.day_ahead)


def bag_for(days: SchoolDays, day: date) -> Bag | None:
    """Return what to pack for a school day, if its lessons are known."""
    if not days.attended_on(day):
        return None
    before = max(
        (
            lesson.start.date()
            for lesson in days.attended
            if day - WEEK <= lesson.start.date() < day
        ),
        default=None,
    )
    wanted = _subjects(days, day)
    present = () if before is None else _subjects(days, before)
    return Bag(
        day=day,
        subjects=wanted,
        put_in=tuple(subject for subject in wanted if subject not in present),
        take_out=tuple(subject for subject in present if subject not in wanted),
    )


def _subjects(days: SchoolDays, day: date) -> tuple[str, ...]:
    """Return the subjects of a day, in the order of the lessons."""
    return tuple(
        dict.fromkeys(
            lesson.subject
            for lesson in days.attended_on(day)
            if lesson.subject
            and not lesson.study_hour
            and lesson.status not in _WITHOUT_BOOKS
        )
    )
