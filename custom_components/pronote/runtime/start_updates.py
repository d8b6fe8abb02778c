"""Updates of a loaded account: the first contact, the scheduler, the backup token."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from ..connection.error_messages import async_error_message
from ..const import LOGGER
from ..coordinator.base import PronoteCoordinator
from ..coordinator.changed_pages import ChangedPages
from ..models import PronoteConfigEntry, PronoteData
from ..polling.scheduler import PollingScheduler


def create_scheduler(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> PollingScheduler[PronoteCoordinator[Any]]:
    """Return the scheduler of an account, not started yet."""
    data = entry.runtime_data
    return PollingScheduler(
        hass,
        entry,
        connection=data.connection,
        home=data.home,
        pollables=data.coordinators,
        changes=ChangedPages(data.connection, data.home, data.timetable),
        hours=data.timetable,
    )


async def async_fetch_all(data: PronoteData) -> None:
    """Fetch all pages. A page that fails does not affect the others, and is retried later."""
    await asyncio.gather(
        *(coordinator.async_refresh() for coordinator in data.coordinators)
    )


@callback
def async_start_updates(
    hass: HomeAssistant, entry: PronoteConfigEntry, *, contact_first: bool
) -> None:
    """Start the scheduler and maintain the backup token.

    With `contact_first`, fetch all pages once before; the entities show the last data meanwhile.
    """
    data = entry.runtime_data

    @callback
    def maintain(_: datetime | None = None) -> None:
        entry.async_create_background_task(
            hass, data.connection.maintain_backup_token(), "pronote backup token"
        )

    @callback
    def start() -> None:
        create_scheduler(hass, entry).async_start()
        entry.async_on_unload(
            async_track_time_interval(
                hass, maintain, timedelta(days=1), cancel_on_shutdown=True
            )
        )
        maintain()

    async def contact() -> None:
        try:
            if await _async_contact(hass, data):
                await async_fetch_all(data)
                data.connection.budget.async_notify_listeners()
            start()
        finally:
            data.connection.contacted.set()

    if contact_first:
        # Not started at once: the entry is loaded first, as a lost login needs it to be.
        entry.async_create_background_task(
            hass, contact(), "pronote first contact", eager_start=False
        )
    else:
        start()
        data.connection.contacted.set()


async def _async_contact(hass: HomeAssistant, data: PronoteData) -> bool:
    """Log in after a start; return whether that succeeded."""
    try:
        await data.connection.open()
    except ConfigEntryAuthFailed:
        return False
    except HomeAssistantError as err:
        LOGGER.warning(
            "Showing the data of %s, because the update at startup failed: %s",
            dt_util.as_local(data.connection.budget.last_success).isoformat(
                timespec="minutes"
            ),
            await async_error_message(hass, err),
        )
        return False
    return True
