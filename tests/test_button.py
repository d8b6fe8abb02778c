"""Test the button that refreshes all pages."""

from datetime import timedelta

from homeassistant.components.button.const import DOMAIN as BUTTON, SERVICE_PRESS
from homeassistant.const import ATTR_ENTITY_ID, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.school import School

from .helpers.home import advance_time

REFRESH = "button.pronote_refresh"


async def press(hass: HomeAssistant) -> None:
    await hass.services.async_call(
        BUTTON, SERVICE_PRESS, {ATTR_ENTITY_ID: REFRESH}, blocking=True
    )


async def test_it_belongs_to_the_account(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    button = entity_registry.async_get(REFRESH)
    assert button is not None
    assert button.entity_category is EntityCategory.DIAGNOSTIC
    school = device_registry.async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    assert school is not None
    assert button.device_id == school.id


async def test_it_asks_every_page(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    asked_before = school.request_log.requests.total()
    [lina] = [p for p in entry.runtime_data.account.pupils if "Lina" in p.name]
    known = len(entry.runtime_data.grades.data[lina.key].grades)
    school.trigger_event("grade", pupil="Lina")
    await press(hass)
    assert school.request_log.requests.total() > asked_before
    assert len(entry.runtime_data.grades.data[lina.key].grades) == known + 1


async def test_it_leaves_the_school_in_peace(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    await press(hass)
    asked = school.request_log.requests.total()
    with pytest.raises(ServiceValidationError) as refused:
        await press(hass)
    assert refused.value.translation_key == "refreshed_just_now"
    assert refused.value.translation_placeholders == {"until": "7:05"}
    assert school.request_log.requests.total() == asked

    await advance_time(hass, freezer, timedelta(minutes=5))
    await press(hass)
    assert school.request_log.requests.total() > asked


async def test_it_says_what_went_wrong(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.expire_sessions()
    school.fault("site_closed")
    with pytest.raises(HomeAssistantError) as failed:
        await press(hass)
    assert failed.value.translation_key == "site_closed"
