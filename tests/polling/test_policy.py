"""The school-aware clock, on paper: what is due when, and what a day costs."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client import Holiday, SchoolCalendar
from custom_components.pronote.polling.estimate import requests_a_day
from custom_components.pronote.polling.keep_alive import (
    LOGIN_COST,
    Standing,
    Step,
    next_step,
    next_wake,
    ripest,
    touch,
)
from custom_components.pronote.polling.policy import (
    AGES,
    Kind,
    Moment,
    Question,
    back_off,
    due,
    phase_of,
    plan,
    windows,
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
phases = st.floats(0, 1, exclude_max=True)


def at(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), PARIS)


def moment(instant: datetime, phase: float = 0) -> Moment | None:
    coming = windows(CALENDAR, CALENDAR.is_working_day, instant, phase)
    first = next(iter(coming))
    return first.moment if first.start <= instant else None


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2026-11-17", "05:00", None),
        ("2026-11-17", "06:30", Moment.RUSH),
        ("2026-11-17", "08:29", Moment.RUSH),
        ("2026-11-17", "08:30", Moment.QUIET),
        ("2026-11-17", "16:00", Moment.RUSH),
        ("2026-11-17", "20:00", Moment.QUIET),
        ("2026-11-17", "21:30", None),
        ("2026-11-21", "10:00", Moment.IDLE),
        ("2026-11-22", "10:00", Moment.IDLE),
        ("2026-11-22", "17:00", Moment.QUIET),
        ("2026-11-10", "17:00", Moment.RUSH),
        ("2026-11-11", "17:00", Moment.QUIET),
        ("2026-12-23", "10:00", Moment.HOLIDAY),
        ("2027-01-03", "17:00", Moment.QUIET),
        ("2027-07-20", "10:00", Moment.HOLIDAY),
        ("2026-08-31", "17:00", Moment.QUIET),
    ],
)
def test_moments(day: str, clock: str, expected: Moment | None) -> None:
    assert moment(at(day, clock)) is expected


@given(instants, phases)
def test_moments_follow_each_other(instant: datetime, phase: float) -> None:
    coming = list(windows(CALENDAR, CALENDAR.is_working_day, instant, phase))
    assert coming[0].end > instant
    for window, following in pairwise(coming):
        assert window.start < window.end
        assert following.start < following.end
        assert window.start <= following.start


def test_houses_do_not_knock_together() -> None:
    opening = {
        next(
            iter(
                windows(
                    CALENDAR,
                    CALENDAR.is_working_day,
                    at("2026-11-17", "03:00"),
                    phase_of(f"house {n}"),
                )
            )
        ).start
        for n in range(100)
    }
    assert len(opening) > 90
    assert min(opening) >= at("2026-11-17", "06:25")
    assert max(opening) <= at("2026-11-17", "06:30")


def question(
    kind: Kind, asked: datetime | None, *, watched: bool = False, changed: bool = False
) -> Question[str]:
    return Question(
        kind=kind, about=kind.value, asked=asked, watched=watched, changed=changed
    )


def due_at(asked: datetime, kind: Kind = Kind.HOME, **known: bool) -> datetime | None:
    coming = windows(CALENDAR, CALENDAR.is_working_day, asked, 0)
    return due(question(kind, asked, **known), coming)


def test_fresh_when_it_matters() -> None:
    assert due_at(at("2026-11-17", "07:00")) == at("2026-11-17", "07:20")
    assert due_at(at("2026-11-17", "10:00")) == at("2026-11-17", "11:00")
    # Fresh from the first minute of the rush on, whatever the age allowed before it.
    assert due_at(at("2026-11-17", "15:30")) == at("2026-11-17", "16:00")
    assert due_at(at("2026-11-17", "21:20")) == at("2026-11-18", "06:30")


def test_nights_and_holidays() -> None:
    assert due_at(at("2026-12-18", "21:00"), Kind.WEEKS) is None
    assert due_at(at("2026-12-18", "21:00"), Kind.NEWS) == at("2026-12-19", "17:00")
    assert due_at(at("2026-12-23", "10:00"), Kind.NEWS) == at("2026-12-24", "09:00")
    # The eve of the return is no holiday any more.
    assert due_at(at("2027-01-02", "12:00"), Kind.WEEKS) == at("2027-01-03", "09:00")


def test_what_another_answer_vouches_for_may_grow_old() -> None:
    asked = at("2026-11-17", "16:00")
    assert due_at(asked, Kind.GRADES) == at("2026-11-17", "17:00")
    watched = due_at(asked, Kind.GRADES, watched=True)
    assert watched is not None and watched > at("2026-11-18", "06:00")
    assert due_at(asked, Kind.GRADES, watched=True, changed=True) == asked


def test_what_failed_waits() -> None:
    later = at("2026-11-17", "07:30")
    failed = Question(kind=Kind.HOME, about="", not_before=later)
    coming = list(
        windows(CALENDAR, CALENDAR.is_working_day, at("2026-11-17", "07:00"), 0)
    )
    assert due(failed, coming) == later


@given(
    instants,
    phases,
    st.lists(
        st.tuples(
            st.sampled_from(Kind), st.none() | st.timedeltas(timedelta(), 30 * HOUR)
        ),
        max_size=12,
    ),
)
def test_a_plan_forgets_nothing(
    now: datetime, phase: float, known: list[tuple[Kind, timedelta | None]]
) -> None:
    coming = list(windows(CALENDAR, CALENDAR.is_working_day, now, phase))
    asked = [
        Question(kind=kind, about=n, asked=None if age is None else now - age)
        for n, (kind, age) in enumerate(known)
    ]
    found = plan(asked, coming, now)
    wanted = {q.about: due(q, coming) for q in asked}
    assert {q.about for q in found.now} == {
        about for about, when in wanted.items() if when is not None and when <= now
    }
    later = [when for when in wanted.values() if when is not None and when > now]
    assert found.next_at == min(later, default=None)
    # Nothing that was just asked is due again at once.
    again = [Question(kind=q.kind, about=q.about, asked=now) for q in asked]
    assert not plan(again, coming, now).now


def test_one_login_serves_what_is_nearly_due() -> None:
    now = at("2026-11-17", "11:00")
    coming = list(windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    first, second, third = (
        Question(kind=Kind.HOME, about=age, asked=now - age * MINUTE)
        for age in (60, 50, 20)
    )
    assert plan([first, second, third], coming, now).now == (first,)
    assert plan([first, second, third], coming, now, ahead=0.25).now == (first, second)


def test_a_session_is_kept_while_that_is_cheaper_than_a_login() -> None:
    now = at("2026-11-17", "17:00")
    until = now + 20 * MINUTE
    assert touch(now, until, 30 * MINUTE) is None
    assert touch(now, until, 5 * MINUTE) == now + 5 * MINUTE
    assert touch(now, now + (LOGIN_COST + 2) * 5 * MINUTE, 5 * MINUTE) is None


def test_a_touch_asks_something_useful() -> None:
    now = at("2026-11-17", "17:00")
    coming = list(windows(CALENDAR, CALENDAR.is_working_day, now, 0))
    fresh = Question(kind=Kind.HOME, about="fresh", asked=now - 2 * MINUTE)
    home = Question(kind=Kind.HOME, about="home", asked=now - 9 * MINUTE)
    work = Question(kind=Kind.HOMEWORK, about="work", asked=now - 20 * MINUTE)
    rest = 5 * MINUTE
    assert ripest([fresh], coming, now, rest) is None
    assert ripest([home, fresh], coming, now, rest) is home
    assert ripest([home, work], coming, now, rest) is work
    # Two pages fall due before two rests are over: the first of them goes now.
    urgent = [
        Question(kind=Kind.HOME, about=n, asked=now - 13 * MINUTE) for n in range(2)
    ]
    assert ripest([*urgent, work], coming, now, rest) is urgent[0]


def test_no_timetable_in_holidays() -> None:
    assert Kind.WEEKS not in AGES[Moment.HOLIDAY]
    for moment_ in (Moment.RUSH, Moment.QUIET, Moment.IDLE):
        assert AGES[moment_].keys() == set(Kind)


def test_patience_grows_and_has_an_end() -> None:
    """Also after a summer of failures, which no power of two survives."""
    waits = [back_off(10 * MINUTE, HOUR, count) for count in range(1, 6)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR, HOUR]
    assert back_off(10 * MINUTE, HOUR, 100_000) == HOUR


class TestRhythm:
    """One step at a time, from what is due and how the session stands."""

    now = at("2026-11-17", "17:00")
    coming = tuple(windows(CALENDAR, CALENDAR.is_working_day, now, 0))

    def home(self, age: float) -> Question[str]:
        return question(Kind.HOME, self.now - age * MINUTE)

    def step(self, *asked: Question[str], used: float | None = 0) -> Step[str]:
        when = None if used is None else self.now - used * MINUTE
        return next_step(asked, self.coming, self.now, Standing(when, 5 * MINUTE))

    def wake(self, *asked: Question[str], used: float | None = 0) -> datetime | None:
        when = None if used is None else self.now - used * MINUTE
        return next_wake(asked, self.coming, self.now, Standing(when, 5 * MINUTE))

    def test_what_is_due_is_asked(self) -> None:
        assert self.step(self.home(20)).ask == (self.home(20),)
        assert self.wake(self.home(20)) == self.now

    def test_between_two_touches_nothing_is(self) -> None:
        assert self.step(self.home(6), used=4) == Step()
        assert self.wake(self.home(6), used=4) == self.now + MINUTE

    def test_a_touch_asks_what_is_ripe_else_nothing(self) -> None:
        assert self.step(self.home(9), used=5).ask == (self.home(9),)
        assert self.step(self.home(5), used=5).touch

    def test_a_session_that_is_over_is_not_touched(self) -> None:
        assert self.step(self.home(9), used=None) == Step()
        assert self.wake(self.home(9), used=None) == self.now + 11 * MINUTE
        assert self.wake(used=None) is None

    def test_a_login_takes_along_only_what_the_next_look_would_miss(self) -> None:
        due_now, soon = self.home(20), self.home(16)
        week = question(Kind.WEEKS, self.now - 3 * HOUR, watched=True)
        assert self.step(due_now, soon, week, used=None).ask == (due_now, soon)


def a_family(children: int) -> list[Question[str]]:
    """Return all there is to ask for some children whose home page tells everything."""
    watched = {Kind.NEWS, Kind.DISCUSSIONS}
    each = set(Kind) - watched
    vouched = each - {Kind.HOME, Kind.MENUS, Kind.REPORT_CARDS}
    return [
        *(question(kind, None, watched=True) for kind in watched),
        *(
            question(kind, None, watched=kind in vouched)
            for kind in Kind
            if kind in each
            for _ in range(children)
        ),
    ]


@pytest.mark.parametrize(
    ("children", "minutes", "most"),
    [(2, 5, 152), (2, 30, 95), (1, 5, 145), (1, 30, 60)],
)
@pytest.mark.parametrize("phase", [0, 0.5, 0.99])
def test_a_school_day_is_foretold(
    children: int, minutes: int, most: int, phase: float
) -> None:
    """What nine happenings cost comes on top: the promise is 160 and 110 for two children."""
    rest = minutes * MINUTE * 0.95
    foretold = requests_a_day(a_family(children), CALENDAR, phase, rest)
    assert most * 0.8 < foretold <= most


def test_what_nobody_follows_costs_nothing() -> None:
    assert requests_a_day([], CALENDAR, 0, 5 * MINUTE) == 0
    news = question(Kind.NEWS, None)
    assert 0 < requests_a_day([news], CALENDAR, 0, 2 * HOUR) <= 25
