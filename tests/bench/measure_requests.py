"""Measure the login and all pages of a pupil, with and without latency.

Compared with pronotepy; the time that the event loop is blocked is measured too.
"""

import asyncio
from collections.abc import Callable, Iterator
import gc
from operator import truediv
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest

from .far_school import FarSchool, Trips, far_school
from .loop_blocking import longest_blocking
from .readers import client_of, new_http, read_ours, read_pages, read_theirs, read_year

RUNS = 9
type Cost = tuple[float, float, Trips]


@pytest.fixture
def home() -> None:
    """No Home Assistant here, and no clock held."""


@pytest.fixture(scope="module")
def school() -> Iterator[FarSchool]:
    with far_school() as school:
        yield school


def _cost(school: FarSchool, latency: int, read: Callable[[], None]) -> Cost:
    """Return the seconds by the clock, those of work, and the round trips."""
    school.trips(latency / 1000)
    wall, work = perf_counter(), process_time()
    read()
    wall, work = perf_counter() - wall, process_time() - work
    return wall, work, school.trips()


def _summary(costs: list[Cost], latency: int) -> dict[str, Any]:
    walls, works, trips = zip(*costs, strict=True)
    limit = trips[0].count * latency / 1000
    waited = [trip.waited for trip in trips]
    return {
        "wall": median(walls),
        "cpu": median(works),
        "round_trips": max(trip.count for trip in trips),
        "limit": limit,
        "ratio": median(walls) / limit if limit else None,
        "waited": median(waited),
        "own_ratio": median(map(truediv, walls, waited, strict=True)),
    }


@pytest.mark.parametrize("latency", [0, 20, 50])
@pytest.mark.usefixtures("socket_enabled")
def test_login_and_all_pages(
    school: FarSchool, record_property: Callable[[str, Any], None], latency: int
) -> None:
    """One after the other, again and again, so that a busy machine is fair to both."""
    account = school.accounts["pupil"]

    def ours() -> None:
        asyncio.run(read_ours(account), debug=False)

    def theirs() -> None:
        read_theirs(account)

    ours()
    theirs()
    pairs = [
        (_cost(school, latency, ours), _cost(school, latency, theirs))
        for _ in range(RUNS)
    ]
    for who, costs in zip(("ours", "pronotepy"), zip(*pairs, strict=True), strict=True):
        figure = {"who": who, "latency": latency, **_summary(list(costs), latency)}
        record_property("asking", figure)
    beside = [mine / others for (_, mine, _), (_, others, _) in pairs]
    record_property("work", {"latency": latency, "beside": beside})


@pytest.mark.usefixtures("socket_enabled")
def test_the_loop_is_free(
    school: FarSchool, record_property: Callable[[str, Any], None]
) -> None:
    """Login, then all pages once more, then a whole year, of the parent's first child."""
    school.trips()
    account = school.accounts["parent"]

    async def live() -> list[float]:
        # The collector looks at all that pytest and Home Assistant hold: no business of ours.
        gc.collect()
        gc.freeze()
        async with new_http() as http:
            client = client_of(http, account)
            with longest_blocking() as login:
                pupil = (await client.login()).pupils[0]
            with longest_blocking() as pages:
                await read_pages(client, pupil)
            with longest_blocking() as year:
                await read_year(client, pupil)
            return [hold.seconds for hold in (login, pages, year)]

    asyncio.run(live(), debug=False)
    holds = [asyncio.run(live(), debug=False) for _ in range(RUNS)]
    for what, seconds in zip(
        ("login", "refresh", "year"), zip(*holds, strict=True), strict=True
    ):
        figure = {"what": what, "median": median(seconds), "worst": max(seconds)}
        record_property("hold", figure)
