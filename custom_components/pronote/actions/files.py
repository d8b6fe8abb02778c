"""Actions on files."""

from base64 import b64encode
from functools import partial
from typing import Final

from homeassistant.core import ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.json import JsonObjectType

from ..client import PronoteClient
from ..connection.translation import refused
from ..files.listing import ListedFile, files_on
from ..files.location import (
    NOW,
    Drawer,
    FilePlace,
    Shelf,
    UnknownPlaceError,
    file_type,
    open_place,
    tell_file,
)
from ..school_day.days import monday_of
from ..targets import Account, Child
from .common import Data, days, period, signed

MOST_CONTENT: Final = 1_000_000
CHEAP: Final = (
    Shelf.HOMEWORK,
    Shelf.CONTENTS,
    Shelf.GRADES,
    Shelf.SCHOOL_LIFE,
    Shelf.AGENDA,
)


async def get_files(child: Child, data: Data) -> ServiceResponse:
    """Return the files of some days. News and discussions only when they are named."""
    first, last = days(child, data, 30)
    named = data.get("pages")
    found: list[ListedFile] = []
    for page in named or CHEAP:
        try:
            found += await files_on(child, Shelf(page), first, last)
        except HomeAssistantError as err:
            if named or err.translation_key != "page_closed":
                raise
    return {"files": [_listed(child, item) for item in found]}


def _listed(child: Child, item: ListedFile) -> JsonObjectType:
    return signed(child, tell_file(item.drawer, item.file)) | {
        "page": item.drawer.shelf.value,
        "on": item.on,
        "date": None if item.day is None else item.day.isoformat(),
    }


async def get_file(account: Account, data: Data) -> ServiceResponse:
    """Return a fresh address of a file, and its content if it is small and wanted."""
    try:
        place = FilePlace.parse(data["file"].partition("?")[0])
    except UnknownPlaceError as err:
        raise refused("gone") from err
    if place.drawer.entry_id != account.entry.entry_id:
        raise refused("gone")
    told = _told(account, place)
    if data["content"]:
        told |= await account.ask(partial(_content, place))
    return told


async def _content(place: FilePlace, client: PronoteClient) -> JsonObjectType:
    content = bytearray()
    async with open_place(client, place) as file:
        async for part in file.download.parts:
            content += part
            if len(content) > MOST_CONTENT:
                raise refused("file_too_large")
    return {
        "name": file.name,
        "size": len(content),
        "content": b64encode(content).decode(),
    }


def _told(account: Account, place: FilePlace) -> JsonObjectType:
    return signed(
        account,
        {
            "type": file_type(str(place)),
            "url": place.path,
            "media_content_id": place.media_content_id,
        },
    )


async def get_report_card_pdf(child: Child, data: Data) -> ServiceResponse:
    """Return where the report card of a period is, as PRONOTE prints it."""
    asked = period(child, data)
    mark = NOW if asked is None else asked.key
    return _printed(child, Drawer.of(child, Shelf.REPORT_CARDS, mark))


async def get_timetable_pdf(child: Child, data: Data) -> ServiceResponse:
    """Return where the timetable of a week is, as PRONOTE prints it."""
    day = data.get("date") or child.data.timetable.now.date()
    monday = monday_of(day)
    return _printed(child, Drawer.of(child, Shelf.TIMETABLES, monday.isoformat()))


def _printed(child: Child, drawer: Drawer) -> JsonObjectType:
    return _told(child, drawer.file(drawer.mark, f"{drawer.mark}.pdf"))
