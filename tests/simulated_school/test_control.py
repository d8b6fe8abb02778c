"""The faults, the happenings and the ledger."""

import asyncio
import json

from aiohttp import ClientError, ClientSession
import pytest

from tests.school import ImpossibleEventError, School
from tests.school.event_registry import EVENTS
from tests.school.faults import NAMES
from tests.school.html import CLOSED, SUSPENDED, UNAVAILABLE

from .raw_client import MOBILE, RawClient, RefusedError

NEEDED_BEFORE = {
    "document_signed": "document_to_sign",
    "exemption_accepted": "exemption_requested",
    "exemption_refused": "exemption_requested",
    "lesson_restored": "lesson_canceled",
    "meetings_planned": "meetings",
}
"""Events that need another one before."""

PAGE = f"mobile.eleve.html{MOBILE}"


async def control(
    http: ClientSession, school: School, place: str, **order: object
) -> tuple[int, dict[str, object]]:
    url = f"{school.origin}/_school/{place}"
    async with http.post(url, json=order) as response:
        return response.status, await response.json()


@pytest.mark.parametrize("what", sorted(EVENTS))
async def test_everything_may_happen_with_no_detail(
    school: School, http: ClientSession, what: str
) -> None:
    if what in NEEDED_BEFORE:
        school.trigger_event(NEEDED_BEFORE[what])
    status, told = await control(http, school, "event", what=what)
    assert status == 200
    assert told["what"] == what
    assert len(told) > 1


async def test_what_cannot_happen(school: School, http: ClientSession) -> None:
    status, told = await control(http, school, "event", what="miracle")
    assert (status, told["known"]) == (400, sorted(EVENTS))
    status, told = await control(http, school, "event", what="grade", pupil="Nobody")
    assert status == 400
    with pytest.raises(ImpossibleEventError):
        school.trigger_event("lesson_canceled", date="2026-11-22")
    status, told = await control(http, school, "fault", fault="earthquake")
    assert (status, told["known"]) == (400, sorted(NAMES))
    async with http.post(f"{school.origin}/_school/fault", data="{") as response:
        assert response.status == 400


async def test_what_happens_is_seen_by_the_class(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    before = await client.week(13)
    told = school.trigger_event("lesson_canceled", subject="HG", status="Grève")
    after = await client.week(13)
    changed = [row for row, old in zip(after, before, strict=True) if row != old]
    assert [row["Statut"] for row in changed] == ["Grève"]
    assert told["lesson"]["canceled"] is True
    uid = told["lesson"]["uid"]
    for name in ("Lina", "Nolan"):
        lessons = school.model.pupil(name).lessons
        assert next(one for one in lessons if one.uid == uid).canceled


async def test_children_come_and_go(
    client: RawClient, http: ClientSession, school: School
) -> None:
    school.trigger_event("child_added")
    school.trigger_event("child_removed", pupil="Hugo")
    await client.log_in(school.account("parent"))
    names = [one["L"] for one in client.user["ressource"]["listeRessources"]]
    assert names == ["VERSELIN Lina", "VERSELIN Théo"]


@pytest.mark.parametrize(
    ("fault", "text"),
    [("suspend_address", SUSPENDED), ("site_closed", CLOSED), ("restart", UNAVAILABLE)],
)
async def test_notices_instead_of_the_page(
    client: RawClient, school: School, fault: str, text: str
) -> None:
    school.fault(fault, times=2)
    for _ in range(2):
        assert text in await client.load(PAGE)
    assert "Start" in await client.load(PAGE)
    school.fault(fault, times=None)
    for _ in range(3):
        assert text in await client.load(PAGE)
    school.fault("clear")
    await client.log_in(school.account("pupil"))


async def test_a_busy_page_has_no_session(client: RawClient, school: School) -> None:
    school.fault("busy", times=1)
    await client.load(PAGE)
    assert "h" not in client.start
    await client.load(PAGE)
    assert "h" in client.start


@pytest.mark.parametrize(
    ("fault", "options", "number"),
    [
        ("too_many_requests", {}, "25"),
        ("erreur", {"G": 3, "titre": "Non"}, "3"),
        ("expire_sessions", {}, "8"),
        ("expire_sessions", {"G": 10}, "10"),
        ("restart", {}, "8"),
    ],
)
async def test_errors_to_order(
    client: RawClient,
    school: School,
    fault: str,
    options: dict[str, object],
    number: str,
) -> None:
    await client.log_in(school.account("pupil"))
    school.fault(fault, **options)  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match=f"^{number}$"):
        await client.call("Navigation", 7)
    if number in ("3", "25"):
        await client.call("Navigation", 7)


async def test_a_fault_waits_for_its_function(
    client: RawClient, school: School
) -> None:
    school.fault("erreur", function="PageMenus", G=21)
    await client.log_in(school.account("pupil"))
    with pytest.raises(RefusedError, match="21"):
        await client.call("PageMenus", 10, date="23/11/2026")
    await client.call("PageMenus", 10, date="23/11/2026")


async def test_broken_answers(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    for fault in ("truncate", "html_instead_of_json", "http_503"):
        school.fault(fault)
        with pytest.raises(json.JSONDecodeError):
            await client.post(client.body("Navigation", {}, tab=7))
        if fault != "http_503":
            client.order += 2
    school.fault("desync")
    answer = await client.post(client.body("Navigation", {}, tab=7))
    with pytest.raises(AssertionError):
        client.read(answer)


async def test_a_cut_connection_after_processing_may_be_asked_again(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    school.fault("drop")
    body = client.body("Navigation", {}, tab=7)
    with pytest.raises(ClientError):
        await client.post(body)
    client.read(await client.post(body))
    await client.call("Navigation", 7)


async def test_a_hanging_request_is_let_go(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    school.fault("hang")
    body = client.body("Navigation", {}, tab=7)
    task = asyncio.create_task(client.post(body))
    await asyncio.sleep(0.05)
    assert not task.done()
    school.fault("clear")
    with pytest.raises(ClientError):
        await task
    client.read(await client.post(body))


async def test_logins_refused_to_order(
    client: RawClient, http: ClientSession, school: School
) -> None:
    school.fault("refuse_password", acces=6)
    account = school.account("pupil")
    await client.open(PAGE)
    assert await client.authenticate(account.username, account.password) == {"Acces": 6}
    await RawClient(http, school).log_in(account)


async def test_the_ledger_counts(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    async with http.get(f"{school.origin}/_school/request_log") as response:
        ledger = await response.json()
    assert ledger["requests"] == {
        "FonctionParametres": 1,
        "Identification": 1,
        "Authentification": 1,
        "ParametresUtilisateur": 1,
    }
    counts = ("page_loads", "logins", "failed_logins", "sessions_open", "files")
    assert [ledger[name] for name in counts] == [1, 1, 0, 1, 0]
    await control(http, school, "request_log/reset")
    assert school.request_log.requests.total() == school.request_log.logins == 0


async def test_a_qr_code_over_http(school: School, http: ClientSession) -> None:
    username = school.account("parent").username
    status, code = await control(http, school, "qr", username=username, pin="1234")
    assert status == 200
    assert code.keys() == {"avecPageConnexion", "login", "jeton", "url"}
    status, _ = await control(http, school, "qr", username="nobody", pin="1234")
    assert status == 400
