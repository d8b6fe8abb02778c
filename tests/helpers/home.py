"""Helpers for the tests with Home Assistant: time, states, updates."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
import time
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, State
from homeassistant.helpers import device_registry as dr, event as event_helper
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.connection.school_connection import REQUESTS
from custom_components.pronote.connection.token_store import TOKEN_STORES
from custom_components.pronote.polling.request_budget import BUDGETS
from tests.helpers.clock import Clock
from tests.school import ImpossibleEventError, School

type NewEntry = Callable[..., MockConfigEntry]
type SetUp = Callable[[ConfigEntry], Awaitable[bool]]

MEMORY = {BUDGETS, REQUESTS, TOKEN_STORES}
"""Keys of `hass.data` that survive a reload of an entry, but not a restart."""

TIME_STEP = timedelta(minutes=30)
_MONOTONIC_RESOLUTION = time.get_clock_info("monotonic").resolution


async def advance_until(hass: HomeAssistant, freezer: Clock, instant: str) -> None:
    """Advance the time to a local instant, such as `2026-11-24 08:00`."""
    moment = datetime.fromisoformat(instant).replace(
        tzinfo=dt_util.get_default_time_zone()
    )
    await advance_time(hass, freezer, moment - dt_util.utcnow())


async def advance_time(
    hass: HomeAssistant, freezer: Clock, delay: timedelta = TIME_STEP
) -> None:
    """Advance the time and wait for the resulting tasks."""
    freezer.tick(delay)
    _run_due_timers(hass)
    await hass.async_block_till_done(wait_background_tasks=True)


def _run_due_timers(hass: HomeAssistant) -> None:
    """Run the timers that are due half a second from now: Home Assistant delays some by as much.

    It is what `async_fire_time_changed` does, which replaces the clock anew for each timer.
    """
    delay = timedelta(microseconds=event_helper.RANDOM_MICROSECOND_MAX)
    now = datetime.now(UTC) + delay
    until = hass.loop.time() + delay.total_seconds() + _MONOTONIC_RESOLUTION
    with (
        patch.object(event_helper, "time_tracker_utcnow", lambda: now),
        patch.object(event_helper, "time_tracker_timestamp", now.timestamp),
    ):
        for timer in list(get_scheduled_timer_handles(hass.loop)):
            if not timer.cancelled() and timer.when() <= until:
                timer._run()
                timer.cancel()


async def refresh(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Request every page from the school."""
    for coordinator in entry.runtime_data.coordinators:
        await coordinator.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=True)


def state(hass: HomeAssistant, entity_id: str) -> State:
    """Return the state of an entity that exists."""
    found = hass.states.get(entity_id)
    assert found is not None, entity_id
    return found


def value(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity as text."""
    return state(hass, entity_id).state


def child_of_event(hass: HomeAssistant, event: Event) -> str:
    """Return the name of the child of a bus event, empty for an event of the account."""
    device_id = event.data["device_id"]
    device = device_id and dr.async_get(hass).async_get(device_id)
    return (device and device.name) or ""


def cancel_all_lessons(school: School, name: str, day: str) -> None:
    """Cancel all remaining lessons and study hours of a pupil on a day."""
    with suppress(ImpossibleEventError):
        while True:
            school.trigger_event("lesson_canceled", pupil=name, date=day)
    pupil = school.model.pupil(name)
    pupil.lessons = [
        lesson for lesson in pupil.lessons if str(lesson.day) != day or not lesson.study
    ]


async def advance_in_steps_until(
    hass: HomeAssistant, freezer: Clock, instant: str, step: int = 60
) -> None:
    """Advance the time to a local instant, in steps of `step` seconds."""
    moment = datetime.fromisoformat(instant).replace(
        tzinfo=dt_util.get_default_time_zone()
    )
    while dt_util.utcnow() < moment:
        await advance_time(hass, freezer, timedelta(seconds=step))


async def stop(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Unload an entry and remove its data that would not survive a restart."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    for key in [key for key in hass.data if key in MEMORY]:
        del hass.data[key]


def present_token(
    hass: HomeAssistant, entry: ConfigEntry, *, backup: bool = False
) -> str:
    """Return the current token of an entry, or its backup token."""
    stored = hass.data[TOKEN_STORES][entry.entry_id]
    token = stored.backup_token if backup else stored.token
    assert token is not None
    return token.token.reveal()


async def settle(hass: HomeAssistant) -> None:
    """Wait for the background tasks, such as the first contact with the school."""
    await hass.async_block_till_done(wait_background_tasks=True)
