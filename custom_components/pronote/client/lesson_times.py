"""Start and end of a lesson: its dates, completed with the hours of its slots."""

from datetime import datetime, time, timedelta

from .school_year import SchoolCalendar
from .wire import Record

MIDNIGHT = time()
"""The time of a date without an hour: no lesson starts or ends at midnight."""

_USUAL_LENGTH = timedelta(hours=1)
_LAST_MINUTE = time(23, 59)
_MAX_SLOTS = 1_000
_MAX_WEEKS = 100
_MAX_DAYS = 13
"""A cycle may be longer than a week."""


def read_start(
    item: Record, calendar: SchoolCalendar, week: int | None
) -> datetime | None:
    """Return the start of a lesson, None if its day or its hour is missing.

    A date without an hour takes the hour of its place; of an outing, the first hour of the day.
    """
    given = _moments(item, "DateDuCours", "strDateDebut")
    for moment in given:
        if moment.time() != MIDNIGHT:
            return moment
    place = item.number("place", "placeReelle")
    clock = calendar.slot_start(calendar.slot_of(place))
    if clock is None and item.flag("estSortiePedagogique"):
        clock = calendar.day_start
    if clock is None:
        return None
    if given:
        return calendar.at(given[0].date(), clock)
    return _start_in_week(place, clock, calendar, item.number("numeroSemaine") or week)


def _start_in_week(
    place: int | None, clock: time, calendar: SchoolCalendar, week: int | None
) -> datetime | None:
    if week is None or place is None or not calendar.slots_per_day:
        return None
    day = place // calendar.slots_per_day
    if not 0 < week <= _MAX_WEEKS or day > _MAX_DAYS:
        return None
    return calendar.at(calendar.monday(week) + timedelta(days=day), clock)


def read_end(item: Record, calendar: SchoolCalendar, start: datetime) -> datetime:
    """Return the end of a lesson.

    Without a date with an hour, it is the end of its last slot. An outing of several days ends
    on its last day.
    """
    given = _moments(item, "DateDuCoursFin", "strDateFin")
    for moment in given:
        if moment.time() != MIDNIGHT and moment > start:
            return moment
    for moment in given:
        if moment.date() > start.date():
            return calendar.at(moment.date(), calendar.day_end or _LAST_MINUTE)
    length = item.number("duree", "dureeReelle")
    if length is not None and 0 < length <= _MAX_SLOTS:
        several_days = item.flag("estSortiePedagogique")
        end = _end_of_slots(item, calendar, start, length, several_days=several_days)
        if end is not None and end > start:
            return end
    item.log_unreadable("duree")
    return start + _USUAL_LENGTH


def _end_of_slots(
    item: Record,
    calendar: SchoolCalendar,
    start: datetime,
    length: int,
    *,
    several_days: bool,
) -> datetime | None:
    first = calendar.slot_at(start.time())
    if first is None:
        first = calendar.slot_of(item.number("place", "placeReelle"))
    if first is not None:
        days, last = 0, first + length - 1
        if calendar.slots_per_day and last >= calendar.slots_per_day:
            # Only an outing can last overnight; a lesson ends on its day.
            days, slot = divmod(last, calendar.slots_per_day)
            days, last = (
                (days, slot) if several_days else (0, calendar.slots_per_day - 1)
            )
        if (clock := calendar.slot_end(last)) is not None:
            return calendar.at(start.date() + timedelta(days=days), clock)
    if calendar.slots_per_hour:
        return start + length * timedelta(hours=1) / calendar.slots_per_hour
    return None


def _moments(item: Record, *names: str) -> list[datetime]:
    return [moment for name in names if (moment := item.moment(name)) is not None]
