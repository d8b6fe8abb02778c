"""Compare requests with those of PRONOTE's own web client, field by field.

`ANY` stands for ids of the session.
"""

from dataclasses import replace
from typing import Any
from unittest.mock import ANY

import pytest

from custom_components.pronote.client import PronoteClient, Pupil, RecipientKind
from custom_components.pronote.client.errors import WriteRefusedError
from tests.school import School
from tests.school.model.mail import RecipientRefusesError
from tests.school.pages.registry import RequestContext
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .conftest import Family


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


@pytest.fixture
def lina(client: PronoteClient) -> Pupil:
    return client.account.pupils[0]


def written(school: School) -> Any:
    return school.request_log.written[-1]


@pytest.mark.parametrize("announced", [False, True])
async def test_justification_of_an_absence(
    school: School, client: PronoteClient, lina: Pupil, announced: bool
) -> None:
    """The request repeats that the parents created the row."""
    absences = school.model.pupil("Lina").absences
    index = next(i for i, one in enumerate(absences) if one.to_justify)
    if announced:
        absences[index] = replace(absences[index], announced_by="Parents")
    life = await client.school_life.get(lina)
    absence = next(one for one in life.absences if one.may_justify)
    assert absence.announced is announced
    reason = client.account.absence_reasons[0].name
    await client.school_life.justify(lina, absence, "Rendez-vous", reason=reason)
    row = {
        "N": ANY,
        "G": 13,
        "E": 2,
        "justification": "Rendez-vous",
        "motifParent": {"N": ANY},
    }
    row |= {"estUneCreationParent": True} if announced else {}
    assert written(school) == ("SaisieVieScolaire", {"listeAbsences": [row]})


async def test_reply(school: School, client: PronoteClient) -> None:
    """No `objet`, no recipients, no draft: the button and the message to reply to."""
    found = await client.discussions.get()
    discussion = next(one for one in found if not (one.closed or one.only_draft))
    await client.discussions.reply(discussion, "Entendu")
    assert written(school) == (
        "SaisieMessage",
        {
            "bouton": {"N": 0, "G": ANY},
            "genreDiscussion": 0,
            "estCreationCarnetLiaison": False,
            "messagePourReponse": {"N": ANY, "G": 0},
            "contenu": "Entendu",
            "listeFichiers": [],
        },
    )


async def test_new_discussion(school: School, client: PronoteClient) -> None:
    """The button that sends, and no message to reply to."""
    (person, *_) = await client.discussions.recipients(RecipientKind.TEACHER)
    await client.discussions.begin("Sortie", "Bonjour", [person])
    assert written(school) == (
        "SaisieMessage",
        {
            "bouton": {"N": 0, "G": 0},
            "genreDiscussion": 0,
            "estCreationCarnetLiaison": False,
            "objet": "Sortie",
            "contenu": "Bonjour",
            "listeDestinataires": [{"N": ANY, "G": 3, "L": person.name, "E": 2}],
            "listeFichiers": [],
        },
    )


async def test_a_recipient_who_accepts_no_messages(
    client: PronoteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The school says it beside the list of its errors."""

    def refuse(_: RequestContext) -> Json:
        raise RecipientRefusesError("Elle ne souhaite pas recevoir de messages.")

    monkeypatch.setattr("tests.school.pages.mail_writes._create", refuse)
    monkeypatch.setattr(
        "tests.school.pages.mail_writes.refused", lambda _: Answer(report={})
    )
    (person, *_) = await client.discussions.recipients(RecipientKind.STAFF)
    with pytest.raises(WriteRefusedError) as refusal:
        await client.discussions.begin("Cantine", "Bonjour", [person])
    assert refusal.value.messages == ("Elle ne souhaite pas recevoir de messages.",)


@pytest.mark.parametrize(
    ("report", "messages"),
    [
        ({"_erreurSaisie_": "true", "_messagesErreur_": "Trop tard."}, ("Trop tard.",)),
        ({"_messagesErreur_": [{"_T": 3, "V": "Trop tard."}, ""]}, ("Trop tard.",)),
        ({"_erreurSaisie_": {"_T": 2, "V": True}}, ("-",)),
    ],
)
async def test_forms_of_a_refusal(
    client: PronoteClient,
    monkeypatch: pytest.MonkeyPatch,
    report: Json,
    messages: tuple[str, ...],
) -> None:
    def refuse(_: RequestContext) -> Json:
        raise RecipientRefusesError("-")

    monkeypatch.setattr("tests.school.pages.mail_writes._create", refuse)
    monkeypatch.setattr(
        "tests.school.pages.mail_writes.refused", lambda _: Answer(report=report)
    )
    (person, *_) = await client.discussions.recipients(RecipientKind.TEACHER)
    with pytest.raises(WriteRefusedError) as refusal:
        await client.discussions.begin("Cantine", "Bonjour", [person])
    assert refusal.value.messages == messages


@pytest.mark.parametrize(
    ("chosen", "text", "state"), [({3}, "Sans gluten", 2), ({1}, None, 4)]
)
async def test_choices_of_a_survey(
    school: School,
    client: PronoteClient,
    lina: Pupil,
    chosen: set[int],
    text: str | None,
    state: int,
) -> None:
    """The item has the state 4 for choices, and 2 with the text of a free choice."""
    news = await client.news.get(lina)
    survey = next(one for one in news if one.title == "Choix du pique-nique")
    survey = await client.news.content(survey, lina)
    assert survey.questions
    (question,) = survey.questions
    assert [choice.free for choice in question.choices] == [False, False, True]
    texts = {} if text is None else {question.key: text}
    after = await client.news.answer(
        survey, {question.key: chosen}, lina, free_texts=texts
    )
    assert after.questions
    assert after.questions[0].answer_choices == chosen
    assert after.questions[0].answer_text == text
    function, data = written(school)
    (item,) = data["listeActualites"]
    (sent,) = item["listeQuestions"]
    reply = sent["reponse"]
    assert (function, item["E"], sent["E"], reply["E"]) == (
        "SaisieActualites",
        state,
        2,
        1,
    )
    assert reply["valeurReponse"] == {"_T": 8, "V": f"[{min(chosen)}]"}
    assert reply.get("valeurReponseLibre") == text
    assert (item["lue"], item["marqueLueSeulement"], item["supprimee"]) == (
        True,
        False,
        False,
    )
