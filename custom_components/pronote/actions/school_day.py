"""Actions on lessons, homework, menus, events."""

from dataclasses import replace
from datetime import date

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import AgendaEvent, Homework, Lesson, LessonContents
from ..connection.translation import refused
from ..files.location import Drawer, Shelf
from ..files.upload import async_upload
from ..school_day.bag import bag_ahead
from ..school_day.days import WEEK, monday_of
from ..targets import Child
from .common import Data, days, find, tell, tell_all


async def get_timetable(child: Child, data: Data) -> ServiceResponse:
    """Return the lessons of some days, from memory where they are known."""
    first, last = days(child, data)
    lessons = await child.data.timetable.async_visit(child.pupil, first, last)
    return {
        "lessons": [
            _lesson(lesson)
            for lesson in lessons
            if first <= lesson.start.date() <= last
        ]
    }


def _lesson(lesson: Lesson) -> JsonObjectType:
    return tell(lesson) | {"held": lesson.held, "attended": lesson.attended}


async def get_lesson_contents(child: Child, data: Data) -> ServiceResponse:
    """Return what was done in the lessons of some days."""
    first, last = days(child, data)
    lessons = await child.ask(
        lambda client: client.timetable.contents(child.pupil, first, last)
    )
    return {"lessons": [_contents(child, lesson) for lesson in lessons]}


def _contents(child: Child, lesson: LessonContents) -> JsonObjectType:
    return tell(
        lesson, child, Drawer.of(child, Shelf.CONTENTS, lesson.start.date().isoformat())
    )


async def get_menus(child: Child, data: Data) -> ServiceResponse:
    """Return the meals of some days, from memory where they are known."""
    first, last = days(child, data)
    menus = await child.data.menus.async_visit(child.pupil, first, last)
    return {"menus": tell_all(menu for menu in menus if first <= menu.date <= last)}


async def get_bag(child: Child, _: Data) -> ServiceResponse:
    """Return what to put in the bag and take out of it for the day ahead."""
    timetable = child.data.timetable
    seen = timetable.school_days(child.pupil.key)
    if (day := seen.day_ahead) is not None:
        weeks: dict[date, tuple[Lesson, ...]] = {}
        for lesson in await timetable.async_visit(child.pupil, day - WEEK, day):
            monday = monday_of(lesson.start.date())
            weeks[monday] = (*weeks.get(monday, ()), lesson)
        seen = replace(seen, weeks=weeks)
    bag = bag_ahead(seen)
    return {"bag": None if bag is None else tell(bag)}


async def get_agenda(child: Child, data: Data) -> ServiceResponse:
    """Return the school's events of some days."""
    first, last = days(child, data, 30)
    events = await child.ask(lambda client: client.agenda.get(child.pupil, first, last))
    return {"events": [_event(child, event) for event in events]}


def _event(child: Child, event: AgendaEvent) -> JsonObjectType:
    return tell(
        event, child, Drawer.of(child, Shelf.AGENDA, event.start.date().isoformat())
    )


async def get_teachers(child: Child, _: Data) -> ServiceResponse:
    """Return the teaching team."""
    found = await child.ask(lambda client: client.teachers.get(child.pupil))
    return {"teachers": tell_all(found)}


# --- homework


async def get_homework(child: Child, data: Data) -> ServiceResponse:
    """Return the work due in some days."""
    first, last = days(child, data)
    homework = await child.data.homework.async_due(child.pupil, first, last)
    return {"homework": [_work(child, work) for work in homework]}


def _work(child: Child, work: Homework) -> JsonObjectType:
    return tell(work, child, Drawer.of(child, Shelf.HOMEWORK, work.due.isoformat()))


async def set_homework_done(child: Child, data: Data) -> None:
    """Tick a piece of work, or take the tick away."""
    page = child.data.homework
    shown = page.data.get(child.pupil.key)
    if shown is None or not page.ticks_at_school:
        # A private tick is only kept for work that is shown.
        work = find(shown or (), data["homework"])
    else:
        work = await _find_homework(child, data)
    await page.async_tick(child.pupil, work, data["done"])


async def hand_in_homework(child: Child, data: Data) -> ServiceResponse:
    """Hand in a file for a piece of work."""
    work = await _find_homework(child, data)
    largest = child.data.account.rights.max_homework_bytes
    file = await async_upload(child.hass, data, largest)
    after = await child.ask(
        lambda client: client.homework.hand_in(child.pupil, work, file)
    )
    await child.data.homework.async_refresh()
    return _work(child, after)


async def withdraw_homework(child: Child, data: Data) -> ServiceResponse:
    """Take back what was handed in."""
    work = await _find_homework(child, data)
    if work.handed_in is None:
        raise refused("nothing_handed_in")
    after = await child.ask(lambda client: client.homework.withdraw(child.pupil, work))
    await child.data.homework.async_refresh()
    return _work(child, after)


async def _find_homework(child: Child, data: Data) -> Homework:
    """Return a piece of work of any day of the school year."""
    key, day = data["homework"], data.get("date")
    for work in child.data.homework.data.get(child.pupil.key, ()):
        if work.key == key:
            return work
    calendar = child.data.timetable.calendar
    first, last = day or calendar.first_day, day or calendar.last_day
    return find(await child.data.homework.async_due(child.pupil, first, last), key)
