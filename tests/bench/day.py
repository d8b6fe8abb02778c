"""Simulate days: events at school, requests, and the delay until Home Assistant shows them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles

from custom_components.pronote.changes.change_types import ChangeType
from custom_components.pronote.runtime.event_dispatcher import EVENT
from tests.helpers.clock import Clock
from tests.helpers.home import advance_time, child_of_event
from tests.school import ImpossibleEventError, School

SECOND = timedelta(seconds=1)
BEGINS, ENDS = time(6, 30), time(20)
"""When something happens at school."""
EVENING_HOUR = (time(17), time(18))
"""The hour that was also measured with hass-pronote."""

MOMENTS = {
    "06:30-08:30": (time(6, 30), time(8, 30)),
    "08:30-16:00": (time(8, 30), time(16)),
    "16:00-20:00": (time(16), time(20)),
}

type PlannedEvent = tuple[str, ChangeType]

IN_TERM: tuple[PlannedEvent, ...] = (
    ("grade", ChangeType.NEW_GRADE),
    ("lesson_canceled", ChangeType.LESSON_CANCELED),
    ("homework", ChangeType.NEW_HOMEWORK),
    ("message", ChangeType.NEW_MESSAGE),
    ("grade", ChangeType.NEW_GRADE),
    ("homework", ChangeType.NEW_HOMEWORK),
)
ON_HOLIDAY: tuple[PlannedEvent, ...] = (
    ("message", ChangeType.NEW_MESSAGE),
    ("grade", ChangeType.NEW_GRADE),
)


@dataclass(slots=True)
class Latency:
    """Delays in minutes of all events of a phase of the day."""

    count: int
    mean: float
    worst: float


@dataclass(slots=True)
class Day:
    """Requests of one day, and the changes that were detected."""

    name: str
    requests: int
    """Of all kinds, page loads included."""
    page_loads: int
    logins: int
    functions: dict[str, int]
    happened: int
    late: dict[str, Latency] = field(default_factory=dict)
    late_by_kind: dict[str, Latency] = field(default_factory=dict)
    evening_hour: int = 0
    """Requests from 17:00 to 18:00."""
    undetected: int = 0
    """Still unknown to the home when the run ended."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True, eq=False)
class _SchoolChange:
    what: str
    change: ChangeType
    child: str
    mark: str
    happened: datetime
    known: datetime | None = None


def _moment(change_made: _SchoolChange) -> str:
    at = dt_util.as_local(change_made.happened).time()
    return next(name for name, (first, last) in MOMENTS.items() if first <= at < last)


def _latencies(
    changes_made: list[_SchoolChange], of: Callable[[_SchoolChange], str]
) -> dict[str, Latency]:
    sorted_: dict[str, list[float]] = {}
    for change_made in changes_made:
        assert change_made.known is not None
        minutes = (change_made.known - change_made.happened).total_seconds() / 60
        sorted_.setdefault(of(change_made), []).append(minutes)
    return {
        name: Latency(len(all_), sum(all_) / len(all_), max(all_))
        for name, all_ in sorted_.items()
    }


def all_requests(school: School) -> int:
    """Count whatever reached the school."""
    ledger = school.request_log
    return (
        ledger.requests.total()
        + ledger.page_loads
        + ledger.discoveries
        + ledger.files
        + ledger.calendars
        + ledger.logouts
    )


class SimulatedDays:
    """Runs a Home Assistant and a school day after day, from one due time to the next."""

    def __init__(
        self,
        hass: HomeAssistant,
        freezer: Clock,
        school: School,
        children: tuple[str, ...],
    ) -> None:
        self._hass = hass
        self._freezer = freezer
        self._school = school
        self._children = children
        self._changes_made: list[tuple[Day, _SchoolChange]] = []
        self._count = 0
        self._stop = hass.bus.async_listen(EVENT, self._async_on_event)

    async def live(
        self, name: str, every: timedelta, events: tuple[PlannedEvent, ...] = IN_TERM
    ) -> Day:
        """Live from now to midnight; something happens now and then."""
        now = dt_util.now()
        midnight = dt_util.start_of_local_day(now.date() + timedelta(days=1))
        self._school.request_log.reset()
        day = Day(name, 0, 0, 0, {}, 0)
        next_fact = datetime.combine(now.date(), BEGINS, now.tzinfo) + every / 2
        marks = [datetime.combine(now.date(), at, now.tzinfo) for at in EVENING_HOUR]
        counts: list[int] = []
        while (now := dt_util.now()) < midnight:
            if marks and now >= marks[0]:
                counts.append(all_requests(self._school))
                marks.pop(0)
            if now >= next_fact:
                self._trigger_event(day, events)
                next_fact += every
                if next_fact.time() >= ENDS:
                    next_fact = midnight
            due = min(self._next_timer(), next_fact, midnight, *marks[:1])
            await advance_time(self._hass, self._freezer, max(due - now, SECOND))
        ledger = self._school.request_log
        day.requests = all_requests(self._school)
        day.evening_hour = counts[1] - counts[0]
        day.page_loads, day.logins = ledger.page_loads, ledger.logins
        day.functions = dict(Counter(ledger.requests).most_common())
        return day

    def end(self) -> None:
        """Return the lateness of each day, once all days are over."""
        self._stop()
        by_day: dict[int, list[_SchoolChange]] = {}
        days = {id(day): day for day, _ in self._changes_made}
        for day, change_made in self._changes_made:
            if change_made.known is None:
                day.undetected += 1
            else:
                by_day.setdefault(id(day), []).append(change_made)
        for key, changes_made in by_day.items():
            days[key].late = _latencies(changes_made, _moment)
            days[key].late_by_kind = _latencies(
                changes_made, lambda change_made: change_made.what
            )

    def _next_timer(self) -> datetime:
        """Return when Home Assistant, or anything in it, wants to wake."""
        loop = self._hass.loop
        whens = [
            handle.when()
            for handle in get_scheduled_timer_handles(loop)
            if not handle.cancelled()
        ]
        wait = min(whens, default=loop.time() + 3600) - loop.time()
        return dt_util.now() + timedelta(seconds=wait)

    def _trigger_event(self, day: Day, events: tuple[PlannedEvent, ...]) -> None:
        what, change = events[self._count % len(events)]
        child = self._children[self._count % len(self._children)]
        self._count += 1
        details: dict[str, Any] = {"pupil": child}
        mark = f"no. {self._count}."
        match what:
            case "grade":
                mark = str(round(5 + self._count / 100, 2))
                details |= {"value": mark, "title": f"Devoir n° {self._count}"}
            case "homework":
                details["text"] = f"<div>{mark}</div>"
            case "message":
                details["subject_line"] = mark
        try:
            happening = self._school.trigger_event(what, **details)
        except ImpossibleEventError:
            return
        if what == "lesson_canceled":
            mark = str(datetime.fromisoformat(happening["lesson"]["start"]))
        change_made = _SchoolChange(what, change, child, mark, dt_util.utcnow())
        self._changes_made.append((day, change_made))
        day.happened += 1

    @callback
    def _async_on_event(self, event: Event) -> None:
        change, child = event.data["type"], child_of_event(self._hass, event)
        data = event.data["data"]
        marks = {str(data.get("value")), str(data.get("start")).replace("T", " ")}
        for _, change_made in self._changes_made:
            if (
                change_made.known is None
                and change_made.change == change
                and (not child or change_made.child in child)
                and (change_made.mark in marks or change_made.mark in str(data))
            ):
                change_made.known = dt_util.utcnow()
                return
