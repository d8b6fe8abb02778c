"""List the files of a page, from cached data where possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from ..client import (
    Attachment,
    Discussion,
    GradeBook,
    News,
    Period,
    PeriodPage,
    PronoteClient,
    Pupil,
    SchoolLife,
)
from ..client.errors import PageNotAllowedError, RequestRefusedError
from ..coordinator.discussions import MAILBOX
from ..coordinator.school_life import whole_life
from ..targets import AccountTarget, ChildTarget
from .location import FileCollection, FileSource, period_ref


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file, with the title and the date of the item that it is attached to."""

    attached_to: str | None
    day: date | None
    collection: FileCollection
    file: Attachment


async def list_files(
    target: AccountTarget, source: FileSource, first: date, last: date
) -> list[ListedFile]:
    """Return the files of a date range. News and discussions take one request each.

    Raises HomeAssistantError.
    """
    match source:
        case FileSource.NEWS:
            news = [
                item
                for item in received_news(target)
                if item.start is not None and first <= item.start.date() <= last
            ]
            found = [file for item in news for file in await news_files(target, item)]
        case FileSource.DISCUSSIONS:
            active = [
                item
                for item in target.data.discussions.data.get(MAILBOX, ())
                if item.last_activity is None or item.last_activity.date() >= first
            ]
            found = [
                file for item in active for file in await discussion_files(target, item)
            ]
        case _:
            found = await _OF_A_CHILD[source](target.child, first, last)
    return [item for item in found if item.day is None or first <= item.day <= last]


async def _homework_files(
    child: ChildTarget, first: date, last: date
) -> list[ListedFile]:
    homework = await child.data.homework.async_get_homework(child.pupil, first, last)
    return [
        ListedFile(
            work.subject,
            work.due,
            FileCollection.of(child, FileSource.HOMEWORK, work.due),
            file,
        )
        for work in homework
        for file in work.files
    ]


async def _contents_files(
    child: ChildTarget, first: date, last: date
) -> list[ListedFile]:
    lessons = await child.call(
        lambda client: client.timetable.contents(child.pupil, first, last)
    )
    return [
        ListedFile(
            lesson.subject,
            lesson.start.date(),
            FileCollection.of(child, FileSource.CONTENTS, lesson.start.date()),
            file,
        )
        for lesson in lessons
        for part in lesson.contents
        for file in part.attachments
    ]


async def _grades_files(
    child: ChildTarget, first: date, last: date
) -> list[ListedFile]:
    cached = child.data.grades.data.get(child.pupil.key)
    found: list[ListedFile] = []
    for period in _periods(child, PeriodPage.GRADES, first, last):
        book: GradeBook | None = cached
        if cached is None or cached.period != period.name:
            book = await child.call(partial(_grades, child.pupil, period))
        if book is not None:
            found += grade_files(child, book)
    return found


async def _grades(
    pupil: Pupil, period: Period, client: PronoteClient
) -> GradeBook | None:
    """Return the grades of a period, None if the school does not give them."""
    try:
        return await client.grades.get(pupil, period)
    except PageNotAllowedError, RequestRefusedError:
        return None


def grade_files(child: ChildTarget, book: GradeBook) -> list[ListedFile]:
    """Return the files of the tests of a period."""
    collection = FileCollection.of(
        child, FileSource.GRADES, period_ref(child.pupil, book.period)
    )
    return [
        ListedFile(grade.subject, grade.date, collection, file)
        for grade in book.grades
        for file in grade.attachments
    ]


async def _school_life_files(
    child: ChildTarget, first: date, last: date
) -> list[ListedFile]:
    cached = child.data.school_life.data.get(child.pupil.key)
    whole = None if cached is None else whole_life(cached)
    longest = child.pupil.longest_period(
        PeriodPage.SCHOOL_LIFE, child.data.timetable.calendar
    )
    periods: Iterable[Period] = [longest]
    if not longest.whole_year:
        periods = _periods(child, PeriodPage.SCHOOL_LIFE, first, last)
    found: list[ListedFile] = []
    for period in periods:
        life: SchoolLife | None = whole
        if whole is None or whole.period != period.name:
            life = await child.call(partial(_school_life, child.pupil, period))
        if life is not None:
            found += school_life_files(child, life)
    return found


async def _school_life(
    pupil: Pupil, period: Period, client: PronoteClient
) -> SchoolLife | None:
    """Return the events of a period, None if the school does not give them."""
    try:
        return await client.school_life.get(pupil, period)
    except PageNotAllowedError, RequestRefusedError:
        return None


def school_life_files(child: ChildTarget, life: SchoolLife) -> list[ListedFile]:
    """Return the files of the punishments of a period."""
    collection = FileCollection.of(
        child, FileSource.SCHOOL_LIFE, period_ref(child.pupil, life.period)
    )
    return [
        ListedFile(event.name, event.given.date(), collection, file)
        for event in life.punishments
        for file in event.attachments
    ]


async def _agenda_files(
    child: ChildTarget, first: date, last: date
) -> list[ListedFile]:
    events = await child.call(
        lambda client: client.agenda.get(child.pupil, first, last)
    )
    return [
        ListedFile(
            event.name,
            event.start.date(),
            FileCollection.of(child, FileSource.AGENDA, event.start.date()),
            file,
        )
        for event in events
        for file in event.attachments
    ]


_OF_A_CHILD: Final = {
    FileSource.HOMEWORK: _homework_files,
    FileSource.CONTENTS: _contents_files,
    FileSource.GRADES: _grades_files,
    FileSource.SCHOOL_LIFE: _school_life_files,
    FileSource.AGENDA: _agenda_files,
}
"""How the files of the pages of a child are listed. Other sources have no list of dates."""


def received_news(target: AccountTarget) -> tuple[News, ...]:
    """Return the cached news of a child, or all."""
    news = target.data.news
    if target.pupil is None:
        return news.received
    return news.data.get(target.pupil.key, ())


async def news_files(target: AccountTarget, news: News) -> list[ListedFile]:
    """Return the files of a news item. Raises HomeAssistantError."""
    opened = await target.call(lambda client: client.news.content(news, target.pupil))
    day = None if news.start is None else news.start.date()
    collection = FileCollection.of(target, FileSource.NEWS, news.key)
    return [
        ListedFile(news.title, day, collection, file) for file in opened.attachments
    ]


async def discussion_files(
    target: AccountTarget, discussion: Discussion
) -> list[ListedFile]:
    """Return the files of a discussion. Raises HomeAssistantError."""
    thread = await target.call(
        lambda client: client.discussions.thread(discussion, target.pupil)
    )
    collection = FileCollection.of(target, FileSource.DISCUSSIONS, discussion.key)
    return [
        ListedFile(
            discussion.subject,
            message.sent_at and message.sent_at.date(),
            collection,
            file,
        )
        for message in thread.messages
        for file in message.attachments
    ]


def _periods(child: ChildTarget, tab: int, first: date, last: date) -> Iterable[Period]:
    """Return the periods of a page that overlap a range."""
    return [
        period
        for period in child.pupil.periods_of(tab)
        if period.start is not None
        and period.end is not None
        and period.start <= last
        and period.end >= first
    ]
