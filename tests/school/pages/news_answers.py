"""SaisieActualites: news marked as read, answered or deleted.

An impossible write is refused in the report and changes nothing. The rest of the
answer is the same as after a successful write.
"""

from dataclasses import dataclass, field

from tests.school.model.news import AnswerKind, Copy, NewsRefusedError, Reply
from tests.school.model.people import Role
from tests.school.wire import values
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .news import is_own_public, received
from .registry import RequestContext, page
from .writes import CREATION, MODIFICATION, refused

UPDATE = 0
CHILDREN_MODIFIED = 4
NO_ANSWER = "0"
CHOICES = frozenset({AnswerKind.ONE_CHOICE, AnswerKind.SEVERAL_CHOICES})
NOT_WRITTEN = "Une erreur est survenue, les modifications n'ont pas été enregistrées."


@dataclass(slots=True)
class Change:
    """Change to a copy, applied once all changes of the request are checked."""

    copy: Copy
    read: bool | None = None
    deleted: bool = False
    replies: dict[str, Reply] = field(default_factory=dict)


@page("SaisieActualites", 8)
def answer(context: RequestContext) -> Answer:
    try:
        changes = [
            _change(context, values.plain(item))
            for item in values.plain(context.required("listeActualites"))
        ]
        today = context.school.clock().date()
        for change in changes:
            change.copy.check(change.replies, today)
    except NewsRefusedError as refusal:
        return refused(str(refusal))
    for change in changes:
        change.copy.answer(change.replies, today)
        change.copy.deleted |= change.deleted
        if change.read is not None:
            change.copy.read = change.read
    return Answer(report={})


def _change(context: RequestContext, item: Json) -> Change:
    uid = context.session.ids.resolve(values.field(item, "N"), "news")
    copies = [copy for copy in received(context) if copy.uid == uid]
    if not copies or not is_own_public(context, copies[0], item):
        raise NewsRefusedError(NOT_WRITTEN)
    if _is_outdated(context, item):
        raise NewsRefusedError(NOT_WRITTEN)
    copy = copies[0]
    questions = values.plain(item.get("listeQuestions") or [])
    only_marked = item.get("marqueLueSeulement", not questions)
    if item.get("supprimee"):
        if not item.get("marqueLueSeulement") or item.get("lue") != copy.read:
            raise NewsRefusedError(NOT_WRITTEN)
        return Change(copy, deleted=True)
    if only_marked != (not questions) or (only_marked and "E" in item):
        raise NewsRefusedError(NOT_WRITTEN)
    change = Change(copy, read=bool(item["lue"]) if "lue" in item else None)
    for question in questions:
        name, reply = _reply(context, copy, question)
        change.replies[name] = reply
    if questions:
        _check_answers(change, item)
    return change


def _check_answers(change: Change, item: Json) -> None:
    """Refuse answers that PRONOTE's own web client never sends.

    A choice marks the parts below the item as modified. A text, also the free text of a
    choice, marks the item itself. An item is read once all its questions have an answer.
    """
    copy = change.copy
    kinds = {copy.news.question(uid).kind for uid in change.replies}
    states = {CHILDREN_MODIFIED} if kinds & CHOICES else set()
    states |= {MODIFICATION} if kinds - CHOICES else set()
    if any(reply.free for reply in change.replies.values()):
        states.add(MODIFICATION)
    asked = {one.uid for one in copy.news.questions if one.expects_answer}
    complete = asked <= copy.replies.keys() | change.replies.keys()
    if item.get("E") not in states or item.get("lue") != (copy.read or complete):
        raise NewsRefusedError(NOT_WRITTEN)


def _is_outdated(context: RequestContext, item: Json) -> bool:
    """Return whether the body has the format of before 2026.

    False for pupils, who may use it.
    """
    if not context.session.version.news_by_item or context.account.role is Role.PUPIL:
        return False
    return context.data.get("genreSaisie") != UPDATE or "estPublic" not in item


def _reply(context: RequestContext, copy: Copy, asked: Json) -> tuple[str, Reply]:
    number = values.field(asked, "N")
    uid = context.session.ids.resolve(number, "question").removeprefix(f"{copy.uid} ")
    question = copy.news.question(uid)
    told = values.plain(values.field(asked, "reponse"))
    known = str(told.get("N") or NO_ANSWER) != NO_ANSWER
    states = (asked.get("E"), told.get("E"))
    if states != (MODIFICATION, MODIFICATION if known else CREATION):
        raise NewsRefusedError(NOT_WRITTEN)
    value = values.plain(told.get("valeurReponse", ""))
    now = context.school.clock().replace(microsecond=0)
    if question.kind in CHOICES:
        ranks = values.read_numbers(value) if value else frozenset[int]()
        free = str(told.get("valeurReponseLibre") or "")
        return uid, Reply(now, ranks=ranks, free=free)
    return uid, Reply(now, text=str(value))
