"""Test that an entry moves to another school with the child."""

from collections.abc import AsyncIterator

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryDisabler,
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

from ..helpers.flows import (
    add,
    choose,
    defaults,
    enter,
    fill,
    placeholders,
    read,
    suggested_values,
)
from ..helpers.home import child_of_event, refresh, state, value


@pytest.fixture
async def lycee(hass: HomeAssistant, school: School) -> AsyncIterator[School]:
    """Another school, which writes the names of the parent and the child differently."""
    async with running_school(Options(seed=7)) as lycee:
        lycee.model.name = "Lycée du Plateau"
        lycee.model.account("parent").name = "M. VERSELIN Claude"
        yield lycee


async def new_school_menu(hass: HomeAssistant, entry: ConfigEntry) -> ConfigFlowResult:
    """Choose the change of school."""
    menu = read(
        await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
    )
    return await choose(hass, menu, "new_school")


async def change_school(
    hass: HomeAssistant,
    entry: ConfigEntry,
    lycee: School,
    who: str,
    *,
    known: bool = False,
) -> ConfigFlowResult:
    """Choose the change of school, and log in there."""
    menu = await new_school_menu(hass, entry)
    ways = ["known_account"] if known else []
    assert menu["menu_options"] == [*ways, "qr_code", "school"]
    form = await choose(hass, menu, "school")
    assert suggested_values(form) == {}
    form = await fill(hass, form, url=lycee.url)
    result = await enter(hass, form, lycee.account(who))
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


def registered(hass: HomeAssistant, number: int) -> list[er.RegistryEntry]:
    """Return the entities of a child that have its number."""
    return [
        entity
        for entity in er.async_get(hass).entities.values()
        if entity.entity_id.partition(".")[2].startswith(f"pronote_{number}_")
    ]


def entities_of(hass: HomeAssistant, number: int) -> dict[str, str]:
    """Return the entities of a child, but for those of its subjects."""
    return {
        entity.entity_id: entity.id
        for entity in registered(hass, number)
        if "_average_" not in entity.entity_id.removesuffix("overall_average")
    }


def entity_ids(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, str]:
    """Return the entities of an entry, with what does not change when they move."""
    return {
        entity.entity_id: entity.id
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if not entity.entity_id.startswith("sensor.pronote_1_average_")
    }


def entry_at(hass: HomeAssistant, school: School) -> ConfigEntry:
    """Return the entry of a school."""
    [entry] = [
        entry
        for entry in hass.config_entries.async_entries(DOMAIN)
        if entry.data[CONF_URL] == school.url
    ]
    return entry


def device_of(hass: HomeAssistant, entry: ConfigEntry, pupil_key: str) -> str:
    """Return the device of a child."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"{entry.unique_id}_{pupil_key}"), entry.entry_id
    )
    assert device is not None
    return device.id


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
    assert [child_of_event(hass, event) for event in events] == [
        moved.name.rpartition(" ")[2]
    ]


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


async def test_a_brother_who_stays_keeps_the_entry(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    """The account of the new school gets an entry, and the child moves there alone."""
    entry = await add(hass, school)
    lina, hugo = entry.runtime_data.account.pupils
    hass.config_entries.async_update_entry(
        entry, options={"children": {lina.key: {"leave": 25}, hugo.key: {"leave": 5}}}
    )
    before = entities_of(hass, 1), entities_of(hass, 2), entry.unique_id
    events = async_capture_events(hass, "pronote_event")
    lycee.model.account("parent").pupils.pop()

    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "children_moved"
    assert placeholders(result)["children"] == "Lina"
    new = entry_at(hass, lycee)
    assert placeholders(result)["name"] == new.title
    assert "Plateau" in new.title
    assert new.unique_id != before[2]
    for number, name, owner in ((1, lina.name, new), (2, hugo.name, entry)):
        assert entities_of(hass, number) == before[number - 1]
        assert {one.config_entry_id for one in registered(hass, number)} == {
            owner.entry_id
        }
        assert [one.name for one in owner.runtime_data.account.pupils] == [name]
        assert value(hass, f"event.pronote_{number}_grade") != "unavailable"
        assert owner.state is ConfigEntryState.LOADED
    [moved] = new.runtime_data.account.pupils
    assert new.options == {"children": {moved.key: {"leave": 25}}}
    assert entry.options["children"][hugo.key] == {"leave": 5}

    # Each is announced from its own school, and only what is new.
    await refresh(hass, entry)
    await refresh(hass, new)
    assert events == []
    school.trigger_event("grade", pupil=hugo.name)
    school.trigger_event("grade", pupil=lina.name)
    lycee.trigger_event("grade", pupil=lina.name)
    await refresh(hass, entry)
    await refresh(hass, new)
    assert [child_of_event(hass, event) for event in events] == ["Hugo", "Lina"]


async def test_nobody_of_the_entry_is_there(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    entry = await add(hass, school)
    before = dict(entry.data), entity_ids(hass, entry), entry.unique_id
    for pupil in lycee.model.account("parent").pupils:
        pupil.first_name = f"{pupil.first_name}-Marie"
    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "other_children"
    assert (dict(entry.data), entity_ids(hass, entry), entry.unique_id) == before
    assert entry.state is ConfigEntryState.LOADED


@pytest.mark.parametrize("way", ["known_account", "school"])
async def test_a_brother_is_there_already(
    hass: HomeAssistant, school: School, lycee: School, way: str
) -> None:
    """The child joins the entry of the brother; what was added for her there makes room."""
    school.model.account("parent").pupils.pop()
    entry = await add(hass, school)
    [lina] = entry.runtime_data.account.pupils
    hass.config_entries.async_update_entry(
        entry,
        options={"children": {lina.key: {"leave": 25, "wake_up": 75}}, "legacy": True},
    )
    other = await add(hass, lycee)
    new_lina, hugo = other.runtime_data.account.pupils
    hass.config_entries.async_update_entry(
        other,
        options={"admin_only": True, "children": {new_lina.key: {"leave": 40}}},
    )
    er.async_get(hass).async_update_entity(
        "event.pronote_1_grade", new_entity_id="event.lina_grade"
    )
    before = device_of(hass, entry, lina.key), entities_of(hass, 1)
    brother = device_of(hass, other, hugo.key), entities_of(hass, 3)
    assert before[1] and brother[1] and entities_of(hass, 2)
    device = other.data[CONF_DEVICE]
    events = async_capture_events(hass, "pronote_event")

    if way == "school":
        result = await change_school(hass, entry, lycee, "parent", known=True)
        assert other.data[CONF_DEVICE] != device
    else:
        form = await choose(hass, await new_school_menu(hass, entry), way)
        result = await fill(hass, form, **defaults(form))
        assert other.data[CONF_DEVICE] == device
    assert result["reason"] == "children_moved"
    assert hass.config_entries.async_entries(DOMAIN) == [other]
    assert other.state is ConfigEntryState.LOADED
    assert device_of(hass, other, new_lina.key) == before[0]
    assert entities_of(hass, 1) == before[1]
    assert value(hass, "event.lina_grade") != "unavailable"
    assert (device_of(hass, other, hugo.key), entities_of(hass, 3)) == brother
    assert not entities_of(hass, 2)
    assert other.options == {
        "admin_only": True,
        "legacy": True,
        "children": {new_lina.key: {"leave": 40, "wake_up": 75}},
    }
    await refresh(hass, other)
    assert events == []
    for pupil in (lina, hugo):
        lycee.trigger_event("grade", pupil=pupil.name)
    await refresh(hass, other)
    assert {child_of_event(hass, one) for one in events} == {"Lina", "Hugo"}

    # The number of the entities that made room is not given to another child.
    await add(hass, school, "pupil")
    assert not entities_of(hass, 2) and entities_of(hass, 4)


async def test_only_accounts_with_a_child_are_offered(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    entry = await add(hass, school)
    other = await add(hass, lycee)
    form = await choose(hass, await new_school_menu(hass, entry), "known_account")
    assert defaults(form) == {"entry": other.entry_id}
    await hass.config_entries.async_unload(other.entry_id)
    result = await fill(hass, form, **defaults(form))
    assert result["reason"] == "other_children"
    menu = await new_school_menu(hass, entry)
    assert menu["menu_options"] == ["qr_code", "school"]


async def test_only_the_brother_is_there_already(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    """The new school has not added the child to the account yet."""
    school.model.account("parent").pupils.pop()
    entry = await add(hass, school)
    del lycee.model.account("parent").pupils[0]
    await add(hass, lycee)
    result = await change_school(hass, entry, lycee, "parent")
    assert result["reason"] == "other_children"
    assert len(hass.config_entries.async_entries(DOMAIN)) == 2


async def test_the_entry_of_the_account_is_disabled(
    hass: HomeAssistant, school: School, lycee: School
) -> None:
    entry = await add(hass, school)
    other = await add(hass, lycee)
    await hass.config_entries.async_set_disabled_by(
        other.entry_id, ConfigEntryDisabler.USER
    )
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
