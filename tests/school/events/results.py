"""Events about evaluations, report cards and periods."""

from dataclasses import replace
from datetime import date
from random import Random

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.build import SchoolModel
from tests.school.model.build_evaluations import new_evaluation, with_levels
from tests.school.model.build_report_cards import report_card
from tests.school.model.calendar import ONE_DAY
from tests.school.model.skills import ABSENT, LEVELS, NOT_EVALUATED, Level
from tests.school.model.types import Period


@school_event("evaluation")
def evaluation(context: EventContext) -> EventResult:
    """Add an evaluation. `level` is an abbreviation such as `A+`, used for all skills.

    `date` is the day of the evaluation.
    """
    day = context.model.year.clamp(context.day("date", context.today))
    one = new_evaluation(
        context.uid("evaluation"),
        context.pupil.school_class,
        context.subject.uid.removeprefix("subject-"),
        context.model.period_of(day),
        day,
        context.text("title", "Évaluation surprise"),
    )
    made = with_levels(context.pupil, one, [_level(context.text("level", "A"))])
    context.pupil.all_evaluations.append(made)
    return {"pupil": context.pupil, "evaluation": made}


@school_event("evaluation_changed")
def evaluation_changed(context: EventContext) -> EventResult:
    """Set all skills of the last evaluation of the pupil to `level`."""
    evaluations = context.pupil.all_evaluations
    if not evaluations:
        raise ImpossibleEventError("no evaluation yet")
    last = max(range(len(evaluations)), key=lambda index: evaluations[index].date)
    level = _level(context.text("level", "A+"))
    evaluations[last] = with_levels(context.pupil, evaluations[last], [level])
    return {"pupil": context.pupil, "evaluation": evaluations[last]}


def _level(wanted: str) -> Level:
    for level in (*LEVELS, NOT_EVALUATED, ABSENT):
        if level.abbreviation == wanted:
            return level
    raise ImpossibleEventError(f"no level {wanted}")


def _requested_period(context: EventContext) -> Period:
    """Return the period with the number `period`, or the current period."""
    present = context.model.period_of(context.today)
    number = int(context.number("period", str(present.number)))
    for period in context.model.periods:
        if period.number == number:
            return period
    raise ImpossibleEventError(f"no period {number}")


@school_event("report_card")
def report_card_published(context: EventContext) -> EventResult:
    """Publish the report card of the whole class, again if it exists."""
    model, period = context.model, _requested_period(context)
    for pupil in model.classmates(context.pupil):
        random = Random(f"{model.seed}-card-{pupil.uid}-{period.uid}")
        card = report_card(pupil, period, model.periods, context.today, random)
        kept = [one for one in pupil.report_cards if one.period != period]
        pupil.report_cards = [*kept, card]
    card = next(one for one in context.pupil.report_cards if one.period == period)
    return {"pupil": context.pupil, "period": period, "published": card.published}


@school_event("period")
def period_ended(context: EventContext) -> EventResult:
    """End the current period yesterday, or on the day `last`, and start the next one.

    Raises ImpossibleEventError if no period follows or if the period would be empty.
    """
    model = context.model
    old = model.period_of(context.today)
    if old is model.periods[-1]:
        raise ImpossibleEventError("no period follows")
    following = model.periods[model.periods.index(old) + 1]
    last = context.day("last", context.today - ONE_DAY)
    if not old.first <= last < following.last:
        raise ImpossibleEventError("the period has just begun")
    ended = replace(old, last=last)
    begun = replace(following, first=last + ONE_DAY)
    _redraw(model, {old: ended, following: begun})
    return {"ended": ended, "begun": begun}


def _redraw(model: SchoolModel, new: dict[Period, Period]) -> None:
    """Assign every item of the old periods to the new ones by its date."""
    changed = set(new)
    model.periods = [new.get(period, period) for period in model.periods]

    def period_at(day: date, period: Period) -> Period:
        return model.period_of(day) if period in changed else period

    for pupil in model.pupils:
        pupil.all_grades = [
            replace(one, period=period_at(one.date, one.period))
            for one in pupil.all_grades
        ]
        pupil.all_evaluations = [
            replace(one, period=period_at(one.date, one.period))
            for one in pupil.all_evaluations
        ]
        pupil.report_cards = [
            replace(card, period=new.get(card.period, card.period))
            for card in pupil.report_cards
        ]
