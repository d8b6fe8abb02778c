"""Writes of all kinds, prepared up to the request that sends them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest

from custom_components.pronote.client import (
    Announcement,
    Discussion,
    DocumentKind,
    InboxKind,
    PronoteClient,
    Pupil,
    QuestionKind,
    RecipientKind,
    Upload,
    Wish,
)

from .conftest import PARIS, ManualClock

type Doing = Callable[[], Awaitable[object]]
"""A write that is ready, and only waits to be done."""

HOMEWORK, HAND_IN = "SaisieTAFFaitEleve", "SaisieTAFARendreEleve"
NEWS, MAIL, LIFE = "SaisieActualites", "SaisieMessage", "SaisieVieScolaire"
REPORT_CARD = "SaisieAccuseReceptionDocument"
DOCUMENT, MARK = "SaisieDocumentATelecharger", "SaisieCasier"
WISHES = "SaisieRencontreDesiderata"
UNAVAILABILITY = "SaisieRencontreIndisponibilites"
FILE = Upload(name="devoir.txt", content=b"Bonjour", content_type="text/plain")


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


async def announce_absence(logged_in: LoggedInAccount) -> Doing:
    day = datetime(2026, 11, 19, tzinfo=PARIS)
    absence = Announcement(
        start=day.replace(hour=8),
        end=day.replace(hour=11),
        reason="raison familiale",
        text="Mariage",
    )
    return lambda: logged_in.client.announcements.announce(logged_in.pupil, absence)


async def withdraw_announcement(logged_in: LoggedInAccount) -> Doing:
    await (await announce_absence(logged_in))()
    life = await logged_in.client.school_life.get(logged_in.pupil)
    mine = next(one for one in life.announcements if one.may_withdraw)
    return lambda: logged_in.client.announcements.withdraw(logged_in.pupil, mine)


async def request_exemption(logged_in: LoggedInAccount) -> Doing:
    first = logged_in.clock.now.date() + timedelta(days=1)
    (subject, *_) = logged_in.pupil.exemption_subjects
    return lambda: logged_in.client.exemptions.request_for_subjects(
        logged_in.pupil,
        subjects=[subject.name],
        start=first,
        end=first + timedelta(days=7),
        text="Entorse",
    )


async def withdraw_exemption(logged_in: LoggedInAccount) -> Doing:
    await (await request_exemption(logged_in))()
    life = await logged_in.client.school_life.get(logged_in.pupil)
    mine = next(one for one in life.exemptions if one.may_withdraw)
    return lambda: logged_in.client.exemptions.withdraw(logged_in.pupil, mine)


async def hand_in_paper(logged_in: LoggedInAccount) -> Doing:
    (paper,) = (await logged_in.client.documents.get(logged_in.pupil)).papers
    return lambda: logged_in.client.documents.hand_in(logged_in.pupil, paper, FILE)


async def mark_document_read(logged_in: LoggedInAccount) -> Doing:
    listed = (await logged_in.client.documents.get(logged_in.pupil)).documents
    unread = next(
        one for one in listed if one.kind is DocumentKind.LOCKER and not one.read
    )
    return lambda: logged_in.client.documents.mark_read(logged_in.pupil, unread)


async def set_wish(logged_in: LoggedInAccount) -> Doing:
    (session,) = await logged_in.client.meetings.get(logged_in.pupil)
    return lambda: logged_in.client.meetings.set_wish(
        logged_in.pupil, session, session.possible[0], Wish.ESSENTIAL
    )


async def set_unavailability(logged_in: LoggedInAccount) -> Doing:
    (session,) = await logged_in.client.meetings.get(logged_in.pupil)
    return lambda: logged_in.client.meetings.set_unavailability(
        logged_in.pupil, session, [(time(17), time(17, 30))]
    )


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
    (archive_discussion, "pupil_2nde", MAIL),
    (bin_discussion, "parent", MAIL),
    (restore_discussion, "parent", MAIL),
    (delete_discussion, "parent", MAIL),
    (justify, "parent", LIFE),
    (acknowledge_punishment, "parent", LIFE),
    (acknowledge_report_card, "parent", REPORT_CARD),
    (announce_absence, "parent", LIFE),
    (withdraw_announcement, "parent", LIFE),
    (request_exemption, "parent", LIFE),
    (withdraw_exemption, "parent", LIFE),
    (hand_in_paper, "parent", DOCUMENT),
    (mark_document_read, "parent", MARK),
    (set_wish, "parent", WISHES),
    (set_unavailability, "parent", UNAVAILABILITY),
)
"""What prepares each write, an account that may do it, and its function."""
