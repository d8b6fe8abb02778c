"""Parsing of large answers."""

import asyncio
from collections.abc import Callable

from .wire import Record

_MANY_WEEKS = 10
_MANY_ROWS = 100
"""A row takes about a tenth of a millisecond."""


async def read_large[T](
    read: Callable[[Record], T], answer: Record, weeks: range | None = None
) -> T:
    """Parse an answer.

    If it covers many weeks or one of its lists is long, parse it in a thread, so that the event
    loop runs meanwhile.
    """
    many_weeks = weeks is not None and len(weeks) > _MANY_WEEKS
    if many_weeks or answer.longest_list > _MANY_ROWS:
        return await asyncio.to_thread(read, answer)
    return read(answer)
