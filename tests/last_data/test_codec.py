"""Test how values are stored, and that what cannot be read back is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client import Reference, Secret
from custom_components.pronote.last_data.codec import codec_of

PARIS = ZoneInfo("Europe/Paris")


class Color(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    day: date
    values: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Item:
    name: str
    inner: Inner | None = None
    secret: Secret | None = None
    html: str = ""
    sizes: tuple[int, ...] = field(default_factory=tuple)


type Days = Mapping[date, tuple[Inner, ...]]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (bool, True),
        (int, 3),
        (float, 2.5),
        (str, "é"),
        (Decimal, Decimal("12.50")),
        (date, date(2026, 11, 24)),
        (datetime, datetime(2026, 11, 24, 8, tzinfo=PARIS)),
        (time, time(8, 30)),
        (timedelta, timedelta(minutes=55)),
        (Color, Color.RED),
        (int | None, None),
        (int | None, 4),
        (tuple[int, str], (1, "a")),
        (frozenset[str], frozenset({"a", "b"})),
        (Days, {date(2026, 11, 24): (Inner(date(2026, 11, 25)),)}),
        (Item, Item("a", Inner(date(2026, 11, 24), frozenset({"x"})), sizes=(1, 2))),
    ],
)
def test_values_come_back(kind: Any, value: object) -> None:
    codec = codec_of(kind)
    stored = json.loads(json.dumps(codec.encode(value)))
    assert codec.decode(stored, PARIS) == value


def test_times_are_in_the_time_zone_of_the_school() -> None:
    stored = codec_of(datetime).encode(datetime(2026, 11, 24, 7, tzinfo=UTC))
    read = codec_of(datetime).decode(stored, PARIS)
    assert (read.hour, read.tzinfo) == (8, PARIS)


def test_secrets_and_long_texts_are_left_out() -> None:
    codec = codec_of(Item)
    stored = codec.encode(Item("a", secret=Secret("hidden"), html="<p>long</p>"))
    assert stored == {"name": "a"}
    assert codec.decode(stored, PARIS) == Item("a")


def test_references_are_looked_up_again_before_use() -> None:
    codec = codec_of(Reference)
    for kept, ref in (("0", Reference("0", 5)), ("", Reference("12#x", 5))):
        read = codec.decode(codec.encode(ref), PARIS)
        assert (read.id, read.session) == (kept, 0)


@pytest.mark.parametrize(
    ("kind", "stored", "error"),
    [
        (int, "3", TypeError),
        (bool, 1, TypeError),
        (float, None, TypeError),
        (Decimal, "many", ValueError),
        (date, "tomorrow", ValueError),
        (Color, "blue", ValueError),
        (tuple[int, str], [1], ValueError),
        (Item, {}, TypeError),
        (Item, {"name": 1}, TypeError),
    ],
)
def test_what_cannot_be_read_is_refused(
    kind: Any, stored: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        codec_of(kind).decode(stored, PARIS)


@pytest.mark.parametrize("kind", [object, list[int], int | str, int | str | None])
def test_types_that_cannot_be_stored(kind: Any) -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        codec_of(kind)
