"""The home page: its sections, its filter, and the ways to the partners."""

from decimal import Decimal
from typing import Any

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school

from .conftest import TODAY
from .raw_client import Json, RawClient

MONDAY = {"_T": 7, "V": "23/11/2026 0:0:0"}


async def home(client: RawClient, **data: Any) -> Json:
    return await client.call(
        "PageAccueil", 7, dateGrille=MONDAY, menuDeLaCantine={"date": MONDAY}, **data
    )


async def open_on_computer(client: RawClient, key: str) -> None:
    """Enter by the page for computers."""
    account = client.school.account(key)
    await client.open(f"{account.space}?fd=1&login=true")
    await client.authenticate(account.username, account.password)
    client.user = await client.call("ParametresUtilisateur")
    if children := client.user["ressource"].get("listeRessources"):
        client.member = children[0]["N"]


async def test_a_computer_sees_everything(client: RawClient, school: School) -> None:
    await open_on_computer(client, "parent")
    answer = await home(client)
    lina = school.model.pupil("Lina")
    assert len(answer["ListeCours"]) == len(
        [one for one in lina.lessons if f"{one.day:%d/%m/%Y}" == "23/11/2026"]
    )
    assert answer["prochaineDate"]["V"] == "24/11/2026"
    assert len(answer["menuDeLaCantine"]["listeRepas"]["V"]) == 2
    news = answer["actualites"]["listeModesAff"][0]["listeActualites"]["V"]
    assert {row["prenom"] for row in news} == {"Lina", "Hugo"}
    discussions = answer["discussions"]["listeMessagerie"]["V"]
    assert [row["nbNonLus"] for row in discussions] == [2]
    assert answer["notes"]["listeDevoirs"]["V"]
    assert answer["travailAFaire"]["listeTAF"]["V"]
    assert answer["vieScolaire"]["listeAbsences"]["V"]
    assert answer["agenda"]["listeEvenements"]
    assert answer["devoirSurveille"]["listeDS"]["V"]
    purse, other = answer["partenaireARD"]["porteMonnaie"]["V"]
    assert purse["valeurSolde"] == "1\xa0420,69 €"
    assert other["avecWarning"] is False


ELSEWHERE = {"actualites", "discussions", "menuDeLaCantine"}
"""What a phone shows on other pages only."""
PARTNERS = {"lienUtile", "partenaireARD"}
TESTS = {"devoirSurveille", "devoirSurveilleEvaluation"}


@pytest.mark.parametrize("key", ["parent", "pupil"])
async def test_a_phone_sees_other_sections(
    client: RawClient, school: School, key: str
) -> None:
    await client.log_in(school.account(key))
    answer = await home(client)
    shown = {"ListeCours", "absences", "competences", "notes", *PARTNERS, *TESTS}
    assert shown <= answer.keys()
    assert not ELSEWHERE & answer.keys()
    assert ("QCM" in answer) == (key == "pupil")
    rows = answer["devoirSurveille"]["listeDS"]["V"]
    assert rows == answer["devoirSurveilleEvaluation"]["listeDS"]["V"]
    wanted = {"N", "G", "L", "matiere", "dateDebut", "dateFin", "listeSalles"}
    assert rows and all(wanted <= row.keys() for row in rows)


async def test_a_phone_of_a_regular_school(http: ClientSession) -> None:
    async with running_school(Options(today=TODAY, irregular=False)) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("parent"))
        answer = await home(client)
        assert answer.keys() >= ELSEWHERE
        assert not {*PARTNERS, *TESTS, "competences"} & answer.keys()


async def test_a_closed_tab_has_no_section(client: RawClient, school: School) -> None:
    await open_on_computer(client, "restricted")
    answer = await home(client)
    assert "notes" in answer
    closed = {"actualites", "menuDeLaCantine", "discussions", "travailAFaire"}
    assert not closed & answer.keys()


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.11"])
async def test_some_widgets_only(version: str, http: ClientSession) -> None:
    async with running_school(Options(today=TODAY, version=version)) as school:
        client = RawClient(http, school)
        await open_on_computer(client, "pupil")
        answer = await home(client, widgets=[5, 12])
        recent = version >= "2026"
        assert ("notes" in answer) != recent
        assert {"ListeCours", "menuDeLaCantine"} <= answer.keys()


async def test_the_way_to_a_partner(client: RawClient, school: School) -> None:
    await open_on_computer(client, "parent")
    rows = (await home(client))["lienUtile"]["listeLiens"]["V"]
    assert rows[0]["url"] == "https://quatre-vents.exemple.fr/"
    report = await client.write("SaisieURLPartenaire", 7, SSO=rows[1]["SSO"])
    assert report["urlSSO"]["V"].startswith("https://turboself.exemple.fr/")
    stranger = {"codePartenaire": "PERSONNE"}
    report = await client.write("SaisieURLPartenaire", 7, SSO=stranger)
    assert report["_erreurSaisie_"] is True


async def test_a_meal_is_paid(client: RawClient, school: School) -> None:
    await open_on_computer(client, "parent")
    school.trigger_event("meal_paid", amount="1000")
    answer = await home(client)
    purse = answer["partenaireARD"]["porteMonnaie"]["V"][0]
    assert purse["valeurSolde"] == "420,69 €"
    assert school.model.services.purses["pupil-lina"][0].balance == Decimal("420.69")
