"""News, surveys and discussions in one list, and what may be done with each."""

import pytest

from custom_components.pronote.client import (
    Folder,
    InboxAction,
    InboxItem,
    InboxKind,
    PageNotAllowedError,
    PronoteClient,
    ReplyMode,
    StaleObjectError,
    WriteRefusedError,
)
from custom_components.pronote.client.caller import WRITE_PAUSE
from custom_components.pronote.client.inbox import LONGEST_TEXT
from tests.school import KNOWN_VERSIONS, School

from .conftest import Family, StartSchool

NEWS, MAIL = "SaisieActualites", "SaisieMessage"


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    return await start_school(version=request.param)


async def logged_in(
    school: School, family: Family, account: str = "parent"
) -> PronoteClient:
    client = family.client(family.password(school, account))
    await client.login()
    school.request_log.reset()
    family.pauses.clear()
    return client


def item(items: tuple[InboxItem, ...], title: str) -> InboxItem:
    return next(one for one in items if one.title == title)


async def test_unread_ones_come_first(school: School, family: Family) -> None:
    client = await logged_in(school, family)
    items = await client.inbox.get()
    assert school.request_log.requests.total() == 2
    assert {one.kind for one in items} == set(InboxKind)
    unread = [one for one in items if one.unread]
    assert list(items[: len(unread)]) == unread
    for part in (unread, items[len(unread) :]):
        dates = [one.date for one in part if one.date]
        assert dates == sorted(dates, reverse=True)
    news = {one.key for one in await client.news.get()}
    mail = {one.key for one in await client.discussions.get()}
    assert {one.key for one in items} == news | mail
    assert await client.inbox.get(unread_only=True) == tuple(unread)
    assert await client.inbox.get(limit=3) == items[:3]


async def test_texts_are_asked_for_at_leisure(school: School, family: Family) -> None:
    """Of the first items only; they stay unread."""
    client = await logged_in(school, family)
    items = await client.inbox.get(texts=4)
    assert all(one.text for one in items[:4])
    if client.account.school.version_numbers >= (2026,):
        assert {one.text for one in items[4:]} == {None}
        assert family.pauses == [WRITE_PAUSE] * 3
        assert school.request_log.requests.total() == 6
    assert [one.unread for one in await client.inbox.get(limit=4)] == [
        one.unread for one in items[:4]
    ]
    assert not school.request_log.written


async def test_the_last_message_and_who_may_be_answered(
    school: School, family: Family
) -> None:
    client = await logged_in(school, family)
    outing = item(await client.inbox.get(texts=99), "Sortie au musée : accompagnateurs")
    assert (outing.text, outing.author) == ("Je serai du voyage.", "ABRILLAC M.")
    assert outing.reply_modes == (ReplyMode.SENDER, ReplyMode.ALL)
    assert {
        InboxAction.REPLY,
        InboxAction.MARK_READ,
        InboxAction.LEAVE,
    } < outing.actions


async def test_a_long_text_is_cut(school: School, family: Family) -> None:
    school.trigger_event("message", subject_line="Roman", text="mot " * 2000)
    school.trigger_event("message", subject_line="Fable", text="x" * LONGEST_TEXT)
    client = await logged_in(school, family)
    items = await client.inbox.get(texts=2)
    novel, fable = item(items, "Roman"), item(items, "Fable")
    assert novel.text is not None and novel.text_cut
    assert len(novel.text) <= LONGEST_TEXT and novel.text.endswith("mot…")
    assert fable.text == "x" * LONGEST_TEXT and not fable.text_cut


async def test_what_may_be_done_with_news(school: School, family: Family) -> None:
    school.trigger_event("news", title="À signer", acknowledge=True)
    school.trigger_event("news", title="À lire")
    school.trigger_event("survey", title="Menu")
    client = await logged_in(school, family)
    items = await client.inbox.get(texts=99)
    both = {InboxAction.MARK_READ, InboxAction.DELETE}
    assert item(items, "À lire").actions == both
    assert not item(items, "À lire").awaits_answer
    assert item(items, "À signer").actions == both | {InboxAction.ACKNOWLEDGE}
    assert item(items, "Menu").actions == both | {InboxAction.ANSWER}
    # Also before its questions are known, if the list says that an answer is missing.
    listed = item(await client.inbox.get(), "Menu")
    assert listed.kind is InboxKind.SURVEY and InboxAction.ANSWER in listed.actions


async def test_what_may_be_done_with_discussions(
    school: School, family: Family
) -> None:
    client = await logged_in(school, family, "pupil")
    items = await client.inbox.get()
    draft = item(items, "Exposé")
    assert draft.folder is Folder.DRAFTS
    assert draft.actions == {InboxAction.SEND_DRAFT, InboxAction.DELETE_DRAFT}
    gone = item(items, "Casiers")
    assert gone.folder is Folder.TRASH
    assert gone.actions == {
        InboxAction.MARK_UNREAD,
        InboxAction.RESTORE,
        InboxAction.DELETE,
    }
    own = item(items, "Dispense de sport")
    # It may be archived and opened again, but only by an account with rich text.
    assert own.actions == {
        InboxAction.MARK_UNREAD,
        InboxAction.TRASH,
        InboxAction.RENAME,
    }
    account = school.model.account("pupil")
    account.mail = type(account.mail)(rich=True)
    rich = await logged_in(school, family, "pupil")
    items = await rich.inbox.get()
    assert item(items, "Dispense de sport").actions == own.actions | {
        InboxAction.ARCHIVE,
        InboxAction.REOPEN,
    }


@pytest.mark.parametrize(
    ("tab", "kinds"),
    [
        (131, {InboxKind.NEWS, InboxKind.SURVEY}),
        (8, {InboxKind.DISCUSSION}),
    ],
)
async def test_without_a_page_there_is_the_other(
    school: School, family: Family, tab: int, kinds: set[InboxKind]
) -> None:
    school.fault("close_tab", tab=tab)
    client = await logged_in(school, family)
    items = await client.inbox.get(texts=2)
    assert {one.kind for one in items} == kinds
    await client.inbox.mark_read([items[0].key])


async def test_an_account_without_both_pages(school: School, family: Family) -> None:
    client = await logged_in(school, family, "restricted")
    with pytest.raises(PageNotAllowedError):
        await client.inbox.get()
    assert not school.request_log.requests


# --- marking


async def test_selected_items_are_marked(school: School, family: Family) -> None:
    client = await logged_in(school, family)
    unread = await client.inbox.get(unread_only=True)
    assert {one.kind for one in unread} >= {InboxKind.NEWS, InboxKind.DISCUSSION}
    keys = [one.key for one in unread]
    read_before = [one for one in await client.inbox.get() if not one.unread][:2]
    school.request_log.reset()
    marked = await client.inbox.mark_read([*keys, *(one.key for one in read_before)])
    assert {one.key for one in marked} == {*keys, *(one.key for one in read_before)}
    assert not any(one.unread for one in marked)
    # One write for each that was unread, and the two lists before and after.
    assert len(school.request_log.written) == len(keys)
    assert school.request_log.requests.total() == len(keys) + 4
    assert family.pauses == [WRITE_PAUSE] * (len(keys) - 1)
    assert not await client.inbox.get(unread_only=True)

    school.request_log.reset()
    await client.inbox.mark_read(keys)
    assert not school.request_log.written
    again = await client.inbox.mark_read(keys[:2], read=False)
    assert all(one.unread for one in again)
    assert len(school.request_log.written) == 2


async def test_nothing_is_marked_if_one_is_unknown(
    school: School, family: Family
) -> None:
    client = await logged_in(school, family)
    unread = await client.inbox.get(unread_only=True)
    with pytest.raises(StaleObjectError):
        await client.inbox.mark_read([unread[0].key, "unknown"])
    assert not school.request_log.written


async def test_a_refusal_does_not_stop_the_others(
    school: School, family: Family
) -> None:
    client = await logged_in(school, family)
    unread = await client.inbox.get(unread_only=True)
    keys = [one.key for one in unread if one.kind is not InboxKind.DISCUSSION][:3]
    school.fault("refuse_write", function=NEWS, message="Plus tard.")
    with pytest.raises(WriteRefusedError) as refusal:
        await client.inbox.mark_read(keys)
    assert refusal.value.messages == ("Plus tard.",)
    left = {one.key for one in await client.inbox.get(unread_only=True)}
    assert left & set(keys) == {keys[0]}


async def test_a_mark_in_a_session_that_ended(school: School, family: Family) -> None:
    client = await logged_in(school, family)
    unread = await client.inbox.get(unread_only=True)
    school.fault("expire_sessions", function=MAIL)
    marked = await client.inbox.mark_read([one.key for one in unread])
    assert not any(one.unread for one in marked)
