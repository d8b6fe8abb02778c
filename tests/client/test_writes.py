"""Every write: refused, it raises and the school stays as it was; taken, the school has changed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from custom_components.pronote.client import (
    Discussion,
    InboxKind,
    PronoteClient,
    Pupil,
    QuestionKind,
    RecipientKind,
    Upload,
)
from custom_components.pronote.client.errors import (
    PageNotAllowedError,
    PronoteError,
    RequestRefusedError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school.model.copies import state_reader

from .conftest import Family, ManualClock, StartSchool

type Doing = Callable[[], Awaitable[object]]
"""A write that is ready, and only waits to be done."""

HOMEWORK, HAND_IN = "SaisieTAFFaitEleve", "SaisieTAFARendreEleve"
NEWS, MAIL, LIFE = "SaisieActualites", "SaisieMessage", "SaisieVieScolaire"
REPORT_CARD = "SaisieAccuseReceptionDocument"
FILE = Upload(name="devoir.txt", content=b"Bonjour", content_type="text/plain")
REASON = "La période est close."


@dataclass
class LoggedInAccount:
    """An account that is logged in, and its first child."""

    client: PronoteClient
    clock: ManualClock

    @property
    def pupil(self) -> Pupil:
        return self.client.account.pupils[0]


async def tick(logged_in: LoggedInAccount) -> Doing:
    today = logged_in.clock.now.date()
    works = await logged_in.client.homework.get(
        logged_in.pupil, today, today + timedelta(days=20)
    )
    work = next(work for work in works if not work.done)
    return lambda: logged_in.client.homework.set_done(logged_in.pupil, work, True)


async def hand_in(logged_in: LoggedInAccount) -> Doing:
    today = logged_in.clock.now.date()
    works = await logged_in.client.homework.get(
        logged_in.pupil, today, today + timedelta(days=20)
    )
    work = next(work for work in works if work.may_hand_in and not work.handed_in)
    return lambda: logged_in.client.homework.hand_in(logged_in.pupil, work, FILE)


async def withdraw(logged_in: LoggedInAccount) -> Doing:
    await (await hand_in(logged_in))()
    today = logged_in.clock.now.date()
    works = await logged_in.client.homework.get(
        logged_in.pupil, today, today + timedelta(days=20)
    )
    work = next(work for work in works if work.handed_in and work.may_hand_in)
    return lambda: logged_in.client.homework.withdraw(logged_in.pupil, work)


async def mark_news_read(logged_in: LoggedInAccount) -> Doing:
    item = next(item for item in await logged_in.client.news.get() if not item.read)
    return lambda: logged_in.client.news.mark_read(item)


async def answer_news(logged_in: LoggedInAccount) -> Doing:
    for item in await logged_in.client.news.get():
        whole = await logged_in.client.news.content(item, logged_in.pupil)
        answers = {
            question.key: [question.choices[0].position]
            for question in whole.questions or ()
            if question.awaits_answer and question.kind is QuestionKind.SINGLE_CHOICE
        }
        if answers and whole.end and whole.end > logged_in.clock.now:
            return lambda: logged_in.client.news.answer(whole, answers, logged_in.pupil)
    return pytest.fail("no survey of this world waits for an answer")


async def acknowledge_news(logged_in: LoggedInAccount) -> Doing:
    for item in await logged_in.client.news.get():
        whole = await logged_in.client.news.content(item, logged_in.pupil)
        if any(
            question.awaits_answer and question.kind is QuestionKind.ACKNOWLEDGEMENT
            for question in whole.questions or ()
        ):
            return lambda: logged_in.client.news.acknowledge(whole, logged_in.pupil)
    return pytest.fail("no news of this world waits for an acknowledgement")


async def delete_news(logged_in: LoggedInAccount) -> Doing:
    item = next(item for item in await logged_in.client.news.get() if not item.survey)
    return lambda: logged_in.client.news.delete(item)


async def begin_discussion(logged_in: LoggedInAccount) -> Doing:
    people = await logged_in.client.discussions.recipients(RecipientKind.TEACHER)
    return lambda: logged_in.client.discussions.begin("Demain", "Bonjour", people[:1])


async def reply(logged_in: LoggedInAccount) -> Doing:
    for discussion in await logged_in.client.discussions.get():
        if (await logged_in.client.discussions.thread(discussion)).can_reply:
            return lambda: logged_in.client.discussions.reply(discussion, "Merci")
    return pytest.fail("no discussion of this world takes an answer")


async def save_draft(logged_in: LoggedInAccount) -> Doing:
    for discussion in await logged_in.client.discussions.get():
        if (await logged_in.client.discussions.thread(discussion)).can_reply:
            return lambda: logged_in.client.discussions.save_draft(discussion, "Merci")
    return pytest.fail("no discussion of this world takes an answer")


async def send_draft(logged_in: LoggedInAccount) -> Doing:
    for discussion in await logged_in.client.discussions.get():
        if (await logged_in.client.discussions.thread(discussion)).can_reply:
            await logged_in.client.discussions.save_draft(discussion, "Merci")
            return lambda: logged_in.client.discussions.send_draft(discussion)
    return pytest.fail("no discussion of this world takes an answer")


async def delete_draft(logged_in: LoggedInAccount) -> Doing:
    await (await save_draft(logged_in))()
    begun = next(one for one in await logged_in.client.discussions.get() if one.draft)
    return lambda: logged_in.client.discussions.delete_draft(begun)


async def send_first_draft(logged_in: LoggedInAccount) -> Doing:
    begun = await _first_draft(logged_in)
    return lambda: logged_in.client.discussions.send_draft(begun)


async def delete_first_draft(logged_in: LoggedInAccount) -> Doing:
    begun = await _first_draft(logged_in)
    return lambda: logged_in.client.discussions.delete_draft(begun)


async def _first_draft(logged_in: LoggedInAccount) -> Discussion:
    listed = await logged_in.client.discussions.get()
    return next(one for one in listed if one.only_draft)


async def leave_discussion(logged_in: LoggedInAccount) -> Doing:
    some = await logged_in.client.discussions.get()
    several = next(one for one in some if one.may_leave)
    return lambda: logged_in.client.discussions.leave(several)


async def rename_discussion(logged_in: LoggedInAccount) -> Doing:
    some = await logged_in.client.discussions.get()
    mine = next(one for one in some if one.may_rename)
    return lambda: logged_in.client.discussions.rename(mine, "Rendez-vous")


async def close_discussion(logged_in: LoggedInAccount) -> Doing:
    people = await logged_in.client.discussions.recipients(RecipientKind.TEACHER)
    mine = await logged_in.client.discussions.begin("Demain", "Bonjour", people[:1])
    return lambda: logged_in.client.discussions.close(mine)


async def mark_inbox_read(logged_in: LoggedInAccount) -> Doing:
    unread = await logged_in.client.inbox.get(unread_only=True)
    key = next(one.key for one in unread if one.kind is InboxKind.NEWS)
    return lambda: logged_in.client.inbox.mark_read([key])


async def mark_discussion_read(logged_in: LoggedInAccount) -> Doing:
    unread = next(one for one in await logged_in.client.discussions.get() if one.unread)
    return lambda: logged_in.client.discussions.mark_read(unread)


async def archive_discussion(logged_in: LoggedInAccount) -> Doing:
    discussion = (await logged_in.client.discussions.get())[0]
    return lambda: logged_in.client.discussions.archive(discussion)


async def bin_discussion(logged_in: LoggedInAccount) -> Doing:
    discussion = (await logged_in.client.discussions.get())[0]
    return lambda: logged_in.client.discussions.trash(discussion)


async def restore_discussion(logged_in: LoggedInAccount) -> Doing:
    gone = await logged_in.client.discussions.trash(
        (await logged_in.client.discussions.get())[0]
    )
    return lambda: logged_in.client.discussions.restore(gone)


async def delete_discussion(logged_in: LoggedInAccount) -> Doing:
    gone = await logged_in.client.discussions.trash(
        (await logged_in.client.discussions.get())[0]
    )
    return lambda: logged_in.client.discussions.delete(gone)


async def justify(logged_in: LoggedInAccount) -> Doing:
    for pupil in logged_in.client.account.pupils:
        if waiting := (await logged_in.client.school_life.get(pupil)).to_justify:
            return lambda: logged_in.client.school_life.justify(
                pupil, waiting[0], "Malade", reason="MALADIE"
            )
    return pytest.fail("nothing waits for a parent's word in this world")


async def acknowledge_punishment(logged_in: LoggedInAccount) -> Doing:
    for pupil in logged_in.client.account.pupils:
        for one in (await logged_in.client.school_life.get(pupil)).punishments:
            if one.name == "Retenue" and not one.acknowledged:
                return lambda: logged_in.client.school_life.acknowledge(pupil, one)
    return pytest.fail("no punishment of this world waits for a parent")


async def acknowledge_report_card(logged_in: LoggedInAccount) -> Doing:
    first = logged_in.pupil.periods[0]
    return lambda: logged_in.client.report_cards.acknowledge(logged_in.pupil, first)


WRITES: tuple[tuple[Callable[[LoggedInAccount], Awaitable[Doing]], str, str], ...] = (
    (tick, "pupil", HOMEWORK),
    (hand_in, "pupil", HAND_IN),
    (withdraw, "pupil", HAND_IN),
    (mark_news_read, "parent", NEWS),
    (answer_news, "parent", NEWS),
    (acknowledge_news, "parent", NEWS),
    (delete_news, "parent", NEWS),
    (begin_discussion, "parent", MAIL),
    (reply, "parent", MAIL),
    (save_draft, "parent", MAIL),
    (send_draft, "parent", MAIL),
    (delete_draft, "parent", MAIL),
    (send_first_draft, "pupil", MAIL),
    (delete_first_draft, "pupil", MAIL),
    (leave_discussion, "parent", MAIL),
    (rename_discussion, "parent", MAIL),
    (close_discussion, "pupil_2nde", MAIL),
    (mark_inbox_read, "parent", NEWS),
    (mark_discussion_read, "parent", MAIL),
    (archive_discussion, "parent", MAIL),
    (bin_discussion, "parent", MAIL),
    (restore_discussion, "parent", MAIL),
    (delete_discussion, "parent", MAIL),
    (justify, "parent", LIFE),
    (acknowledge_punishment, "parent", LIFE),
    (acknowledge_report_card, "parent", REPORT_CARD),
)

REFUSALS: tuple[tuple[str, dict[str, Any], type[PronoteError]], ...] = (
    ("refuse_write", {"message": REASON}, WriteRefusedError),
    ("forget_write", {}, WriteRefusedError),
    ("erreur", {"G": 3, "titre": "Accès refusé"}, PageNotAllowedError),
    ("erreur", {"G": 21, "titre": "Impossible d'afficher"}, RequestRefusedError),
    ("erreur", {"G": 22, "titre": "Objet inconnu", "times": 3}, StaleObjectError),
)


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.8"])
@pytest.mark.parametrize(
    ("prepare", "account", "function"),
    WRITES,
    ids=[write.__name__ for write, _, _ in WRITES],
)
async def test_a_write_is_done_or_told(
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
    version: str,
    prepare: Callable[[LoggedInAccount], Awaitable[Doing]],
    account: str,
    function: str,
) -> None:
    if prepare is acknowledge_report_card:
        clock.advance(days=60)
    school = await start_school(version=version)
    client = family.client(family.password(school, account))
    await client.login()
    do = await prepare(LoggedInAccount(client, clock))
    state = state_reader(school.model)
    before = state()
    for fault, options, expected in REFUSALS:
        school.fault(fault, function=function, **options)
        with pytest.raises(expected) as refusal:
            await do()
        assert state() == before
        if isinstance(refusal.value, WriteRefusedError):
            assert refusal.value.messages == (REASON,) * (fault == "refuse_write")
        school.fault("clear")
    await do()
    assert state() != before


MAIL_WRITES = [row for row in WRITES if row[2] in (NEWS, MAIL, REPORT_CARD)]


@pytest.mark.parametrize(
    ("prepare", "account", "function"),
    MAIL_WRITES,
    ids=[write.__name__ for write, _, _ in MAIL_WRITES],
)
async def test_a_write_whose_answer_is_lost(
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
    prepare: Callable[[LoggedInAccount], Awaitable[Doing]],
    account: str,
    function: str,
) -> None:
    """It is looked up: done if it is there, unconfirmed otherwise. No answer is asked for twice."""
    if prepare is acknowledge_report_card:
        clock.advance(days=60)
    school = await start_school()
    client = family.client(family.password(school, account))
    await client.login()
    do = await prepare(LoggedInAccount(client, clock))
    state = state_reader(school.model)
    before = state()

    def sent() -> int:
        return sum(name == function for name, _ in school.request_log.written)

    school.request_log.reset()
    school.fault("forget_write", function=function, times=None)
    school.fault("drop", function=function, times=None)
    with pytest.raises(WriteUnconfirmedError):
        await do()
    assert state() == before
    assert sent() == 1
    school.fault("clear")
    school.request_log.reset()
    school.fault("drop", function=function, times=None)
    await do()
    assert state() != before
    assert sent() == 1
