"""The rhythm of a session: what to ask now, and when to wake, so that it costs the school least.

A session that rests too long ends, and coming back costs a login. Pure functions, as the clock's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final

from .policy import AGES, Kind, Plan, Question, Window, due, plan

COMING_BACK: Final = 0.25
"""A login is shared: it also asks what would be due within so much of its allowed age."""
WORTH_ASKING: Final = 0.4
"""Rather than keep a session alive with nothing, ask what has reached so much of its allowed age."""
OLD: Final = timedelta(hours=3)
"""A page that may grow so old"""
WAITS: Final = timedelta(hours=1)
"""waits so much longer when the session is kept anyway: it then stands for a touch."""
LOGIN_COST: Final = 5
"""Requests that a login by token takes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the session stands."""

    used: datetime | None
    """When something was last asked on it; None when it is surely over."""
    rest: timedelta
    """How long it may be left alone."""


@dataclass(frozen=True, slots=True)
class Step[_AboutT]:
    """What to do now."""

    ask: tuple[Question[_AboutT], ...] = ()
    touch: bool = False
    """Keep the session with a question about nothing: there is none better."""


def next_step[_AboutT](
    questions: Sequence[Question[_AboutT]],
    coming: Sequence[Window],
    now: datetime,
    standing: Standing,
) -> Step[_AboutT]:
    """Return what to ask now: what is due, or what is best asked to keep the session."""
    if standing.used is None:
        found = plan(
            questions, coming, now, ahead=COMING_BACK, within=_next_look(coming)
        )
    else:
        found = plan(questions, coming, now)
    if urgent := _urgent(found, coming, now, standing):
        return Step(urgent)
    at = _touch_at(standing, found.next_at)
    if at is None:
        return Step(found.now)
    if at > now:
        return Step()
    best = ripest(questions, coming, now, standing.rest)
    return Step(touch=True) if best is None else Step((best,))


def next_wake[_AboutT](
    questions: Sequence[Question[_AboutT]],
    coming: Sequence[Window],
    now: datetime,
    standing: Standing,
) -> datetime | None:
    """Return when to look again, None when no moment wants anything."""
    found = plan(questions, coming, now)
    at = _touch_at(standing, found.next_at)
    if _urgent(found, coming, now, standing) or (found.now and at is None):
        return now
    # The session lasts by itself, or may end.
    return found.next_at if at is None or at <= now else at


def _urgent[_AboutT](
    found: Plan[_AboutT],
    coming: Sequence[Window],
    now: datetime,
    standing: Standing,
) -> tuple[Question[_AboutT], ...]:
    """Return what is due and does not wait; all of it when the session will not be kept.

    A page that may grow old anyway waits a little, and keeps the session later.
    """
    if touch(now, now + _next_look(coming), standing.rest) is None:
        return found.now
    return tuple(
        question for question in found.now if not _waits(question, coming, now)
    )


def _waits(question: Question[Any], coming: Sequence[Window], now: datetime) -> bool:
    age = AGES[coming[0].moment].get(question.kind)
    if question.asked is None or question.changed or age is None:
        return False
    allowed = age.watched if question.watched else age.alone
    exact = due(question, coming)
    return allowed >= OLD and (exact is None or now < exact + WAITS)


def _next_look(coming: Sequence[Window]) -> timedelta:
    """Return how long until the home page is due again: what can wait until then need not be early."""
    return AGES[coming[0].moment][Kind.HOME].alone


def _touch_at(standing: Standing, until: datetime | None) -> datetime | None:
    if until is None or standing.used is None:
        return None
    return touch(standing.used, until, standing.rest)


def ripest[_AboutT](
    questions: Iterable[Question[_AboutT]],
    coming: Sequence[Window],
    now: datetime,
    rest: timedelta,
) -> Question[_AboutT] | None:
    """Return what is best asked now to keep a session, if anything is worth asking already.

    One question a rest: when more would fall due than there are rests left until then, the
    first of them goes now. Else the home page comes last: it is asked often enough.
    """
    found: list[tuple[datetime, Question[_AboutT]]] = []
    pressed: list[datetime] = []
    for question in questions:
        if (exact := due(question, coming)) is None:
            continue
        if exact > now:
            pressed.append(exact)
        soon = due(question, coming, ahead=1 - WORTH_ASKING)
        if soon is not None and soon <= now:
            found.append((exact, question))
    found.sort(key=lambda item: item[0])
    hurry = any(
        count > (exact - now) // rest for count, exact in enumerate(sorted(pressed), 1)
    )
    if hurry and (pressing := [item for item in found if item[0] > now]):
        return pressing[0][1]
    found.sort(key=lambda item: item[1].kind is Kind.HOME)
    return found[0][1] if found else None


def touch(used: datetime, until: datetime, rest: timedelta) -> datetime | None:
    """Return when to ask something to keep a session until an instant.

    None when it lasts by itself, or when coming back by token costs less.
    """
    touches = ceil((until - used) / rest) - 1
    return used + rest if 0 < touches <= LOGIN_COST else None
