"""The school day: timetable, lesson contents, homework, menus, agenda, teachers."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import batched

from ..caller import Questions
from ..common import Attachment
from ..errors import (
    AnswerProblem,
    ConnectionFailedError,
    InvalidAnswerError,
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    RetryLaterError,
    SessionExpiredError,
    StaleObjectError,
    WriteRefusedError,
)
from ..pages import agenda, contents, homework, menus, teachers, timetable
from ..pages.account import Pupil
from ..pages.agenda import AgendaEvent
from ..pages.contents import LessonContents
from ..pages.homework import Homework
from ..pages.menus import Meal, Menu
from ..pages.teachers import Teacher
from ..pages.timetable import Lesson, Timetable
from ..transport import Progress, Upload
from ..wire import Record

_MANY_WEEKS = 10
_TOGETHER = 4
"""Weeks of lessons that one answer holds at most: a few milliseconds to read."""


class SchoolDay(Questions):
    """Lessons, what was done in them, homework, menus, events."""

    _serves_weeks_at_once: bool | None = None
    """None until the school was seen to do so, or not to."""

    @cached_property
    def _filled(self) -> set[tuple[str, int]]:
        """The weeks, by pupil, that were seen to have lessons."""
        return set()

    async def timetable(self, pupil: Pupil, start: date, end: date) -> Timetable:
        """Return the lessons of whole days, both included (page 16), weeks in a row in one request.

        Days outside the school year, and weeks the school keeps to itself, have no lessons
        and cost no request. Raises PageNotAllowedError, and what any call raises.
        """
        account = await self._logged_in()
        shown = account.rights.timetable_weeks
        weeks = account.calendar.weeks(start, end)
        open_weeks = (week for week in weeks if shown is None or week in shown)
        lessons = [
            lesson
            for some in batched(open_weeks, _TOGETHER, strict=False)
            for lesson in await self._timetable_weeks(pupil, some)
        ]
        return Timetable(
            start=start,
            end=end,
            lessons=tuple(
                lesson for lesson in lessons if start <= lesson.start.date() <= end
            ),
        )

    async def _timetable_weeks(
        self, pupil: Pupil, weeks: tuple[int, ...]
    ) -> list[Lesson]:
        """Ask for weeks in a row at once; one by one where the school understands it otherwise.

        At first it is one by one, which every school understands: what a school makes of the
        other question, it makes of one whose answer is not missed.
        """
        known = any(key == pupil.key for key, _ in self._filled)
        in_a_row = len(weeks) > 1 and weeks[-1] - weeks[0] == len(weeks) - 1
        if known and in_a_row and self._serves_weeks_at_once is not False:
            lessons = await self._weeks_at_once(pupil, weeks)
            if lessons is not None:
                return lessons
        found: list[Lesson] = []
        for week in weeks:
            if lessons := await self._timetable_week(pupil, week):
                self._filled.add((pupil.key, week))
                found += lessons
        return found

    async def _weeks_at_once(
        self, pupil: Pupil, weeks: tuple[int, ...]
    ) -> list[Lesson] | None:
        """Return the lessons of weeks in a row, None when that cannot be trusted.

        An empty week might be one that the school left out. It is asked for by itself when it had
        lessons before, and as long as the school was not seen to serve several weeks whole.
        """
        calendar = self.account.calendar
        first = max(calendar.monday(weeks[0]), calendar.first_day)
        sunday = calendar.monday(weeks[-1] + 1) - timedelta(days=1)
        last = min(sunday, calendar.last_day)
        try:
            answer = await self._read(
                timetable.FUNCTION,
                timetable.TAB,
                pupil,
                lambda owner: timetable.request_days(owner.resource, first, last),
            )
        except PageNotAllowedError, ProtocolError, RequestRefusedError:
            self._serves_weeks_at_once = False
            return None
        except SessionExpiredError:
            # In case it was this that ended it.
            self._serves_weeks_at_once = False
            raise
        except ConnectionFailedError, RetryLaterError:
            if not self._serves_weeks_at_once:
                self._serves_weeks_at_once = False
            raise
        lessons = timetable.read(
            answer, calendar, None, shifted=self._numbered_as_in_2024
        )
        told = {calendar.week(lesson.start.date()) for lesson in lessons}
        doubtful = [
            week
            for week in weeks
            if week not in told
            and (not self._serves_weeks_at_once or (pupil.key, week) in self._filled)
        ]
        alone = [await self._timetable_week(pupil, week) for week in doubtful]
        # Without a date, a lesson is found in a week that is known only.
        dateless = len(lessons) < sum(1 for _ in answer.each("ListeCours"))
        if any(alone) or dateless or not told <= set(weeks):
            self._serves_weeks_at_once = False
            return None
        if told == set(weeks):
            self._serves_weeks_at_once = True
        self._filled -= {(pupil.key, week) for week in doubtful}
        self._filled |= {(pupil.key, week) for week in told}
        return lessons

    async def _timetable_week(self, pupil: Pupil, week: int) -> list[Lesson]:
        answer = await self._read(
            timetable.FUNCTION,
            timetable.TAB,
            pupil,
            lambda owner: timetable.request(owner.resource, week),
        )
        return timetable.read(
            answer, self.account.calendar, week, shifted=self._numbered_as_in_2024
        )

    async def lesson_contents(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[LessonContents, ...]:
        """Return what was done in the lessons of whole days (page 89), in one request."""
        weeks = (await self._calendar()).weeks(start, end)
        if not weeks:
            return ()
        request = contents.request(weeks[0], weeks[-1])
        answer = await self._read(contents.FUNCTION, contents.TAB, pupil, request)
        found = await _taken_in(contents.read, answer, weeks)
        for lesson in found:
            day = lesson.start.date()
            self._remember(
                (file for part in lesson.contents for file in part.attachments),
                partial(self._content_files, pupil, day),
            )
        return tuple(item for item in found if start <= item.start.date() <= end)

    async def _content_files(self, pupil: Pupil, day: date) -> list[Attachment]:
        return [
            file
            for lesson in await self.lesson_contents(pupil, day, day)
            for part in lesson.contents
            for file in part.attachments
        ]

    async def agenda(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[AgendaEvent, ...]:
        """Return the school's events that touch a range of days (page 9)."""
        weeks = (await self._calendar()).weeks(start, end)
        if not weeks:
            return ()
        await self._current_session()
        requests = (
            [agenda.request()]
            if self._version is None or self._version >= (2026,)
            else [agenda.request_of_week(week) for week in weeks]
        )
        found: dict[str, AgendaEvent] = {}
        for request in requests:
            answer = await self._read(agenda.FUNCTION, agenda.TAB, pupil, request)
            found |= {event.key: event for event in agenda.read(answer)}
        events = [
            event
            for event in found.values()
            if event.start.date() <= end and event.end.date() >= start
        ]
        for event in events:
            day = event.start.date()
            self._remember(event.attachments, partial(self._event_files, pupil, day))
        return tuple(sorted(events, key=lambda event: (event.start, event.end)))

    async def _event_files(self, pupil: Pupil, day: date) -> list[Attachment]:
        return [
            file
            for event in await self.agenda(pupil, day, day)
            for file in event.attachments
        ]

    async def teachers(self, pupil: Pupil) -> tuple[Teacher, ...]:
        """Return the teaching team of a pupil's class (page 37)."""
        return tuple(
            teachers.read(await self._read(teachers.FUNCTION, teachers.TAB, pupil))
        )

    # --- homework

    async def homework(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[Homework, ...]:
        """Return the work due from `start` to `end`, both included (page 88), in one request."""
        weeks = (await self._calendar()).weeks(start, end)
        if not weeks:
            return ()
        request = homework.request(weeks[0], weeks[-1])
        answer = await self._read(homework.FUNCTION, homework.TAB, pupil, request)
        found = await _taken_in(homework.read, answer, weeks)
        for work in found:
            self._remember(work.files, partial(self._homework_files, pupil, work.due))
        return tuple(work for work in found if start <= work.due <= end)

    async def _homework_files(self, pupil: Pupil, due: date) -> list[Attachment]:
        return [
            file for work in await self.homework(pupil, due, due) for file in work.files
        ]

    async def set_homework_done(
        self, pupil: Pupil, work: Homework, done: bool
    ) -> Homework:
        """Mark a piece of work done or not, and return it as the school has it afterwards.

        Raises WriteRefusedError when the school did not record it (parents' accounts),
        StaleObjectError when the work is not there any more.
        """

        async def tick(found: Homework) -> None:
            if found.ref is None:
                raise StaleObjectError("The homework has no name at the school")
            request = homework.tick(found.ref, done=done)
            await self._write(homework.TICK, homework.TAB, pupil, request, found.ref)

        find = partial(self._find_homework, pupil, work)
        await self._found_again(work, tick, find, idempotent=True)
        after = await find()
        if after.done is not done:
            raise WriteRefusedError
        return after

    async def hand_in(
        self,
        pupil: Pupil,
        work: Homework,
        file: Upload,
        progress: Progress | None = None,
    ) -> Homework:
        """Hand in a file for a piece of work, and return it as the school has it afterwards.

        `progress` is told the bytes sent. Raises InvalidAnswerError when the school takes no
        file for it or the file is too large, UploadRefusedError, WriteRefusedError.
        """
        largest = self.account.rights.largest_homework
        if largest is not None and len(file.content) > largest:
            raise InvalidAnswerError(AnswerProblem.TOO_LARGE)

        async def send(found: Homework) -> None:
            if not found.may_hand_in or found.ref is None:
                raise InvalidAnswerError(AnswerProblem.NOT_ALLOWED)
            self._check_fresh(found.ref)
            file_id = await self._upload(homework.HAND_IN, file, progress)
            request = homework.hand_in(found.ref, file.name, file_id)
            await self._write(homework.HAND_IN, homework.TAB, pupil, request, found.ref)

        find = partial(self._find_homework, pupil, work)
        await self._found_again(work, send, find, idempotent=True)
        after = await find()
        if after.handed_in is None:
            raise WriteRefusedError
        return after

    async def withdraw(self, pupil: Pupil, work: Homework) -> Homework:
        """Take back what was handed in, and return the work as the school has it afterwards."""

        async def take(found: Homework) -> None:
            if found.ref is None:
                raise StaleObjectError("The homework has no name at the school")
            request = homework.withdraw(found.ref)
            await self._write(homework.HAND_IN, homework.TAB, pupil, request, found.ref)

        find = partial(self._find_homework, pupil, work)
        await self._found_again(work, take, find, idempotent=True)
        after = await find()
        if after.handed_in is not None:
            raise WriteRefusedError
        return after

    async def _find_homework(self, pupil: Pupil, work: Homework) -> Homework:
        for candidate in await self.homework(pupil, work.due, work.due):
            if candidate.key == work.key:
                return candidate
        raise StaleObjectError("The homework is not there any more")

    async def menus(self, pupil: Pupil, start: date, end: date) -> tuple[Menu, ...]:
        """Return the meals from `start` to `end`, both included (page 10), one request a week."""
        calendar = await self._calendar()
        found: list[Menu] = []
        for week in calendar.weeks(start, end):
            request = menus.request(calendar.monday(week))
            found += menus.read(
                await self._read(menus.FUNCTION, menus.TAB, pupil, request)
            )
        unique = dict.fromkeys(menu for menu in found if start <= menu.date <= end)
        return tuple(
            sorted(unique, key=lambda menu: (menu.date, menu.meal is Meal.DINNER))
        )


async def _taken_in[T](read: Callable[[Record], T], answer: Record, weeks: range) -> T:
    """Read an answer about some weeks; about many, without holding the event loop."""
    if len(weeks) > _MANY_WEEKS:
        return await asyncio.to_thread(read, answer)
    return read(answer)
