"""Commands to list and download the files on the pages."""

from argparse import ArgumentParser
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiopronote import Attachment, AttachmentKind, PageNotAllowedError, Pupil

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text, UsageError
from ..output import Column, Result, table
from ..output_files import new_file, report_file
from ..selection import find_by_key, short_key

ABOUT = Text("files attached to the pages", "les fichiers joints aux pages")

_A_LINK = Text(
    "This is a link, not a file: open {url} in a browser.",
    "C’est un lien, pas un fichier : ouvrez {url} dans un navigateur.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """File with its place."""

    page: str
    on: str
    file: Attachment

    @property
    def key(self) -> str:
        """Return the key of the file."""
        return self.file.key


@dataclass(frozen=True, slots=True)
class _Search:
    context: Context
    pupil: Pupil
    start: date
    end: date


type Attached = Iterable[tuple[object, Iterable[Attachment]]]


async def _homework(search: _Search) -> Attached:
    client = search.context.client
    found = await client.homework.get(search.pupil, search.start, search.end)
    return ((work.subject, work.files) for work in found)


async def _contents(search: _Search) -> Attached:
    client = search.context.client
    found = await client.timetable.contents(search.pupil, search.start, search.end)
    return (
        (lesson.subject, part.attachments)
        for lesson in found
        for part in lesson.contents
    )


async def _grades(search: _Search) -> Attached:
    book = await search.context.client.grades.get(search.pupil)
    return ((grade.subject, grade.attachments) for grade in book.grades)


async def _evaluations(search: _Search) -> Attached:
    found = await search.context.client.evaluations.get(search.pupil)
    return ((one.subject, one.attachments) for one in found)


async def _school_life(search: _Search) -> Attached:
    life = await search.context.client.school_life.get(search.pupil)
    return ((event.name, event.attachments) for event in life.punishments)


async def _agenda(search: _Search) -> Attached:
    found = await search.context.client.agenda.get(
        search.pupil, search.start, search.end
    )
    return ((event.name, event.attachments) for event in found)


async def _news(search: _Search) -> Attached:
    client = search.context.client
    found = [
        await client.news.content(item, search.pupil)
        for item in await client.news.get(search.pupil)
    ]
    return ((item.title, item.attachments) for item in found)


async def _discussions(search: _Search) -> Attached:
    client = search.context.client
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
"""Pages that need a request for each item. They are read only when they are named."""


async def _listed(context: Context) -> AsyncIterator[ListedFile]:
    search = _Search(context, context.pupil(), *context.days(-7, 21))
    chosen = context.arguments.page or [
        page for page in _PAGES if page not in _ONE_BY_ONE
    ]
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


async def list_files(context: Context) -> Result:
    """List the files of some pages."""
    found = [item async for item in _listed(context)]
    return Result(found, (table(found, FILES),))


async def download(context: Context) -> Result:
    """Download a file, part by part."""
    found = [item async for item in _listed(context)]
    unique = {item.key: item for item in found}
    file = find_by_key(context.arguments.key, tuple(unique.values())).file
    if file.kind is AttachmentKind.LINK:
        raise UsageError(_A_LINK, url=file.url)
    path = _target(context.arguments.into, file.name)
    size = 0
    async with context.client.files.open(file) as coming:
        with (
            new_file(path) as target,
            context.output.progress(file.name, coming.size) as advance,
        ):
            async for part in coming.parts:
                size += target.write(part)
                advance(len(part))
    return report_file(context, path, size)


def _target(wanted: Path, name: str) -> Path:
    """Return the path of a downloaded file, always inside the folder."""
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


COMMANDS = (
    AccountCommand(
        name="files list",
        help=Text("list them", "les lister"),
        run=list_files,
        arguments=_arguments,
        days=True,
    ),
    AccountCommand(
        name="files download",
        help=Text("download one", "en télécharger un"),
        run=download,
        arguments=_download_arguments,
        days=True,
    ),
)
