"""Events about absences, delays and punishments."""

from dataclasses import replace
from datetime import timedelta

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.calendar import ONE_DAY, SLOTS_PER_HOUR
from tests.school.model.conduct import hours, missed_minutes, sitting_of
from tests.school.model.school_life import (
    Absence,
    Delay,
    Observation,
    ObservationKind,
    Punishment,
    PunishmentNature,
)
from tests.school.model.timetable import free_slots, lesson_at
from tests.school.model.timetable_grids import SUPERVISOR
from tests.school.model.types import Lesson

LABELS = {
    PunishmentNature.EXCLUSION: "Exclusion de cours",
    PunishmentNature.DETENTION: "Retenue",
    PunishmentNature.HOMEWORK: "Devoir supplémentaire",
    PunishmentNature.OTHER: "Punition",
}


@school_event("absence")
def absence(context: EventContext) -> EventResult:
    """Add an absence from the last lesson that started. `reason` justifies it at once."""
    begun = [
        lesson
        for lesson in context.pupil.lessons_between(context.today, context.today)
        if lesson.start <= context.now and not lesson.canceled
    ]
    start = begun[-1].start if begun else context.now - timedelta(hours=1)
    end = begun[-1].end if begun else context.now
    reason = context.details.get("reason")
    missed = missed_minutes(context.pupil.lessons, start, end)
    made = Absence(
        context.uid("absence"),
        start,
        end,
        reason,
        justified=reason is not None,
        hours=hours(missed) if missed else "1h00",
        ongoing=bool(context.details.get("ongoing")),
        settled=reason is not None,
        to_justify=reason is None,
    )
    context.pupil.absences.append(made)
    return {"pupil": context.pupil, "absence": made}


@school_event("absence_accepted")
def absence_accepted(context: EventContext) -> EventResult:
    """Accept the reason of the last open absence."""
    absences = context.pupil.absences
    for index, one in reversed(list(enumerate(absences))):
        if not one.settled and one.announced_by is None:
            absences[index] = replace(
                one,
                reason=context.text("reason", "RAISON FAMILIALE"),
                justified=True,
                settled=True,
                to_justify=False,
                ongoing=False,
            )
            return {"pupil": context.pupil, "absence": absences[index]}
    raise ImpossibleEventError("no open absence")


@school_event("delay")
def delay(context: EventContext) -> EventResult:
    minutes = int(context.number("minutes", "10"))
    reason = context.details.get("reason")
    made = Delay(
        context.uid("delay"),
        context.now,
        minutes,
        reason,
        justified=reason is not None,
        settled=reason is not None,
        to_justify=reason is None,
    )
    context.pupil.delays.append(made)
    return {"pupil": context.pupil, "delay": made}


@school_event("delay_accepted")
def delay_accepted(context: EventContext) -> EventResult:
    """Accept the reason of the last open delay."""
    delays = context.pupil.delays
    for index, one in reversed(list(enumerate(delays))):
        if not one.settled:
            delays[index] = replace(
                one,
                reason=context.text("reason", "PANNE DE BUS"),
                justified=True,
                settled=True,
                to_justify=False,
            )
            return {"pupil": context.pupil, "delay": delays[index]}
    raise ImpossibleEventError("no open delay")


def _punishment(context: EventContext, nature: PunishmentNature) -> Punishment:
    return Punishment(
        context.uid("punishment"),
        context.now,
        nature,
        context.text("label", LABELS[nature]),
        context.text("reason", "Travail non fait"),
        SUPERVISOR,
        context.requested_subject,
        int(context.number("minutes", "60")),
        circumstances=context.text("circumstances", ""),
        homework=context.text("homework", ""),
        to_acknowledge=bool(context.details.get("to_acknowledge", True)),
    )


@school_event("punishment")
def punishment(context: EventContext) -> EventResult:
    """Add a punishment, by default an unscheduled detention (`nature`)."""
    nature = PunishmentNature[context.text("nature", "detention").upper()]
    made = _punishment(context, nature)
    context.pupil.punishments.append(made)
    return {"pupil": context.pupil, "punishment": made}


@school_event("punishment_changed")
def punishment_changed(context: EventContext) -> EventResult:
    """Set the duration of the last punishment to `minutes`, by default 120."""
    punishments = context.pupil.punishments
    if not punishments:
        raise ImpossibleEventError("no punishment")
    last = max(range(len(punishments)), key=lambda index: punishments[index].moment)
    minutes = int(context.number("minutes", "120"))
    punishments[last] = replace(punishments[last], minutes=minutes)
    return {"pupil": context.pupil, "punishment": punishments[last]}


@school_event("detention")
def detention(context: EventContext) -> EventResult:
    """Add a scheduled detention, which also appears in the timetable."""
    made = _punishment(context, PunishmentNature.DETENTION)
    lesson = _free_hour(context, f"detention-{made.uid}")
    made = replace(made, schedule=(sitting_of(f"sitting-{made.uid}", lesson),))
    context.pupil.lessons.append(lesson)
    context.pupil.punishments.append(made)
    return {"pupil": context.pupil, "punishment": made, "lesson": lesson}


def _free_hour(context: EventContext, uid: str) -> Lesson:
    year = context.model.year
    default = year.next_school_day(context.today + ONE_DAY)
    for day in year.days_from(context.day("date", default), 5):
        lessons = context.pupil.lessons_between(day, day)
        if free := free_slots(lessons, day, SLOTS_PER_HOUR):
            return lesson_at(
                year,
                day,
                free[-1],
                SLOTS_PER_HOUR,
                uid,
                teachers=(SUPERVISOR,),
                rooms=("Permanence",),
                detention=True,
            )
    raise ImpossibleEventError("no free hour")


def _observed(context: EventContext, kind: ObservationKind, text: str) -> EventResult:
    made = Observation(
        context.uid("observation"),
        context.now,
        kind,
        context.text("text", text),
        SUPERVISOR,
        context.requested_subject,
        to_acknowledge=bool(context.details.get("to_acknowledge")),
    )
    context.pupil.observations.append(made)
    return {"pupil": context.pupil, "observation": made}


@school_event("observation")
def observation(context: EventContext) -> EventResult:
    kind = ObservationKind[context.text("kind", "observation").upper()]
    return _observed(context, kind, "Bavardages pendant la leçon.")


@school_event("encouragement")
def encouragement(context: EventContext) -> EventResult:
    return _observed(
        context, ObservationKind.ENCOURAGEMENT, "Participation remarquable."
    )
