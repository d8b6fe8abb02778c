"""How long one callback holds the event loop. The thread's own time: another process is no fault of ours."""

from asyncio import Handle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import thread_time
from unittest.mock import patch


@dataclass(slots=True)
class Hold:
    seconds: float = 0.0


@contextmanager
def longest_hold() -> Iterator[Hold]:
    """Watch each step of the loop that runs in this thread."""
    hold = Hold()
    run = Handle._run

    def timed(handle: Handle) -> None:
        begun = thread_time()
        run(handle)
        hold.seconds = max(hold.seconds, thread_time() - begun)

    with patch.object(Handle, "_run", timed):
        yield hold
