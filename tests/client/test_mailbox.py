"""Discussions that are answered to some people, renamed, left and closed, as PRONOTE's own page does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from custom_components.pronote.client import (
    Discussion,
    Folder,
    InboxAction,
    InputProblem,
    InvalidInputError,
    PronoteClient,
    RecipientKind,
    ReplyMode,
    Upload,
)
from custom_components.pronote.client.inbox import discussion_item
from tests.school import KNOWN_VERSIONS, School
from tests.school.model.mail import Discussion as RealDiscussion

from .conftest import Family, StartSchool

OUTING = "Sortie au musée : accompagnateurs"
MEETING = "Demande de rendez-vous"
PAPERS = [
    Upload(
        name=f"mot {number}.txt", content=b"Mot %d" % number, content_type="text/plain"
    )
    for number in (1, 2)
]


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    return await start_school(version=request.param)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


async def find(client: PronoteClient, subject: str) -> Discussion:
    return next(d for d in await client.discussions.get() if d.subject == subject)


def sent(school: School) -> list[dict[str, Any]]:
    """Return the data of the messages and commands that were sent."""
    return [
        data for name, data in school.request_log.written if name == "SaisieMessage"
    ]


async def refused(doing: Awaitable[object]) -> InputProblem:
    with pytest.raises(InvalidInputError) as refusal:
        await doing
    return refusal.value.problem


@pytest.mark.parametrize(
    ("mode", "button", "readers"),
    [
        (None, 0, 1),
        (ReplyMode.SENDER, 0, 1),
        (ReplyMode.ALL, 1, 3),
    ],
)
async def test_a_reply_goes_to_those_chosen(
    school: School,
    client: PronoteClient,
    mode: ReplyMode | None,
    button: int,
    readers: int,
) -> None:
    """By default to the fewest."""
    outing = await find(client, OUTING)
    thread = await client.discussions.thread(outing)
    assert thread.reply_modes == (ReplyMode.SENDER, ReplyMode.ALL)
    await client.discussions.reply(outing, "Volontiers", reply_mode=mode)
    letter = school.model.mail.find(OUTING).letters[-1]
    assert (letter.text, len(letter.to)) == ("Volontiers", readers)
    (data,) = sent(school)
    assert data == {
        "messagePourReponse": thread.reply_to,
        "contenu": "Volontiers",
        "bouton": {"N": 0, "G": button},
        "genreDiscussion": 0,
        "estCreationCarnetLiaison": False,
        "listeFichiers": [],
    }


async def test_a_circle_that_is_not_offered(
    school: School, client: PronoteClient
) -> None:
    outing = await find(client, OUTING)
    with pytest.raises(InvalidInputError) as refusal:
        await client.discussions.reply(
            outing, "Volontiers", reply_mode=ReplyMode.FOLLOW_UP
        )
    assert refusal.value.problem is InputProblem.NO_SUCH_CIRCLE
    assert refusal.value.choices == ("sender", "all")
    assert not sent(school)


async def test_one_s_own_message_is_followed_up(
    school: School, client: PronoteClient
) -> None:
    meeting = await find(client, MEETING)
    thread = await client.discussions.thread(meeting)
    assert ReplyMode.FOLLOW_UP in thread.reply_modes
    await client.discussions.reply(meeting, "?", reply_mode=ReplyMode.FOLLOW_UP)
    assert sent(school)[-1]["bouton"] == {"N": 0, "G": 2}


async def test_a_reply_without_families_may_include_them(
    school: School, client: PronoteClient
) -> None:
    """The author ticks a box, and the button changes."""
    buttons = {"_T": 24, "V": [{"N": 0, "G": 4}, {"N": 0, "G": 3}, {"N": 0, "G": 5}]}
    outing = await find(client, OUTING)
    school.fault("answer", function="ListeMessages", changes={"listeBoutons": buttons})
    thread = await client.discussions.thread(outing)
    assert thread.reply_modes == (
        ReplyMode.FOLLOW_UP_BUT_FAMILIES,
        ReplyMode.ALL_BUT_FAMILIES,
        ReplyMode.FOLLOW_UP,
        ReplyMode.ALL,
    )


async def test_several_files_go_with_a_reply(
    school: School, client: PronoteClient
) -> None:
    """Each is uploaded under an id of its own, also within one millisecond."""
    meeting = await find(client, MEETING)
    after = await client.discussions.reply(meeting, "Voici", files=PAPERS)
    assert [file.name for file in after.messages[-1].attachments] == [
        file.name for file in PAPERS
    ]
    letter = school.model.mail.find(MEETING).letters[-1]
    assert [file.content for file in letter.attachments] == [b"Mot 1", b"Mot 2"]
    files = sent(school)[-1]["listeFichiers"]
    assert [(file["N"], file["E"], file["G"]) for file in files] == [
        (-1001, 1, 1),
        (-1002, 1, 1),
    ]
    assert len({file["idFichier"] for file in files}) == 2


async def test_what_is_sent_twice_is_there_twice(
    school: School, client: PronoteClient
) -> None:
    """As on PRONOTE's own page: two messages of the same words may be meant."""
    meeting = await find(client, MEETING)
    before = len(school.model.mail.find(MEETING).letters)
    for _ in range(2):
        await client.discussions.reply(meeting, "Merci")
    assert len(school.model.mail.find(MEETING).letters) == before + 2


# --- leave


async def test_a_discussion_is_left_and_joined_again(
    school: School, client: PronoteClient
) -> None:
    """The request contains the current state; if nothing changes, none is sent."""
    outing = await find(client, OUTING)
    assert outing.may_leave and not outing.left and outing.last_ref is not None
    gone = await client.discussions.leave(outing)
    assert gone.left
    assert school.model.mail.find(OUTING).gone == {"parent"}
    assert not (await client.discussions.thread(gone)).can_reply
    again = await client.discussions.leave(outing)
    assert again.left and len(sent(school)) == 1
    school.fault("expire_sessions")
    back = await client.discussions.leave(gone, leave=False)
    assert not back.left and not school.model.mail.find(OUTING).gone
    assert (await client.discussions.leave(back, leave=False)).left is False
    left, joined = sent(school)
    assert left == {
        "commande": "entrerSortirDiscussion",
        "possessionMessage": {"N": outing.last_ref.id},
        "estSorti": False,
    }
    assert joined["estSorti"] is True


async def test_a_discussion_of_two_is_not_left(
    school: School, client: PronoteClient
) -> None:
    meeting = await find(client, MEETING)
    assert not meeting.may_leave
    assert await refused(client.discussions.leave(meeting)) is InputProblem.NOT_ALLOWED
    assert not sent(school)


# --- rename


async def test_a_discussion_gets_another_subject(
    school: School, client: PronoteClient
) -> None:
    meeting = await find(client, MEETING)
    assert meeting.may_rename and meeting.last_ref is not None
    real = school.model.mail.find(MEETING)
    renamed = await client.discussions.rename(meeting, " Rendez-vous de mardi ")
    assert renamed.subject == real.subject == "Rendez-vous de mardi"
    assert renamed.key != meeting.key
    assert sent(school) == [
        {
            "commande": "modificationObjetDiscussion",
            "possessionMessage": {"N": meeting.last_ref.id},
            "objet": "Rendez-vous de mardi",
        }
    ]
    await client.discussions.rename(renamed, "Rendez-vous de mardi")
    assert len(sent(school)) == 1


async def test_subjects_that_are_not_sent(
    school: School, client: PronoteClient
) -> None:
    rename = client.discussions.rename
    meeting, outing = await find(client, MEETING), await find(client, OUTING)
    assert await refused(rename(meeting, "  ")) is InputProblem.EMPTY
    assert await refused(rename(outing, "Sortie")) is InputProblem.NOT_ALLOWED
    assert not sent(school)


# --- close


async def own_discussion(
    school: School, family: Family, account: str
) -> tuple[PronoteClient, Discussion, RealDiscussion]:
    """Return an account with a discussion that it began."""
    client = family.client(family.password(school, account))
    await client.login()
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    begun = await client.discussions.begin("Exposé de demain", "Bonjour", people[:1])
    real = school.model.mail.find("Exposé de demain")
    school.request_log.reset()
    return client, begun, real


async def test_a_discussion_is_closed_and_opened(
    school: School, family: Family
) -> None:
    client, begun, real = await own_discussion(school, family, "pupil_2nde")
    closed = await client.discussions.close(begun)
    assert closed.closed and closed.reopenable
    assert not (await client.discussions.thread(closed)).can_reply
    assert (await client.discussions.close(begun)).closed is real.closed
    opened = await client.discussions.close(closed, close=False)
    assert opened.closed is real.closed
    command = {"commande": "pourOuvrirFermer"} | {
        "listePossessionsMessages": [{"N": ref.id} for ref in begun.refs]
    }
    assert sent(school) == [command | {"ouvrir": False}, command | {"ouvrir": True}]


async def test_closing_takes_two_rights(school: School, family: Family) -> None:
    """That of the row, and that of the account to write rich text."""
    client, begun, real = await own_discussion(school, family, "parent")
    assert begun.closable
    assert await refused(client.discussions.close(begun)) is InputProblem.NOT_ALLOWED
    pupil = family.client(family.password(school, "pupil_2nde"))
    await pupil.login()
    other = next(d for d in await pupil.discussions.get() if not d.closable)
    assert await refused(pupil.discussions.close(other)) is InputProblem.NOT_ALLOWED
    assert not sent(school) and not real.closed


# --- what the account may not do


@pytest.mark.parametrize("act", ["archive", "trash", "restore", "delete", "leave"])
async def test_an_account_that_may_only_read(
    school: School, family: Family, act: str
) -> None:
    """PRONOTE's page offers it no command, but marks as read what is opened."""
    account = school.model.account("parent")
    account.mail = replace(account.mail, may_start=False, rich=True)
    client = family.client(family.password(school))
    await client.login()
    outing = await find(client, OUTING)
    doing: Callable[..., Awaitable[object]] = getattr(client.discussions, act)
    assert await refused(doing(outing)) is InputProblem.NOT_ALLOWED
    reply = client.discussions.reply(outing, "Volontiers")
    assert await refused(reply) is InputProblem.NOT_ALLOWED
    item = next(one for one in await client.inbox.get() if one.title == OUTING)
    assert item.actions == {InboxAction.MARK_READ} and not item.reply_modes
    assert not sent(school)
    assert not (await client.discussions.mark_read(outing)).unread


async def test_the_archive_takes_the_right_to_rich_text(
    school: School, client: PronoteClient
) -> None:
    meeting = await find(client, MEETING)
    assert (
        InboxAction.ARCHIVE
        not in discussion_item(meeting, client.account.rights).actions
    )
    archive = client.discussions.archive(meeting)
    assert await refused(archive) is InputProblem.NOT_ALLOWED
    assert not sent(school)
    trashed = await client.discussions.trash(meeting)
    assert Folder.TRASH in trashed.folders


# --- what the account does not own, drafts


@pytest.mark.parametrize("act", ["mark_read", "close", "archive", "trash", "delete"])
async def test_a_discussion_of_which_the_account_has_no_copy(
    school: School, family: Family, act: str
) -> None:
    client, _, _ = await own_discussion(school, family, "pupil_2nde")
    found = await client.discussions.get()
    answer = await client.request(
        "ListeMessagerie", {"avecMessage": True, "avecLu": True}, tab=131
    )
    rows = answer["listeMessagerie"]["V"]
    for row in rows:
        row["estNonPossede"] = True
    changes = {"listeMessagerie": {"_T": 24, "V": rows}}
    school.fault("answer", function="ListeMessagerie", changes=changes, times=2)
    listed = next(d for d in await client.discussions.get() if d.key == found[0].key)
    assert not listed.may_mark
    doing: Callable[..., Awaitable[object]] = getattr(client.discussions, act)
    assert await refused(doing(listed)) is InputProblem.NOT_ALLOWED
    assert not sent(school)


async def test_the_messages_of_a_discussion_of_other_people(
    school: School, family: Family
) -> None:
    """It is opened by the number of its row, and nothing else is offered."""
    real = school.model.mail.find("Club robotique")
    real.watchers.add("parent")
    client = family.client(family.password(school))
    await client.login()
    listed = await find(client, "Club robotique")
    assert not listed.refs and not listed.may_mark and not listed.unread
    thread = await client.discussions.thread(listed, mark_read=True)
    assert [message.text for message in thread.messages] == [
        letter.text for letter in real.letters
    ]
    assert not thread.can_reply
    assert not discussion_item(listed, client.account.rights).actions
    await client.logout()
    again = await client.discussions.thread(listed)
    assert len(again.messages) == len(thread.messages)


async def test_an_exchange_among_some_is_a_part_of_its_discussion(
    school: School, client: PronoteClient
) -> None:
    """PRONOTE's page lists it below the discussion, which contains and counts its messages."""
    mail, parent = school.model.mail, school.model.mail.person("parent")
    real = mail.find(OUTING)
    before = await find(client, OUTING)
    mail.write(real, parent, [real.starter], "Entre nous", real.letters[-1].moment)
    mail.write(real, real.starter, [parent], "Merci", real.letters[-1].moment)
    answer = await client.request(
        "ListeMessagerie", {"avecMessage": True, "avecLu": True}, tab=131
    )
    rows = answer["listeMessagerie"]["V"]
    (aside,) = [r for r in rows if r["profondeur"] and r.get("estUneDiscussion")]
    assert (aside["nombreMessages"], aside["nbNonLus"]) == (2, 1)
    (after,) = [d for d in await client.discussions.get() if d.subject == OUTING]
    assert (after.messages, after.unread) == (before.messages + 2, before.unread + 1)
    thread = await client.discussions.thread(after)
    assert {m.text for m in thread.messages if m.private} == {"Entre nous", "Merci"}
    assert "" not in {d.subject for d in await client.discussions.get()}
    only = await client.request(
        "ListeMessages",
        {
            "listePossessionsMessages": aside["listePossessionsMessages"]["V"],
            "estSousDiscussion": True,
        },
        tab=131,
    )
    assert len(only["listeMessages"]["V"]) == 2


async def test_a_draft_takes_words_and_an_open_discussion(
    school: School, client: PronoteClient
) -> None:
    meeting = await find(client, MEETING)
    save = client.discussions.save_draft
    assert await refused(save(meeting, " ")) is InputProblem.EMPTY
    school.model.mail.find(MEETING).closed = True
    assert await refused(save(meeting, "Bonjour")) is InputProblem.CLOSED
    assert not sent(school)


async def test_a_draft_of_a_new_discussion_is_deleted_by_its_possession(
    school: School, family: Family
) -> None:
    client = family.client(family.password(school, "pupil"))
    await client.login()
    draft = await find(client, "Exposé")
    assert draft.only_draft and draft.last_ref is not None
    assert await client.discussions.delete_draft(draft) is None
    assert sent(school) == [
        {
            "commande": "suppression",
            "listePossessionsMessages": [{"N": draft.last_ref.id}],
        }
    ]
    assert "Exposé" not in {d.subject for d in await client.discussions.get()}


async def test_participants_who_left(school: School, client: PronoteClient) -> None:
    outing = await find(client, OUTING)
    people = await client.discussions.participants(outing)
    rows = [
        {"N": person.ref.id, "L": person.name, "G": 3, "estSorti": not place}
        for place, person in enumerate(people)
        if person.ref
    ]
    changes = {"listeDest": {"_T": 24, "V": rows}}
    school.fault("answer", function="SaisiePublicMessage", changes=changes)
    told = await client.discussions.participants(outing)
    assert [person.left for person in told] == [True, *[False] * (len(people) - 1)]
