"""Measure how late changes are known, and the load of a thousand homes on a school, by the policy alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import mean
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client import Holiday, SchoolCalendar
from custom_components.pronote.polling.update_intervals import (
    MAX_AGES,
    DayPhase,
    Resource,
)

from .policy_model import Change, Outage, PolicyHome, Shown, percentile

pytestmark = pytest.mark.timeout(600)

PARIS: Final = ZoneInfo("Europe/Paris")
CALENDAR: Final = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 3),
    holidays=(
        Holiday(name="Toussaint", start=date(2026, 10, 17), end=date(2026, 11, 1)),
        Holiday(name="Noël", start=date(2026, 12, 19), end=date(2027, 1, 3)),
    ),
)
DAY: Final = timedelta(days=1)
KINDS: Final = {
    "grade": (Resource.GRADES, 0.1),
    "evaluation": (Resource.EVALUATIONS, 0.1),
    "lesson": (Resource.TIMETABLE, 0.7),
    "homework": (Resource.HOMEWORK, 0.25),
    "message": (Resource.DISCUSSIONS, None),
    "news": (Resource.NEWS, None),
    "school life": (Resource.SCHOOL_LIFE, 0.0),
}
"""Page of each kind, and the share that the home page does not show; None: a counter shows it.

The home page contains one of ten school days of lessons, and the homework of a week.
"""
HOMES: Final = 10


@dataclass(frozen=True, slots=True)
class Scenario:
    """Some days with changes at a school."""

    first: date
    days: int
    changes: int
    """Changes a day."""
    strike: date | None = None
    """A day whose lessons are all canceled at 7:00."""
    late_grades: int = 0
    """Grades a day that are published for the period before."""


SCENARIOS: Final = {
    "ordinary": Scenario(date(2026, 11, 30), 4, 9),
    "busy": Scenario(date(2026, 11, 30), 4, 40),
    "strike": Scenario(date(2026, 11, 30), 3, 9, strike=date(2026, 12, 1)),
    "turn of a period": Scenario(date(2026, 11, 30), 4, 9, late_grades=4),
    "weekend": Scenario(date(2026, 11, 28), 2, 9),
    "holidays": Scenario(date(2026, 12, 21), 3, 2),
}


def has_lessons(day: date) -> bool:
    return CALENDAR.is_working_day(day) and day.weekday() < 5


def changes_of(scenario: Scenario, children: int, random: Random) -> list[Change]:
    """Return changes at random hours of the days of a scenario."""
    found = []
    for offset in range(scenario.days):
        midnight = datetime.combine(scenario.first + offset * DAY, time(), PARIS)
        for _ in range(scenario.changes):
            kind = random.choice(list(KINDS))
            resource, hidden = KINDS[kind]
            shown = Shown.HOME
            if hidden is None:
                shown = Shown.COUNTER
            elif random.random() < hidden:
                shown = Shown.NOWHERE
            at = midnight + timedelta(minutes=random.uniform(0, 24 * 60))
            found.append(Change(kind, resource, random.randrange(children), at, shown))
        found += [
            Change(
                "late grade",
                Resource.GRADES,
                random.randrange(children),
                midnight + timedelta(minutes=random.uniform(0, 24 * 60)),
                Shown.NOWHERE,
                former=True,
            )
            for _ in range(scenario.late_grades)
        ]
        if scenario.strike == midnight.date():
            found += [
                Change("lesson", Resource.TIMETABLE, child, midnight.replace(hour=hour))
                for child in range(children)
                for hour in (7, 17)
            ]
    return found


def moment_of(change: Change) -> str:
    """Return the moment of the day of a change, as the aims distinguish them."""
    day, at = change.at.date(), change.at.time()
    if CALENDAR.holiday(day) and not has_lessons(day + DAY):
        return "holidays"
    is_peak = time(16) <= at < time(21) and (has_lessons(day) or has_lessons(day + DAY))
    if is_peak or (has_lessons(day) and time(6, 30) <= at < time(8, 30)):
        return "peak"
    if has_lessons(day) and time(8, 30) <= at < time(16):
        return "school hours"
    if has_lessons(day + DAY if at >= time(21) else day):
        return "night"
    return "day off"


def minutes_late(change: Change) -> float:
    """Return how late a change was known: after 7:00 for the night, in daytime for days off."""
    assert change.known is not None
    moment = moment_of(change)
    if moment == "night":
        morning = change.at.date() + (DAY if change.at.hour >= 21 else 0 * DAY)
        since = datetime.combine(morning, time(7), PARIS)
        return max(0.0, (change.known - since).total_seconds() / 60)
    if moment == "day off":
        return sum(_daytime(change.at, change.known)) / 60
    return (change.known - change.at).total_seconds() / 60


def _daytime(start: datetime, end: datetime) -> Iterator[float]:
    """Yield the seconds between 9:00 and 20:00 of each day."""
    day = start.date()
    while day <= end.date():
        first = max(start, datetime.combine(day, time(9), PARIS))
        last = min(end, datetime.combine(day, time(20), PARIS))
        yield max(0.0, (last - first).total_seconds())
        day += DAY


@dataclass(slots=True)
class Outcome:
    """Lateness and requests of some homes."""

    late: dict[str, list[float]] = field(default_factory=dict)
    kinds: dict[str, list[float]] = field(default_factory=dict)
    former: list[float] = field(default_factory=list)
    """Hours until grades of the period before were known."""
    requests: list[int] = field(default_factory=list)
    logins: list[int] = field(default_factory=list)
    unknown: int = 0


def live(scenario: Scenario, children: int, accounts: int, idle: int) -> Outcome:
    """Run some homes through a scenario, from a day before to a day after."""
    outcome = Outcome()
    last = scenario.first + scenario.days * DAY
    start = datetime.combine(scenario.first - DAY, time(), PARIS)
    for number in range(HOMES):
        random = Random(number)
        requests, logins = Counter[date](), Counter[date]()
        for account in range(accounts):
            home = PolicyHome(
                f"account {number} {account}",
                children,
                timedelta(minutes=idle),
                CALENDAR,
                has_lessons,
                reads_former=bool(scenario.late_grades),
            )
            changes = changes_of(scenario, children, random)
            home.run(start, datetime.combine(last + DAY, time(), PARIS), changes)
            requests.update(one.date() for one in home.requests)
            logins.update(one.date() for one in home.logins)
            for change in changes:
                if change.known is None:
                    outcome.unknown += 1
                    continue
                if change.former:
                    hours = (change.known - change.at).total_seconds() / 3600
                    outcome.former.append(hours)
                    continue
                late = minutes_late(change)
                outcome.late.setdefault(moment_of(change), []).append(late)
                if moment_of(change) == "peak":
                    outcome.kinds.setdefault(change.kind, []).append(late)
        days = [scenario.first + n * DAY for n in range(scenario.days)]
        days = [scenario.strike] if scenario.strike else days
        outcome.requests += [requests[day] for day in days]
        outcome.logins += [logins[day] for day in days]
    return outcome


def summary(late: list[float]) -> dict[str, float]:
    return {
        "count": len(late),
        "median": percentile(late, 0.5),
        "p95": percentile(late, 0.95),
        "worst": max(late),
    }


FAMILIES: Final = [
    *((name, 2, 1) for name in SCENARIOS),
    *(
        (name, *size)
        for name in ("ordinary", "busy")
        for size in ((1, 1), (4, 1), (2, 3))
    ),
]


@pytest.mark.parametrize("idle", [5, 30])
@pytest.mark.parametrize(("name", "children", "accounts"), FAMILIES)
def test_lateness(
    name: str,
    children: int,
    accounts: int,
    idle: int,
    record_property: Callable[[str, Any], None],
) -> None:
    outcome = live(SCENARIOS[name], children, accounts, idle)
    record_property(
        "lateness",
        {
            "scenario": name,
            "children": children,
            "accounts": accounts,
            "idle": idle,
            "requests": mean(outcome.requests),
            "logins": mean(outcome.logins),
            "late": {key: summary(one) for key, one in outcome.late.items()},
            "kinds": {key: summary(one) for key, one in outcome.kinds.items()},
            "former": summary(outcome.former) if outcome.former else None,
            "unknown": outcome.unknown,
        },
    )


INTERVALS: Final = {
    "30 min": 30,
    "1 h": 60,
    "2 h": 120,
    "chosen": None,
    "20 h": 1200,
}
"""How old homework, grades and skills may be that the home page does not show."""


@pytest.mark.parametrize("idle", [5, 30])
@pytest.mark.parametrize("interval", INTERVALS)
def test_curve(
    interval: str,
    idle: int,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, Any], None],
) -> None:
    """The fewer requests, the later the changes that the home page does not show."""
    if (minutes := INTERVALS[interval]) is not None:
        for phase in (DayPhase.PEAK, DayPhase.QUIET):
            ages = MAX_AGES[phase]
            covered = timedelta(minutes=minutes)
            for resource in (Resource.HOMEWORK, Resource.GRADES, Resource.EVALUATIONS):
                monkeypatch.setitem(
                    ages, resource, replace(ages[resource], covered=covered)
                )
    outcome = live(SCENARIOS["ordinary"], 2, 1, idle)
    late = outcome.late["peak"]
    record_property(
        "curve",
        {
            "interval": interval,
            "idle": idle,
            "requests": mean(outcome.requests),
            "late": summary(late),
            "over_an_hour": sum(one > 60 for one in late) / len(late),
        },
    )


CROWD: Final = 1000
CROWD_DAYS: Final = {
    "school day": (date(2026, 12, 1), None),
    "after an outage of an hour": (
        date(2026, 12, 1),
        Outage(
            datetime(2026, 12, 1, 17, tzinfo=PARIS),
            datetime(2026, 12, 1, 18, tzinfo=PARIS),
        ),
    ),
    "1 September": (date(2026, 9, 1), None),
}


@pytest.mark.parametrize("name", CROWD_DAYS)
def test_thousand_homes(name: str, record_property: Callable[[str, Any], None]) -> None:
    """Two children each; half of the sessions end after five minutes, half after thirty."""
    day, outage = CROWD_DAYS[name]
    requests, logins = Counter[int](), Counter[int]()
    midnight = datetime.combine(day, time(), PARIS)
    for number in range(CROWD):
        home = PolicyHome(
            f"account {number}",
            2,
            timedelta(minutes=30 if number % 2 else 5),
            CALENDAR,
            has_lessons,
            outage,
        )
        home.run(midnight - DAY, midnight + DAY, ())
        for counts, times in ((requests, home.requests), (logins, home.logins)):
            counts.update(
                int((one - midnight).total_seconds() // 60)
                for one in times
                if one.date() == day
            )
    record_property(
        "homes",
        {
            "day": name,
            "requests": [requests[minute] for minute in range(24 * 60)],
            "logins": [logins[minute] for minute in range(24 * 60)],
        },
    )
