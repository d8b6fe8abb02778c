"""The coordinator of the grades."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..changes.event_data import SerializedPage, Topic, serialize_grades
from ..changes.matching import match_keys
from ..changes.snapshot_store import SnapshotStore
from ..client import (
    Grade,
    GradeBook,
    PageNotAllowedError,
    Period,
    PeriodPage,
    PronoteClient,
    Pupil,
)
from ..connection.school_connection import SchoolConnection
from ..last_data.store import StoredPage
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import (
    READ_AFTER_END,
    PeriodsBeside,
    is_school_life_by_term,
    is_school_life_day,
    is_term,
    periods_beside,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedGrades(GradeBook):
    """The grades of the current period, with those of the periods that are still read."""

    earlier: tuple[GradeBook, ...] = ()
    """Terms that ended recently, latest first: their averages stay until newer ones have figures."""
    exams: tuple[GradeBook, ...] = ()
    """Mock exams."""
    last_grade: Grade | None = None
    """The newest grade of all these; of one day, the one that appeared last."""


def followed_terms(book: GradeBook) -> tuple[GradeBook, ...]:
    """Return the books of the current term and of the earlier ones that are still read."""
    return (book, *book.earlier) if isinstance(book, FollowedGrades) else (book,)


def followed_books(book: GradeBook) -> tuple[GradeBook, ...]:
    """Return all books that are still read, the current one first."""
    exams = book.exams if isinstance(book, FollowedGrades) else ()
    return (*followed_terms(book), *exams)


def last_grade(book: GradeBook) -> Grade | None:
    """Return the newest grade of all periods that are still read."""
    return book.last_grade if isinstance(book, FollowedGrades) else book.last


class GradesCoordinator(ChildrenCoordinator[GradeBook]):
    """The grades and averages of the current period, and of those that ended recently.

    Of the latter, one is requested a day and child.
    """

    page = "grades"
    resource = Resource.GRADES

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        snapshots: SnapshotStore,
    ) -> None:
        """Initialize the coordinator. The snapshots tell in which order grades appeared."""
        super().__init__(hass, entry, connection)
        self._snapshots = snapshots
        self._beside = PeriodsBeside[GradeBook]()
        self._closed: dict[tuple[str, str], GradeBook] = {}
        """Books of periods in which nothing changes any more, by child and period."""

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        super().async_restore(page)
        for pupil in self.connection.account.pupils:
            book = self.data.get(pupil.key)
            periods = {item.name: item for item in pupil.periods_of(PeriodPage.GRADES)}
            beside = followed_books(book)[1:] if book is not None else ()
            self._beside.known[pupil.key] = {
                period: found
                for found in beside
                if (period := periods.get(found.period)) is not None
            }

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> GradeBook:
        return await client.grades.get(pupil)

    @override
    async def _fetch_all(self, client: PronoteClient) -> dict[str, GradeBook]:
        """Fetch the current period of each child, then one of the other periods."""
        books = await super()._fetch_all(client)
        for pupil in self.connection.account.pupils:
            if (book := books.get(pupil.key)) is not None:
                beside = await self._fetch_beside(client, pupil, book)
                books[pupil.key] = self._followed(pupil, book, beside)
                # With many children and grades: let the event loop run between them.
                await asyncio.sleep(0)
        return books

    async def _fetch_beside(
        self, client: PronoteClient, pupil: Pupil, book: GradeBook
    ) -> Mapping[Period, GradeBook]:
        """Request the other period that was read longest ago, at most once a day."""
        today = self.now.date()
        listed = pupil.periods_of(PeriodPage.GRADES)
        current = next((item for item in listed if item.name == book.period), None)
        wanted = periods_beside(listed, current, today)
        if current is not None:
            self._beside.note_current(pupil, current, current_book(book), wanted)
        spared = is_school_life_day(today) and is_school_life_by_term(pupil)
        if self._beside.is_due(pupil, wanted, today) and (
            not spared or self._beside.has_unknown(pupil, wanted)
        ):
            await self._beside.request(
                pupil, wanted, today, lambda period: client.grades.get(pupil, period)
            )
        return self._beside.pages(pupil, wanted)

    def _followed(
        self, pupil: Pupil, book: GradeBook, beside: Mapping[Period, GradeBook]
    ) -> FollowedGrades:
        followed = book
        if not isinstance(followed, FollowedGrades):
            content = {item.name: getattr(book, item.name) for item in fields(book)}
            followed = FollowedGrades(**content)
        return replace(
            followed,
            earlier=tuple(found for item, found in beside.items() if is_term(item)),
            exams=tuple(found for item, found in beside.items() if not is_term(item)),
            last_grade=self._last_grade(pupil, (book, *beside.values())),
        )

    def _last_grade(self, pupil: Pupil, books: tuple[GradeBook, ...]) -> Grade | None:
        """Return the newest grade; of one day, the one that appeared last."""
        snapshot = self._snapshots.last(pupil.key, Topic.GRADE)
        known = {} if snapshot is None else snapshot.partitions
        present = serialize_grades(books[0], (), books[1:])[Topic.GRADE]
        appeared = [
            (period, key)
            for period, grades in present.items()
            for key in match_keys(known.get(period, {}), grades)
        ]
        ranks = {item: rank for rank, item in enumerate(appeared)}

        def newness(item: tuple[int, str, Grade]) -> tuple[date, int, int]:
            place, period, grade = item
            rank = ranks.get((period, grade.key), len(ranks))
            return grade.date, rank, -place

        shown = (
            (place, book.period, grade)
            for book in books
            for place, grade in enumerate(book.grades)
            if not grade.upcoming
        )
        newest = max(shown, key=newness, default=None)
        return None if newest is None else newest[2]

    async def async_get_grades(self, pupil: Pupil, period: Period | None) -> GradeBook:
        """Return the grades of a period; those of the current period from the cache.

        Raises HomeAssistantError.
        """
        known = self.cached(pupil)
        if known is not None and (period is None or period.name == known.period):
            return current_book(known)
        return await self.connection.call(
            lambda client: client.grades.get(pupil, period)
        )

    async def async_get_books(self, pupil: Pupil) -> list[tuple[Period, GradeBook]]:
        """Return the grades of each period that has begun, the last one first.

        A period that is over is requested once; its averages stay in memory, on no disk. Periods
        that the school does not show are left out. Raises HomeAssistantError.
        """
        today = self.now.date()
        known = self.cached(pupil)
        shown = {} if known is None else {x.period: x for x in followed_books(known)}
        books: list[tuple[Period, GradeBook]] = []
        for period in pupil.periods_of(PeriodPage.GRADES):
            if not period.graded or period.start is None or period.start > today:
                continue
            book = shown.get(period.name) or self._closed.get((pupil.key, period.key))
            if book is None:
                book = await self.connection.call_for_action(
                    partial(_read_period, pupil, period)
                )
                if book is None:
                    continue
                if period.end is not None and period.end + READ_AFTER_END < today:
                    self._closed[pupil.key, period.key] = book
            books.append((period, current_book(book)))
        return sorted(books, key=lambda item: item[0].start or today, reverse=True)

    @override
    def _serialize(self, pupil: Pupil, data: GradeBook) -> SerializedPage:
        beside = followed_books(data)[1:]
        return serialize_grades(data, pupil.periods_of(PeriodPage.GRADES), beside)


async def _read_period(
    pupil: Pupil, period: Period, client: PronoteClient
) -> GradeBook | None:
    """Return the grades of a period, None if the school does not show them."""
    try:
        return await client.grades.get(pupil, period)
    except PageNotAllowedError:
        return None


def current_book(book: GradeBook) -> GradeBook:
    """Return the grades of the current period alone."""
    return GradeBook(
        **{item.name: getattr(book, item.name) for item in fields(GradeBook)}
    )


def books_by_period(
    pupil: Pupil, book: GradeBook
) -> Iterator[tuple[Period | None, GradeBook]]:
    """Yield the books of the terms with their periods, the current one first."""
    for found in followed_terms(book):
        periods = pupil.periods_of(PeriodPage.GRADES)
        yield next((item for item in periods if item.name == found.period), None), found
