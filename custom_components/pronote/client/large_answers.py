"""Parsing of large answers."""

import asyncio
from collections.abc import Callable

from .wire import Record

_MANY_WEEKS = 10


async def read_weeks[T](read: Callable[[Record], T], answer: Record, weeks: range) -> T:
    """Parse an answer. If it covers many weeks, parse it in a thread."""
    if len(weeks) > _MANY_WEEKS:
        return await asyncio.to_thread(read, answer)
    return read(answer)
