"""Helper that waits for another task without advancing the clock."""

import asyncio
from collections.abc import Callable

TURNS = 100_000


async def until(holds: Callable[[], bool]) -> None:
    """Run the event loop until a condition holds."""
    for _ in range(TURNS):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("The condition was never met")
