"""Keep a session alive: choose what to request now and when to run again, with the fewest requests.

An idle session expires, and a new login takes more requests. Pure functions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final

from .update_intervals import MAX_AGES, Plan, PollItem, Resource, Window, next_due, plan

EARLY_AT_LOGIN: Final = 0.25
"""A login is shared: it also asks what would be due within so much of its allowed age."""
MIN_AGE_TO_KEEP_ALIVE: Final = 0.4
"""Rather than keep a session alive with nothing, ask what has reached so much of its allowed age."""
DEFERRABLE_FROM: Final = timedelta(hours=3)
"""A page that may grow so old"""
DEFERRED_BY: Final = timedelta(hours=1)
"""waits so much longer when the session is kept anyway: it then stands for a touch."""
LOGIN_COST: Final = 5
"""Requests that a login by token takes."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """State of the session."""

    last_used: datetime | None
    """When something was last asked on it; None when it is surely over."""
    idle_timeout: timedelta
    """How long it may be left alone."""


@dataclass(frozen=True, slots=True)
class NextAction[_KeyT]:
    """What to request now."""

    items: tuple[PollItem[_KeyT], ...] = ()
    ping: bool = False
    """Keep the session with a question about nothing: there is none better."""


def next_action[_KeyT](
    items: Sequence[PollItem[_KeyT]],
    windows: Sequence[Window],
    now: datetime,
    session: SessionState,
) -> NextAction[_KeyT]:
    """Return what to request now: what is due, or what is best requested to keep the session alive."""
    if session.last_used is None:
        due = plan(
            items,
            windows,
            now,
            early=EARLY_AT_LOGIN,
            within=_until_next_home_update(windows),
        )
    else:
        due = plan(items, windows, now)
    if urgent := _urgent(due, windows, now, session):
        return NextAction(urgent)
    at = _next_ping(session, due.next_at)
    if at is None:
        return NextAction(due.now)
    if at > now:
        return NextAction()
    best = best_early_poll(items, windows, now, session.idle_timeout)
    return NextAction(ping=True) if best is None else NextAction((best,))


def next_wake[_KeyT](
    items: Sequence[PollItem[_KeyT]],
    windows: Sequence[Window],
    now: datetime,
    session: SessionState,
) -> datetime | None:
    """Return when to run the next cycle, or None."""
    due = plan(items, windows, now)
    at = _next_ping(session, due.next_at)
    if _urgent(due, windows, now, session) or (due.now and at is None):
        return now
    # The session lasts by itself, or may end.
    return due.next_at if at is None or at <= now else at


def _urgent[_KeyT](
    due: Plan[_KeyT],
    windows: Sequence[Window],
    now: datetime,
    session: SessionState,
) -> tuple[PollItem[_KeyT], ...]:
    """Return the items that are due and cannot wait; all of them if the session is not kept alive.

    A page with a long maximum age waits, and keeps the session alive later.
    """
    if (
        ping_at(now, now + _until_next_home_update(windows), session.idle_timeout)
        is None
    ):
        return due.now
    return tuple(item for item in due.now if not _can_wait(item, windows, now))


def _can_wait(item: PollItem[Any], windows: Sequence[Window], now: datetime) -> bool:
    age = MAX_AGES[windows[0].day_phase].get(item.resource)
    if item.last_requested is None or item.changed or age is None:
        return False
    allowed = age.covered if item.covered else age.alone
    due_at = next_due(item, windows)
    return allowed >= DEFERRABLE_FROM and (due_at is None or now < due_at + DEFERRED_BY)


def _until_next_home_update(windows: Sequence[Window]) -> timedelta:
    """Return the time until the home page is due again.

    Items that can wait until then are not requested early.
    """
    return MAX_AGES[windows[0].day_phase][Resource.HOME].alone


def _next_ping(session: SessionState, until: datetime | None) -> datetime | None:
    if until is None or session.last_used is None:
        return None
    return ping_at(session.last_used, until, session.idle_timeout)


def best_early_poll[_KeyT](
    items: Iterable[PollItem[_KeyT]],
    windows: Sequence[Window],
    now: datetime,
    idle_timeout: timedelta,
) -> PollItem[_KeyT] | None:
    """Return the best item to request early to keep the session alive, if any.

    There is one request per idle timeout: if more items become due than timeouts are left until
    then, the first of them is requested now. Otherwise the home page comes last, since it is
    requested often.
    """
    candidates: list[tuple[datetime, PollItem[_KeyT]]] = []
    due_times: list[datetime] = []
    for item in items:
        if (due_at := next_due(item, windows)) is None:
            continue
        if due_at > now:
            due_times.append(due_at)
        early_at = next_due(item, windows, early=1 - MIN_AGE_TO_KEEP_ALIVE)
        if early_at is not None and early_at <= now:
            candidates.append((due_at, item))
    candidates.sort(key=lambda item: item[0])
    too_many_due = any(
        count > (due_at - now) // idle_timeout
        for count, due_at in enumerate(sorted(due_times), 1)
    )
    if too_many_due and (not_due_yet := [item for item in candidates if item[0] > now]):
        return not_due_yet[0][1]
    candidates.sort(key=lambda item: item[1].resource is Resource.HOME)
    return candidates[0][1] if candidates else None


def ping_at(
    last_used: datetime, until: datetime, idle_timeout: timedelta
) -> datetime | None:
    """Return when to ping to keep the session alive until a given time.

    Return None if the session lasts that long, or if a new login takes fewer requests.
    """
    pings = ceil((until - last_used) / idle_timeout) - 1
    return last_used + idle_timeout if 0 < pings <= LOGIN_COST else None
