"""Actions on news and surveys."""

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import News
from ..coordinator.news import is_about
from ..files.location import FileCollection, FileSource
from ..targets import AccountTarget
from .common import ActionData, find_by_key, serialize


def _news(target: AccountTarget, news: News) -> JsonObjectType:
    return serialize(news, target, FileCollection.of(target, FileSource.NEWS, news.key))


async def get_news(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the news, or the content of one news item."""
    if key := data.get("news"):
        news = await _find_news(target, key)
        return _news(
            target,
            await target.call(lambda client: client.news.content(news, target.pupil)),
        )
    pupil = target.pupil
    return {
        "news": [
            _news(target, news)
            for news in await target.call(lambda client: client.news.get(pupil))
            if not (data["unread_only"] and news.read)
            and (pupil is None or news.child is None or is_about(news.child, pupil))
        ]
    }


async def mark_news_read(target: AccountTarget, data: ActionData) -> None:
    """Mark a news item as read or unread."""
    news = await _find_news(target, data["news"])
    await target.call(
        lambda client: client.news.mark_read(news, target.pupil, read=data["read"])
    )
    await target.data.news.async_refresh()


async def answer_news(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Answer a survey, or acknowledge a news item that has no questions."""
    pupil, news = target.pupil, await _find_news(target, data["news"])
    answers, free_texts = data.get("answers"), data.get("own_words")
    after = await target.call(
        lambda client: (
            client.news.answer(news, answers, pupil, free_texts=free_texts)
            if answers
            else client.news.acknowledge(news, pupil)
        )
    )
    await target.data.news.async_refresh()
    return _news(target, after)


async def delete_news(target: AccountTarget, data: ActionData) -> None:
    """Delete a news item from the list of the account."""
    news = await _find_news(target, data["news"])
    await target.call(lambda client: client.news.delete(news, target.pupil))
    await target.data.news.async_refresh()


async def _find_news(target: AccountTarget, key: str) -> News:
    for news in target.data.news.received:
        if news.key == key:
            return news
    return find_by_key(
        await target.call(lambda client: client.news.get(target.pupil)), key
    )
