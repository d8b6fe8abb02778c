"""Failing sessions: what is repaired, which errors are raised, how many requests it takes."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.pronote.client import (
    Attachment,
    AttachmentKind,
    PronoteClient,
    Pupil,
)
from custom_components.pronote.client.common import Reference
from custom_components.pronote.client.errors import (
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    PageNotAllowedError,
    PronoteError,
    RequestRefusedError,
    SessionExpiredError,
    SiteClosedError,
    StaleObjectError,
    TokenRefusedError,
    TooManyRequestsError,
)
from tests.school import KNOWN_VERSIONS, School

from .conftest import Family, ManualClock, StartSchool

TIMETABLE = "PageEmploiDuTemps"


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


async def ask(client: PronoteClient, clock: ManualClock) -> int:
    """Return the number of lessons of the first child's day."""
    today = clock.now.date()
    return len(
        (await client.timetable.get(client.account.pupils[0], today, today)).lessons
    )


async def test_one_login_for_two_children(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    today = clock.now.date()
    for pupil in client.account.pupils:
        await client.timetable.get(pupil, today, today)
        await client.homework.get(pupil, today, today)
        await client.grades.get(pupil)
        await client.menus.get(pupil, today, today)
    assert school.request_log.logins == 1
    assert school.request_log.page_loads == 1
    assert school.sessions_open == 1


async def test_calls_queue(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    results = await asyncio.gather(*(ask(client, clock) for _ in range(8)))
    assert len(set(results)) == 1
    assert school.request_log.logins == 1


@pytest.mark.parametrize("code", [5, 8, 10, 20])
async def test_an_ended_session_is_opened_again_once(
    school: School, client: PronoteClient, clock: ManualClock, code: int
) -> None:
    before = await ask(client, clock)
    school.fault("expire_sessions", G=code)
    assert await ask(client, clock) == before
    assert school.request_log.logins == 2
    # It came back by the token, not by the password.
    assert client.token is not None


async def test_idle_sessions_come_back_by_token(
    school: School, family: Family, client: PronoteClient, clock: ManualClock
) -> None:
    for _ in range(3):
        clock.advance(hours=1)
        assert await ask(client, clock)
    assert school.request_log.logins == 4
    assert len({token.token.reveal() for token in family.tokens}) == 4


async def test_a_school_that_ends_each_session(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("expire_sessions", times=None, function=TIMETABLE)
    with pytest.raises(SessionExpiredError):
        await ask(client, clock)
    assert school.request_log.logins == 2


@pytest.mark.parametrize("fault", ["desync", "html_instead_of_json"])
async def test_answers_that_are_not_ours_end_the_session(
    school: School, client: PronoteClient, clock: ManualClock, fault: str
) -> None:
    school.fault(fault, function=TIMETABLE)
    assert await ask(client, clock)
    assert school.request_log.logins == 2


@pytest.mark.parametrize("fault", ["drop", "truncate"])
async def test_a_lost_answer_is_asked_for_again_with_the_same_number(
    school: School,
    family: Family,
    client: PronoteClient,
    clock: ManualClock,
    fault: str,
) -> None:
    school.fault(fault, function=TIMETABLE)
    assert await ask(client, clock)
    assert await ask(client, clock)
    if fault == "drop":
        assert family.pauses
        assert school.request_log.logins == 1


async def test_a_dead_line_is_reported(
    school: School, family: Family, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("drop", times=None, function=TIMETABLE)
    with pytest.raises(ConnectionFailedError):
        await ask(client, clock)
    assert len(family.pauses) == 2
    assert school.request_log.logins == 1
    school.fault("clear")
    assert await ask(client, clock)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("suspend_address", AddressSuspendedError),
        ("site_closed", SiteClosedError),
        ("http_503", BusyError),
        ("too_many_requests", TooManyRequestsError),
    ],
)
async def test_peace_in_the_middle_of_a_session(
    school: School,
    client: PronoteClient,
    clock: ManualClock,
    fault: str,
    error: type[PronoteError],
) -> None:
    school.fault(fault, function=TIMETABLE)
    with pytest.raises(error):
        await ask(client, clock)
    school.request_log.reset()
    with pytest.raises(error):
        await ask(client, clock)
    assert school.request_log.requests.total() == 0
    assert school.request_log.page_loads == 0
    clock.advance(hours=6)
    assert await ask(client, clock)


async def test_a_closed_tab_costs_nothing(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    school = await start_school()
    client = family.client(family.password(school, "restricted"))
    account = await client.login()
    closed = {16, 88, 198, 10} - account.tabs
    assert closed
    school.request_log.reset()
    for tab in closed:
        with pytest.raises(PageNotAllowedError) as error:
            await client.request("Page", {}, tab=tab)
        assert error.value.tab == tab
    assert school.request_log.requests.total() == 0


async def test_a_closed_tab_keeps_no_session(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    """Nothing was sent: the time until the session ends runs on."""
    school = await start_school()
    client = family.client(family.password(school, "restricted"))
    account = await client.login()
    assert 10 not in account.tabs
    clock.advance(minutes=3)
    today = clock.now.date()
    with pytest.raises(PageNotAllowedError):
        await client.menus.get(account.pupils[0], today, today)
    assert client.idle_time == timedelta(minutes=3)


async def test_a_tab_closed_meanwhile_costs_one_request(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("close_tab", tab=16)
    with pytest.raises(PageNotAllowedError):
        await ask(client, clock)
    assert school.request_log.logins == 1
    today = clock.now.date()
    assert await client.homework.get(client.account.pupils[0], today, today) is not None
    assert school.request_log.logins == 1


async def test_refusals_bear_the_schools_words(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("erreur", function=TIMETABLE, G=21, titre="Impossible d'afficher")
    with pytest.raises(RequestRefusedError) as error:
        await ask(client, clock)
    assert error.value.code == 21
    assert "Impossible" in error.value.title
    assert await ask(client, clock)
    assert school.request_log.logins == 1


async def test_a_dead_token_is_reported_and_not_tried_again(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("expire_sessions")
    school.fault("refuse_token", times=None)
    with pytest.raises(TokenRefusedError):
        await ask(client, clock)
    school.request_log.reset()
    with pytest.raises(TokenRefusedError):
        await ask(client, clock)
    assert school.request_log.page_loads == 0


async def test_a_canceled_call_leaves_a_usable_client(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    school.fault("hang", function=TIMETABLE, seconds=60)
    task = asyncio.create_task(ask(client, clock))
    while not school.request_log.requests[TIMETABLE]:
        await asyncio.sleep(0)
        if task.done():
            break
        if "hang" not in [fault.name for fault in school.faults.armed]:
            break
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    school.fault("clear")
    assert await ask(client, clock)


async def test_raw_calls_are_never_sent_twice(
    school: School, client: PronoteClient
) -> None:
    school.fault("expire_sessions")
    with pytest.raises(SessionExpiredError):
        await client.request("Navigation", {"onglet": 7, "ongletPrec": 7}, tab=7)
    assert school.request_log.logins == 1
    assert (
        await client.request("Navigation", {"onglet": 7, "ongletPrec": 7}, tab=7) == {}
    )
    assert school.request_log.logins == 2


async def test_raw_call_about_a_child(school: School, client: PronoteClient) -> None:
    pupil = client.account.pupils[1]
    data = await client.request(
        "DernieresNotes",
        {
            "Periode": {
                "N": pupil.periods[0].ref.id if pupil.periods[0].ref else "",
                "L": pupil.periods[0].name,
                "G": 2,
            }
        },
        tab=198,
        pupil=pupil,
    )
    assert "listeDevoirs" in data


async def test_files_of_an_earlier_session_are_found_again(
    school: School, family: Family, client: PronoteClient, clock: ManualClock
) -> None:
    pupil = client.account.pupils[0]
    (file, *_) = await _files(client, pupil, clock)
    content = await client.files.download(file)
    assert content
    school.fault("expire_sessions")
    await ask(client, clock)
    assert await client.files.download(file) == content

    unknown_portal = family.client(client.credentials)
    await unknown_portal.login()
    with pytest.raises(StaleObjectError):
        await unknown_portal.files.download(
            replace(file, ref=Reference("27#nothing", 99))
        )
    with pytest.raises(ConnectionFailedError):
        await client.files.download(file, largest=3)


async def _files(
    client: PronoteClient, pupil: Pupil, clock: ManualClock
) -> list[Attachment]:
    today = clock.now.date()
    calendar = client.account.calendar
    work = await client.homework.get(pupil, today, calendar.last_day)
    return [
        file
        for item in work
        for file in item.attachments
        if file.kind is AttachmentKind.FILE
    ]


async def test_a_link_is_not_downloaded(client: PronoteClient) -> None:
    link = Attachment(name="x", kind=AttachmentKind.LINK, url="https://example.org")
    with pytest.raises(ValueError):
        await client.files.download(link)


@pytest.mark.parametrize("version", sorted(KNOWN_VERSIONS))
async def test_keep_alive_keeps_alive(
    start_school: StartSchool, family: Family, clock: ManualClock, version: str
) -> None:
    school = await start_school(version=version, idle_limit=300)
    client = family.client(family.password(school))
    await client.login()
    for _ in range(10):
        clock.advance(minutes=4)
        await client.keep_alive()
    assert school.request_log.logins == 1


async def test_a_session_that_rested_too_long_is_not_asked(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    """The first loss teaches; after it, coming back costs a login and no question in vain."""
    school = await start_school(idle_limit=300)
    client = family.client(family.password(school))
    await client.login()
    clock.advance(minutes=20)
    await client.keep_alive()
    assert client.idle_limit.shortest_expired == timedelta(minutes=20)
    school.request_log.reset()
    clock.advance(minutes=20)
    await client.keep_alive()
    assert school.request_log.logins == 1
    assert school.request_log.requests["Navigation"] == 1
    assert client.logins == 3


async def test_what_is_unread_comes_with_every_answer(
    school: School, client: PronoteClient
) -> None:
    await client.keep_alive()
    before = client.unread
    assert before.news is not None and before.discussions is not None
    school.trigger_event("message")
    await client.keep_alive()
    assert client.unread.discussions == before.discussions + 1
    assert client.unread.news == before.news


async def test_a_closed_client_asks_nothing_more(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    asking = [asyncio.create_task(ask(client, clock)) for _ in range(3)]
    await client.close()
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert any(isinstance(answer, SessionExpiredError) for answer in answers)
    assert school.sessions_open == 0
    assert school.request_log.logins == 1
    with pytest.raises(SessionExpiredError):
        await client.login()
    assert school.request_log.page_loads == 1


async def test_a_client_that_is_left_logs_out(school: School, family: Family) -> None:
    async with family.client(family.password(school)) as client:
        await client.login()
        assert school.sessions_open == 1
    assert school.sessions_open == 0
    with pytest.raises(SessionExpiredError):
        await client.keep_alive()


async def test_a_client_is_left_though_the_line_is_dead(
    school: School, family: Family
) -> None:
    async with family.client(family.password(school)) as client:
        await client.login()
        school.fault("http_503", times=None)
    assert not client.connected


async def test_a_child_that_left_is_reported(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil = client.account.pupils[-1]
    told = school.trigger_event("child_removed")
    assert told
    school.fault("expire_sessions")
    await ask(client, clock)
    gone = pupil.key not in {other.key for other in client.account.pupils}
    assert gone
    today = clock.now.date()
    with pytest.raises(StaleObjectError):
        await client.homework.get(pupil, today, today)


async def test_a_new_pronote_is_spoken_after_an_update(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    old = await start_school(version="2024.3.11")
    client = family.client(family.password(old))
    await client.login()
    port = int(old.origin.rsplit(":", 1)[1])
    assert port
    old.version = type(old.version)("2026.1.3")
    old.fault("expire_sessions")
    assert await ask(client, clock)
