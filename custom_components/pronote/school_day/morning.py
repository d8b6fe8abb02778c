"""Wake-up and departure times: margins before the first lesson, set in the options.

When the school did not answer, it is asked once more before the first wake-up of the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ..const import CONF_CHILDREN, CONF_LEAVE, CONF_WAKE_UP

CHECKS_BEFORE_WAKE_UP: Final = (timedelta(minutes=45), timedelta(minutes=15))
"""How long before a wake-up a school that did not answer is contacted again."""
CHECK_SPREAD: Final = timedelta(minutes=5)
"""Each home sends its request earlier by a constant part of this."""
_LEAST_PAUSE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Time that a child needs before the first lesson."""

    wake_up: timedelta = timedelta(minutes=60)
    leave: timedelta = timedelta(minutes=20)


DEFAULT = Margins()


def margins(options: Mapping[str, Any], pupil_key: str) -> Margins:
    """Return the margins of a child from the options of its account."""
    chosen = options.get(CONF_CHILDREN, {}).get(pupil_key, {})

    def minutes(key: str, default: timedelta) -> timedelta:
        return timedelta(minutes=chosen[key]) if key in chosen else default

    return Margins(
        wake_up=minutes(CONF_WAKE_UP, DEFAULT.wake_up),
        leave=minutes(CONF_LEAVE, DEFAULT.leave),
    )


def first_check(wake_up: datetime, offset: float) -> datetime:
    """Return from when a school that did not answer is asked again before a wake-up."""
    return wake_up - CHECKS_BEFORE_WAKE_UP[0] - CHECK_SPREAD * offset


def next_check(wake_up: datetime, offset: float, now: datetime) -> datetime | None:
    """Return the next attempt before a wake-up, at least some minutes from now."""
    checks = (
        wake_up - margin - CHECK_SPREAD * offset for margin in CHECKS_BEFORE_WAKE_UP
    )
    return next((at for at in checks if at >= now + _LEAST_PAUSE), None)
