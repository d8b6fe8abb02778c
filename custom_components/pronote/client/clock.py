"""The clock and the pauses of a client; a test holds both."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

type Now = Callable[[], datetime]
"""Returns the present instant, with its time zone."""

type Sleep = Callable[[float], Awaitable[None]]
"""Waits for a number of seconds."""


def utcnow() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)
