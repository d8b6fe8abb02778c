"""Anonymous recordings of the simulated school are read as the school itself is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import product
import json
from typing import Any

import pytest

from aiopronote_cli.anonymize import Anonymizer
from aiopronote_cli.invented import Inventor
from aiopronote_cli.record import Recorder, anonymous
from custom_components.pronote.client import Secret

from .conftest import PARIS, Family, ManualClock, StartSchool
from .test_page_fixtures import READERS, read_page, serve

PAGES = sorted(READERS.keys() - {"account", "personal"})
SCHOOLS = (
    {"version": "2026.2.7"},
    {"version": "2026.2.7", "irregular": True},
    {"version": "2024.3.8"},
)
IDENTITY = frozenset({"key", "person_key", "ref", "refs", "raw", "url", "sso"})
"""Fields that are made of names and ids."""


def assert_same_shape(real: Any, recorded: Any, where: str = "") -> None:
    """Compare kinds, flags, counts, weekdays and hours. Names and figures may differ."""
    assert type(real) is type(recorded), where
    if is_dataclass(real):
        for one in fields(real):
            if one.name not in IDENTITY:
                assert_same_shape(
                    getattr(real, one.name),
                    getattr(recorded, one.name),
                    f"{where}.{one.name}",
                )
    elif isinstance(real, tuple | list):
        assert len(real) == len(recorded), where
        for number, (a, b) in enumerate(zip(real, recorded, strict=True)):
            assert_same_shape(a, b, f"{where}[{number}]")
    elif isinstance(real, dict):
        assert len(real) == len(recorded), where
        for name in real.keys() & recorded.keys():
            assert_same_shape(real[name], recorded[name], f"{where}.{name}")
    elif isinstance(real, datetime):
        assert (real.weekday(), real.time()) == (recorded.weekday(), recorded.time())
    elif isinstance(real, date):
        assert real.weekday() == recorded.weekday(), where
    elif isinstance(real, timedelta):
        assert bool(real) is bool(recorded), where
    elif not isinstance(real, str | Decimal | int) or isinstance(real, Enum | bool):
        assert real == recorded, where


def moments(read: Any) -> Iterator[date]:
    """Yield the days of what was read, in its order."""
    if is_dataclass(read):
        for one in fields(read):
            yield from moments(getattr(read, one.name))
    elif isinstance(read, tuple | list):
        for item in read:
            yield from moments(item)
    elif isinstance(read, datetime):
        yield read.date()
    elif isinstance(read, date):
        yield read


@pytest.mark.parametrize(
    ("options", "page"),
    product(SCHOOLS, PAGES),
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value)),
)
async def test_an_anonymous_recording_is_read(
    options: dict[str, Any],
    page: str,
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
) -> None:
    recorder = Recorder()
    school = await start_school(**options)
    client = family.client(family.password(school), config={"on_answer": recorder})
    first = clock.now - timedelta(days=7 if page == "contents" else 0)
    asked = {"now": first.isoformat(), "days": 4}
    real = await read_page(client, page, asked)
    await client.logout()

    anonymizer = Anonymizer(clock.now.date(), weeks=-4, inventor=Inventor(b"key"))
    moved = first - timedelta(weeks=4)
    fixture = {
        "now": datetime.combine(moved.date(), clock.now.time(), PARIS).isoformat(),
        "days": 4,
        "version": options["version"],
        "answers": anonymous(recorder.take(), anonymizer),
    }
    clock.now = datetime.fromisoformat(fixture["now"])
    recorded_school = await serve(fixture, start_school)
    client = family.client(family.password(recorded_school))
    recorded = await read_page(client, page, fixture)

    assert real
    assert_same_shape(real, recorded)
    near = timedelta(days=350)
    assert [
        day - timedelta(weeks=4)
        for day in moments(real)
        if abs(day - date(2026, 11, 17)) < near
    ] == [day for day in moments(recorded) if abs(day - moved.date()) < near]


async def test_answers_with_keys_and_tokens_are_not_passed_on(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    recorder = Recorder()
    client = family.client(family.password(school), config={"on_answer": recorder})
    account = await client.login()
    await client.teachers.get(account.pupils[0])
    code = json.loads((await client.personal.create_qr_code(Secret("1234"))).reveal())
    passed = recorder.take()
    assert passed.keys() == {
        "FonctionParametres",
        "ParametresUtilisateur",
        "PageEquipePedagogique",
    }
    written = json.dumps(passed)
    assert client.token is not None
    assert client.token.token.reveal() not in written
    assert code["jeton"] not in written
