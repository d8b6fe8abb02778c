"""Documents to download, sign, hand in, or read in the locker."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from .types import Attachment


@dataclass(frozen=True, slots=True)
class Document:
    attachment: Attachment
    category: str
    date: date
    comment: str = ""
    author: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class FormerCard:
    """Report card of a former school year, kept as a file."""

    ident: str
    name: str
    period: str
    school_class: str
    year: str


class SignatureState(IntEnum):
    """Values of `etatSignature` of a signer."""

    WAITING = 2
    TO_SIGN = 3
    RUNNING = 4
    SIGNED = 5
    REFUSED = 6
    EXPIRED = 7


class DocumentState(IntEnum):
    """Values of `etatDocument` of a document to sign."""

    RUNNING = 2
    CANCELED = 3
    FINISHED = 4
    ARCHIVED = 5


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """Document that is signed on the site of a partner."""

    uid: str
    name: str
    sent: date
    requested_by: str
    state: SignatureState = SignatureState.TO_SIGN
    document_state: DocumentState = DocumentState.RUNNING
    signed: date | None = None
    signatures: int = 0
    signers: int = 2


@dataclass(frozen=True, slots=True)
class RequestedPaper:
    """Document that the family hands in. `collected_from` is 2 for the parents."""

    uid: str
    name: str
    due: date
    collected_from: int = 2
    message: str = ""
    file: Attachment | None = None
    handed_in: date | None = None
    handed_in_by: str | None = None


@dataclass(slots=True, eq=False)
class FamilyPapers:
    """Content of page 148 of a pupil, besides documents and locker."""

    personal: list[Document] = field(default_factory=list)
    former_cards: list[FormerCard] = field(default_factory=list)
    to_sign: list[SignatureRequest] = field(default_factory=list)
    signed: list[Document] = field(default_factory=list)
    requested: list[RequestedPaper] = field(default_factory=list)
