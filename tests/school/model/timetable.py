"""Generation of a year of lessons from the weekly timetable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from random import Random

from .calendar import SLOTS, SLOTS_PER_HOUR, SchoolYear
from .timetable_grids import SUBJECTS, SUBSTITUTES, TEACHERS, GridEntry, grid
from .types import Content, ContentCategory, Lesson, LessonKind, SchoolClass

SPARE_ROOMS = ("D01", "D02", "D03")

TITLES = {
    "FRA": ("Lecture analytique", "La phrase complexe", "Écrire une nouvelle"),
    "MATH": ("Calcul littéral", "Théorème et démonstration", "Proportionnalité"),
    "HG": ("Étude de documents", "Croquis de synthèse", "Les grandes villes"),
    "ANG": ("Listening comprehension", "Past simple", "Debate in pairs"),
    "ESP": ("Comprensión oral", "El pretérito", "Presentarse"),
    "SVT": ("Observation au microscope", "La nutrition des plantes", "Les séismes"),
    "PC": ("Circuits électriques", "La masse volumique", "La lumière"),
}


def lesson_at(
    year: SchoolYear, day: date, slot: int, slots: int, uid: str, **details: object
) -> Lesson:
    """Return a lesson on a day, from its first slot and its number of slots."""
    blank = Lesson(
        uid,
        year.moment(day, SLOTS[slot].start),
        year.moment(day, SLOTS[slot + slots - 1].end),
        slot,
        slots,
    )
    return replace(blank, **details)  # type: ignore[arg-type]


def class_lessons(
    year: SchoolYear, school_class: SchoolClass, now: datetime, random: Random
) -> list[Lesson]:
    """Return every lesson of a class for all groups, with random changes."""
    entries = list(grid(school_class))
    lessons: list[Lesson] = []
    for day in year.school_days(year.first_day, year.last_day):
        fortnight = year.fortnight(year.week(day))
        for entry in entries:
            if entry.weekday == day.weekday() and entry.fortnight in (0, fortnight):
                lesson = _planned(year, school_class, day, entry)
                lessons.append(_with_accident(lesson, random))
    return [_with_content(lesson, now, random) for lesson in lessons]


def _planned(
    year: SchoolYear, school_class: SchoolClass, day: date, entry: GridEntry
) -> Lesson:
    group = entry.group or "all"
    return lesson_at(
        year,
        day,
        entry.hour * SLOTS_PER_HOUR,
        entry.hours * SLOTS_PER_HOUR,
        f"lesson-{school_class.name}-{day:%Y%m%d}-{entry.hour}-{group}",
        subject=SUBJECTS[entry.subject],
        teachers=(TEACHERS[school_class.uid][entry.subject],),
        rooms=(entry.room,),
        groups=(entry.group,) if entry.group else (),
    )


def _with_accident(lesson: Lesson, random: Random) -> Lesson:
    """Return the lesson, changed in about one of twenty cases."""
    accidents: tuple[Callable[[Lesson], Lesson], ...] = (
        cancel,
        teacher_absent,
        lambda lesson: room_changed(lesson, random.choice(SPARE_ROOMS)),
        lambda lesson: replace(lesson, test=True),
        lambda lesson: replace(lesson, memo="Apporter le matériel habituel."),
    )
    return random.choice(accidents)(lesson) if random.random() < 0.06 else lesson


def _with_content(lesson: Lesson, now: datetime, random: Random) -> Lesson:
    """Return the lesson, with a content for most past lessons."""
    if lesson.canceled or lesson.end > now or random.random() < 0.3:
        return lesson
    if lesson.subject is None:
        return lesson
    code = lesson.subject.uid.removeprefix("subject-")
    title = random.choice(TITLES.get(code, ("Suite du chapitre",)))
    content = Content(
        f"content-{lesson.uid}",
        title,
        f"<div>{title}&nbsp;: cours et exercices.<br>Bilan not&eacute; au cahier.</div>",
        ContentCategory.LESSON,
    )
    return replace(lesson, content=content)


def cancel(lesson: Lesson, status: str = "Cours annulé") -> Lesson:
    return replace(lesson, canceled=True, status=status, priority=5)


def teacher_absent(lesson: Lesson) -> Lesson:
    return cancel(lesson, "Prof. absent")


def restored(lesson: Lesson) -> Lesson:
    return replace(lesson, canceled=False, status=None, priority=10)


def room_changed(lesson: Lesson, room: str) -> Lesson:
    return replace(lesson, rooms=(room,), status="Changement de salle")


def substituted(lesson: Lesson, random: Random) -> Lesson:
    return replace(
        lesson,
        teachers=(random.choice(SUBSTITUTES),),
        status="Remplacement",
        kind=LessonKind.SUBSTITUTE,
    )


def moved(
    year: SchoolYear, lesson: Lesson, day: date, slot: int
) -> tuple[Lesson, Lesson]:
    """Return the row left at the old time, and the lesson at its new time."""
    slots = lesson.slots or SLOTS_PER_HOUR
    target = lesson_at(year, day, slot, slots, f"{lesson.uid}-moved")
    copy = replace(
        lesson,
        uid=target.uid,
        start=target.start,
        end=target.end,
        slot=slot,
        status="Cours déplacé",
        priority=20,
        content=None,
    )
    return cancel(lesson), copy


def free_slots(lessons: list[Lesson], day: date, slots: int) -> list[int]:
    """Return the slots where a lesson fits in a day, excluding lunch."""
    taken = {
        lesson.slot + offset
        for lesson in lessons
        if lesson.day == day and lesson.slot is not None and not lesson.canceled
        for offset in range(lesson.slots or 0)
    }
    lunch = {8, 9}
    return [
        slot
        for slot in range(0, len(SLOTS) - slots + 1, SLOTS_PER_HOUR)
        if not (taken | lunch) & set(range(slot, slot + slots))
    ]
