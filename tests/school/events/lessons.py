"""Events about lessons. Each change applies to every pupil of the lesson."""

from dataclasses import replace
from datetime import date, timedelta

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.calendar import ONE_DAY, SLOTS, SLOTS_PER_HOUR
from tests.school.model.timetable import (
    cancel,
    free_slots,
    lesson_at,
    moved,
    restored,
    room_changed,
    teacher_absent,
)
from tests.school.model.timetable_grids import SUBJECTS, TEACHERS
from tests.school.model.types import Lesson, LessonKind


def _changed(context: EventContext, old: Lesson, new: Lesson) -> EventResult:
    context.model.replace_lesson(context.pupil, old, new)
    return {"pupil": context.pupil, "lesson": new}


@school_event("lesson_canceled")
def lesson_canceled(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    return _changed(
        context, lesson, cancel(lesson, context.text("status", "Cours annulé"))
    )


@school_event("teacher_absent")
def teacher_is_absent(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    return _changed(context, lesson, teacher_absent(lesson))


@school_event("lesson_restored")
def lesson_restored(context: EventContext) -> EventResult:
    lesson = context.next_lesson(lambda lesson: lesson.canceled)
    return _changed(context, lesson, restored(lesson))


@school_event("room_changed")
def room_is_changed(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    return _changed(context, lesson, room_changed(lesson, context.text("room", "D04")))


@school_event("test")
def test_announced(context: EventContext) -> EventResult:
    lesson = context.next_lesson(lambda lesson: not lesson.test and not lesson.canceled)
    return _changed(context, lesson, replace(lesson, test=True))


@school_event("memo")
def memo_written(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    memo = context.text("text", "Apporter la calculatrice.")
    return _changed(context, lesson, replace(lesson, memo=memo))


@school_event("substitute")
def substitute_found(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    teacher = context.text("teacher", "TINTEGNAC B.")
    changed = replace(
        lesson,
        teachers=(teacher,),
        status="Remplacement",
        kind=LessonKind.SUBSTITUTE,
    )
    return _changed(context, lesson, changed)


def _free_place(context: EventContext, slots: int, first: date) -> tuple[date, int]:
    """Return the first day and slot, from a day on and after now, where a lesson fits."""
    year = context.model.year
    for day in year.school_days(first, min(first + timedelta(days=21), year.last_day)):
        for slot in free_slots(context.pupil.lessons, day, slots):
            if year.moment(day, SLOTS[slot].start) > context.now:
                return day, slot
    raise ImpossibleEventError("no free place for the lesson")


@school_event("lesson_moved")
def lesson_moved(context: EventContext) -> EventResult:
    """Move a lesson to the first free slot of another day, or of the day `to`."""
    lesson = context.next_lesson()
    slots = lesson.slots or SLOTS_PER_HOUR
    wished = context.day("to", lesson.day + ONE_DAY)
    day, slot = _free_place(context, slots, wished)
    old, new = moved(context.model.year, lesson, day, slot)
    context.model.replace_lesson(context.pupil, lesson, old, new)
    return {"pupil": context.pupil, "lesson": new, "from": lesson.start}


@school_event("lesson_replaced")
def lesson_replaced(context: EventContext) -> EventResult:
    """Replace the next lesson with a lesson of `by`, by default French."""
    lesson = context.next_lesson()
    code = context.text("by", "FRA")
    other = replace(
        lesson,
        uid=f"{lesson.uid}-instead",
        subject=SUBJECTS[code],
        teachers=(TEACHERS[context.pupil.school_class.uid][code],),
        kind=LessonKind.REPLACEMENT,
        status="Remplacement",
        priority=20,
        content=None,
    )
    context.model.replace_lesson(context.pupil, lesson, teacher_absent(lesson), other)
    return {"pupil": context.pupil, "lesson": other}


@school_event("lesson_removed")
def lesson_removed(context: EventContext) -> EventResult:
    """Remove a lesson from the timetable without leaving a canceled row."""
    lesson = context.next_lesson()
    context.model.replace_lesson(context.pupil, lesson)
    return {"pupil": context.pupil, "lesson": lesson}


@school_event("lesson_added")
def lesson_added(context: EventContext) -> EventResult:
    """Add a lesson for the whole class in the first free slot from today on."""
    wished = context.day("date", context.school_day)
    day, slot = _free_place(context, SLOTS_PER_HOUR, wished)
    subject, pupil = context.subject, context.pupil
    code = subject.uid.removeprefix("subject-")
    teacher = TEACHERS[pupil.school_class.uid].get(code, "TINTEGNAC B.")
    lesson = lesson_at(
        context.model.year,
        day,
        slot,
        SLOTS_PER_HOUR,
        context.uid("lesson"),
        subject=subject,
        teachers=(teacher,),
        rooms=(context.text("room", "D01"),),
        status="Exceptionnel",
        priority=20,
    )
    for mate in context.model.classmates(pupil):
        mate.lessons.append(lesson)
    return {"pupil": pupil, "lesson": lesson}
