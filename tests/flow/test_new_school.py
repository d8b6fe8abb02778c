"""Test that an entry moves to another school with the child."""

from collections.abc import AsyncIterator

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.pronote.const import CONF_DEVICE, DOMAIN
from tests.school import Options, School, running_school

from ..helpers.flows import add, choose, enter, fill, read, suggested_values
from ..helpers.home import child_of_event, refresh, state


@pytest.fixture
async def lycee(hass: HomeAssistant, school: School) -> AsyncIterator[School]:
    """Another school, which writes the names of the parent and the child differently."""
    async with running_school(Options(seed=7)) as lycee:
        lycee.model.name = "Lycée du Plateau"
        lycee.model.account("parent").name = "M. VERSELIN Claude"
        yield lycee


async def change_school(
    hass: HomeAssistant, entry: ConfigEntry, lycee: School, who: str
) -> ConfigFlowResult:
    """Say that the child changed schools, and log in there."""
    menu = read(
        await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
    )
    menu = await choose(hass, menu, "new_school")
    assert menu["menu_options"] == ["qr_code", "school"]
    form = await choose(hass, menu, "school")
    assert suggested_values(form) == {}
    form = await fill(hass, form, url=lycee.url)
    result = await enter(hass, form, lycee.account(who))
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


def entity_ids(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, str]:
    """Return the entities of an entry, with what does not change when they move."""
    return {
        entity.entity_id: entity.id
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if not entity.entity_id.startswith("sensor.pronote_1_average_")
    }


def device_ids(hass: HomeAssistant, entry: ConfigEntry) -> set[str]:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return {device.id for device in devices}


@pytest.mark.parametrize("who", ["pupil", "parent"])
async def test_everything_moves_with_the_child(
    hass: HomeAssistant, school: School, lycee: School, who: str
) -> None:
    entry = await add(hass, school, who)
    [first, *_] = entry.runtime_data.account.pupils
    hass.config_entries.async_update_entry(
        entry, options={"children": {first.key: {"wake_up": 75}}}
    )
    before = entity_ids(hass, entry), device_ids(hass, entry), entry.unique_id
    device, title = entry.data[CONF_DEVICE], entry.title
    events = async_capture_events(hass, "pronote_event")

    result = await change_school(hass, entry, lycee, who)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "new_school_successful"
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_URL] == lycee.url
    assert entry.data[CONF_DEVICE] != device
    assert entry.title != title and "Plateau" in entry.title
    assert entry.unique_id not in (None, before[2])
    assert entity_ids(hass, entry) == before[0]
    assert device_ids(hass, entry) == before[1]
    [moved, *_] = entry.runtime_data.account.pupils
    assert entry.options == {"children": {moved.key: {"wake_up": 75}}}
    grades = state(hass, "event.pronote_1_grade")
    assert grades.state != "unavailable"

    # Nothing that the school already has is new; what it publishes from now on is.
    await refresh(hass, entry)
    assert events == []
    lycee.trigger_event("grade", pupil=moved.name)
    await refresh(hass, entry)
    assert [child_of_event(hass, event) for event in events] == [moved.name]


async def test_an_only_child_may_be_written_differently(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    entry = await add(hass, school, "pupil")
    lycee.model.account("pupil").pupils[0].first_name = "Lina Marie"
    lycee.model.account("pupil").name = "VERSELIN Lina Marie"
    before = entity_ids(hass, entry)
    result = await change_school(hass, entry, lycee, "pupil")
    assert result["reason"] == "new_school_successful"
    assert entity_ids(hass, entry) == before


async def test_what_the_family_chose_stays(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    """The name of the entry, and a child who is left out."""
    entry = await add(hass, school)
    lina, hugo = entry.runtime_data.account.pupils
    hass.config_entries.async_update_entry(
        entry,
        title="Chez nous",
        options={"children": {hugo.key: {"followed": False}}, "legacy": True},
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert [pupil.key for pupil in entry.runtime_data.account.pupils] == [lina.key]
    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "new_school_successful"
    assert entry.title == "Chez nous"
    assert [pupil.name for pupil in entry.runtime_data.account.pupils] == [lina.name]
    assert entry.options["legacy"] is True
    assert state(hass, "sensor.pronote_verselin_lina_class").state != "unavailable"


async def test_other_children(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    """A brother who stays keeps the entry; nothing of him is lost."""
    entry = await add(hass, school)
    before = dict(entry.data), entity_ids(hass, entry), entry.unique_id
    lycee.model.account("parent").pupils.pop()
    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "other_children"
    assert (dict(entry.data), entity_ids(hass, entry), entry.unique_id) == before
    assert entry.state is ConfigEntryState.LOADED


async def test_the_account_has_an_entry_already(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    entry = await add(hass, school)
    await add(hass, lycee)
    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "already_configured"


async def test_the_same_account_keeps_what_it_announced(
    hass: HomeAssistant, school: School
) -> None:
    """Chosen by mistake, it only changes the login."""
    entry = await add(hass, school)
    unique_id = entry.unique_id
    events = async_capture_events(hass, "pronote_event")
    school.trigger_event("grade", pupil="VERSELIN Lina")
    result = await change_school(hass, entry, school, "parent")
    assert result["reason"] == "reconfigure_successful"
    assert entry.unique_id == unique_id
    assert len(events) == 1
