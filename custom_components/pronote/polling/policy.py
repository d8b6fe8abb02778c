"""The school-aware clock: what is worth asking, and when. Pure functions of what is known.

A day is cut into moments. Each moment says how old each page may grow; what another answer
vouches for (the home page, the counters of what is unread) may grow much older. What no moment
wants is not asked: nights, and timetables in holidays.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
import hashlib
from typing import Any, Final

from ..client import SchoolCalendar

DAY = timedelta(days=1)

KEPT_FOR: Final = timedelta(hours=12)
"""How long the last good answer stays worth showing: schools close their site at night."""

type Part = tuple[str, date | None]
"""What a page is requested by: the key of whom it is about, and the Monday of a week."""


class Kind(StrEnum):
    """What is asked of a school."""

    HOME = "home"
    WEEKS = "weeks"
    """The lessons of this week and the next, in one request."""
    HOMEWORK = "homework"
    GRADES = "grades"
    EVALUATIONS = "evaluations"
    SCHOOL_LIFE = "school_life"
    REPORT_CARDS = "report_cards"
    MENUS = "menus"
    NEWS = "news"
    DISCUSSIONS = "discussions"


class Moment(StrEnum):
    """What a family needs at a time of day."""

    RUSH = "rush"
    """Getting up, coming home, packing the bag: everything counts."""
    QUIET = "quiet"
    """The child is at school, or the evening is late."""
    IDLE = "idle"
    """A day without school."""
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Age:
    """How old an answer may grow: by itself, and while another answer vouches for it."""

    alone: timedelta
    watched: timedelta


def _minutes(alone: int, watched: int | None = None) -> Age:
    return Age(
        timedelta(minutes=alone),
        timedelta(minutes=alone if watched is None else watched),
    )


HOURS: Final = 60
_ONCE_A_DAY: Final = 20 * HOURS
"""A little less than a day: the answer of yesterday evening is not good for this evening."""
_TWICE_A_DAY: Final = 10 * HOURS
"""In the morning and when school is over."""
_FOUR_TIMES_A_DAY: Final = 4 * HOURS
"""From the first rush on; the last time in the evening, when the school's day is over."""
_LATER: Final = 30 * HOURS
"""The next rush asks it, when a session is open anyway."""
_EVERY_OTHER_DAY: Final = 44 * HOURS
_LATER_STILL: Final = 54 * HOURS
_RARELY: Final = 3 * 24 * HOURS

AGES: Final[dict[Moment, dict[Kind, Age]]] = {
    Moment.RUSH: {
        Kind.HOME: _minutes(20),
        Kind.WEEKS: _minutes(20, _FOUR_TIMES_A_DAY),
        Kind.HOMEWORK: _minutes(30, _ONCE_A_DAY),
        Kind.GRADES: _minutes(HOURS, _TWICE_A_DAY),
        Kind.EVALUATIONS: _minutes(_ONCE_A_DAY),
        Kind.SCHOOL_LIFE: _minutes(HOURS, _ONCE_A_DAY),
        Kind.REPORT_CARDS: _minutes(_EVERY_OTHER_DAY),
        Kind.MENUS: _minutes(_EVERY_OTHER_DAY),
        Kind.NEWS: _minutes(HOURS, _EVERY_OTHER_DAY),
        Kind.DISCUSSIONS: _minutes(HOURS, _EVERY_OTHER_DAY),
    },
    Moment.QUIET: {
        Kind.HOME: _minutes(HOURS),
        Kind.WEEKS: _minutes(HOURS, 8 * HOURS),
        Kind.HOMEWORK: _minutes(2 * HOURS, _LATER),
        Kind.GRADES: _minutes(2 * HOURS, _LATER),
        Kind.EVALUATIONS: _minutes(_LATER),
        Kind.SCHOOL_LIFE: _minutes(HOURS, _LATER),
        Kind.REPORT_CARDS: _minutes(_LATER_STILL),
        Kind.MENUS: _minutes(_LATER_STILL),
        Kind.NEWS: _minutes(2 * HOURS, _LATER_STILL),
        Kind.DISCUSSIONS: _minutes(2 * HOURS, _LATER_STILL),
    },
    Moment.IDLE: {
        Kind.HOME: _minutes(4 * HOURS),
        Kind.WEEKS: _minutes(4 * HOURS, _ONCE_A_DAY),
        Kind.HOMEWORK: _minutes(4 * HOURS, _ONCE_A_DAY),
        Kind.GRADES: _minutes(8 * HOURS, _ONCE_A_DAY),
        Kind.EVALUATIONS: _minutes(_ONCE_A_DAY),
        Kind.SCHOOL_LIFE: _minutes(_ONCE_A_DAY),
        Kind.REPORT_CARDS: _minutes(_RARELY),
        Kind.MENUS: _minutes(_RARELY),
        Kind.NEWS: _minutes(8 * HOURS, _ONCE_A_DAY),
        Kind.DISCUSSIONS: _minutes(4 * HOURS, _ONCE_A_DAY),
    },
    Moment.HOLIDAY: {
        Kind.HOME: _minutes(_ONCE_A_DAY),
        Kind.HOMEWORK: _minutes(_RARELY),
        Kind.GRADES: _minutes(_ONCE_A_DAY, _RARELY),
        Kind.EVALUATIONS: _minutes(_RARELY),
        Kind.SCHOOL_LIFE: _minutes(_RARELY),
        Kind.REPORT_CARDS: _minutes(_RARELY),
        Kind.MENUS: _minutes(_ONCE_A_DAY),
        Kind.NEWS: _minutes(_ONCE_A_DAY),
        Kind.DISCUSSIONS: _minutes(_ONCE_A_DAY),
    },
}

_AT_SCHOOL: Final = (
    (time(6, 30), time(8, 30), Moment.RUSH),
    (time(8, 30), time(16), Moment.QUIET),
    (time(16), time(20), Moment.RUSH),
    (time(20), time(21, 30), Moment.QUIET),
)
_BEFORE_SCHOOL: Final = (
    (time(9), time(16), Moment.IDLE),
    (time(16), time(20), Moment.QUIET),
    (time(20), time(21, 30), Moment.IDLE),
)
_AT_HOME: Final = ((time(9), time(20), Moment.IDLE),)
_ON_HOLIDAY: Final = ((time(9), time(20), Moment.HOLIDAY),)

EARLY: Final = timedelta(minutes=5)
"""Houses begin a moment up to so much before it, each at a time of its own."""
SPREAD_ON_HOLIDAY: Final = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Window:
    """A moment of one day."""

    start: datetime
    end: datetime
    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Question[_AboutT]:
    """Something that may be asked, and what is known of its last answer."""

    kind: Kind
    about: _AboutT
    """What the caller asks."""
    asked: datetime | None = None
    watched: bool = False
    """Another answer would tell if this one changed."""
    changed: bool = False
    """Another answer told so."""
    not_before: datetime | None = None
    """It failed a moment ago."""


@dataclass(frozen=True, slots=True)
class Plan[_AboutT]:
    """What to ask now, what comes next, and when."""

    now: tuple[Question[_AboutT], ...]
    next_at: datetime | None


def phase_of(account: str) -> float:
    """Return where, between 0 and 1, an account stands among all others: always the same."""
    digest = hashlib.sha256(account.encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32


def windows(
    calendar: SchoolCalendar,
    has_school: Callable[[date], bool],
    now: datetime,
    phase: float,
    days: int = 4,
) -> Iterator[Window]:
    """Yield the moments of today and the next days, from the one in progress on."""
    for count in range(days):
        day = now.date() + count * DAY
        for start, end, moment in _moments(calendar, has_school, day):
            opens = datetime.combine(day, start, now.tzinfo)
            if moment is Moment.HOLIDAY:
                opens += SPREAD_ON_HOLIDAY * phase
            elif moment is Moment.RUSH or start == time(9):
                opens -= EARLY * phase
            closes = datetime.combine(day, end, now.tzinfo)
            if closes > now:
                yield Window(opens, closes, moment)


def _moments(
    calendar: SchoolCalendar, has_school: Callable[[date], bool], day: date
) -> Sequence[tuple[time, time, Moment]]:
    if has_school(day):
        return _AT_SCHOOL
    if has_school(day + DAY):
        return _BEFORE_SCHOOL
    out_of_year = not calendar.first_day <= day <= calendar.last_day
    return _ON_HOLIDAY if out_of_year or calendar.holiday(day) else _AT_HOME


def due(
    question: Question[Any], coming: Iterable[Window], *, ahead: float = 0
) -> datetime | None:
    """Return when a question is to be asked, None when no moment wants it.

    With `ahead`, it is asked when that part of its allowed age is still to come.
    """
    for window in coming:
        if (age := AGES[window.moment].get(question.kind)) is None:
            continue
        at = window.start
        if question.asked is not None and not question.changed:
            allowed = age.watched if question.watched else age.alone
            at = max(at, question.asked + allowed * (1 - ahead))
        if question.not_before is not None:
            at = max(at, question.not_before)
        if at < window.end:
            return at
    return None


def plan[_AboutT](
    questions: Iterable[Question[_AboutT]],
    coming: Sequence[Window],
    now: datetime,
    *,
    ahead: float = 0,
    within: timedelta = timedelta.max,
) -> Plan[_AboutT]:
    """Return what is due, most urgent first, and when something else will be.

    `ahead` asks early what would be due within that part of its allowed age, and `within` that time.
    """
    asked: list[tuple[bool, datetime, Question[_AboutT]]] = []
    later: list[datetime] = []
    for question in questions:
        exact = due(question, coming)
        soon = due(question, coming, ahead=ahead) if ahead else exact
        if soon is not None and soon <= now and (exact or now) - now <= within:
            asked.append((question.kind is not Kind.HOME, exact or soon, question))
        elif exact is not None:
            later.append(exact)
    asked.sort(key=lambda item: item[:2])
    return Plan(tuple(item[2] for item in asked), min(later, default=None))


def back_off(first: timedelta, longest: timedelta, count: int) -> timedelta:
    """Return how long to wait after so many failures in a row: twice as long each time."""
    wait = first
    for _ in range(count - 1):
        if wait >= longest:
            break
        wait *= 2
    return min(wait, longest)
