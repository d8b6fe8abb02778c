"""What files hang on, from what is at hand or with as few questions as possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..client import (
    Attachment,
    Discussion,
    GradeBook,
    News,
    Period,
    PronoteClient,
    Pupil,
    SchoolLife,
)
from ..coordinator.discussions import MAILBOX
from ..targets import Account, Child
from .location import Drawer, Shelf, mark_of


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file, what it hangs on and where."""

    on: str | None
    day: date | None
    drawer: Drawer
    file: Attachment


async def files_on(
    account: Account, shelf: Shelf, first: date, last: date
) -> list[ListedFile]:
    """Return the files of some days. News and discussions cost a question each.

    Raises HomeAssistantError.
    """
    match shelf:
        case Shelf.NEWS:
            news = [
                item
                for item in received(account)
                if item.start is not None and first <= item.start.date() <= last
            ]
            found = [file for item in news for file in await on_news(account, item)]
        case Shelf.DISCUSSIONS:
            active = [
                item
                for item in account.data.discussions.data.get(MAILBOX, ())
                if item.last_activity is None or item.last_activity.date() >= first
            ]
            found = [
                file for item in active for file in await on_discussion(account, item)
            ]
        case _:
            found = await _of_child(account.child, shelf, first, last)
    return [item for item in found if item.day is None or first <= item.day <= last]


async def _of_child(
    child: Child, shelf: Shelf, first: date, last: date
) -> list[ListedFile]:
    match shelf:
        case Shelf.HOMEWORK:
            return await _on_homework(child, first, last)
        case Shelf.CONTENTS:
            return await _on_contents(child, first, last)
        case Shelf.GRADES:
            return await _on_grades(child, first, last)
        case Shelf.SCHOOL_LIFE:
            return await _on_school_life(child, first, last)
        case Shelf.AGENDA:
            return await _on_agenda(child, first, last)
    return []


async def _on_homework(child: Child, first: date, last: date) -> list[ListedFile]:
    homework = await child.data.homework.async_due(child.pupil, first, last)
    return [
        ListedFile(
            work.subject, work.due, Drawer.of(child, Shelf.HOMEWORK, work.due), file
        )
        for work in homework
        for file in work.files
    ]


async def _on_contents(child: Child, first: date, last: date) -> list[ListedFile]:
    lessons = await child.ask(
        lambda client: client.timetable.contents(child.pupil, first, last)
    )
    return [
        ListedFile(
            lesson.subject,
            lesson.start.date(),
            Drawer.of(child, Shelf.CONTENTS, lesson.start.date()),
            file,
        )
        for lesson in lessons
        for part in lesson.contents
        for file in part.attachments
    ]


async def _on_grades(child: Child, first: date, last: date) -> list[ListedFile]:
    at_hand = child.data.grades.data.get(child.pupil.key)
    found: list[ListedFile] = []
    for period in _periods(child, first, last):
        if at_hand is not None and at_hand.period == period.name:
            book = at_hand
        else:
            book = await child.ask(partial(_grades, child.pupil, period))
        found += grade_files(child, book)
    return found


async def _grades(pupil: Pupil, period: Period, client: PronoteClient) -> GradeBook:
    return await client.grades.get(pupil, period)


def grade_files(child: Child, book: GradeBook) -> list[ListedFile]:
    """Return the files of the tests of a period."""
    drawer = Drawer.of(child, Shelf.GRADES, mark_of(child.pupil, book.period))
    return [
        ListedFile(grade.subject, grade.date, drawer, file)
        for grade in book.grades
        for file in grade.attachments
    ]


async def _on_school_life(child: Child, first: date, last: date) -> list[ListedFile]:
    at_hand = child.data.school_life.data.get(child.pupil.key)
    found: list[ListedFile] = []
    for period in _periods(child, first, last):
        if at_hand is not None and at_hand.period == period.name:
            life = at_hand
        else:
            life = await child.ask(partial(_school_life, child.pupil, period))
        found += life_files(child, life)
    return found


async def _school_life(
    pupil: Pupil, period: Period, client: PronoteClient
) -> SchoolLife:
    return await client.school_life.get(pupil, period)


def life_files(child: Child, life: SchoolLife) -> list[ListedFile]:
    """Return the files of the punishments of a period."""
    drawer = Drawer.of(child, Shelf.SCHOOL_LIFE, mark_of(child.pupil, life.period))
    return [
        ListedFile(event.name, event.given.date(), drawer, file)
        for event in life.punishments
        for file in event.attachments
    ]


async def _on_agenda(child: Child, first: date, last: date) -> list[ListedFile]:
    events = await child.ask(lambda client: client.agenda.get(child.pupil, first, last))
    return [
        ListedFile(
            event.name,
            event.start.date(),
            Drawer.of(child, Shelf.AGENDA, event.start.date()),
            file,
        )
        for event in events
        for file in event.attachments
    ]


def received(account: Account) -> tuple[News, ...]:
    """Return the news at hand: a child's, or all."""
    news = account.data.news
    if account.pupil is None:
        return news.received
    return news.data.get(account.pupil.key, ())


async def on_news(account: Account, news: News) -> list[ListedFile]:
    """Return the files of a piece of news. Raises HomeAssistantError."""
    opened = await account.ask(lambda client: client.news.content(news, account.pupil))
    day = None if news.start is None else news.start.date()
    drawer = Drawer.of(account, Shelf.NEWS, news.key)
    return [ListedFile(news.title, day, drawer, file) for file in opened.attachments]


async def on_discussion(account: Account, discussion: Discussion) -> list[ListedFile]:
    """Return the files of a discussion. Raises HomeAssistantError."""
    thread = await account.ask(
        lambda client: client.discussions.thread(discussion, account.pupil)
    )
    drawer = Drawer.of(account, Shelf.DISCUSSIONS, discussion.key)
    return [
        ListedFile(
            discussion.subject, message.sent_at and message.sent_at.date(), drawer, file
        )
        for message in thread.messages
        for file in message.attachments
    ]


def _periods(child: Child, first: date, last: date) -> Iterable[Period]:
    """Return the periods that a range touches."""
    return [
        period
        for period in child.pupil.periods
        if period.start is not None
        and period.end is not None
        and period.start <= last
        and period.end >= first
    ]
