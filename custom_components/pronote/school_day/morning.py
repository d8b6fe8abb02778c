"""Wake-up and departure times: margins before the first lesson, set in the options."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..const import CONF_CHILDREN, CONF_LEAVE, CONF_WAKE_UP


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
