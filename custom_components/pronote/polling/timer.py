"""Timers and ages by the system clock, also when the clock is changed.

A timer of Home Assistant runs for a fixed duration: when the clock is set back by days, it fires
days too late. This timer checks the clock at regular intervals.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

CHECK_INTERVAL: Final = timedelta(minutes=10)
"""How often the clock is looked at."""
_CLOCK_TOLERANCE: Final = timedelta(minutes=1)
"""Clocks are always put right by seconds."""


def is_recent(instant: datetime, duration: timedelta, now: datetime) -> bool:
    """Return whether an instant is less than a duration ago.

    One in the future is not: it was noted before the clock was set back.
    """
    return instant <= now < instant + duration


@callback
def async_call_at(
    hass: HomeAssistant, instant: datetime, action: Callable[[datetime], None]
) -> CALLBACK_TYPE:
    """Call an action once, at a given time or when the clock is set back.

    Return a function that cancels it.
    """
    timer = _ClockTimer(hass, instant, action)
    timer.async_schedule(dt_util.utcnow())
    return timer.async_cancel


class _ClockTimer:
    def __init__(
        self,
        hass: HomeAssistant,
        instant: datetime,
        action: Callable[[datetime], None],
    ) -> None:
        self._hass = hass
        self._instant = instant
        self._action = action
        self._job = HassJob(self._async_check, "pronote timer", cancel_on_shutdown=True)

    @callback
    def async_schedule(self, now: datetime) -> None:
        """Schedule the next check of the clock."""
        self._checked_at = now
        wait = max(min(self._instant - now, CHECK_INTERVAL), timedelta())
        self._cancel = async_call_later(self._hass, wait, self._job)

    @callback
    def async_cancel(self) -> None:
        """Cancel the timer."""
        self._cancel()

    @callback
    def _async_check(self, now: datetime) -> None:
        if now >= self._instant or now < self._checked_at - _CLOCK_TOLERANCE:
            self._action(now)
        else:
            self.async_schedule(now)
