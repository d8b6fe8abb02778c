"""The school day: timetable, homework, menus."""

from datetime import date

from ..connection import Connection
from ..errors import SessionExpiredError, StaleObjectError, WriteRefusedError
from ..pages import homework, menus, timetable
from ..pages.account import Pupil
from ..pages.homework import Homework
from ..pages.menus import Meal, Menu
from ..pages.timetable import Lesson, Timetable


class SchoolDay(Connection):
    """Lessons, homework and menus."""

    async def timetable(self, pupil: Pupil, start: date, end: date) -> Timetable:
        """Return the lessons of whole days, both included (page 16), one request a week.

        Days outside the school year have no lessons and cost no request. Raises
        PageNotAllowedError, and what any call raises.
        """
        lessons: list[Lesson] = []
        for week in (await self._calendar()).weeks(start, end):
            lessons += await self._timetable_week(pupil, week)
        return Timetable(
            start=start,
            end=end,
            lessons=tuple(
                lesson for lesson in lessons if start <= lesson.start.date() <= end
            ),
        )

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

    async def homework(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[Homework, ...]:
        """Return the work due from `start` to `end`, both included (page 88), in one request."""
        weeks = (await self._calendar()).weeks(start, end)
        if not weeks:
            return ()
        request = homework.request(weeks[0], weeks[-1])
        answer = await self._read(homework.FUNCTION, homework.TAB, pupil, request)
        return tuple(work for work in homework.read(answer) if start <= work.due <= end)

    async def set_homework_done(
        self, pupil: Pupil, work: Homework, done: bool
    ) -> Homework:
        """Mark a piece of work done or not, and return it as the school has it afterwards.

        Raises WriteRefusedError when the school did not record it (parents' accounts),
        StaleObjectError when the work is not there any more.
        """
        try:
            await self._tick(pupil, work, done=done)
        except StaleObjectError, SessionExpiredError:
            # Ticking twice is ticking once: it may be done again in a fresh session.
            found = await self._find_homework(pupil, work)
            await self._tick(pupil, found, done=done)
        after = await self._find_homework(pupil, work)
        if after.done is not done:
            raise WriteRefusedError
        return after

    async def _tick(self, pupil: Pupil, work: Homework, *, done: bool) -> None:
        if work.ref is None:
            raise StaleObjectError("The homework has no name at the school")
        request = homework.tick(work.ref, done=done)
        await self._write(homework.TICK, homework.TAB, pupil, request, work.ref)

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
