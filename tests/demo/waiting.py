"""Wait for a condition."""

import asyncio
from collections.abc import Awaitable, Callable


async def until[T](
    look: Callable[[], Awaitable[T | None]], what: str, *, seconds: float = 30
) -> T:
    """Poll until a condition is true; return its value."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                if seen := await look():
                    return seen
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise TimeoutError(f"Waited {seconds} s for {what}") from None
