"""Evaluations, report cards and records, and all that is printed."""

from base64 import b64decode

from aiohttp import ClientSession
import pytest

from tests.school import School
from tests.school.model.files import diagram

from .raw_client import Json, RawClient, RefusedError

REPORT, RECORD, TIMETABLE = 13, 12, 16


def period(client: RawClient, number: int = 1) -> Json:
    one = client.general["ListePeriodes"][number - 1]
    return {"N": one["N"], "L": one["L"], "G": 2}


async def test_a_report_card_is_published(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    asked = {"periode": period(client)}
    assert (await client.call("PageBulletins", REPORT, **asked)).keys() == {"Message"}
    assert await client.call("PageBulletins", REPORT, periode={"N": "0"}) == {}
    school.trigger_event("report_card")
    card = school.model.pupil("Lina").report_cards[0]
    page = await client.call("PageBulletins", REPORT, **asked)
    rows = page["ListeServices"]["V"]
    assert [row["L"] for row in rows] == [row.name for row in card.rows]
    assert any(row["ListeElements"]["V"] for row in rows)
    assert any("MoyenneEleve" not in row for row in rows)
    assert page["listeMentions"]["V"] == ([{"L": card.mention}] if card.mention else [])
    assert b64decode(page["graphe"].replace("\\n", "")) == diagram((59, 125, 216))


async def test_parents_acknowledge_a_report_card(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    function, asked = "SaisieAccuseReceptionDocument", {"periode": period(client)}
    assert (await client.write(function, REPORT, **asked))["_erreurSaisie_"]
    school.trigger_event("report_card")
    assert await client.write(function, REPORT, **asked) == {}
    page = await client.call("PageBulletins", REPORT, **asked)
    (told,) = page["listeAccusesReception"]["V"]
    assert told["aPrisConnaissance"] is True
    child = RawClient(http, school)
    await child.log_in(school.account("pupil"))
    asked = {"periode": period(child)}
    assert (await child.write(function, REPORT, **asked))["_erreurSaisie_"]


async def test_paper_takes_time(client: RawClient, school: School) -> None:
    """The report card must be asked for twice, and the echo only counts once."""
    await client.log_in(school.account("pupil"))
    layout = {
        "avecCodeCompetences": False,
        "options": {
            "portrait": True,
            "taillePolice": 6.5,
            "taillePoliceMin": 5,
            "adapterHauteurService": False,
        },
    }
    asked = {"genreGenerationPDF": 2, "periode": period(client), **layout}
    with pytest.raises(RefusedError, match="21"):
        await client.call("GenerationPDF", REPORT, **asked)
    school.trigger_event("report_card")
    answer = await client.post(client.body("GenerationPDF", asked, REPORT))
    assert "dataSec" not in answer
    wait = answer["SignatureAttente"]
    assert wait["ParametresAtt"]["repeterRequete"] is False
    client.order += 2
    echo = client.body("GenerationPDF", {}, REPORT) | {"SignatureAttente": wait}
    url = client.read(await client.post(echo))["data"]["url"]["V"]
    assert (await client.download(url)).startswith(b"%PDF-")
    again = client.body("GenerationPDF", asked, REPORT) | {"SignatureAttente": wait}
    with pytest.raises(RefusedError, match="21"):
        client.read(await client.post(again))
    record = asked | {"genreGenerationPDF": 1}
    answer = await client.post(client.body("GenerationPDF", record, RECORD))
    assert answer["SignatureAttente"]["ParametresAtt"]["repeterRequete"] is True
    client.order += 2
    with pytest.raises(RefusedError, match="21"):
        await client.call("GenerationPDF", REPORT, **asked | {"periode": {"N": "0"}})


async def test_a_grade_record_has_each_test(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    eleve = {"N": client.pupil["N"]}
    page = await client.call("PageReleve", RECORD, eleve=eleve, periode=period(client))
    tests = [
        test for row in page["ListeServices"]["V"] for test in row["ListeDevoirs"]["V"]
    ]
    grades = school.model.pupil("Lina").grades(school.model.periods[0])
    assert len(tests) == len(grades)
    later = {"eleve": eleve, "periode": period(client, 2)}
    assert (await client.call("PageReleve", RECORD, **later)).keys() == {"Message"}


async def test_evaluations_of_a_period(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    told = school.trigger_event("evaluation", subject="FRA", level="A+")
    page = await client.call("DernieresEvaluations", 201, periode=period(client))
    first = page["listeEvaluations"]["V"][0]
    assert first["L"] == told["evaluation"]["title"]
    levels = first["listeNiveauxDAcquisitions"]["V"]
    assert {one["abbreviation"] for one in levels} == {"A+"}
    assert any("libelleSujet" in one for one in page["listeEvaluations"]["V"])
    paper = next(one for one in page["listeEvaluations"]["V"] if "libelleSujet" in one)
    assert (await client.file(paper["N"], "EvaluationSujet")).startswith(b"%PDF-")
    school.trigger_event("report_card")
    eleve = {"N": client.pupil["N"]}
    skills = await client.call(
        "BulletinCompetences", 100, classe={}, eleve=eleve, periode=period(client)
    )
    assert skills["listeLignes"]["V"]
    school.model.pupil("Lina").evaluations_hidden = True
    assert await client.call("DernieresEvaluations", 201, periode=period(client)) == {}


async def test_a_period_ends(client: RawClient, school: School) -> None:
    model = school.model
    school.trigger_event("grade")
    school.trigger_event("period")
    assert [one.first for one in model.periods[1:2]] == [school.clock().date()]
    lina = model.pupil("Lina")
    assert [one.title for one in lina.grades(model.periods[1])] == ["Contrôle surprise"]
    assert len(lina.grades(model.periods[0])) == len(lina.all_grades) - 1
    await client.log_in(school.account("pupil"))
    tabs = client.pupil["listeOngletsPourPeriodes"]["V"]
    default = next(tab for tab in tabs if tab["G"] == 198)["periodeParDefaut"]
    assert default["V"]["L"] == "Trimestre 2"
