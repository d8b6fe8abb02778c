"""What the actions of all pages share: days, periods, finding, telling."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, cast

from homeassistant.util.json import JsonArrayType, JsonObjectType

from ..client import Attachment, Period, to_json
from ..connection.translation import refused
from ..files.location import Drawer, async_signed, tell_file
from ..targets import Account, Child

type Data = dict[str, Any]


def days(child: Child, data: Data, most: int = 6) -> tuple[date, date]:
    """Return the days that are asked for; from today, `most` more days, by default."""
    first: date = data.get("start_date") or child.data.timetable.now.date()
    last: date = data.get("end_date") or first + timedelta(days=most)
    if last < first:
        raise refused("dates_reversed")
    return first, last


def period(child: Child, data: Data) -> Period | None:
    """Return the period that is asked for, by its name or key; None for the current one."""
    if (wanted := data.get("period")) is None:
        return None
    known = {item.name: item for item in child.pupil.periods}
    for items in child.pupil.tab_periods.values():
        known |= {item.name: item for item in items}
    for item in known.values():
        if wanted.casefold() in (item.name.casefold(), item.key):
            return item
    raise refused("no_such_period", period=wanted, periods=", ".join(known))


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def find[T: _Keyed](items: Iterable[T], key: str) -> T:
    """Return what has a key. Raises ServiceValidationError."""
    for item in items:
        if item.key == key:
            return item
    raise refused("gone")


def tell_all(items: Iterable[object]) -> JsonArrayType:
    """Return things on which no file hangs."""
    return [to_json(item) for item in items]


def tell(
    item: object, account: Account | None = None, drawer: Drawer | None = None
) -> JsonObjectType:
    """Return a thing with its files, whose addresses are good for a day."""
    if account is None or drawer is None:
        return cast(JsonObjectType, to_json(item))

    def file(attachment: Attachment) -> JsonObjectType:
        return signed(account, tell_file(drawer, attachment))

    return cast(JsonObjectType, to_json(item, file))


def signed(account: Account, told: JsonObjectType) -> JsonObjectType:
    """Sign the address of a file, unless it is a link to elsewhere."""
    if "media_content_id" in told:
        told["url"] = async_signed(account.hass, str(told["url"]))
    return told
