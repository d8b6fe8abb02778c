"""Requests that PRONOTE's own page sends before and beside the pages, and the answers it expects."""

import asyncio
from dataclasses import replace
import json
import zlib

from aiohttp import ClientSession
import pytest

from tests.helpers.waiting import until
from tests.school import Options, School, running_school
from tests.school.model.types import Attachment, AttachmentKind
from tests.school.wire.session import Answer as SchoolAnswer, Packing

from .conftest import TODAY
from .raw_client import Json, RawClient, RefusedError, aes_decrypt

HOME, TIMETABLE, GRADES, RESOURCES = 7, 16, 198, 99


@pytest.fixture
async def parent(client: RawClient, school: School) -> RawClient:
    await client.log_in(school.account("parent"))
    return client


async def test_general_parameters(client: RawClient, school: School) -> None:
    await client.open("mobile.eleve.html?fd=1&login=true")
    general = client.general
    assert general["setOfJoursCycleOuvre"] == {"_T": 26, "V": "[0..4]"}
    assert general["JoursDemiPension"] == {"_T": 26, "V": "[0..1,3..4]"}
    levels = {row["G"]: row["L"] for row in general["ListeNiveauxDAcquisitions"]["V"]}
    assert [levels[number] for number in (1, 2, 6, 7, 8)] == [
        "Très bonne maîtrise",
        "Maîtrise satisfaisante",
        "Maîtrise insuffisante",
        "Absent",
        "Non évalué",
    ]


async def test_levels_are_those_of_the_parameters(parent: RawClient) -> None:
    levels = parent.general["ListeNiveauxDAcquisitions"]["V"]
    known = {row["G"]: row["L"] for row in levels}
    tabs = parent.pupil["listeOngletsPourPeriodes"]["V"]
    period = next(tab for tab in tabs if tab["G"] == 201)["listePeriodes"]["V"][0]
    page = await parent.call("DernieresEvaluations", 201, periode=period)
    given = {
        (level["G"], level["L"])
        for row in page["listeEvaluations"]["V"]
        for level in row["listeNiveauxDAcquisitions"]["V"]
    }
    assert given and given <= known.items()


@pytest.mark.parametrize("tab", [HOME, TIMETABLE, GRADES, 131])
async def test_navigation_from_every_tab(parent: RawClient, tab: int) -> None:
    assert await parent.call("Navigation", tab, onglet=tab, ongletPrec=HOME) == {}


async def test_navigation_is_signed_with_the_new_tab(parent: RawClient) -> None:
    with pytest.raises(RefusedError, match="21"):
        await parent.call("Navigation", HOME, onglet=GRADES, ongletPrec=HOME)


async def test_closed_tabs_count_nought(client: RawClient, school: School) -> None:
    await client.log_in(school.account("restricted"))
    await client.call("Navigation", HOME, onglet=HOME, ongletPrec=HOME)
    assert client.counters == {8: 0, 131: 0}


async def test_before_the_timetable(parent: RawClient, school: School) -> None:
    choices = await parent.call("RessourceEDT", TIMETABLE)
    (row,) = choices["listeRessources"]["V"]
    assert row["G"] == TIMETABLE
    pupil = {"N": parent.pupil["N"], "G": 4}
    page = await parent.call(
        "PageEmploiDuTemps_DomainePresence", TIMETABLE, Ressource=pupil
    )
    assert page["joursPresence"]["_T"] == 8
    assert page["joursPresence"]["V"].startswith("[")
    assert page["message"] == ""


async def test_a_skills_report_without_pupil_and_class(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    tabs = client.pupil["listeOngletsPourPeriodes"]["V"]
    assert {100, RESOURCES} <= {tab["G"] for tab in tabs}
    period = next(tab for tab in tabs if tab["G"] == 100)["listePeriodes"]["V"][0]
    asked: Json = {"eleve": None, "classe": None, "periode": period}
    page = await client.call("BulletinCompetences", 100, **asked)
    assert page.get("listeLignes") or page["Message"]


async def test_lists_are_typed_and_counts_agree(parent: RawClient) -> None:
    weeks = {"_T": 8, "V": "[1..40]"}
    logs = await parent.call("PageCahierDeTexte", 89, domaine=weeks)
    assert logs["ListeRessourcesNumeriques"]["V"]["listeRessources"]["_T"] == 24
    tabs = parent.pupil["listeOngletsPourPeriodes"]["V"]
    period = next(tab for tab in tabs if tab["G"] == 12)["listePeriodes"]["V"][0]
    record = await parent.call(
        "PageReleve", 12, eleve={"N": parent.pupil["N"]}, periode=period
    )
    count = record["ParametresAffichages"]["NombreAppreciations"]
    services = record["ListeServices"]["V"]
    assert services
    assert {len(row["ListeAppreciations"]["V"]) for row in services} == {count}


async def test_modes_of_the_second_factor(parent: RawClient) -> None:
    page = await parent.call("PageInfosPerso", 49)
    assert page["securisation"]["modesPossibles"] == {"_T": 26, "V": "[1..3]"}


async def test_unanswered_choices_are_an_empty_set(
    http: ClientSession,
) -> None:
    async with running_school(Options(today=TODAY, version="2024.3.11")) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("parent"))
        modes = {"_T": 26, "V": "[0]"}
        page = await client.call("PageActualites", 8, modesAffActus=modes)
    replies = [
        question["reponse"]["V"]
        for row in page["listeModesAff"][0]["listeActualites"]["V"]
        for question in row["listeQuestions"]["V"]
        if question["genreReponse"] in (2, 3)
    ]
    waiting = [one for one in replies if not one["avecReponse"]]
    assert waiting
    assert all(one["valeurReponse"] == {"_T": 8, "V": "[]"} for one in waiting)


async def test_a_link_leads_to_its_address(
    parent: RawClient, school: School, http: ClientSession
) -> None:
    lina = school.model.pupil("Lina")
    url = "https://exemple.fr/lecture"
    link = Attachment("link-hidden", "Lecture", AttachmentKind.LINK, url)
    lina.homework[0] = replace(lina.homework[0], attachments=(link,))
    session = next(iter(school.sessions.values()))
    number = session.ids.issue("attachment", link.uid)
    secret = parent.encrypt(json.dumps({"N": number, "Actif": True}))
    place = f"FichiersExternes/{secret}/link?Session={parent.start['h']}"
    async with http.get(f"{school.url}/{place}", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, url)


@pytest.mark.parametrize(
    ("version", "kind"), [("2026.2.7", int), ("2026.1.3", int), ("2024.3.11", str)]
)
async def test_the_number_in_start(
    http: ClientSession, version: str, kind: type
) -> None:
    async with running_school(Options(today=TODAY, version=version)) as school:
        client = RawClient(http, school)
        await client.load("mobile.eleve.html?fd=1&login=true")
        assert type(client.start["h"]) is kind


async def test_polling_is_answered_with_nothing(
    parent: RawClient, school: School, http: ClientSession
) -> None:
    start = parent.start
    order = parent.encrypt("-1")
    place = f"appelpolling/{start['a']}/{start['h']}/{order}"
    asked = asyncio.create_task(http.post(f"{school.url}/{place}", data="{}"))
    await until(lambda: bool(school.request_log.requests["appelpolling"]))
    assert not asked.done()
    school.faults.clear()
    response = await asked
    assert (response.status, await response.read()) == (200, b"")
    assert await parent.call("Navigation", HOME, onglet=HOME) == {}


async def test_base64_may_be_broken_into_lines(http: ClientSession) -> None:
    async with running_school(Options(today=TODAY, http_rsa=True)) as school:
        client = RawClient(http, school, line_length=64)
        await client.log_in(school.account("pupil"))
        assert client.user["ressource"]["G"] == 4


@pytest.mark.parametrize("packing", Packing)
async def test_compressed_answers(http: ClientSession, packing: Packing) -> None:
    """PRONOTE's page inflates, then takes UTF-8 off twice; of once it is left with nothing."""
    options = Options(today=TODAY, encrypt=True, compress=True, packing=packing)
    async with running_school(options) as school:
        client = RawClient(http, school)
        await client.open("mobile.eleve.html?fd=1&login=true")
        asked: Json = {"genreConnexion": 0, "genreEspace": 6, "identifiant": "x"}
        await client.call("Identification", **asked)
        session = next(iter(school.sessions.values()))
        told = {"L": "Été – « 20 € »"}
        envelope = session.write("Identification", SchoolAnswer(told))
        packed = bytes.fromhex(envelope[client.names[2]])
        text = zlib.decompress(aes_decrypt(client.key, client.iv, packed), -15).decode()
    try:
        seen = json.loads(text.encode("latin-1").decode())["data"]
    except UnicodeError:
        seen = None
    assert seen == (None if packing is Packing.ONCE else told)
