"""An alarm that goes by the clock of the home, also when somebody sets that clock.

A timer of Home Assistant is wound for as long as is left: when the clock is put back by days, it
rings days too late. This one looks at the clock now and then.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

LOOK: Final = timedelta(minutes=10)
"""How often the clock is looked at."""
_SLEW: Final = timedelta(minutes=1)
"""Clocks are always put right by seconds."""


@callback
def async_at(
    hass: HomeAssistant, instant: datetime, action: Callable[[datetime], None]
) -> CALLBACK_TYPE:
    """Call once, at an instant or when the clock is put back; return how to stop that."""
    alarm = _Alarm(hass, instant, action)
    alarm.async_wind(dt_util.utcnow())
    return alarm.async_stop


class _Alarm:
    def __init__(
        self,
        hass: HomeAssistant,
        instant: datetime,
        action: Callable[[datetime], None],
    ) -> None:
        self._hass = hass
        self._instant = instant
        self._action = action
        self._job = HassJob(self._async_look, "pronote alarm", cancel_on_shutdown=True)

    @callback
    def async_wind(self, now: datetime) -> None:
        """Sleep until the clock is worth a look."""
        self._seen = now
        wait = max(min(self._instant - now, LOOK), timedelta())
        self._cancel = async_call_later(self._hass, wait, self._job)

    @callback
    def async_stop(self) -> None:
        """Ring no more."""
        self._cancel()

    @callback
    def _async_look(self, now: datetime) -> None:
        if now >= self._instant or now < self._seen - _SLEW:
            self._action(now)
        else:
            self.async_wind(now)
