"""Files that hang on the pages: list them, bring them home."""

from argparse import ArgumentParser
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiopronote import Attachment, AttachmentKind, Pupil
from aiopronote.errors import PageNotAllowedError

from ..actions import Action
from ..choosing import by_key, short_key
from ..desk import Desk
from ..language import Text, UsageError
from ..screen import Column, Shown, table
from ..writing import new_file, written

ABOUT = Text("files that hang on the pages", "les fichiers joints aux pages")

_A_LINK = Text(
    "This is a link, not a file of the school’s: {url}",
    "C’est un lien, pas un fichier de l’école : {url}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file and where it hangs."""

    page: str
    on: str
    file: Attachment

    @property
    def key(self) -> str:
        """The file's own."""
        return self.file.key


@dataclass(frozen=True, slots=True)
class _Search:
    desk: Desk
    pupil: Pupil
    start: date
    end: date


type Hanging = Iterable[tuple[object, Iterable[Attachment]]]


async def _homework(search: _Search) -> Hanging:
    client = search.desk.client
    found = await client.homework.get(search.pupil, search.start, search.end)
    return ((work.subject, work.files) for work in found)


async def _contents(search: _Search) -> Hanging:
    client = search.desk.client
    found = await client.timetable.contents(search.pupil, search.start, search.end)
    return (
        (lesson.subject, part.attachments)
        for lesson in found
        for part in lesson.contents
    )


async def _grades(search: _Search) -> Hanging:
    book = await search.desk.client.grades.get(search.pupil)
    return ((grade.subject, grade.attachments) for grade in book.grades)


async def _evaluations(search: _Search) -> Hanging:
    found = await search.desk.client.evaluations.get(search.pupil)
    return ((one.subject, one.attachments) for one in found)


async def _school_life(search: _Search) -> Hanging:
    life = await search.desk.client.school_life.get(search.pupil)
    return ((event.name, event.attachments) for event in life.punishments)


async def _agenda(search: _Search) -> Hanging:
    found = await search.desk.client.agenda.get(search.pupil, search.start, search.end)
    return ((event.name, event.attachments) for event in found)


async def _news(search: _Search) -> Hanging:
    client = search.desk.client
    found = [
        await client.news.content(item, search.pupil)
        for item in await client.news.get(search.pupil)
    ]
    return ((item.title, item.attachments) for item in found)


async def _discussions(search: _Search) -> Hanging:
    client = search.desk.client
    threads = [
        await client.discussions.thread(item, search.pupil)
        for item in await client.discussions.get(search.pupil)
    ]
    return (
        (thread.discussion.subject, message.attachments)
        for thread in threads
        for message in thread.messages
    )


_PAGES = {
    "homework": _homework,
    "contents": _contents,
    "grades": _grades,
    "evaluations": _evaluations,
    "school-life": _school_life,
    "agenda": _agenda,
    "news": _news,
    "discussions": _discussions,
}
_ONE_BY_ONE = ("news", "discussions")
"""Pages that cost a request for each thing on them: only when they are named."""


async def _listed(desk: Desk) -> AsyncIterator[ListedFile]:
    search = _Search(desk, desk.pupil(), *desk.days(-7, 21))
    chosen = desk.arguments.page or [page for page in _PAGES if page not in _ONE_BY_ONE]
    for page in chosen:
        with suppress(PageNotAllowedError):
            for name, files in await _PAGES[page](search):
                for file in files:
                    yield ListedFile(page=page, on=str(name or ""), file=file)


FILES: tuple[Column[ListedFile], ...] = (
    Column(Text("Key", "Clé"), short_key),
    Column(Text("Page", "Page"), lambda item: item.page),
    Column(Text("On", "Sur"), lambda item: item.on),
    Column(Text("Name", "Nom"), lambda item: item.file.name),
    Column(Text("Link", "Lien"), lambda item: item.file.url),
)


async def list_files(desk: Desk) -> Shown:
    """List the files of some pages."""
    found = [item async for item in _listed(desk)]
    return Shown(found, (table(found, FILES),))


async def download(desk: Desk) -> Shown:
    """Bring a file home, part by part."""
    found = [item async for item in _listed(desk)]
    unique = {item.key: item for item in found}
    file = by_key(desk.arguments.key, tuple(unique.values())).file
    if file.kind is AttachmentKind.LINK:
        raise UsageError(_A_LINK, url=file.url)
    path = _target(desk.arguments.into, file.name)
    size = 0
    async with desk.client.files.open(file) as coming:
        with (
            new_file(path) as target,
            desk.screen.progress(file.name, coming.size) as advance,
        ):
            async for part in coming.parts:
                size += target.write(part)
                advance(len(part))
    return written(desk, path, size)


def _target(wanted: Path, name: str) -> Path:
    """Return where a file goes; its name at the school leads nowhere else."""
    if not wanted.is_dir():
        return wanted
    letters = (letter for letter in Path(name).name if letter.isprintable())
    return wanted / ("".join(letters).lstrip(".") or "file")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--page",
        action="append",
        choices=_PAGES,
        help=str(
            Text(
                "only this one; news and discussions only when named",
                "seulement celle-ci ; news et discussions à la demande",
            )
        ),
    )


def _download_arguments(parser: ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("key", help=str(Text("key of the file", "clé du fichier")))
    parser.add_argument("--into", type=Path, default=Path(), metavar="PATH")


ACTIONS = (
    Action(
        name="files list",
        help=Text("list them", "les lister"),
        run=list_files,
        arguments=_arguments,
        days=True,
    ),
    Action(
        name="files download",
        help=Text("bring one home", "en récupérer un"),
        run=download,
        arguments=_download_arguments,
        days=True,
    ),
)
