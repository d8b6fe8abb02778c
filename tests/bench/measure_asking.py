"""Login and all pages of a pupil, near and far, beside pronotepy; and how long the loop is held."""

import asyncio
from collections.abc import Callable, Iterator
import gc
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest

from .far_school import FarSchool, far_school
from .held import longest_hold
from .readers import client_of, new_http, read_ours, read_pages, read_theirs

RUNS = 9
type Cost = tuple[float, float, int]


@pytest.fixture
def home() -> None:
    """No Home Assistant here, and no clock held."""


@pytest.fixture(scope="module")
def school() -> Iterator[FarSchool]:
    with far_school() as school:
        yield school


def _cost(school: FarSchool, latency: int, read: Callable[[], None]) -> Cost:
    """Return the seconds by the clock, those of work, and the round trips."""
    school.turns(latency / 1000)
    wall, work = perf_counter(), process_time()
    read()
    wall, work = perf_counter() - wall, process_time() - work
    return wall, work, school.turns()


def _told(costs: list[Cost], latency: int) -> dict[str, Any]:
    walls, works, turns = zip(*costs, strict=True)
    limit = turns[0] * latency / 1000
    return {
        "wall": median(walls),
        "cpu": median(works),
        "round_trips": max(turns),
        "limit": limit,
        "ratio": median(walls) / limit if limit else None,
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
        told = {"who": who, "latency": latency, **_told(list(costs), latency)}
        record_property("asking", told)


@pytest.mark.usefixtures("socket_enabled")
def test_the_loop_is_free(
    school: FarSchool, record_property: Callable[[str, Any], None]
) -> None:
    """Login, then all pages once more, of the parent's first child."""
    school.turns(0.005)
    account = school.accounts["parent"]

    async def live() -> tuple[float, float]:
        # The collector looks at all that pytest and Home Assistant hold: no business of ours.
        gc.collect()
        gc.freeze()
        async with new_http() as http:
            client = client_of(http, account)
            with longest_hold() as login:
                pupil = (await client.login()).pupils[0]
            with longest_hold() as pages:
                await read_pages(client, pupil)
            return login.seconds, pages.seconds

    asyncio.run(live(), debug=False)
    holds = [asyncio.run(live(), debug=False) for _ in range(RUNS)]
    for what, seconds in zip(
        ("login", "refresh"), zip(*holds, strict=True), strict=True
    ):
        told = {"what": what, "median": median(seconds), "worst": max(seconds)}
        record_property("hold", told)
