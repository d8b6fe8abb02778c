"""Model of homes that follow the polling policy: requests of a day, and how late changes are known.

The policy is the real one (`polling.keep_alive`, `polling.update_intervals`); Home Assistant and the
school are left out, so that a day takes milliseconds. `measure_day.py` runs the same days whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from custom_components.pronote.client import SchoolCalendar
from custom_components.pronote.polling.estimate import REQUESTS_PER_UPDATE
from custom_components.pronote.polling.keep_alive import (
    LOGIN_COST,
    SessionState,
    next_action,
    next_wake,
)
from custom_components.pronote.polling.update_intervals import (
    PollItem,
    Resource,
    Window,
    start_offset,
    upcoming_windows,
)

SECOND = timedelta(seconds=1)
PER_CHILD = (
    Resource.HOME,
    Resource.TIMETABLE,
    Resource.HOMEWORK,
    Resource.GRADES,
    Resource.EVALUATIONS,
    Resource.SCHOOL_LIFE,
    Resource.REPORT_CARDS,
    Resource.MENUS,
    Resource.MENUS,
)
"""Pages of a child; the menus of two weeks are two."""
PER_ACCOUNT = (Resource.NEWS, Resource.DISCUSSIONS)
COVERED = {
    Resource.TIMETABLE,
    Resource.HOMEWORK,
    Resource.GRADES,
    Resource.EVALUATIONS,
    Resource.SCHOOL_LIFE,
    Resource.NEWS,
    Resource.DISCUSSIONS,
}


class Shown(StrEnum):
    """Where a change appears before its page is requested."""

    HOME = "home"
    COUNTER = "counter"
    """In the counters of unread items, which come with every answer."""
    NOWHERE = "nowhere"


@dataclass(slots=True, eq=False)
class Change:
    """A change at the school, and when the home knew it."""

    kind: str
    resource: Resource
    child: int
    at: datetime
    shown: Shown = Shown.HOME
    known: datetime | None = None

    @property
    def lateness(self) -> timedelta | None:
        return None if self.known is None else self.known - self.at


@dataclass(slots=True)
class Requests:
    """Requests and logins of a home, each with its time."""

    at: list[datetime] = field(default_factory=list)
    logins: list[datetime] = field(default_factory=list)
    by_resource: Counter[str] = field(default_factory=Counter)

    def on(self, day: date) -> int:
        return sum(one.date() == day for one in self.at)


class PolicyHome:
    """A home with some children that polls by the policy."""

    def __init__(
        self,
        name: str,
        children: int,
        idle_timeout: timedelta,
        calendar: SchoolCalendar,
        school_on: Callable[[date], bool] | None = None,
    ) -> None:
        self._idle_timeout = idle_timeout
        self._calendar = calendar
        self._school_on = school_on or calendar.is_working_day
        self._offset = start_offset(name)
        parts = [(kind, child) for child in range(children) for kind in PER_CHILD]
        parts += [(kind, -1) for kind in PER_ACCOUNT]
        self._items = [
            PollItem(resource=kind, key=number, covered=kind in COVERED)
            for number, (kind, _) in enumerate(parts)
        ]
        self._child = [child for _, child in parts]
        self._last_used: datetime | None = None
        self.requests = Requests()

    def run(self, start: datetime, end: datetime, changes: Iterable[Change]) -> None:
        """Poll from start to end, while the changes happen."""
        waiting = sorted(changes, key=lambda one: one.at)
        now = start
        while now < end:
            self._cycle(now, waiting)
            at = self._next_wake(now)
            now = max(at, now + SECOND) if at else now + timedelta(hours=6)

    def _windows(self, now: datetime) -> list[Window]:
        return list(
            upcoming_windows(self._calendar, self._school_on, now, self._offset)
        )

    def _session(self, now: datetime) -> SessionState:
        used = self._last_used
        is_open = used is not None and now - used <= self._idle_timeout
        return SessionState(used if is_open else None, self._idle_timeout)

    def _next_wake(self, now: datetime) -> datetime | None:
        return next_wake(self._items, self._windows(now), now, self._session(now))

    def _cycle(self, now: datetime, changes: list[Change]) -> None:
        windows = self._windows(now)
        while True:
            action = next_action(self._items, windows, now, self._session(now))
            if action.items:
                for item in action.items:
                    self._request(item.key, now, changes)
                continue
            if action.ping:
                self._count(now, 1)
                self._see_counters(now, changes)
                continue
            return

    def _count(self, now: datetime, cost: int) -> None:
        if self._session(now).last_used is None:
            self.requests.logins.append(now)
            cost += LOGIN_COST
        self.requests.at += [now] * cost
        self._last_used = now

    def _request(self, key: int, now: datetime, changes: list[Change]) -> None:
        item, child = self._items[key], self._child[key]
        self._count(now, REQUESTS_PER_UPDATE.get(item.resource, 1))
        self.requests.by_resource[item.resource] += 1
        for change in changes:
            if change.at > now:
                break
            if change.known is None and change.resource is item.resource:
                if child in (change.child, -1):
                    change.known = now
                    item = replace(item, last_changed=now)
        self._items[key] = replace(item, last_requested=now, changed=False)
        if item.resource is Resource.HOME:
            self._see(
                now,
                changes,
                lambda one: one.shown is Shown.HOME and one.child == child,
            )
        self._see_counters(now, changes)

    def _see_counters(self, now: datetime, changes: list[Change]) -> None:
        self._see(now, changes, lambda one: one.shown is Shown.COUNTER)

    def _see(
        self, now: datetime, changes: list[Change], shown: Callable[[Change], bool]
    ) -> None:
        for change in changes:
            if change.at > now:
                break
            if change.known is None and shown(change):
                for key, item in enumerate(self._items):
                    if item.resource is change.resource and self._child[key] in (
                        change.child,
                        -1,
                    ):
                        self._items[key] = replace(item, changed=True)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
