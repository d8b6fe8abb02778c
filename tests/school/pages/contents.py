"""Contents of lessons, and teaching resources."""

from datetime import date

from tests.school.model.lesson_contents import Resource, resources
from tests.school.model.types import Content, Lesson, Subject
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_row
from .registry import RequestContext, page

SUBJECT = 16


def lesson_log(context: RequestContext, lesson: Lesson) -> Json:
    """Return the content of a lesson. The lesson has the same id as in the timetable."""
    subject = lesson.subject
    assert subject is not None
    row: Json = {
        "N": context.id("log", lesson.uid),
        "cours": values.element({"N": context.id("lesson", lesson.uid)}),
        "verrouille": False,
        "listeGroupes": values.element(
            [context.named("group", group, f"[{group}]") for group in lesson.groups]
        ),
        "Matiere": values.element(context.named("subject", subject.uid, subject.name)),
        "CouleurFond": subject.color,
        "listeProfesseurs": values.element(
            [context.named("teacher", name, name) for name in lesson.teachers]
        ),
        "Date": values.moment(lesson.start),
        "DateFin": values.moment(lesson.end),
        "listeContenus": values.element(
            [_content(context, subject, content) for content in lesson.contents]
        ),
        "listeElementsProgrammeCDT": values.element(
            [context.named("programme", one, one) for one in lesson.curriculum]
        ),
    }
    dues = [one.due for one in context.pupil.homework if one.lesson_uid == lesson.uid]
    if dues:
        row["dateTAF"] = values.day(min(dues))
    return row


def _content(context: RequestContext, subject: Subject, content: Content) -> Json:
    name = content.category.name.replace("_", " ").capitalize()
    category: Json = {"N": "0", "G": int(content.category)}
    if content.category:
        category = {**context.named("category", name, name), "G": category["G"]}
    return {
        **context.named("content", content.uid, content.title),
        "descriptif": values.html(content.html),
        "categorie": values.element(category),
        "parcoursEducatif": -1,
        "libelleCBTheme": "Thème",
        "ListePieceJointe": values.element(
            [
                {**attachment_row(context, one), "estUnLienInterne": False}
                for one in content.attachments
            ]
        ),
        "ListeThemes": _themes(context, subject, content.themes),
        "training": values.element({"ListeExecutionsQCM": []}),
    }


def _themes(context: RequestContext, subject: Subject, themes: tuple[str, ...]) -> Json:
    of = values.element(context.named("subject", subject.uid, subject.name))
    return values.element(
        [{**context.named("theme", theme, theme), "Matiere": of} for theme in themes]
    )


def resource_lists(context: RequestContext, first: date, last: date) -> Json:
    """Return the teaching resources of some days, with their subjects."""
    found = resources(context.pupil, first, last)
    return {
        "listeRessources": values.element([_resource(context, one) for one in found]),
        "listeMatieres": subject_list(context, {one.subject for one in found}),
    }


def subject_list(context: RequestContext, subjects: set[Subject]) -> Json:
    ordered = sorted(subjects, key=lambda subject: subject.name)
    return values.element(
        [
            {
                **context.named("subject", subject.uid, subject.name),
                "G": SUBJECT,
                "couleur": subject.color,
            }
            for subject in ordered
        ]
    )


def _resource(context: RequestContext, one: Resource) -> Json:
    period = context.school.model.period_of(one.day)
    subject = one.subject
    return {
        "G": int(one.kind),
        "ressource": values.element(
            {**attachment_row(context, one.attachment), "commentaire": ""}
        ),
        "listePeriodesNotation": values.element(
            [{"N": context.id("period", period.uid)}]
        ),
        "ListeThemes": _themes(context, subject, one.themes),
        "date": values.day(one.day),
        "matiere": values.element({"N": context.id("subject", subject.uid)}),
    }


@page("RessourcePedagogique", 99)
def teaching_resources(context: RequestContext) -> Json:
    if not context.required("avecRessourcesPronote"):
        return {
            "listeRessources": values.element([]),
            "listeMatieres": values.element([]),
        }
    year = context.school.model.year
    return resource_lists(context, year.first_day, year.last_day)
