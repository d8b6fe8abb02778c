"""Test one recorded school day of two children: refactoring must not change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
import re
from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time
from tests.school import School

STEP = timedelta(seconds=61)
"""No span that the integration waits for is a multiple of it: no step falls on a due instant."""
STEPS = 1060
EVENTS = {
    75: ("grade", "Lina"),
    95: ("lesson_canceled", "Hugo"),
    150: ("homework", "Lina"),
    260: ("message", "Hugo"),
    400: ("absence", "Lina"),
    640: ("grade", "Hugo"),
    700: ("lesson_moved", "Lina"),
    760: ("news", "Lina"),
    820: ("evaluation", "Hugo"),
}
"""What happens at school, by step: an eventful day between 6:45 and 19:30."""

EVENT = f"{DOMAIN}_event"
UNSTEADY = re.compile(
    r"\b[0-9a-f]{32,}\b|\b[0-9A-F]{32,}\b|\b[0-9A-Z]{26}\b|http://127\.0\.0\.1:\d+|(?<=authSig=)[\w.-]+"
)
"""Ids of Home Assistant, tokens, hashes, ports: another each time."""


def steady(found: Any) -> Any:
    """Return data with each unsteady word replaced by its rank of appearance."""
    names: dict[str, str] = {}

    def rank(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"<{len(names)}>")

    def walk(item: Any) -> Any:
        match item:
            case str():
                return UNSTEADY.sub(rank, item)
            case dict():
                return {walk(str(key)): walk(value) for key, value in item.items()}
            case list() | tuple():
                return [walk(value) for value in item]
            case set() | frozenset():
                return sorted(walk(value) for value in item)
            case bool() | int() | float() | None:
                return item
        return UNSTEADY.sub(rank, str(item))

    return walk(found)


def outline(key: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return what a store holds; of the last data only their pages and children.

    What they hold is that of the entities, and tested in `test_restart`.
    """
    if not key.endswith(".last_data"):
        return content
    pages = content["pages"].items()
    return {name: [*page["data"]] for name, page in pages}


@contextmanager
def captured_events(hass: HomeAssistant) -> Iterator[list[dict[str, Any]]]:
    """Collect what is fired on the bus."""
    events: list[dict[str, Any]] = []

    async def capture(event: Event) -> None:
        events.append({"at": f"{event.time_fired:%H:%M}", **event.data})

    stop = hass.bus.async_listen(EVENT, capture)
    yield events
    stop()


class TestDay:
    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-01T05:30:00.5+01:00"

    @pytest.mark.timeout(300)
    async def test_school_day(
        self,
        hass: HomeAssistant,
        freezer: Clock,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        hass_storage: dict[str, Any],
        snapshot: SnapshotAssertion,
    ) -> None:
        """Every request in order, every event, and what is stored in the evening."""
        entry = new_entry("parent")
        with captured_events(hass) as events:
            assert await set_up(entry)
            first = [*school.request_log.calls]
            for step in range(STEPS):
                if step in EVENTS:
                    what, child = EVENTS[step]
                    school.trigger_event(what, pupil=child)
                await advance_time(hass, freezer, STEP)
        assert [*first, "—", *school.request_log.calls] == snapshot(name="requests")
        assert steady(events) == snapshot(name="events")
        assert await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
        stored = {
            key.replace(entry.entry_id, "ENTRY"): outline(key, value["data"])
            for key, value in hass_storage.items()
            if key.startswith(DOMAIN)
        }
        assert steady(dict(sorted(stored.items()))) == snapshot(name="stores")
        kept = {**entry.data, "options": {**entry.options}}
        assert steady(dict(sorted(kept.items()))) == snapshot(name="entry")


@pytest.mark.usefixtures("all_enabled")
async def test_breakfast(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """Every state, both registries and the diagnostics of an account that was just added."""
    assert await async_setup_component(hass, "diagnostics", {})
    states = {
        state.entity_id: {"state": state.state, **state.attributes}
        for state in hass.states.async_all()
        if entity_registry.async_get(state.entity_id)
    }
    assert steady(dict(sorted(states.items()))) == snapshot(name="states")
    entities = {
        entity.entity_id: (
            entity.unique_id,
            entity.translation_key,
            entity.entity_category,
            entity.original_device_class,
            entity.unit_of_measurement,
            entity.capabilities,
            entity.supported_features,
        )
        for entity in entity_registry.entities.values()
    }
    assert steady(dict(sorted(entities.items()))) == snapshot(name="entities")
    devices = sorted(
        (sorted(device.identifiers), device.name, device.model, device.manufacturer)
        for device in device_registry.devices
    )
    assert steady(devices) == snapshot(name="devices")
    assert steady(hass.services.async_services_for_domain(DOMAIN).keys()) == snapshot(
        name="actions"
    )
    diagnostics = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert steady(diagnostics) == snapshot(name="diagnostics")
