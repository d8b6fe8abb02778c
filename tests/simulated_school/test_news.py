"""News and surveys: their two shapes, their publics, and what may be answered."""

from typing import Any

from aiohttp import ClientSession
import pytest

from tests.school import KNOWN_VERSIONS, Options, School, running_school
from tests.school.model.news import Copy

from .conftest import TODAY
from .raw_client import Json, RawClient, RefusedError
from .unread import unread

ALL_MODES = {"_T": 26, "V": "[0..3]"}


async def rows_of(client: RawClient, mode: int = 0) -> list[Json]:
    answer = await client.call("PageActualites", 8, modesAffActus=ALL_MODES)
    lists = {one["G"]: one["listeActualites"]["V"] for one in answer["listeModesAff"]}
    rows: list[Json] = lists[mode]
    return rows


async def row_of(client: RawClient, title: str, child: str | None = None) -> Json:
    for row in await rows_of(client):
        if row["L"] == title and (child is None or row["prenom"] == child):
            return row
    raise AssertionError(title)


async def detail(client: RawClient, row: Json, **other: Any) -> Json:
    asked = {
        "N": row["N"],
        "genrePublic": row["genrePublic"],
        "public": row["public"]["V"],
    } | other
    return await client.call(
        "PageActualites", 8, actualite=asked, genreRequeteActualite=1, modeAffActu=0
    )


async def questions_of(client: RawClient, row: Json) -> list[Json]:
    if "listeQuestions" in row:
        inline: list[Json] = row["listeQuestions"]["V"]
        return inline
    answer = await detail(client, row)
    found: list[Json] = answer["detailsActualite"]["listeQuestions"]["V"]
    return found


def change(row: Json, *replies: Json, **item: Any) -> dict[str, Any]:
    """Return the data that a client of 2026 sends."""
    if replies:
        texts = any(isinstance(one["reponse"]["valeurReponse"], str) for one in replies)
        item = {"E": 2 if texts else 4} | item
    return {
        "genreSaisie": 0,
        "saisieActualite": False,
        "listeActualites": [
            {
                "N": row["N"],
                "genrePublic": row["genrePublic"],
                "public": row["public"],
                "estPublic": row.get("estPublic", False),
                "lue": True,
                "marqueLueSeulement": not replies,
                "supprimee": False,
                "listeQuestions": list(replies),
            }
            | item
        ],
    }


def reply(question: Json, value: Any, free: str | None = None) -> Json:
    known = question["reponse"]["V"]["N"] != "0"
    told: Json = {
        "N": question["reponse"]["V"]["N"] if known else 0,
        "E": 2 if known else 1,
        "avecReponse": True,
        "valeurReponse": value,
    }
    if free is not None:
        told["valeurReponseLibre"] = free
    return {"N": question["N"], "E": 2, "reponse": told}


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_the_two_shapes(version: str, http: ClientSession) -> None:
    options = Options(today=TODAY, version=version)
    async with running_school(options) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("parent"))
        row = await row_of(client, "Réunion parents-professeurs", "Hugo")
        recent = version >= "2026"
        assert ("nature" in row, "categorie" in row) == (recent, not recent)
        assert ("listeQuestions" in row) != ("informationListeContenu" in row)
        assert row["public"]["V"]["G"] == 5
        (question,) = await questions_of(client, row)
        copy = school.model.news.find(school.model.account("parent"), row["L"])
        assert question["texte"]["V"] == copy.news.questions[0].html
        files = [one["G"] for one in question["listePiecesJointes"]["V"]]
        assert files == [1, 0]
        if not recent:
            with pytest.raises(RefusedError, match="21"):
                await detail(client, row)


async def test_a_detail_is_for_its_public(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    row = await row_of(client, "Semaine du goût au restaurant scolaire")
    child = {"N": client.member, "G": 4}
    assert await detail(client, row, genrePublic=4, public=child) == {}
    assert await detail(client, row, genrePublic=4) == {}
    assert (await detail(client, row))["genreRequeteActualite"] == 1
    medical = await row_of(client, "Visite médicale de Lina")
    assert await detail(client, medical) == {}
    assert await detail(client, medical, genrePublic=4, public=child) != {}


async def test_a_parent_has_one_survey_for_each_child(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    lina = await row_of(client, "Choix du pique-nique", "Lina")
    hugo = await row_of(client, "Choix du pique-nique", "Hugo")
    clubs = [row for row in await rows_of(client) if row["L"] == "Les clubs du midi"]
    assert lina["N"] != hugo["N"]
    assert [row["prenom"] for row in clubs] == ["Lina", "Hugo"]
    assert len({row["N"] for row in clubs}) == 1
    (question,) = await questions_of(client, hugo)
    order = change(hugo, reply(question, {"_T": 8, "V": "[3]"}, "Sans gluten"))
    assert await client.write("SaisieActualites", 8, **order) == {}
    (again,) = await questions_of(client, hugo)
    told = again["reponse"]["V"]
    assert told["valeurReponse"] == {"_T": 26, "V": "[3]"}
    assert told["valeurReponseLibre"] == "Sans gluten"
    (other,) = await questions_of(client, lina)
    assert not other["reponse"]["V"]["avecReponse"]


async def test_reading_and_throwing_away(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    before = (await unread(client))[8]
    row = await row_of(client, "Réunion parents-professeurs")
    await detail(client, row)
    assert (await unread(client))[8] == before
    assert await client.write("SaisieActualites", 8, **change(row)) == {}
    assert (await unread(client))[8] == before - 1
    order = change(row, lue=False)
    assert await client.write("SaisieActualites", 8, **order) == {}
    assert (await unread(client))[8] == before
    for wrong in ({"marqueLueSeulement": False, "lue": False}, {"lue": True}):
        order = change(row, supprimee=True, **wrong)
        report = await client.write("SaisieActualites", 8, **order)
        assert report["_erreurSaisie_"] is True
    order = change(row, lue=False, supprimee=True)
    assert await client.write("SaisieActualites", 8, **order) == {}
    assert row["L"] not in {one["L"] for one in await rows_of(client)}


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.11"])
async def test_the_old_body_is_refused_since_2026(
    version: str, http: ClientSession
) -> None:
    """A parent's at least; the answer is like any other but for its report."""
    async with running_school(Options(today=TODAY, version=version)) as school:
        client = RawClient(http, school)
        await client.log_in(school.account("parent"))
        row = await row_of(client, "Réunion parents-professeurs")
        order = change(row)
        del order["genreSaisie"]
        report = await client.write("SaisieActualites", 8, **order)
        copy = school.model.news.find(school.model.account("parent"), row["L"])
        assert report.get("_erreurSaisie_", False) != copy.read
        assert copy.read == (version < "2026")


async def test_another_public_is_refused(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    row = await row_of(client, "Réunion parents-professeurs")
    order = change(row, genrePublic=4, public={"N": client.member, "G": 4})
    report = await client.write("SaisieActualites", 8, **order)
    assert report["_erreurSaisie_"] is True
    copy = school.model.news.find(school.model.account("parent"), row["L"])
    assert not copy.read


async def answered(client: RawClient, school: School, title: str, *values: Any) -> Copy:
    """Answer the questions of a survey, in order, and return the reader's copy."""
    row = await row_of(client, title)
    questions = await questions_of(client, row)
    replies = [reply(one, value) for one, value in zip(questions, values, strict=False)]
    report = await client.write("SaisieActualites", 8, **change(row, *replies))
    copy = school.model.news.find(school.model.account("parent"), title)
    assert bool(copy.replies) != report.get("_erreurSaisie_", False)
    return copy


@pytest.mark.parametrize(
    ("item", "question", "told"),
    [
        ({"E": 2}, {}, {}),
        ({}, {"E": 1}, {}),
        ({}, {}, {"E": 2}),
        ({"lue": False}, {}, {}),
        ({"marqueLueSeulement": True}, {}, {}),
    ],
)
async def test_answers_have_the_states_of_the_own_page(
    client: RawClient, school: School, item: Json, question: Json, told: Json
) -> None:
    await client.log_in(school.account("parent"))
    row = await row_of(client, "Comment vous sentez-vous au collège ?")
    (asked,) = await questions_of(client, row)
    answer = reply(asked, ranks("[2]"))
    wrong = answer | question | {"reponse": answer["reponse"] | told}
    report = await client.write("SaisieActualites", 8, **change(row, wrong, **item))
    assert report["_erreurSaisie_"] is True
    assert await client.write("SaisieActualites", 8, **change(row, answer)) == {}


def ranks(text: str) -> Json:
    return {"_T": 8, "V": text}


@pytest.mark.parametrize(
    ("title", "values", "taken"),
    [
        ("Les clubs du midi", [ranks("[1,3]"), "Un club d'astronomie"], True),
        ("Les clubs du midi", [ranks("[1..3]"), "Trop de choix"], False),
        ("Les clubs du midi", [ranks("[1]"), "x" * 41], False),
        ("Les clubs du midi", [ranks("[5]"), "Pas un choix"], False),
        ("Comment vous sentez-vous au collège ?", [ranks("[1,2]")], False),
        ("Comment vous sentez-vous au collège ?", [ranks("[2]")], True),
        ("Sortie au musée : avis des familles", [ranks("[1]")], False),
        ("Réunion parents-professeurs", [""], True),
        ("Réunion parents-professeurs", ["Merci"], False),
        ("Semaine du goût au restaurant scolaire", [""], False),
    ],
)
async def test_answers(
    client: RawClient, school: School, title: str, values: list[Any], taken: bool
) -> None:
    await client.log_in(school.account("parent"))
    copy = await answered(client, school, title, *values)
    assert bool(copy.replies) is taken
    assert copy.all_answered or not taken


async def test_what_is_written_by_oneself(client: RawClient, school: School) -> None:
    await client.log_in(school.account("pupil_2nde"))
    for mode, title in (
        (1, "Vente de gâteaux de la 2GT3"),
        (2, "Fête de fin de trimestre (brouillon)"),
        (3, "Fête de fin de trimestre (modèle)"),
    ):
        (row,) = await rows_of(client, mode)
        assert (row["L"], row["estAuteur"]) == (title, True)
        assert row.get("estModele", False) is (mode == 3)


async def test_what_happens_is_published(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    before = (await unread(client))[8]
    school.trigger_event("news", title="Grève des transports", pupil="Hugo")
    assert (await row_of(client, "Grève des transports"))["prenom"] == "Hugo"
    assert (await unread(client))[8] == before + 1
    school.trigger_event("survey_closed", title="Les clubs du midi")
    copy = await answered(client, school, "Les clubs du midi", ranks("[1]"))
    assert not copy.replies
