"""Homework, grades and menus which change."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.school.happenings import ImpossibleHappeningError, Scene, Told, happening
from tests.school.model.homework import worksheet
from tests.school.model.menus import meal
from tests.school.model.types import Grade, GradeCode, Homework, MealKind


@happening("homework")
def homework_given(scene: Scene) -> Told:
    """For the next school day after today, unless `due` says otherwise."""
    tomorrow = scene.today + timedelta(days=1)
    default = scene.world.year.next_school_day(tomorrow)
    uid = scene.uid("homework")
    sheet = (worksheet(f"file-{uid}", "Fiche"),) if scene.details.get("file") else ()
    work = Homework(
        uid,
        scene.subject,
        scene.text("text", "<div>Revoir la leçon et finir l'exercice 5.</div>"),
        scene.world.year.clamp(scene.today),
        scene.day("due", default),
        scene.pupil.school_class.name,
        attachments=sheet,
    )
    for mate in scene.world.classmates(scene.pupil):
        mate.homework.append(work)
    return {"pupil": scene.pupil, "homework": work}


@happening("homework_changed")
def homework_changed(scene: Scene) -> Told:
    """The text of the next homework to come, of a subject if asked."""
    subject = scene.asked_subject
    ahead = [
        work
        for work in scene.pupil.homework_between(scene.today, scene.world.year.last_day)
        if subject in (None, work.subject)
    ]
    if not ahead:
        raise ImpossibleHappeningError("no homework ahead")
    text = scene.text("text", "<div>Consigne modifiée : exercices 7 et 8.</div>")
    for mate in scene.world.classmates(scene.pupil):
        mate.homework = [
            replace(work, html=text) if work.uid == ahead[0].uid else work
            for work in mate.homework
        ]
    return {"pupil": scene.pupil, "homework": replace(ahead[0], html=text)}


@happening("homework_removed")
def homework_removed(scene: Scene) -> Told:
    ahead = scene.pupil.homework_between(scene.today, scene.world.year.last_day)
    if not ahead:
        raise ImpossibleHappeningError("no homework ahead")
    for mate in scene.world.classmates(scene.pupil):
        mate.homework = [work for work in mate.homework if work.uid != ahead[0].uid]
    return {"pupil": scene.pupil, "homework": ahead[0]}


@happening("grade")
def grade_given(scene: Scene) -> Told:
    """`value` is a number, or the name of a code such as `absent`."""
    value: Decimal | GradeCode
    wished = scene.text("value", "15.5")
    if wished.upper() in GradeCode.__members__:
        value = GradeCode[wished.upper()]
    else:
        value = scene.number("value", "15.5")
    out_of = scene.number("out_of", "20")
    hidden = scene.pupil.averages_hidden
    day = scene.world.year.clamp(scene.today)
    grade = Grade(
        scene.uid("grade"),
        scene.subject,
        scene.world.period_of(day),
        day,
        scene.text("title", "Contrôle surprise"),
        value,
        out_of,
        coefficient=scene.number("coefficient", "1"),
        class_average=None if hidden else out_of * Decimal("0.6"),
        best=None if hidden else out_of,
        worst=None if hidden else out_of * Decimal("0.2"),
        remark=scene.text("remark", ""),
    )
    scene.pupil.all_grades.append(grade)
    return {"pupil": scene.pupil, "grade": grade}


@happening("grade_changed")
def grade_changed(scene: Scene) -> Told:
    """The pupil's last grade, of a subject if asked, gets another `value`."""
    grades, subject = scene.pupil.all_grades, scene.asked_subject
    known = [
        index for index, grade in enumerate(grades) if subject in (None, grade.subject)
    ]
    if not known:
        raise ImpossibleHappeningError("no grade yet")
    last = max(known, key=lambda index: grades[index].date)
    value = scene.number("value", "17.5")
    grades[last] = replace(grades[last], value=value)
    return {"pupil": scene.pupil, "grade": grades[last]}


@happening("menus_awaited")
def menus_awaited(scene: Scene) -> Told:
    """The canteen has not told yet what there is in the week of `date`."""
    monday, sunday = _week(scene)
    menus = scene.pupil.menus
    menus[:] = [menu for menu in menus if not monday <= menu.date <= sunday]
    return {"monday": monday, "meals": 0}


@happening("menus_published")
def menus_published(scene: Scene) -> Told:
    """The canteen tells what there is for lunch in the week of `date`."""
    monday, sunday = _week(scene)
    menus_awaited(scene)
    lunches = [
        meal(day, MealKind.LUNCH, scene.world.random)
        for day in scene.world.year.school_days(monday, sunday)
    ]
    scene.pupil.menus[:] = sorted(
        [*scene.pupil.menus, *lunches], key=lambda menu: menu.date
    )
    return {"monday": monday, "meals": len(lunches)}


def _week(scene: Scene) -> tuple[date, date]:
    day = scene.day("date", scene.school_day)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@happening("menu")
def menu_changed(scene: Scene) -> Told:
    """Lunch of the next school day becomes a festive one."""
    day = scene.day("date", scene.school_day)
    menus = scene.pupil.menus
    for index, menu in enumerate(menus):
        if menu.date == day and menu.meal is MealKind.LUNCH:
            other = meal(day, MealKind.LUNCH, scene.world.random)
            menus[index] = replace(other, name=scene.text("name", "Repas de fête"))
            return {"menu": menus[index]}
    raise ImpossibleHappeningError("no lunch on that day")
