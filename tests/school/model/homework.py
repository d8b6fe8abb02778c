"""Homework given to a class, and its state for a pupil."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .calendar import ONE_DAY, SchoolYear
from .files import diagram, pdf
from .online_work import with_quizzes
from .types import (
    Attachment,
    AttachmentKind,
    Difficulty,
    HandIn,
    Homework,
    Lesson,
    SchoolClass,
    Subject,
)

PAST_DAYS = 45
AHEAD_DAYS = 14

WORKS = {
    "FRA": "Lire le chapitre {n} et relever cinq adjectifs.",
    "MATH": "Exercices {n} et 12 page 48.",
    "HG": "Apprendre la leçon {n} et revoir la frise.",
    "ANG": "Learn the vocabulary of unit {n}.",
    "ESP": "Aprender los verbos de la página {n}.",
    "SVT": "Compléter le schéma n° {n}.",
    "PC": "Finir le compte rendu n° {n}.",
}


def worksheet(uid: str, title: str) -> Attachment:
    return Attachment(
        uid,
        f"{title}.pdf",
        AttachmentKind.FILE,
        content=pdf(title, "Consigne : répondre sur une feuille.", "Durée : 30 min."),
        mime="application/pdf",
    )


def picture(uid: str, name: str) -> Attachment:
    return Attachment(
        uid,
        name,
        AttachmentKind.FILE,
        content=diagram((59, 125, 216)),
        mime="image/png",
    )


def link(uid: str, name: str, url: str) -> Attachment:
    return Attachment(uid, name, AttachmentKind.LINK, url=url)


def class_homework(
    year: SchoolYear,
    school_class: SchoolClass,
    lessons: list[Lesson],
    today: date,
    random: Random,
) -> list[Homework]:
    """Return the homework of a class around a day, some for each coming day."""
    ahead = year.days_from(today, 5)
    first = today - timedelta(days=PAST_DAYS)
    last = max(today + timedelta(days=AHEAD_DAYS), ahead[-1])
    works: list[Homework] = []
    by_day: defaultdict[date, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if _code(lesson.subject) in WORKS and not lesson.groups:
            by_day[lesson.day].append(lesson)
    for day in year.school_days(first, last):
        due = by_day[day]
        count = min(len(due), 2 if day in ahead else random.choice((0, 1, 1, 2)))
        works += [
            _given_for(year, school_class, lesson, today, random)
            for lesson in random.sample(due, count)
        ]
    coming = [work for work in works if work.due in ahead]
    return with_quizzes(year, _with_every_variant(works, coming), coming)


def _code(subject: Subject | None) -> str:
    return subject.uid.removeprefix("subject-") if subject else ""


def _given_for(
    year: SchoolYear,
    school_class: SchoolClass,
    lesson: Lesson,
    today: date,
    random: Random,
) -> Homework:
    assert lesson.subject is not None
    given = year.clamp(min(lesson.day - timedelta(days=random.randint(2, 7)), today))
    while not year.is_school_day(given) and given > year.first_day:
        given -= ONE_DAY
    text = WORKS[_code(lesson.subject)].format(n=random.randint(2, 11))
    return Homework(
        f"homework-{lesson.uid}",
        lesson.subject,
        f"<div>{text}</div>",
        given,
        lesson.day,
        school_class.name,
        lesson_uid=lesson.uid,
        difficulty=random.choice(tuple(Difficulty)),
        duration=random.choice((0, 10, 15, 30, 45)),
    )


def _with_every_variant(works: list[Homework], ahead: list[Homework]) -> list[Homework]:
    """Return the works with every variant of homework among the coming ones."""
    riches: dict[str, Homework] = {}
    for index, work in enumerate(ahead):
        match index % 4:
            case 0:
                sheet = worksheet(f"file-{work.uid}", "Fiche d'exercices (série n° 4)")
                site = link(
                    f"link-{work.uid}", "Cours en ligne", "https://cours.exemple.fr/4"
                )
                rich = replace(work, attachments=(sheet, site), duration=30)
            case 1:
                image = picture(f"file-{work.uid}", "schéma à légender.png")
                rich = replace(work, attachments=(image,), hand_in=HandIn.UPLOAD)
            case 2:
                html = (
                    "<div>Préparer&nbsp;:</div><ul><li>un <strong>plan</strong> ;</li>"
                    "<li>deux arguments &amp; un exemple.</li></ul>"
                    '<p style="color:#C0392B">&Agrave; rendre sur feuille.<br/>Merci.</p>'
                )
                rich = replace(work, html=html, hand_in=HandIn.PAPER)
            case _:
                rich = replace(
                    work, hand_in=HandIn.AUDIO, difficulty=Difficulty.HARD, duration=60
                )
        riches[work.uid] = rich
    return [riches.get(work.uid, work) for work in works]


def pupil_homework(
    works: list[Homework], today: date, random: Random
) -> list[Homework]:
    """Return the homework of the class with its completion by this pupil."""
    return [
        replace(work, done=random.random() < (0.85 if work.due < today else 0.2))
        for work in works
    ]
