"""Locations of PRONOTE files: stable references that survive a session.

A file URL of PRONOTE expires with its session. A location consists of the source, a reference (a
day, period, news item or discussion) and the key of the file, so that the page can be requested
again at any time.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
import mimetypes
from pathlib import PurePosixPath
import re
from typing import Final, Self, override

from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.json import JsonObjectType

from ..client import (
    Attachment,
    AttachmentKind,
    Document,
    DocumentKind,
    Download,
    FilePage,
    FilePlace,
    Period,
    PronoteClient,
    Pupil,
)
from ..client.errors import StaleObjectError
from ..const import DOMAIN
from ..coordinator.news import concerns
from ..targets import AccountTarget
from .attachments import (
    AttachedFile,
    agenda_files,
    contents_files,
    grade_files,
    homework_files,
    school_life_files,
    thread_files,
)
from .printed import PrintedReport, PrintedTimetable, parse_day

API_PATH: Final = f"/api/{DOMAIN}/files"
MEDIA_URI: Final = f"media-source://{DOMAIN}"
SIGNATURE_LIFETIME: Final = timedelta(days=1)

ACCOUNT: Final = "-"
"""In the place of a child: what belongs to the whole account."""
CURRENT: Final = "0"
"""The mark of the current period."""

_LOCATION = re.compile(
    r"(?P<entry_id>[0-9A-Za-z]{1,64})/(?P<pupil>-|[0-9a-f-]{2,40})/(?P<source>[a-z_]{1,20})"
    r"/(?P<ref>[0-9a-f-]{1,40})/(?P<key>[0-9a-f-]{1,40})(?:\.[0-9a-z]{1,8})?"
)
_SUFFIX = re.compile(r"\.[0-9a-z]{1,8}")
_EXECUTABLE_TYPES = frozenset(
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
DEFAULT_CONTENT_TYPE: Final = "application/octet-stream"


class FileSource(StrEnum):
    """What a file is attached to."""

    HOMEWORK = "homework"
    CONTENTS = "contents"
    GRADES = "grades"
    SCHOOL_LIFE = "school_life"
    AGENDA = "agenda"
    NEWS = "news"
    DISCUSSIONS = "discussions"
    REPORT_CARDS = "report_cards"
    GRADE_RECORDS = "grade_records"
    TIMETABLES = "timetables"
    DOCUMENTS = "documents"
    PHOTO = "photo"


MESSAGE_SOURCES: Final = frozenset({FileSource.NEWS, FileSource.DISCUSSIONS})
"""Sources that an account may reserve to administrators."""


class InvalidLocationError(ValueError):
    """The text is not a valid file location."""


@dataclass(frozen=True, slots=True)
class FileCollection:
    """The files of one page for one day, period, news item or discussion."""

    entry_id: str
    pupil: str
    """The key of the child, or ACCOUNT."""
    source: FileSource
    ref: str
    """The day, or the key of the period, news or discussion."""

    @classmethod
    def of(cls, target: AccountTarget, source: FileSource, ref: object) -> Self:
        """Return the collection of a source and a reference of a target."""
        key = ACCOUNT if target.pupil is None else target.pupil.key
        return cls(target.entry.entry_id, key, source, str(ref))

    def locate(self, key: str, name: str) -> FileLocation:
        """Return the location of a file."""
        suffix = PurePosixPath(name).suffix.lower()
        return FileLocation(self, key, suffix if _SUFFIX.fullmatch(suffix) else "")


@dataclass(frozen=True, slots=True)
class FileLocation:
    """Location of one file. It contains no personal data."""

    collection: FileCollection
    key: str
    suffix: str = ""

    @override
    def __str__(self) -> str:
        """Return the location as the end of a URL path."""
        collection = self.collection
        return (
            f"{collection.entry_id}/{collection.pupil}/{collection.source}/{collection.ref}"
            f"/{self.key}{self.suffix}"
        )

    @property
    def path(self) -> str:
        """The URL path of the file in Home Assistant, for signed-in users."""
        return f"{API_PATH}/{self}"

    @property
    def media_content_id(self) -> str:
        """The media content ID of the file."""
        return f"{MEDIA_URI}/{self}"

    @staticmethod
    def parse(text: str) -> FileLocation:
        """Parse a location, a URL path or a media content ID. Raises InvalidLocationError."""
        for start in (f"{MEDIA_URI}/", f"{API_PATH}/"):
            text = text.removeprefix(start)
        if (match := _LOCATION.fullmatch(text)) is None:
            raise InvalidLocationError
        entry_id, pupil, source, ref, key = match.groups()
        if source not in set(FileSource):
            raise InvalidLocationError
        collection = FileCollection(entry_id, pupil, FileSource(source), ref)
        return FileLocation(collection, key, text[match.end("key") :])


def file_type(name: str) -> str:
    """Return the MIME type of a file by its name; never one that a browser executes."""
    guessed, packed = mimetypes.guess_file_type(name)
    return (
        DEFAULT_CONTENT_TYPE
        if guessed is None or packed or guessed in _EXECUTABLE_TYPES
        else guessed
    )


def serialize_file(collection: FileCollection, file: Attachment) -> JsonObjectType:
    """Serialize a file or link, without a signature. See `async_sign_url`."""
    serialized: JsonObjectType = {
        "key": file.key,
        "name": file.name,
        "kind": file.kind.value,
    }
    location = collection.locate(file.key, file.name)
    if file.kind is AttachmentKind.LINK:
        return serialized | {"url": file.url or location.path}
    return serialized | {
        "type": file_type(file.name),
        "url": location.path,
        "media_content_id": location.media_content_id,
    }


@callback
def async_sign_url(
    hass: HomeAssistant, path: str, *, for_everybody: bool = False
) -> str:
    """Return a signed URL of a file, valid for a day.

    One for everybody stays valid when the user whose request this is logs out.
    """
    return async_sign_path(
        hass, path, SIGNATURE_LIFETIME, use_content_user=for_everybody
    )


# --- asking the page again


async def _list_files(
    client: PronoteClient, source: FileSource, pupil: Pupil | None, ref: str
) -> Iterable[Attachment]:
    """Request the page of a reference, and return its files. Raises StaleObjectError."""
    match source:
        case FileSource.NEWS:
            return await _news_files(client, pupil, ref)
        case FileSource.DISCUSSIONS:
            found = await _thread_files(client, pupil, ref)
        case FileSource.GRADES | FileSource.SCHOOL_LIFE:
            found = await _period_files(client, source, _require_child(pupil), ref)
        case _:
            found = await _day_files(client, source, _require_child(pupil), ref)
    return [item.file for item in found]


async def _day_files(
    client: PronoteClient, source: FileSource, child: Pupil, ref: str
) -> list[AttachedFile]:
    day = parse_day(ref)
    match source:
        case FileSource.HOMEWORK:
            return homework_files(await client.homework.get(child, day, day))
        case FileSource.CONTENTS:
            return contents_files(await client.timetable.contents(child, day, day))
    return agenda_files(await client.agenda.get(child, day, day))


async def _period_files(
    client: PronoteClient, source: FileSource, child: Pupil, ref: str
) -> list[AttachedFile]:
    period = period_for_ref(child, ref)
    if source is FileSource.GRADES:
        return grade_files(await client.grades.get(child, period))
    return school_life_files(await client.school_life.get(child, period))


async def _news_files(
    client: PronoteClient, pupil: Pupil | None, ref: str
) -> Iterable[Attachment]:
    for news in await client.news.get(pupil):
        if news.key != ref:
            continue
        if pupil is None or concerns(news, pupil, client.account.pupils):
            return (await client.news.content(news, pupil)).attachments
    return ()


async def _thread_files(
    client: PronoteClient, pupil: Pupil | None, ref: str
) -> list[AttachedFile]:
    for discussion in await client.discussions.get(pupil):
        if discussion.key == ref:
            return thread_files(await client.discussions.thread(discussion, pupil))
    return []


_WHOLE_SOURCES: Final = frozenset(
    {
        FileSource.REPORT_CARDS,
        FileSource.GRADE_RECORDS,
        FileSource.TIMETABLES,
        FileSource.DOCUMENTS,
        FileSource.PHOTO,
    }
)
"""Sources that have one file for each reference: its key is the reference."""


def _file_place(source: FileSource, pupil: Pupil | None, ref: str) -> FilePlace | None:
    """Return where the client lists the files of a reference; None if only the page lists them.

    Raises StaleObjectError.
    """
    page = FilePage(source.value)
    if source in MESSAGE_SOURCES:
        return FilePlace.of(page, pupil, ref)
    child = _require_child(pupil)
    if source not in (FileSource.GRADES, FileSource.SCHOOL_LIFE):
        return FilePlace.of(page, child, parse_day(ref))
    period = period_for_ref(child, ref)
    return None if period is None else FilePlace.of(page, child, period.name)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open download, with the file name that PRONOTE gives."""

    name: str
    download: Download

    @property
    def type(self) -> str:
        """The MIME type, by the file name."""
        return file_type(self.name)


async def find_link(client: PronoteClient, location: FileLocation) -> str | None:
    """Return the address of the link at a location, or None if there is a file.

    Raises StaleObjectError if it does not exist any more.
    """
    if location.collection.source is FileSource.DOCUMENTS:
        child = _require_child(_find_child(client, location))
        document = await client.documents.find(child, location.collection.ref)
        return await client.documents.link_url(child, document)
    if location.collection.source in _WHOLE_SOURCES:
        return None
    attachment = await _find(client, _find_child(client, location), location)
    if attachment.kind is not AttachmentKind.LINK:
        return None
    return await client.files.link_url(attachment)


@asynccontextmanager
async def open_location(
    client: PronoteClient, location: FileLocation
) -> AsyncIterator[OpenFile]:
    """Open the file at a location. Raises StaleObjectError if it does not exist any more."""
    name, opening = await _open(client, _find_child(client, location), location)
    async with opening as download:
        yield OpenFile(name, download)


def _find_child(client: PronoteClient, location: FileLocation) -> Pupil | None:
    """Return the child of a location, or None for the account."""
    key = location.collection.pupil
    pupil = client.account.pupil(key)
    if pupil is None and key != ACCOUNT:
        raise StaleObjectError("Child not found")
    return pupil


async def _find(
    client: PronoteClient, pupil: Pupil | None, location: FileLocation
) -> Attachment:
    """Return the attachment at a location, from an earlier answer if possible."""
    source, ref = location.collection.source, location.collection.ref
    place = _file_place(source, pupil, ref)
    file = None if place is None else client.files.known(place, location.key)
    if file is None:
        files = await _list_files(client, source, pupil, ref)
        file = next((item for item in files if item.key == location.key), None)
    if file is None:
        raise StaleObjectError("File not found")
    return file


async def _open(
    client: PronoteClient, pupil: Pupil | None, location: FileLocation
) -> tuple[str, AbstractAsyncContextManager[Download]]:
    ref = location.collection.ref
    if location.collection.source in _WHOLE_SOURCES and location.key != ref:
        raise StaleObjectError("File not found")
    match location.collection.source:
        case FileSource.REPORT_CARDS:
            child = _require_child(pupil)
            report = PrintedReport.parse(ref)
            period = period_for_ref(child, report.period)
            name = "bulletin.pdf" if period is None else f"{period.name}.pdf"
            return name, client.report_cards.open_pdf(child, period, report.layout)
        case FileSource.GRADE_RECORDS:
            child = _require_child(pupil)
            report = PrintedReport.parse(ref)
            period = period_for_ref(child, report.period)
            name = "releve.pdf" if period is None else f"{period.name}.pdf"
            return name, client.grades.open_record_pdf(child, period, report.layout)
        case FileSource.TIMETABLES:
            printed = PrintedTimetable.parse(ref)
            week = None
            if printed.monday is not None:
                week = client.account.calendar.week(printed.monday)
            return f"{ref}.pdf", client.timetable.open_pdf(
                _require_child(pupil), week, printed.layout
            )
        case FileSource.DOCUMENTS:
            child = _require_child(pupil)
            document = await client.documents.find(child, ref)
            return document_name(document), client.documents.open(child, document)
        case FileSource.PHOTO:
            return "photo.jpg", _from_memory(
                await client.files.photo(_require_child(pupil))
            )
        case _:
            file = await _find(client, pupil, location)
            if not file.on_server:
                raise StaleObjectError("File not found")
            return file.name, client.files.open(file)


@asynccontextmanager
async def _from_memory(content: bytes) -> AsyncIterator[Download]:
    async def parts() -> AsyncIterator[bytes]:
        yield content

    yield Download(
        ok=True, content_type=DEFAULT_CONTENT_TYPE, size=len(content), parts=parts()
    )


def document_name(document: Document) -> str:
    """Return the file name of a document; what PRONOTE prints is a PDF file."""
    if document.attachment is not None:
        return document.attachment.name
    if document.kind is DocumentKind.LOCKER:
        return document.name
    name = " - ".join(filter(None, (document.name, document.period)))
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"


def serialize_document(
    target: AccountTarget, document: Document
) -> tuple[FileLocation, JsonObjectType]:
    """Return the location of a document, and its URL without a signature."""
    collection = FileCollection.of(target, FileSource.DOCUMENTS, document.key)
    location = collection.locate(document.key, document_name(document))
    attachment = document.attachment
    if attachment is not None and attachment.kind is AttachmentKind.LINK:
        return location, {"url": attachment.url or location.path}
    return location, {
        "type": file_type(document_name(document)),
        "url": location.path,
        "media_content_id": location.media_content_id,
    }


def period_ref(pupil: Pupil, period_name: str) -> str:
    """Return the reference of a period, by its name on a page."""
    return next(
        (item.key for item in _periods(pupil) if item.name == period_name), CURRENT
    )


def period_for_ref(pupil: Pupil, ref: str) -> Period | None:
    """Return the period of a reference. Raises StaleObjectError."""
    if ref == CURRENT:
        return None
    for period in _periods(pupil):
        if period.key == ref:
            return period
    raise StaleObjectError("Period not found")


def _periods(pupil: Pupil) -> list[Period]:
    return [
        *pupil.periods,
        *(period for periods in pupil.tab_periods.values() for period in periods),
    ]


def _require_child(pupil: Pupil | None) -> Pupil:
    if pupil is None:
        raise StaleObjectError("The file belongs to a page of a child")
    return pupil
