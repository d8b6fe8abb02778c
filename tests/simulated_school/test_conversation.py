"""Order numbers, tabs, members and ids: what a session accepts and what ends it."""

import asyncio

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school

from .conftest import ManualClock
from .raw_client import RawClient, RefusedError


async def test_the_same_request_again_gets_the_same_answer(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    body = client.body("Navigation", {"onglet": 7, "ongletPrec": 7}, tab=7)
    first = await client.post(body)
    assert await client.post(body) == first
    client.read(first)
    await client.call("Navigation", 7)


@pytest.mark.parametrize("step", [-2, 2])
async def test_a_wrong_number_kills_the_session(
    client: RawClient, school: School, step: int
) -> None:
    await client.log_in(school.account("pupil"))
    right = client.order
    client.order += step
    with pytest.raises(RefusedError, match="8"):
        await client.call("Navigation", 7)
    client.order = right
    with pytest.raises(RefusedError, match="8"):
        await client.call("Navigation", 7)


async def test_two_requests_at_once_are_answered_in_turn(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    first = client.body("Navigation", {}, tab=7)
    client.order += 2
    second = client.body("Navigation", {}, tab=7)
    client.order -= 2
    answers = await asyncio.gather(client.post(first), client.post(second))
    assert not any("Erreur" in answer for answer in answers)


async def test_an_unknown_tab_is_refused_and_the_session_goes_on(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("restricted"))
    tree = str(client.user["listeOnglets"])
    assert client.user["listeOngletsInvisibles"] == [8, 10, 201]
    assert "'G': 10" in tree
    assert "'G': 88" not in tree
    for function, tab in (("PageMenus", 10), ("PageCahierDeTexte", 88), ("x", 7)):
        with pytest.raises(RefusedError, match="3" if tab != 7 else "21"):
            await client.call(function, tab, date="23/11/2026", domaine="[1..10]")
    school.fault("close_tab", tab=16)
    with pytest.raises(RefusedError, match="3"):
        await client.week(12)
    school.fault("clear")
    assert await client.week(12)
    assert await client.week(20) == []


async def test_a_parent_names_one_of_the_children(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    children = client.user["ressource"]["listeRessources"]
    assert [child["classeDEleve"]["L"] for child in children] == ["4B", "2GT3"]
    for child in children:
        client.member = child["N"]
        await client.call("Navigation", 7)
    client.member = None
    with pytest.raises(RefusedError, match="21"):
        await client.call("Navigation", 7)


async def test_ids_are_good_for_one_session(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    other = RawClient(http, school)
    await other.log_in(school.account("parent"))
    kept = client.member
    assert kept
    assert kept != other.member
    other.member = kept
    with pytest.raises(RefusedError, match="22"):
        await other.call("Navigation", 7)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"numeroSemaine": 0}, "21"),
        ({"numeroSemaine": 60}, "21"),
        ({"dateDebut": {"_T": 7, "V": "14/08/2026 0:0:0"}}, "21"),
        ({"dateDebut": "23/11/2026", "dateFin": "14/08/2027"}, "21"),
        ({"domaine": "[12..99]"}, "21"),
        ({}, "21"),
    ],
)
async def test_outside_the_school_year(
    client: RawClient, school: School, asked: dict[str, object], error: str
) -> None:
    await client.log_in(school.account("pupil"))
    pupil = {"N": client.pupil["N"], "G": 4}
    with pytest.raises(RefusedError, match=error):
        await client.call("PageEmploiDuTemps", 16, ressource=pupil, **asked)
    await client.call("Navigation", 7)


async def test_the_three_forms_of_a_timetable_agree(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    pupil = {"N": client.pupil["N"], "G": 4}
    forms: list[dict[str, object]] = [
        {"numeroSemaine": 13},
        {"dateDebut": "23/11/2026", "dateFin": {"_T": 7, "V": "29/11/2026 0:0:0"}},
        {"domaine": {"_T": 8, "V": "[13]"}},
    ]
    weeks = [
        await client.call("PageEmploiDuTemps", 16, ressource=pupil, **form)
        for form in forms
    ]
    assert weeks[0]["ListeCours"]
    assert weeks[0]["ListeCours"] == weeks[1]["ListeCours"] == weeks[2]["ListeCours"]


async def test_an_idle_session_ends(
    client: RawClient, school: School, clock: ManualClock
) -> None:
    await client.log_in(school.account("pupil"))
    for _ in range(3):
        clock.advance(minutes=9)
        await client.call("Navigation", 7)
    clock.advance(minutes=11)
    assert school.sessions_open == 0
    with pytest.raises(RefusedError, match="8"):
        await client.call("Navigation", 7)


async def test_discovery_wants_the_application_s_id(
    school: School, http: ClientSession
) -> None:
    root = f"{school.url}/InfoMobileApp.json"
    app = "0D264427-EEFC-4810-A9E9-346942A862A4"
    async with http.get(root) as response:
        assert response.status == 404
    async with http.get(root, params={"id": app}) as response:
        info = await response.json()
    assert info["version"] == [2026, 2, 7]
    assert info["CAS"] == {"actif": False}
    assert info["nomEtab"] == school.model.name
    pages = {space["URL"]: space["genreEspace"] for space in info["espaces"]}
    assert (pages["mobile.parent.html"], pages["mobile.eleve.html"]) == (7, 6)


async def test_cookies_redirects_and_refused_browsers(http: ClientSession) -> None:
    async with running_school(Options(cookies_required=True)) as school:
        page = f"{school.url}/eleve.html"
        telephone = {"User-Agent": "iPhone PRONOTE Mobile APP Version/2.0.11"}
        async with http.get(page, headers=telephone) as response:
            assert response.url.name == "mobile.eleve.html"
            assert "Start" in await response.text()
        robot = {"User-Agent": "Python/3.14 aiohttp/3"}
        async with http.get(page, headers=robot) as response:
            assert "Votre navigateur" in await response.text()
        client = RawClient(http, school)
        with pytest.raises(RefusedError, match="8"):
            await client.open("eleve.html?fd=1")
