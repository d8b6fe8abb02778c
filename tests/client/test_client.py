"""The client as a library: its exported names, and its own or a given HTTP session."""

from typing import Any
from unittest.mock import patch

import aiohttp
import pytest

from custom_components.pronote import client as package
from custom_components.pronote.client import (
    ClientConfig,
    ConnectionFailedError,
    PronoteClient,
    SessionExpiredError,
    errors,
)
from tests.school import School

from .conftest import PARIS, Family, ManualClock

NAMES = {
    *(
        "account",
        "clock_ahead",
        "connected",
        "credentials",
        "idle_limit",
        "logins",
        "idle_time",
    ),
    *("token", "unread"),
    *("close", "complete_login", "complete_portal", "end_pause", "keep_alive"),
    *("login", "logout", "request"),
    "announcements",
    *("documents", "exemptions", "inbox", "meetings"),
    *("agenda", "discussions", "evaluations", "files", "grades", "home", "homework"),
    *("menus", "news", "personal", "report_cards", "school_life", "staff", "teachers"),
    "timetable",
}


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[aiohttp.ClientSession]:
    """List the sessions that clients make."""
    made: list[aiohttp.ClientSession] = []
    new = aiohttp.ClientSession

    def make(**options: Any) -> aiohttp.ClientSession:
        made.append(new(**options))
        return made[-1]

    monkeypatch.setattr(aiohttp, "ClientSession", make)
    return made


def client_of(school: School, family: Family, clock: ManualClock) -> PronoteClient:
    """Return a client that is given no HTTP session."""
    return PronoteClient(
        family.password(school), timezone=PARIS, config=ClientConfig(now=clock)
    )


def test_public_names(school: School, family: Family, clock: ManualClock) -> None:
    client = client_of(school, family, clock)
    assert {name for name in dir(client) if not name.startswith("_")} == NAMES


def test_every_exception_is_exported() -> None:
    for name in dir(errors):
        found = getattr(errors, name)
        if isinstance(found, type) and found.__module__ == errors.__name__:
            assert getattr(package, name) is found
            assert name in package.__all__


async def test_a_client_makes_its_own_session(
    school: School,
    family: Family,
    clock: ManualClock,
    sessions: list[aiohttp.ClientSession],
) -> None:
    async with client_of(school, family, clock) as client:
        assert not sessions
        pupil = (await client.login()).pupils[0]
        await client.timetable.get(pupil, clock.now.date(), clock.now.date())
        await client.logout()
        await client.keep_alive()
        assert [session.closed for session in sessions] == [False]
    assert [session.closed for session in sessions] == [True]
    with pytest.raises(SessionExpiredError):
        await client.grades.get(pupil)
    with pytest.raises(SessionExpiredError):
        await client.login()
    assert len(sessions) == 1


async def test_a_school_that_fails_while_the_client_closes(
    school: School,
    family: Family,
    clock: ManualClock,
    sessions: list[aiohttp.ClientSession],
) -> None:
    client = client_of(school, family, clock)
    await client.login()
    lost = ConnectionFailedError("Gone")
    with (
        patch.object(client._connection, "logout", side_effect=lost),
        pytest.raises(ConnectionFailedError),
    ):
        await client.close()
    assert sessions[0].closed


async def test_a_client_that_was_never_used_opens_nothing(
    school: School,
    family: Family,
    clock: ManualClock,
    sessions: list[aiohttp.ClientSession],
) -> None:
    await client_of(school, family, clock).close()
    async with client_of(school, family, clock):
        pass
    assert not sessions
    assert school.request_log.page_loads == 0


async def test_a_given_session_stays_open(school: School, family: Family) -> None:
    async with family.client(family.password(school)) as client:
        await client.login()
    assert not family.http.closed
