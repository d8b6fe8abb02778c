"""The files of the school: where each of them hangs, and the name it keeps in this home.

PRONOTE's own address of a file dies with the session. Here a file goes by the page it hangs
on and by its key: whoever has that can ask the page again, today or next month.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
import mimetypes
from pathlib import PurePosixPath
import re
from typing import Final, Self, override

from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.json import JsonObjectType

from ..client import Attachment, AttachmentKind, Download, Period, PronoteClient, Pupil
from ..client.errors import StaleObjectError
from ..const import DOMAIN
from ..targets import Account

PATH: Final = f"/api/{DOMAIN}/files"
MEDIA: Final = f"media-source://{DOMAIN}"
SIGNED_FOR: Final = timedelta(days=1)

ACCOUNT: Final = "-"
"""In the place of a child: what belongs to the whole account."""
NOW: Final = "0"
"""The mark of the current period."""

_PLACE = re.compile(
    r"(?P<entry_id>[0-9A-Za-z]{1,64})/(?P<pupil>-|[0-9a-f-]{2,40})/(?P<shelf>[a-z_]{1,20})"
    r"/(?P<mark>[0-9a-f-]{1,40})/(?P<key>[0-9a-f-]{1,40})(?:\.[0-9a-z]{1,8})?"
)
_SUFFIX = re.compile(r"\.[0-9a-z]{1,8}")
_ACTIVE = frozenset(
    {
        "application/javascript",
        "application/xhtml+xml",
        "application/xml",
        "image/svg+xml",
        "text/html",
        "text/javascript",
        "text/xml",
    }
)
ANY_TYPE: Final = "application/octet-stream"


class Shelf(StrEnum):
    """What files hang on."""

    HOMEWORK = "homework"
    CONTENTS = "contents"
    GRADES = "grades"
    SCHOOL_LIFE = "school_life"
    AGENDA = "agenda"
    NEWS = "news"
    DISCUSSIONS = "discussions"
    REPORT_CARDS = "report_cards"
    TIMETABLES = "timetables"
    PHOTO = "photo"


class UnknownPlaceError(ValueError):
    """No file can be there."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """Where files hang together: one page, asked about one day, period, news or discussion."""

    entry_id: str
    pupil: str
    """The key of the child, or ACCOUNT."""
    shelf: Shelf
    mark: str
    """The day, or the key of the period, news or discussion."""

    @classmethod
    def of(cls, target: Account, shelf: Shelf, mark: object) -> Self:
        """Return where the files of a day, a period or a discussion of a target hang together."""
        key = ACCOUNT if target.pupil is None else target.pupil.key
        return cls(target.entry.entry_id, key, shelf, str(mark))

    def file(self, key: str, name: str) -> FilePlace:
        """Return the place of a file."""
        suffix = PurePosixPath(name).suffix.lower()
        return FilePlace(self, key, suffix if _SUFFIX.fullmatch(suffix) else "")


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where one file is. Nothing of it tells what the file is about."""

    drawer: Drawer
    key: str
    suffix: str = ""

    @override
    def __str__(self) -> str:
        """Return the place as the end of an address."""
        drawer = self.drawer
        return (
            f"{drawer.entry_id}/{drawer.pupil}/{drawer.shelf}/{drawer.mark}"
            f"/{self.key}{self.suffix}"
        )

    @property
    def path(self) -> str:
        """The address of the file in this home, for who is signed in."""
        return f"{PATH}/{self}"

    @property
    def media_content_id(self) -> str:
        """What media players know the file by."""
        return f"{MEDIA}/{self}"

    @staticmethod
    def parse(text: str) -> FilePlace:
        """Read a place, also with what stands before it. Raises UnknownPlaceError."""
        for start in (f"{MEDIA}/", f"{PATH}/"):
            text = text.removeprefix(start)
        if (match := _PLACE.fullmatch(text)) is None:
            raise UnknownPlaceError
        entry_id, pupil, shelf, mark, key = match.groups()
        if shelf not in set(Shelf):
            raise UnknownPlaceError
        place = Drawer(entry_id, pupil, Shelf(shelf), mark)
        return FilePlace(place, key, text[match.end("key") :])


def file_type(name: str) -> str:
    """Return the type of a file by its name; never one that a browser would execute."""
    guessed, packed = mimetypes.guess_file_type(name)
    return ANY_TYPE if guessed is None or packed or guessed in _ACTIVE else guessed


def tell_file(drawer: Drawer, file: Attachment) -> JsonObjectType:
    """Return what is told of a file or link; it stays true. See `async_signed`."""
    told: JsonObjectType = {"key": file.key, "name": file.name, "kind": file.kind.value}
    if file.kind is AttachmentKind.LINK:
        return told | {"url": file.url}
    place = drawer.file(file.key, file.name)
    return told | {
        "type": file_type(file.name),
        "url": place.path,
        "media_content_id": place.media_content_id,
    }


@callback
def async_signed(hass: HomeAssistant, path: str) -> str:
    """Return the address of a file for a browser or a telephone, good for a day."""
    return async_sign_path(hass, path, SIGNED_FOR)


# --- asking the page again


type _List = Callable[
    [PronoteClient, Pupil | None, str], Awaitable[Iterable[Attachment]]
]


async def _homework(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    day = _day(mark)
    found = await client.homework.get(_child(pupil), day, day)
    return [file for work in found for file in work.files]


async def _contents(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    day = _day(mark)
    found = await client.timetable.contents(_child(pupil), day, day)
    return [
        file
        for lesson in found
        for part in lesson.contents
        for file in part.attachments
    ]


async def _grades(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    child = _child(pupil)
    book = await client.grades.get(child, period_of(child, mark))
    return [file for grade in book.grades for file in grade.attachments]


async def _school_life(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    child = _child(pupil)
    life = await client.school_life.get(child, period_of(child, mark))
    return [file for event in life.punishments for file in event.attachments]


async def _agenda(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    day = _day(mark)
    found = await client.agenda.get(_child(pupil), day, day)
    return [file for event in found for file in event.attachments]


async def _news(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    for news in await client.news.get(pupil):
        if news.key == mark:
            return (await client.news.content(news, pupil)).attachments
    return ()


async def _discussions(
    client: PronoteClient, pupil: Pupil | None, mark: str
) -> Iterable[Attachment]:
    for discussion in await client.discussions.get(pupil):
        if discussion.key == mark:
            thread = await client.discussions.thread(discussion, pupil)
            return [file for item in thread.messages for file in item.attachments]
    return ()


_LISTS: Final[Mapping[Shelf, _List]] = {
    Shelf.HOMEWORK: _homework,
    Shelf.CONTENTS: _contents,
    Shelf.GRADES: _grades,
    Shelf.SCHOOL_LIFE: _school_life,
    Shelf.AGENDA: _agenda,
    Shelf.NEWS: _news,
    Shelf.DISCUSSIONS: _discussions,
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that comes from the school, with the name it has there."""

    name: str
    download: Download

    @property
    def type(self) -> str:
        """What it is, by its name."""
        return file_type(self.name)


@asynccontextmanager
async def open_place(
    client: PronoteClient, place: FilePlace
) -> AsyncIterator[OpenFile]:
    """Open the file of a place. Raises StaleObjectError when it is not there (any more)."""
    drawer = place.drawer
    pupil = client.account.pupil(drawer.pupil)
    if pupil is None and drawer.pupil != ACCOUNT:
        raise StaleObjectError("No such child")
    name, opened = await _opened(client, pupil, place)
    async with opened as download:
        yield OpenFile(name, download)


async def _opened(
    client: PronoteClient, pupil: Pupil | None, place: FilePlace
) -> tuple[str, AbstractAsyncContextManager[Download]]:
    mark = place.drawer.mark
    match place.drawer.shelf:
        case Shelf.REPORT_CARDS:
            child = _child(pupil)
            period = period_of(child, mark)
            name = "bulletin.pdf" if period is None else f"{period.name}.pdf"
            return name, client.report_cards.open_pdf(child, period)
        case Shelf.TIMETABLES:
            week = client.account.calendar.week(_day(mark))
            return f"{mark}.pdf", client.timetable.open_pdf(_child(pupil), week)
        case Shelf.PHOTO:
            return "photo.jpg", _at_hand(await client.files.photo(_child(pupil)))
        case shelf:
            file = client.files.known(place.key)
            if file is None:
                listed = await _LISTS[shelf](client, pupil, mark)
                file = next((item for item in listed if item.key == place.key), None)
            if file is None or file.kind is not AttachmentKind.FILE:
                raise StaleObjectError("No such file")
            return file.name, client.files.open(file)


@asynccontextmanager
async def _at_hand(content: bytes) -> AsyncIterator[Download]:
    async def parts() -> AsyncIterator[bytes]:
        yield content

    yield Download(ok=True, content_type=ANY_TYPE, size=len(content), parts=parts())


def mark_of(pupil: Pupil, period_name: str) -> str:
    """Return the mark of a period, by the name a page gives it."""
    return next((item.key for item in _periods(pupil) if item.name == period_name), NOW)


def period_of(pupil: Pupil, mark: str) -> Period | None:
    """Return the period of a mark. Raises StaleObjectError."""
    if mark == NOW:
        return None
    for period in _periods(pupil):
        if period.key == mark:
            return period
    raise StaleObjectError("No such period")


def _periods(pupil: Pupil) -> list[Period]:
    return [
        *pupil.periods,
        *(period for periods in pupil.tab_periods.values() for period in periods),
    ]


def _child(pupil: Pupil | None) -> Pupil:
    if pupil is None:
        raise StaleObjectError("This hangs on a child's page")
    return pupil


def _day(mark: str) -> date:
    try:
        return date.fromisoformat(mark)
    except ValueError as error:
        raise StaleObjectError("No such day") from error
