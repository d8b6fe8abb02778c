"""Test the conversion to JSON."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client import (
    Attachment,
    AttachmentKind,
    Reference,
    Secret,
    to_json,
)


class Level(IntEnum):
    HIGH = 2


@dataclass(frozen=True)
class Item:
    day: date
    ref: Reference | None = None
    owner: Reference | None = None
    parts: tuple[Any, ...] = field(default=())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Secret("abc"), None),
        (Level.HIGH, 2),
        (Decimal("12.00"), 12),
        (Decimal("12.5"), 12.5),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), "2026-11-24T08:00:00+00:00"),
        (date(2026, 11, 24), "2026-11-24"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=1, seconds=30), 60.5),
        (ZoneInfo("Europe/Paris"), "Europe/Paris"),
        ({date(2026, 11, 24): (1, None)}, {"2026-11-24": [1, None]}),
        (frozenset({"b", "a"}), ["a", "b"]),
    ],
)
def test_values(value: object, expected: object) -> None:
    converted = to_json(value)
    assert converted == expected
    assert type(converted) is type(expected)


def test_references_are_left_out() -> None:
    """They are valid in one session only, whatever the field is called."""
    ref = Reference("12#x", 3)
    item = Item(date(2026, 11, 24), ref, ref, (Item(date(2026, 11, 25)),))
    assert to_json(item) == {
        "day": "2026-11-24",
        "parts": [{"day": "2026-11-25", "owner": None, "parts": []}],
    }


def test_files_are_converted_by_the_caller() -> None:
    file = Attachment(key="k", name="fiche.pdf", kind=AttachmentKind.FILE)
    assert to_json([file], lambda one: f"/files/{one.name}") == ["/files/fiche.pdf"]


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be converted"):
        to_json([object()])
