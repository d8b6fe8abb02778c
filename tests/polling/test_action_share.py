"""Test how the hourly requests are shared between actions and scheduled updates."""

from datetime import timedelta
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.connection.school_connection import SchoolConnection
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.polling import request_budget
from custom_components.pronote.polling.request_budget import MAX_REQUESTS_PER_HOUR
from tests.helpers.clock import Clock
from tests.helpers.home import advance_time
from tests.school import School


async def read_discussions(hass: HomeAssistant) -> None:
    """Perform an action that sends one request, as a dashboard or an automation does."""
    entity = er.async_get(hass).async_get("todo.pronote_1_homework")
    assert entity is not None
    await hass.services.async_call(
        DOMAIN,
        "get_discussions",
        {"device_id": entity.device_id},
        blocking=True,
        return_response=True,
    )


async def test_actions_use_at_most_half_of_an_hour(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """An automation that goes round and round leaves the updates their requests."""
    budget = entry.runtime_data.connection.budget
    school.request_log.reset()
    for _ in range(MAX_REQUESTS_PER_HOUR // 2):
        await read_discussions(hass)
    with pytest.raises(HomeAssistantError) as refused:
        await read_discussions(hass)
    assert refused.value.translation_key == "actions_rate_limited"
    assert refused.value.translation_placeholders is not None
    assert refused.value.translation_placeholders["until"].endswith(" at 8:00")
    assert "half" in str(refused.value)
    assert school.request_log.requests.total() == MAX_REQUESTS_PER_HOUR // 2
    assert budget.exhausted_until(background=True) is None

    school.request_log.reset()
    await advance_time(hass, freezer)
    assert school.request_log.requests.total()
    with pytest.raises(HomeAssistantError):
        await read_discussions(hass)

    await advance_time(hass, freezer, timedelta(minutes=31))
    await read_discussions(hass)


async def test_scheduled_updates_use_at_most_four_fifths(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The rest is for people."""
    connection: SchoolConnection = entry.runtime_data.connection
    budget = connection.budget
    with patch.object(request_budget, "MAX_REQUESTS_PER_HOUR", 100):
        while budget.exhausted_until(background=True) is None:
            budget.note_request()
        assert budget.exhausted_until(background=False) is None
        with pytest.raises(HomeAssistantError) as refused:
            await connection.call(lambda client: client.login(), background=True)
        assert refused.value.translation_key == "rate_limited"
        await read_discussions(hass)
