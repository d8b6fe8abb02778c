"""News and surveys, with the state of each reader's copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from .people import Account, Pupil, Role
from .types import Attachment

EVERYONE = frozenset({Role.PUPIL, Role.PARENT})


class NewsRefusedError(ValueError):
    """Error for a refused answer. The text is shown to the reader."""


class AnswerKind(IntEnum):
    """Kinds of answers to a question. The last two need no answer."""

    ACKNOWLEDGEMENT = 0
    TEXT = 1
    ONE_CHOICE = 2
    SEVERAL_CHOICES = 3
    NOTHING = 4
    TEXT_ONLY = 5


class Mode(IntEnum):
    """Lists on which a reader finds an item."""

    RECEIVED = 0
    SENT = 1
    DRAFT = 2
    TEMPLATE = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Possible answer. With `free` the reader can add a text."""

    uid: str
    text: str
    free: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Part of a news item, with at most `most` choices or `length` characters."""

    uid: str
    kind: AnswerKind
    html: str
    title: str = ""
    choices: tuple[Choice, ...] = ()
    most: int | None = None
    length: int = 0
    attachments: tuple[Attachment, ...] = ()

    @property
    def expects_answer(self) -> bool:
        return self.kind <= AnswerKind.SEVERAL_CHOICES

    def check(self, reply: Reply) -> None:
        """Raise NewsRefusedError if a reply does not fit."""
        match self.kind:
            case AnswerKind.ACKNOWLEDGEMENT:
                fits = not reply.text and not reply.ranks
            case AnswerKind.TEXT:
                if self.length and len(reply.text) > self.length:
                    raise NewsRefusedError(
                        f"La réponse ne doit pas dépasser {self.length} caractères."
                    )
                fits = bool(reply.text.strip()) and not reply.ranks
            case AnswerKind.ONE_CHOICE:
                fits = len(reply.ranks) == 1
            case AnswerKind.SEVERAL_CHOICES:
                if self.most and len(reply.ranks) > self.most:
                    raise NewsRefusedError(
                        f"Vous ne pouvez pas choisir plus de {self.most} réponses."
                    )
                fits = bool(reply.ranks)
            case _:
                raise NewsRefusedError("Aucune réponse n'est attendue.")
        if not fits or not self._offers(reply):
            raise NewsRefusedError("Cette réponse n'est pas possible.")

    def _offers(self, reply: Reply) -> bool:
        known = set(range(1, len(self.choices) + 1))
        if not reply.ranks <= known:
            return False
        chosen = [self.choices[rank - 1] for rank in reply.ranks]
        return not reply.free or any(choice.free for choice in chosen)


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer of a reader. Choices are numbered from 1."""

    moment: datetime
    text: str = ""
    ranks: frozenset[int] = frozenset()
    free: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Published item, shown from its first day to its last day.

    A `kept` item is still shown after its last day, but takes no answers.
    `each_child`: a parent answers it once for each child. `by_child`: a parent opens
    it only in the name of the child. `sender` is the account that wrote it.
    """

    uid: str
    title: str
    author: str
    created: datetime
    first: date
    last: date
    questions: tuple[Question, ...]
    nature: str = "Vie de l'établissement"
    survey: bool = False
    anonymous: bool = False
    kept: bool = False
    public: bool = False
    each_child: bool = False
    by_child: bool = False
    roles: frozenset[Role] = EVERYONE
    pupils: frozenset[str] | None = None
    sender: str | None = None
    mode: Mode = Mode.SENT

    @property
    def attachments(self) -> list[Attachment]:
        return [one for question in self.questions for one in question.attachments]

    def shown_on(self, day: date) -> bool:
        return self.first <= day and (self.kept or day <= self.last)

    def concerns(self, pupil: Pupil) -> bool:
        return self.pupils is None or pupil.uid in self.pupils

    def question(self, uid: str) -> Question:
        for question in self.questions:
            if question.uid == uid:
                return question
        raise NewsRefusedError("Cette question n'existe pas.")


@dataclass(slots=True, eq=False)
class Copy:
    """Copy of a news item for one reader.

    `children` are the children of the parent who are concerned. The list contains the
    item once for each of them.
    """

    news: News
    reader: Account
    children: tuple[Pupil, ...]
    read: bool = False
    deleted: bool = False
    replies: dict[str, Reply] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        """Return the identifier among all copies of one reader."""
        if self.news.each_child and self.children:
            return f"{self.news.uid} {self.children[0].uid}"
        return self.news.uid

    @property
    def all_answered(self) -> bool:
        asked = {one.uid for one in self.news.questions if one.expects_answer}
        return asked <= self.replies.keys()

    def check(self, replies: Mapping[str, Reply], today: date) -> None:
        """Raise NewsRefusedError if replies are late or do not fit."""
        if replies and today > self.news.last:
            raise NewsRefusedError("Il n'est plus possible de répondre.")
        for uid, reply in replies.items():
            self.news.question(uid).check(reply)

    def answer(self, replies: Mapping[str, Reply], today: date) -> None:
        """Store all replies, or none if one of them is refused."""
        self.check(replies, today)
        self.replies |= replies


@dataclass(slots=True, eq=False)
class NewsBoard:
    """Published items and the copies of all readers."""

    items: list[News] = field(default_factory=list)
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict, repr=False)

    def received(self, account: Account, today: date) -> list[Copy]:
        """Return the copies of an account that are not deleted, newest first."""
        shown = [
            copy
            for news in self._newest_first()
            if news.mode is Mode.SENT and news.shown_on(today)
            for copy in self._copies(account, news)
        ]
        return [copy for copy in shown if not copy.deleted]

    def written(self, account: Account, mode: Mode) -> list[News]:
        """Return the items that an account has sent, drafted or kept as templates."""
        return [
            news
            for news in self._newest_first()
            if news.sender == account.key and news.mode is mode
        ]

    def unread(self, account: Account, today: date) -> int:
        return sum(not copy.read for copy in self.received(account, today))

    def find(self, account: Account, title: str) -> Copy:
        """Return the newest copy of an account with a title, even if deleted."""
        for news in self._newest_first():
            if news.title == title:
                for copy in self._copies(account, news):
                    return copy
        raise KeyError(title)

    def _newest_first(self) -> list[News]:
        return sorted(self.items, key=lambda news: news.created)[::-1]

    def _copies(self, account: Account, news: News) -> Iterator[Copy]:
        if account.role not in news.roles or news.sender == account.key:
            return
        is_respondent = tuple(one for one in account.pupils if news.concerns(one))
        if account.pupils and not is_respondent:
            return
        if account.role is not Role.PARENT:
            yield self._copy(account, news, ())
        elif news.each_child:
            for child in is_respondent:
                yield self._copy(account, news, (child,))
        else:
            yield self._copy(account, news, is_respondent)

    def _copy(self, account: Account, news: News, children: tuple[Pupil, ...]) -> Copy:
        copy = Copy(news, account, children)
        known = self.copies.setdefault((account.key, copy.uid), copy)
        known.news, known.children = news, children
        return known
