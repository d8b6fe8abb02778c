"""DocumentsATelecharger and Casier: papers which the school leaves to a family."""

from tests.school.model.documents import Document
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_row
from .registry import RequestContext, page

RECEIVED = 0


@page("DocumentsATelecharger", 227)
def to_download(context: RequestContext) -> Json:
    """Published report cards, and papers sorted by category."""
    pupil = context.pupil
    with_grades = context.data.get("avecNotes")
    cards = [
        {
            **context.named("report", card.uid, f"Bulletin {card.period.name}"),
            "date": values.day(card.published),
            "periode": values.element(
                context.named("period", card.period.uid, card.period.name)
            ),
        }
        for card in pupil.report_cards
        if with_grades
    ]
    empty = ("listeBulletinsBIA", "listeBilansPeriodiques", "listeDocumentsMembre")
    return {
        "listeBulletins": values.element(cards),
        "listeDocuments": values.element(
            [_row(context, one) for one in pupil.documents]
        ),
        "listeCategories": _categories(context, pupil.documents),
        **{name: values.element([]) for name in empty},
    }


@page("Casier", 148)
def locker(context: RequestContext) -> Json:
    """What was dropped into the family's locker; nothing was sent by it."""
    received = context.required("genreRequeteCasier") == RECEIVED
    papers = context.pupil.locker if received else []
    return {
        "categories": _categories(context, papers),
        "listeDocuments": values.element([_row(context, one) for one in papers]),
    }


def _categories(context: RequestContext, documents: list[Document]) -> Json:
    names = dict.fromkeys(one.category for one in documents)
    return values.element([context.named("category", name, name) for name in names])


def _row(context: RequestContext, one: Document) -> Json:
    return {
        **attachment_row(context, one.attachment),
        "date": values.day(one.date),
        "categorie": values.element(
            context.named("category", one.category, one.category)
        ),
        "commentaire": one.comment,
        "expediteur": one.author,
        "estLu": one.read,
    }
