"""Test the list of all entities of one child, against a snapshot."""

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from tests.helpers.clock import Clock
from tests.helpers.home import advance_until, refresh
from tests.school import School

PLATFORMS = ("binary_sensor", "calendar", "sensor", "todo")


@pytest.mark.usefixtures("all_enabled")
async def test_first_child(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """On an ordinary Tuesday, at breakfast."""
    whole = {}
    for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        if (
            entity.domain in PLATFORMS
            and entity.entity_category is None
            and ".pronote_2_" not in entity.entity_id
        ):
            state = hass.states.get(entity.entity_id)
            assert state is not None
            whole[entity.entity_id] = {
                "state": state.state,
                "unit": entity.unit_of_measurement,
                "class": entity.original_device_class,
                "category": entity.entity_category,
                "attributes": {
                    name: value
                    for name, value in state.attributes.items()
                    if name not in ("friendly_name", "attribution")
                },
            }
    assert whole == snapshot


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize(
    "home_at", ["2026-12-25T10:00:00+01:00", "2027-07-10T10:00:00+02:00"]
)
async def test_nothing_breaks_without_school(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """In the holidays and in the summer there is less to tell, and all of it is told."""
    await advance_until(
        hass, freezer, f"{entry.runtime_data.timetable.now:%Y-%m-%d} 23:59:59"
    )
    states = [
        state
        for state in hass.states.async_all(PLATFORMS)
        if ".pronote_1_" in state.entity_id
    ]
    assert len(states) > 40
    assert not [x.entity_id for x in states if x.state == STATE_UNAVAILABLE]
    unknown = {x.entity_id for x in states if x.state == STATE_UNKNOWN}
    assert "sensor.pronote_1_menu_tomorrow" in unknown
    assert "sensor.pronote_1_homework_to_do" not in unknown


@pytest.mark.usefixtures("all_enabled")
async def test_closed_page_takes_what_it_reported(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The others stay."""

    def unavailable() -> set[str]:
        return {
            state.entity_id.partition(".pronote_1_")[2]
            for state in hass.states.async_all(PLATFORMS)
            if ".pronote_1_" in state.entity_id and state.state == STATE_UNAVAILABLE
        }

    assert not unavailable()
    school.fault("close_tab", tab=10)
    school.expire_sessions()
    await refresh(hass, entry)
    assert unavailable() == {"menu_today", "menu_tomorrow", "menus"}
