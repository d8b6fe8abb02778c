"""Documents which the school gives to download, to sign or to hand in, or drops into a locker."""

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
    """A report card of a former school year, which is kept as a file."""

    ident: str
    name: str
    period: str
    school_class: str
    year: str


class SignatureState(IntEnum):
    """The `etatSignature` of a signer."""

    WAITING = 2
    TO_SIGN = 3
    RUNNING = 4
    SIGNED = 5
    REFUSED = 6
    EXPIRED = 7


class DocumentState(IntEnum):
    """The `etatDocument` of a document to sign."""

    RUNNING = 2
    CANCELED = 3
    FINISHED = 4
    ARCHIVED = 5


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """A document which is signed at a partner of the school."""

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
    """A paper which the family hands in; `collected_from` is 2 for the parents."""

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
    """What page 148 shows of a pupil beside documents and locker."""

    personal: list[Document] = field(default_factory=list)
    former_cards: list[FormerCard] = field(default_factory=list)
    to_sign: list[SignatureRequest] = field(default_factory=list)
    signed: list[Document] = field(default_factory=list)
    requested: list[RequestedPaper] = field(default_factory=list)
