"""Test the photo of a pupil."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus

from homeassistant.components.image import async_get_image
from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.helpers.clock import Clock
from tests.school import School

from .helpers.home import NewEntry, SetUp, advance_time, value

PHOTO = "image.pronote_1_photo"

type Show = Callable[[str], Awaitable[MockConfigEntry]]


@pytest.fixture
def shown(
    hass: HomeAssistant,
    new_entry: NewEntry,
    set_up: SetUp,
    entity_registry: er.EntityRegistry,
    freezer: Clock,
) -> Show:
    """Set the account of a pupil up, who wants to see the photo."""

    async def show(key: str) -> MockConfigEntry:
        entry = new_entry(key)
        assert await set_up(entry)
        entity_registry.async_update_entity(PHOTO, disabled_by=None)
        await advance_time(hass, freezer, timedelta(minutes=1))
        assert value(hass, PHOTO) == STATE_UNKNOWN
        return entry

    return show


async def test_nobody_sees_it_who_did_not_ask(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    photo = entity_registry.async_get(PHOTO)
    assert photo is not None
    assert photo.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    assert hass.states.get(PHOTO) is None


async def test_no_photo_no_entity(
    new_entry: NewEntry, set_up: SetUp, entity_registry: er.EntityRegistry
) -> None:
    assert await set_up(new_entry("restricted"))
    assert entity_registry.async_get(PHOTO) is None


@pytest.mark.parametrize(
    ("key", "name", "files"), [("pupil", "Lina", 0), ("pupil_2nde", "Hugo", 1)]
)
async def test_it_is_fetched_when_somebody_looks(
    hass: HomeAssistant,
    school: School,
    shown: Show,
    freezer: Clock,
    hass_client: ClientSessionGenerator,
    key: str,
    name: str,
    files: int,
) -> None:
    """It may come with the account or not; looking again costs nothing."""
    await shown(key)
    photo = school.model.pupil(name).photo
    browser = await hass_client()
    school.request_log.reset()
    for _ in range(2):
        answer = await browser.get(f"/api/image_proxy/{PHOTO}")
        assert answer.status == HTTPStatus.OK
        assert answer.content_type == "image/png"
        assert await answer.read() == photo
        assert value(hass, PHOTO) == "2026-11-24T06:01:00+00:00"
        freezer.tick(timedelta(minutes=1))
    assert school.request_log.files == files


async def test_a_new_photo_is_seen_the_next_day(
    hass: HomeAssistant,
    school: School,
    shown: Show,
    freezer: Clock,
) -> None:
    await shown("pupil_2nde")
    first = await async_get_image(hass, PHOTO)
    hugo, seen = school.model.pupil("Hugo"), value(hass, PHOTO)
    hugo.photo = b"\xff\xd8\xff\xe1 another"
    assert await async_get_image(hass, PHOTO) == first

    await advance_time(hass, freezer, timedelta(days=1))
    second = await async_get_image(hass, PHOTO)
    assert (second.content, second.content_type) == (hugo.photo, "image/jpeg")
    assert value(hass, PHOTO) > seen

    await advance_time(hass, freezer, timedelta(days=1))
    seen = value(hass, PHOTO)
    assert await async_get_image(hass, PHOTO) == second
    assert value(hass, PHOTO) == seen


async def test_a_photo_that_is_gone(
    hass: HomeAssistant, school: School, shown: Show
) -> None:
    await shown("pupil_2nde")
    school.model.pupil("Hugo").photo = b""
    with pytest.raises(HomeAssistantError) as failed:
        await async_get_image(hass, PHOTO)
    assert failed.value.translation_key == "gone"
