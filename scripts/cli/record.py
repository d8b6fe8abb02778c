"""Record the pages of a school, as anonymous answers that a test can read."""

from argparse import ArgumentParser, Namespace
from asyncio import sleep
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, islice
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiopronote import (
    ConnectionFailedError,
    PageNotAllowedError,
    PronoteClient,
    PronoteError,
    Pupil,
    RetryLaterError,
)

from . import accounts
from .anonymize import Anonymizer, Counts
from .commands import StandaloneCommand
from .connect import next_credentials, open_client
from .context import Context
from .error_messages import error_message
from .i18n import Text, UsageError
from .login_methods import add_password_file
from .output import Column, Output, Result, table
from .private_files import write_private
from .prompts import can_prompt, prompt

PAUSE = 2.0
"""Seconds between two pages: about what a person needs to open the next one."""

_EXCERPT, _EXCERPTS = 60, 4
"""Length and number of the texts shown of each page."""
_SHOWN = frozenset({"L", "libelle", "objet", "contenu", "commentaire", "titre"})
_READING_ERRORS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    PronoteError,
    TypeError,
    ValueError,
)
"""What reading an unexpected answer may raise. The answer is recorded all the same."""

_ONLY_ANONYMOUS = Text(
    "Recordings are always anonymous: add --anonymize.",
    "Les enregistrements sont toujours anonymes : ajoutez --anonymize.",
)
_NOBODY = Text(
    "There is no terminal to show the recording and ask: add --yes.",
    "Il n’y a pas de terminal pour montrer l’enregistrement et demander : ajoutez --yes.",
)
_OPENING = Text("Opening the pages", "Ouverture des pages")
_THERE = Text(
    "{path} already exists: choose another folder with --into.",
    "{path} existe déjà : choisissez un autre dossier avec --into.",
)
_CHECK = Text(
    "Every name, text, number and id is invented; dates were moved by whole weeks.",
    "Chaque nom, texte, nombre et identifiant est inventé ; les dates ont été décalées de semaines entières.",
)
_SAVE = Text("Save this in {path}? (y/n)", "Enregistrer ceci dans {path} ? (o/n)")
_YES = frozenset({"y", "yes", "o", "oui"})
_CLOSED = Text("closed to this account", "fermée à ce compte")
_NOT_SAVED = Text("Nothing was saved.", "Rien n’a été enregistré.")
_SAVED = Text(
    "Saved in {path}. Send only the file of the page with the problem.",
    "Enregistré dans {path}. Envoyez seulement le fichier de la page qui pose problème.",
)
_ABOUT = "A recording. Say here what is special in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Pupil with the school day for which the pages are opened."""

    client: PronoteClient
    pupil: Pupil
    day: date

    def days(self, page: Page) -> tuple[date, date]:
        """Return the first and the last day of a page."""
        first = self.day + timedelta(days=page.first)
        sunday = self.day + timedelta(days=6 - self.day.weekday())
        return first, first + timedelta(days=page.days - 1) if page.days else sunday


type Open = Callable[[Visit, date, date], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Page that is opened in the same way as by its command."""

    open: Open
    first: int = 0
    """Days from the day of the visit to the first day of the page."""
    days: int | None = 1
    """Number of days; None for those up to Sunday."""


async def _news(visit: Visit, _: date, __: date) -> object:
    found = await visit.client.news.get(visit.pupil)
    return [
        found,
        [await visit.client.news.content(item, visit.pupil) for item in found[:1]],
    ]


async def _discussions(visit: Visit, _: date, __: date) -> object:
    """Open the list and its first discussion, which stays unread."""
    found = await visit.client.discussions.get(visit.pupil)
    opened = [
        await visit.client.discussions.thread(one, visit.pupil) for one in found[:1]
    ]
    return [found, opened]


async def _nothing(_: Visit, __: date, ___: date) -> None:
    """Do nothing: the login already returned the answers."""


PAGES: dict[str, Page] = {
    "account": Page(open=_nothing),
    "home": Page(
        open=lambda visit, _, __: visit.client.home.get(visit.pupil, visit.day)
    ),
    "timetable": Page(
        open=lambda visit, *days: visit.client.timetable.get(visit.pupil, *days),
        days=None,
    ),
    "homework": Page(
        open=lambda visit, *days: visit.client.homework.get(visit.pupil, *days), days=14
    ),
    "contents": Page(
        open=lambda visit, *days: visit.client.timetable.contents(visit.pupil, *days),
        first=-7,
        days=8,
    ),
    "grades": Page(open=lambda visit, _, __: visit.client.grades.get(visit.pupil)),
    "evaluations": Page(
        open=lambda visit, _, __: visit.client.evaluations.get(visit.pupil)
    ),
    "report_cards": Page(
        open=lambda visit, _, __: visit.client.report_cards.get(visit.pupil)
    ),
    "documents": Page(
        open=lambda visit, _, __: visit.client.documents.get(visit.pupil)
    ),
    "grade_record": Page(
        open=lambda visit, _, __: visit.client.grades.record(visit.pupil)
    ),
    "school_life": Page(
        open=lambda visit, _, __: visit.client.school_life.get(visit.pupil)
    ),
    "menus": Page(
        open=lambda visit, *days: visit.client.menus.get(visit.pupil, *days), days=None
    ),
    "agenda": Page(
        open=lambda visit, *days: visit.client.agenda.get(visit.pupil, *days), days=None
    ),
    "news": Page(open=_news),
    "discussions": Page(open=_discussions),
    "teachers": Page(open=lambda visit, _, __: visit.client.teachers.get(visit.pupil)),
}
"""Pages by the name of their folder among the fixtures of the tests, in a person’s order."""


type Answers = dict[str, list[dict[str, Any]]]
"""Answers by function, in the order in which they came."""


@dataclass(slots=True)
class Recorder:
    """Recorder of the answers of one page at a time, by function."""

    answers: Answers = field(default_factory=dict)

    def __call__(self, function: str, data: dict[str, Any]) -> None:
        """Store a copy of an answer."""
        self.answers.setdefault(function, []).append(json.loads(json.dumps(data)))

    def take(self) -> Answers:
        """Return the answers since the last call."""
        answers, self.answers = self.answers, {}
        return answers


def anonymous(answers: Answers, anonymizer: Anonymizer) -> dict[str, Any]:
    """Return the answers of a fixture: one for each function, or a list of them."""
    found = {
        function: [anonymizer.answer(data) for data in some]
        for function, some in answers.items()
    }
    return {name: some if some[1:] else some[0] for name, some in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Opened page with its anonymous fixture."""

    page: str
    problem: str | None
    answers: dict[str, Any] = field(default_factory=dict)
    """Anonymous answers of the page."""
    fixture: dict[str, Any] | None = None
    """Anonymous fixture, None without an answer."""
    counts: Counts = field(default_factory=Counts)


async def record(arguments: Namespace, output: Output) -> Result:
    """Record pages, show their anonymous form, and save them after confirmation."""
    if not arguments.anonymize:
        raise UsageError(_ONLY_ANONYMOUS)
    if not arguments.yes and not can_prompt():
        raise UsageError(_NOBODY)
    folder = _new_folder(arguments.into)
    name = accounts.choose(arguments.account)
    known = accounts.load(name)
    recorder = Recorder()
    opening = open_client(
        name,
        next_credentials(known, arguments),
        known.timezone,
        arguments,
        output,
        on_answer=recorder,
    )
    async with opening as client:
        context = Context(client, arguments, output)
        with output.status(_OPENING):
            found = await _open_pages(context, recorder, known.timezone)
    _show(found, output)
    if not arguments.yes and not _agrees(folder):
        output.print_message(_NOT_SAVED)
        return Result({"saved": []}, ())
    saved = [str(_save(folder, item)) for item in found if item.fixture]
    output.print_message(_SAVED.format(path=folder))
    return Result({"saved": saved}, ())


def _new_folder(folder: Path) -> Path:
    """Return a folder that does not exist. Raises UsageError for others."""
    if folder.exists():
        raise UsageError(_THERE, path=folder)
    return folder


async def _open_pages(
    context: Context, recorder: Recorder, timezone: ZoneInfo
) -> list[Recorded]:
    """Open the pages and return their anonymous form."""
    client, login = context.client, recorder.take()
    now = _server_time(login, timezone)
    visit = Visit(
        client=client, pupil=context.pupil(), day=_school_day(client, now.date())
    )
    opened = []
    for name in context.arguments.page or PAGES:
        problem = await _open(PAGES[name], visit)
        opened.append((name, problem, recorder.take()))

    anonymizer = Anonymizer(today=now.date())
    anonymizer.learn([login, [answers for _, _, answers in opened]])
    account = anonymous(login, anonymizer)
    found = []
    for name, problem, answers in opened:
        if not answers and PAGES[name].open is not _nothing:
            found.append(Recorded(page=name, problem=problem))
            continue
        if answers:
            anonymizer.counts = Counts()
        of_page = anonymous(answers, anonymizer)
        first, last = visit.days(PAGES[name])
        fixture = {
            "about": _ABOUT,
            "now": datetime.combine(
                anonymizer.move(first), now.time(), timezone
            ).isoformat(),
            "version": client.account.school.version,
            "days": (last - first).days + 1,
            "pupil": client.account.pupils.index(visit.pupil),
            "answers": account | of_page,
        }
        found.append(
            Recorded(
                page=name,
                problem=problem,
                answers=of_page or account,
                fixture=fixture,
                counts=anonymizer.counts,
            )
        )
    return found


def _school_day(client: PronoteClient, today: date) -> date:
    """Return today if it is a school day, otherwise the next one."""
    calendar = client.account.calendar
    if calendar.is_working_day(today):
        return today
    return calendar.next_working_day(today) or today


async def _open(page: Page, visit: Visit) -> str | None:
    """Open a page after a pause. Return the problem with it, if there is one.

    Raises ConnectionFailedError and RetryLaterError: no other page would be answered either.
    """
    if page.open is _nothing:
        return None
    await sleep(PAUSE)
    try:
        await page.open(visit, *visit.days(page))
    except PageNotAllowedError:
        return str(_CLOSED)
    except ConnectionFailedError, RetryLaterError:
        raise
    except PronoteError as error:
        return error_message(error)
    except _READING_ERRORS as error:
        return type(error).__name__
    return None


def _server_time(login: Answers, timezone: ZoneInfo) -> datetime:
    """Return the time at the school by its clock, or by the clock of this machine."""
    for data in chain.from_iterable(login.values()):
        value = data.get("DateServeurHttp")
        text = value.get("V") if isinstance(value, dict) else value
        with suppress(ValueError):
            return datetime.strptime(str(text), "%d/%m/%Y %H:%M:%S").replace(
                tzinfo=timezone
            )
    return datetime.now(timezone).replace(microsecond=0)


_COLUMNS: tuple[Column[Recorded], ...] = (
    Column(Text("Page", "Page"), lambda item: item.page),
    Column(Text("Kept", "Gardé"), lambda item: str(item.counts.kept), right=True),
    Column(
        Text("Replaced", "Remplacé"), lambda item: str(item.counts.replaced), right=True
    ),
    Column(
        Text("Dates moved", "Dates"), lambda item: str(item.counts.moved), right=True
    ),
    Column(
        Text("Left out", "Retiré"), lambda item: str(item.counts.dropped), right=True
    ),
    Column(Text("Problem", "Problème"), lambda item: item.problem),
    Column(Text("Excerpt", "Extrait"), lambda item: "\n".join(_excerpt(item))),
)


def _show(found: list[Recorded], output: Output) -> None:
    """Show the counts of changed values, and texts of each page."""
    output.err.print(table(found, _COLUMNS))
    output.print_message(_CHECK)


def _excerpt(item: Recorded) -> list[str]:
    """Return some texts of a page as they would be saved."""
    texts = dict.fromkeys(_texts(item.answers))
    return [text[:_EXCERPT] for text in islice(texts, _EXCERPTS)]


def _texts(value: object, name: str = "") -> Iterator[str]:
    """Yield the labels and contents of an answer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, name if key == "V" else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and name in _SHOWN and any(map(str.isalpha, value)):
        yield value


def _agrees(folder: Path) -> bool:
    question = Text(_SAVE.en.format(path=folder), _SAVE.fr.format(path=folder))
    return prompt(question, "n").casefold() in _YES


def _save(folder: Path, item: Recorded) -> Path:
    path = folder / f"{item.page}.json"
    text = json.dumps(item.fixture, ensure_ascii=False, indent=2)
    write_private(path, f"{text}\n")
    return path


def _arguments(parser: ArgumentParser) -> None:
    add_password_file(parser)
    parser.add_argument(
        "page",
        nargs="*",
        choices=PAGES,
        metavar="PAGE",
        help=f"{Text('only these', 'seulement celles-ci')}: {', '.join(PAGES)}",
    )
    parser.add_argument(
        "--anonymize",
        action="store_true",
        help=str(
            Text(
                "required: replace names, texts, numbers and ids",
                "obligatoire : remplacer noms, textes, nombres et identifiants",
            )
        ),
    )
    parser.add_argument(
        "--into",
        type=Path,
        default=Path("pronote-recording"),
        metavar="FOLDER",
        help=str(Text("new folder to write", "nouveau dossier à écrire")),
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help=str(Text("save without asking", "enregistrer sans demander")),
    )
    parser.add_argument(
        "--pupil",
        metavar="NAME",
        help=str(Text("child, by name or number", "élève, par nom ou numéro")),
    )


COMMANDS = (
    StandaloneCommand(
        name="record",
        help=Text(
            "record the pages of a school without names, to report a problem",
            "enregistrer les pages d’une école sans les noms, pour signaler un problème",
        ),
        run=record,
        arguments=_arguments,
        account=lambda arguments: accounts.choose(arguments.account),
    ),
)
