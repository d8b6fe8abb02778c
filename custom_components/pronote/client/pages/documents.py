"""Documents of a family (PRONOTE page 148; pages 227 and 228 for grades and skills alone).

Documents to download, the family's locker ("casier"), documents to sign, papers to hand in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from ..common import Attachment, AttachmentKind, KeyGenerator, Reference
from ..wire import Json, Record, read_attachment


class DocumentKind(StrEnum):
    """Where a document comes from."""

    SCHOOL = "school"
    """For all families, or those of a class."""
    PERSONAL = "personal"
    """About this child."""
    SUPPORT_PLAN = "support_plan"
    REPORT_CARD = "report_card"
    SKILLS_REPORT_CARD = "skills_report_card"
    FORMER_REPORT_CARD = "former_report_card"
    """Of a former school year."""
    DIPLOMA = "diploma"
    LOCKER = "locker"
    """Dropped into the family's locker."""
    SIGNED = "signed"
    """Signed by everybody, and archived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to download."""

    key: str
    name: str
    kind: DocumentKind
    category: str | None = None
    published: date | None = None
    """Day of publication, as far as the school gives it."""
    until: date | None = None
    author: str | None = None
    comment: str = ""
    period: str | None = None
    school_class: str | None = None
    read: bool | None = None
    """Whether it is marked read; None outside the locker."""
    attachment: Attachment | None = field(default=None, repr=False, compare=False)
    """The file or link in the locker; other documents are printed by PRONOTE."""
    print_request: Json | None = field(default=None, repr=False, compare=False)
    """What PRONOTE needs to print it, in the session of `ref`."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


class SignatureStatus(StrEnum):
    """How far the signature of this account is."""

    TO_SIGN = "to_sign"
    SIGNING = "signing"
    """The partner has begun."""
    SIGNED = "signed"
    REFUSED = "refused"
    EXPIRED = "expired"
    OTHER = "other"
    """Waiting for others, canceled, or of no concern to this account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """A document that the school sends to be signed at its partner."""

    key: str
    name: str
    status: SignatureStatus
    sent_on: date | None = None
    requested_by: str | None = None
    signed_on: date | None = None
    signatures: int | None = None
    """How many have signed."""
    signers: int | None = None
    """How many have to sign."""
    signer: Json | None = field(default=None, repr=False, compare=False)
    """This account among the signers, in the session of `ref`."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def waits(self) -> bool:
        """Whether this account has to sign."""
        return self.status in (SignatureStatus.TO_SIGN, SignatureStatus.SIGNING)


class Depositor(StrEnum):
    """Who handed in a paper."""

    SCHOOL = "school"
    THIS_ACCOUNT = "this_account"
    OTHER_GUARDIAN = "other_guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedPaper:
    """A paper that the school asks the family to hand in."""

    key: str
    name: str
    due: date | None = None
    message: str = ""
    may_hand_in: bool = False
    handed_in: str | None = None
    """Name of the file that was handed in."""
    handed_in_on: date | None = None
    handed_in_by: Depositor | None = None
    paper_row: Json = field(default_factory=dict, repr=False, compare=False)
    """The paper as a request names it, in the session of `ref`."""
    paper_file: Json | None = field(default=None, repr=False, compare=False)
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """All documents of a child."""

    documents: tuple[Document, ...] = ()
    to_sign: tuple[SignatureRequest, ...] = ()
    papers: tuple[RequestedPaper, ...] = ()

    def __add__(self, other: Documents) -> Documents:
        """Return the documents of both, each once."""
        return Documents(
            documents=_once(self.documents, other.documents),
            to_sign=_once(self.to_sign, other.to_sign),
            papers=_once(self.papers, other.papers),
        )


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def _once[T: _Keyed](known: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    keys = {item.key for item in known}
    return (*known, *(item for item in more if item.key not in keys))


TAB = 148
NOTES_TAB = 227
SKILLS_TAB = 228
FUNCTION = "DocumentsATelecharger"
SIGNATURE = "URLSignataire"
HAND_IN = "SaisieDocumentATelecharger"
MARK = "SaisieCasier"

_SIGN, _VIEW = 0, 1
_CREATED, _CHANGED, _DELETED = 1, 2, 3

_BIA, _DIPLOMA, _CARD, _SKILLS_CARD = 12, 11, 2, 17
_SCHOOL, _PERSONAL, _PLAN, _EXTERNAL = 29, 30, 34, 42
"""Kinds of what PRONOTE prints ("genreGenerationPDF")."""
_PRINTED = {
    DocumentKind.SCHOOL: ("listeDocuments", _SCHOOL),
    DocumentKind.PERSONAL: ("listeDocumentsMembre", _PERSONAL),
}
"""List of the documents of a kind, and what prints them."""
type CategoryNames = dict[Reference | None, str]

_OPTIONS: Json = {"portrait": True, "taillePolice": 8}
_CARD_OPTIONS: Json = {
    "portrait": True,
    "taillePolice": 6.5,
    "taillePoliceMin": 5,
    "taillePolicePied": 6.5,
    "taillePolicePiedMin": 5,
    "hauteurServiceMin": 10,
    "hauteurServiceMax": 15,
    "gererRectoVerso": False,
    "desEleves": False,
}

_DROPPED_KIND, _SIGNED_KIND = 66, 111
_MARK_READ, _MARK_UNREAD = 2, 3
_RECEIVED = 1
"""The documents that this account received, in a request about the locker."""
_LINKS = (0, 2)
"""A link, and a document of a cloud."""
_RUNNING, _ARCHIVED = 2, 5
_ACCOUNT_STATUS = {
    5: SignatureStatus.SIGNED,
    6: SignatureStatus.REFUSED,
    7: SignatureStatus.EXPIRED,
}
_ACTIVE_STATUS = {3: SignatureStatus.TO_SIGN, 4: SignatureStatus.SIGNING}


def request(tab: int) -> Json:
    """Return the data of the request for a page."""
    return {"avecNotes": tab != SKILLS_TAB, "avecCompetences": tab != NOTES_TAB}


def sign_request(item: SignatureRequest) -> Json:
    """Return the data of the request for the address where a document is signed or shown."""
    if item.waits and item.signer is not None:
        return {"typeAction": _SIGN, "signataire": item.signer}
    number = None if item.ref is None else item.ref.id
    element = {"N": number, "G": _SIGNED_KIND, "L": item.name}
    return {"typeAction": _VIEW, "document": element}


def mark_request(document: Document, ref: Reference, *, read: bool) -> Json:
    """Return the data of the request that marks a document of the locker read or unread."""
    signed = document.kind is DocumentKind.SIGNED
    element: Json = {
        "N": ref.id,
        "G": _SIGNED_KIND if signed else _DROPPED_KIND,
        "L": document.name,
    }
    return {
        "genreSaisie": _MARK_READ if read else _MARK_UNREAD,
        "typeConsultation": _RECEIVED,
        **({"document": element} if signed else {"documents": [element]}),
    }


def hand_in_request(paper: RequestedPaper, name: str, file_id: str) -> Json:
    """Return the data of the request that hands in an uploaded file, in place of a former one."""
    files: list[Json] = []
    if paper.paper_file is not None:
        files.append(paper.paper_file | {"E": _DELETED})
    files.append({"N": -1001, "G": 1, "L": name, "E": _CREATED, "idFichier": file_id})
    row = paper.paper_row | {"E": _CHANGED, "listePJ": files}
    return {"listeNaturesDocumentsAFournir": [row]}


def read(answer: Record, pupil: Json) -> Documents:
    """Read a page. `pupil` is the element of the child in requests."""
    keys = KeyGenerator()
    names = _category_names(answer)
    return Documents(
        documents=(
            *_printed(answer, DocumentKind.SCHOOL, keys, names),
            *_printed(answer, DocumentKind.PERSONAL, keys, names),
            *_plans(answer, keys, names),
            *_cards(answer, "listeBulletins", DocumentKind.REPORT_CARD, keys),
            *_cards(
                answer, "listeBilansPeriodiques", DocumentKind.SKILLS_REPORT_CARD, keys
            ),
            *_former_cards(answer, keys),
            *_diploma(answer, pupil, keys),
            *_locker(answer, keys, names),
        ),
        to_sign=tuple(_to_sign(answer, keys)),
        papers=tuple(_papers(answer, keys)),
    )


def _element(row: Record, kind: int | None = None) -> Json:
    """Return an element as PRONOTE's own page sends it back."""
    number = "0" if row.reference is None else row.reference.id
    element: Json = {"N": number}
    if (shown := row.kind if kind is None else kind) is not None:
        element["G"] = shown
    if name := row.text("L"):
        element["L"] = name
    return element


def _name(row: Record) -> str | None:
    if (name := row.text("L")) is None:
        row.log_unreadable("L")
    return name


def _printed(
    answer: Record, kind: DocumentKind, keys: KeyGenerator, names: CategoryNames
) -> Iterator[Document]:
    name, printed = _PRINTED[kind]
    for row in answer.each(name):
        if (title := _name(row)) is None or row.reference is None:
            continue
        wanted: Json = {
            "genreGenerationPDF": printed,
            "avecDepot": True,
            "document": _element(row, 0),
        }
        if context := row.record("contexte"):
            wanted["contexte"] = _element(context)
        yield _document(row, title, kind, wanted, keys, names)


def _category_names(answer: Record) -> CategoryNames:
    return {
        row.reference: name
        for row in answer.each("listeCategories")
        if row.reference is not None and (name := row.text("L"))
    }


def _document(
    row: Record,
    title: str,
    kind: DocumentKind,
    wanted: Json | None,
    keys: KeyGenerator,
    names: CategoryNames,
) -> Document:
    # A category may be given by its number only.
    category = row.label("categorie") or names.get(row.record("categorie").reference)
    published = _published(row)
    return Document(
        key=keys(kind, title, category, published),
        name=title,
        kind=kind,
        category=category,
        published=published,
        until=row.day("dateFinPublication"),
        author=row.text("LibelleDepositaire", "infoDepositaire", "expediteur"),
        comment=row.rich_text("memo", "commentaire"),
        read=None if "estNonLu" not in row else not row.flag("estNonLu"),
        print_request=wanted,
        ref=row.reference,
    )


def _published(row: Record) -> date | None:
    return row.day("dateDebutPublication", "date", "dateDebut", "dateEnvoi")


def _plans(
    answer: Record, keys: KeyGenerator, names: CategoryNames
) -> Iterator[Document]:
    for row in answer.each("listeProjetsAcc"):
        if (title := _name(row)) is None or row.reference is None:
            continue
        wanted: Json = {
            "genreGenerationPDF": _PLAN,
            "avecDepot": True,
            "projet": _element(row, 0),
            "options": _OPTIONS,
        }
        yield _document(row, title, DocumentKind.SUPPORT_PLAN, wanted, keys, names)


def _cards(
    answer: Record, name: str, kind: DocumentKind, keys: KeyGenerator
) -> Iterator[Document]:
    skills = kind is DocumentKind.SKILLS_REPORT_CARD
    for row in answer.each(name):
        period = row.record("periode")
        if (title := _name(row)) is None or period.reference is None:
            continue
        shown, school_class = period.text("L"), row.label("classe")
        wanted: Json = {
            "genreGenerationPDF": _SKILLS_CARD if skills else _CARD,
            "periode": _element(period),
            "avecCodeCompetences": False,
            "nomFichier": " - ".join(filter(None, (title, shown, school_class))),
            "options": _CARD_OPTIONS
            | (
                {"adapterHauteur": False, "avecGraphe": False}
                if skills
                else {"adapterHauteurService": False, "piedMonobloc": True}
            ),
        }
        if skills:
            wanted["avecChoixGraphe"] = True
        yield Document(
            key=keys(kind, title, shown, school_class),
            name=title,
            kind=kind,
            published=_published(row),
            period=shown,
            school_class=school_class,
            print_request=wanted,
            ref=period.reference,
        )


def _former_cards(answer: Record, keys: KeyGenerator) -> Iterator[Document]:
    for row in answer.each("listeBulletinsBIA"):
        file, ident = row.text("nomFichier"), row.raw("ident")
        period, year = row.text("libellePeriodeNotation"), row.text("libelleAnnee")
        if file is None or ident is None:
            row.log_unreadable("ident" if file else "nomFichier")
            continue
        school_class = row.text("libelleClasse")
        yield Document(
            key=keys(DocumentKind.FORMER_REPORT_CARD, year, period, school_class),
            name=" - ".join(filter(None, (row.text("L"), year))) or file,
            kind=DocumentKind.FORMER_REPORT_CARD,
            category=year,
            period=period,
            school_class=school_class,
            print_request={
                "genreGenerationPDF": _BIA,
                "avecDepot": True,
                "nomFichier": file,
                "ident": ident,
                "libellePeriodeNotation": period,
                "libelleAnnee": year,
            },
            # A row of a former year has no id.
            ref=Reference("0", answer.session),
        )


def _diploma(answer: Record, pupil: Json, keys: KeyGenerator) -> Iterator[Document]:
    row = answer.record("diplome")
    if title := row.text("L"):
        yield Document(
            key=keys(DocumentKind.DIPLOMA, title),
            name=title,
            kind=DocumentKind.DIPLOMA,
            print_request={
                "genreGenerationPDF": _DIPLOMA,
                "avecDepot": True,
                "eleve": pupil,
                "options": _OPTIONS,
            },
            ref=Reference("0", answer.session),
        )


def _locker(
    answer: Record, keys: KeyGenerator, names: CategoryNames
) -> Iterator[Document]:
    for row in answer.each("listeDocumentsCasier"):
        if (title := _name(row)) is None or row.reference is None:
            continue
        if row.kind == _SIGNED_KIND:
            yield from _signed(row, title, keys, names)
            continue
        file = row.record("documentCasier")
        document = _document(row, title, DocumentKind.LOCKER, None, keys, names)
        attachment = _locker_file(file or row, document.key)
        if attachment is not None:
            yield replace(document, attachment=attachment)


def _locker_file(row: Record, key: str) -> Attachment | None:
    """Read the file of a locker: a row without `documentCasier` is the file itself."""
    if row.kind in _LINKS:
        return read_attachment(row, key)
    return Attachment(
        key=key,
        name=row.text("L") or "document",
        kind=AttachmentKind.FILE,
        ref=row.reference,
    )


def _signed(
    row: Record, title: str, keys: KeyGenerator, names: CategoryNames
) -> Iterator[Document]:
    """Yield a signed document that is archived; others are at the partner only."""
    archive = row.record("archive")
    if row.number("etatDocument") != _ARCHIVED or not archive:
        return
    number = "0" if row.reference is None else row.reference.id
    element = {"N": number, "G": 0, "L": archive.text("L") or title}
    wanted = {
        "genreGenerationPDF": _EXTERNAL,
        "avecDepot": True,
        "document": element,
    }
    yield _document(row, title, DocumentKind.SIGNED, wanted, keys, names)


def _to_sign(answer: Record, keys: KeyGenerator) -> Iterator[SignatureRequest]:
    for row in answer.each("listeDocumentsSignatureElecASigner"):
        if (title := _name(row)) is None or row.reference is None:
            continue
        sent, signer = row.day("dateEnvoi"), row.record("signataire")
        yield SignatureRequest(
            key=keys("to_sign", title, sent),
            name=title,
            status=_status(row),
            sent_on=sent,
            requested_by=row.label("demandeur"),
            signed_on=row.day("dateSignature"),
            signatures=row.number("nombreSigne"),
            signers=row.number("nombreTotal"),
            signer=_element(signer) if signer else None,
            ref=row.reference,
        )


def _status(row: Record) -> SignatureStatus:
    own = row.number("etatSignature")
    if own in _ACTIVE_STATUS and row.number("etatDocument") != _RUNNING:
        return SignatureStatus.OTHER
    known = _ACTIVE_STATUS | _ACCOUNT_STATUS
    return known.get(-1 if own is None else own, SignatureStatus.OTHER)


def _papers(answer: Record, keys: KeyGenerator) -> Iterator[RequestedPaper]:
    for row in answer.each("listeNaturesDocumentsAFournir"):
        if (title := _name(row)) is None or row.reference is None:
            continue
        file = next(row.each("listePJ"), None)
        wanted = _element(row, 0)
        if (collected := row.number("genreDestinataireCollecte")) is not None:
            wanted["genreDestinataireCollecte"] = collected
        yield RequestedPaper(
            key=keys("to_hand_in", title),
            name=title,
            due=row.day("dateLimiteDepot"),
            message=row.rich_text("message"),
            may_hand_in=row.flag("docEditable")
            and ("docDeposableALaDate" not in row or row.flag("docDeposableALaDate")),
            handed_in=None if file is None else file.text("L") or "",
            handed_in_on=row.day("dateDepotDoc"),
            handed_in_by=None if file is None else _depositor(row),
            paper_row=wanted,
            paper_file=None if file is None else _element(file),
            ref=row.reference,
        )


def _depositor(row: Record) -> Depositor | None:
    for name, depositor in (
        ("estDeposeParEtablissement", Depositor.SCHOOL),
        ("estLeProprietaire", Depositor.THIS_ACCOUNT),
        ("estDeposeParUnAutreResponsable", Depositor.OTHER_GUARDIAN),
    ):
        if row.flag(name):
            return depositor
    return None
