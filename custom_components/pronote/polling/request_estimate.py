"""Estimate the requests of a school day by simulating the scheduler."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from ..client import SchoolCalendar
from .keep_alive import LOGIN_COST, SessionState, next_action, next_wake
from .update_intervals import DAY, PollItem, Resource, upcoming_windows

REQUESTS_PER_UPDATE: Final = {Resource.DISCUSSIONS: 2}
"""Number of requests of the pages that take more than one."""
WARM_UP_DAYS: Final = 1
"""Days until each page is requested at its usual hour."""
COUNTED_DAYS: Final = 2
"""Days that are counted: some pages are requested every other day."""


def requests_per_day(
    followed: Iterable[PollItem[Any]],
    calendar: SchoolCalendar,
    offset: float,
    idle_timeout: timedelta,
) -> int:
    """Return the number of requests of a school day without changes."""
    items = [
        PollItem(resource=item.resource, key=number, covered=item.covered)
        for number, item in enumerate(followed)
    ]
    requests = 0
    last_used: datetime | None = None
    now = datetime.combine(calendar.first_day, time.min, calendar.timezone)
    counted_from = now + WARM_UP_DAYS * DAY
    end = counted_from + COUNTED_DAYS * DAY
    while now < end:
        windows = list(upcoming_windows(calendar, lambda _: True, now, offset, days=2))
        session_open = last_used is not None and now - last_used <= idle_timeout
        action = next_action(
            items,
            windows,
            now,
            SessionState(last_used if session_open else None, idle_timeout),
        )
        if action.items or action.ping:
            cost = sum(
                REQUESTS_PER_UPDATE.get(item.resource, 1) for item in action.items
            )
            if now >= counted_from:
                requests += (cost or 1) + (0 if session_open else LOGIN_COST)
            for item in action.items:
                items[item.key] = replace(item, last_requested=now)
            last_used = now
        at = next_wake(items, windows, now, SessionState(last_used, idle_timeout))
        if at is None:
            break
        now = max(at, now + timedelta(seconds=1))
    return round(requests / COUNTED_DAYS)
