"""Weeks of a timetable at once: what schools make of such a question."""

from datetime import date, timedelta
from typing import Any

import pytest

from custom_components.pronote.client import Lesson, PronoteClient
from custom_components.pronote.client.errors import BusyError
from tests.school import School

from .conftest import Family, ManualClock

MONDAY = date(2026, 11, 16)
WEEKS = (MONDAY, MONDAY + timedelta(days=13))

SCHOOL_VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "the present week comes": ("weeks_apart", {}),
    "the first day comes": ("weeks_apart", {"day": True}),
    "it is refused": ("erreur", {"G": 99, "titre": "Requête inconnue", "times": 1}),
    "its page is closed": ("erreur", {"G": 3, "titre": "Page fermée", "times": 1}),
}


async def lessons(
    client: PronoteClient, days: tuple[date, date] = WEEKS
) -> tuple[Lesson, ...]:
    return (await client.timetable.get(client.account.pupils[0], *days)).lessons


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    """A client that has read a week of the first child."""
    client = family.client(family.password(school))
    await client.login()
    assert await lessons(client, (MONDAY, MONDAY))
    school.request_log.reset()
    return client


def asked(school: School) -> int:
    count = school.request_log.requests["PageEmploiDuTemps"]
    school.request_log.reset()
    return count


async def week_by_week(client: PronoteClient) -> list[Lesson]:
    sunday = timedelta(days=6)
    return [
        lesson
        for monday in (MONDAY, MONDAY + timedelta(days=7))
        for lesson in await lessons(client, (monday, monday + sunday))
    ]


async def test_weeks_in_a_row_are_one_question(
    school: School, client: PronoteClient
) -> None:
    together = await lessons(client)
    assert asked(school) == 1
    assert list(together) == await week_by_week(client)
    assert len({lesson.start.isocalendar().week for lesson in together}) == 2


@pytest.mark.parametrize("row", SCHOOL_VARIANTS)
@pytest.mark.parametrize("proven", [False, True])
async def test_a_school_that_understands_otherwise(
    school: School, client: PronoteClient, row: str, proven: bool
) -> None:
    """No lesson is lost, and it is not asked so again."""
    truth = await week_by_week(client)
    if proven:
        assert list(await lessons(client)) == truth
    fault, options = SCHOOL_VARIANTS[row]
    school.fault(fault, **{"function": "PageEmploiDuTemps", "times": None} | options)
    school.request_log.reset()
    assert list(await lessons(client)) == truth
    assert asked(school) <= 4
    assert list(await lessons(client)) == truth
    assert asked(school) == 2


async def test_the_first_answer_is_one_that_every_school_gives(
    school: School, family: Family, clock: ManualClock
) -> None:
    """Week by week at first; a school that stumbles over the other question is asked so once."""
    client = family.client(family.password(school))
    await client.login()
    school.request_log.reset()
    truth = await lessons(client)
    assert truth
    assert asked(school) == 2
    school.fault("http_503", function="PageEmploiDuTemps", times=1)
    with pytest.raises(BusyError):
        await lessons(client)
    school.fault("clear")
    clock.advance(hours=1)
    asked(school)
    assert await lessons(client) == truth
    assert asked(school) == 2


async def test_a_session_that_dies_of_it(school: School, client: PronoteClient) -> None:
    school.fault("expire_sessions", function="PageEmploiDuTemps", times=2)
    with pytest.raises(Exception, match="New sessions end at once"):
        await lessons(client)
    asked(school)
    assert await lessons(client)
    assert asked(school) == 2


async def test_an_empty_week(school: School, client: PronoteClient) -> None:
    """An empty week is requested separately if it had lessons before, or if the school is unknown."""
    later = MONDAY + timedelta(days=7)
    lina = school.model.pupil("Lina")
    kept = lina.lessons
    lina.lessons = [lesson for lesson in kept if lesson.day < later]
    for _ in range(2):
        assert {x.start.date() < later for x in await lessons(client)} == {True}
        assert asked(school) == 2
    lina.lessons = kept
    assert {x.start.date() < later for x in await lessons(client)} == {True, False}
    assert asked(school) == 1
    lina.lessons = [lesson for lesson in kept if lesson.day < later]
    assert {x.start.date() < later for x in await lessons(client)} == {True}
    assert asked(school) == 2
    assert await lessons(client)
    assert asked(school) == 1
