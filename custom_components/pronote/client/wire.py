"""Conversion of PRONOTE's typed values to and from Python."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
import logging
import re
from typing import Any
from zoneinfo import ZoneInfo

from .common import (
    Attachment,
    AttachmentKind,
    KeyGenerator,
    Reference,
    VirtualLink,
    stable_key,
)
from .rich_text import (
    completed_address,
    plain_text,
    printable,
    safe_html,
    web_address,
    with_brackets,
    written_text,
)
from .values import (
    LARGEST_NUMBER,
    parse_datetime,
    parse_decimal,
    parse_duration,
    parse_flag,
    parse_set,
    without_entities,
)

_LOGGER = logging.getLogger(__name__)

type Json = dict[str, Any]


class TypeTag(IntEnum):
    """Type tags (`_T`) that requests need."""

    DATE = 7
    DOMAIN = 8
    SET = 26


def unwrap(value: Any) -> Any:
    """Return the content of a typed value, also without a tag. Return other values unchanged."""
    while type(value) is dict:
        if "V" in value and ("_T" in value or len(value) == 1):
            value = value["V"]
        elif "_T" in value and len(value) == 1:
            return None
        else:
            break
    return value


_ATTACHED = 25
_LARGEST_INDEX = 6


def attach_files(data: Json, files: Any) -> None:
    """Put the files that came beside an answer, in base64, where it names them by their index."""
    if not isinstance(files, list):
        return
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if value.get("_T") == _ATTACHED:
                value["V"] = _attached(value.get("V"), files)
            else:
                waiting += value.values()


def _attached(value: Any, files: list[Any]) -> Any:
    """Return the file of an index, None if there is none; another value unchanged."""
    text = str(value)
    if not text.isascii() or not text.isdecimal() or len(text) > _LARGEST_INDEX:
        return value
    index = int(text)
    return files[index] if index < len(files) else None


# --- Python to wire


def date_value(day: date) -> Json:
    """Return a date for a request."""
    return {"_T": TypeTag.DATE, "V": f"{day.day}/{day.month}/{day.year} 0:0:0"}


def datetime_value(day: date, clock: time) -> Json:
    """Return a local time of the school for a request."""
    return {"_T": TypeTag.DATE, "V": f"{day:%d/%m/%Y} {clock:%H:%M:%S}"}


def domain_value(first: int, last: int) -> Json:
    """Return a range of weeks for a request."""
    text = f"[{first}]" if first == last else f"[{first}..{last}]"
    return {"_T": TypeTag.DOMAIN, "V": text}


def set_value(numbers: Collection[int]) -> Json:
    """Return a set of numbers for a request."""
    return {"_T": TypeTag.SET, "V": f"[{','.join(str(n) for n in sorted(numbers))}]"}


# --- wire to Python


_MINUTES = 100_000
_SECONDS = _MINUTES * 60


def _clean(text: str) -> str:
    """Return a text without invisible characters and surrounding whitespace."""
    if "&" in text:
        text = without_entities(text)
    if text.isprintable():
        return text.strip()
    return _SPACES.sub(" ", printable(text)).strip()


_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u3000]")
"""Spaces that do not break, or of another width."""


_NO_TEXT = (bool, dict, list)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the objects of an answer come from."""

    function: str
    """The function that answered."""
    timezone: ZoneInfo
    session: int
    pupil: str | None = None
    """Key of the pupil on whose page they are; None for the whole account."""


class Record:
    """Tolerant access to one object of an answer.

    A missing or unreadable field returns its default, so that the rest of the page can be read.
    The name of an unreadable field is logged at debug level.
    """

    __slots__ = ("_data", "_source")

    def __init__(self, data: Any, source: Source) -> None:
        """Read `data`, an object of an answer."""
        self._source = source
        is_plain = type(data) is dict and "V" not in data and "_T" not in data
        self._data = data if is_plain else self._unwrapped(data)

    def _unwrapped(self, data: Any) -> Json:
        content = unwrap(data)
        if isinstance(content, list):
            filled = [one for one in map(unwrap, content) if one]
            content = filled[0] if len(filled) == 1 else content
        if isinstance(content, dict):
            return content
        if content is not None:
            self.log_unreadable("object")
        return {}

    def __bool__(self) -> bool:
        """Return whether the object has any field."""
        return bool(self._data)

    @property
    def session(self) -> int:
        """The number of the session that brought this object."""
        return self._source.session

    @property
    def timezone(self) -> ZoneInfo:
        """The school's time zone."""
        return self._source.timezone

    def __contains__(self, name: str) -> bool:
        """Return whether the field has a value."""
        return self._first((name,)) is not None

    def was_sent(self, name: str) -> bool:
        """Return whether the field was sent, with a value or without."""
        return name in self._data

    def log_unreadable(self, name: str) -> None:
        """Log that a field could not be read."""
        _LOGGER.debug("Cannot read %s.%s", self._source.function, name)

    def raw(self, *names: str) -> Any:
        """Return the value of the first field that exists."""
        return self._first(names)

    def _first(self, names: tuple[str, ...]) -> Any:
        # Called for each field of each answer: most fields are missing or have no type tag.
        data = self._data
        for name in names:
            if (value := data.get(name)) is None:
                continue
            if type(value) is dict and ("V" in value or "_T" in value):
                if (value := unwrap(value)) is None:
                    continue
            return value
        return None

    def is_typed(self, name: str) -> bool:
        """Return whether a field has a type tag."""
        value = self._data.get(name)
        return unwrap(value) is not value

    def tag(self, name: str) -> int | None:
        """Return the type tag of a field, None if it has none."""
        value = self._data.get(name)
        tag = value.get("_T") if isinstance(value, dict) else None
        return tag if isinstance(tag, int) else None

    def text(self, *names: str) -> str | None:
        """Return the first text that is not empty, without surrounding whitespace."""
        for name in names:
            if (value := self._data.get(name)) is None:
                continue
            if type(value) is not str:
                if (value := unwrap(value)) is None:
                    continue
                if isinstance(value, _NO_TEXT):
                    self.log_unreadable(name)
                    continue
                value = str(value)
            if text := _clean(value):
                return text
        return None

    def rich_text(self, *names: str) -> str:
        """Return the plain text of a rich text."""
        value = self._first(names)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.log_unreadable(names[0])
            return ""
        marked = any(self.is_typed(name) for name in names)
        return plain_text(value) if marked else written_text(value)

    def html(self, name: str) -> str:
        """Return a rich text as sanitized HTML."""
        value = self._first((name,))
        if not isinstance(value, str):
            return ""
        return safe_html(value if self.is_typed(name) else with_brackets(value))

    def label(self, *names: str) -> str | None:
        """Return a text, or the label of an object."""
        if isinstance(self._first(names), dict | list):
            return self.record(*names).text("L")
        return self.text(*names)

    def flag(self, *names: str) -> bool:
        """Return a boolean, False when absent."""
        return parse_flag(self._first(names))

    def is_denied(self, name: str) -> bool:
        """Return whether a boolean is sent and false."""
        value = self._first((name,))
        return value is not None and value != "" and not parse_flag(value)

    def number(self, *names: str) -> int | None:
        """Return an integer."""
        value = self._first(names)
        if value is None or (type(value) is int and abs(value) < LARGEST_NUMBER):
            return value
        number = self._decimal(value, names[0])
        return None if number is None else int(number)

    def decimal(self, *names: str) -> Decimal | None:
        """Return a decimal number."""
        value = self._first(names)
        return None if value is None else self._decimal(value, names[0])

    def _decimal(self, value: Any, name: str) -> Decimal | None:
        number = parse_decimal(value)
        if number is None and value != "" and not _is_code(value):
            self.log_unreadable(name)
        return number

    def decimal_or(self, name: str, default: Decimal, *others: str) -> Decimal:
        """Return a decimal number, or a default."""
        value = self.decimal(name, *others)
        return default if value is None else value

    def minutes(self, *names: str) -> timedelta | None:
        """Return a number of minutes, or a duration with units, as a duration; None for none."""
        value = self._first(names)
        if isinstance(value, str) and (length := parse_duration(value)) is not None:
            return length if length and length < timedelta(minutes=_MINUTES) else None
        number = None if value is None else self._decimal(value, names[0])
        if number is None or not 0 < number < _MINUTES:
            return None
        return timedelta(minutes=float(number))

    def seconds(self, *names: str) -> timedelta:
        """Return a number of seconds as a duration, none when absent."""
        value = self.number(*names)
        return timedelta(seconds=value if value and 0 < value < _SECONDS else 0)

    def numbers(self, *names: str) -> frozenset[int]:
        """Return a set of numbers: a text such as "[1,3..4]", a list, or one number."""
        value = self._first(names)
        items = value if isinstance(value, list) else () if value is None else (value,)
        found: set[int] = set()
        for item in map(unwrap, items):
            if isinstance(item, str):
                found |= parse_set(item)
            elif isinstance(item, int | float) and not isinstance(item, bool):
                if (number := parse_decimal(item)) is not None:
                    found.add(int(number))
            else:
                self.log_unreadable(names[0])
        return frozenset(found)

    def sets(self, name: str) -> list[frozenset[int]]:
        """Return the sets of numbers of a list."""
        value = self.raw(name)
        items = value if isinstance(value, list) else ()
        return [self._nested({name: item}).numbers(name) for item in items]

    def day(self, *names: str) -> date | None:
        """Return a day of the school's calendar."""
        moment = self._wall_clock(*names)
        return None if moment is None else moment.date()

    def moment(self, *names: str) -> datetime | None:
        """Return a time with the time zone of the school."""
        moment = self._wall_clock(*names)
        return None if moment is None else moment.replace(tzinfo=self._source.timezone)

    def _wall_clock(self, *names: str) -> datetime | None:
        if (value := self._first(names)) is None:
            return None
        if isinstance(value, str) and "&" in value:
            value = without_entities(value)
        moment = parse_datetime(value) if isinstance(value, str) else None
        if moment is None and value != "":
            self.log_unreadable(names[0])
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(self._source.timezone).replace(tzinfo=None)
        return moment

    def record(self, *names: str) -> Record:
        """Return the object of a field; an empty one when absent."""
        return self._nested(self._first(names))

    def each(self, *names: str) -> Iterator[Record]:
        """Iterate over the objects of a list, empty ones left out.

        An object in place of a list is its only one.
        """
        return filter(None, self.each_place(*names))

    def each_place(self, *names: str) -> Iterator[Record]:
        """Iterate over the places of a list, also those that hold no object."""
        value = self._first(names)
        if isinstance(value, list):
            return map(self._nested, value)
        if isinstance(value, dict) and value:
            return iter((self._nested(value),))
        if value is not None:
            self.log_unreadable(names[0])
        return iter(())

    def _nested(self, data: Any) -> Record:
        return Record(data, self._source)

    def labels(self, *names: str) -> tuple[str, ...]:
        """Return the labels of the objects of a list, empty ones left out.

        A label may also be sent as a plain text.
        """
        value = self._first(names)
        if isinstance(value, str):
            value = [value]
        if isinstance(value, list):
            value = [{"L": one} if isinstance(one, str) else one for one in value]
            rows: Iterator[Record] = map(self._nested, value)
        else:
            rows = self.each(*names)
        return tuple(label for item in rows if (label := item.text("L")))

    @property
    def longest_list(self) -> int:
        """Number of rows of the longest list among the fields."""
        values = (unwrap(value) for value in self._data.values())
        return max((len(one) for one in values if isinstance(one, list)), default=0)

    @property
    def reference(self) -> Reference | None:
        """Reference of the object."""
        value = self._first(("N",))
        if value is None:
            return None
        return Reference(str(value), self._source.session, self._source.pupil)

    @property
    def kind(self) -> int | None:
        """The `G` of this object."""
        return self.number("G")


def _is_code(value: Any) -> bool:
    """Return whether a value is a code. Codes are not numbers."""
    return isinstance(value, str) and "|" in value


_FILE = 1
_NO_ID = "0"


def _is_file(item: Record) -> bool:
    """Return whether an attachment of no kind is a file: PRONOTE's page opens it as one."""
    return (
        item.kind is None
        and "N" in item
        and "url" not in item
        and web_address(item.text("L")) is None
    )


def read_attachment(
    item: Record, key: str = "", resource_kind: int | None = None
) -> Attachment | None:
    """Read an attachment. Return None if it is unreadable.

    `resource_kind` is the one of the files of the page, where a download has to name it.
    """
    name = item.text("L")
    if item.kind == _FILE or _is_file(item):
        if item.reference is None or item.text("N") == _NO_ID:
            return None
        return Attachment(
            key=key,
            name=name or "document",
            kind=AttachmentKind.FILE,
            resource_kind=resource_kind,
            wire_kind=item.kind,
            ref=item.reference,
        )
    url = completed_address(item.text("url")) or web_address(name)
    at_school = item.text("url") is None and item.reference is not None
    if url is None and (name is None or not at_school):
        item.log_unreadable("url")
        return None
    return Attachment(
        key=key,
        name=name or url or "",
        kind=AttachmentKind.LINK,
        url=url,
        resource_kind=resource_kind,
        wire_kind=item.kind,
        ref=item.reference if url is None else None,
    )


def read_attachments(
    item: Record, name: str, owner: str, resource_kind: int | None = None
) -> tuple[Attachment, ...]:
    """Read a list of attachments. `owner` is the key of their owner."""
    keys = KeyGenerator()
    return tuple(
        attachment
        for file in item.each(name)
        if (
            attachment := read_attachment(
                file, keys(owner, name, file.text("L")), resource_kind
            )
        )
        is not None
    )


def read_virtual_link(item: Record) -> VirtualLink | None:
    """Read a link to an online lesson. Return None without an address.

    PRONOTE makes the address of its own conferences at each use: "##BBB##" stands for it.
    """
    url = item.text("url")
    if url is None or url.startswith("##"):
        return None
    return VirtualLink(
        url=completed_address(url) or url,
        label=item.text("libelleLien", "commentaire"),
    )


_TEST_FILES = (
    ("Sujet", "elmSujet", "libelleSujet"),
    ("Corrige", "elmCorrige", "libelleCorrige"),
)
"""Kind, object and name of the files of a test."""


def read_test_files(item: Record, kind: str, owner: str) -> tuple[Attachment, ...]:
    """Read the files or links of a test and of its correction."""
    files: list[Attachment] = []
    for part, file, label in _TEST_FILES:
        own = item.record(file)
        name = own.text("L") or item.text(label)
        if name is None and "url" not in own:
            continue
        if (read := _test_file(item, own, name, f"{kind}{part}", owner)) is not None:
            files.append(read)
    return tuple(files)


def _test_file(
    item: Record, own: Record, name: str | None, source: str, owner: str
) -> Attachment | None:
    """Read the file of a test or of its correction. Its name may be given by the test."""
    key = stable_key(owner, source)
    if url := completed_address(own.text("url")) or web_address(own.text("L")):
        return Attachment(key=key, name=name or url, kind=AttachmentKind.LINK, url=url)
    ref = own.reference or item.reference
    if name is None or ref is None:
        return None
    return Attachment(
        key=key, name=name, kind=AttachmentKind.FILE, source=source, ref=ref
    )
