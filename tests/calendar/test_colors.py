"""Test the colors of the calendars and the names in their titles."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.calendar.colors import calendar_color
from tests.helpers.home import NewEntry, SetUp, state

from .test_calendar import HOMEWORK, LESSONS, events

KINDS = ("homework", "lessons", "menus", "school_life", "tests")


def test_eight_children_have_colors_of_their_own() -> None:
    colors = {calendar_color(child, kind) for child in range(1, 9) for kind in KINDS}
    assert len(colors) == 8 * len(KINDS)
    assert calendar_color(9, "lessons") == calendar_color(1, "lessons")


async def test_each_child_has_its_color(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Home Assistant takes it when it adds a calendar; the family may change it."""
    for child in (1, 2):
        for kind in KINDS:
            found = entity_registry.async_get(f"calendar.pronote_{child}_{kind}")
            assert found is not None
            assert found.options["calendar"]["color"] == calendar_color(child, kind)


async def test_name_in_titles(
    hass: HomeAssistant,
    new_entry: NewEntry,
    set_up: SetUp,
    device_registry: dr.DeviceRegistry,
) -> None:
    entry = new_entry(child_in_titles=True)
    assert await set_up(entry)
    device = next(
        device
        for device in dr.async_entries_for_config_entry(device_registry, entry.entry_id)
        if device.name == "Lina"
    )
    device_registry.async_update_device(device.id, name_by_user="Choupette")
    for calendar in (LESSONS, HOMEWORK):
        found = await events(hass, "2026-11-24", "2026-11-27", calendar)
        assert found
        assert all(event["summary"].startswith("Choupette · ") for event in found)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert state(hass, LESSONS).attributes["message"].startswith("Choupette · ")


async def test_titles_without_names(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    found = await events(hass, "2026-11-24", "2026-11-27")
    assert not any("Lina" in event["summary"] for event in found)
