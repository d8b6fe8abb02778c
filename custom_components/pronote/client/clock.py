"""The clock and the pauses of a client. Tests replace both."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

type Now = Callable[[], datetime]
"""Returns the current time, with a time zone."""

type Sleep = Callable[[float], Awaitable[None]]
"""Waits for a number of seconds."""


def utcnow() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)
