"""Actions on files."""

from base64 import b64encode
from functools import partial
from typing import Final

from homeassistant.core import ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.json import JsonObjectType

from ..client import (
    PeriodPage,
    PronoteClient,
    ReportLayout,
    TimetableColors,
    TimetableLayout,
)
from ..connection.error_messages import validation_error
from ..files.listing import ListedFile, list_files
from ..files.location import (
    CURRENT,
    MESSAGE_SOURCES,
    FileCollection,
    FileLocation,
    FileSource,
    InvalidLocationError,
    file_type,
    open_location,
    serialize_file,
)
from ..files.printed import PrintedReport, PrintedTimetable
from ..school_day.days import monday_of
from ..targets import AccountTarget, ChildTarget
from .common import ActionData, date_range, requested_period, with_signed_url

MAX_CONTENT_BYTES: Final = 1_000_000
LOW_COST_SOURCES: Final = (
    FileSource.HOMEWORK,
    FileSource.CONTENTS,
    FileSource.GRADES,
    FileSource.SCHOOL_LIFE,
    FileSource.AGENDA,
)


async def get_files(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the files of a date range. News and discussions are included only if requested."""
    first, last = date_range(child, data, 30)
    named = data.get("pages")
    found: list[ListedFile] = []
    for name in named or LOW_COST_SOURCES:
        try:
            found += await list_files(child, FileSource(name), first, last)
        except HomeAssistantError as err:
            if named or err.translation_key != "page_closed":
                raise
    return {"files": [_listed_file(child, item) for item in found]}


def lists_messages(data: ActionData) -> bool:
    """Return whether a call of `get_files` asks for files of news or discussions."""
    return not MESSAGE_SOURCES.isdisjoint(data.get("pages", ()))


def is_of_message(data: ActionData) -> bool:
    """Return whether a call of `get_file` asks for a file of a news item or a discussion."""
    try:
        location = FileLocation.parse(data["file"].partition("?")[0])
    except InvalidLocationError:
        return False
    return location.collection.source in MESSAGE_SOURCES


def _listed_file(child: ChildTarget, item: ListedFile) -> JsonObjectType:
    return with_signed_url(child, serialize_file(item.collection, item.file)) | {
        "page": item.collection.source.value,
        "attached_to": item.attached_to,
        "date": None if item.day is None else item.day.isoformat(),
    }


async def get_file(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return a signed URL of a file, and its content if it is small and was requested."""
    try:
        location = FileLocation.parse(data["file"].partition("?")[0])
    except InvalidLocationError as err:
        raise validation_error("gone") from err
    if location.collection.entry_id != target.entry.entry_id:
        raise validation_error("gone")
    links = _file_links(target, location)
    if data["content"]:
        links |= await target.call(partial(_content, location))
    return links


async def _content(location: FileLocation, client: PronoteClient) -> JsonObjectType:
    content = bytearray()
    async with open_location(client, location) as file:
        async for part in file.download.parts:
            content += part
            if len(content) > MAX_CONTENT_BYTES:
                raise validation_error("file_too_large")
    return {
        "name": file.name,
        "size": len(content),
        "content": b64encode(content).decode(),
    }


def _file_links(target: AccountTarget, location: FileLocation) -> JsonObjectType:
    return with_signed_url(
        target,
        {
            "type": file_type(str(location)),
            "url": location.path,
            "media_content_id": location.media_content_id,
        },
    )


async def get_report_card_pdf(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the location of the PDF report card of a period."""
    return _report_links(child, FileSource.REPORT_CARDS, PeriodPage.REPORT_CARD, data)


async def get_grade_record_pdf(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the location of the PDF grade record of a period."""
    return _report_links(child, FileSource.GRADE_RECORDS, PeriodPage.GRADE_RECORD, data)


def _report_links(
    child: ChildTarget, source: FileSource, page: PeriodPage, data: ActionData
) -> JsonObjectType:
    period = requested_period(child, data, page)
    layout = ReportLayout(
        landscape=data["landscape"],
        text_size=data["text_size"],
        fit_comments=data.get("fit_comments", False),
        skill_codes=data["skill_codes"],
    )
    report = PrintedReport(CURRENT if period is None else period.key, layout)
    return _pdf_links(child, FileCollection.of(child, source, report))


async def get_timetable_pdf(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the location of the PDF timetable of a week, or of the whole year."""
    day = data.get("date") or child.data.timetable.now.date()
    printed = PrintedTimetable(
        None if data.get("whole_year") else monday_of(day),
        TimetableLayout(
            landscape=data["landscape"], colors=TimetableColors(data["colors"])
        ),
    )
    return _pdf_links(child, FileCollection.of(child, FileSource.TIMETABLES, printed))


def _pdf_links(child: ChildTarget, collection: FileCollection) -> JsonObjectType:
    return _file_links(
        child, collection.locate(collection.ref, f"{collection.ref}.pdf")
    )
