"""Unusable answers raise errors of the client; after a write, the error says that it may be recorded."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
import math

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest
from yarl import URL

from custom_components.pronote.client import (
    ConnectionFailedError,
    PortalRequiredError,
    PronoteError,
    ProtocolError,
    RequestRefusedError,
    SessionExpiredError,
    Space,
    WriteUnconfirmedError,
    discover,
    find_portal,
)
from custom_components.pronote.client.http import is_same_site, redirect_target
from custom_components.pronote.client.session import Session
from tests.school import School
from tests.school.pages import slow_answers

from .conftest import Family, ManualClock
from .prepared_writes import LoggedInAccount, tick

WRITE = "SaisieTAFFaitEleve"


@pytest.fixture
async def pupil(school: School, family: Family, clock: ManualClock) -> LoggedInAccount:
    client = family.client(family.password(school, "pupil"))
    await client.login()
    return LoggedInAccount(client, clock)


@asynccontextmanager
async def answering(answer: Callable[[], web.Response]) -> AsyncIterator[URL]:
    """Serve one answer at every address."""

    async def serve(_: web.Request) -> web.Response:
        return answer()

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", serve)
    async with TestServer(application) as server:
        yield server.make_url("/pronote")


LOCATIONS = ["http://[bad", "http://", "ftp://school.example/", "http://:80/", "//"]


@pytest.mark.parametrize("location", LOCATIONS)
async def test_a_redirect_to_no_address(
    http: aiohttp.ClientSession, location: str
) -> None:
    def answer() -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    async with answering(answer) as url:
        with pytest.raises(PronoteError):
            await discover(http, str(url))
        with pytest.raises(PronoteError):
            await find_portal(http, str(url), Space.PARENT)


async def test_a_redirect_to_a_host_that_no_name_service_knows(
    http: aiohttp.ClientSession,
) -> None:
    """A label of more than 63 letters is no host name; libraries raise UnicodeError."""

    def answer() -> web.Response:
        return web.Response(
            status=302, headers={"Location": f"http://{'é' * 90}.example/"}
        )

    async with answering(answer) as url:
        with pytest.raises(PronoteError):
            await discover(http, str(url))


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/pronote/parent.html", True),
        ("https://other.example/pronote/", True),
        ("http://school.example/pronote/", False),
        ("http://school.example:443/pronote/", False),
    ],
)
def test_a_redirect_never_gives_up_encryption(location: str, kept: bool) -> None:
    page = URL("https://school.example/pronote/mobile.parent.html")
    if kept:
        assert redirect_target(page, location).scheme == "https"
    else:
        with pytest.raises(ProtocolError):
            redirect_target(page, location)


async def test_a_redirect_never_changes_host_or_port(
    school: School, family: Family
) -> None:
    """A login goes to the address that the person confirmed, or nowhere."""
    for host in ("127.0.0.1", "localhost"):
        target = URL(school.url).with_host(host)

        def lead_away(target: URL = target) -> web.Response:
            raise web.HTTPFound(str(target / "mobile.parent.html"))

        async with answering(lead_away) as elsewhere:
            password = family.password(school, url=str(elsewhere))
            with pytest.raises(PortalRequiredError):
                await family.client(password).login()
    assert not school.request_log.page_loads
    assert not school.request_log.requests


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("http://school.example/", "https://school.example/pronote", True),
        ("https://school.example/", "https://school.example:443/", True),
        ("https://school.example/", "https://school.example:8443/", False),
        ("http://school.example:8080/", "https://school.example/", False),
        ("https://school.example/", "https://school.example.org/", False),
    ],
)
def test_the_same_site(first: str, second: str, same: bool) -> None:
    assert is_same_site(URL(first), URL(second)) is same


@pytest.mark.parametrize("delay", [math.nan, math.inf, -5, True, "soon", None, [1]])
async def test_a_delay_that_is_none(
    school: School,
    pupil: LoggedInAccount,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
    delay: object,
) -> None:
    """The answer is requested again after half a second."""
    school.trigger_event("report_card", pupil="Lina")
    monkeypatch.setattr(slow_answers, "SECONDS", delay)
    [period, *_] = pupil.pupil.periods
    assert (await pupil.client.report_cards.pdf(pupil.pupil, period)).startswith(
        b"%PDF"
    )
    assert family.pauses == [0.5]


async def test_a_delay_that_is_too_long(
    school: School,
    pupil: LoggedInAccount,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school.trigger_event("report_card", pupil="Lina")
    monkeypatch.setattr(slow_answers, "SECONDS", 3600)
    with pytest.raises(ConnectionFailedError):
        await pupil.client.report_cards.pdf(pupil.pupil, pupil.pupil.periods[0])
    assert sum(family.pauses) <= 90


async def test_a_write_without_an_answer(
    school: School, pupil: LoggedInAccount
) -> None:
    """It is not repeated, as the school may have recorded it."""
    write = await tick(pupil)
    school.fault("forget_write", function=WRITE, times=None)
    school.fault("drop", function=WRITE, times=None)
    before = school.request_log.requests[WRITE]
    with pytest.raises(WriteUnconfirmedError):
        await write()
    assert school.request_log.requests[WRITE] - before == 3


@pytest.mark.parametrize("fault", ["truncate", "html_instead_of_json", "empty"])
@pytest.mark.parametrize("recorded", [True, False])
async def test_a_write_with_an_answer_that_cannot_be_read(
    school: School, pupil: LoggedInAccount, fault: str, recorded: bool
) -> None:
    """The page is read and the write is not repeated: only a missing change is unconfirmed."""
    client = pupil.client
    for discussion in await client.discussions.get():
        if (await client.discussions.thread(discussion)).can_reply:
            break
    if not recorded:
        school.fault("forget_write", function="SaisieMessage", times=None)
    school.fault(fault, function="SaisieMessage", times=None)
    before = school.request_log.requests["SaisieMessage"]
    if recorded:
        after = await client.discussions.reply(discussion, "Bonjour")
        assert after.messages[-1].text == "Bonjour"
    else:
        with pytest.raises(WriteUnconfirmedError):
            await client.discussions.reply(discussion, "Bonjour")
    assert school.request_log.requests["SaisieMessage"] == before + 1


async def test_a_write_that_may_be_done_twice(
    school: School, pupil: LoggedInAccount
) -> None:
    write = await tick(pupil)
    school.fault("truncate", function=WRITE)
    await write()
    assert school.request_log.requests[WRITE] == 2


async def test_a_write_in_an_ended_session(
    school: School, pupil: LoggedInAccount
) -> None:
    """The school refused it: it is surely not recorded."""
    school.expire_sessions()
    with pytest.raises(SessionExpiredError):
        await pupil.client.request(WRITE, {}, tab=88)


async def test_a_message_of_the_school_is_one_printable_line(
    school: School, pupil: LoggedInAccount
) -> None:
    title = "Erreur\r\nWARNING faux\x1b[31m \u202etxet\u202c " + "long " * 100
    school.fault("erreur", function="PageEmploiDuTemps", G=99, titre=title)
    today = pupil.clock.now.date()
    with pytest.raises(RequestRefusedError) as error:
        await pupil.client.timetable.get(pupil.pupil, today, today)
    assert error.value.title.startswith("Erreur WARNING faux[31m txet long")
    assert len(error.value.title) == 200
    assert error.value.title.isprintable()


async def test_names_hold_no_control_characters(
    school: School, family: Family, clock: ManualClock
) -> None:
    child = school.model.pupil("Lina")
    child.first_name = "Li\u202ena\x07"
    client = family.client(family.password(school, "parent"))
    account = await client.login()
    assert "VERSELIN Lina" in {pupil.name for pupil in account.pupils}


async def test_whatever_fails_is_an_error_of_the_client(
    pupil: LoggedInAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise KeyError("of a library")

    monkeypatch.setattr(Session, "call", fail)
    today = pupil.clock.now.date()
    with pytest.raises(ProtocolError):
        await pupil.client.timetable.get(pupil.pupil, today, today)
    with pytest.raises(ProtocolError):
        await pupil.client.request("Page", {}, tab=16)
