"""Test where the token of an account is kept: the present one in the store, the first one in the entry."""

from hashlib import sha256
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import CONF_DEVICE, DOMAIN
from custom_components.pronote.repair_issues.connection import reauth_reason_key
from tests.helpers.home import SetUp, present_token, settle, stop
from tests.school import School


@pytest.fixture
def disk(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """What is stored, by the key of the store."""
    return hass_storage


@pytest.fixture
def entry(
    hass: HomeAssistant, disk: dict[str, Any], entry: MockConfigEntry
) -> MockConfigEntry:
    """An account that has its token alone."""
    data = {key: item for key, item in entry.data.items() if key != CONF_PASSWORD}
    hass.config_entries.async_update_entry(entry, data=data)
    return entry


async def log_in_again(
    hass: HomeAssistant, entry: MockConfigEntry, set_up: SetUp
) -> str:
    """Restart, and return the token that this brings."""
    await stop(hass, entry)
    assert await set_up(entry)
    await settle(hass)
    return present_token(hass, entry)


async def test_the_entry_keeps_the_first_token(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, set_up: SetUp
) -> None:
    """A login writes one file, and it is not that of all entries of this home."""
    before = dict(entry.data)
    tokens = {await log_in_again(hass, entry, set_up) for _ in range(3)}
    assert len(tokens) == 3
    assert dict(entry.data) == before
    assert school.request_log.failed_logins == 0


@pytest.mark.parametrize("saved", [True, False])
async def test_an_entry_of_the_first_beta(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    disk: dict[str, Any],
    saved: bool,
) -> None:
    """It contained the present token as well, or the one before if it was not saved in time."""
    tokens = [await log_in_again(hass, entry, set_up) for _ in range(3)]
    await stop(hass, entry)
    marks = [sha256(token.encode()).hexdigest() for token in tokens]
    stored = disk[f"{DOMAIN}.{entry.entry_id}.tokens"]["data"]
    stored[entry.data[CONF_DEVICE]]["replaced"] = marks[:2]
    token = tokens[2] if saved else tokens[1]
    data = {**entry.data, CONF_TOKEN: token}
    hass.config_entries.async_update_entry(entry, data=data)
    for _ in range(3):
        assert await set_up(entry)
        await settle(hass)
        assert present_token(hass, entry) in school.access.tokens.values()
        await stop(hass, entry)
    assert entry.data[CONF_TOKEN] == token
    assert school.request_log.failed_logins == 0


async def test_the_disk_was_full_at_the_last_login(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, set_up: SetUp
) -> None:
    """The token is saved once there is room, at the latest when Home Assistant stops."""
    full = WriteError("No space left on device")
    with patch.object(Store, "_async_write_data", side_effect=full):
        await log_in_again(hass, entry, set_up)
    await log_in_again(hass, entry, set_up)
    assert school.request_log.failed_logins == 0


async def test_the_store_is_gone(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    disk: dict[str, Any],
) -> None:
    """The first token was used: a dialog asks for a new access, and PRONOTE is asked once."""
    await log_in_again(hass, entry, set_up)
    await stop(hass, entry)
    del disk[f"{DOMAIN}.{entry.entry_id}.tokens"]
    for _ in range(2):
        assert await set_up(entry)
        await settle(hass)
        assert entry.state is ConfigEntryState.LOADED
        assert reauth_reason_key(entry) == "token_refused"
        await stop(hass, entry)
    assert school.request_log.failed_logins == 1
