"""What the actions do: read any page over any range, write what PRONOTE lets a family write."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, cast

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonArrayType, JsonObjectType

from .client import (
    Discussion,
    Homework,
    Lesson,
    News,
    Period,
    Recipient,
    RecipientKind,
    to_json,
)
from .communication import is_about
from .owners import Account, Child
from .texts import refused

type Data = dict[str, Any]


# --- reading


async def get_timetable(child: Child, data: Data) -> ServiceResponse:
    """Return the lessons of some days, from memory where they are known."""
    first, last = _days(child, data)
    lessons = await child.data.timetable.async_visit(child.pupil, first, last)
    return {
        "lessons": [
            _lesson(lesson)
            for lesson in lessons
            if first <= lesson.start.date() <= last
        ]
    }


def _lesson(lesson: Lesson) -> JsonObjectType:
    return _object(lesson) | {"held": lesson.held, "attended": lesson.attended}


async def get_homework(child: Child, data: Data) -> ServiceResponse:
    """Return the work due in some days."""
    first, last = _days(child, data)
    homework = await child.data.homework.async_due(child.pupil, first, last)
    return {"homework": _list(homework)}


async def get_menus(child: Child, data: Data) -> ServiceResponse:
    """Return the meals of some days, from memory where they are known."""
    first, last = _days(child, data)
    menus = await child.data.menus.async_visit(child.pupil, first, last)
    return {"menus": _list(menu for menu in menus if first <= menu.date <= last)}


async def get_grades(child: Child, data: Data) -> ServiceResponse:
    """Return the grades and averages of a period."""
    period = _period(child, data)
    return _object(await child.ask(lambda client: client.grades(child.pupil, period)))


async def get_evaluations(child: Child, data: Data) -> ServiceResponse:
    """Return the skills assessed in a period."""
    period = _period(child, data)
    found = await child.ask(lambda client: client.evaluations(child.pupil, period))
    return {"evaluations": _list(found)}


async def get_report_card(child: Child, data: Data) -> ServiceResponse:
    """Return the report card of a period."""
    period = _period(child, data)
    return _object(
        await child.ask(lambda client: client.report_card(child.pupil, period))
    )


async def get_school_life(child: Child, data: Data) -> ServiceResponse:
    """Return absences, delays, punishments, observations of a period."""
    period = _period(child, data)
    return _object(
        await child.ask(lambda client: client.school_life(child.pupil, period))
    )


async def get_news(account: Account, data: Data) -> ServiceResponse:
    """Return the news, or the content of one of them."""
    if key := data.get("news"):
        news = await _find_news(account, key)
        return _object(
            await account.ask(lambda client: client.news_content(account.pupil, news))
        )
    pupil = account.pupil
    return {
        "news": _list(
            news
            for news in await account.ask(lambda client: client.news(pupil))
            if not (data["unread_only"] and news.read)
            and (pupil is None or news.child is None or is_about(news.child, pupil))
        )
    }


async def get_discussions(account: Account, data: Data) -> ServiceResponse:
    """Return the discussions of the mailbox."""
    found = await account.ask(
        lambda client: client.discussions(
            account.pupil, unread_only=data["unread_only"]
        )
    )
    return {"discussions": _list(found)}


async def get_messages(account: Account, data: Data) -> ServiceResponse:
    """Return the messages of a discussion."""
    discussion = await _find_discussion(account, data["discussion"])
    return _object(
        await account.ask(
            lambda client: client.thread(
                discussion, account.pupil, mark_read=data["mark_read"]
            )
        )
    )


async def get_recipients(account: Account, data: Data) -> ServiceResponse:
    """Return whom one may write to."""
    kind = RecipientKind[data["kind"].upper()]
    found = await account.ask(lambda client: client.recipients(kind, account.pupil))
    return {"recipients": _list(found)}


# --- writing


async def set_homework_done(child: Child, data: Data) -> None:
    """Tick a piece of work, or take the tick away."""
    works: Iterable[Homework] = child.data.homework.data.get(child.pupil.key, ())
    work = _find(works, data["homework"])
    await child.data.homework.async_tick(child.pupil, work, data["done"])


async def mark_news_read(account: Account, data: Data) -> None:
    """Mark a piece of news read."""
    news = await _find_news(account, data["news"])
    await account.ask(lambda client: client.mark_news_read(account.pupil, news))
    await account.data.news.async_refresh()


async def answer_news(account: Account, data: Data) -> ServiceResponse:
    """Answer a survey, or acknowledge a piece of news when there is no answer to give."""
    pupil, news = account.pupil, await _find_news(account, data["news"])
    answers, own_words = data.get("answers"), data.get("own_words")
    after = await account.ask(
        lambda client: (
            client.answer_news(pupil, news, answers, own_words)
            if answers
            else client.acknowledge_news(pupil, news)
        )
    )
    await account.data.news.async_refresh()
    return _object(after)


async def reply(account: Account, data: Data) -> ServiceResponse:
    """Answer a discussion."""
    discussion = await _find_discussion(account, data["discussion"])
    thread = await account.ask(
        lambda client: client.reply(discussion, data["text"], account.pupil)
    )
    await account.data.discussions.async_refresh()
    return _object(thread)


async def begin_discussion(account: Account, data: Data) -> ServiceResponse:
    """Write to somebody."""
    kind = RecipientKind[data["kind"].upper()]
    known = await account.ask(lambda client: client.recipients(kind, account.pupil))
    people = [_find_person(known, name) for name in data["recipients"]]
    discussion = await account.ask(
        lambda client: client.begin_discussion(
            data["subject"], data["text"], people, account.pupil
        )
    )
    await account.data.discussions.async_refresh()
    return _object(discussion)


async def justify_absence(child: Child, data: Data) -> ServiceResponse:
    """Explain an absence or a delay to the school."""
    life = child.data.school_life.data.get(child.pupil.key)
    event = _find(life.absences_and_delays if life else (), data["absence"])
    after = await child.ask(
        lambda client: client.justify(child.pupil, event, data["text"])
    )
    await child.data.school_life.async_refresh()
    return _object(after)


async def refresh(account: Account, _: Data) -> None:
    """Ask the school for every page now."""
    pages = account.data.coordinators
    for page in pages:
        await page.async_refresh()
    for page in pages:
        if not page.last_update_success and page.last_exception is not None:
            raise page.last_exception


async def call(account: Account, data: Data) -> ServiceResponse:
    """Call any function of PRONOTE, and return its raw answer."""
    answer = await account.ask(
        lambda client: client.call(
            data["function"], data.get("data"), tab=data["tab"], pupil=account.pupil
        )
    )
    return {"answer": answer}


# --- finding


def _days(child: Child, data: Data) -> tuple[date, date]:
    first: date = data.get("start_date") or child.data.timetable.now.date()
    last: date = data.get("end_date") or first + timedelta(days=6)
    if last < first:
        raise refused("dates_reversed")
    return first, last


def _period(child: Child, data: Data) -> Period | None:
    if (wanted := data.get("period")) is None:
        return None
    known = {period.name: period for period in child.pupil.periods}
    for periods in child.pupil.tab_periods.values():
        known |= {period.name: period for period in periods}
    for period in known.values():
        if wanted.casefold() in (period.name.casefold(), period.key):
            return period
    raise refused("no_such_period", period=wanted, periods=", ".join(known))


async def _find_news(account: Account, key: str) -> News:
    for news in account.data.news.received:
        if news.key == key:
            return news
    return _find(await account.ask(lambda client: client.news(account.pupil)), key)


async def _find_discussion(account: Account, key: str) -> Discussion:
    for known in account.data.discussions.data.values():
        for discussion in known:
            if discussion.key == key:
                return discussion
    found = await account.ask(lambda client: client.discussions(account.pupil))
    return _find(found, key)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def _find[T: _Keyed](items: Iterable[T], key: str) -> T:
    for item in items:
        if item.key == key:
            return item
    raise refused("gone")


def _find_person(known: Iterable[Recipient], name: str) -> Recipient:
    for person in known:
        if name == person.key or name.casefold() == person.name.casefold():
            return person
    raise refused("no_such_recipient", name=name)


# --- telling


def _list(items: Iterable[object]) -> JsonArrayType:
    return [to_json(item) for item in items]


def _object(item: object) -> JsonObjectType:
    return cast(JsonObjectType, to_json(item))
