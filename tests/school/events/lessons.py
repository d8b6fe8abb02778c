"""What happens to lessons; each change reaches all the pupils who have the lesson."""

from dataclasses import replace
from datetime import date, timedelta

from tests.school.happenings import ImpossibleHappeningError, Scene, Told, happening
from tests.school.model.calendar import ONE_DAY, SLOTS, SLOTS_PER_HOUR
from tests.school.model.grids import SUBJECTS, TEACHERS
from tests.school.model.timetable import (
    cancelled,
    free_slots,
    lesson_at,
    moved,
    restored,
    room_changed,
    teacher_absent,
)
from tests.school.model.types import Lesson, LessonKind


def _changed(scene: Scene, old: Lesson, new: Lesson) -> Told:
    scene.world.replace_lesson(scene.pupil, old, new)
    return {"pupil": scene.pupil, "lesson": new}


@happening("lesson_cancelled")
def lesson_cancelled(scene: Scene) -> Told:
    lesson = scene.next_lesson()
    return _changed(
        scene, lesson, cancelled(lesson, scene.text("status", "Cours annulé"))
    )


@happening("teacher_absent")
def teacher_is_absent(scene: Scene) -> Told:
    lesson = scene.next_lesson()
    return _changed(scene, lesson, teacher_absent(lesson))


@happening("lesson_restored")
def lesson_restored(scene: Scene) -> Told:
    lesson = scene.next_lesson(lambda lesson: lesson.cancelled)
    return _changed(scene, lesson, restored(lesson))


@happening("room_changed")
def room_is_changed(scene: Scene) -> Told:
    lesson = scene.next_lesson()
    return _changed(scene, lesson, room_changed(lesson, scene.text("room", "D04")))


@happening("test")
def test_announced(scene: Scene) -> Told:
    lesson = scene.next_lesson(lambda lesson: not lesson.test and not lesson.cancelled)
    return _changed(scene, lesson, replace(lesson, test=True))


@happening("memo")
def memo_written(scene: Scene) -> Told:
    lesson = scene.next_lesson()
    memo = scene.text("text", "Apporter la calculatrice.")
    return _changed(scene, lesson, replace(lesson, memo=memo))


@happening("substitute")
def substitute_found(scene: Scene) -> Told:
    lesson = scene.next_lesson()
    teacher = scene.text("teacher", "TINTEGNAC B.")
    changed = replace(
        lesson,
        teachers=(teacher,),
        status="Remplacement",
        kind=LessonKind.SUBSTITUTE,
    )
    return _changed(scene, lesson, changed)


def _free_place(scene: Scene, slots: int, first: date) -> tuple[date, int]:
    """The first day, from one on, where a lesson fits after now."""
    year = scene.world.year
    for day in year.school_days(first, min(first + timedelta(days=21), year.last_day)):
        for slot in free_slots(scene.pupil.lessons, day, slots):
            if year.moment(day, SLOTS[slot].start) > scene.now:
                return day, slot
    raise ImpossibleHappeningError("no free place for the lesson")


@happening("lesson_moved")
def lesson_moved(scene: Scene) -> Told:
    """To the first free place of another day, unless `to` names the day."""
    lesson = scene.next_lesson()
    slots = lesson.slots or SLOTS_PER_HOUR
    wished = scene.day("to", lesson.day + ONE_DAY)
    day, slot = _free_place(scene, slots, wished)
    old, new = moved(scene.world.year, lesson, day, slot)
    scene.world.replace_lesson(scene.pupil, lesson, old, new)
    return {"pupil": scene.pupil, "lesson": new, "from": lesson.start}


@happening("lesson_replaced")
def lesson_replaced(scene: Scene) -> Told:
    """Another subject, French unless `by` says other, takes the place of the next lesson."""
    lesson = scene.next_lesson()
    code = scene.text("by", "FRA")
    other = replace(
        lesson,
        uid=f"{lesson.uid}-instead",
        subject=SUBJECTS[code],
        teachers=(TEACHERS[scene.pupil.school_class.uid][code],),
        kind=LessonKind.REPLACEMENT,
        status="Remplacement",
        priority=20,
        content=None,
    )
    scene.world.replace_lesson(scene.pupil, lesson, teacher_absent(lesson), other)
    return {"pupil": scene.pupil, "lesson": other}


@happening("lesson_removed")
def lesson_removed(scene: Scene) -> Told:
    """Taken out of the timetable, where nothing is left of it."""
    lesson = scene.next_lesson()
    scene.world.replace_lesson(scene.pupil, lesson)
    return {"pupil": scene.pupil, "lesson": lesson}


@happening("lesson_added")
def lesson_added(scene: Scene) -> Told:
    """At the first free place from today on, for the whole class."""
    wished = scene.day("date", scene.school_day)
    day, slot = _free_place(scene, SLOTS_PER_HOUR, wished)
    subject, pupil = scene.subject, scene.pupil
    code = subject.uid.removeprefix("subject-")
    teacher = TEACHERS[pupil.school_class.uid].get(code, "TINTEGNAC B.")
    lesson = lesson_at(
        scene.world.year,
        day,
        slot,
        SLOTS_PER_HOUR,
        scene.uid("lesson"),
        subject=subject,
        teachers=(teacher,),
        rooms=(scene.text("room", "D01"),),
        status="Exceptionnel",
        priority=20,
    )
    for mate in scene.world.classmates(pupil):
        mate.lessons.append(lesson)
    return {"pupil": pupil, "lesson": lesson}
