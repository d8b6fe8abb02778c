"""Test the polling policy: what is due when, and the requests of a day."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client import Holiday, SchoolCalendar
from custom_components.pronote.polling.estimate import requests_per_day
from custom_components.pronote.polling.keep_alive import (
    LOGIN_COST,
    NextAction,
    SessionState,
    best_early_poll,
    next_action,
    next_wake,
    ping_at,
)
from custom_components.pronote.polling.update_intervals import (
    MAX_AGES,
    DayPhase,
    PollItem,
    Resource,
    back_off,
    next_due,
    plan,
    start_offset,
    upcoming_windows,
)

PARIS = ZoneInfo("Europe/Paris")
CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 3),
    holidays=(
        Holiday(name="Noël", start=date(2026, 12, 19), end=date(2027, 1, 3)),
        Holiday(name="11 novembre", start=date(2026, 11, 11), end=date(2026, 11, 11)),
    ),
)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
instants = st.integers(0, 390 * 24 * 60).map(
    lambda minutes: datetime(2026, 8, 1, tzinfo=PARIS) + minutes * MINUTE
)
offsets = st.floats(0, 1, exclude_max=True)


def at(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), PARIS)


def day_phase(instant: datetime, offset: float = 0) -> DayPhase | None:
    windows = upcoming_windows(CALENDAR, CALENDAR.is_working_day, instant, offset)
    first = next(iter(windows))
    return first.day_phase if first.start <= instant else None


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2026-11-17", "05:00", None),
        ("2026-11-17", "06:30", DayPhase.PEAK),
        ("2026-11-17", "08:29", DayPhase.PEAK),
        ("2026-11-17", "08:30", DayPhase.QUIET),
        ("2026-11-17", "16:00", DayPhase.PEAK),
        ("2026-11-17", "20:00", DayPhase.QUIET),
        ("2026-11-17", "21:30", None),
        ("2026-11-21", "10:00", DayPhase.DAY_OFF),
        ("2026-11-22", "10:00", DayPhase.DAY_OFF),
        ("2026-11-22", "17:00", DayPhase.QUIET),
        ("2026-11-10", "17:00", DayPhase.PEAK),
        ("2026-11-11", "17:00", DayPhase.QUIET),
        ("2026-12-23", "10:00", DayPhase.HOLIDAY),
        ("2027-01-03", "17:00", DayPhase.QUIET),
        ("2027-07-20", "10:00", DayPhase.HOLIDAY),
        ("2026-08-31", "17:00", DayPhase.QUIET),
    ],
)
def test_moments(day: str, clock: str, expected: DayPhase | None) -> None:
    assert day_phase(at(day, clock)) is expected


@given(instants, offsets)
def test_moments_follow_each_other(instant: datetime, offset: float) -> None:
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, instant, offset))
    assert windows[0].end > instant
    for window, following in pairwise(windows):
        assert window.start < window.end
        assert following.start < following.end
        assert window.start <= following.start


def test_houses_do_not_knock_together() -> None:
    opening = {
        next(
            iter(
                upcoming_windows(
                    CALENDAR,
                    CALENDAR.is_working_day,
                    at("2026-11-17", "03:00"),
                    start_offset(f"house {n}"),
                )
            )
        ).start
        for n in range(100)
    }
    assert len(opening) > 90
    assert min(opening) >= at("2026-11-17", "06:25")
    assert max(opening) <= at("2026-11-17", "06:30")


def poll_item(
    resource: Resource,
    last_requested: datetime | None,
    *,
    covered: bool = False,
    changed: bool = False,
) -> PollItem[str]:
    return PollItem(
        resource=resource,
        key=resource.value,
        last_requested=last_requested,
        covered=covered,
        changed=changed,
    )


def due_at(
    last_requested: datetime, resource: Resource = Resource.HOME, **known: bool
) -> datetime | None:
    windows = upcoming_windows(CALENDAR, CALENDAR.is_working_day, last_requested, 0)
    return next_due(poll_item(resource, last_requested, **known), windows)


def test_fresh_when_it_matters() -> None:
    assert due_at(at("2026-11-17", "07:00")) == at("2026-11-17", "07:20")
    assert due_at(at("2026-11-17", "10:00")) == at("2026-11-17", "11:00")
    # Fresh from the first minute of the rush on, whatever the age allowed before it.
    assert due_at(at("2026-11-17", "15:30")) == at("2026-11-17", "16:00")
    assert due_at(at("2026-11-17", "21:20")) == at("2026-11-18", "06:30")


def test_nights_and_holidays() -> None:
    assert due_at(at("2026-12-18", "21:00"), Resource.TIMETABLE) is None
    assert due_at(at("2026-12-18", "21:00"), Resource.NEWS) == at("2026-12-19", "17:00")
    assert due_at(at("2026-12-23", "10:00"), Resource.NEWS) == at("2026-12-24", "09:00")
    # The eve of the return is no holiday any more.
    assert due_at(at("2027-01-02", "12:00"), Resource.TIMETABLE) == at(
        "2027-01-03", "09:00"
    )


def test_what_another_answer_vouches_for_may_grow_old() -> None:
    last_requested = at("2026-11-17", "16:00")
    assert due_at(last_requested, Resource.GRADES) == at("2026-11-17", "17:00")
    covered = due_at(last_requested, Resource.GRADES, covered=True)
    assert covered is not None and covered > at("2026-11-18", "06:00")
    assert (
        due_at(last_requested, Resource.GRADES, covered=True, changed=True)
        == last_requested
    )


def test_what_failed_waits() -> None:
    later = at("2026-11-17", "07:30")
    failed = PollItem(resource=Resource.HOME, key="", not_before=later)
    windows = list(
        upcoming_windows(
            CALENDAR, CALENDAR.is_working_day, at("2026-11-17", "07:00"), 0
        )
    )
    assert next_due(failed, windows) == later


@given(
    instants,
    offsets,
    st.lists(
        st.tuples(
            st.sampled_from(Resource), st.none() | st.timedeltas(timedelta(), 30 * HOUR)
        ),
        max_size=12,
    ),
)
def test_a_plan_forgets_nothing(
    now: datetime, offset: float, known: list[tuple[Resource, timedelta | None]]
) -> None:
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, offset))
    items = [
        PollItem(
            resource=resource, key=n, last_requested=None if age is None else now - age
        )
        for n, (resource, age) in enumerate(known)
    ]
    found = plan(items, windows, now)
    wanted = {q.key: next_due(q, windows) for q in items}
    assert {q.key for q in found.now} == {
        key for key, when in wanted.items() if when is not None and when <= now
    }
    later = [when for when in wanted.values() if when is not None and when > now]
    assert found.next_at == min(later, default=None)
    # Nothing that was just asked is due again at once.
    again = [
        PollItem(resource=q.resource, key=q.key, last_requested=now) for q in items
    ]
    assert not plan(again, windows, now).now


def test_one_login_serves_what_is_nearly_due() -> None:
    now = at("2026-11-17", "11:00")
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    first, second, third = (
        PollItem(resource=Resource.HOME, key=age, last_requested=now - age * MINUTE)
        for age in (60, 50, 20)
    )
    assert plan([first, second, third], windows, now).now == (first,)
    assert plan([first, second, third], windows, now, early=0.25).now == (first, second)


def test_a_session_is_kept_while_that_is_cheaper_than_a_login() -> None:
    now = at("2026-11-17", "17:00")
    until = now + 20 * MINUTE
    assert ping_at(now, until, 30 * MINUTE) is None
    assert ping_at(now, until, 5 * MINUTE) == now + 5 * MINUTE
    assert ping_at(now, now + (LOGIN_COST + 2) * 5 * MINUTE, 5 * MINUTE) is None


def test_a_touch_asks_something_useful() -> None:
    now = at("2026-11-17", "17:00")
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    fresh = PollItem(
        resource=Resource.HOME, key="fresh", last_requested=now - 2 * MINUTE
    )
    home = PollItem(resource=Resource.HOME, key="home", last_requested=now - 9 * MINUTE)
    work = PollItem(
        resource=Resource.HOMEWORK, key="work", last_requested=now - 20 * MINUTE
    )
    idle_timeout = 5 * MINUTE
    assert best_early_poll([fresh], windows, now, idle_timeout) is None
    assert best_early_poll([home, fresh], windows, now, idle_timeout) is home
    assert best_early_poll([home, work], windows, now, idle_timeout) is work
    # Two pages fall due before two rests are over: the first of them goes now.
    urgent = [
        PollItem(resource=Resource.HOME, key=n, last_requested=now - 13 * MINUTE)
        for n in range(2)
    ]
    assert best_early_poll([*urgent, work], windows, now, idle_timeout) is urgent[0]


def test_no_timetable_in_holidays() -> None:
    assert Resource.TIMETABLE not in MAX_AGES[DayPhase.HOLIDAY]
    for day_phase_ in (DayPhase.PEAK, DayPhase.QUIET, DayPhase.DAY_OFF):
        assert MAX_AGES[day_phase_].keys() == set(Resource)


def test_patience_grows_and_has_an_end() -> None:
    """Also after a summer of failures, which no power of two survives."""
    waits = [back_off(10 * MINUTE, HOUR, count) for count in range(1, 6)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR, HOUR]
    assert back_off(10 * MINUTE, HOUR, 100_000) == HOUR


class TestRhythm:
    """Next action, by the items that are due and the state of the session."""

    now = at("2026-11-17", "17:00")
    windows = tuple(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))

    def home(self, age: float) -> PollItem[str]:
        return poll_item(Resource.HOME, self.now - age * MINUTE)

    def next_action(
        self, *items: PollItem[str], last_used: float | None = 0
    ) -> NextAction[str]:
        when = None if last_used is None else self.now - last_used * MINUTE
        return next_action(
            items, self.windows, self.now, SessionState(when, 5 * MINUTE)
        )

    def next_wake(
        self, *items: PollItem[str], last_used: float | None = 0
    ) -> datetime | None:
        when = None if last_used is None else self.now - last_used * MINUTE
        return next_wake(items, self.windows, self.now, SessionState(when, 5 * MINUTE))

    def test_what_is_due_is_asked(self) -> None:
        assert self.next_action(self.home(20)).items == (self.home(20),)
        assert self.next_wake(self.home(20)) == self.now

    def test_between_two_touches_nothing_is(self) -> None:
        assert self.next_action(self.home(6), last_used=4) == NextAction()
        assert self.next_wake(self.home(6), last_used=4) == self.now + MINUTE

    def test_a_touch_asks_what_is_ripe_else_nothing(self) -> None:
        assert self.next_action(self.home(9), last_used=5).items == (self.home(9),)
        assert self.next_action(self.home(5), last_used=5).ping

    def test_a_session_that_is_over_is_not_touched(self) -> None:
        assert self.next_action(self.home(9), last_used=None) == NextAction()
        assert self.next_wake(self.home(9), last_used=None) == self.now + 11 * MINUTE
        assert self.next_wake(last_used=None) is None

    def test_a_login_takes_along_only_what_the_next_look_would_miss(self) -> None:
        due_now, soon = self.home(20), self.home(16)
        week = poll_item(Resource.TIMETABLE, self.now - 3 * HOUR, covered=True)
        assert self.next_action(due_now, soon, week, last_used=None).items == (
            due_now,
            soon,
        )


def a_family(children: int) -> list[PollItem[str]]:
    """Return all there is to ask for some children whose home page tells everything."""
    covered = {Resource.NEWS, Resource.DISCUSSIONS}
    each = set(Resource) - covered
    vouched = each - {Resource.HOME, Resource.MENUS, Resource.REPORT_CARDS}
    return [
        *(poll_item(resource, None, covered=True) for resource in covered),
        *(
            poll_item(resource, None, covered=resource in vouched)
            for resource in Resource
            if resource in each
            for _ in range(children)
        ),
    ]


@pytest.mark.parametrize(
    ("children", "minutes", "max_requests"),
    [(2, 5, 152), (2, 30, 95), (1, 5, 145), (1, 30, 60)],
)
@pytest.mark.parametrize("offset", [0, 0.5, 0.99])
def test_a_school_day_is_foretold(
    children: int, minutes: int, max_requests: int, offset: float
) -> None:
    """What nine happenings cost comes on top: the promise is 160 and 110 for two children."""
    idle_timeout = minutes * MINUTE * 0.95
    foretold = requests_per_day(a_family(children), CALENDAR, offset, idle_timeout)
    assert max_requests * 0.8 < foretold <= max_requests


def test_what_nobody_follows_costs_nothing() -> None:
    assert requests_per_day([], CALENDAR, 0, 5 * MINUTE) == 0
    news = poll_item(Resource.NEWS, None)
    assert 0 < requests_per_day([news], CALENDAR, 0, 2 * HOUR) <= 25
