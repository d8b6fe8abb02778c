"""Test that a restart while the school is down keeps what was known."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import json
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.pronote.const import DOMAIN
from tests.helpers.home import (
    SetUp,
    advance_time,
    advance_until,
    refresh,
    settle,
    state,
    stop,
    value,
)
from tests.school import School

WAKE_UP = "sensor.pronote_1_wake_up"
AVERAGE = "sensor.pronote_1_overall_average"
NIGHT = "2026-11-25 02:00:00"


@pytest.fixture(autouse=True)
def disk(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """What is stored, by the key of the store."""
    return hass_storage


def stored(disk: dict[str, Any], entry: MockConfigEntry) -> dict[str, Any]:
    content: dict[str, Any] = disk[f"{DOMAIN}.{entry.entry_id}.last_data"]["data"]
    return content


def states_of_children(hass: HomeAssistant) -> dict[str, str]:
    return {
        found.entity_id: found.state
        for found in hass.states.async_all()
        if re.match(
            r"(sensor|binary_sensor|calendar|todo)\.pronote_\d_", found.entity_id
        )
    }


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.pronote")
        and record.levelname in ("WARNING", "ERROR")
    ]


@pytest.mark.usefixtures("all_enabled")
async def test_everything_known_is_shown_at_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = states_of_children(hass)
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    await stop(hass, entry)
    school.fault("http_503", times=None)
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    await settle(hass)
    assert states_of_children(hass) == before
    assert not [one for one, shown in before.items() if shown == STATE_UNAVAILABLE]
    registry = dr.async_get(hass)
    assert dr.async_entries_for_config_entry(registry, entry.entry_id) == devices
    assert len(warnings(caplog)) == 1
    assert "Showing the data of 2026-11-24T07:00" in warnings(caplog)[0]
    assert school.request_log.page_loads <= 2


async def test_wake_up_after_a_night_of_outage(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Restarted at 2:00, answers of 503 until 6:00: the wake-up is right all the time."""
    await advance_until(hass, freezer, "2026-11-24 20:00:00")
    await advance_until(hass, freezer, NIGHT)
    expected = value(hass, WAKE_UP)
    school.fault("http_503", times=None)
    await stop(hass, entry)
    assert await set_up(entry)
    await settle(hass)
    assert value(hass, WAKE_UP) == expected
    assert value(hass, "calendar.pronote_1_lessons") == "off"
    assert value(hass, AVERAGE) != STATE_UNAVAILABLE
    shown = dt_util.parse_datetime(value(hass, "sensor.pronote_last_successful_update"))
    assert shown is not None
    assert dt_util.as_local(shown) < datetime.fromisoformat("2026-11-24T22:00+01:00")
    await advance_until(hass, freezer, "2026-11-25 06:00:00")
    school.fault("clear")
    school.request_log.reset()
    await advance_until(hass, freezer, "2026-11-25 06:31:00")
    assert value(hass, WAKE_UP) == expected
    assert school.request_log.logins == 1
    assert entry.runtime_data.timetable.restored is False
