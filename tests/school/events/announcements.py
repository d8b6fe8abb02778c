"""Events about announced absences, requested exemptions, sanctions, incidents and missed meals."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.calendar import ONE_DAY
from tests.school.model.conduct import (
    PRINCIPAL,
    exemption_subjects,
    hours,
    missed_minutes,
)
from tests.school.model.school_life import (
    Absence,
    Exemption,
    Incident,
    MissedMeal,
    Sanction,
    SanctionNature,
)
from tests.school.model.timetable_grids import SUPERVISOR


@school_event("announced_absence")
def announced_absence(context: EventContext) -> EventResult:
    """Announce an absence, by default on the next school day (`date`)."""
    year, pupil = context.model.year, context.pupil
    day = context.day("date", year.next_school_day(context.today + ONE_DAY))
    lessons = [one for one in pupil.lessons_between(day, day) if not one.canceled]
    if not lessons:
        raise ImpossibleEventError("no lesson on this day")
    start, end = lessons[0].start, lessons[-1].end
    made = Absence(
        context.uid("absence"),
        start,
        end,
        hours=hours(missed_minutes(pupil.lessons, start, end)),
        parent_reason="RAISON FAMILIALE",
        announced_by="Parents",
        waiting=True,
        confirmed=False,
    )
    pupil.absences.append(made)
    return {"pupil": pupil, "absence": made}


def _answered(context: EventContext, **answer: Any) -> EventResult:
    absences = context.pupil.absences
    for index, one in reversed(list(enumerate(absences))):
        if one.announced_by and one.waiting:
            message = context.text("message", "")
            absences[index] = replace(
                one, waiting=False, decided=context.today, message=message, **answer
            )
            return {"pupil": context.pupil, "absence": absences[index]}
    raise ImpossibleEventError("no announcement")


@school_event("announcement_refused")
def announcement_refused(context: EventContext) -> EventResult:
    """Refuse the last announced absence."""
    return _answered(context, refused=True)


@school_event("announcement_accepted")
def announcement_accepted(context: EventContext) -> EventResult:
    """Accept the last announced absence."""
    return _answered(context, reason="RAISON FAMILIALE", justified=True, settled=True)


@school_event("exemption_requested")
def exemption_requested(context: EventContext) -> EventResult:
    """Request an exemption from a subject of the next week, by default physical education."""
    pupil = context.pupil
    first = context.day("date", context.today + ONE_DAY)
    name = context.text("subject", "")
    subjects = exemption_subjects(pupil)
    made = Exemption(
        context.uid("exemption"),
        first,
        first + timedelta(days=6),
        next((one for one in subjects if one.name == name), subjects[0]),
        context.text("comment", "Entorse"),
        announced_by="Parents",
        waiting=True,
    )
    pupil.exemptions.append(made)
    return {"pupil": pupil, "exemption": made}


def _answered_exemption(context: EventContext, *, refused: bool) -> EventResult:
    exemptions = context.pupil.exemptions
    for index, one in reversed(list(enumerate(exemptions))):
        if one.announced_by and one.waiting:
            message = context.text("message", "")
            exemptions[index] = replace(
                one, waiting=False, refused=refused, message=message
            )
            return {"pupil": context.pupil, "exemption": exemptions[index]}
    raise ImpossibleEventError("no requested exemption")


@school_event("exemption_accepted")
def exemption_accepted(context: EventContext) -> EventResult:
    """Accept the last requested exemption."""
    return _answered_exemption(context, refused=False)


@school_event("exemption_refused")
def exemption_refused(context: EventContext) -> EventResult:
    """Refuse the last requested exemption."""
    return _answered_exemption(context, refused=True)


@school_event("sanction")
def sanction(context: EventContext) -> EventResult:
    """Add a sanction of `days` days, by default an exclusion from school (`nature`).

    It starts tomorrow, or on `date`.
    """
    nature = SanctionNature[context.text("nature", "exclusion_from_school").upper()]
    days = int(context.number("days", "3"))
    first = context.day("date", context.today + ONE_DAY)
    made = Sanction(
        context.uid("sanction"),
        context.today,
        context.text("label", "Exclusion temporaire"),
        context.text("reason", "Violences"),
        PRINCIPAL,
        first,
        first + timedelta(days=days - 1),
        nature=nature,
        length=days,
        to_acknowledge=bool(context.details.get("to_acknowledge")),
    )
    context.pupil.sanctions.append(made)
    return {"pupil": context.pupil, "sanction": made}


@school_event("incident")
def incident(context: EventContext) -> EventResult:
    """Add an incident, which parents must acknowledge unless `to_acknowledge` is false."""
    made = Incident(
        context.uid("incident"),
        context.now,
        context.text("reason", "Dégradation"),
        SUPERVISOR,
        context.text("circumstances", "Vitre brisée dans la cour."),
        "Retenue",
        to_acknowledge=bool(context.details.get("to_acknowledge", True)),
    )
    context.pupil.incidents.append(made)
    return {"pupil": context.pupil, "incident": made}


@school_event("missed_meal")
def missed_meal(context: EventContext) -> EventResult:
    """Add a missed meal for today."""
    made = MissedMeal(context.uid("meal"), context.today)
    context.pupil.missed_meals.append(made)
    return {"pupil": context.pupil, "missed_meal": made}
