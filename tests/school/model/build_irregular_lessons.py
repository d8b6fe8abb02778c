"""Irregular timetable rows, one kind a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .calendar import LUNCH_HOUR, SLOTS, SLOTS_PER_HOUR, SchoolYear
from .people import Pupil
from .timetable import lesson_at
from .types import (
    Exclusion,
    Irregularity,
    Lesson,
    LessonKind,
    Outing,
    Placement,
    Subject,
)

QUIET_DAYS = 5
"""Number of first days that stay unchanged, because tests rely on their lessons."""

type Change = Callable[[Lesson], Lesson]


def wording(words: str, kind: LessonKind = LessonKind.NORMAL) -> Change:
    return lambda lesson: replace(lesson, status=words, kind=kind)


def oddity(**details: object) -> Change:
    odd = Irregularity(**details)  # type: ignore[arg-type]
    return lambda lesson: replace(lesson, irregular=odd)


def bare(lesson: Lesson) -> Lesson:
    """Return a copy of a lesson that has only its time."""
    return replace(
        lesson,
        subject=None,
        teachers=(),
        rooms=(),
        groups=(),
        irregular=Irregularity(contents=False),
    )


def exempted(label: str, **details: object) -> Change:
    odd = Irregularity(**details)  # type: ignore[arg-type]
    return lambda lesson: replace(lesson, exempted=label, irregular=odd)


def named_hour(year: SchoolYear, day: date, slot: int, slots: int, name: str) -> Lesson:
    """Return a study hour or a break that only its name identifies."""
    return lesson_at(
        year,
        day,
        slot,
        slots,
        f"named-{name}-{day:%Y%m%d}-{slot}",
        subject=Subject(f"subject-{name}", name, "#888888"),
        study=True,
        irregular=Irregularity(study_flag=False),
    )


DAYS: tuple[tuple[Change, ...], ...] = (
    (
        wording("Annule et remplace"),
        wording("Remplacement prof. absent", LessonKind.REPLACEMENT),
        wording("En salle de permanence"),
    ),
    (oddity(hour=False), bare, oddity(kind=7)),
    (
        exempted("", exemption_kind=3),
        exempted("Suivi à la maison", at_home=True),
        oddity(nobody=True),
    ),
    (oddity(substitute="ROUSSEVAL I."), exempted("", exemption_kind=7)),
)
"""Changes of the first lessons of each day."""


def add_irregular_lessons(year: SchoolYear, pupil: Pupil, today: date) -> None:
    """Add irregular rows to the second week of a pupil.

    Near the end of the year there are fewer rows.
    """
    ahead = list(year.school_days(today, year.last_day))[QUIET_DAYS:]
    for day, changes in zip(ahead, DAYS, strict=False):
        for lesson, change in zip(_plain_lessons(pupil, day), changes, strict=False):
            pupil.lessons[pupil.lessons.index(lesson)] = change(lesson)
    for day in ahead[4:5]:
        pupil.lessons += [
            named_hour(year, day, 0, SLOTS_PER_HOUR, "PERMANENCE"),
            named_hour(
                year,
                day,
                LUNCH_HOUR * SLOTS_PER_HOUR,
                SLOTS_PER_HOUR,
                "PAUSE MÉRIDIENNE",
            ),
        ]
    pupil.exclusions += [
        Exclusion(day, 0, len(SLOTS) - 1, from_school=True) for day in ahead[5:6]
    ]
    pupil.placements += [Placement(day, afternoon=False) for day in ahead[6:7]]
    if len(ahead) > 10:
        pupil.lessons.append(_stay(year, pupil, ahead[8], ahead[10]))


def _plain_lessons(pupil: Pupil, day: date) -> list[Lesson]:
    return [
        lesson
        for lesson in pupil.lessons_between(day, day)
        if lesson.subject
        and not (lesson.canceled or lesson.status or lesson.exempted or lesson.groups)
    ]


def _stay(year: SchoolYear, pupil: Pupil, first: date, last: date) -> Lesson:
    """Return an outing of three days, whose dates have no hours."""
    return Lesson(
        f"stay-{pupil.uid}-{first:%Y%m%d}",
        year.moment(first, SLOTS[0].start),
        year.moment(last, SLOTS[-1].end),
        None,
        None,
        outing=Outing("Séjour à la neige", ("SAINTYVES O.",)),
        priority=30,
        irregular=Irregularity(hour=False),
    )
