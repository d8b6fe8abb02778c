"""Measure how long a callback blocks the event loop, in CPU time of the thread: other processes do not count."""

from asyncio import Handle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import thread_time
from unittest.mock import patch


@dataclass(slots=True)
class LoopBlocking:
    seconds: float = 0.0


@contextmanager
def longest_blocking() -> Iterator[LoopBlocking]:
    """Watch each step of the loop that runs in this thread."""
    blocking = LoopBlocking()
    run = Handle._run

    def timed(handle: Handle) -> None:
        begun = thread_time()
        run(handle)
        blocking.seconds = max(blocking.seconds, thread_time() - begun)

    with patch.object(Handle, "_run", timed):
        yield blocking
