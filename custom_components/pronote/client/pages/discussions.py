"""Discussions (PRONOTE page 131, "Messagerie")."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
import html
from typing import Any

from ..common import Attachment, KeyGenerator, Reference
from ..rich_text import safe_html
from ..wire import Json, Record, read_attachments


class Folder(StrEnum):
    """Folder of a discussion."""

    INBOX = "inbox"
    ARCHIVE = "archive"
    SENT = "sent"
    DRAFTS = "drafts"
    TRASH = "bin"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """A conversation, or a single message."""

    key: str
    subject: str | None = None
    creator: str | None = None
    recipients: str | None = None
    """Participants, in the school's words."""
    messages: int = 0
    unread: int = 0
    closed: bool = False
    closable: bool = False
    """Whether the account may close it, as far as its row says."""
    reopenable: bool = False
    may_mark: bool = True
    """Whether it can be marked read or unread, archived and deleted: not one of another person."""
    may_leave: bool = False
    """Whether the account may leave it and rejoin it."""
    left: bool = False
    """Whether the account left it."""
    may_rename: bool = False
    draft: bool = False
    folders: frozenset[Folder] = frozenset()
    labels: tuple[str, ...] = ()
    last_activity_text: str | None = None
    """Time of the last activity, in the school's words ("hier 14h05")."""
    last_activity: datetime | None = None
    refs: tuple[Reference, ...] = field(default=(), repr=False, compare=False)
    """References by which requests identify the discussion."""
    message_ref: Reference | None = field(default=None, repr=False, compare=False)
    """Reference of its row, by which a discussion of another person is read."""
    participants_ref: Reference | None = field(default=None, repr=False, compare=False)
    last_ref: Reference | None = field(default=None, repr=False, compare=False)
    """Reference of its last message, by which it is renamed and left."""

    @property
    def only_draft(self) -> bool:
        """Whether it is the draft of a new discussion, not sent yet."""
        return Folder.DRAFTS in self.folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a discussion."""

    key: str
    author: str | None = None
    mine: bool = False
    recipients: str | None = None
    sent_at: datetime | None = None
    text: str = ""
    html: str = ""
    """The text as sanitized HTML."""
    read: bool = True
    private: bool = False
    """Whether only some participants can read it."""
    forwarded: tuple[Message, ...] = ()
    """Forwarded messages."""
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All attachments, those of forwarded messages included."""
        passed_on = (file for other in self.forwarded for file in other.files)
        return (*self.attachments, *passed_on)


class ReplyMode(IntEnum):
    """Recipients of a reply."""

    SENDER = 0
    """The author of the last message."""
    ALL = 1
    """All participants."""
    FOLLOW_UP = 2
    """The recipients of the account's own message, once more."""
    ALL_BUT_FAMILIES = 3
    FOLLOW_UP_BUT_FAMILIES = 4


_WITH_FAMILIES = {
    ReplyMode.ALL_BUT_FAMILIES: ReplyMode.ALL,
    ReplyMode.FOLLOW_UP_BUT_FAMILIES: ReplyMode.FOLLOW_UP,
}
"""A reply that leaves out families may also include them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft of a reply, or of a new discussion."""

    text: str = ""
    ref: Reference | None = field(default=None, repr=False, compare=False)
    content: str = field(default="", repr=False, compare=False)
    """The text as PRONOTE stores it."""
    possession: Reference | None = field(default=None, repr=False, compare=False)
    """Reference by which the draft is deleted."""
    attachments: tuple[Attachment, ...] = ()
    """Files that are sent with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The messages of a discussion, oldest first."""

    discussion: Discussion
    messages: tuple[Message, ...] = ()
    draft: Draft | None = None
    reply_modes: tuple[ReplyMode, ...] = ()
    """Possible replies, to the fewest people first; empty if the discussion is closed."""
    reply_to: Json = field(default_factory=dict, repr=False, compare=False)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All attachments of the messages and of the draft."""
        drafted = () if self.draft is None else self.draft.attachments
        return (*(x for message in self.messages for x in message.files), *drafted)

    @property
    def can_reply(self) -> bool:
        """Whether a reply is possible."""
        return bool(self.reply_modes and self.reply_to)


TAB = 131
LIST = "ListeMessagerie"
READ = "ListeMessages"
WRITE = "SaisieMessage"

_FOLDERS = {
    1: Folder.INBOX,
    2: Folder.ARCHIVE,
    3: Folder.SENT,
    4: Folder.DRAFTS,
    5: Folder.TRASH,
    6: Folder.REPORTED,
}
_NEW = -1001
_SEND: Json = {"N": 0, "G": int(ReplyMode.SENDER)}
"""The button that sends a new message."""


# --- requests


def list_request(*, unread_only: bool = False) -> Json:
    """Return the data of the request for the discussions."""
    return {
        "avecMessage": True,
        "avecLu": not unread_only,
        "possessionMessageDiscussionUnique": None,
    }


def read_request(discussion: Discussion, *, mark_read: bool) -> Json:
    """Return the data of the request for all messages of a discussion."""
    request: Json = {
        "listePossessionsMessages": _named(discussion.refs),
        "marquerCommeLu": mark_read and discussion.may_mark,
        "nbMessagesVus": 0,
    }
    if not discussion.may_mark and discussion.message_ref is not None:
        request["message"] = {"N": discussion.message_ref.id}
        request["estNonPossede"] = True
    return request


def message_content(text: str, *, advanced: bool) -> Json | str:
    """Return a text as message content.

    Accounts without the right to rich text must send plain text.
    """
    if not advanced:
        return text
    lines = "".join(f"<div>{html.escape(line)}</div>" for line in text.splitlines())
    return {"_T": 21, "V": lines}


def create_request(
    subject: str, text: Json | str, recipients: list[Json], files: list[Json]
) -> Json:
    """Return the data of the request that begins a discussion."""
    return {
        "bouton": _SEND,
        "genreDiscussion": 0,
        "estCreationCarnetLiaison": False,
        "objet": subject,
        "contenu": text,
        "listeDestinataires": recipients,
        "listeFichiers": files,
    }


def send_draft_request(
    thread: Thread, text: Json | str, recipients: list[Json]
) -> Json:
    """Return the data of the request that begins a discussion with a draft."""
    request = create_request(thread.discussion.subject or "", text, recipients, [])
    return request | _draft(thread.draft)


def reply_request(
    thread: Thread, reply_mode: ReplyMode, text: Json | str, files: list[Json]
) -> Json:
    """Return the data of the request that replies to a discussion, and sends its draft if it has one."""
    return {
        "messagePourReponse": thread.reply_to,
        "contenu": text,
        "bouton": {"N": 0, "G": int(reply_mode)},
        "genreDiscussion": 0,
        "estCreationCarnetLiaison": False,
        "listeFichiers": files,
        **_draft(thread.draft),
    }


def save_draft_request(thread: Thread, text: Json | str, files: list[Json]) -> Json:
    """Return the data of the request that saves a draft of a reply.

    A known draft keeps its files; those of the request are added.
    """
    return {
        "commande": "brouillon",
        "messagePourReponse": thread.reply_to,
        "objet": "",
        "contenu": text,
        "listeDestinataires": [],
        "listeFichiers": files,
        **_draft(thread.draft),
    }


def first_draft_request(
    subject: str, text: Json | str, recipients: list[Json], files: list[Json]
) -> Json:
    """Return the data of the request that saves the first message of a discussion as a draft."""
    return {
        "commande": "brouillon",
        "objet": subject,
        "contenu": text,
        "listeDestinataires": recipients,
        "listeFichiers": files,
    }


def file_entry(number: int, name: str, file_id: str) -> Json:
    """Return the entry of an uploaded file in a message."""
    return {
        "N": _NEW - number,
        "E": 1,
        "G": 1,
        "L": name,
        "idFichier": file_id,
        "nomFichier": name,
    }


def _draft(draft: Draft | None) -> Json:
    """Return the field that names a known draft; a first one has no id to name."""
    if draft is None or draft.ref is None:
        return {}
    return {"brouillon": {"N": draft.ref.id, "E": 2}}


def command_request(name: str, refs: Sequence[Reference], **details: bool) -> Json:
    """Return the data of a command on whole discussions."""
    return {
        "commande": name,
        "listePossessionsMessages": _named(refs),
        **details,
    }


def leave_request(last: Reference, *, left: bool) -> Json:
    """Return the data of the command that leaves or rejoins a discussion.

    `left` is the present state, which the command changes.
    """
    return {
        "commande": "entrerSortirDiscussion",
        "possessionMessage": {"N": last.id},
        "estSorti": left,
    }


def rename_request(last: Reference, subject: str) -> Json:
    """Return the data of the command that changes the subject of a discussion."""
    return {
        "commande": "modificationObjetDiscussion",
        "possessionMessage": {"N": last.id},
        "objet": subject,
    }


def _named(refs: Sequence[Reference]) -> list[Json]:
    return [{"N": ref.id} for ref in refs]


# --- reading


def read_list(answer: Record, *, on_home_page: bool = False) -> list[Discussion]:
    """Read the discussions, in the school's order (latest first).

    The home page lists nothing else, and may leave out by what requests identify them.
    """
    folders = {
        label.reference: (label.kind, label.text("L"))
        for label in answer.each("listeEtiquettes")
    }
    keys = KeyGenerator()
    return [
        discussion
        for row in answer.each("listeMessagerie")
        # Below a discussion, the list also holds its messages, and the exchanges among a part of
        # the participants. The discussion contains and counts them: they are no further ones.
        if (row.flag("estUneDiscussion") or on_home_page)
        and not row.number("profondeur")
        and (discussion := _discussion(row, folders, keys, named=not on_home_page))
        is not None
    ]


def _discussion(
    row: Record,
    labels: dict[Reference | None, tuple[int | None, str | None]],
    keys: KeyGenerator,
    *,
    named: bool,
) -> Discussion | None:
    """Read a row. Without the references of a `named` one return None."""
    refs = tuple(
        ref.reference
        for ref in row.each("listePossessionsMessages")
        if ref.reference is not None
    )
    may_mark = not row.flag("estNonPossede")
    message_ref = row.reference if _exists(row) else None
    if named and not refs and (may_mark or message_ref is None):
        row.log_unreadable("listePossessionsMessages")
        return None
    # A label that the list of labels does not contain may say itself what it is.
    worn = [
        labels.get(label.reference, (label.kind, label.text("L")))
        for label in row.each("listeEtiquettes")
    ]
    subject, creator = row.text("objet"), row.text("initiateur")
    recipients = row.text("public")
    return Discussion(
        key=keys(subject, creator, recipients),
        subject=subject,
        creator=creator,
        recipients=recipients,
        messages=row.number("nombreMessages") or 1,
        unread=row.number("nbNonLus") or int(row.is_denied("lu")),
        closed=row.flag("ferme"),
        closable=row.flag("fermable"),
        reopenable=row.flag("ouvrable"),
        may_mark=may_mark,
        may_leave=row.flag("avecIODicussion"),
        left=row.flag("estSorti"),
        may_rename=row.flag("avecModifObjet"),
        draft=bool(row.number("nbBrouillons")),
        folders=_folders(row, {kind for kind, _ in worn}),
        labels=tuple(name for kind, name in worn if name and kind not in _FOLDERS),
        last_activity_text=row.text("libelleDate"),
        last_activity=row.moment("dateActivite"),
        refs=refs,
        message_ref=message_ref,
        participants_ref=row.record("messagePourParticipants").reference,
        last_ref=row.record("dernierPossessionMessage").reference,
    )


def _folders(row: Record, labels: set[int | None]) -> frozenset[Folder]:
    """Return the folders of a discussion.

    It is among the drafts if it consists of drafts only, which its messages include.
    """
    folders = {_FOLDERS[kind] for kind in labels if kind in _FOLDERS}
    drafts, messages = row.number("nbBrouillons"), row.number("nombreMessages")
    if drafts and messages:
        folders.discard(Folder.DRAFTS)
        if drafts >= messages:
            folders.add(Folder.DRAFTS)
    return frozenset(folders)


def read_thread(answer: Record, discussion: Discussion) -> Thread:
    """Read the messages of a discussion."""
    keys = KeyGenerator()
    # The list is newest first. The order of messages of the same minute is kept.
    messages = [
        _message(row, keys)
        for row in reversed(list(answer.each("listeMessages")))
        if not row.flag("brouillon")
    ]
    draft = answer.record("brouillon")
    reply_to = answer.record("messagePourReponse")
    return Thread(
        discussion=discussion,
        messages=tuple(
            sorted(messages, key=lambda m: m.sent_at.timestamp() if m.sent_at else 0.0)
        ),
        draft=_read_draft(draft) if draft else None,
        reply_modes=_reply_modes(answer),
        reply_to={"N": reply_to.raw("N"), "G": reply_to.kind or 0}
        if _exists(reply_to)
        else {},
    )


def _exists(element: Record) -> bool:
    """Return whether an element has an id. 0 means none."""
    return element.text("N") not in (None, "0")


def _reply_modes(answer: Record) -> tuple[ReplyMode, ...]:
    offered = {
        ReplyMode(row.kind)
        for row in answer.each("listeBoutons")
        if row.kind is not None and row.kind in set(ReplyMode)
    }
    offered |= {_WITH_FAMILIES[mode] for mode in offered & _WITH_FAMILIES.keys()}
    return tuple(mode for mode in _FEWEST_FIRST if mode in offered)


_FEWEST_FIRST = (
    ReplyMode.SENDER,
    ReplyMode.FOLLOW_UP_BUT_FAMILIES,
    ReplyMode.ALL_BUT_FAMILIES,
    ReplyMode.FOLLOW_UP,
    ReplyMode.ALL,
)


def _read_draft(draft: Record) -> Draft:
    content: Any = draft.raw("contenu")
    return Draft(
        text=_text(draft),
        content=content if isinstance(content, str) else "",
        ref=draft.reference,
        possession=draft.record("possessionMessage").reference or draft.reference,
        attachments=read_attachments(draft, "listeDocumentsJoints", "draft"),
    )


def _message(row: Record, keys: KeyGenerator) -> Message:
    author, text, at = row.text("public_gauche"), _text(row), row.moment("date")
    rich = row.flag("estHTML")
    key = keys(at, author, text)
    return Message(
        key=key,
        author=author,
        mine=row.flag("emetteur"),
        recipients=row.text("public_droite"),
        sent_at=at,
        text=text,
        html=safe_html(row.raw("contenu")) if rich else "",
        read=not row.is_denied("lu"),
        private=row.flag("estUnAparte"),
        forwarded=tuple(
            _message(other, keys) for other in row.each("listeMessagesPourContexte")
        ),
        attachments=read_attachments(row, "listeDocumentsJoints", key),
        ref=row.reference,
    )


def _text(row: Record) -> str:
    """Return the text of a message. Only rich text is unescaped."""
    value: Any = row.raw("contenu")
    if row.flag("estHTML") or row.is_typed("contenu"):
        return row.rich_text("contenu")
    return value.strip() if isinstance(value, str) else ""
