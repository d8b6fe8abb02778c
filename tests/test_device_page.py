"""Test the rows of a child's page: one name each, and states that a family understands."""

from collections import Counter
import json

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.home import NewEntry, SetUp
from tests.repository.source_files import INTEGRATION

pytestmark = pytest.mark.usefixtures("all_enabled")


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_no_two_rows_have_one_name(
    hass: HomeAssistant,
    new_entry: NewEntry,
    set_up: SetUp,
    entity_registry: er.EntityRegistry,
    language: str,
) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    hass.config.language = language
    entry: MockConfigEntry = new_entry("parent")
    assert await set_up(entry)
    rows = Counter(
        (entity.device_id, entity.original_name)
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id)
    )
    assert len(rows) > 60
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_calendar_without_an_event_is_not_off(language: str) -> None:
    """Home Assistant says `off`, as of a switch, unless there is a text."""
    texts = json.loads(
        (INTEGRATION / "translations" / f"{language}.json").read_text("utf-8")
    )
    for name, calendar in texts["entity"]["calendar"].items():
        assert set(calendar["state"]) == {"on", "off"}, name
