"""Reading of answers that are large enough to delay everything else."""

import asyncio
from collections.abc import Callable

from .wire import Record

_MANY_WEEKS = 10


async def read_weeks[T](read: Callable[[Record], T], answer: Record, weeks: range) -> T:
    """Read an answer about some weeks; about many, without blocking the event loop."""
    if len(weeks) > _MANY_WEEKS:
        return await asyncio.to_thread(read, answer)
    return read(answer)
