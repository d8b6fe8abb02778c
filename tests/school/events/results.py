"""Evaluations, report cards and the periods which they belong to."""

from dataclasses import replace
from datetime import date
from random import Random

from tests.school.happenings import ImpossibleHappeningError, Scene, Told, happening
from tests.school.model.build import World
from tests.school.model.calendar import ONE_DAY
from tests.school.model.evaluating import new_evaluation, with_levels
from tests.school.model.reporting import report_card
from tests.school.model.skills import ABSENT, LEVELS, NOT_EVALUATED, Level
from tests.school.model.types import Period


@happening("evaluation")
def evaluation(scene: Scene) -> Told:
    """`level` is an abbreviation such as `A+`, for all the skills."""
    day = scene.world.year.clamp(scene.today)
    one = new_evaluation(
        scene.uid("evaluation"),
        scene.pupil.school_class,
        scene.subject.uid.removeprefix("subject-"),
        scene.world.period_of(day),
        day,
        scene.text("title", "Évaluation surprise"),
    )
    made = with_levels(scene.pupil, one, [_level(scene.text("level", "A"))])
    scene.pupil.all_evaluations.append(made)
    return {"pupil": scene.pupil, "evaluation": made}


@happening("evaluation_changed")
def evaluation_changed(scene: Scene) -> Told:
    """The pupil's last evaluation reaches another `level`, for all the skills."""
    evaluations = scene.pupil.all_evaluations
    if not evaluations:
        raise ImpossibleHappeningError("no evaluation yet")
    last = max(range(len(evaluations)), key=lambda index: evaluations[index].date)
    level = _level(scene.text("level", "A+"))
    evaluations[last] = with_levels(scene.pupil, evaluations[last], [level])
    return {"pupil": scene.pupil, "evaluation": evaluations[last]}


def _level(wanted: str) -> Level:
    for level in (*LEVELS, NOT_EVALUATED, ABSENT):
        if level.abbreviation == wanted:
            return level
    raise ImpossibleHappeningError(f"no level {wanted}")


def _asked_period(scene: Scene) -> Period:
    """The one of `period` (its number), else the present one."""
    present = scene.world.period_of(scene.today)
    number = int(scene.number("period", str(present.number)))
    for period in scene.world.periods:
        if period.number == number:
            return period
    raise ImpossibleHappeningError(f"no period {number}")


@happening("report_card")
def report_card_published(scene: Scene) -> Told:
    """Published for the whole class, or anew when there was one."""
    world, period = scene.world, _asked_period(scene)
    for pupil in world.classmates(scene.pupil):
        random = Random(f"{world.seed}-card-{pupil.uid}-{period.uid}")
        card = report_card(pupil, period, world.periods, scene.today, random)
        kept = [one for one in pupil.report_cards if one.period != period]
        pupil.report_cards = [*kept, card]
    card = next(one for one in scene.pupil.report_cards if one.period == period)
    return {"pupil": scene.pupil, "period": period, "published": card.published}


@happening("period")
def period_ended(scene: Scene) -> Told:
    """The present period ends yesterday, or on the day of `last`; the next follows."""
    world = scene.world
    old = world.period_of(scene.today)
    if old is world.periods[-1]:
        raise ImpossibleHappeningError("no period follows")
    following = world.periods[world.periods.index(old) + 1]
    last = scene.day("last", scene.today - ONE_DAY)
    if not old.first <= last < following.last:
        raise ImpossibleHappeningError("the period has just begun")
    ended = replace(old, last=last)
    begun = replace(following, first=last + ONE_DAY)
    _redraw(world, {old: ended, following: begun})
    return {"ended": ended, "begun": begun}


def _redraw(world: World, new: dict[Period, Period]) -> None:
    """Sort what was dated from the old bounds into the new ones."""
    changed = set(new)
    world.periods = [new.get(period, period) for period in world.periods]

    def period_at(day: date, period: Period) -> Period:
        return world.period_of(day) if period in changed else period

    for pupil in world.pupils:
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
