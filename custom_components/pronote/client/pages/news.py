"""News and surveys (PRONOTE page 8, "Informations et sondages")."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..common import Attachment, KeyGenerator, Reference, stable_key
from ..errors import InputProblem, InvalidInputError
from ..wire import Json, Record, TypeTag, read_attachments, set_value


class QuestionKind(StrEnum):
    """Kind of a question."""

    ACKNOWLEDGEMENT = "acknowledgement"
    TEXT = "text"
    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    INFORMATION = "information"
    """Text without a question."""
    STATEMENT = "statement"
    """A text between the questions of a survey."""


ANSWERABLE_KINDS = frozenset(
    {
        QuestionKind.ACKNOWLEDGEMENT,
        QuestionKind.TEXT,
        QuestionKind.SINGLE_CHOICE,
        QuestionKind.MULTIPLE_CHOICE,
    }
)


_CHOICES = frozenset({QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE})
_SETS = frozenset({TypeTag.DOMAIN, TypeTag.SET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer."""

    position: int
    text: str
    free: bool = False
    """Whether a text can be added ("Autre")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A part of a piece of news: a text, and a question if it has one."""

    key: str
    kind: QuestionKind
    title: str | None = None
    text: str = ""
    html: str = ""
    """The text as sanitized HTML."""
    choices: tuple[Choice, ...] = ()
    max_choices: int | None = None
    max_text_length: int | None = None
    attachments: tuple[Attachment, ...] = ()
    is_respondent: bool = True
    """Whether this account is asked to answer."""
    expected: bool = True
    """Whether the school still expects an answer, of this account or at all."""
    answered: bool = False
    answered_at: datetime | None = None
    answer_text: str | None = None
    answer_choices: frozenset[int] = frozenset()
    raw: Json = field(default_factory=dict, repr=False, compare=False)

    @property
    def unanswered(self) -> bool:
        """Whether this account may answer and nobody did."""
        return (
            self.kind in ANSWERABLE_KINDS and self.is_respondent and not self.answered
        )

    @property
    def awaits_answer(self) -> bool:
        """Whether an answer is missing that the school expects."""
        return self.unanswered and self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A piece of news, or a survey."""

    key: str
    title: str | None = None
    author: str | None = None
    category: str | None = None
    created: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    read: bool = False
    survey: bool = False
    anonymous: bool = False
    child: str | None = field(default=None, repr=False)
    """First name of the child it is about (parents)."""
    answered: bool | None = None
    """Whether all questions are answered; None if only the content shows it."""
    questions: tuple[Question, ...] | None = None
    """The content; None until it is requested (PRONOTE 2026 sends it separately)."""
    raw: Json = field(default_factory=dict, repr=False, compare=False)
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def published(self) -> datetime | None:
        """Time from which families see it: its creation, or its first day if that is later."""
        times = [time for time in (self.created, self.start) if time is not None]
        return max(times, default=None)

    @property
    def text(self) -> str:
        """The text, empty until the content is requested."""
        return "\n".join(part.text for part in self.questions or () if part.text)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """All files and links, empty until the content is requested."""
        return tuple(file for part in self.questions or () for file in part.attachments)

    @property
    def awaits_answer(self) -> bool:
        """Whether an answer or acknowledgement is missing, as far as known."""
        if self.questions is not None:
            return any(question.awaits_answer for question in self.questions)
        return self.survey and self.answered is False


type Answer = str | Collection[int]
"""A text, or the positions of choices. An empty text acknowledges."""

TAB = 8
FUNCTION = "PageActualites"
WRITE = "SaisieActualites"

_RECEIVED = 0
_DETAIL = 1
_KINDS = {
    0: QuestionKind.ACKNOWLEDGEMENT,
    1: QuestionKind.TEXT,
    2: QuestionKind.SINGLE_CHOICE,
    3: QuestionKind.MULTIPLE_CHOICE,
    4: QuestionKind.INFORMATION,
    5: QuestionKind.STATEMENT,
}
_NUMBERS = {kind: number for number, kind in _KINDS.items()}


def request() -> Json:
    """Return the data of the request for the news received."""
    return {"modesAffActus": set_value({_RECEIVED})}


def content_request(news: Reference, raw: Json) -> Json:
    """Return the data of the request for the content of a piece of news (2026)."""
    return {
        "actualite": {
            "N": news.id,
            "genrePublic": raw.get("genrePublic"),
            "public": raw.get("public"),
        },
        "genreRequeteActualite": _DETAIL,
        "modeAffActu": _RECEIVED,
    }


def read(answer: Record) -> list[News]:
    """Read the news received, newest first."""
    keys = KeyGenerator()
    found = [
        _news(item, keys)
        for mode in answer.each("listeModesAff")
        if mode.kind in (None, _RECEIVED)
        for item in mode.each("listeActualites")
    ]
    return sorted(
        found,
        key=lambda news: news.published.timestamp() if news.published else 0.0,
        reverse=True,
    )


def _news(item: Record, keys: KeyGenerator) -> News:
    created = item.moment("dateCreation") or item.moment("dateDebut")
    title, author = item.text("L"), item.text("auteur")
    about = item.record("informationListeContenu")
    child = item.text("prenom")
    key = keys(title, author, created, child)
    return News(
        key=key,
        title=title,
        author=author or item.label("elmauteur"),
        category=item.label("nature", "categorie"),
        created=created,
        start=item.moment("dateDebut"),
        end=item.moment("dateFin"),
        read=item.flag("lue"),
        survey=item.flag("estSondage"),
        anonymous=item.flag("reponseAnonyme"),
        child=child,
        answered=about.flag("aToutRepondu") if "aToutRepondu" in about else None,
        questions=tuple(read_questions(item, key))
        if item.was_sent("listeQuestions")
        else None,
        raw={
            "genrePublic": item.raw("genrePublic"),
            "public": item.raw("public"),
            "estPublic": item.flag("estPublic"),
        },
        ref=item.reference,
    )


def read_content(answer: Record, news: News) -> list[Question]:
    """Read the content of a piece of news (2026)."""
    return read_questions(answer.record("detailsActualite"), news.key)


def read_questions(item: Record, owner: str) -> list[Question]:
    """Read the parts of a piece of news, in order."""
    keys = KeyGenerator()
    rows = sorted(
        item.each("listeQuestions"),
        key=lambda row: row.number("rang", "P") or 0,
    )
    return [_question(row, keys, owner) for row in rows]


def _question(row: Record, keys: KeyGenerator, owner: str) -> Question:
    answer = row.record("reponse")
    number = row.number("genreReponse")
    title = row.text("titre", "L")
    value = answer.raw("valeurReponse")
    kind = _KINDS.get(4 if number is None else number, QuestionKind.INFORMATION)
    # An answer that is not given yet is an empty set.
    typed = answer.tag("valeurReponse") in _SETS
    choice = kind in _CHOICES or typed or value == "[]"
    chosen = answer.numbers("valeurReponse") if choice else frozenset[int]()
    limit = row.number("nombreReponsesMax") if row.flag("avecMaximum") else None
    key = keys(row.number("rang"), title, kind)
    return Question(
        key=key,
        kind=kind,
        title=title,
        text=row.rich_text("texte"),
        html=row.html("texte"),
        choices=tuple(
            Choice(
                position=position,
                text=choice.text("L") or "",
                free=choice.flag("estReponseLibre"),
            )
            for position, choice in enumerate(row.each_place("listeChoix"), start=1)
            if choice
        ),
        max_choices=limit,
        max_text_length=row.number("tailleReponse") or None,
        attachments=read_attachments(row, "listePiecesJointes", stable_key(owner, key)),
        is_respondent=not answer.is_denied("estRepondant"),
        expected=not answer.is_denied("estReponseAttendue"),
        answered=answer.flag("avecReponse"),
        answered_at=answer.moment("reponduLe"),
        answer_text=answer.text("valeurReponseLibre")
        or (None if choice else answer.text("valeurReponse")),
        answer_choices=chosen,
        raw={
            "N": row.raw("N"),
            "L": row.text("L") or "",
            "reply": row.raw("reponse"),
            "tag": answer.tag("valeurReponse"),
        },
    )


def check_answer(question: Question, answer: Answer) -> None:
    """Raise InvalidInputError if an answer is invalid."""
    if question.kind not in ANSWERABLE_KINDS or not question.is_respondent:
        raise InvalidInputError(InputProblem.NOT_A_QUESTION)
    if question.kind is QuestionKind.ACKNOWLEDGEMENT:
        if answer:
            raise InvalidInputError(InputProblem.NOT_A_QUESTION)
    elif isinstance(answer, str) != (question.kind is QuestionKind.TEXT):
        raise InvalidInputError(InputProblem.NO_SUCH_CHOICE)
    elif not answer:
        raise InvalidInputError(InputProblem.EMPTY)
    elif isinstance(answer, str):
        if question.max_text_length and len(answer) > question.max_text_length:
            raise InvalidInputError(InputProblem.TOO_LONG)
    elif not set(answer) <= {choice.position for choice in question.choices}:
        raise InvalidInputError(InputProblem.NO_SUCH_CHOICE)
    elif len(set(answer)) > _max_choices(question):
        raise InvalidInputError(InputProblem.TOO_MANY_CHOICES)


def _max_choices(question: Question) -> int:
    if question.kind is QuestionKind.SINGLE_CHOICE:
        return 1
    return question.max_choices or len(question.choices)


def mark_request(news: News, *, read: bool, as_in_2026: bool) -> Json:
    """Return the data of the request that marks news read or unread."""
    return _save_request(news, as_in_2026, lue=read, marqueLueSeulement=True)


def delete_request(news: News, *, as_in_2026: bool) -> Json:
    """Return the data of the request that deletes news from the list."""
    details = {"marqueLueSeulement": True, "supprimee": True}
    return _save_request(news, as_in_2026, **details)


def answer_request(
    news: News,
    answers: Mapping[str, Answer],
    free_texts: Mapping[str, str],
    *,
    as_in_2026: bool,
) -> Json:
    """Return the data of the request that answers news and surveys.

    `answers` and `free_texts` (the text of a free choice) are by key of question. The news is
    marked read if no question stays without an answer.
    """
    answered = [item for item in news.questions or () if item.key in answers]
    complete = not any(
        item.unanswered for item in news.questions or () if item.key not in answers
    )
    # PRONOTE's page marks the item itself modified for a text, also for that of a free choice.
    texts = any(
        isinstance(answers[item.key], str) or free_texts.get(item.key)
        for item in answered
    )
    return _save_request(
        news,
        as_in_2026,
        E=_MODIFIED if texts else _CHILDREN_MODIFIED,
        lue=news.read or complete,
        listeQuestions=[
            _answered(item, answers[item.key], free_texts.get(item.key))
            for item in answered
        ],
    )


_CREATED, _MODIFIED, _CHILDREN_MODIFIED = 1, 2, 4
_NO_ID = (None, 0, "", "0")


def _save_request(news: News, as_in_2026: bool, **details: Any) -> Json:
    """Return a request about one piece of news. PRONOTE 2026 requires two more fields."""
    item: Json = {
        "N": news.ref.id if news.ref else "0",
        "L": news.title or "",
        "genrePublic": news.raw.get("genrePublic"),
        "public": news.raw.get("public"),
        "validationDirecte": True,
        "lue": news.read,
        "marqueLueSeulement": False,
        "supprimee": False,
        "saisieActualite": False,
        "listeQuestions": [],
        **details,
    }
    data: Json = {"listeActualites": [item], "saisieActualite": False}
    if as_in_2026:
        item["estPublic"] = news.raw.get("estPublic", False)
        data["genreSaisie"] = 0
    return data


def _answered(question: Question, answer: Answer, free_texts: str | None) -> Json:
    """Return an answer. Its other fields are sent back as PRONOTE sent them."""
    known = question.raw.get("reply")
    reply: Json = dict(known) if isinstance(known, dict) else {}
    created = reply.get("N") in _NO_ID
    reply |= {
        "N": 0 if created else reply["N"],
        "Actif": True,
        "E": _CREATED if created else _MODIFIED,
        "avecReponse": True,
        "valeurReponse": answer
        if isinstance(answer, str)
        else _positions(answer, question.raw.get("tag")),
        "_validationSaisie": True,
    }
    reply.pop("valeurReponseLibre", None)
    if free_texts:
        reply["valeurReponseLibre"] = free_texts
    return {
        "N": question.raw.get("N"),
        "L": question.raw.get("L", ""),
        "E": _MODIFIED,
        "genreReponse": _NUMBERS[question.kind],
        "reponse": reply,
    }


def _positions(answer: Collection[int], tag: int | None) -> Json:
    """Return positions in the set type that the school used."""
    return set_value(set(answer)) | {"_T": tag or TypeTag.DOMAIN}
