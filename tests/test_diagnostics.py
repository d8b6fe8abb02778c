"""Test the diagnostics: useful, without personal data."""

from collections.abc import Iterator
import json
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.client import NEWEST_TESTED_VERSION, PronoteError
from custom_components.pronote.client.errors import ConnectionFailedError, ProtocolError
from custom_components.pronote.last_data.store import LastDataStore
from custom_components.pronote.runtime.devices import child_identifier
from tests.helpers.home import present_token
from tests.school import School

from .helpers.flows import add
from .helpers.home import settle
from .helpers.school_texts import texts_of


@pytest.fixture(autouse=True)
async def diagnostics_platform(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "diagnostics", {})


def personal(school: School, entry: ConfigEntry) -> set[str]:
    """Return the words that must never leave the house."""
    account = school.account("parent")
    names = [school.model.name, account.username, account.password, *account.pupils]
    names += [person.name for person in school.model.accounts]
    kept = [str(value) for key, value in entry.data.items() if key != "space"]
    words = {word for name in names for word in name.replace(".", " ").split()}
    return {
        word.casefold()
        for word in {*words, *names, *kept, school.origin, str(entry.unique_id)}
        if len(word) > 3
    }


def strings(found: Any) -> Iterator[str]:
    """Return every string that diagnostics hold, keys included."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from strings([key, value])
    elif isinstance(found, list):
        for item in found:
            yield from strings(item)


async def test_what_is_reported(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, school: School
) -> None:
    entry = await add(hass, school, keep_password=True)
    found: dict[str, Any] = await get_diagnostics_for_config_entry(
        hass, hass_client, entry
    )
    assert found["entry"]["state"] == "loaded"
    assert found["entry"]["space"] == "parent"
    assert found["entry"]["keeps"] == [CONF_TOKEN, CONF_PASSWORD, "browser_id"]
    assert found["session"] == {"open": True, "pause": None}
    assert found["closed_pages"] == []
    assert found["entry"]["by_portal"] is False
    assert found["issues"] == []
    assert found["pronote"] == {
        "version": "2026.2.7.0",
        "newest_tried": [*NEWEST_TESTED_VERSION],
    }
    assert found["account"]["rights"]["write_to_teachers"] is True
    assert 16 in found["account"]["tabs"]
    assert len(found["account"]["pupils"]) == 2
    assert found["account"]["calendar"]["timezone"] == "Europe/Paris"

    pages = found["pages"]
    assert {"timetable", "homework", "grades", "menus", "news"} < set(pages)
    assert pages["discussions"]["mailbox"] > 0
    assert all(count > 0 for count in pages["school_life"]["pupils"])
    for page in pages.values():
        assert page["success"] is True
        assert page["error"] == []
        assert page["last_requested"].startswith("2026-11-24T")
    lessons, grades = pages["timetable"], pages["grades"]
    assert all(count > 20 for count in lessons["pupils"])
    children = entry.runtime_data.account.pupils
    assert grades["pupils"] == [
        len(entry.runtime_data.grades.data[child.key].grades) for child in children
    ]


async def test_nothing_personal(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, school: School
) -> None:
    entry = await add(hass, school, keep_password=True)
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    text = json.dumps(found, ensure_ascii=False).casefold()
    words = personal(school, entry) | {present_token(hass, entry).casefold()}
    assert "verselin" in words
    assert entry.data[CONF_TOKEN].casefold() in words
    assert not [word for word in words if word in text]


async def test_nothing_of_the_world(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    device_registry: dr.DeviceRegistry,
    school: School,
) -> None:
    """No name, text, address or id of the whole school, for the account and each device."""
    entry = await add(hass, school, keep_password=True)
    devices = dr.async_entries_for_config_entry(device_registry, entry.entry_id)
    assert len(devices) == 3
    found = [await get_diagnostics_for_config_entry(hass, hass_client, entry)] + [
        await get_diagnostics_for_device(hass, hass_client, entry, device)
        for device in devices
    ]
    said = {text.casefold() for text in strings(found)}
    words = texts_of(school)
    assert len(words) > 1000
    assert {"fauvelon t.", school.model.name.casefold()} <= words
    assert not {(text, word) for text in said for word in words if word in text}


async def test_what_is_reported_of_a_child(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    entry: MockConfigEntry,
) -> None:
    data = entry.runtime_data
    child = data.account.pupils[0]
    device = device_registry.async_get_device_by_identifier(
        child_identifier(entry, child.key), entry.entry_id
    )
    assert device is not None
    found: dict[str, Any] = await get_diagnostics_for_device(
        hass, hass_client, entry, device
    )
    assert found["entry"]["state"] == "loaded"
    assert found["pages"]["grades"]["pupils"] == [
        len(data.grades.data[child.key].grades)
    ]
    entities = found["entities"]
    ours = er.async_entries_for_device(
        entity_registry, device.id, include_disabled_entities=True
    )
    assert len(entities) == len(ours)
    homework = {"platform": "todo", "key": "homework", "disabled": None}
    assert homework | {"state": "known"} in entities
    photo = {"platform": "image", "key": "photo", "disabled": "integration"}
    assert photo | {"state": None} in entities


async def test_closed_page(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, school: School
) -> None:
    """A page closed to the family has no count; that is not an error."""
    school.fault("close_tab", tab=10)
    entry = await add(hass, school)
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert 10 not in found["account"]["tabs"]
    assert found["pages"]["menus"]["pupils"] == [None, None]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionFailedError("Claire"), ["UpdateFailed", "ConnectionFailedError"]),
        (
            ProtocolError("DernieresNotes", "listeDevoirs"),
            ["UpdateFailed", "ProtocolError", "DernieresNotes: listeDevoirs"],
        ),
    ],
)
async def test_last_error(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    error: PronoteError,
    told: list[str],
) -> None:
    """Errors are told by their classes; their words may be the school's."""
    entry = await add(hass, school)
    with patch.object(entry.runtime_data.client.grades, "get", side_effect=error):
        await entry.runtime_data.grades.async_refresh()
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    page = found["pages"]["grades"]
    assert page["success"] is False
    assert page["usable"] is True
    assert page["error"] == told


async def test_lost_access_of_an_account_that_shows_its_last_data(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, school: School
) -> None:
    entry = await add(hass, school)
    school.access.tokens.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert found["entry"]["state"] == "loaded"
    assert found["entry"]["reason"] == "token_refused"


async def test_entry_that_does_not_start(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, school: School
) -> None:
    entry = await add(hass, school)
    school.access.tokens.clear()
    await hass.config_entries.async_unload(entry.entry_id)
    await LastDataStore(hass, entry.entry_id).async_remove()
    await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert found["entry"]["state"] == "setup_error"
    assert found["entry"]["reason"] == "token_refused"
    assert "pages" not in found
