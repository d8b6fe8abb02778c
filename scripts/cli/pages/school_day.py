"""Commands for the timetable, contents, homework, menus, agenda and teachers."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from aiopronote import (
    AgendaEvent,
    Homework,
    Lesson,
    LessonContents,
    Menu,
    Teacher,
    TimetableColors,
    TimetableLayout,
)

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text
from ..output import Column, Result, format_day, table
from ..output_files import write_file
from ..selection import find_by_key, short_key
from ..uploads import read_upload

_DAY = Text("Day", "Jour")
_SUBJECT = Text("Subject", "Matière")
_KEY = Text("Key", "Clé")
_TEXT = Text("Text", "Texte")
_FILES = Text("Files", "Fichiers")
_PDF = Text("write it as PDF", "l’écrire en PDF")
_YEAR = Text("with --pdf: the whole year", "avec --pdf : l’année entière")
_LANDSCAPE = Text("with --pdf: in landscape", "avec --pdf : en paysage")
_COLORS = Text(
    "with --pdf: what has the color of the subject",
    "avec --pdf : ce qui prend la couleur de la matière",
)

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


async def timetable(context: Context) -> Result:
    """List lessons, or write a week or the whole year as PDF."""
    start, end = context.days(0, 0)
    pupil = context.pupil()
    if (path := context.arguments.pdf) is not None:
        arguments = context.arguments
        week = None if arguments.year else context.account.calendar.week(start)
        layout = TimetableLayout(
            landscape=arguments.landscape, colors=TimetableColors(arguments.colors)
        )
        ask = partial(context.client.timetable.pdf, pupil, week, layout)
        return await write_file(context, path, ask)
    found = await context.client.timetable.get(pupil, start, end)
    return Result(found, (table(found.lessons, LESSONS),))


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


async def contents(context: Context) -> Result:
    """List what was done in the lessons."""
    found = await context.client.timetable.contents(
        context.pupil(), *context.days(-7, 7)
    )
    return Result(found, (table(found, _CONTENTS),))


HOMEWORK: tuple[Column[Homework], ...] = (
    Column(_KEY, short_key),
    Column(Text("Due", "Pour le"), lambda work: work.due),
    Column(_SUBJECT, lambda work: work.subject),
    Column(_TEXT, lambda work: work.text),
    Column(Text("Given", "Donné le"), lambda work: work.given),
    Column(_FILES, lambda work: [file.name for file in work.files]),
    Column(Text("Done", "Fait"), lambda work: work.done),
)


async def homework(context: Context) -> Result:
    """List the work to do."""
    found = await context.client.homework.get(context.pupil(), *context.days(0, 14))
    return Result(found, (table(found, HOMEWORK),))


async def tick(context: Context) -> Result:
    """Mark homework done, or not."""
    pupil = context.pupil()
    work = find_by_key(
        context.arguments.key,
        await context.client.homework.get(pupil, *context.days(-14, 44)),
    )
    after = await context.client.homework.set_done(
        pupil, work, not context.arguments.undo
    )
    return Result(after, (table((after,), HOMEWORK),))


def _tick_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", help=str(_KEY))
    parser.add_argument(
        "--undo", action="store_true", help=str(Text("not done yet", "pas encore fait"))
    )


async def hand_in(context: Context) -> Result:
    """Hand in a file for homework, or withdraw it."""
    pupil, path = context.pupil(), context.arguments.file
    works = await context.client.homework.get(pupil, *context.days(-14, 44))
    work = find_by_key(context.arguments.key, works)
    if path is None:
        after = await context.client.homework.withdraw(pupil, work)
    else:
        after = await context.client.homework.hand_in(pupil, work, read_upload(path))
    return Result(after, (table((after,), HOMEWORK),))


def _hand_in_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", help=str(_KEY))
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help=str(Text("none withdraws it", "aucun : le retirer")),
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


async def menus(context: Context) -> Result:
    """List the meals."""
    found = await context.client.menus.get(context.pupil(), *context.days(0, 6))
    return Result(found, (table(found, MENUS),))


AGENDA: tuple[Column[AgendaEvent], ...] = (
    Column(
        Text("From", "Du"),
        lambda event: format_day(event.start.date()) if event.all_day else event.start,
    ),
    Column(
        Text("To", "Au"),
        lambda event: format_day(event.end.date()) if event.all_day else event.end,
    ),
    Column(Text("Event", "Événement"), lambda event: event.name),
    Column(Text("Kind", "Genre"), lambda event: event.category),
    Column(Text("Author", "Auteur"), lambda event: event.author),
    Column(_TEXT, lambda event: event.comment),
    Column(_FILES, lambda event: [file.name for file in event.attachments]),
)


async def agenda(context: Context) -> Result:
    """List the school's events."""
    found = await context.client.agenda.get(context.pupil(), *context.days(0, 30))
    return Result(found, (table(found, AGENDA),))


_TEACHERS: tuple[Column[Teacher], ...] = (
    Column(Text("Name", "Nom"), lambda person: person.name),
    Column(Text("Function", "Fonction"), lambda person: person.role),
    Column(
        Text("Subjects", "Matières"),
        lambda person: [subject.name for subject in person.subjects],
    ),
    Column(Text("Mail", "Courriel"), lambda person: person.email),
)


async def teachers(context: Context) -> Result:
    """List the teachers of a pupil's class."""
    found = await context.client.teachers.get(context.pupil())
    return Result(found, (table(found, _TEACHERS),))


def _pdf_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=str(_PDF))
    parser.add_argument("--year", action="store_true", help=str(_YEAR))
    parser.add_argument("--landscape", action="store_true", help=str(_LANDSCAPE))
    parser.add_argument(
        "--colors",
        choices=tuple(TimetableColors),
        default=TimetableColors.BACKGROUND,
        help=str(_COLORS),
    )


COMMANDS = (
    AccountCommand(
        name="timetable",
        help=Text("lessons (today)", "les cours (aujourd’hui)"),
        run=timetable,
        arguments=_pdf_argument,
        days=True,
    ),
    AccountCommand(
        name="homework",
        help=Text("homework (two weeks)", "le travail à faire (deux semaines)"),
        run=homework,
        days=True,
    ),
    AccountCommand(
        name="tick",
        help=Text("mark homework done", "cocher un devoir"),
        run=tick,
        arguments=_tick_arguments,
        days=True,
    ),
    AccountCommand(
        name="hand-in",
        help=Text("hand in a file, or withdraw it", "rendre un fichier, ou le retirer"),
        run=hand_in,
        arguments=_hand_in_arguments,
        days=True,
    ),
    AccountCommand(
        name="contents",
        help=Text(
            "what was done in the lessons (last week)",
            "le contenu des cours (depuis une semaine)",
        ),
        run=contents,
        days=True,
    ),
    AccountCommand(
        name="menus",
        help=Text("meals (a week)", "les menus (une semaine)"),
        run=menus,
        days=True,
    ),
    AccountCommand(
        name="agenda",
        help=Text("the school’s events (a month)", "l’agenda de l’école (un mois)"),
        run=agenda,
        days=True,
    ),
    AccountCommand(
        name="teachers",
        help=Text("teachers of the class", "l’équipe de la classe"),
        run=teachers,
    ),
)
