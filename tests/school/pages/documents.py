"""DocumentsATelecharger and Casier: papers which the school leaves to a family."""

from tests.school.model.documents import Document
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_row
from .registry import Visit, page

RECEIVED = 0


@page("DocumentsATelecharger", 227)
def to_download(visit: Visit) -> Json:
    """Published report cards, and papers sorted by category."""
    pupil = visit.pupil
    with_grades = visit.data.get("avecNotes")
    cards = [
        {
            **visit.named("report", card.uid, f"Bulletin {card.period.name}"),
            "date": values.day(card.published),
            "periode": values.element(
                visit.named("period", card.period.uid, card.period.name)
            ),
        }
        for card in pupil.report_cards
        if with_grades
    ]
    empty = ("listeBulletinsBIA", "listeBilansPeriodiques", "listeDocumentsMembre")
    return {
        "listeBulletins": values.element(cards),
        "listeDocuments": values.element([_row(visit, one) for one in pupil.documents]),
        "listeCategories": _categories(visit, pupil.documents),
        **{name: values.element([]) for name in empty},
    }


@page("Casier", 148)
def locker(visit: Visit) -> Json:
    """What was dropped into the family's locker; nothing was sent by it."""
    received = visit.asked("genreRequeteCasier") == RECEIVED
    papers = visit.pupil.locker if received else []
    return {
        "categories": _categories(visit, papers),
        "listeDocuments": values.element([_row(visit, one) for one in papers]),
    }


def _categories(visit: Visit, documents: list[Document]) -> Json:
    names = dict.fromkeys(one.category for one in documents)
    return values.element([visit.named("category", name, name) for name in names])


def _row(visit: Visit, one: Document) -> Json:
    return {
        **attachment_row(visit, one.attachment),
        "date": values.day(one.date),
        "categorie": values.element(
            visit.named("category", one.category, one.category)
        ),
        "commentaire": one.comment,
        "expediteur": one.author,
        "estLu": one.read,
    }
