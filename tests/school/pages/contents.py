"""What was done in lessons, and the teaching resources which stay."""

from datetime import date

from tests.school.model.lesson_contents import Resource, resources
from tests.school.model.types import Content, Lesson, Subject
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_row
from .registry import Visit, page

SUBJECT = 16


def lesson_log(visit: Visit, lesson: Lesson) -> Json:
    """What was done in a lesson; the id of the lesson is the timetable's."""
    subject = lesson.subject
    assert subject is not None
    row: Json = {
        "N": visit.id("log", lesson.uid),
        "cours": values.element({"N": visit.id("lesson", lesson.uid)}),
        "verrouille": False,
        "listeGroupes": values.element(
            [visit.named("group", group, f"[{group}]") for group in lesson.groups]
        ),
        "Matiere": values.element(visit.named("subject", subject.uid, subject.name)),
        "CouleurFond": subject.colour,
        "listeProfesseurs": values.element(
            [visit.named("teacher", name, name) for name in lesson.teachers]
        ),
        "Date": values.moment(lesson.start),
        "DateFin": values.moment(lesson.end),
        "listeContenus": values.element(
            [_content(visit, subject, content) for content in lesson.contents]
        ),
        "listeElementsProgrammeCDT": values.element(
            [visit.named("programme", one, one) for one in lesson.programme]
        ),
    }
    dues = [one.due for one in visit.pupil.homework if one.lesson_uid == lesson.uid]
    if dues:
        row["dateTAF"] = values.day(min(dues))
    return row


def _content(visit: Visit, subject: Subject, content: Content) -> Json:
    name = content.category.name.replace("_", " ").capitalize()
    category: Json = {"N": "0", "G": int(content.category)}
    if content.category:
        category = {**visit.named("category", name, name), "G": category["G"]}
    return {
        **visit.named("content", content.uid, content.title),
        "descriptif": values.html(content.html),
        "categorie": values.element(category),
        "parcoursEducatif": -1,
        "libelleCBTheme": "Thème",
        "ListePieceJointe": values.element(
            [
                {**attachment_row(visit, one), "estUnLienInterne": False}
                for one in content.attachments
            ]
        ),
        "ListeThemes": _themes(visit, subject, content.themes),
        "training": values.element({"ListeExecutionsQCM": []}),
    }


def _themes(visit: Visit, subject: Subject, themes: tuple[str, ...]) -> Json:
    of = values.element(visit.named("subject", subject.uid, subject.name))
    return values.element(
        [{**visit.named("theme", theme, theme), "Matiere": of} for theme in themes]
    )


def resource_lists(visit: Visit, first: date, last: date) -> Json:
    """The teaching resources of some days, and the subjects they are of."""
    found = resources(visit.pupil, first, last)
    return {
        "listeRessources": values.element([_resource(visit, one) for one in found]),
        "listeMatieres": subject_list(visit, {one.subject for one in found}),
    }


def subject_list(visit: Visit, subjects: set[Subject]) -> Json:
    ordered = sorted(subjects, key=lambda subject: subject.name)
    return values.element(
        [
            {
                **visit.named("subject", subject.uid, subject.name),
                "G": SUBJECT,
                "couleur": subject.colour,
            }
            for subject in ordered
        ]
    )


def _resource(visit: Visit, one: Resource) -> Json:
    period = visit.school.world.period_of(one.day)
    subject = one.subject
    return {
        "G": int(one.kind),
        "ressource": values.element(
            {**attachment_row(visit, one.attachment), "commentaire": ""}
        ),
        "listePeriodesNotation": values.element(
            [{"N": visit.id("period", period.uid)}]
        ),
        "ListeThemes": _themes(visit, subject, one.themes),
        "date": values.day(one.day),
        "matiere": values.element({"N": visit.id("subject", subject.uid)}),
    }


@page("RessourcePedagogique", 99)
def teaching_resources(visit: Visit) -> Json:
    if not visit.asked("avecRessourcesPronote"):
        return {
            "listeRessources": values.element([]),
            "listeMatieres": values.element([]),
        }
    year = visit.school.world.year
    return resource_lists(visit, year.first_day, year.last_day)
