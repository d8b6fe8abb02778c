"""Discussions: messages, and the copies of each message in the mailboxes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, IntEnum

from .types import Attachment


class PersonKind(IntEnum):
    TEACHER = 3
    PUPIL = 4
    PARENT = 5
    STAFF = 34


@dataclass(frozen=True, slots=True)
class MailRights:
    """Messaging rights of an account. `rich` is the editor with styles."""

    open: bool = True
    may_start: bool = True
    rich: bool = False
    kinds: frozenset[PersonKind] = frozenset({PersonKind.TEACHER, PersonKind.STAFF})


@dataclass(frozen=True, slots=True)
class Person:
    """User of the mailboxes. `refusal` is why this person receives no messages, if any."""

    uid: str
    name: str
    kind: PersonKind
    function: str = ""
    classes: frozenset[str] = frozenset()
    subjects: tuple[str, ...] = ()
    head_of: str = ""
    email: str = ""
    refusal: str = ""


class MailRefusedError(ValueError):
    """Error for a refused write to the mailbox."""


class ForbiddenError(MailRefusedError):
    """Error for a write that the account or the discussion does not allow."""


class RecipientRefusesError(MailRefusedError):
    """Error for a recipient who does not receive messages."""


class DoNotDisturbError(MailRefusedError):
    """Error for a message sent during quiet hours."""


class Folder(Enum):
    """Folders of the copies of messages. Erased copies are not listed anywhere."""

    INBOX = "inbox"
    ARCHIVE = "archive"
    BIN = "bin"
    ERASED = "erased"


class Label(IntEnum):
    """Labels of a mailbox, with their numbers in PRONOTE."""

    INBOX = 1
    ARCHIVE = 2
    SENT = 3
    DRAFTS = 4
    BIN = 5
    REPORTED = 6
    BLUE = 7
    GREEN = 8
    RED = 9
    LIAISON_BOOK = 10


class Button(IntEnum):
    """Ways to send an answer. A follow-up goes to the recipients of the last own message."""

    TO_AUTHOR = 0
    TO_ALL = 1
    FOLLOW_UP = 2


@dataclass(slots=True, eq=False)
class Letter:
    """Message. `source` is the message it answers."""

    uid: str
    author: Person
    to: tuple[Person, ...]
    moment: datetime
    text: str
    html: bool = False
    source: Letter | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.author, *self.to)


@dataclass(slots=True, eq=False)
class Discussion:
    """Discussion. `single`: one message only. `nameless`: without an id.

    `watchers` read it without having copies of its messages.
    """

    uid: str
    subject: str
    letters: list[Letter] = field(default_factory=list)
    closed: bool = False
    single: bool = False
    nameless: bool = False
    participants_hidden: bool = False
    label: Label | None = None
    gone: set[str] = field(default_factory=set)
    watchers: set[str] = field(default_factory=set)

    @property
    def starter(self) -> Person:
        return self.letters[0].author

    @property
    def people(self) -> list[Person]:
        """Return everyone who has written or received a message, in order."""
        known = {one.uid: one for letter in self.letters for one in letter.people}
        return list(known.values())


@dataclass(slots=True, eq=False)
class Possession:
    """Copy of a message owned by one person."""

    letter: Letter
    discussion: Discussion
    owner: Person
    read: bool = False
    reported: bool = False
    folder: Folder = Folder.INBOX

    @property
    def uid(self) -> str:
        return f"{self.owner.uid} {self.letter.uid}"


@dataclass(slots=True, eq=False)
class Draft:
    """Message that is not sent yet."""

    uid: str
    author: Person
    moment: datetime
    subject: str
    text: str
    html: bool
    to: tuple[Person, ...] = ()
    answers: Letter | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Notice shown while messages are not delivered."""

    title: str
    message: str


@dataclass(slots=True, eq=False)
class Mailboxes:
    """All mailboxes of the school."""

    people: list[Person]
    discussions: list[Discussion] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    possessions: dict[tuple[str, str], Possession] = field(
        default_factory=dict, repr=False
    )
    quiet: QuietHours | None = None
    closed: str | None = None
    """Why nobody may write at this hour (until 2025)."""
    count: int = 0

    def new_uid(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-{self.count}"

    def person(self, uid: str) -> Person:
        for person in self.people:
            if person.uid == uid:
                return person
        raise KeyError(uid)

    def start(
        self,
        author: Person,
        to: Iterable[Person],
        subject: str,
        text: str,
        moment: datetime,
        **details: object,
    ) -> Discussion:
        """Start a discussion. The details are those of its first message."""
        discussion = Discussion(self.new_uid("discussion"), subject)
        self.discussions.append(discussion)
        self.write(discussion, author, to, text, moment, **details)
        return discussion

    def write(
        self,
        discussion: Discussion,
        author: Person,
        to: Iterable[Person],
        text: str,
        moment: datetime,
        **details: object,
    ) -> Letter:
        """Add a message to a discussion, with a copy for each participant."""
        here = tuple(one for one in to if one.uid not in discussion.gone)
        uid = self.new_uid("letter")
        second = moment.replace(microsecond=0)
        letter = Letter(uid, author, here, second, text, **details)  # type: ignore[arg-type]
        discussion.letters.append(letter)
        for person in letter.people:
            copy = Possession(letter, discussion, person, read=person == author)
            self.possessions[person.uid, letter.uid] = copy
        return letter

    def check_delivery(self, to: Iterable[Person]) -> None:
        """Raise an error if a recipient cannot receive messages now."""
        for person in to:
            if person.refusal:
                raise RecipientRefusesError(person.refusal)
        if self.quiet:
            raise DoNotDisturbError(self.quiet.message)

    def owned(self, owner: Person, discussion: Discussion) -> list[Possession]:
        """Return the copies of a discussion's messages that one person owns, in order."""
        copies = [
            self.possessions.get((owner.uid, letter.uid))
            for letter in discussion.letters
        ]
        return [one for one in copies if one and one.folder is not Folder.ERASED]

    def discussions_of(self, owner: Person) -> list[Discussion]:
        """Return the discussions with remaining copies of a person, newest first."""
        mine = [one for one in self.discussions if self.owned(owner, one)]

        def last(discussion: Discussion) -> tuple[datetime, int]:
            copies = self.owned(owner, discussion)
            return copies[-1].letter.moment, self.discussions.index(discussion)

        return sorted(mine, key=last, reverse=True)

    def drafts_of(self, author: Person) -> list[Draft]:
        return [draft for draft in self.drafts if draft.author == author]

    def unread(self, owner: Person) -> int:
        """Return the number of unread messages of a person, except in the trash."""
        return sum(
            not one.read and one.folder is not Folder.BIN
            for discussion in self.discussions_of(owner)
            for one in self.owned(owner, discussion)
        )

    def discussion_of(self, letter: Letter) -> Discussion:
        return next(one for one in self.discussions if letter in one.letters)

    def find(self, subject: str) -> Discussion:
        """Return the newest discussion with a subject line."""
        for discussion in reversed(self.discussions):
            if discussion.subject == subject:
                return discussion
        raise KeyError(subject)
