"""Convert the dataclasses of the client to JSON and back, by their annotations.

Only what may be on a disk is converted: secrets, references of a session, addresses, files and long
texts are left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    TypeAliasType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from zoneinfo import ZoneInfo

from ..client import (
    Attachment,
    InfirmaryVisit,
    Question,
    Reference,
    Secret,
    VirtualLink,
)

LEFT_OUT: Final = (
    Any,
    Attachment,
    bytes,
    InfirmaryVisit,
    Question,
    Secret,
    VirtualLink,
)
"""A field that holds one of these is not stored. It has its default after a restart."""

NOT_SHOWN: Final = frozenset(
    {
        "circumstances",
        "comments",
        "html",
        "logo_url",
        "remarks",
        "row_kind",
        "website",
    }
)
"""Fields that no entity shows."""

_FORMER_SESSION: Final = 0
"""Sessions are numbered from 1: a reference of this one is looked up again before it is used."""
_COMPUTED: Final = "0"
"""The id of computed items, which is the same in all sessions."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type are stored."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any, ZoneInfo], Any]
    """Convert back, with times in a time zone. Raises AttributeError, KeyError, TypeError or ValueError."""


@lru_cache(maxsize=256)
def codec_of(kind: Any) -> Codec:
    """Return the codec of a type. Raises TypeError if it cannot be stored."""
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(kind, args)
    if origin is tuple:
        return _sequence(args[0]) if args[1:] == (...,) else _fixed_tuple(args)
    if origin is frozenset:
        return _frozenset(args[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*args)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda value: value.value, lambda stored, _: kind(stored))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    raise TypeError(f"{kind} cannot be stored")


def _plain(*kinds: type) -> Codec:
    def decode(stored: Any, _: ZoneInfo) -> Any:
        if type(stored) not in kinds:
            raise TypeError(f"{type(stored).__name__} is none of {kinds}")
        return stored

    return Codec(lambda value: value, decode)


def _decode_decimal(stored: Any, _: ZoneInfo) -> Decimal:
    try:
        return Decimal(stored)
    except InvalidOperation as err:
        raise ValueError("Not a number") from err


def _decode_moment(stored: Any, timezone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(stored).astimezone(timezone)


_PLAIN: Final[dict[Any, Codec]] = {
    bool: _plain(bool),
    int: _plain(int),
    float: _plain(float, int),
    str: _plain(str),
    Decimal: Codec(str, _decode_decimal),
    date: Codec(date.isoformat, lambda stored, _: date.fromisoformat(stored)),
    datetime: Codec(datetime.isoformat, _decode_moment),
    time: Codec(time.isoformat, lambda stored, _: time.fromisoformat(stored)),
    timedelta: Codec(
        timedelta.total_seconds, lambda stored, _: timedelta(seconds=stored)
    ),
    ZoneInfo: Codec(lambda _: None, lambda _, timezone: timezone),
    Reference: Codec(
        lambda ref: _COMPUTED if ref.id == _COMPUTED else "",
        lambda stored, _: Reference(str(stored), _FORMER_SESSION),
    ),
}


def _optional(kind: Any, args: tuple[Any, ...]) -> Codec:
    present = [arg for arg in args if arg is not NoneType]
    if len(present) != 1 or len(args) != 2:
        raise TypeError(f"{kind} cannot be stored")
    codec = codec_of(present[0])
    return Codec(
        lambda value: None if value is None else codec.encode(value),
        lambda stored, zone: None if stored is None else codec.decode(stored, zone),
    )


def _sequence(item: Any) -> Codec:
    codec = codec_of(item)
    return Codec(
        lambda values: [codec.encode(value) for value in values],
        lambda stored, zone: tuple(codec.decode(value, zone) for value in stored),
    )


def _fixed_tuple(items: tuple[Any, ...]) -> Codec:
    codecs = [codec_of(item) for item in items]
    return Codec(
        lambda values: [
            codec.encode(value) for codec, value in zip(codecs, values, strict=True)
        ],
        lambda stored, zone: tuple(
            codec.decode(value, zone)
            for codec, value in zip(codecs, stored, strict=True)
        ),
    )


def _frozenset(item: Any) -> Codec:
    codec = codec_of(item)
    return Codec(
        lambda values: sorted(codec.encode(value) for value in values),
        lambda stored, zone: frozenset(codec.decode(value, zone) for value in stored),
    )


def _mapping(key: Any, value: Any) -> Codec:
    """Return the codec of a mapping. It is stored as pairs, for keys that are no strings."""
    keys, values = codec_of(key), codec_of(value)
    return Codec(
        lambda mapping: [
            [keys.encode(name), values.encode(item)] for name, item in mapping.items()
        ],
        lambda stored, zone: {
            keys.decode(name, zone): values.decode(item, zone) for name, item in stored
        },
    )


def _dataclass(cls: type) -> Codec:
    """Return the codec of a dataclass. Fields with their default value are not stored."""

    @cache
    def stored_fields() -> list[tuple[str, Any, Codec]]:
        hints = get_type_hints(cls)
        return [
            (field.name, _default(field), codec_of(hints[field.name]))
            for field in fields(cast(Any, cls))
            if field.name not in NOT_SHOWN and not _is_left_out(hints[field.name])
        ]

    def encode(value: Any) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name, default, codec in stored_fields():
            if (item := getattr(value, name)) != default:
                content[name] = codec.encode(item)
        return content

    def decode(stored: Any, zone: ZoneInfo) -> Any:
        return cls(
            **{
                name: codec.decode(stored[name], zone)
                for name, _, codec in stored_fields()
                if name in stored
            }
        )

    return Codec(encode, decode)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _is_left_out(kind: Any) -> bool:
    """Return whether a type is one of those left out, or holds one."""
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    return kind in LEFT_OUT or any(_is_left_out(arg) for arg in get_args(kind))
