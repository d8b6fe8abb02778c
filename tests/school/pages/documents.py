"""DocumentsATelecharger: documents to read, sign or hand in, with their writes."""

from dataclasses import replace
from datetime import date
from secrets import token_urlsafe

from tests.school.model.documents import (
    Document,
    DocumentState,
    RequestedPaper,
    SignatureRequest,
    SignatureState,
)
from tests.school.model.people import Pupil
from tests.school.model.types import AttachmentKind
from tests.school.wire import values
from tests.school.wire.errors import access_denied, impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .writes import (
    CREATION,
    DELETION,
    MODIFICATION,
    Change,
    WriteRefusedError,
    uploaded,
    write,
)

DOCUMENTS, OF_GRADES, OF_SKILLS = 148, 227, 228
DROPPED, TO_SIGN = 66, 111
"""Kinds: document in the locker, document to sign."""
SIGN, VIEW = 0, 1
MARK_READ, MARK_UNREAD = 2, 3
RECEIVED = 1
NEVER_LISTED = ("listeBilansPeriodiques", "listeProjetsAcc")


@page("DocumentsATelecharger", DOCUMENTS, OF_GRADES, OF_SKILLS)
def to_download(context: RequestContext) -> Json:
    """Return published report cards, documents by category, and the family's locker."""
    pupil = context.pupil
    papers = pupil.papers
    with_grades = context.data.get("avecNotes")
    listed = [*pupil.documents, *papers.personal, *pupil.locker, *papers.signed]
    return {
        "listeBulletins": values.element(_cards(context, pupil) if with_grades else []),
        "listeBulletinsBIA": values.element(
            _former_cards(pupil) if with_grades else []
        ),
        "listeDocuments": values.element(
            [_row(context, one) for one in pupil.documents]
        ),
        "listeDocumentsMembre": values.element(
            [_row(context, one) for one in papers.personal]
        ),
        "listeDocumentsCasier": values.element(
            [
                *(_dropped(context, one) for one in pupil.locker),
                *(_archived(context, one) for one in papers.signed),
            ]
        ),
        "listeDocumentsSignatureElecASigner": values.element(
            [_to_sign(context, one) for one in papers.to_sign]
        ),
        "listeNaturesDocumentsAFournir": values.element(
            [_requested(context, one) for one in papers.requested]
        ),
        "listeCategories": _categories(context, listed),
        **{name: values.element([]) for name in NEVER_LISTED},
    }


def _cards(context: RequestContext, pupil: Pupil) -> list[Json]:
    return [
        {
            **context.named("report", card.uid, "Bulletin"),
            "date": values.day(card.published),
            "periode": values.element(
                context.named("period", card.period.uid, card.period.name)
            ),
            "classe": values.element(
                context.named("class", pupil.school_class.uid, pupil.school_class.name)
            ),
        }
        for card in pupil.report_cards
    ]


def _former_cards(pupil: Pupil) -> list[Json]:
    return [
        {
            "L": card.name,
            "nomFichier": f"{card.name}.pdf",
            "ident": card.ident,
            "libellePeriodeNotation": card.period,
            "libelleAnnee": card.year,
            "libelleClasse": card.school_class,
            "annee": int(card.year[:4]),
        }
        for card in pupil.papers.former_cards
    ]


def _categories(context: RequestContext, documents: list[Document]) -> Json:
    names = dict.fromkeys(one.category for one in documents)
    return values.element([context.named("category", name, name) for name in names])


def _row(context: RequestContext, one: Document) -> Json:
    """Return the row of a document printed by PRONOTE."""
    return {
        **context.named("document", one.attachment.uid, one.attachment.name),
        "dateDebutPublication": values.day(one.date),
        "categorie": values.element(
            context.named("category", one.category, one.category)
        ),
        **({"memo": one.comment} if one.comment else {}),
    }


def _dropped(context: RequestContext, one: Document) -> Json:
    """Return the row of a document in the locker, with its file or its link."""
    file = one.attachment
    element: Json = {**context.named("document", file.uid, file.name), "G": file.kind}
    if file.kind is AttachmentKind.LINK:
        element["url"] = file.url
    return {
        **context.named("dropped", f"dropped-{file.uid}", file.name),
        "G": DROPPED,
        "date": values.day(one.date),
        "documentCasier": values.element(element),
        "categorie": values.element(
            context.named("category", one.category, one.category)
        ),
        "LibelleDepositaire": one.author,
        "memo": one.comment,
        "estNonLu": not one.read,
    }


def _archived(context: RequestContext, one: Document) -> Json:
    """Return the row of a document signed by everyone."""
    file = one.attachment
    return {
        **context.named("document", file.uid, file.name),
        "G": TO_SIGN,
        "etatDocument": DocumentState.ARCHIVED,
        "etatSignature": SignatureState.SIGNED,
        "dateEnvoi": values.day(one.date),
        "archive": values.element({"L": f"{file.name}.pdf", "G": 1}),
        "categorie": values.element(
            context.named("category", one.category, one.category)
        ),
        "estNonLu": not one.read,
    }


def _to_sign(context: RequestContext, one: SignatureRequest) -> Json:
    row: Json = {
        **context.named("to_sign", one.uid, one.name),
        "G": TO_SIGN,
        "etatDocument": one.document_state,
        "etatSignature": one.state,
        "typeRole": 1,
        "dateEnvoi": values.day(one.sent),
        "demandeur": values.element({"L": one.requested_by}),
        "nombreTotal": one.signers,
        "nombreSigne": one.signatures,
        "signataire": values.element(
            {**context.named("signer", one.uid, context.account.name), "G": 110}
        ),
    }
    if one.signed is not None:
        row["dateSignature"] = values.day(one.signed)
    return row


def _open(context: RequestContext, one: RequestedPaper) -> bool:
    return context.school.clock().date() <= one.due


def _requested(context: RequestContext, one: RequestedPaper) -> Json:
    files: list[Json] = []
    if one.file is not None:
        name = context.named("handed_in", one.file.uid, one.file.name)
        files.append({**name, "G": AttachmentKind.FILE})
    row: Json = {
        **context.named("paper_nature", one.uid, one.name),
        "genreDestinataireCollecte": one.collected_from,
        "dateLimiteDepot": values.day(one.due),
        "docConsultable": True,
        "docEditable": context.account.may_hand_in_papers,
        "docDeposableALaDate": _open(context, one),
        "avecDepotAutorise": _open(context, one),
        "message": one.message,
        "listePJ": values.element(files),
    }
    if one.handed_in is not None:
        row["dateDepotDoc"] = values.day(one.handed_in)
        row["estLeProprietaire"] = one.handed_in_by == context.account.key
        row["estDeposeParUnAutreResponsable"] = not row["estLeProprietaire"]
    return row


@page("SaisieDocumentATelecharger", DOCUMENTS)
def hand_in(context: RequestContext) -> Answer:
    """Store a document of the family, replacing the previous one."""
    rows = values.plain(context.required("listeNaturesDocumentsAFournir"))
    return write(lambda: [_handed_in(context, row) for row in rows])


def _handed_in(context: RequestContext, row: Json) -> Change:
    uid = context.session.ids.resolve(values.field(row, "N"), "paper_nature")
    papers = context.pupil.papers.requested
    old = next((one for one in papers if one.uid == uid), None)
    if old is None or values.field(row, "E") != MODIFICATION:
        raise impossible_page()
    if not context.account.may_hand_in_papers:
        raise access_denied()
    if not _open(context, old):
        raise WriteRefusedError("La date limite de dépôt est dépassée.")
    if values.field(row, "genreDestinataireCollecte") != old.collected_from:
        raise impossible_page()
    files = values.plain(values.field(row, "listePJ"))
    deleted = [one for one in files if one.get("E") == DELETION]
    created = [one for one in files if one.get("E") == CREATION]
    if bool(deleted) is not (old.file is not None) or len(created) > 1:
        raise impossible_page()
    for one in deleted:
        context.session.ids.resolve(one["N"], "handed_in")
    today: date | None = context.school.clock().date()
    file, by = None, None
    if created:
        number = len(context.session.uploads)
        file = uploaded(context, created[0], f"handed-in-{uid}-{number}")
        by = context.account.key
    else:
        today = None

    def change() -> None:
        papers[papers.index(old)] = replace(
            old, file=file, handed_in=today, handed_in_by=by
        )

    return change


@page("SaisieCasier", DOCUMENTS, OF_GRADES, OF_SKILLS)
def mark(context: RequestContext) -> Answer:
    """Mark documents of the locker, or one that is signed, read or unread."""
    action = context.required("genreSaisie")
    if action not in (MARK_READ, MARK_UNREAD):
        raise impossible_page()
    if context.required("typeConsultation") != RECEIVED:
        raise impossible_page()
    pupil, read = context.pupil, action == MARK_READ
    if "documents" in context.data:
        rows = values.plain(context.required("documents"))
        changes = [_marked(context, row, pupil.locker, DROPPED, read) for row in rows]
    else:
        row = context.required("document")
        changes = [_marked(context, row, pupil.papers.signed, TO_SIGN, read)]
    return write(lambda: changes)


def _marked(
    context: RequestContext, row: Json, known: list[Document], kind: int, read: bool
) -> Change:
    if values.field(row, "G") != kind:
        raise impossible_page()
    name, prefix = ("dropped", "dropped-") if kind == DROPPED else ("document", "")
    uid = context.session.ids.resolve(values.field(row, "N"), name).removeprefix(prefix)
    old = next((one for one in known if one.attachment.uid == uid), None)
    if old is None or values.field(row, "L") != old.attachment.name:
        raise impossible_page()

    def change() -> None:
        known[known.index(old)] = replace(old, read=read)

    return change


@page("URLSignataire", DOCUMENTS)
def signature_address(context: RequestContext) -> Json:
    """Return the address at the partner to sign or read a document."""
    if not context.account.may_sign:
        raise access_denied()
    action = context.required("typeAction")
    ids = context.session.ids
    if action == SIGN:
        signer = context.required("signataire")
        uid = ids.resolve(values.field(signer, "N"), "signer")
    elif action == VIEW:
        uid = ids.resolve(values.field(context.required("document"), "N"), "to_sign")
    else:
        raise impossible_page()
    one = next((x for x in context.pupil.papers.to_sign if x.uid == uid), None)
    if one is None:
        raise impossible_page()
    if one.state is SignatureState.EXPIRED:
        return {"message": "Le délai de signature est dépassé."}
    what = "sign" if action == SIGN else "view"
    return {"url": f"https://signature.exemple.fr/{what}?token={token_urlsafe(12)}"}
