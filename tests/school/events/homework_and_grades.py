"""Events about homework, grades and menus."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.homework import worksheet
from tests.school.model.menus import meal
from tests.school.model.types import Grade, GradeCode, Homework, MealKind, Period


@school_event("homework")
def homework_given(context: EventContext) -> EventResult:
    """Add homework, by default for the next school day after today (`due`)."""
    tomorrow = context.today + timedelta(days=1)
    default = context.model.year.next_school_day(tomorrow)
    uid = context.uid("homework")
    sheet = (worksheet(f"file-{uid}", "Fiche"),) if context.details.get("file") else ()
    work = Homework(
        uid,
        context.subject,
        context.text("text", "<div>Revoir la leçon et finir l'exercice 5.</div>"),
        context.model.year.clamp(context.today),
        context.day("due", default),
        context.pupil.school_class.name,
        attachments=sheet,
    )
    for mate in context.model.classmates(context.pupil):
        mate.homework.append(work)
    return {"pupil": context.pupil, "homework": work}


@school_event("homework_changed")
def homework_changed(context: EventContext) -> EventResult:
    """Change the text of the next homework, of the requested subject if any."""
    subject = context.requested_subject
    ahead = [
        work
        for work in context.pupil.homework_between(
            context.today, context.model.year.last_day
        )
        if subject in (None, work.subject)
    ]
    if not ahead:
        raise ImpossibleEventError("no homework ahead")
    text = context.text("text", "<div>Consigne modifiée : exercices 7 et 8.</div>")
    for mate in context.model.classmates(context.pupil):
        mate.homework = [
            replace(work, html=text) if work.uid == ahead[0].uid else work
            for work in mate.homework
        ]
    return {"pupil": context.pupil, "homework": replace(ahead[0], html=text)}


@school_event("homework_removed")
def homework_removed(context: EventContext) -> EventResult:
    ahead = context.pupil.homework_between(context.today, context.model.year.last_day)
    if not ahead:
        raise ImpossibleEventError("no homework ahead")
    for mate in context.model.classmates(context.pupil):
        mate.homework = [work for work in mate.homework if work.uid != ahead[0].uid]
    return {"pupil": context.pupil, "homework": ahead[0]}


@school_event("grade")
def grade_given(context: EventContext) -> EventResult:
    """Add a grade. `value` is a number, or the name of a code such as `absent`.

    `date` replaces today. `period` names another period than the one of the day.
    """
    value: Decimal | GradeCode
    wished = context.text("value", "15.5")
    if wished.upper() in GradeCode.__members__:
        value = GradeCode[wished.upper()]
    else:
        value = context.number("value", "15.5")
    out_of = context.number("out_of", "20")
    hidden = context.pupil.averages_hidden
    day = context.day("date", context.model.year.clamp(context.today))
    grade = Grade(
        context.uid("grade"),
        context.subject,
        _period(context, day),
        day,
        context.text("title", "Contrôle surprise"),
        value,
        out_of,
        coefficient=context.number("coefficient", "1"),
        class_average=None if hidden else out_of * Decimal("0.6"),
        best=None if hidden else out_of,
        worst=None if hidden else out_of * Decimal("0.2"),
        remark=context.text("remark", ""),
    )
    context.pupil.all_grades.append(grade)
    return {"pupil": context.pupil, "grade": grade}


def _period(context: EventContext, day: date) -> Period:
    """Return the period requested by name, or the period of a day."""
    model, wanted = context.model, context.details.get("period")
    for period in (*model.periods, *model.special_periods):
        if wanted == period.name:
            return period
    return model.period_of(day)


@school_event("grade_changed")
def grade_changed(context: EventContext) -> EventResult:
    """Set the last grade of the pupil, of the requested subject if any, to `value`."""
    grades, subject = context.pupil.all_grades, context.requested_subject
    known = [
        index for index, grade in enumerate(grades) if subject in (None, grade.subject)
    ]
    if not known:
        raise ImpossibleEventError("no grade yet")
    last = max(known, key=lambda index: grades[index].date)
    value = context.number("value", "17.5")
    grades[last] = replace(grades[last], value=value)
    return {"pupil": context.pupil, "grade": grades[last]}


@school_event("menus_awaited")
def menus_awaited(context: EventContext) -> EventResult:
    """Remove the menus of the week of `date`."""
    monday, sunday = _week(context)
    menus = context.pupil.menus
    menus[:] = [menu for menu in menus if not monday <= menu.date <= sunday]
    return {"monday": monday, "meals": 0}


@school_event("menus_published")
def menus_published(context: EventContext) -> EventResult:
    """Publish the menus of the week of `date`."""
    monday, sunday = _week(context)
    menus_awaited(context)
    lunches = [
        meal(day, MealKind.LUNCH, context.model.random)
        for day in context.model.year.school_days(monday, sunday)
    ]
    context.pupil.menus[:] = sorted(
        [*context.pupil.menus, *lunches], key=lambda menu: menu.date
    )
    return {"monday": monday, "meals": len(lunches)}


def _week(context: EventContext) -> tuple[date, date]:
    day = context.day("date", context.school_day)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@school_event("menu")
def menu_changed(context: EventContext) -> EventResult:
    """Replace the lunch of the next school day with a festive one."""
    day = context.day("date", context.school_day)
    menus = context.pupil.menus
    for index, menu in enumerate(menus):
        if menu.date == day and menu.meal is MealKind.LUNCH:
            other = meal(day, MealKind.LUNCH, context.model.random)
            menus[index] = replace(other, name=context.text("name", "Repas de fête"))
            return {"menu": menus[index]}
    raise ImpossibleEventError("no lunch on that day")
