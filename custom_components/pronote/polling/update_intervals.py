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

MIN_COOLDOWN: Final = timedelta(minutes=5)
MAX_COOLDOWN: Final = timedelta(minutes=160)
"""Before a random part: a pause takes four hours at most."""

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
    DOCUMENTS = "documents"
    MENUS = "menus"
    NEWS = "news"
    DISCUSSIONS = "discussions"


class DayPhase(StrEnum):
    """Phases of a day."""

    PEAK = "peak"
    """Before and after school, and the evening before a school day."""
    QUIET = "quiet"
    """The child is at school."""
    DAY_OFF = "day_off"
    """A day without school."""
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class MaxAge:
    """Maximum age of an answer."""

    alone: timedelta
    """No other page shows its changes."""
    covered: timedelta
    """Another page shows most of its changes."""
    after_change: timedelta
    """It changed within `AFTER_CHANGE`."""


def _minutes(
    alone: int, covered: int | None = None, after_change: int | None = None
) -> MaxAge:
    covered = alone if covered is None else covered
    return MaxAge(
        timedelta(minutes=alone),
        timedelta(minutes=covered),
        timedelta(minutes=covered if after_change is None else after_change),
    )


AFTER_CHANGE: Final = timedelta(minutes=30)
"""How long after a change a page is requested once more: teachers enter one grade after another."""

SEVERAL_TIMES_A_DAY: Final = timedelta(hours=12)
"""A maximum age below it is that of a page requested several times a day."""

HOUR: Final = 60
_TWO_HOURS: Final = 2 * HOUR - 2
_FOUR_HOURS: Final = 4 * HOUR - 10
"""The margin is for a session that is opened later, or a page that takes its turn."""
_HALF_EVENING: Final = 2 * HOUR + 30
"""At 16:00, 18:30 and 21:00."""
_EVENING: Final = 5 * HOUR
"""At 16:00 and 21:00."""
_ONCE_DURING_SCHOOL: Final = 6 * HOUR
_AFTER_SCHOOL: Final = 10 * HOUR
"""Not before 16:00."""
_ONCE_A_DAY: Final = 20 * HOUR
"""A little less than a day: at most once, at about the same hour."""
_EVERY_OTHER_DAY: Final = 44 * HOUR
_RARELY: Final = 3 * 24 * HOUR

MAX_AGES: Final[dict[DayPhase, dict[Resource, MaxAge]]] = {
    DayPhase.PEAK: {
        Resource.HOME: _minutes(26),
        Resource.TIMETABLE: _minutes(26),
        Resource.HOMEWORK: _minutes(26, _HALF_EVENING, 30),
        Resource.GRADES: _minutes(26, _HALF_EVENING, 30),
        Resource.EVALUATIONS: _minutes(HOUR, _EVENING, 30),
        Resource.SCHOOL_LIFE: _minutes(26, _ONCE_A_DAY, 30),
        Resource.REPORT_CARDS: _minutes(_EVERY_OTHER_DAY),
        Resource.DOCUMENTS: _minutes(_ONCE_A_DAY, _EVERY_OTHER_DAY),
        Resource.MENUS: _minutes(_EVERY_OTHER_DAY),
        Resource.NEWS: _minutes(26, _EVERY_OTHER_DAY),
        Resource.DISCUSSIONS: _minutes(26, _EVERY_OTHER_DAY),
    },
    DayPhase.QUIET: {
        Resource.HOME: _minutes(_TWO_HOURS),
        Resource.TIMETABLE: _minutes(_TWO_HOURS),
        Resource.HOMEWORK: _minutes(_TWO_HOURS, _ONCE_DURING_SCHOOL),
        Resource.GRADES: _minutes(_TWO_HOURS, _ONCE_DURING_SCHOOL),
        Resource.EVALUATIONS: _minutes(_TWO_HOURS, _AFTER_SCHOOL),
        Resource.SCHOOL_LIFE: _minutes(_TWO_HOURS, _ONCE_A_DAY),
        Resource.REPORT_CARDS: _minutes(_EVERY_OTHER_DAY),
        Resource.DOCUMENTS: _minutes(_ONCE_A_DAY, _EVERY_OTHER_DAY),
        Resource.MENUS: _minutes(_EVERY_OTHER_DAY),
        Resource.NEWS: _minutes(_TWO_HOURS, _EVERY_OTHER_DAY),
        Resource.DISCUSSIONS: _minutes(_TWO_HOURS, _EVERY_OTHER_DAY),
    },
    DayPhase.DAY_OFF: {
        Resource.HOME: _minutes(_FOUR_HOURS),
        Resource.TIMETABLE: _minutes(_FOUR_HOURS),
        Resource.HOMEWORK: _minutes(_FOUR_HOURS),
        Resource.GRADES: _minutes(_FOUR_HOURS),
        Resource.EVALUATIONS: _minutes(_FOUR_HOURS),
        Resource.SCHOOL_LIFE: _minutes(_FOUR_HOURS),
        Resource.REPORT_CARDS: _minutes(_RARELY),
        Resource.DOCUMENTS: _minutes(_RARELY),
        Resource.MENUS: _minutes(_RARELY),
        Resource.NEWS: _minutes(_FOUR_HOURS, _ONCE_A_DAY),
        Resource.DISCUSSIONS: _minutes(_FOUR_HOURS, _ONCE_A_DAY),
    },
    DayPhase.HOLIDAY: {
        Resource.HOME: _minutes(_ONCE_A_DAY),
        Resource.HOMEWORK: _minutes(_RARELY),
        Resource.GRADES: _minutes(_ONCE_A_DAY, _RARELY),
        Resource.EVALUATIONS: _minutes(_RARELY),
        Resource.SCHOOL_LIFE: _minutes(_RARELY),
        Resource.REPORT_CARDS: _minutes(_RARELY),
        Resource.DOCUMENTS: _minutes(_RARELY),
        Resource.MENUS: _minutes(_ONCE_A_DAY),
        Resource.NEWS: _minutes(_ONCE_A_DAY),
        Resource.DISCUSSIONS: _minutes(_ONCE_A_DAY),
    },
}

_MORNING: Final = time(6, 30)
_DAY_OFF_START: Final = time(9)
_SCHOOL_DAY: Final = (
    (_MORNING, time(8, 55), DayPhase.PEAK),
    (time(8, 55), time(16), DayPhase.QUIET),
    (time(16), time(21, 25), DayPhase.PEAK),
)
"""A peak ends one maximum age late: the last request shows what happened before 8:30 or 21:00."""
_SCHOOL_TOMORROW: Final = (
    (_DAY_OFF_START, time(16), DayPhase.DAY_OFF),
    (time(16), time(21, 25), DayPhase.PEAK),
)
_DAY_OFF: Final = ((_DAY_OFF_START, time(20), DayPhase.DAY_OFF),)
_HOLIDAY: Final = ((_DAY_OFF_START, time(20), DayPhase.HOLIDAY),)

PEAK_EARLIEST: Final = timedelta(minutes=15)
"""How much earlier than its hour a peak starts for the first accounts."""
START_SPREAD: Final = {
    DayPhase.PEAK: timedelta(minutes=30),
    DayPhase.QUIET: timedelta(minutes=30),
    DayPhase.DAY_OFF: timedelta(hours=1),
    DayPhase.HOLIDAY: timedelta(hours=3),
}
"""Accounts start a phase at different times within this span, so that they do not log in together."""


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
    """What the caller requests."""
    last_requested: datetime | None = None
    covered: bool = False
    """Another answer would show most of its changes."""
    changed: bool = False
    """Another answer showed a change."""
    last_changed: datetime | None = None
    """When its answer last differed from the one before."""
    not_before: datetime | None = None
    """The last request failed; it is not repeated before this time."""


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
    first_check: datetime | None = None,
) -> Iterator[Window]:
    """Yield the phases of today and of the next days, starting with the current one.

    With `first_check`, the first phase of its school day begins then, if that is earlier.
    """
    for count in range(days):
        day = now.date() + count * DAY
        phases = _day_phases(calendar, has_school, day)
        starts = [
            datetime.combine(day, start, now.tzinfo) + _shift(day_phase, offset)
            for start, _, day_phase in phases
        ]
        if first_check is not None and phases[0][0] == _MORNING:
            if first_check.date() == day:
                starts[0] = min(starts[0], first_check)
        # A phase lasts until the next one starts.
        ends = [*starts[1:], datetime.combine(day, phases[-1][1], now.tzinfo)]
        for start, end, (_, _, day_phase) in zip(starts, ends, phases, strict=True):
            if end > now:
                yield Window(start, end, day_phase)


def _shift(day_phase: DayPhase, offset: float) -> timedelta:
    shift = START_SPREAD[day_phase] * offset
    return shift - PEAK_EARLIEST if day_phase is DayPhase.PEAK else shift


def _day_phases(
    calendar: SchoolCalendar, has_school: Callable[[date], bool], day: date
) -> Sequence[tuple[time, time, DayPhase]]:
    if has_school(day):
        return _SCHOOL_DAY
    if has_school(day + DAY):
        return _SCHOOL_TOMORROW
    out_of_year = not calendar.first_day <= day <= calendar.last_day
    return _HOLIDAY if out_of_year or calendar.holiday(day) else _DAY_OFF


def allowed_age(item: PollItem[Any], age: MaxAge) -> timedelta:
    """Return the maximum age of the last answer of an item."""
    usual = age.covered if item.covered else age.alone
    if item.last_requested is None or item.last_changed is None:
        return usual
    recent = abs(item.last_requested - item.last_changed) < AFTER_CHANGE
    return min(usual, age.after_change) if recent else usual


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
            at = max(at, item.last_requested + allowed_age(item, age) * (1 - early))
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


def cooldown_length(failures: int, outage: timedelta, share: float) -> timedelta:
    """Return the pause after a number of failures in a row, for a random share between 0 and 1.

    Pauses double, and each takes between half and one and a half times as long: the homes of a
    school come back one after the other. A pause is also no longer than half to all of the outage
    so far, so that it at most doubles the time without data.
    """
    wait = back_off(MIN_COOLDOWN, MAX_COOLDOWN, failures) * (0.5 + share)
    longest = max(MIN_COOLDOWN * 2, outage) * (0.5 + share / 2)
    return min(wait, longest)
