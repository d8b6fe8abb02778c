"""Actions on lessons, homework, menus and agenda events."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import AgendaEvent, Homework, Lesson, LessonContents
from ..connection.error_messages import validation_error
from ..files.location import FileCollection, FileSource
from ..files.upload import async_upload
from ..school_day.bag import bag_ahead
from ..school_day.days import WEEK, monday_of
from ..school_day.known_lessons import KnownLessons
from ..school_day.lunch import lesson_after_lunch
from ..school_day.study_hours import counted, study_hours
from ..targets import ChildTarget
from .common import ActionData, date_range, find_by_key, serialize, serialize_all


async def get_timetable(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the lessons of a date range, from the cache where possible."""
    first, last = date_range(child, data)
    lessons = await child.data.timetable.async_get_weeks(child.pupil, first, last)
    lessons = [
        lesson
        for lesson in lessons
        if lesson.start.date() <= last and first <= lesson.end.date()
    ]
    canteen = child.data.account.calendar.lunch
    choice = study_hours(child.entry.options, child.pupil.key)
    by_day = groupby(lessons, key=lambda lesson: lesson.start.date())
    days = [[*day] for _, day in by_day]
    after_lunch = {lesson_after_lunch(day, canteen) for day in days}
    counting = {lesson for day in days for lesson in counted(day, choice)}
    return {
        "lessons": [
            _lesson(lesson)
            | {"counts": lesson in counting, "after_lunch": lesson in after_lunch}
            for lesson in lessons
        ]
    }


def _lesson(lesson: Lesson) -> JsonObjectType:
    return serialize(lesson) | {"held": lesson.held, "attended": lesson.attended}


async def get_lesson_contents(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the lesson contents of a date range."""
    first, last = date_range(child, data)
    lessons = await child.call(
        lambda client: client.timetable.contents(child.pupil, first, last)
    )
    return {"lessons": [_contents(child, lesson) for lesson in lessons]}


def _contents(child: ChildTarget, lesson: LessonContents) -> JsonObjectType:
    return serialize(
        lesson,
        child,
        FileCollection.of(child, FileSource.CONTENTS, lesson.start.date().isoformat()),
    )


async def get_menus(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the menus of a date range, from the cache where possible."""
    first, last = date_range(child, data)
    menus = await child.data.menus.async_get_weeks(child.pupil, first, last)
    return {
        "menus": serialize_all(menu for menu in menus if first <= menu.date <= last)
    }


async def get_bag(child: ChildTarget, _: ActionData) -> ServiceResponse:
    """Return what to put in and take out of the bag for the next school day."""
    timetable = child.data.timetable
    school_days = timetable.school_days(child.pupil.key)
    if (day := school_days.home_day_ahead) is not None:
        weeks: dict[date, tuple[Lesson, ...]] = {}
        for lesson in await timetable.async_get_weeks(child.pupil, day - WEEK, day):
            monday = monday_of(lesson.start.date())
            weeks[monday] = (*weeks.get(monday, ()), lesson)
        lessons = KnownLessons(weeks, school_days.study_hours)
        school_days = replace(school_days, lessons=lessons)
    homework = child.data.homework.data.get(child.pupil.key, ())
    bag = bag_ahead(school_days, homework)
    return {"bag": None if bag is None else serialize(bag)}


async def get_agenda(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the agenda events of a date range."""
    first, last = date_range(child, data, 30)
    events = await child.call(
        lambda client: client.agenda.get(child.pupil, first, last)
    )
    return {"events": [_event(child, event) for event in events]}


def _event(child: ChildTarget, event: AgendaEvent) -> JsonObjectType:
    return serialize(
        event,
        child,
        FileCollection.of(child, FileSource.AGENDA, event.start.date().isoformat()),
    )


async def get_teachers(child: ChildTarget, _: ActionData) -> ServiceResponse:
    """Return the teaching team."""
    found = await child.call(lambda client: client.teachers.get(child.pupil))
    return {"teachers": serialize_all(found)}


# --- homework


async def get_homework(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the homework due in a date range."""
    first, last = date_range(child, data)
    homework = await child.data.homework.async_get_homework(child.pupil, first, last)
    return {"homework": [_work(child, work) for work in homework]}


def _work(child: ChildTarget, work: Homework) -> JsonObjectType:
    return serialize(
        work, child, FileCollection.of(child, FileSource.HOMEWORK, work.due.isoformat())
    )


async def set_homework_done(child: ChildTarget, data: ActionData) -> None:
    """Mark a homework item as done or not done."""
    coordinator = child.data.homework
    known = coordinator.data.get(child.pupil.key)
    if known is None or not coordinator.ticks_in_pronote:
        # A private tick is only kept for work that is shown.
        work = find_by_key(known or (), data["homework"])
    else:
        work = await _find_homework(child, data)
    await coordinator.async_set_done(child.pupil, work, data["done"])


async def hand_in_homework(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Hand in a file for a homework item."""
    work = await _find_homework(child, data)
    max_bytes = child.data.account.rights.max_homework_bytes
    file = await async_upload(child.hass, data, max_bytes)
    after = await child.call(
        lambda client: client.homework.hand_in(child.pupil, work, file)
    )
    await child.data.homework.async_refresh()
    return _work(child, after)


async def withdraw_homework(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Withdraw a file that was handed in."""
    work = await _find_homework(child, data)
    if work.handed_in is None:
        raise validation_error("nothing_handed_in")
    after = await child.call(lambda client: client.homework.withdraw(child.pupil, work))
    await child.data.homework.async_refresh()
    return _work(child, after)


async def _find_homework(child: ChildTarget, data: ActionData) -> Homework:
    """Return a homework item of any day of the school year."""
    key, day = data["homework"], data.get("date")
    for work in child.data.homework.data.get(child.pupil.key, ()):
        if work.key == key:
            return work
    calendar = child.data.timetable.calendar
    first, last = day or calendar.first_day, day or calendar.last_day
    return find_by_key(
        await child.data.homework.async_get_homework(child.pupil, first, last), key
    )
