"""School holidays: pure functions of the school calendar."""

from dataclasses import dataclass
from datetime import date

from ..client import SchoolCalendar
from .days import DAY, WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacation:
    """At least seven days in a row without school, first and last day included."""

    name: str | None
    start: date
    end: date | None
    """None for the summer: the next school year is not known yet."""


def vacations(calendar: SchoolCalendar) -> list[Vacation]:
    """Return the holidays of the school year, with the summer holidays at the end."""
    found: list[Vacation] = []
    longest_first = sorted(
        calendar.holidays, key=lambda holiday: holiday.start - holiday.end
    )
    for holiday in longest_first:
        if any(other.start <= holiday.start <= _end(other) for other in found):
            continue
        start, end = holiday.start, holiday.end
        while start > calendar.first_day and not calendar.is_working_day(start - DAY):
            start -= DAY
        while end < calendar.last_day and not calendar.is_working_day(end + DAY):
            end += DAY
        if end - start + DAY >= WEEK:
            found.append(Vacation(name=holiday.name or None, start=start, end=end))
    last = calendar.last_day
    while last > calendar.first_day and not calendar.is_working_day(last):
        last -= DAY
    found.append(Vacation(name=None, start=last + DAY, end=None))
    return sorted(found, key=lambda vacation: vacation.start)


def next_vacation(calendar: SchoolCalendar, today: date) -> Vacation | None:
    """Return the next holidays."""
    return next((x for x in vacations(calendar) if x.start > today), None)


def vacation_between(
    calendar: SchoolCalendar, today: date, until: date | None
) -> Vacation | None:
    """Return the holidays of today, or those between today and a day; None is any later day."""
    return next(
        (
            vacation
            for vacation in vacations(calendar)
            if today <= _end(vacation) and (until is None or vacation.start < until)
        ),
        None,
    )


def on_vacation(calendar: SchoolCalendar, today: date) -> bool:
    """Return whether a day is in the holidays, the summers before and after the school year included."""
    return today < calendar.first_day or any(
        vacation.start <= today <= _end(vacation) for vacation in vacations(calendar)
    )


def _end(vacation: Vacation) -> date:
    return date.max if vacation.end is None else vacation.end
