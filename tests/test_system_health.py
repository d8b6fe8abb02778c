"""Test system health."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import get_system_health_info

from custom_components.pronote.client.errors import ConnectionFailedError
from custom_components.pronote.const import DOMAIN
from tests.school import School

from .helpers.flows import TEXTS
from .helpers.home import NewEntry, SetUp, refresh

SYSTEM_HEALTH = "system_health"


@pytest.fixture(autouse=True)
async def system_health(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, SYSTEM_HEALTH, {})


async def health(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the page shows; every line of it has its text."""
    found: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    found["schools_reachable"] = await found["schools_reachable"]
    for language in TEXTS.values():
        assert language["system_health"]["info"].keys() == found.keys()
    return found


async def test_two_accounts(
    hass: HomeAssistant,
    school: School,
    entry: ConfigEntry,
    new_entry: NewEntry,
    set_up: SetUp,
) -> None:
    assert await set_up(new_entry("pupil"))
    school.request_log.reset()
    assert await health(hass) == {
        "accounts": 2,
        "accounts_ready": 2,
        "children": 3,
        "pronote_versions": "2026.2.7.0",
        "failures": "—",
        "schools_reachable": "ok",
    }
    assert school.request_log.logins == 0


async def test_page_that_fails(
    hass: HomeAssistant, entry: ConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ConnectionFailedError

    monkeypatch.setattr(entry.runtime_data.client.grades, "get", fail)
    await entry.runtime_data.grades.async_refresh()
    assert (await health(hass))["failures"] == "connection_failed"


async def test_silence_is_kept(
    hass: HomeAssistant, school: School, entry: ConfigEntry
) -> None:
    """A school that suspended this address is not knocked at."""
    school.expire_sessions()
    school.fault("suspend_address")
    await refresh(hass, entry)
    found = await health(hass)
    assert found["failures"] == "address_suspended"
    assert found["schools_reachable"] == "—"


async def test_school_not_there(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.fault("http_503")
    assert not await set_up(new_entry("parent"))
    assert await health(hass) == {
        "accounts": 1,
        "accounts_ready": 0,
        "children": 0,
        "pronote_versions": "—",
        "failures": "busy",
        "schools_reachable": "—",
    }


async def test_school_that_cannot_be_reached(
    hass: HomeAssistant, entry: ConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = {"type": "failed", "error": "unreachable"}

    async def unreachable(*_: object) -> dict[str, str]:
        return failed

    monkeypatch.setattr(
        f"homeassistant.components.{SYSTEM_HEALTH}.async_check_can_reach_url",
        unreachable,
    )
    assert (await health(hass))["schools_reachable"] == failed
