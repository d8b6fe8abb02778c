"""List the files of a page, from cached data where possible."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..client import (
    Discussion,
    GradeBook,
    News,
    Period,
    PeriodPage,
    PronoteClient,
    SchoolLife,
)
from ..client.errors import PageNotAllowedError, RequestRefusedError
from ..coordinator.discussions import MAILBOX
from ..coordinator.school_life import terms_of
from ..targets import AccountTarget, ChildTarget
from .attachments import (
    AttachedFile,
    agenda_files,
    contents_files,
    grade_files,
    homework_files,
    school_life_files,
    thread_files,
)
from .location import FileCollection, FileSource, period_ref


@dataclass(frozen=True, slots=True)
class ListedFile(AttachedFile):
    """An attached file, with the collection in which it is found again."""

    collection: FileCollection


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
            found = await _child_files(target.child, source, first, last)
    return [item for item in found if item.day is None or first <= item.day <= last]


async def _child_files(
    child: ChildTarget, source: FileSource, first: date, last: date
) -> list[ListedFile]:
    """Return the files of homework, contents, grades, school life or the agenda."""
    pupil = child.pupil
    match source:
        case FileSource.HOMEWORK:
            homework = await child.data.homework.async_get_homework(pupil, first, last)
            return _of_days(child, source, homework_files(homework))
        case FileSource.CONTENTS:
            lessons = await child.call(
                lambda client: client.timetable.contents(pupil, first, last)
            )
            return _of_days(child, source, contents_files(lessons))
        case FileSource.GRADES:
            books = await _by_period(
                child,
                _periods(child, PeriodPage.GRADES, first, last),
                child.data.grades.data.get(pupil.key),
                lambda client, period: client.grades.get(pupil, period),
            )
            return [file for book in books for file in book_files(child, book)]
        case FileSource.SCHOOL_LIFE:
            cached = child.data.school_life.data.get(pupil.key)
            lives = await _by_period(
                child,
                _school_life_periods(child, first, last),
                None if cached is None else terms_of(cached)[-1],
                lambda client, period: client.school_life.get(pupil, period),
            )
            return [file for life in lives for file in life_files(child, life)]
    events = await child.call(lambda client: client.agenda.get(pupil, first, last))
    return _of_days(child, source, agenda_files(events))


def _of_days(
    child: ChildTarget, source: FileSource, files: Iterable[AttachedFile]
) -> list[ListedFile]:
    """Return files of a page that is requested by day."""
    return [_listed(FileCollection.of(child, source, item.day), item) for item in files]


def _listed(collection: FileCollection, item: AttachedFile) -> ListedFile:
    return ListedFile(item.attached_to, item.day, item.file, collection)


async def _by_period[PageT: (GradeBook, SchoolLife)](
    child: ChildTarget,
    periods: Iterable[Period],
    cached: PageT | None,
    fetch: Callable[[PronoteClient, Period], Awaitable[PageT]],
) -> list[PageT]:
    """Return a page for some periods, without those that the school does not give."""

    async def fetch_if_given(period: Period, client: PronoteClient) -> PageT | None:
        try:
            return await fetch(client, period)
        except PageNotAllowedError, RequestRefusedError:
            return None

    pages = [
        cached
        if cached is not None and cached.period == period.name
        else await child.call(partial(fetch_if_given, period))
        for period in periods
    ]
    return [page for page in pages if page is not None]


def book_files(child: ChildTarget, book: GradeBook) -> list[ListedFile]:
    """Return the files of the tests of a period."""
    ref = period_ref(child.pupil, book.period)
    collection = FileCollection.of(child, FileSource.GRADES, ref)
    return [_listed(collection, item) for item in grade_files(book)]


def life_files(child: ChildTarget, life: SchoolLife) -> list[ListedFile]:
    """Return the files of the punishments of a period."""
    ref = period_ref(child.pupil, life.period)
    collection = FileCollection.of(child, FileSource.SCHOOL_LIFE, ref)
    return [_listed(collection, item) for item in school_life_files(life)]


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
        ListedFile(news.title, day, file, collection) for file in opened.attachments
    ]


async def discussion_files(
    target: AccountTarget, discussion: Discussion
) -> list[ListedFile]:
    """Return the files of a discussion. Raises HomeAssistantError."""
    thread = await target.call(
        lambda client: client.discussions.thread(discussion, target.pupil)
    )
    collection = FileCollection.of(target, FileSource.DISCUSSIONS, discussion.key)
    return [_listed(collection, item) for item in thread_files(thread)]


def _school_life_periods(
    child: ChildTarget, first: date, last: date
) -> Iterable[Period]:
    """Return the whole year where it is a period, else the periods that overlap a range."""
    longest = child.pupil.longest_period(
        PeriodPage.SCHOOL_LIFE, child.data.timetable.calendar
    )
    if longest.whole_year:
        return [longest]
    return _periods(child, PeriodPage.SCHOOL_LIFE, first, last)


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
