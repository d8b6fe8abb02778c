"""Test what the recorder keeps for years: small rows without names."""

import re

from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.db_schema import (
    MAX_STATE_ATTRS_BYTES,
    StateAttributes,
    StatesMeta,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.recorder import session_scope
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from tests.school import School

from ..helpers.home import NewEntry, SetUp, settle


@pytest.fixture
def recorder_config() -> dict[str, int]:
    """Write when asked to, not row by row."""
    return {"commit_interval": 60}


@pytest.fixture(autouse=True)
def recorder(recorder_mock: Recorder) -> None:
    """Record everything."""


@pytest.fixture
async def everything(
    hass: HomeAssistant,
    new_entry: NewEntry,
    set_up: SetUp,
    entity_registry: er.EntityRegistry,
) -> MockConfigEntry:
    """The account of a parent who enabled every entity."""
    entry = new_entry("parent")
    assert await set_up(entry)
    for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        entity_registry.async_update_entity(entity.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    await async_wait_recording_done(hass)
    return entry


async def test_rows_are_small(hass: HomeAssistant, everything: MockConfigEntry) -> None:
    """The recorder drops the attributes of a state that has more."""
    ours = {name for name in hass.states.async_entity_ids() if ".pronote_" in name}
    # While states change, the recorder has the only connection to its database.
    await hass.config_entries.async_unload(everything.entry_id)
    await async_wait_recording_done(hass)
    with session_scope(hass=hass, read_only=True) as session:
        recorded = {name for (name,) in session.query(StatesMeta.entity_id)}
        rows = [text for (text,) in session.query(StateAttributes.shared_attrs)]
    assert len(ours) > 60
    assert ours <= recorded
    # What is dropped would be written as an empty object.
    assert max(len(row.encode()) for row in rows) < MAX_STATE_ATTRS_BYTES / 4
    assert rows.count("{}") == 0


def test_no_id_holds_the_name_of_a_child(
    school: School,
    everything: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    entry_id = everything.entry_id
    ids = [
        text
        for entity in er.async_entries_for_config_entry(entity_registry, entry_id)
        for text in (entity.entity_id, entity.unique_id)
    ] + [
        text
        for device in dr.async_entries_for_config_entry(device_registry, entry_id)
        for _, text in device.identifiers
    ]
    assert len(ids) > 150
    names = {
        part.casefold()
        for name in school.account("parent").pupils
        for part in re.split(r"\W+", name)
    }
    assert {"verselin", "lina", "hugo"} <= names
    assert not [text for text in ids for name in names if name in text.casefold()]
