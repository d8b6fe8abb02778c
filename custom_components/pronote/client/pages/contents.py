"""Lesson contents, "what was done" (PRONOTE page 89, "Contenu des cours")."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ..common import Attachment, KeyGenerator, Reference, stable_key
from ..wire import Json, Record, domain_value, read_attachments


class ContentKind(StrEnum):
    """What kind of work was done."""

    LESSON = "lesson"
    CORRECTION = "correction"
    CLASS_TEST = "class_test"
    ORAL_TEST = "oral_test"
    TUTORIAL = "tutorial"
    PRACTICAL = "practical"
    EVALUATION = "evaluation"
    INTERDISCIPLINARY = "interdisciplinary"
    SUPPORT = "support"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One part of the content of a lesson."""

    title: str | None = None
    text: str = ""
    html: str = ""
    """The text as sanitized HTML."""
    kind: ContentKind | None = None
    themes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonContents:
    """What was done in one lesson."""

    key: str
    subject: str | None = None
    start: datetime
    end: datetime | None = None
    teachers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    color: str | None = None
    contents: tuple[Content, ...] = ()
    homework_due: date | None = None
    """Due date of the homework given in this lesson."""
    lesson: Reference | None = field(default=None, repr=False, compare=False)
    """The lesson of the timetable, in the same session."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


TAB = 89
FUNCTION = "PageCahierDeTexte"

_KINDS = {
    1: ContentKind.LESSON,
    2: ContentKind.CORRECTION,
    3: ContentKind.CLASS_TEST,
    4: ContentKind.ORAL_TEST,
    5: ContentKind.TUTORIAL,
    6: ContentKind.PRACTICAL,
    7: ContentKind.EVALUATION,
    8: ContentKind.INTERDISCIPLINARY,
    9: ContentKind.SUPPORT,
    12: ContentKind.VIDEO,
}


def request(first_week: int, last_week: int) -> Json:
    """Return the data of the request for a range of weeks."""
    return {"domaine": domain_value(first_week, last_week)}


def read(answer: Record) -> list[LessonContents]:
    """Read the contents of the lessons, oldest first."""
    keys = KeyGenerator()
    found = [
        x for item in answer.each("ListeCahierDeTextes") if (x := _one(item, keys))
    ]
    return sorted(found, key=lambda lesson: lesson.start)


def _one(item: Record, keys: KeyGenerator) -> LessonContents | None:
    if (start := item.moment("Date")) is None:
        item.log_unreadable("Date")
        return None
    subject = item.label("Matiere")
    groups = tuple(label.strip("[]") for label in item.labels("listeGroupes"))
    key = keys(start, subject, *groups)
    return LessonContents(
        key=key,
        subject=subject,
        start=start,
        end=item.moment("DateFin"),
        teachers=item.labels("listeProfesseurs"),
        groups=groups,
        color=item.text("CouleurFond"),
        contents=tuple(
            Content(
                title=content.text("L"),
                text=content.rich_text("descriptif"),
                html=content.html("descriptif"),
                kind=_KINDS.get(content.record("categorie").kind or 0),
                themes=content.labels("ListeThemes"),
                attachments=read_attachments(
                    content, "ListePieceJointe", stable_key(key, number)
                ),
            )
            for number, content in enumerate(item.each("listeContenus"))
        ),
        homework_due=item.day("dateTAF"),
        lesson=item.record("cours").reference,
        ref=item.reference,
    )
