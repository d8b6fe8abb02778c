"""Contents of lessons in every variant, and the resources attached to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from .homework import link, worksheet
from .people import Pupil
from .types import Attachment, AttachmentKind, Content, ContentCategory, Lesson, Subject

CATEGORIES = tuple(ContentCategory)
THEMES = ("Chapitre 2", "Projet interdisciplinaire")


def with_every_variant(lessons: list[Lesson]) -> list[Lesson]:
    """Add files, links, categories, themes and second contents to some lessons."""
    told = 0
    rich = []
    for lesson in lessons:
        if lesson.content:
            rich.append(_enriched(lesson, lesson.content, told))
            told += 1
        else:
            rich.append(lesson)
    return rich


def _enriched(lesson: Lesson, content: Content, rank: int) -> Lesson:
    uid = content.uid
    content = replace(content, category=CATEGORIES[rank % len(CATEGORIES)])
    if rank % 3 == 0:
        joined = (
            worksheet(f"{uid}-file", f"Cours - {content.title}"),
            link(f"{uid}-link", "Pour aller plus loin", "https://cours.exemple.fr/3"),
        )
        content = replace(content, attachments=joined, themes=THEMES[: rank % 2 + 1])
    more: tuple[Content, ...] = ()
    if rank % 5 == 0:
        title = "Correction des exercices"
        html = "<div>Correction au tableau&nbsp;: exercices 3 &amp; 4.</div>"
        category = ContentCategory.CORRECTION
        more = (Content(f"{uid}-2", title, html, category),)
    curriculum = ("Comprendre et s'exprimer",) if rank % 4 == 0 else ()
    return replace(lesson, content=content, more_contents=more, curriculum=curriculum)


class ResourceKind(IntEnum):
    """Kinds of resources: 0 is a document, 1 a link. Attachments use other numbers."""

    DOCUMENT = 0
    LINK = 1
    QUIZ = 2
    PAPER = 3
    CORRECTION = 4
    HANDED_IN = 5


@dataclass(frozen=True, slots=True)
class Resource:
    """Teaching resource of a subject and a day."""

    kind: ResourceKind
    subject: Subject
    day: date
    attachment: Attachment
    themes: tuple[str, ...] = ()


def resources(pupil: Pupil, first: date, last: date) -> list[Resource]:
    """Return the resources of lessons, tests and homework of some days, newest first."""
    found = [one for one in _all_resources(pupil) if first <= one.day <= last]
    return sorted(found, key=lambda one: (one.day, one.attachment.uid), reverse=True)


def _all_resources(pupil: Pupil) -> Iterator[Resource]:
    for lesson in pupil.lessons:
        for content in lesson.contents:
            for one in content.attachments:
                assert lesson.subject is not None
                file = one.kind is AttachmentKind.FILE
                kind = ResourceKind.DOCUMENT if file else ResourceKind.LINK
                yield Resource(kind, lesson.subject, lesson.day, one, content.themes)
    for grade in pupil.all_grades:
        if grade.paper:
            yield Resource(ResourceKind.PAPER, grade.subject, grade.date, grade.paper)
        if grade.correction:
            kind = ResourceKind.CORRECTION
            yield Resource(kind, grade.subject, grade.date, grade.correction)
    for work in pupil.homework:
        if work.handed_in and work.handed_in_at:
            day = work.handed_in_at.date()
            yield Resource(ResourceKind.HANDED_IN, work.subject, day, work.handed_in)
