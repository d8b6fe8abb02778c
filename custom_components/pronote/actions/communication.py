"""Actions on news, surveys and discussions."""

from collections.abc import Iterable

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import Discussion, News, Recipient, RecipientKind, Thread
from ..connection.translation import refused
from ..coordinator.news import is_about
from ..files.location import Drawer, Shelf
from ..targets import Account
from .common import Data, find, tell, tell_all


def _news(account: Account, news: News) -> JsonObjectType:
    return tell(news, account, Drawer.of(account, Shelf.NEWS, news.key))


async def get_news(account: Account, data: Data) -> ServiceResponse:
    """Return the news, or the content of one of them."""
    if key := data.get("news"):
        news = await _find_news(account, key)
        return _news(
            account,
            await account.ask(lambda client: client.news.content(news, account.pupil)),
        )
    pupil = account.pupil
    return {
        "news": [
            _news(account, news)
            for news in await account.ask(lambda client: client.news.get(pupil))
            if not (data["unread_only"] and news.read)
            and (pupil is None or news.child is None or is_about(news.child, pupil))
        ]
    }


async def mark_news_read(account: Account, data: Data) -> None:
    """Mark a piece of news read."""
    news = await _find_news(account, data["news"])
    await account.ask(lambda client: client.news.mark_read(news, account.pupil))
    await account.data.news.async_refresh()


async def answer_news(account: Account, data: Data) -> ServiceResponse:
    """Answer a survey, or acknowledge a piece of news when there is no answer to give."""
    pupil, news = account.pupil, await _find_news(account, data["news"])
    answers, free_texts = data.get("answers"), data.get("own_words")
    after = await account.ask(
        lambda client: (
            client.news.answer(news, answers, pupil, free_texts=free_texts)
            if answers
            else client.news.acknowledge(news, pupil)
        )
    )
    await account.data.news.async_refresh()
    return _news(account, after)


async def _find_news(account: Account, key: str) -> News:
    for news in account.data.news.received:
        if news.key == key:
            return news
    return find(await account.ask(lambda client: client.news.get(account.pupil)), key)


# --- discussions


async def get_discussions(account: Account, data: Data) -> ServiceResponse:
    """Return the discussions of the mailbox."""
    found = await account.ask(
        lambda client: client.discussions.get(
            account.pupil, unread_only=data["unread_only"]
        )
    )
    return {"discussions": tell_all(found)}


def _thread(account: Account, thread: Thread) -> JsonObjectType:
    return tell(
        thread, account, Drawer.of(account, Shelf.DISCUSSIONS, thread.discussion.key)
    )


async def get_messages(account: Account, data: Data) -> ServiceResponse:
    """Return the messages of a discussion."""
    discussion = await _find_discussion(account, data["discussion"])
    return _thread(
        account,
        await account.ask(
            lambda client: client.discussions.thread(
                discussion, account.pupil, mark_read=data["mark_read"]
            )
        ),
    )


async def get_recipients(account: Account, data: Data) -> ServiceResponse:
    """Return whom one may write to."""
    kind = RecipientKind[data["kind"].upper()]
    found = await account.ask(
        lambda client: client.discussions.recipients(kind, account.pupil)
    )
    return {"recipients": [tell(person) | {"kind": data["kind"]} for person in found]}


async def reply(account: Account, data: Data) -> ServiceResponse:
    """Answer a discussion."""
    discussion = await _find_discussion(account, data["discussion"])
    thread = await account.ask(
        lambda client: client.discussions.reply(discussion, data["text"], account.pupil)
    )
    await account.data.discussions.async_refresh()
    return _thread(account, thread)


async def save_draft(account: Account, data: Data) -> ServiceResponse:
    """Keep an answer for later."""
    discussion = await _find_discussion(account, data["discussion"])
    thread = await account.ask(
        lambda client: client.discussions.save_draft(
            discussion, data["text"], account.pupil
        )
    )
    return _thread(account, thread)


async def begin_discussion(account: Account, data: Data) -> ServiceResponse:
    """Write to somebody."""
    kind = RecipientKind[data["kind"].upper()]
    known = await account.ask(
        lambda client: client.discussions.recipients(kind, account.pupil)
    )
    people = [_find_person(known, name) for name in data["recipients"]]
    discussion = await account.ask(
        lambda client: client.discussions.begin(
            data["subject"], data["text"], people, account.pupil
        )
    )
    await account.data.discussions.async_refresh()
    return tell(discussion)


async def mark_discussion_read(account: Account, data: Data) -> None:
    """Mark a discussion read or unread."""
    discussion = await _find_discussion(account, data["discussion"])
    await account.ask(
        lambda client: client.discussions.mark_read(
            discussion, account.pupil, read=data["read"]
        )
    )
    await account.data.discussions.async_refresh()


async def move_discussion(account: Account, data: Data) -> None:
    """Put a discussion away, in the bin, back, or delete it for good."""
    discussion = await _find_discussion(account, data["discussion"])
    pupil = account.pupil
    match data["move"]:
        case "archive":
            await account.ask(lambda c: c.discussions.archive(discussion, pupil))
        case "unarchive":
            await account.ask(
                lambda c: c.discussions.archive(discussion, pupil, archive=False)
            )
        case "bin":
            await account.ask(lambda c: c.discussions.trash(discussion, pupil))
        case "restore":
            await account.ask(lambda c: c.discussions.restore(discussion, pupil))
        case _:
            await account.ask(lambda c: c.discussions.delete(discussion, pupil))
    await account.data.discussions.async_refresh()


async def _find_discussion(account: Account, key: str) -> Discussion:
    for known in account.data.discussions.data.values():
        for discussion in known:
            if discussion.key == key:
                return discussion
    found = await account.ask(lambda client: client.discussions.get(account.pupil))
    return find(found, key)


def _find_person(known: Iterable[Recipient], name: str) -> Recipient:
    for person in known:
        if name == person.key or name.casefold() == person.name.casefold():
            return person
    raise refused("no_such_recipient", name=name)
