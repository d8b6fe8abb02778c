"""Helpers shared by the actions: dates, periods, search by key, serialization."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, cast

from homeassistant.util.json import JsonArrayType, JsonObjectType

from ..client import Attachment, Period, PeriodPage, to_json
from ..connection.error_messages import validation_error
from ..files.location import API_PATH, FileCollection, async_sign_url, serialize_file
from ..targets import AccountTarget, ChildTarget

type ActionData = dict[str, Any]


def date_range(
    child: ChildTarget, data: ActionData, default_days: int = 6
) -> tuple[date, date]:
    """Return the days that are asked for; from today, `default_days` more days, by default."""
    first: date = data.get("start_date") or child.data.timetable.now.date()
    last: date = data.get("end_date") or first + timedelta(days=default_days)
    if last < first:
        raise validation_error("dates_reversed")
    return first, last


def requested_period(
    child: ChildTarget, data: ActionData, page: PeriodPage
) -> Period | None:
    """Return the requested period of a page, by name or key; None for the current one."""
    if (wanted := data.get("period")) is None:
        return None
    known = child.pupil.periods_of(page)
    for item in known:
        if wanted.casefold() in (item.name.casefold(), item.key):
            return item
    names = ", ".join(item.name for item in known)
    raise validation_error("no_such_period", period=wanted, periods=names)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def find_by_key[T: _Keyed](items: Iterable[T], key: str) -> T:
    """Return the item with a key. Raises ServiceValidationError."""
    for item in items:
        if item.key == key:
            return item
    raise validation_error("gone")


def serialize_all(items: Iterable[object]) -> JsonArrayType:
    """Serialize items that have no files."""
    return [to_json(item) for item in items]


def serialize(
    item: object,
    target: AccountTarget | None = None,
    collection: FileCollection | None = None,
) -> JsonObjectType:
    """Serialize an item and its files, with signed URLs that are valid for a day."""
    if target is None or collection is None:
        return cast(JsonObjectType, to_json(item))

    def file(attachment: Attachment) -> JsonObjectType:
        return with_signed_url(target, serialize_file(collection, attachment))

    return cast(JsonObjectType, to_json(item, file))


def with_signed_url(target: AccountTarget, file_data: JsonObjectType) -> JsonObjectType:
    """Sign the URL of a file or link that this Home Assistant serves."""
    url = str(file_data["url"])
    if url.startswith(API_PATH):
        file_data["url"] = async_sign_url(target.hass, url)
    return file_data
