"""Test the polling policy: what is due when, and the requests of a day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client import Holiday, SchoolCalendar
from custom_components.pronote.polling.keep_alive import (
    LOGIN_COST,
    NextAction,
    SessionState,
    best_early_poll,
    next_action,
    next_wake,
    ping_at,
)
from custom_components.pronote.polling.request_estimate import requests_per_day
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
        ("2026-11-17", "08:54", DayPhase.PEAK),
        ("2026-11-17", "08:55", DayPhase.QUIET),
        ("2026-11-17", "16:00", DayPhase.PEAK),
        ("2026-11-17", "21:24", DayPhase.PEAK),
        ("2026-11-17", "21:25", None),
        ("2026-11-21", "10:00", DayPhase.DAY_OFF),
        ("2026-11-22", "10:00", DayPhase.DAY_OFF),
        ("2026-11-22", "17:00", DayPhase.PEAK),
        ("2026-11-10", "17:00", DayPhase.PEAK),
        ("2026-11-11", "17:00", DayPhase.PEAK),
        ("2026-12-23", "10:00", DayPhase.HOLIDAY),
        ("2027-01-03", "17:00", DayPhase.PEAK),
        ("2027-07-20", "10:00", DayPhase.HOLIDAY),
        ("2026-08-31", "17:00", DayPhase.PEAK),
    ],
)
def test_day_phases(day: str, clock: str, expected: DayPhase | None) -> None:
    assert day_phase(at(day, clock)) is expected


@given(instants, offsets)
def test_day_phases_follow_each_other(instant: datetime, offset: float) -> None:
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, instant, offset))
    assert windows[0].end > instant
    for window, following in pairwise(windows):
        assert window.start < window.end
        assert following.start < following.end
        assert window.start <= following.start


@pytest.mark.parametrize(
    ("before", "first", "last"),
    [
        ("2026-11-17T03:00", "2026-11-17T06:15", "2026-11-17T06:45"),
        ("2026-11-17T10:00", "2026-11-17T15:45", "2026-11-17T16:15"),
        ("2026-11-17T08:30", "2026-11-17T08:55", "2026-11-17T09:25"),
        ("2026-11-21T03:00", "2026-11-21T09:00", "2026-11-21T10:00"),
        ("2026-12-23T03:00", "2026-12-23T09:00", "2026-12-23T12:00"),
    ],
)
def test_accounts_start_at_different_times(before: str, first: str, last: str) -> None:
    now = datetime.fromisoformat(before).replace(tzinfo=PARIS)
    opening = sorted(
        windows[0].start if windows[0].start > now else windows[1].start
        for n in range(200)
        if (
            windows := list(
                upcoming_windows(
                    CALENDAR, CALENDAR.is_working_day, now, start_offset(f"account {n}")
                )
            )
        )
    )
    span = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    assert opening[0] >= datetime.fromisoformat(first).replace(tzinfo=PARIS)
    assert opening[-1] <= datetime.fromisoformat(last).replace(tzinfo=PARIS)
    # Evenly: no tenth of the span has a quarter of them.
    for tenth in range(10):
        start = opening[0] + tenth * span / 10
        assert sum(start <= one < start + span / 10 for one in opening) < 50


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
    assert due_at(at("2026-11-17", "07:00")) == at("2026-11-17", "07:26")
    assert due_at(at("2026-11-17", "10:00")) == at("2026-11-17", "11:58")
    # At the start of the peak, whatever age was allowed before it.
    assert due_at(at("2026-11-17", "15:00")) == at("2026-11-17", "15:45")
    # Once more after 8:30 and after 21:00, for what happened just before.
    assert due_at(at("2026-11-17", "08:28")) == at("2026-11-17", "08:54")
    assert due_at(at("2026-11-17", "20:58")) == at("2026-11-17", "21:24")
    assert due_at(at("2026-11-17", "21:20")) == at("2026-11-18", "06:15")


def test_page_that_changed_is_requested_again_after_half_an_hour() -> None:
    changed = at("2026-11-17", "17:00")

    def due(requested: str, changed: datetime | None = changed) -> datetime | None:
        item = replace(
            poll_item(Resource.GRADES, at("2026-11-17", requested), covered=True),
            last_changed=changed,
        )
        now = at("2026-11-17", requested)
        return next_due(
            item, upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0)
        )

    assert due("17:00") == at("2026-11-17", "17:30")
    assert due("17:30") == due("17:30", None) == at("2026-11-17", "20:00")
    # A clock that was set back does not make it recent for hours.
    assert due("17:00", at("2026-11-17", "23:00")) == at("2026-11-17", "19:30")


def test_nights_and_holidays() -> None:
    assert due_at(at("2026-12-18", "21:00"), Resource.TIMETABLE) is None
    assert due_at(at("2026-12-18", "21:00"), Resource.NEWS) == at("2026-12-19", "17:00")
    assert due_at(at("2026-12-23", "10:00"), Resource.NEWS) == at("2026-12-24", "09:00")
    # The last day of the holidays is an evening before school.
    assert due_at(at("2027-01-02", "12:00"), Resource.TIMETABLE) == at(
        "2027-01-03", "09:00"
    )


def test_covered_page_may_be_older() -> None:
    last_requested = at("2026-11-17", "16:00")
    assert due_at(last_requested, Resource.GRADES) == at("2026-11-17", "16:26")
    covered = due_at(last_requested, Resource.GRADES, covered=True)
    assert covered == at("2026-11-17", "18:30")
    changed = due_at(last_requested, Resource.GRADES, covered=True, changed=True)
    assert changed is not None and changed <= last_requested


def test_failed_item_waits() -> None:
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
def test_plan_contains_every_item(
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
    # Nothing that was just requested is due again at once.
    again = [
        PollItem(resource=q.resource, key=q.key, last_requested=now) for q in items
    ]
    assert not plan(again, windows, now).now


def test_login_also_requests_what_is_nearly_due() -> None:
    now = at("2026-11-17", "11:00")
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    first, second, third = (
        PollItem(resource=Resource.HOME, key=age, last_requested=now - age * MINUTE)
        for age in (120, 100, 20)
    )
    assert plan([first, second, third], windows, now).now == (first,)
    assert plan([first, second, third], windows, now, early=0.25).now == (first, second)


def test_session_is_kept_alive_while_that_takes_fewer_requests_than_a_login() -> None:
    now = at("2026-11-17", "17:00")
    until = now + 20 * MINUTE
    assert ping_at(now, until, 30 * MINUTE) is None
    assert ping_at(now, until, 5 * MINUTE) == now + 5 * MINUTE
    assert ping_at(now, now + (LOGIN_COST + 2) * 5 * MINUTE, 5 * MINUTE) is None


def test_session_is_kept_alive_with_the_page_requested_longest_ago() -> None:
    now = at("2026-11-17", "17:00")
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    fresh = PollItem(
        resource=Resource.HOME, key="fresh", last_requested=now - 2 * MINUTE
    )
    home = PollItem(resource=Resource.HOME, key="home", last_requested=now - 9 * MINUTE)
    grades = PollItem(
        resource=Resource.GRADES,
        key="grades",
        last_requested=now - HOUR,
        covered=True,
    )
    menus = PollItem(
        resource=Resource.MENUS, key="menus", last_requested=now - 12 * HOUR
    )
    idle_timeout = 5 * MINUTE
    assert best_early_poll([fresh], windows, now, idle_timeout) is None
    assert best_early_poll([home, fresh], windows, now, idle_timeout) is home
    assert best_early_poll([home, grades, menus], windows, now, idle_timeout) is grades
    # A page that is requested every other day is not requested early.
    assert best_early_poll([fresh, menus], windows, now, idle_timeout) is None
    # Two pages become due before two timeouts are over: the first of them is requested now.
    urgent = [
        PollItem(resource=Resource.HOME, key=n, last_requested=now - 19 * MINUTE)
        for n in range(2)
    ]
    assert best_early_poll([*urgent, grades], windows, now, idle_timeout) is urgent[0]


def test_no_timetable_in_holidays() -> None:
    assert Resource.TIMETABLE not in MAX_AGES[DayPhase.HOLIDAY]
    for day_phase_ in (DayPhase.PEAK, DayPhase.QUIET, DayPhase.DAY_OFF):
        assert MAX_AGES[day_phase_].keys() == set(Resource)


def test_back_off_doubles_up_to_a_limit() -> None:
    """Also after a summer of failures."""
    waits = [back_off(10 * MINUTE, HOUR, count) for count in range(1, 6)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR, HOUR]
    assert back_off(10 * MINUTE, HOUR, 100_000) == HOUR


class TestNextAction:
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

    def test_due_item_is_requested(self) -> None:
        assert self.next_action(self.home(26)).items == (self.home(26),)
        assert self.next_wake(self.home(26)) == self.now

    def test_nothing_is_requested_before_the_idle_timeout(self) -> None:
        assert self.next_action(self.home(6), last_used=4) == NextAction()
        assert self.next_wake(self.home(6), last_used=4) == self.now + MINUTE

    def test_session_is_kept_alive_with_a_page_or_else_a_ping(self) -> None:
        assert self.next_action(self.home(9), last_used=5).items == (self.home(9),)
        assert self.next_action(self.home(3), last_used=5).ping

    def test_expired_session_is_not_kept_alive(self) -> None:
        assert self.next_action(self.home(9), last_used=None) == NextAction()
        assert self.next_wake(self.home(9), last_used=None) == self.now + 17 * MINUTE
        assert self.next_wake(last_used=None) is None

    def test_login_requests_early_only_what_is_due_before_the_next_home_page(
        self,
    ) -> None:
        due_now, soon = self.home(26), self.home(21)
        grades = poll_item(Resource.GRADES, self.now - 2 * HOUR, covered=True)
        assert self.next_action(due_now, soon, grades, last_used=None).items == (
            due_now,
            soon,
        )


def all_items(children: int) -> list[PollItem[str]]:
    """Return all items of an account with some children, whose home pages cover the others.

    Documents are requested only for accounts that may sign.
    """
    covered = {Resource.NEWS, Resource.DISCUSSIONS}
    each = set(Resource) - covered - {Resource.DOCUMENTS}
    shown_at_home = each - {Resource.HOME, Resource.MENUS, Resource.REPORT_CARDS}
    return [
        *(poll_item(resource, None, covered=True) for resource in covered),
        *(
            poll_item(resource, None, covered=resource in shown_at_home)
            for resource in Resource
            if resource in each
            for _ in range(children)
        ),
    ]


@pytest.mark.parametrize(
    ("children", "minutes", "max_requests"),
    [(2, 5, 175), (2, 30, 140), (1, 5, 150), (1, 30, 80)],
)
@pytest.mark.parametrize("offset", [0, 0.5, 0.99])
def test_estimate_of_a_school_day(
    children: int, minutes: int, max_requests: int, offset: float
) -> None:
    idle_timeout = minutes * MINUTE * 0.95
    estimate = requests_per_day(all_items(children), CALENDAR, offset, idle_timeout)
    assert max_requests * 0.8 < estimate <= max_requests


def test_estimate_without_entities_is_zero() -> None:
    assert requests_per_day([], CALENDAR, 0, 5 * MINUTE) == 0
    news = poll_item(Resource.NEWS, None)
    assert 0 < requests_per_day([news], CALENDAR, 0, 2 * HOUR) <= 30


def test_no_ping_at_night() -> None:
    now = at("2026-11-17", "21:20")
    windows = list(upcoming_windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    home = poll_item(Resource.HOME, now)
    session = SessionState(now, 2 * HOUR)
    assert next_wake([home], windows, now, session) == at("2026-11-18", "06:15")
    later = at("2026-11-17", "23:20")
    assert next_action([home], windows, later, session) == NextAction()
