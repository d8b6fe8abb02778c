"""Sending files, and homework which is handed in."""

import hashlib
from typing import Any

from aiohttp import ClientSession, FormData
import pytest

from tests.school import Options, School, running_school
from tests.school.model.types import HandIn, Homework
from tests.school.pages.user import MAX_UPLOAD

from .raw_client import Json, RawClient, RefusedError

FUNCTION, TAB = "SaisieTAFARendreEleve", 88
SOURCE = "TAFRenduEleve"
FILE = "selecfile_1_1764412345678"
TEXT = b"Mon devoir."


async def sent(
    client: RawClient,
    content: bytes = TEXT,
    *,
    digest: str | None = None,
    place: str | None = None,
) -> Json:
    form = FormData()
    recent = client.school.version.numbers >= (2025,)
    fields = {
        "u_no" if recent else "numeroOrdre": client.encrypt(str(client.order)),
        "u_ns" if recent else "numeroSession": str(client.start["h"]),
        "u_idR" if recent else "nomRequete": FUNCTION,
        "u_idF" if recent else "idFichier": FILE,
        "u_md5" if recent else "md5": digest or "",
    }
    for name, value in fields.items():
        form.add_field(name, value)
    form.add_field("files[]", content, filename="devoir.txt")
    url = (
        f"{client.school.url}/uploadfilesession/{client.start['a']}/{client.start['h']}"
    )
    headers = {"Content-Range": place} if place else {}
    async with client.http.post(url, data=form, headers=headers) as response:
        answer: Json = await response.json()
    if "Erreur" not in answer:
        client.order += 2
    return answer


async def homework(client: RawClient) -> dict[str, Json]:
    page = await client.call(
        "PageCahierDeTexte", TAB, domaine={"_T": 8, "V": "[1..62]"}
    )
    return {row["N"]: row for row in page["ListeTravauxAFaire"]["V"]}


async def handed(client: RawClient, number: str, **more: Any) -> Json:
    file = {"E": 1, "G": 1, "L": "devoir.txt", "N": -1001, "idFichier": FILE}
    row = {**file, "TAF": {"N": number}, **more}
    return await client.write(FUNCTION, TAB, listeFichiers=[row])


def waiting(school: School, kind: HandIn) -> Homework:
    pupil = school.model.pupil("Lina")
    return next(
        one for one in pupil.homework if one.hand_in is kind and not one.handed_in
    )


async def number_of(client: RawClient, work: Homework) -> str:
    return next(
        number
        for number, row in (await homework(client)).items()
        if row["descriptif"]["V"] == work.html
        and row["PourLe"]["V"] == f"{work.due:%d/%m/%Y}"
    )


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.8"])
async def test_hand_in_and_take_back(http: ClientSession, version: str) -> None:
    async with running_school(Options(version=version, encrypt=True)) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("pupil"))
        work = waiting(school, HandIn.UPLOAD)
        number = await number_of(client, work)
        assert (await homework(client))[number]["peuRendre"]
        school.fault("upload_in_progress", times=2)
        states = [(await sent(client))["etat"] for _ in range(3)]
        assert states == [3, 3, 1]
        assert await handed(client, number) == {}
        pupil = school.model.pupil("Lina")
        stored = next(one for one in pupil.homework if one.uid == work.uid).handed_in
        assert stored is not None
        assert (stored.name, stored.content) == ("devoir.txt", TEXT)
        row = (await homework(client))[number]
        assert row["documentRendu"]["V"]["L"] == "devoir.txt"
        assert await client.file(row["documentRendu"]["V"]["N"]) == TEXT
        assert await client.file(row["documentRendu"]["V"]["N"], SOURCE) == TEXT
        row = {"E": 3, "TAF": {"N": number}}
        assert await client.write(FUNCTION, TAB, listeFichiers=[row]) == {}
        assert "documentRendu" not in (await homework(client))[number]
        again = await client.write(FUNCTION, TAB, listeFichiers=[row])
        assert again["_erreurSaisie_"]


async def test_what_is_not_taken(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    number = await number_of(client, waiting(school, HandIn.UPLOAD))
    assert (await handed(client, number))["_erreurSaisie_"]
    assert (await sent(client, bytes(MAX_UPLOAD + 1)))["etat"] == 2
    assert (await sent(client, digest="0" * 32))["etat"] == 2
    school.fault("upload_error")
    assert (await sent(client))["etat"] == 2
    assert (await sent(client, digest=hashlib.md5(TEXT).hexdigest()))["etat"] == 1
    paper = await number_of(client, waiting(school, HandIn.PAPER))
    assert (await handed(client, paper))["_erreurSaisie_"]
    assert await handed(client, number) == {}
    corrected = next(
        row for row in (await homework(client)).values() if "documentCorrige" in row
    )
    assert not corrected["peuRendre"]
    assert (await handed(client, corrected["N"]))["_erreurSaisie_"]
    client.order += 2
    assert (await sent(client))["Erreur"]["G"] == 8
    with pytest.raises(RefusedError, match="8"):
        await client.call("Navigation", 7)


async def test_in_parts(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil"))
    number = await number_of(client, waiting(school, HandIn.UPLOAD))
    whole = len(TEXT)
    assert (await sent(client, TEXT[:4], place=f"bytes 0-3/{whole}"))["etat"] == 3
    last = f"bytes 4-{whole - 1}/{whole}"
    assert (await sent(client, TEXT[4:], place=last))["etat"] == 1
    assert (await sent(client, TEXT[4:], place=last))["etat"] == 2
    assert await handed(client, number) == {}
    paper = (await homework(client))[number]["documentRendu"]["V"]["N"]
    assert await client.file(paper, SOURCE) == TEXT


async def test_a_parent_sends_nothing(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    number = await number_of(client, waiting(school, HandIn.UPLOAD))
    assert not (await homework(client))[number]["peuRendre"]
    assert (await sent(client))["etat"] == 1
    assert (await handed(client, number))["_erreurSaisie_"]


async def test_quizzes_and_publishers_are_distinguished(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    rows = (await homework(client)).values()
    quiz = next(row["executionQCM"]["V"] for row in rows if "executionQCM" in row)
    truth = next(one.quiz for one in school.model.pupil("Lina").homework if one.quiz)
    assert quiz["QCM"]["V"]["nbQuestionsTotal"] == truth.questions
    assert quiz["dateFinPublication"]["V"] == f"{truth.last:%d/%m/%Y %H:%M:%S}"
    publisher = next(row for row in rows if row.get("genreRendu") == HandIn.KIOSK)
    assert publisher["ListePieceJointe"]["V"][0]["G"] == 3
