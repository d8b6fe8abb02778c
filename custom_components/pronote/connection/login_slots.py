"""Stagger the logins of a home with many accounts.

All accounts start at once with Home Assistant. A few of them log in at a time; the others wait.
After some time, the next account starts although a slow login continues: a school that does not
answer must not delay the others, and these must not start all at once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

LOGINS_AT_ONCE: Final = 3
"""Logins at a time. Few homes have more accounts, so most never wait."""
LONGEST_HOLD: Final = 20.0
"""Seconds after which a login in progress no longer delays the next one."""

_SLOTS: HassKey[asyncio.Semaphore] = HassKey(f"{DOMAIN}_login_slots")


@asynccontextmanager
async def login_slot(hass: HomeAssistant) -> AsyncIterator[None]:
    """Wait until few enough other accounts log in."""
    if (slots := hass.data.get(_SLOTS)) is None:
        slots = hass.data[_SLOTS] = asyncio.Semaphore(LOGINS_AT_ONCE)
    await slots.acquire()
    with ExitStack() as slot:
        slot.callback(slots.release)
        timer = hass.loop.call_later(LONGEST_HOLD, slot.close)
        slot.callback(timer.cancel)
        yield
