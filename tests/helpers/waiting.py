"""Waiting for what another task is about to do, without a clock."""

import asyncio
from collections.abc import Callable

TURNS = 100_000


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop turn until something holds."""
    for _ in range(TURNS):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("It never came to that")
