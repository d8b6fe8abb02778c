"""The timetable (page 16), the contents of its lessons (page 89), its PDF."""

from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from functools import partial
from itertools import batched

from ..caller import Caller
from ..common import Attachment
from ..errors import (
    ConnectionFailedError,
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    RetryLaterError,
    SessionExpiredError,
)
from ..file_index import FileIndex, FilePage, FilePlace
from ..large_answers import read_large
from ..pages import contents, pdf, timetable
from ..pages.account import Pupil
from ..pages.contents import LessonContents
from ..pages.pdf import DEFAULT_LAYOUT, TimetableLayout
from ..pages.timetable import Lesson, Timetable
from ..transport import Download

_MAX_WEEKS_AT_ONCE = 4
"""Maximum number of weeks per request, so that parsing takes only a few milliseconds."""


class TimetableEndpoint:
    """Reads lessons, and what was done in them."""

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files
        self._serves_weeks_at_once: bool | None = None
        """None until it is known whether the school supports it."""
        self._filled: set[tuple[str, int]] = set()
        """Weeks with lessons in an earlier answer, by key of the pupil."""

    async def get(self, pupil: Pupil, start: date, end: date) -> Timetable:
        """Return the lessons of whole days, both included, several weeks in one request.

        Days outside the school year, and weeks that the school does not show, have no lessons
        and cost no request. Raises PageNotAllowedError.
        """
        account = await self._caller.connection.logged_in()
        shown = account.rights.timetable_weeks
        weeks = account.calendar.weeks(start, end)
        open_weeks = (week for week in weeks if shown is None or week in shown)
        lessons = [
            lesson
            for some in batched(open_weeks, _MAX_WEEKS_AT_ONCE, strict=False)
            for lesson in await self._read_weeks(pupil, some)
        ]
        # An outing of several days is in the answer of each of its weeks.
        distinct = {lesson.key: lesson for lesson in reversed(lessons)}
        return Timetable(
            start=start,
            end=end,
            lessons=tuple(
                lesson
                for lesson in reversed(distinct.values())
                if lesson.start.date() <= end and start <= lesson.end.date()
            ),
        )

    async def _read_weeks(self, pupil: Pupil, weeks: tuple[int, ...]) -> list[Lesson]:
        """Read consecutive weeks in one request, or one by one if the school does not support that.

        The first weeks are read one by one, which every school supports. Support for several weeks
        is tested later, when a wrong answer can be detected.
        """
        known = any(key == pupil.key for key, _ in self._filled)
        in_a_row = len(weeks) > 1 and weeks[-1] - weeks[0] == len(weeks) - 1
        if known and in_a_row and self._serves_weeks_at_once is not False:
            lessons = await self._read_weeks_at_once(pupil, weeks)
            if lessons is not None:
                return lessons
        found: list[Lesson] = []
        for week in weeks:
            if lessons := await self._read_week(pupil, week):
                self._filled.add((pupil.key, week))
                found += lessons
        return found

    async def _read_weeks_at_once(
        self, pupil: Pupil, weeks: tuple[int, ...]
    ) -> list[Lesson] | None:
        """Return the lessons of consecutive weeks, None if the answer is incomplete.

        The school may have omitted an empty week. Such a week is read again alone if it had
        lessons before, or if support for several weeks is not confirmed.
        """
        connection = self._caller.connection
        calendar = connection.account.calendar
        first = max(calendar.monday(weeks[0]), calendar.first_day)
        sunday = calendar.monday(weeks[-1] + 1) - timedelta(days=1)
        last = min(sunday, calendar.last_day)
        try:
            answer = await self._caller.read(
                timetable.FUNCTION,
                timetable.TAB,
                pupil,
                lambda owner: timetable.days_request(owner.resource, first, last),
            )
        except PageNotAllowedError, ProtocolError, RequestRefusedError:
            self._serves_weeks_at_once = False
            return None
        except SessionExpiredError:
            # This request may have ended the session.
            self._serves_weeks_at_once = False
            raise
        except ConnectionFailedError, RetryLaterError:
            if not self._serves_weeks_at_once:
                self._serves_weeks_at_once = False
            raise
        lessons = timetable.read(
            answer, calendar, None, old_numbering=connection.numbered_as_in_2024
        )
        covered = [
            range(
                calendar.week(lesson.start.date()), calendar.week(lesson.end.date()) + 1
            )
            for lesson in lessons
        ]
        answered = {week for some in covered for week in some} & set(weeks)
        doubtful = [
            week
            for week in weeks
            if week not in answered
            and (not self._serves_weeks_at_once or (pupil.key, week) in self._filled)
        ]
        alone = [await self._read_week(pupil, week) for week in doubtful]
        elsewhere = any(set(weeks).isdisjoint(some) for some in covered)
        if any(alone) or elsewhere or timetable.needs_week(answer):
            self._serves_weeks_at_once = False
            return None
        if answered == set(weeks):
            self._serves_weeks_at_once = True
        self._filled -= {(pupil.key, week) for week in doubtful}
        self._filled |= {(pupil.key, week) for week in answered}
        return lessons

    async def _read_week(self, pupil: Pupil, week: int) -> list[Lesson]:
        answer = await self._caller.read(
            timetable.FUNCTION,
            timetable.TAB,
            pupil,
            lambda owner: timetable.request(owner.resource, week),
        )
        connection = self._caller.connection
        return timetable.read(
            answer,
            connection.account.calendar,
            week,
            old_numbering=connection.numbered_as_in_2024,
        )

    async def contents(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[LessonContents, ...]:
        """Return what was done in the lessons of whole days, both included, in one request.

        Raises PageNotAllowedError.
        """
        weeks = (await self._caller.connection.calendar()).weeks(start, end)
        if not weeks:
            return ()
        request = contents.request(weeks[0], weeks[-1])
        answer = await self._caller.read(
            contents.FUNCTION, contents.TAB, pupil, request
        )
        found = await read_large(contents.read, answer, weeks)
        for lesson in found:
            day = lesson.start.date()
            self._files.add(
                FilePlace.of(FilePage.CONTENTS, pupil, day),
                (file for part in lesson.contents for file in part.attachments),
                partial(self._content_files, pupil, day),
            )
        return tuple(item for item in found if start <= item.start.date() <= end)

    async def _content_files(self, pupil: Pupil, day: date) -> list[Attachment]:
        return [
            file
            for lesson in await self.contents(pupil, day, day)
            for part in lesson.contents
            for file in part.attachments
        ]

    async def pdf(
        self,
        pupil: Pupil,
        week: int | None,
        layout: TimetableLayout = DEFAULT_LAYOUT,
    ) -> bytes:
        """Return a week of the school year as PRONOTE prints it; None is the whole year.

        Raises PageNotAllowedError, StaleObjectError if the file is not served,
        ConnectionFailedError if it is too large.
        """
        async with self.open_pdf(pupil, week, layout) as download:
            return await download.read()

    def open_pdf(
        self,
        pupil: Pupil,
        week: int | None,
        layout: TimetableLayout = DEFAULT_LAYOUT,
    ) -> AbstractAsyncContextManager[Download]:
        """Open a week of the school year as PRONOTE prints it; None is the whole year.

        Raises PageNotAllowedError, StaleObjectError if the file is not served.
        """
        return self._caller.open_pdf(
            pdf.TIMETABLE_TAB,
            pupil,
            lambda owner: pdf.timetable_request(owner.resource, week, layout),
        )
