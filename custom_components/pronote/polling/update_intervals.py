"""Polling policy: which parts to request, and when. Pure functions.

A day is divided into phases. Each phase sets a maximum age for each page, and a longer one for
pages whose changes appear on another page (the home page or the unread counters). A page without a
maximum age is not requested: at night, and for timetables during the holidays.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
import hashlib
from typing import Any, Final

from ..client import SchoolCalendar

DAY = timedelta(days=1)

STALE_AFTER: Final = timedelta(hours=12)
"""How long the last good answer stays worth showing: schools close their site at night."""

type Part = tuple[str, date | None]
"""What a page is requested by: the key of whom it is about, and the Monday of a week."""


class Resource(StrEnum):
    """Resources that can be requested."""

    HOME = "home"
    TIMETABLE = "timetable"
    """The lessons of this week and the next, in one request."""
    HOMEWORK = "homework"
    GRADES = "grades"
    EVALUATIONS = "evaluations"
    SCHOOL_LIFE = "school_life"
    REPORT_CARDS = "report_cards"
    MENUS = "menus"
    NEWS = "news"
    DISCUSSIONS = "discussions"


class DayPhase(StrEnum):
    """Phases of a day."""

    PEAK = "peak"
    """Getting up, coming home, packing the bag: everything counts."""
    QUIET = "quiet"
    """The child is at school, or the evening is late."""
    DAY_OFF = "day_off"
    """A day without school."""
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class MaxAge:
    """Maximum age of an answer: without and with another page that shows its changes."""

    alone: timedelta
    covered: timedelta


def _minutes(alone: int, covered: int | None = None) -> MaxAge:
    return MaxAge(
        timedelta(minutes=alone),
        timedelta(minutes=alone if covered is None else covered),
    )


HOUR: Final = 60
_ONCE_A_DAY: Final = 20 * HOUR
"""A little less than a day: the answer of yesterday evening is not good for this evening."""
_TWICE_A_DAY: Final = 10 * HOUR
"""In the morning and when school is over."""
_FOUR_TIMES_A_DAY: Final = 4 * HOUR
"""From the first rush on; the last time in the evening, when the school's day is over."""
_NEXT_PEAK: Final = 30 * HOUR
"""The next rush asks it, when a session is open anyway."""
_EVERY_OTHER_DAY: Final = 44 * HOUR
_PEAK_AFTER_NEXT: Final = 54 * HOUR
_RARELY: Final = 3 * 24 * HOUR

MAX_AGES: Final[dict[DayPhase, dict[Resource, MaxAge]]] = {
    DayPhase.PEAK: {
        Resource.HOME: _minutes(20),
        Resource.TIMETABLE: _minutes(20, _FOUR_TIMES_A_DAY),
        Resource.HOMEWORK: _minutes(30, _ONCE_A_DAY),
        Resource.GRADES: _minutes(HOUR, _TWICE_A_DAY),
        Resource.EVALUATIONS: _minutes(_ONCE_A_DAY),
        Resource.SCHOOL_LIFE: _minutes(HOUR, _ONCE_A_DAY),
        Resource.REPORT_CARDS: _minutes(_EVERY_OTHER_DAY),
        Resource.MENUS: _minutes(_EVERY_OTHER_DAY),
        Resource.NEWS: _minutes(HOUR, _EVERY_OTHER_DAY),
        Resource.DISCUSSIONS: _minutes(HOUR, _EVERY_OTHER_DAY),
    },
    DayPhase.QUIET: {
        Resource.HOME: _minutes(HOUR),
        Resource.TIMETABLE: _minutes(HOUR, 8 * HOUR),
        Resource.HOMEWORK: _minutes(2 * HOUR, _NEXT_PEAK),
        Resource.GRADES: _minutes(2 * HOUR, _NEXT_PEAK),
        Resource.EVALUATIONS: _minutes(_NEXT_PEAK),
        Resource.SCHOOL_LIFE: _minutes(HOUR, _NEXT_PEAK),
        Resource.REPORT_CARDS: _minutes(_PEAK_AFTER_NEXT),
        Resource.MENUS: _minutes(_PEAK_AFTER_NEXT),
        Resource.NEWS: _minutes(2 * HOUR, _PEAK_AFTER_NEXT),
        Resource.DISCUSSIONS: _minutes(2 * HOUR, _PEAK_AFTER_NEXT),
    },
    DayPhase.DAY_OFF: {
        Resource.HOME: _minutes(4 * HOUR),
        Resource.TIMETABLE: _minutes(4 * HOUR, _ONCE_A_DAY),
        Resource.HOMEWORK: _minutes(4 * HOUR, _ONCE_A_DAY),
        Resource.GRADES: _minutes(8 * HOUR, _ONCE_A_DAY),
        Resource.EVALUATIONS: _minutes(_ONCE_A_DAY),
        Resource.SCHOOL_LIFE: _minutes(_ONCE_A_DAY),
        Resource.REPORT_CARDS: _minutes(_RARELY),
        Resource.MENUS: _minutes(_RARELY),
        Resource.NEWS: _minutes(8 * HOUR, _ONCE_A_DAY),
        Resource.DISCUSSIONS: _minutes(4 * HOUR, _ONCE_A_DAY),
    },
    DayPhase.HOLIDAY: {
        Resource.HOME: _minutes(_ONCE_A_DAY),
        Resource.HOMEWORK: _minutes(_RARELY),
        Resource.GRADES: _minutes(_ONCE_A_DAY, _RARELY),
        Resource.EVALUATIONS: _minutes(_RARELY),
        Resource.SCHOOL_LIFE: _minutes(_RARELY),
        Resource.REPORT_CARDS: _minutes(_RARELY),
        Resource.MENUS: _minutes(_ONCE_A_DAY),
        Resource.NEWS: _minutes(_ONCE_A_DAY),
        Resource.DISCUSSIONS: _minutes(_ONCE_A_DAY),
    },
}

_SCHOOL_DAY: Final = (
    (time(6, 30), time(8, 30), DayPhase.PEAK),
    (time(8, 30), time(16), DayPhase.QUIET),
    (time(16), time(20), DayPhase.PEAK),
    (time(20), time(21, 30), DayPhase.QUIET),
)
_SCHOOL_TOMORROW: Final = (
    (time(9), time(16), DayPhase.DAY_OFF),
    (time(16), time(20), DayPhase.QUIET),
    (time(20), time(21, 30), DayPhase.DAY_OFF),
)
_DAY_OFF: Final = ((time(9), time(20), DayPhase.DAY_OFF),)
_HOLIDAY: Final = ((time(9), time(20), DayPhase.HOLIDAY),)

MAX_EARLY_START: Final = timedelta(minutes=5)
"""Houses begin a moment up to so much before it, each at a time of its own."""
HOLIDAY_SPREAD: Final = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Window:
    """A phase on one day."""

    start: datetime
    end: datetime
    day_phase: DayPhase


@dataclass(frozen=True, slots=True, kw_only=True)
class PollItem[_KeyT]:
    """A part that can be requested, and the state of its last request."""

    resource: Resource
    key: _KeyT
    """What the caller asks."""
    last_requested: datetime | None = None
    covered: bool = False
    """Another answer would tell if this one changed."""
    changed: bool = False
    """Another answer told so."""
    not_before: datetime | None = None
    """It failed a moment ago."""


@dataclass(frozen=True, slots=True)
class Plan[_KeyT]:
    """The parts to request now, and when the next one is due."""

    now: tuple[PollItem[_KeyT], ...]
    next_at: datetime | None


def start_offset(account: str) -> float:
    """Return the offset of an account, between 0 and 1. It is always the same."""
    digest = hashlib.sha256(account.encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32


def upcoming_windows(
    calendar: SchoolCalendar,
    has_school: Callable[[date], bool],
    now: datetime,
    offset: float,
    days: int = 4,
) -> Iterator[Window]:
    """Yield the phases of today and of the next days, starting with the current one."""
    for count in range(days):
        day = now.date() + count * DAY
        for start, end, day_phase in _day_phases(calendar, has_school, day):
            opens = datetime.combine(day, start, now.tzinfo)
            if day_phase is DayPhase.HOLIDAY:
                opens += HOLIDAY_SPREAD * offset
            elif day_phase is DayPhase.PEAK or start == time(9):
                opens -= MAX_EARLY_START * offset
            closes = datetime.combine(day, end, now.tzinfo)
            if closes > now:
                yield Window(opens, closes, day_phase)


def _day_phases(
    calendar: SchoolCalendar, has_school: Callable[[date], bool], day: date
) -> Sequence[tuple[time, time, DayPhase]]:
    if has_school(day):
        return _SCHOOL_DAY
    if has_school(day + DAY):
        return _SCHOOL_TOMORROW
    out_of_year = not calendar.first_day <= day <= calendar.last_day
    return _HOLIDAY if out_of_year or calendar.holiday(day) else _DAY_OFF


def next_due(
    item: PollItem[Any], windows: Iterable[Window], *, early: float = 0
) -> datetime | None:
    """Return when an item is due, or None.

    With `early`, it is due while that fraction of its maximum age is still left.
    """
    for window in windows:
        if (age := MAX_AGES[window.day_phase].get(item.resource)) is None:
            continue
        at = window.start
        if item.last_requested is not None and not item.changed:
            allowed = age.covered if item.covered else age.alone
            at = max(at, item.last_requested + allowed * (1 - early))
        if item.not_before is not None:
            at = max(at, item.not_before)
        if at < window.end:
            return at
    return None


def plan[_KeyT](
    items: Iterable[PollItem[_KeyT]],
    windows: Sequence[Window],
    now: datetime,
    *,
    early: float = 0,
    within: timedelta = timedelta.max,
) -> Plan[_KeyT]:
    """Return what is due, most urgent first, and when the next item will be.

    With `early`, include items that would be due within that fraction of their maximum age and
    within the time `within`.
    """
    due_items: list[tuple[bool, datetime, PollItem[_KeyT]]] = []
    later: list[datetime] = []
    for item in items:
        due_at = next_due(item, windows)
        early_at = next_due(item, windows, early=early) if early else due_at
        if early_at is not None and early_at <= now and (due_at or now) - now <= within:
            due_items.append(
                (item.resource is not Resource.HOME, due_at or early_at, item)
            )
        elif due_at is not None:
            later.append(due_at)
    due_items.sort(key=lambda item: item[:2])
    return Plan(tuple(item[2] for item in due_items), min(later, default=None))


def back_off(first: timedelta, longest: timedelta, count: int) -> timedelta:
    """Return the delay after a number of failures in a row; it doubles each time."""
    wait = first
    for _ in range(count - 1):
        if wait >= longest:
            break
        wait *= 2
    return min(wait, longest)
