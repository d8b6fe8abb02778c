"""Keep a session alive: choose what to request now and when to run again, with the fewest requests.

An idle session expires, and a new login takes more requests. Pure functions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final

from .update_intervals import (
    MAX_AGES,
    SEVERAL_TIMES_A_DAY,
    PollItem,
    Resource,
    Window,
    allowed_age,
    next_due,
    plan,
)

EARLY_AT_LOGIN: Final = 0.25
"""A login also requests what would be due within this fraction of its maximum age."""
MIN_AGE_TO_KEEP_ALIVE: Final = 0.15
"""A page is requested early, to keep a session alive, from this fraction of its maximum age on."""
LOGIN_COST: Final = 5
"""Requests of a login by token."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """State of the session."""

    last_used: datetime | None
    """Time of the last request; None if the session is over."""
    idle_timeout: timedelta
    """Time after which an idle session expires."""


@dataclass(frozen=True, slots=True)
class NextAction[_KeyT]:
    """What to request now."""

    items: tuple[PollItem[_KeyT], ...] = ()
    ping: bool = False
    """Send a request without content to keep the session alive: no item is worth one."""


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
    if due.now:
        return NextAction(due.now)
    at = _next_ping(session, due.next_at, windows, now)
    if at is None or at > now:
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
    at = _next_ping(session, due.next_at, windows, now)
    if due.now:
        return now
    # The session lasts without a request, or may end.
    return due.next_at if at is None or at <= now else at


def _until_next_home_update(windows: Sequence[Window]) -> timedelta:
    """Return the time until the home page is due again.

    Items that can wait until then are not requested early.
    """
    return MAX_AGES[windows[0].day_phase][Resource.HOME].alone


def _next_ping(
    session: SessionState,
    until: datetime | None,
    windows: Sequence[Window],
    now: datetime,
) -> datetime | None:
    """Return when to ping next, or None: not at night, and not if a login takes fewer requests."""
    if until is None or session.last_used is None:
        return None
    at = ping_at(session.last_used, until, session.idle_timeout)
    if at is None:
        return None
    in_window = any(one.start <= max(at, now) < one.end for one in windows)
    return at if in_window else None


def best_early_poll[_KeyT](
    items: Iterable[PollItem[_KeyT]],
    windows: Sequence[Window],
    now: datetime,
    idle_timeout: timedelta,
) -> PollItem[_KeyT] | None:
    """Return the best item to request early to keep the session alive, or None.

    There is one request per idle timeout. If more items become due than timeouts are left until
    then, the first of them is requested now. Otherwise, it is the page that was requested longest
    ago: another page may hide its changes.
    """
    due = sorted(
        (
            (due_at, item)
            for item in items
            if (due_at := next_due(item, windows)) is not None
        ),
        key=lambda pair: pair[0],
    )
    early = [item for _, item in due if _is_old_enough(item, windows, now)]
    upcoming = [due_at for due_at, _ in due if due_at > now]
    too_many_due = any(
        count > (due_at - now) // idle_timeout
        for count, due_at in enumerate(upcoming, 1)
    )
    if early and too_many_due:
        return early[0]
    return min(
        (item for item in early if _is_frequent(item, windows)),
        key=lambda item: item.last_requested or now,
        default=None,
    )


def _is_old_enough(
    item: PollItem[Any], windows: Sequence[Window], now: datetime
) -> bool:
    early_at = next_due(item, windows, early=1 - MIN_AGE_TO_KEEP_ALIVE)
    return early_at is not None and early_at <= now


def _is_frequent(item: PollItem[Any], windows: Sequence[Window]) -> bool:
    """Return whether an item is requested several times a day anyway."""
    age = MAX_AGES[windows[0].day_phase].get(item.resource)
    return age is not None and allowed_age(item, age) < SEVERAL_TIMES_A_DAY


def ping_at(
    last_used: datetime, until: datetime, idle_timeout: timedelta
) -> datetime | None:
    """Return when to ping to keep the session alive until a given time.

    Return None if the session lasts that long, or if a new login takes fewer requests.
    """
    pings = ceil((until - last_used) / idle_timeout) - 1
    return last_used + idle_timeout if 0 < pings <= LOGIN_COST else None
