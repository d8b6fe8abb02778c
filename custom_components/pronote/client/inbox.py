"""The inbox: news, surveys and discussions in one list, with what may be done with each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from .common import Attachment
from .pages.account import Rights
from .pages.discussions import Discussion, Folder, ReplyMode, Thread
from .pages.news import News, QuestionKind

LONGEST_TEXT: Final = 4000
"""Characters of a text; the rest is cut."""


class InboxKind(StrEnum):
    """Kind of an item."""

    NEWS = "news"
    SURVEY = "survey"
    DISCUSSION = "discussion"


class InboxAction(StrEnum):
    """What the account may do with an item."""

    MARK_READ = "mark_read"
    MARK_UNREAD = "mark_unread"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    """Answer the questions of a survey."""
    REPLY = "reply"
    SEND_DRAFT = "send_draft"
    DELETE_DRAFT = "delete_draft"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    TRASH = "bin"
    RESTORE = "restore"
    DELETE = "delete"
    LEAVE = "leave"
    COME_BACK = "come_back"
    RENAME = "rename"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """A piece of news, a survey or a discussion."""

    key: str
    """That of the news or of the discussion."""
    kind: InboxKind
    title: str | None = None
    author: str | None = None
    date: datetime | None = None
    unread: bool = False
    awaits_answer: bool = False
    """Whether the school awaits an answer or an acknowledgement, as far as known."""
    child: str | None = None
    """First name of the child that news is about (parents)."""
    folder: Folder | None = None
    """Folder of a discussion: archive, trash or drafts; None for the inbox itself."""
    text: str | None = None
    """Plain text, of a discussion that of its last message; None if it was not requested."""
    text_cut: bool = False
    """Whether the text is longer."""
    attachments: tuple[Attachment, ...] = ()
    actions: frozenset[InboxAction] = frozenset()
    reply_modes: tuple[ReplyMode, ...] = ()
    """Possible recipients of a reply, the fewest first; known with the text."""


def merge_inbox(
    news: Iterable[News], discussions: Iterable[Discussion], rights: Rights
) -> list[InboxItem]:
    """Return news and discussions as one list: unread ones first, then the latest first."""
    items = [news_item(item) for item in news]
    items += [discussion_item(item, rights) for item in discussions]
    return sorted(items, key=_rank)


def _rank(item: InboxItem) -> tuple[bool, float]:
    return not item.unread, -(item.date.timestamp() if item.date else 0.0)


def news_item(news: News) -> InboxItem:
    """Return news as an item, with its text if its content is known."""
    known = news.questions is not None
    text, cut = _cut(news.text) if known else (None, False)
    return InboxItem(
        key=news.key,
        kind=InboxKind.SURVEY if news.survey else InboxKind.NEWS,
        title=news.title,
        author=news.author,
        date=news.published,
        unread=not news.read,
        awaits_answer=news.awaits_answer,
        child=news.child,
        text=text,
        text_cut=cut,
        attachments=news.attachments,
        actions=frozenset(_news_actions(news)),
    )


def _news_actions(news: News) -> Iterator[InboxAction]:
    yield InboxAction.MARK_UNREAD if news.read else InboxAction.MARK_READ
    yield InboxAction.DELETE
    waiting = {
        question.kind for question in news.questions or () if question.unanswered
    }
    if QuestionKind.ACKNOWLEDGEMENT in waiting:
        yield InboxAction.ACKNOWLEDGE
    unknown = news.questions is None and news.awaits_answer
    if unknown or waiting - {QuestionKind.ACKNOWLEDGEMENT}:
        yield InboxAction.ANSWER


def discussion_item(discussion: Discussion, rights: Rights) -> InboxItem:
    """Return a discussion as an item, without a text."""
    return InboxItem(
        key=discussion.key,
        kind=InboxKind.DISCUSSION,
        title=discussion.subject,
        author=discussion.creator,
        date=discussion.last_activity,
        unread=discussion.unread > 0,
        folder=_folder(discussion),
        actions=frozenset(_discussion_actions(discussion, rights)),
    )


def _folder(discussion: Discussion) -> Folder | None:
    shown = (Folder.TRASH, Folder.ARCHIVE, Folder.DRAFTS)
    return next((folder for folder in shown if folder in discussion.folders), None)


def _discussion_actions(
    discussion: Discussion, rights: Rights
) -> Iterator[InboxAction]:
    """Yield what PRONOTE's page offers. It offers nothing where writing is forbidden."""
    unread = discussion.unread > 0
    if not rights.begin_discussions:
        if discussion.may_mark and unread:
            # Opening a discussion does the same.
            yield InboxAction.MARK_READ
        return
    if discussion.only_draft or discussion.draft:
        yield InboxAction.SEND_DRAFT
        yield InboxAction.DELETE_DRAFT
    if discussion.only_draft:
        return
    if discussion.may_mark:
        yield InboxAction.MARK_READ if unread else InboxAction.MARK_UNREAD
        yield from _moves(discussion, rights)
    if discussion.may_leave:
        yield InboxAction.COME_BACK if discussion.left else InboxAction.LEAVE
    if discussion.may_rename:
        yield InboxAction.RENAME
    if discussion.may_mark and rights.rich_messages and not discussion.left:
        if discussion.closable and not discussion.closed:
            yield InboxAction.CLOSE
        if discussion.reopenable and discussion.closed:
            yield InboxAction.REOPEN


def _moves(discussion: Discussion, rights: Rights) -> Iterator[InboxAction]:
    """Yield the moves of a discussion. The archive takes the right to rich text."""
    folder = _folder(discussion)
    if folder is Folder.TRASH:
        yield from (InboxAction.RESTORE, InboxAction.DELETE)
        return
    if rights.rich_messages:
        archived = folder is Folder.ARCHIVE
        yield InboxAction.UNARCHIVE if archived else InboxAction.ARCHIVE
    yield InboxAction.TRASH


def with_thread(item: InboxItem, thread: Thread, rights: Rights) -> InboxItem:
    """Return a discussion with its last message and the recipients of a reply."""
    last = thread.messages[-1] if thread.messages else None
    draft = thread.draft.text if thread.draft else ""
    text, cut = _cut(last.text if last else draft)
    may_reply = thread.can_reply and rights.begin_discussions
    replies = {InboxAction.REPLY} if may_reply else set()
    return replace(
        item,
        author=last.author if last and last.author else item.author,
        date=last.sent_at if last and last.sent_at else item.date,
        text=text,
        text_cut=cut,
        attachments=last.files if last else (),
        actions=item.actions | replies,
        reply_modes=thread.reply_modes if may_reply else (),
    )


def _cut(text: str) -> tuple[str, bool]:
    """Return a text of at most LONGEST_TEXT characters, and whether it was cut."""
    if len(text) <= LONGEST_TEXT:
        return text, False
    return f"{text[: LONGEST_TEXT - 1].rstrip()}…", True
