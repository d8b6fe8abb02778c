"""Lesson contents, the account, calendars, the agenda, teachers, papers, pupils' sheets."""

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school
from tests.school.model.lesson_contents import ResourceKind

from .raw_client import Json, RawClient, RefusedError

ALL_YEAR = {"_T": 8, "V": "[1..62]"}


async def test_contents_come_with_their_resources(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    page = await client.call("PageCahierDeTexte", 89, domaine=ALL_YEAR)
    lessons = [one for one in school.model.pupil("Lina").lessons if one.content]
    logs = page["ListeCahierDeTextes"]["V"]
    assert len(logs) == len(lessons)
    assert any(len(log["listeContenus"]["V"]) == 2 for log in logs)
    categories = {
        content["categorie"]["V"]["G"]
        for log in logs
        for content in log["listeContenus"]["V"]
    }
    assert categories == {0, 1, 2, 3, 4, 5, 6, 7, 12}
    found = page["ListeRessourcesPedagogiques"]["V"]["listeRessources"]["V"]
    assert {one["G"] for one in found} >= set(ResourceKind) - {ResourceKind.QUIZ}
    papers = [one["ressource"]["V"] for one in found if one["G"] != ResourceKind.LINK]
    for paper in papers[:2]:
        assert (await client.file(paper["N"])).startswith(b"%PDF-")
    without = await client.call(
        "PageCahierDeTexte", 89, domaine=ALL_YEAR, sansRequeteRP=True
    )
    assert "ListeRessourcesPedagogiques" not in without
    only = await client.call(
        "PageCahierDeTexte", 89, domaine=ALL_YEAR, estRequeteRP=True
    )
    assert only.keys() == {"ListeRessourcesPedagogiques"}
    apart = await client.call(
        "RessourcePedagogique",
        99,
        avecRessourcesPronote=True,
        avecRessourcesEditeur=False,
    )
    assert len(apart["listeRessources"]["V"]) == len(found)


async def test_one_lesson_by_its_log(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    page = await client.call("PageCahierDeTexte", 88, domaine=ALL_YEAR)
    past = next(
        row for row in page["ListeTravauxAFaire"]["V"] if row.get("documentCorrige")
    )
    log = {"N": past["cahierDeTextes"]["V"]["N"]}
    answer = await client.call(
        "donneesContenusCDT", 89, cahierDeTextes=log, pourTAF=True
    )
    (row,) = answer["ListeCahierDeTextes"]["V"]
    assert past["N"] in {one["N"] for one in row["ListeTravailAFaire"]["V"]}


async def links(client: RawClient) -> list[Json]:
    page = await client.call("PageInfosPerso", 49)
    rows: list[Json] = page["iCal"]["liste"]["V"]
    return rows


def address(client: RawClient, link: Json) -> str:
    version = client.general["versionPN"]
    secret, extra = link["paramICal"], link["paramSuppl"]
    return (
        f"ical/{link['nom']}.ics?icalsecurise={secret}&version={version}&param={extra}"
    )


async def test_options_of_a_calendar_are_no_secret(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    link = (await links(client))[0]
    assert bytes.fromhex(link["paramSuppl"]).decode() == "&o=2"
    whole = address(client, link)
    for asked in (whole, whole.rpartition("&param=")[0]):
        assert (await client.download(asked)).startswith(b"BEGIN:VCALENDAR")


async def test_a_calendar_needs_its_secret(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    for link in await links(client):
        feed = (await client.download(address(client, link))).decode()
        assert feed.startswith("BEGIN:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in feed.split("\r\n"))
        for other in ({"paramSuppl": "0"}, {"paramICal": "0" * 64}):
            wrong = address(client, link | other)
            async with http.get(f"{school.url}/{wrong}") as response:
                assert response.status == 404
    events = feed.count("BEGIN:VEVENT")
    assert events == len(school.model.events_for(school.model.pupil("Lina")))
    client.member = client.user["ressource"]["listeRessources"][1]["N"]
    hugo = (await links(client))[0]
    feed = (await client.download(address(client, hugo))).decode()
    assert "VERSELIN Hugo" in feed
    assert school.request_log.calendars == 3


async def test_an_account_tells_who_holds_it(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    page = await client.call("PageInfosPerso", 49)
    contact = page["Informations"]
    guardian = school.model.pupil("Lina").sheet.guardians[0].person  # type: ignore[union-attr]
    names = ("civilite", "nom", "prenoms", "telephonePortable")
    assert [contact[name] for name in names] == [
        "Mme",
        "VERSELIN",
        "Claire",
        guardian.mobile,
    ]
    assert page["informationsCompte"]["Identifiant"] == client.encrypt("c.verselin")
    logo = client.general["urlLogo"]["V"]
    assert await client.download(logo) == school.model.logo
    restricted = RawClient(http, school)
    await restricted.log_in(school.account("restricted"))
    assert "iCal" not in await restricted.call("PageInfosPerso", 49)


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.8"])
async def test_the_agenda_in_both_forms(http: ClientSession, version: str) -> None:
    async with running_school(Options(version=version)) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("pupil"))
        old = version.startswith("2024")
        week = school.model.year.week(school.clock().date())
        asked = {"NumeroSemaine": week} if old else {"avecRdvPartages": True}
        page = await client.call("PageAgenda", 9, avecEventsPasses=True, **asked)
        events = page["ListeEvenements"]
        truth = school.model.events_for(school.model.pupil("Lina"))
        assert [one["L"] for one in events] == [one.title for one in truth]
        assert not any(one["L"] == "Baccalauréat blanc" for one in events)
        file = next(
            one for row in events for one in row["listeFichiers"]["V"] if one["G"] == 1
        )
        assert (await client.file(file["N"])).startswith(b"%PDF-")
        assert page["dateDebutPrevisionnel"]["V"] <= page["dateFinPrevisionnel"]["V"]
        assert all(isinstance(one["listeEleves"], list) for one in events)
        whole = await client.call("PageAgenda", 9, avecEventsPasses=True)
        assert [one["N"] for one in whole["ListeEvenements"]] == [
            one["N"] for one in events
        ]
        later = await client.call("PageAgenda", 9, **asked)
        assert len(later["ListeEvenements"]) < len(events)


async def test_teachers_and_papers(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    team = (await client.call("PageEquipePedagogique", 37))["liste"]["V"]
    assert {one["G"] for one in team} == {3, 34}
    maths = next(one for one in team if one["L"] == "FAUVELON T.")
    assert maths["matieres"]["V"][0]["volumeHoraire"] == "5h00"
    for tab in (148, 227):
        page = await client.call("DocumentsATelecharger", tab, avecNotes=True)
        dropped = [
            one["documentCasier"]["V"] for one in page["listeDocumentsCasier"]["V"]
        ]
        assert dropped and page["listeDocuments"]["V"]
        for paper in dropped:
            assert (await client.file(paper["N"])).startswith(b"%PDF-")


async def test_only_school_life_reads_sheets(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("school_life"))
    fourth = client.user["listeClasses"]["V"][0]
    listed = await client.call(
        "ListeRessources",
        105,
        classe={"N": fourth["N"], "G": 1},
        periode={"N": client.general["ListePeriodes"][0]["N"], "G": 1},
    )
    nolan = listed["listeRessources"]["V"][0]
    assert nolan["L"] == "TAVERGNOL Nolan"
    assert nolan["listeProjets"]["V"][0]["typeAmenagement"] == "PAP"
    sheet = await client.call(
        "FicheEleve", 105, Eleve={"N": nolan["N"]}, AvecResponsables=True
    )
    assert sheet.keys() == {"Responsables"}
    for key in ("teacher", "pupil"):
        other = RawClient(http, school)
        await other.log_in(school.account(key))
        with pytest.raises(RefusedError, match="3"):
            await other.call("FicheEleve", 105, Eleve={"N": "4#x"})
