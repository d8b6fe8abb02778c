"""Stagger the logins of a home with many accounts.

All accounts start at once with Home Assistant. A few of them log in at a time; the others wait for
them, but not long: a school that does not answer must not hold up the others.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

LOGINS_AT_ONCE: Final = 3
"""As many as an ordinary home has accounts: they do not wait."""
LONGEST_WAIT: Final = 20.0
"""Seconds."""

_SLOTS: HassKey[asyncio.Semaphore] = HassKey(f"{DOMAIN}_login_slots")


@asynccontextmanager
async def login_slot(hass: HomeAssistant) -> AsyncIterator[None]:
    """Wait until few enough other accounts log in, or for the longest wait."""
    if (slots := hass.data.get(_SLOTS)) is None:
        slots = hass.data[_SLOTS] = asyncio.Semaphore(LOGINS_AT_ONCE)
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await slots.acquire()
    except TimeoutError:
        yield
        return
    try:
        yield
    finally:
        slots.release()
