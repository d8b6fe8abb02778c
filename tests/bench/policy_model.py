"""Model of homes that follow the polling policy: requests of a day, and how late changes are known.

The policy is the real one (`polling.keep_alive`, `polling.update_intervals`); Home Assistant and the
school are left out, so that a day takes milliseconds. `measure_day.py` runs the same days whole.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from random import Random
from typing import Final

from custom_components.pronote.client import SchoolCalendar
from custom_components.pronote.polling.keep_alive import (
    LOGIN_COST,
    SessionState,
    next_action,
    next_wake,
)
from custom_components.pronote.polling.request_estimate import REQUESTS_PER_UPDATE
from custom_components.pronote.polling.scheduler import MAX_SLEEP
from custom_components.pronote.polling.update_intervals import (
    PollItem,
    Resource,
    Window,
    cooldown_length,
    start_offset,
    upcoming_windows,
)

SECOND: Final = timedelta(seconds=1)
ALL_CHILDREN: Final = -1
PER_CHILD: Final = (
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
PER_ACCOUNT: Final = (Resource.NEWS, Resource.DISCUSSIONS)
COVERED: Final = {
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
    former: bool = False
    """On the page of the period before, which is read once a day."""
    known: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """Time during which the school does not answer."""

    start: datetime
    end: datetime


class PolicyHome:
    """A home with one account that polls by the policy."""

    def __init__(
        self,
        name: str,
        children: int,
        idle_timeout: timedelta,
        calendar: SchoolCalendar,
        school_on: Callable[[date], bool] | None = None,
        outage: Outage | None = None,
        *,
        reads_former: bool = False,
    ) -> None:
        self._idle_timeout = idle_timeout
        self._calendar = calendar
        self._school_on = school_on or calendar.is_working_day
        self._offset = start_offset(name)
        self._outage = outage
        self._reads_former = reads_former
        self._former_read_on: dict[int, date] = {}
        self._random = Random(name)
        parts = [(kind, child) for child in range(children) for kind in PER_CHILD]
        parts += [(kind, ALL_CHILDREN) for kind in PER_ACCOUNT]
        self._items = [
            PollItem(resource=kind, key=number, covered=kind in COVERED)
            for number, (kind, _) in enumerate(parts)
        ]
        self._child = [child for _, child in parts]
        self._day: date | None = None
        self._windows_of_day: list[Window] = []
        self._last_used: datetime | None = None
        self.requests: list[datetime] = []
        self.logins: list[datetime] = []

    def run(self, start: datetime, end: datetime, changes: Iterable[Change]) -> None:
        """Poll from start to end, while the changes happen."""
        ordered = sorted(changes, key=lambda one: one.at)
        now, failures, last_success = start, 0, start
        while now < end:
            if self._is_down(now) and self._wants_something(now):
                failures += 1
                outage = now - last_success
                now += cooldown_length(failures, outage, self._random.random())
                continue
            self._cycle(now, ordered)
            failures, last_success = 0, now
            at = self._next_wake(now)
            now = max(at, now + SECOND) if at else now + MAX_SLEEP

    def _is_down(self, now: datetime) -> bool:
        return self._outage is not None and self._outage.start <= now < self._outage.end

    def _wants_something(self, now: datetime) -> bool:
        action = next_action(
            self._items, self._windows(now), now, self._session_state(now)
        )
        return bool(action.items or action.ping)

    def _windows(self, now: datetime) -> list[Window]:
        if now.date() != self._day:
            # The same all day, except for those that are over.
            self._day = now.date()
            midnight = datetime.combine(self._day, time(), now.tzinfo)
            self._windows_of_day = list(
                upcoming_windows(
                    self._calendar, self._school_on, midnight, self._offset
                )
            )
        return [window for window in self._windows_of_day if window.end > now]

    def _session_state(self, now: datetime) -> SessionState:
        used = self._last_used
        is_open = used is not None and now - used <= self._idle_timeout
        return SessionState(used if is_open else None, self._idle_timeout)

    def _next_wake(self, now: datetime) -> datetime | None:
        return next_wake(self._items, self._windows(now), now, self._session_state(now))

    def _cycle(self, now: datetime, changes: list[Change]) -> None:
        windows = self._windows(now)
        while True:
            action = next_action(self._items, windows, now, self._session_state(now))
            for item in action.items:
                self._request(item.key, now, changes)
            if action.ping:
                self._count(now, 1)
                self._note_shown(now, changes, Shown.COUNTER)
            if not action.items:
                return

    def _count(self, now: datetime, cost: int) -> None:
        if self._session_state(now).last_used is None:
            self.logins.append(now)
            cost += LOGIN_COST
        self.requests += [now] * cost
        self._last_used = now

    def _request(self, key: int, now: datetime, changes: list[Change]) -> None:
        item, child = self._items[key], self._child[key]
        self._count(now, REQUESTS_PER_UPDATE.get(item.resource, 1))
        last_changed = item.last_changed
        former = self._reads_former_now(key, now)
        for change in self._unknown(now, changes):
            if change.former and not former:
                continue
            if change.resource is item.resource and child in (
                change.child,
                ALL_CHILDREN,
            ):
                change.known = last_changed = now
        self._items[key] = replace(
            item, last_requested=now, last_changed=last_changed, changed=False
        )
        if item.resource is Resource.HOME:
            self._note_shown(now, changes, Shown.HOME, child)
        self._note_shown(now, changes, Shown.COUNTER)

    def _reads_former_now(self, key: int, now: datetime) -> bool:
        """Read the grades of the period before too, once a day; return whether they were.

        Skills of the period before are read in place of the current ones.
        """
        if not self._reads_former or self._items[key].resource is not Resource.GRADES:
            return False
        if self._former_read_on.get(key) == now.date():
            return False
        self._former_read_on[key] = now.date()
        self._count(now, 1)
        return True

    def _note_shown(
        self,
        now: datetime,
        changes: list[Change],
        where: Shown,
        of_child: int = ALL_CHILDREN,
    ) -> None:
        """Mark the pages whose changes an answer shows."""
        for change in self._unknown(now, changes):
            if change.shown is not where or of_child not in (
                change.child,
                ALL_CHILDREN,
            ):
                continue
            for key, item in enumerate(self._items):
                if item.resource is change.resource and self._child[key] in (
                    change.child,
                    ALL_CHILDREN,
                ):
                    self._items[key] = replace(item, changed=True)

    @staticmethod
    def _unknown(now: datetime, changes: list[Change]) -> list[Change]:
        return [
            change
            for change in takewhile(lambda one: one.at <= now, changes)
            if change.known is None
        ]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
