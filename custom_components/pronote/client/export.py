"""Conversion of the objects of this client to JSON."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from .common import Attachment, Reference
from .secret import Secret

type JsonValue = (
    bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None
)

_PRIVATE = frozenset(
    {
        "ref",
        "raw",
        "refs",
        "reply_to",
        "sso",
        "participants_ref",
        "last_ref",
        "message_ref",
        "parent_reason_ref",
        "embedded_photo",
        "row_kind",
        "wire_kind",
        "print_request",
        "signer",
        "paper_row",
        "paper_file",
        "resource_kind",
    }
)


_PLAIN = frozenset({bool, float, int, str})


def to_json(
    value: Any, file: Callable[[Attachment], JsonValue] | None = None
) -> JsonValue:
    """Return a value as JSON: dates as ISO 8601, durations in minutes.

    A secret becomes null. References, which are valid in one session only, are omitted. `file`
    converts attachments.
    """
    if value is None or type(value) in _PLAIN:
        plain: JsonValue = value
        return plain
    match value:
        case Attachment() if file is not None:
            return file(value)
        case Secret():
            return None
        case Enum():
            return to_json(value.value, file)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds() / 60
        case ZoneInfo():
            return value.key
        case Mapping():
            return {str(key): to_json(item, file) for key, item in value.items()}
        case list() | tuple():
            return [to_json(item, file) for item in value]
        case set() | frozenset():
            return sorted((to_json(item, file) for item in value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(getattr(value, field.name), file)
            for field in fields(value)
            if field.name not in _PRIVATE
            and not isinstance(getattr(value, field.name), Reference)
        }
    raise TypeError(f"{type(value).__name__} cannot be converted to JSON")
