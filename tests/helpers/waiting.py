"""Wait for another task without advancing the clock."""

import asyncio
from collections.abc import Callable

TURNS = 100_000


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop turn until something holds."""
    for _ in range(TURNS):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("The condition was never met")
