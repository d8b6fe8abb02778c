"""Timetable, contents, homework, menus, agenda, teachers."""

from argparse import ArgumentParser
from functools import partial
from mimetypes import guess_type
from pathlib import Path

from aiopronote import (
    AgendaEvent,
    Homework,
    Lesson,
    LessonContents,
    Menu,
    Teacher,
    Upload,
)

from ..actions import Action
from ..choosing import by_key, short_key
from ..desk import Desk
from ..language import Text, UsageError
from ..screen import Column, Shown, day, table
from ..writing import write_file

_DAY = Text("Day", "Jour")
_SUBJECT = Text("Subject", "Matière")
_KEY = Text("Key", "Clé")
_TEXT = Text("Text", "Texte")
_FILES = Text("Files", "Fichiers")
_UNREADABLE = Text("{path} cannot be read.", "{path} est illisible.")
_PDF = Text("write it as PDF", "l’écrire en PDF")

LESSONS: tuple[Column[Lesson], ...] = (
    Column(_DAY, lambda lesson: lesson.start.date()),
    Column(
        Text("Time", "Heure"), lambda lesson: f"{lesson.start:%H:%M}–{lesson.end:%H:%M}"
    ),
    Column(_SUBJECT, lambda lesson: lesson.subject),
    Column(Text("Teachers", "Professeurs"), lambda lesson: lesson.teachers),
    Column(Text("Rooms", "Salles"), lambda lesson: lesson.rooms),
    Column(Text("Groups", "Groupes"), lambda lesson: lesson.groups),
    Column(Text("Status", "État"), lambda lesson: lesson.status_text or lesson.status),
    Column(Text("Held", "A lieu"), lambda lesson: lesson.held),
)


async def timetable(desk: Desk) -> Shown:
    """List lessons, or print a week."""
    start, end = desk.days(0, 0)
    pupil = desk.pupil()
    if (path := desk.arguments.pdf) is not None:
        week = desk.account.calendar.week(start)
        ask = partial(desk.client.timetable.pdf, pupil, week)
        return await write_file(desk, path, ask)
    found = await desk.client.timetable.get(pupil, start, end)
    return Shown(found, (table(found.lessons, LESSONS),))


_CONTENTS: tuple[Column[LessonContents], ...] = (
    Column(Text("Lesson", "Cours"), lambda lesson: lesson.start),
    Column(_SUBJECT, lambda lesson: lesson.subject),
    Column(
        _TEXT,
        lambda lesson: "\n".join(
            filter(
                None,
                (
                    "\n".join(filter(None, (part.title, part.text)))
                    for part in lesson.contents
                ),
            )
        ),
    ),
    Column(
        _FILES,
        lambda lesson: [
            file.name for part in lesson.contents for file in part.attachments
        ],
    ),
)


async def contents(desk: Desk) -> Shown:
    """List what was done in the lessons."""
    found = await desk.client.timetable.contents(desk.pupil(), *desk.days(-7, 7))
    return Shown(found, (table(found, _CONTENTS),))


HOMEWORK: tuple[Column[Homework], ...] = (
    Column(_KEY, short_key),
    Column(Text("Due", "Pour le"), lambda work: work.due),
    Column(_SUBJECT, lambda work: work.subject),
    Column(_TEXT, lambda work: work.text),
    Column(Text("Given", "Donné le"), lambda work: work.given),
    Column(_FILES, lambda work: [file.name for file in work.files]),
    Column(Text("Done", "Fait"), lambda work: work.done),
)


async def homework(desk: Desk) -> Shown:
    """List the work to do."""
    found = await desk.client.homework.get(desk.pupil(), *desk.days(0, 14))
    return Shown(found, (table(found, HOMEWORK),))


async def tick(desk: Desk) -> Shown:
    """Mark a piece of work done, or not."""
    pupil = desk.pupil()
    work = by_key(
        desk.arguments.key, await desk.client.homework.get(pupil, *desk.days(-14, 44))
    )
    after = await desk.client.homework.set_done(pupil, work, not desk.arguments.undo)
    return Shown(after, (table((after,), HOMEWORK),))


def _tick_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", help=str(_KEY))
    parser.add_argument(
        "--undo", action="store_true", help=str(Text("not done yet", "pas encore fait"))
    )


async def hand_in(desk: Desk) -> Shown:
    """Hand in a file for a piece of work, or take it back."""
    pupil, path = desk.pupil(), desk.arguments.file
    works = await desk.client.homework.get(pupil, *desk.days(-14, 44))
    work = by_key(desk.arguments.key, works)
    if path is None:
        after = await desk.client.homework.withdraw(pupil, work)
    else:
        kind = guess_type(path.name)[0] or "application/octet-stream"
        file = Upload(name=path.name, content=_content_of(path), content_type=kind)
        after = await desk.client.homework.hand_in(pupil, work, file)
    return Shown(after, (table((after,), HOMEWORK),))


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(_UNREADABLE, path=path) from error


def _hand_in_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", help=str(_KEY))
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help=str(Text("none takes it back", "aucun : le reprendre")),
    )


MENUS: tuple[Column[Menu], ...] = (
    Column(_DAY, lambda menu: menu.date),
    Column(Text("Meal", "Repas"), lambda menu: menu.meal),
    Column(
        Text("Dishes", "Plats"),
        lambda menu: "\n".join(dish.name for dish in menu.dishes),
    ),
    Column(
        Text("Labels, allergens", "Labels, allergènes"),
        lambda menu: "\n".join(
            ", ".join(label.name for label in (*dish.labels, *dish.allergens))
            for dish in menu.dishes
        ).rstrip(),
    ),
)


async def menus(desk: Desk) -> Shown:
    """List the meals."""
    found = await desk.client.menus.get(desk.pupil(), *desk.days(0, 6))
    return Shown(found, (table(found, MENUS),))


AGENDA: tuple[Column[AgendaEvent], ...] = (
    Column(
        Text("From", "Du"),
        lambda event: day(event.start.date()) if event.all_day else event.start,
    ),
    Column(
        Text("To", "Au"),
        lambda event: day(event.end.date()) if event.all_day else event.end,
    ),
    Column(Text("Event", "Événement"), lambda event: event.name),
    Column(Text("Kind", "Genre"), lambda event: event.family),
    Column(Text("Author", "Auteur"), lambda event: event.author),
    Column(_TEXT, lambda event: event.comment),
    Column(_FILES, lambda event: [file.name for file in event.attachments]),
)


async def agenda(desk: Desk) -> Shown:
    """List the school's events."""
    found = await desk.client.agenda.get(desk.pupil(), *desk.days(0, 30))
    return Shown(found, (table(found, AGENDA),))


_TEACHERS: tuple[Column[Teacher], ...] = (
    Column(Text("Name", "Nom"), lambda person: person.name),
    Column(Text("Function", "Fonction"), lambda person: person.function),
    Column(
        Text("Subjects", "Matières"),
        lambda person: [subject.name for subject in person.subjects],
    ),
    Column(Text("Mail", "Courriel"), lambda person: person.email),
)


async def teachers(desk: Desk) -> Shown:
    """List the teachers of a pupil's class."""
    found = await desk.client.teachers.get(desk.pupil())
    return Shown(found, (table(found, _TEACHERS),))


def _pdf_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=str(_PDF))


ACTIONS = (
    Action(
        name="timetable",
        help=Text("lessons (today)", "les cours (aujourd’hui)"),
        run=timetable,
        arguments=_pdf_argument,
        days=True,
    ),
    Action(
        name="homework",
        help=Text("work to do (two weeks)", "le travail à faire (deux semaines)"),
        run=homework,
        days=True,
    ),
    Action(
        name="tick",
        help=Text("mark a piece of work done", "cocher un travail"),
        run=tick,
        arguments=_tick_arguments,
        days=True,
    ),
    Action(
        name="hand-in",
        help=Text(
            "hand in a file, or take it back", "rendre un fichier, ou le reprendre"
        ),
        run=hand_in,
        arguments=_hand_in_arguments,
        days=True,
    ),
    Action(
        name="contents",
        help=Text(
            "what was done in the lessons (last week)",
            "le contenu des cours (depuis une semaine)",
        ),
        run=contents,
        days=True,
    ),
    Action(
        name="menus",
        help=Text("meals (a week)", "les menus (une semaine)"),
        run=menus,
        days=True,
    ),
    Action(
        name="agenda",
        help=Text("the school’s events (a month)", "l’agenda de l’école (un mois)"),
        run=agenda,
        days=True,
    ),
    Action(
        name="teachers",
        help=Text("teachers of the class", "l’équipe de la classe"),
        run=teachers,
    ),
)
