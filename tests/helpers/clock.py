"""A clock that stands still until a test moves it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import sys
import time
from types import ModuleType

from time_machine import Traveller, travel

_running = time.monotonic


def _stopped() -> float:
    """Return the stopped time, also as the time of event loops."""
    return time.time()


class Clock:
    """The clock of a test, of `datetime`, `time` and event loops alike; threads wait in real time."""

    def __init__(self, traveller: Traveller) -> None:
        self._traveller = traveller

    def tick(self, delay: timedelta | float) -> None:
        """Advance the time."""
        self._traveller.shift(delay)

    def move_to(self, instant: datetime | str) -> None:
        """Set the time."""
        if isinstance(instant, str):
            instant = datetime.fromisoformat(instant)
        self._traveller.move_to(instant.astimezone(UTC))


@contextmanager
def stopped_clock() -> Iterator[Clock]:
    """Stop the clock."""
    with travel(datetime.now(UTC), tick=False) as traveller:
        _replace_monotonic(_stopped)
        try:
            yield Clock(traveller)
        finally:
            _replace_monotonic(_running)


def _replace_monotonic(new: Callable[[], float]) -> None:
    """Replace the function in `time`, and in the modules that import it by its name."""
    if _users.loaded != len(sys.modules):
        _users.modules = [
            module
            for module in list(sys.modules.values())
            if getattr(module, "__dict__", {}).get("monotonic") in (_running, _stopped)
        ]
        _users.loaded = len(sys.modules)
    for module in _users.modules:
        module.monotonic = new  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Users:
    """Modules that have the monotonic clock under its name, among so many loaded ones."""

    modules: list[ModuleType] = field(default_factory=list)
    loaded: int = 0


_users = _Users()
