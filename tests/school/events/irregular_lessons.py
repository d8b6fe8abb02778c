"""Events that produce irregular timetable rows, as some schools write them."""

from dataclasses import replace

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.build_irregular_lessons import bare, named_hour
from tests.school.model.calendar import SLOTS, SLOTS_PER_HOUR
from tests.school.model.timetable import free_slots
from tests.school.model.types import Exclusion, Lesson, Placement


def _own(context: EventContext, old: Lesson, new: Lesson) -> EventResult:
    """Replace a lesson for one pupil only."""
    lessons = context.pupil.lessons
    lessons[lessons.index(old)] = new
    return {"pupil": context.pupil, "lesson": new}


def _oddity(context: EventContext, **details: object) -> EventResult:
    lesson = context.next_lesson()
    odd = replace(lesson.irregular, **details)  # type: ignore[arg-type]
    return _own(context, lesson, replace(lesson, irregular=odd))


@school_event("lesson_words")
def lesson_words(context: EventContext) -> EventResult:
    """Set `status` on a lesson, which is still held unless `canceled`."""
    lesson = context.next_lesson()
    status = context.text("status", "Annule et remplace")
    canceled = bool(context.details.get("canceled"))
    return _own(context, lesson, replace(lesson, status=status, canceled=canceled))


@school_event("pupil_exempted")
def pupil_exempted(context: EventContext) -> EventResult:
    """Exempt a pupil by `label` and `kind`. With `at_home`, the pupil follows at home."""
    lesson = context.next_lesson()
    kind = context.details.get("kind")
    odd = replace(
        lesson.irregular,
        exemption_kind=None if kind is None else int(kind),
        at_home=bool(context.details.get("at_home")),
    )
    label = context.text("label", "Dispensé")
    return _own(context, lesson, replace(lesson, exempted=label, irregular=odd))


@school_event("lesson_without_pupils")
def lesson_without_pupils(context: EventContext) -> EventResult:
    return _oddity(context, nobody=True)


@school_event("lesson_without_hour")
def lesson_without_hour(context: EventContext) -> EventResult:
    return _oddity(context, hour=False)


@school_event("lesson_without_contents")
def lesson_without_contents(context: EventContext) -> EventResult:
    lesson = context.next_lesson()
    return _own(context, lesson, bare(lesson))


@school_event("lesson_of_unknown_kind")
def lesson_of_unknown_kind(context: EventContext) -> EventResult:
    return _oddity(context, kind=int(context.number("kind", "7")))


@school_event("substitute_marked")
def substitute_marked(context: EventContext) -> EventResult:
    """Add a substitute beside the teacher."""
    return _oddity(context, substitute=context.text("teacher", "ROUSSEVAL I."))


@school_event("study_hour_named")
def study_hour_named(context: EventContext) -> EventResult:
    """Add a study hour, identified by its name only, in a free slot or at `slot`."""
    day = context.day("date", context.school_day)
    if (slot := context.details.get("slot")) is not None:
        first = int(slot)
    elif free := free_slots(context.pupil.lessons, day, SLOTS_PER_HOUR):
        first = free[0]
    else:
        raise ImpossibleEventError("no free slot that day")
    name = context.text("name", "PERMANENCE")
    lesson = named_hour(context.model.year, day, first, SLOTS_PER_HOUR, name)
    context.pupil.lessons.append(lesson)
    return {"pupil": context.pupil, "lesson": lesson}


@school_event("pupil_excluded")
def pupil_excluded(context: EventContext) -> EventResult:
    """Exclude a pupil from class for a day, or from school with `from_school`.

    With `precautionary` the exclusion is a precautionary measure.
    """
    exclusion = Exclusion(
        context.day("date", context.school_day),
        int(context.number("first", "0")),
        int(context.number("last", str(len(SLOTS) - 1))),
        from_school=bool(context.details.get("from_school")),
        precautionary=bool(context.details.get("precautionary")),
    )
    context.pupil.exclusions.append(exclusion)
    return {"pupil": context.pupil, "exclusion": exclusion}


@school_event("pupil_on_placement")
def pupil_on_placement(context: EventContext) -> EventResult:
    """Add a day of work placement, or only its `morning` or `afternoon`."""
    half = context.details.get("half")
    placement = Placement(
        context.day("date", context.school_day),
        morning=half != "afternoon",
        afternoon=half != "morning",
    )
    context.pupil.placements.append(placement)
    return {"pupil": context.pupil, "placement": placement}
