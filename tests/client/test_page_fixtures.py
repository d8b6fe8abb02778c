"""Answers of schools kept as files, read through the public client.

A file `tests/fixtures/pages/<page>/<case>.json` is one test. It holds

- `about`: what is special in it, in one sentence;
- `answers`: the decoded data of functions, `{"PageEmploiDuTemps": {…}}`; a list of them is
  answered one by one, the last one again and again;
- `changes`: instead, what differs from the data of the simulated school; null takes a field out;
- `now`: when it is read; `version`: that of PRONOTE; `days`: how many are asked for;
- `pupil`: the number of the child, from 0;
- `expected`: part of what is read, or `error`: the error of the client. Without them, a snapshot.

Without the functions of the login, the school year is that of the simulated school on the day of
`now`. A new folder needs a line in `READERS`.
"""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from custom_components.pronote.client import (
    PronoteClient,
    Pupil,
    RecipientKind,
    errors,
    to_json,
)
from tests.school import KNOWN_VERSIONS, School

from .conftest import Family, ManualClock, StartSchool

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
CASES = sorted(path.relative_to(PAGES).as_posix() for path in PAGES.glob("*/*.json"))

type Read = Callable[[PronoteClient, Pupil, date, date], Awaitable[object]]


async def timetable(
    client: PronoteClient, pupil: Pupil, first: date, last: date
) -> object:
    found: list[object] = []
    for lesson in (await client.timetable.get(pupil, first, last)).lessons:
        read = to_json(lesson)
        assert isinstance(read, dict)
        found.append(read | {"held": lesson.held, "attended": lesson.attended})
    return found


async def news(client: PronoteClient, pupil: Pupil, _: date, __: date) -> object:
    found = await client.news.get(pupil)
    opened = [await client.news.content(item, pupil) for item in found[:1]]
    return [*opened, *found[1:]]


async def discussions(client: PronoteClient, pupil: Pupil, _: date, __: date) -> object:
    found = await client.discussions.get(pupil)
    return [found, [await client.discussions.thread(one, pupil) for one in found[:1]]]


async def account(client: PronoteClient, _: Pupil, __: date, ___: date) -> object:
    return client.account


READERS: dict[str, Read] = {
    "account": account,
    "agenda": lambda client, pupil, first, last: client.agenda.get(pupil, first, last),
    "contents": lambda client, pupil, first, last: client.timetable.contents(
        pupil, first, last
    ),
    "discussions": discussions,
    "documents": lambda client, pupil, _, __: client.documents.get(pupil),
    "evaluations": lambda client, pupil, _, __: client.evaluations.get(pupil),
    "grades": lambda client, pupil, _, __: client.grades.get(pupil),
    "grade_record": lambda client, pupil, _, __: client.grades.record(pupil),
    "home": lambda client, pupil, first, _: client.home.get(pupil, first),
    "homework": lambda client, pupil, first, last: client.homework.get(
        pupil, first, last
    ),
    "menus": lambda client, pupil, first, last: client.menus.get(pupil, first, last),
    "news": news,
    "personal": lambda client, pupil, _, __: client.personal.get(pupil),
    "recipients": lambda client, _, __, ___: client.discussions.recipients(
        RecipientKind.TEACHER
    ),
    "report_cards": lambda client, pupil, _, __: client.report_cards.get(pupil),
    "school_life": lambda client, pupil, _, __: client.school_life.get(pupil),
    "teachers": lambda client, pupil, _, __: client.teachers.get(pupil),
    "timetable": timetable,
}


def assert_holds(read: Any, expected: Any, where: str = "") -> None:
    """Compare the fields under `expected` with what is read; other fields are not compared."""
    if isinstance(expected, dict):
        assert isinstance(read, dict), where
        for name, value in expected.items():
            assert name in read, f"{where}.{name}"
            assert_holds(read[name], value, f"{where}.{name}")
    elif isinstance(expected, list):
        assert isinstance(read, list), where
        assert len(read) == len(expected), f"number of rows {where}"
        for number, (one, value) in enumerate(zip(read, expected, strict=True)):
            assert_holds(one, value, f"{where}[{number}]")
    else:
        assert read == expected, where


def known_version(version: str) -> str:
    """Return the version of the simulated school that is next to a version, not after it."""

    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(".")]

    before = (one for one in KNOWN_VERSIONS if numbers(one) <= numbers(version))
    return max(before, key=numbers, default=min(KNOWN_VERSIONS, key=numbers))


async def serve(fixture: dict[str, Any], start_school: StartSchool) -> School:
    """Start a school with the answers of the fixture."""
    version = known_version(fixture.get("version", KNOWN_VERSIONS[0]))
    school = await start_school(version=version)
    for kind, option in (("answers", "data"), ("changes", "changes")):
        for function, data in fixture.get(kind, {}).items():
            *first, last = data if isinstance(data, list) else [data]
            for one in first:
                school.fault("answer", function=function, times=1, **{option: one})
            school.fault("answer", function=function, times=None, **{option: last})
    return school


async def read_page(
    client: PronoteClient, page: str, fixture: dict[str, Any]
) -> object:
    """Log in, and read a page of the child, day and length of the fixture."""
    first = datetime.fromisoformat(fixture["now"]).date()
    last = first + timedelta(days=fixture.get("days", 1) - 1)
    await client.login()
    pupil = client.account.pupils[fixture.get("pupil", 0)]
    return await READERS[page](client, pupil, first, last)


@pytest.mark.parametrize("case", CASES)
async def test_page(
    case: str,
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
    snapshot: SnapshotAssertion,
) -> None:
    fixture = json.loads((PAGES / case).read_text(encoding="utf-8"))
    clock.now = datetime.fromisoformat(fixture["now"])
    school = await serve(fixture, start_school)
    client = family.client(family.password(school))

    async def read() -> object:
        return to_json(await read_page(client, case.partition("/")[0], fixture))

    if error := fixture.get("error"):
        with pytest.raises(getattr(errors, error)):
            await read()
    elif "expected" in fixture:
        assert_holds(await read(), fixture["expected"])
    else:
        found = await read()
        assert found, "nothing is read: are the dates in a week of the school year?"
        assert found == snapshot
