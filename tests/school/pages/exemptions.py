"""SaisieVieScolaire: parents request an exemption, and withdraw what they requested."""

from datetime import date, timedelta

from tests.school.model.conduct import exemption_subjects
from tests.school.model.school_life import (
    LESSON_EXEMPTION_DAYS,
    LONGEST_JUSTIFICATION,
    SUBJECT_EXEMPTION_DAYS,
    Exemption,
)
from tests.school.model.types import Attachment, Lesson, Subject
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext
from .writes import DELETION, WriteRefusedError, uploaded

NEW = -1001


def write_exemption(context: RequestContext, item: Json) -> Answer:
    """A refusal is a message among the data. There is no check beforehand."""
    if context.data.get("estControle") is not None:
        raise impossible_page()
    if item["E"] == DELETION:
        return _withdrawn(context, item)
    try:
        made = _requested(context, item)
    except WriteRefusedError as refusal:
        return Answer({"message": str(refusal)})
    context.pupil.exemptions.extend(made)
    return Answer(report={})


def _withdrawn(context: RequestContext, item: Json) -> Answer:
    uid = context.session.ids.resolve(values.field(item, "N"), "exemption")
    exemptions = context.pupil.exemptions
    for one in exemptions:
        if one.uid == uid:
            if not (one.announced_by and one.waiting):
                return Answer({"message": "Cette dispense a déjà été traitée."})
            exemptions.remove(one)
            return Answer(report={})
    raise impossible_page()


def _requested(context: RequestContext, item: Json) -> list[Exemption]:
    if not context.account.may_request_exemptions:
        raise WriteRefusedError("Vous ne pouvez pas demander de dispense.")
    if values.read_integer(values.field(item, "N")) != NEW:
        raise impossible_page()
    comment = str(values.plain(values.field(item, "commentaire")))
    if not comment.strip() or len(comment) > LONGEST_JUSTIFICATION:
        raise WriteRefusedError("Le commentaire est obligatoire.")
    if ("cours" in item) == ("matieres" in item):
        raise impossible_page()
    files = values.plain(item.get("justificatifs")) or []
    number = len(context.pupil.exemptions)
    documents = tuple(
        uploaded(context, file, f"document-exemption-{number}-{place}")
        for place, file in enumerate(files, 1)
    )
    if "cours" in item:
        lesson = _lesson(context, values.plain(item["cours"]))
        assert lesson.subject is not None
        day = lesson.day
        return [_made(context, day, day, lesson.subject, comment, documents, lesson)]
    first = values.read_day(values.field(item, "dateDebut"))
    last = values.read_day(values.field(item, "dateFin"))
    if last < first:
        raise impossible_page()
    _check_day(context, first, SUBJECT_EXEMPTION_DAYS)
    return [
        _made(context, first, last, subject, comment, documents)
        for subject in _subjects(context, values.plain(item["matieres"]))
    ]


def _made(
    context: RequestContext,
    first: date,
    last: date,
    subject: Subject,
    comment: str,
    documents: tuple[Attachment, ...],
    lesson: Lesson | None = None,
) -> Exemption:
    pupil = context.pupil
    if any(
        one.subject == subject
        and not one.refused
        and one.first <= last
        and first <= one.last
        for one in pupil.exemptions
    ):
        raise WriteRefusedError("Une dispense existe déjà à ces dates.")
    return Exemption(
        f"exemption-{pupil.uid}-{subject.uid}-{first}-{len(pupil.exemptions)}",
        first,
        last,
        subject,
        comment,
        announced_by=context.account.name,
        waiting=True,
        documents=documents,
        lesson=lesson,
    )


def _lesson(context: RequestContext, row: Json) -> Lesson:
    """The lesson of the child's timetable, with its kind."""
    uid = context.session.ids.resolve(values.field(row, "N"), "lesson")
    lesson = next((one for one in context.pupil.lessons if one.uid == uid), None)
    if lesson is None or values.field(row, "G") != int(lesson.kind):
        raise impossible_page()
    if lesson.end <= context.school.clock() or lesson.subject is None:
        raise WriteRefusedError("Ce cours n'est pas à venir.")
    _check_day(context, lesson.day, LESSON_EXEMPTION_DAYS)
    return lesson


def _subjects(context: RequestContext, rows: Json) -> list[Subject]:
    offered = {one.uid: one for one in exemption_subjects(context.pupil)}
    found: list[Subject] = []
    for row in rows:
        one = values.plain(row)
        uid = context.session.ids.resolve(values.field(one, "N"), "subject")
        if uid not in offered or one.get("L") != offered[uid].name:
            raise impossible_page()
        found.append(offered[uid])
    if not found:
        raise impossible_page()
    return found


def _check_day(context: RequestContext, day: date, days: int) -> None:
    if day > context.school.clock().date() + timedelta(days=days):
        raise WriteRefusedError("Cette date est trop lointaine.")
