"""Measure a day for one child and for two, at schools with long and short session timeouts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp
from tests.school import Options, School

from .baseline import A_DAY, HOURS, refresh_once
from .day import IN_TERM, ON_HOLIDAY, Day, SimulatedDays, all_requests

ACCOUNTS = {1: ("pupil", ("Lina",)), 2: ("parent", ("Lina", "Hugo"))}
TERM = ("first day", "Saturday", "Sunday", "Monday", "school day", "Wednesday")
HOLIDAY = ("first day off", "holiday")
ORDINARY = {"term": timedelta(minutes=90), "holiday": timedelta(hours=4)}
"""How often something happens on an ordinary day: nine times."""
BUSY = timedelta(minutes=20)
"""And on a day that shows how late the home may be."""
STARTS = {"term": "2026-11-27T06:00:00+01:00", "holiday": "2026-12-21T06:00:00+01:00"}

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(params=[5, 30], ids=lambda minutes: f"idle{minutes}")
def idle(request: pytest.FixtureRequest) -> int:
    minutes: int = request.param
    return minutes


@pytest.fixture
def options(idle: int) -> Options:
    return Options(idle_limit=idle * 60)


@pytest.fixture(params=["term", "holiday"])
def season(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def home_at(season: str) -> str:
    return STARTS[season]


@pytest.mark.parametrize("children", [1, 2])
@pytest.mark.parametrize("pace", ["ordinary", "busy"])
async def test_ours(
    hass: HomeAssistant,
    freezer: Clock,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    record_property: Callable[[str, Any], None],
    season: str,
    idle: int,
    children: int,
    pace: str,
) -> None:
    if season == "holiday" and pace == "busy":
        pytest.skip("hardly anything happens in holidays")
    account, names = ACCOUNTS[children]
    entry = new_entry(account)
    life = SimulatedDays(hass, freezer, school, names)
    assert await set_up(entry)
    # What the set-up asked is the first day's.
    set_up_cost = school.request_log.requests.copy()
    set_up_loads, set_up_logins = (
        school.request_log.page_loads,
        school.request_log.logins,
    )
    every = ORDINARY[season] if pace == "ordinary" else BUSY
    events = IN_TERM if season == "term" else ON_HOLIDAY
    days = [
        await life.live(name, every, events)
        for name in (TERM if season == "term" else HOLIDAY)
    ]
    days[0].requests += set_up_cost.total() + set_up_loads
    days[0].page_loads += set_up_loads
    days[0].logins += set_up_logins
    life.end()
    for day in days:
        record_property(
            "day",
            {"who": "ours", "children": children, "idle": idle, "pace": pace}
            | day.to_json(),
        )


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("school day", "2026-12-01"),
        ("Wednesday", "2026-12-02"),
        ("Saturday", "2026-11-28"),
        ("Sunday", "2026-11-29"),
        ("holiday", "2026-12-22"),
    ],
)
@pytest.mark.parametrize("children", [1, 2])
async def test_rival(
    freezer: Clock,
    school: School,
    record_property: Callable[[str, Any], None],
    season: str,
    idle: int,
    children: int,
    name: str,
    day: str,
) -> None:
    """Some refreshes of a day are made and counted for all."""
    if idle != 30 or season != "term":
        pytest.skip("it keeps no session, and looks at no season")
    account, names = ACCOUNTS[children]
    school.request_log.reset()
    for hour in HOURS:
        freezer.move_to(datetime.fromisoformat(f"{day}T{hour:02}:07:00+01:00"))
        for child in names:
            await refresh_once(school.account(account), child)
    ledger, times = school.request_log, A_DAY // len(HOURS)
    counted = Day(
        name,
        times * all_requests(school),
        times * ledger.page_loads,
        times * ledger.logins,
        {key: times * count for key, count in ledger.requests.most_common()},
        0,
    )
    record_property(
        "day", {"who": "rival", "children": children, "idle": None} | counted.to_json()
    )
