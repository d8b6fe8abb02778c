"""School life: the lists of the page, and what parents may send."""

from datetime import date, datetime
from typing import Any

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school
from tests.school.pages.school_life import Kind

from .raw_client import Json, RawClient

TAB = 19


async def listed(client: RawClient) -> Json:
    """The first term by its dates, cut out of the year, which also contains punishments."""
    tabs = client.pupil["listeOngletsPourPeriodes"]["V"]
    period = next(tab for tab in tabs if tab["G"] == TAB)["periodeParDefaut"]["V"]
    return await client.call(
        "PagePresence",
        TAB,
        periode=period,
        DateDebut={"_T": 7, "V": "01/09/2026 00:00:00"},
        DateFin={"_T": 7, "V": "30/11/2026 00:00:00"},
    )


async def rows(client: RawClient, kind: Kind) -> list[Json]:
    number = client.school.version.resource(kind)
    everything = (await listed(client))["listeAbsences"]["V"]
    return [row for row in everything if row["G"] == number]


async def written(client: RawClient, **fields: Any) -> Json:
    row = {"E": 2, **fields}
    return await client.write("SaisieVieScolaire", TAB, listeAbsences=[row])


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.11"])
async def test_every_kind_is_listed_with_the_number_of_the_version(
    http: ClientSession, version: str
) -> None:
    options = Options(today=date(2026, 11, 21), version=version)
    async with running_school(options) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("pupil"))
        page = await listed(client)
    later = [74, 72, 106] if version.startswith("2024") else [73, 71, 105]
    kinds = {row["G"] for row in page["listeAbsences"]["V"]}
    assert kinds == {13, 14, 21, 22, 40, 41, 42, 46, *later}
    rights = page["autorisations"]
    assert rights["punition"] and not rights["saisieMotifAbsence"]
    assert page["Matieres"]["V"] and page["listeRecapitulatifs"]["V"][0]["NbrHeures"]


async def test_a_parent_justifies_an_absence(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    pupil = school.model.pupil("Lina")
    row = next(
        one for one in await rows(client, Kind.ABSENCE) if one["aJustifierParParents"]
    )
    which = {"N": row["N"], "G": row["G"]}
    reason, detailed, *_ = client.user["listeMotifsAbsences"]["V"]
    assert detailed["justificationObligatoire"]
    chosen = {"motifParent": {"N": reason["N"]}}
    for refused in (
        {"justification": "Malade"},
        {"justification": "", **chosen},
        {"justification": "x" * 201, **chosen},
        {"justification": " ", "motifParent": {"N": detailed["N"]}},
    ):
        refusal = await written(client, **which, **refused)
        assert refusal["_erreurSaisie_"] and refusal["_messagesErreur_"]
    assert any(one.to_justify for one in pupil.absences)
    assert await written(client, **which, justification="Malade", **chosen) == {}
    after = next(
        one for one in await rows(client, Kind.ABSENCE) if one["N"] == row["N"]
    )
    assert after["justification"] == "Malade"
    assert after["motifParent"]["V"]["L"] == reason["L"]
    assert not after["aJustifierParParents"] and not after["justifie"]
    school.trigger_event("absence_accepted", reason="MALADIE")
    after = next(
        one for one in await rows(client, Kind.ABSENCE) if one["N"] == row["N"]
    )
    assert after["justifie"] and after["listeMotifs"]["V"][0]["L"] == "MALADIE"
    refusal = await written(client, **which, justification="Encore", **chosen)
    assert refusal["_erreurSaisie_"]


async def test_a_parent_acknowledges_and_a_pupil_does_not(
    client: RawClient, http: ClientSession, school: School
) -> None:
    await client.log_in(school.account("parent"))
    pupil = school.model.pupil("Lina")
    first, *others = await rows(client, Kind.PUNISHMENT)
    plain = [one for one in others if not one["nature"]["V"].get("estAvecARParent")]
    ack = next(
        one for one in (first, *others) if one["nature"]["V"].get("estAvecARParent")
    )
    yes = {"G": 41, "parentAAccuseDeReception": True}
    assert (await written(client, N=plain[0]["N"], **yes))["_erreurSaisie_"]
    both = [{"E": 2, "N": one["N"], **yes} for one in (ack, plain[0])]
    report = await client.write("SaisieVieScolaire", TAB, listeAbsences=both)
    assert report["_erreurSaisie_"]
    assert not any(one.acknowledged for one in pupil.punishments)
    assert await written(client, N=ack["N"], **yes) == {}
    assert [one.acknowledged for one in pupil.punishments].count(True) == 1
    unread = next(
        one for one in await rows(client, Kind.OBSERVATION) if not one["estLue"]
    )
    assert await written(client, N=unread["N"], G=46, estLue=True) == {}
    child = RawClient(http, school)
    await child.log_in(school.account("pupil"))
    row = (await rows(child, Kind.DELAY))[0]
    refusal = await written(child, N=row["N"], G=row["G"], justification="Bus")
    assert refusal["_erreurSaisie_"]


async def test_what_happens_is_listed(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    counts = {kind: len(await rows(client, kind)) for kind in Kind}
    for what in ("absence", "delay", "punishment", "detention", "encouragement"):
        school.trigger_event(what)
    told = school.trigger_event("detention", minutes=30)
    after = {kind: len(await rows(client, kind)) for kind in Kind}
    grown = {
        kind: after[kind] - counts[kind] for kind in Kind if after[kind] > counts[kind]
    }
    assert grown == {
        Kind.ABSENCE: 1,
        Kind.DELAY: 1,
        Kind.PUNISHMENT: 3,
        Kind.OBSERVATION: 1,
    }
    week = school.model.year.week(
        datetime.fromisoformat(told["lesson"]["start"]).date()
    )
    held = [row for row in await client.week(week) if row.get("estRetenue")]
    place = told["punishment"]["schedule"][0]["slot"]
    assert place in {row["place"] % 20 for row in held}
