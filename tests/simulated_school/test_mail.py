"""Discussions: the list, the messages, and what may be written."""

from dataclasses import replace
from typing import Any

import pytest

from tests.school import School
from tests.school.model.mail import Discussion, Folder, Person
from tests.school.wire.session import Upload

from .raw_client import Json, RawClient, RefusedError
from .unread import unread


async def mailbox(client: RawClient, *, read: bool = True) -> list[Json]:
    answer = await client.call(
        "ListeMessagerie",
        131,
        avecMessage=True,
        avecLu=read,
        possessionMessageDiscussionUnique=None,
    )
    rows: list[Json] = answer["listeMessagerie"]["V"]
    return rows


async def found(client: RawClient, subject: str) -> Json:
    for row in await mailbox(client):
        if row["profondeur"] == 0 and row["objet"] == subject:
            return row
    raise AssertionError(subject)


async def opened(client: RawClient, row: Json, **more: Any) -> Json:
    possessions = row["listePossessionsMessages"]["V"]
    data = {"listePossessionsMessages": possessions} | more
    return await client.call("ListeMessages", 131, **data)


async def command(client: RawClient, name: str, row: Json, **more: Any) -> Json:
    possessions = row["listePossessionsMessages"]["V"]
    data = {"commande": name, "listePossessionsMessages": possessions} | more
    return await client.write("SaisieMessage", 131, **data)


async def recipients(client: RawClient, kind: int) -> list[Json]:
    answer = await client.call(
        "ListeRessourcesPourCommunication", 131, onglet={"N": 0, "G": kind}
    )
    rows: list[Json] = answer["listeRessourcesPourCommunication"]["V"]
    return rows


def person(school: School, key: str) -> Person:
    return school.model.mail.person(key)


async def created(client: RawClient, kind: int, name: str, content: Any) -> Json:
    one = next(row for row in await recipients(client, kind) if row["L"] == name)
    to = [{"N": one["N"], "G": one["G"], "E": 2}]
    return await client.write(
        "SaisieMessage",
        131,
        objet="Une question",
        contenu=content,
        listeDestinataires=to,
        listeFichiers=[],
        estCreationCarnetLiaison=False,
    )


async def test_the_rows_of_a_mailbox(client: RawClient, school: School) -> None:
    """Some have no id of their own, no participants, or are no discussions."""
    await client.log_in(school.account("parent"))
    rows = await mailbox(client)
    top = {row["objet"]: row for row in rows if row["profondeur"] == 0}
    assert list(top) == [
        one.subject
        for one in school.model.mail.discussions_of(person(school, "parent"))
    ]
    placeholders = {name for name, row in top.items() if row["N"] == "0"}
    assert placeholders == {"Sortie au musée : accompagnateurs", "Alerte météo"}
    assert "estUneDiscussion" not in top["Alerte météo"]
    assert "messagePourParticipants" not in top["Carnet de liaison : justificatif"]
    nested = [row for row in rows if row["profondeur"] == 1]
    assert len(nested) == 5
    assert all("estUneDiscussion" not in row for row in nested)
    assert rows[nested[-1]["indicePere"]]["objet"] == "Demande de rendez-vous"
    waiting = await mailbox(client, read=False)
    assert {row["objet"] for row in waiting if row["profondeur"] == 0} == {
        "Sortie au musée : accompagnateurs"
    }


async def test_messages_are_read_when_reported_so(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    before = (await unread(client))[131]
    row = await found(client, "Sortie au musée : accompagnateurs")
    answer = await opened(client, row)
    last, first = answer["listeMessages"]["V"]
    assert (await unread(client))[131] == before == 2
    assert first["contenu"]["_T"] == 21
    assert [one["G"] for one in first["listeDocumentsJoints"]["V"]] == [1, 0]
    assert last["messageSource"]["V"]["N"] == first["N"]
    assert [one["G"] for one in answer["listeBoutons"]["V"]] == [1, 0]
    assert len((await opened(client, row, nbMessagesVus=1))["listeMessages"]["V"]) == 1
    assert (await opened(client, row, marquerCommeLu=True))["nbMarquerLu"] == 2
    assert (await unread(client))[131] == 0
    assert await command(client, "pourLu", row, lu=False) == {}
    assert (await unread(client))[131] == 2


async def test_participants_and_recipients_of_a_message(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    row = await found(client, "Sortie au musée : accompagnateurs")
    message = row["messagePourParticipants"]["V"]
    for everybody, count in ((True, 4), (False, 3)):
        answer = await client.call(
            "SaisiePublicMessage",
            131,
            message=message,
            estPublicParticipant=everybody,
            estDestinatairesReponse=False,
        )
        assert len(answer["listeDest"]["V"]) == count


async def test_who_may_be_written_to(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    teachers = await recipients(client, 3)
    silent = [one["L"] for one in teachers if not one.get("avecDiscussion")]
    assert silent == ["WINSLADE K."]
    heads = [one["L"] for one in teachers if one.get("estPrincipal")]
    assert heads == ["ABRILLAC M."]
    functions = {one["fonction"]["V"]["L"] for one in await recipients(client, 34)}
    assert functions >= {"Principale", "Infirmière", "Secrétariat"}
    assert await recipients(client, 5) == await recipients(client, 4) == []


@pytest.mark.parametrize(
    ("key", "content", "stored"),
    [
        ("parent", "Bonjour", "Bonjour"),
        ("parent", {"_T": 21, "V": "<div>Bonjour</div>"}, ""),
        ("pupil_2nde", {"_T": 21, "V": "<div>Bonjour</div>"}, "<div>Bonjour</div>"),
        ("pupil_2nde", "Bonjour", ""),
    ],
)
async def test_a_message_has_the_form_of_its_editor(
    client: RawClient, school: School, key: str, content: Any, stored: str
) -> None:
    await client.log_in(school.account(key))
    report = await created(client, 34, "Mme ROCHEBRUNE E.", content)
    assert report["estCreationDiscussion"] is True
    letter = school.model.mail.find("Une question").letters[0]
    assert letter.text == stored
    assert (await found(client, "Une question"))["nbNonLus"] == 0


async def test_an_answer_goes_by_a_button(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    row = await found(client, "Sortie au musée : accompagnateurs")
    answer = await opened(client, row)
    discussion = school.model.mail.find(row["objet"])

    async def sent(button: int) -> Json:
        return await client.write(
            "SaisieMessage",
            131,
            messagePourReponse=answer["messagePourReponse"]["V"],
            contenu="Volontiers.",
            bouton={"N": 0, "G": button},
            genreDiscussion=0,
            listeFichiers=[],
        )

    assert "messageToast" in await sent(1)
    assert len(discussion.letters[-1].to) == 3
    assert "messageToast" in await sent(0)
    assert [one.name for one in discussion.letters[-1].to] == ["ABRILLAC M."]
    assert (await sent(5))["_erreurSaisie_"] is True
    assert len(discussion.letters) == 4


async def test_no_answer_in_a_closed_discussion(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    row = await found(client, "Carnet de vaccination")
    assert row["ferme"] is True
    assert (await opened(client, row))["listeBoutons"]["V"] == []


def folders(school: School, owner: str, discussion: Discussion) -> set[Folder]:
    copies = school.model.mail.possessions.values()
    mine = person(school, owner)
    return {
        one.folder
        for one in copies
        if one.owner == mine and one.discussion == discussion
    }


def with_rich_text(school: School, name: str) -> None:
    account = school.model.account(name)
    account.mail = replace(account.mail, rich=True)


@pytest.mark.parametrize("name", ["archive", "pourOuvrirFermer", "viderCorbeille"])
async def test_what_takes_the_right_to_rich_text(
    client: RawClient, school: School, name: str
) -> None:
    await client.log_in(school.account("parent"))
    row = await found(client, "Demande de rendez-vous")
    refusal = await command(client, name, row, ouvrir=False)
    assert refusal["_erreurSaisie_"] is True


async def test_filing_and_throwing_away(client: RawClient, school: School) -> None:
    with_rich_text(school, "parent")
    await client.log_in(school.account("parent"))
    subject = "Demande de rendez-vous"
    discussion = school.model.mail.find(subject)
    row = await found(client, subject)
    refusal = await command(client, "suppression", row)
    assert refusal["_erreurSaisie_"] is True
    for name, folder in (
        ("archive", Folder.ARCHIVE),
        ("corbeille", Folder.BIN),
        ("restauration", Folder.INBOX),
        ("corbeille", Folder.BIN),
        ("suppression", Folder.ERASED),
    ):
        assert await command(client, name, row) == {}
        assert folders(school, "parent", discussion) == {folder}
    assert subject not in {one["objet"] for one in await mailbox(client)}
    assert folders(school, "FAUVELON T.", discussion) == {Folder.INBOX}
    with pytest.raises(RefusedError, match="21"):
        await opened(client, row)


async def test_the_bin_is_emptied(client: RawClient, school: School) -> None:
    with_rich_text(school, "pupil")
    await client.log_in(school.account("pupil"))
    assert (await found(client, "Casiers"))["listeEtiquettes"]["V"]
    report = await client.write("SaisieMessage", 131, commande="viderCorbeille")
    assert report == {}
    assert "Casiers" not in {one["objet"] for one in await mailbox(client)}


async def test_a_discussion_is_closed_by_whoever_began_it(
    client: RawClient, school: School
) -> None:
    with_rich_text(school, "parent")
    await client.log_in(school.account("parent"))
    mine = await found(client, "Demande de rendez-vous")
    assert await command(client, "pourOuvrirFermer", mine, ouvrir=False) == {}
    assert (await found(client, "Demande de rendez-vous"))["ferme"] is True
    other = await found(client, "Sortie au musée : accompagnateurs")
    report = await command(client, "pourOuvrirFermer", other, ouvrir=False)
    assert report["_erreurSaisie_"] is True


async def test_the_life_of_a_draft(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    office, me = school.model.mail, person(school, "parent")
    row = await found(client, "Demande de rendez-vous")
    answer = await opened(client, row)
    source = answer["messagePourReponse"]["V"]

    async def save(known: Json, text: str) -> Json:
        return await client.write(
            "SaisieMessage",
            131,
            commande="brouillon",
            **known,
            messagePourReponse=source,
            objet="",
            contenu=text,
            listeDestinataires=[],
            listeFichiers=[],
        )

    assert "messageToast" in await save({}, "Je voulais")
    (draft,) = office.drafts_of(me)
    shown = (await opened(client, row))["brouillon"]["V"]
    assert shown["contenu"] == "Je voulais"
    assert (await found(client, row["objet"]))["nbBrouillons"] == 1
    named = {"brouillon": {"N": shown["N"], "E": 2}}
    await save(named, "Je voulais vous remercier.")
    assert draft.text == "Je voulais vous remercier."
    sent = named | {
        "bouton": {"N": 0, "G": 0},
        "messagePourReponse": source,
        "contenu": draft.text,
        "listeFichiers": [],
        "listeDestinataires": [],
    }
    assert "messageToast" in await client.write("SaisieMessage", 131, **sent)
    assert office.drafts_of(me) == []
    assert office.find(row["objet"]).letters[-1].text == draft.text


@pytest.mark.parametrize(
    "data",
    [
        {"commande": ""},
        {"commande": "brouillon", "brouillon": {"N": -1001, "E": 1}},
    ],
)
async def test_neither_empty_commands_nor_placeholders_of_drafts(
    client: RawClient, school: School, data: Json
) -> None:
    await client.log_in(school.account("parent"))
    with pytest.raises(RefusedError, match="21"):
        await client.write("SaisieMessage", 131, **data)


async def test_a_draft_is_erased_by_its_possession(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    row = await found(client, "Exposé")
    (message,) = (await opened(client, row))["listeMessages"]["V"]
    assert message["brouillon"] is True
    assert await command(client, "suppression", row) == {}
    assert school.model.mail.drafts_of(person(school, "pupil-lina")) == []


async def test_what_is_refused_is_not_written(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("parent"))
    before = len(school.model.mail.discussions)
    report = await created(client, 34, "Mme ADELGUE F.", "Bonjour")
    assert report["_erreurSaisie_"] is True
    assert "ADELGUE" in report["messageRefusDest"]["message"]
    school.trigger_event("do_not_disturb")
    report = await created(client, 34, "Mme ROCHEBRUNE E.", "Bonjour")
    assert report["listeMessagesDesactivation"][0]["titre"]
    assert len(school.model.mail.discussions) == before
    school.trigger_event("do_not_disturb", over=True)
    await created(client, 34, "Mme ROCHEBRUNE E.", "Bonjour")
    assert len(school.model.mail.discussions) == before + 1


async def test_a_file_goes_with_a_message(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    row = await found(client, "Demande de rendez-vous")
    answer = await opened(client, row)
    discussion = school.model.mail.find(row["objet"])
    file = {"N": -1001, "E": 1, "G": 1, "L": "mot.txt", "idFichier": "selecfile_1_1"}

    async def sent() -> Json:
        return await client.write(
            "SaisieMessage",
            131,
            messagePourReponse=answer["messagePourReponse"]["V"],
            contenu="Voici le mot.",
            bouton={"N": 0, "G": 0},
            listeFichiers=[file],
        )

    before = len(discussion.letters)
    assert (await sent())["_erreurSaisie_"] is True
    assert len(discussion.letters) == before
    (session,) = school.sessions.values()
    session.uploads["selecfile_1_1"] = Upload("SaisieMessage", "mot.txt", b"Mot.")
    assert "messageToast" in await sent()
    (attachment,) = discussion.letters[-1].attachments
    assert (attachment.name, attachment.content) == ("mot.txt", b"Mot.")


async def test_a_school_without_discussions(client: RawClient, school: School) -> None:
    await client.log_in(school.account("restricted"))
    assert client.user["autorisations"]["AvecDiscussion"] is False
    assert await unread(client) == {8: 0, 131: 0}
    with pytest.raises(RefusedError, match="3"):
        await mailbox(client)


async def test_the_right_to_begin_a_discussion(
    client: RawClient, school: School
) -> None:
    nolan = school.model.account("pin")
    assert not nolan.mail.may_start
    school.model.account("pupil").mail = nolan.mail
    await client.log_in(school.account("pupil"))
    assert client.user["autorisations"]["discussionInterdit"] is True
    report = await created(client, 34, "Mme ROCHEBRUNE E.", "Bonjour")
    assert report["_erreurSaisie_"] is True


async def test_what_happens_is_counted(client: RawClient, school: School) -> None:
    await client.log_in(school.account("parent"))
    before = (await unread(client))[131]
    school.trigger_event("message", subject_line="Sortie", text="À 8h.")
    school.trigger_event("reply", subject_line="Sortie", text="Plutôt 8h30.")
    assert (await unread(client))[131] == before + 2
    row = await found(client, "Sortie")
    texts = [
        one["contenu"] for one in (await opened(client, row))["listeMessages"]["V"]
    ]
    assert texts == ["Plutôt 8h30.", "À 8h."]
