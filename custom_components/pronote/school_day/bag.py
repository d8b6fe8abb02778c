"""School bag: what to put in, take out and bring for the next school day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..client import Homework, LessonStatus
from .days import WEEK, SchoolDays
from .to_bring import ToBring, things_to_bring

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
    bring: tuple[ToBring, ...] = ()
    """What the teachers ask to bring on that day."""


def bag_ahead(days: SchoolDays, homework: Iterable[Homework] = ()) -> Bag | None:
    """Return what to pack for the next school day from this home, if its lessons are known.

    The bag still contains the books of the previous school day. After a week without school, or if
    the previous days are unknown, it is packed from scratch.
    """
    day = days.home_day_ahead
    return None if day is None else bag_for(days, day, homework)


def bag_for(
    days: SchoolDays, day: date, homework: Iterable[Homework] = ()
) -> Bag | None:
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
        bring=things_to_bring(
            days.attended_on(day), (x for x in homework if x.due == day)
        ),
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
