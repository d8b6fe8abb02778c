"""DocumentsATelecharger: papers which the school leaves to a family."""

from tests.school.model.documents import Document
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_row
from .registry import RequestContext, page

DOCUMENTS, OF_GRADES, OF_SKILLS = 148, 227, 228
DROPPED = 66
"""The kind of a paper which was dropped into the locker."""
EMPTY = (
    "listeBilansPeriodiques",
    "listeBulletinsBIA",
    "listeDocumentsMembre",
    "listeDocumentsSignatureElecASigner",
    "listeNaturesDocumentsAFournir",
    "listeProjetsAcc",
)


@page("DocumentsATelecharger", DOCUMENTS, OF_GRADES, OF_SKILLS)
def to_download(context: RequestContext) -> Json:
    """Published report cards, papers sorted by category, and those in the family's locker."""
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
    return {
        "listeBulletins": values.element(cards),
        "listeDocuments": values.element(
            [_row(context, one) for one in pupil.documents]
        ),
        "listeDocumentsCasier": values.element(
            [{**_row(context, one), "G": DROPPED} for one in pupil.locker]
        ),
        "listeCategories": _categories(context, [*pupil.documents, *pupil.locker]),
        **{name: values.element([]) for name in EMPTY},
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
