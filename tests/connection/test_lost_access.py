"""Test what is done when a token is not accepted: spent by another home, late, or of a school elsewhere."""

from copy import deepcopy
from typing import Any

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntryState,
)
from homeassistant.const import CONF_PASSWORD, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.connection import school_connection
from custom_components.pronote.const import CONF_DEVICE, CONF_SPACE, DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    present_token,
    settle,
    stop,
    value,
)
from tests.helpers.waiting import until
from tests.school import School

from ..helpers.flows import add, choose, placeholders, qr_code_input

AVERAGE = "sensor.pronote_1_overall_average"


@pytest.fixture(autouse=True)
def disk(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """What is stored, by the key of the store."""
    return hass_storage


def forget_password(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    data = {key: item for key, item in entry.data.items() if key != CONF_PASSWORD}
    hass.config_entries.async_update_entry(entry, data=data)


def dialogs(hass: HomeAssistant) -> list[str]:
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow["flow_id"] for flow in flows]


async def restore_backup(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    set_up: SetUp,
    disk: dict[str, Any],
) -> None:
    """Make a backup, live on with other tokens, and restore the backup."""
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    backup = deepcopy({**entry.data}), deepcopy(disk)
    for _ in range(2):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
    await stop(hass, entry)
    data, files = backup
    hass.config_entries.async_update_entry(entry, data=data)
    disk.clear()
    disk.update(files)
    assert await set_up(entry)
    await settle(hass)


class TestRestoredBackup:
    """Its token was used since, so PRONOTE refuses it."""

    async def test_the_dialog_says_so(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        set_up: SetUp,
        disk: dict[str, Any],
    ) -> None:
        forget_password(hass, entry)
        await restore_backup(hass, entry, set_up, disk)
        assert school.request_log.failed_logins == 1
        assert value(hass, AVERAGE) not in ("unavailable", "unknown")
        [flow_id] = dialogs(hass)
        menu = await hass.config_entries.flow.async_configure(flow_id)
        assert "backup was restored" in placeholders(menu)["reason"]

    async def test_the_password_takes_over(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        set_up: SetUp,
        disk: dict[str, Any],
    ) -> None:
        await restore_backup(hass, entry, set_up, disk)
        assert school.request_log.failed_logins == 1
        assert not dialogs(hass)
        assert present_token(hass, entry) in school.access.tokens.values()

    async def test_a_token_that_was_revoked_is_another_thing(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        """This Home Assistant got it from PRONOTE a moment ago."""
        forget_password(hass, entry)
        school.access.tokens.clear()
        school.expire_sessions()
        await entry.runtime_data.grades.async_refresh()
        [flow_id] = dialogs(hass)
        menu = await hass.config_entries.flow.async_configure(flow_id)
        assert "removed from the devices" in placeholders(menu)["reason"]


class TestRedirect:
    """A school that leads elsewhere is under maintenance, until it lasts."""

    async def test_a_passing_one_costs_nothing(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        school.fault("redirect", times=None)
        school.expire_sessions()
        for _ in range(8):
            await advance_time(hass, freezer)
        assert not dialogs(hass)
        assert value(hass, AVERAGE) not in ("unavailable", "unknown")
        school.fault("clear")
        for _ in range(10):
            await advance_time(hass, freezer)
        assert entry.runtime_data.grades.last_update_success
        assert not dialogs(hass)

    async def test_before_the_start(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
    ) -> None:
        school.fault("redirect", times=None)
        entry = new_entry("parent")
        assert not await set_up(entry)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        assert entry.error_reason_translation_key == "redirected"
        assert not dialogs(hass)
        school.fault("clear")

    async def test_a_lasting_one_asks_and_the_dialog_closes_by_itself(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        school.fault("redirect", times=None)
        school.expire_sessions()
        for _ in range(26):
            await advance_time(hass, freezer)
        [flow_id] = dialogs(hass)
        flow = hass.config_entries.flow.async_get(flow_id)
        assert flow["context"]["source"] == SOURCE_REAUTH
        school.fault("clear")
        for _ in range(32):
            await advance_time(hass, freezer)
        assert entry.runtime_data.grades.last_update_success
        assert not dialogs(hass)


async def test_a_token_that_arrives_after_a_reload_began(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PRONOTE has replaced the token, but its answer comes when the account is set up again."""
    forget_password(hass, entry)
    monkeypatch.setattr(school_connection, "LOGOUT_TIMEOUT", 0)
    before = present_token(hass, entry)
    school.expire_sessions()
    school.fault("late", function="Authentification")
    entry.async_create_background_task(
        hass, entry.runtime_data.grades.async_refresh(), "test"
    )
    await until(lambda: not school.faults.armed)
    reloading = hass.async_create_task(hass.config_entries.async_reload(entry.entry_id))
    await until(reloading.done)
    assert present_token(hass, entry) == before
    school.fault("clear")
    await settle(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert school.request_log.failed_logins == 0
    assert present_token(hass, entry) in school.access.tokens.values()
    assert not dialogs(hass)


async def test_a_token_that_arrives_after_a_dialog_brought_another(
    hass: HomeAssistant,
    school: School,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was replaced at PRONOTE by the login of the dialog: that one counts."""
    entry = await add(hass, school)
    before = entry.runtime_data.connection
    monkeypatch.setattr(school_connection, "LOGOUT_TIMEOUT", 0)
    school.expire_sessions()
    school.fault("late", function="Authentification")
    entry.async_create_background_task(
        hass, entry.runtime_data.grades.async_refresh(), "test"
    )
    await until(lambda: not school.faults.armed)
    flow, account = hass.config_entries.flow, school.account("parent")
    menu = await flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )
    await flow.async_configure(menu["flow_id"], {"next_step_id": "qr_code"})
    code = qr_code_input(school, account)
    done = await flow.async_configure(menu["flow_id"], code)
    assert done.get("reason") == "reconfigure_successful"
    await until(lambda: before.closed)
    school.fault("clear")
    await settle(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert school.request_log.failed_logins == 0
    assert present_token(hass, entry) in school.access.tokens.values()
    assert not dialogs(hass)


@pytest.mark.parametrize("missing", [CONF_URL, CONF_SPACE, CONF_DEVICE])
async def test_an_entry_that_lacks_something_asks(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    missing: str,
) -> None:
    """Its dialog works as well, and completes the entry."""
    entry = new_entry("parent")
    data = {key: item for key, item in entry.data.items() if key != missing}
    hass.config_entries.async_update_entry(entry, data=data)
    assert not await set_up(entry)
    assert entry.error_reason_translation_key == "no_saved_login"
    [flow_id] = dialogs(hass)
    menu = await hass.config_entries.flow.async_configure(flow_id)
    form = await choose(hass, menu, "password")
    assert form["type"] is FlowResultType.FORM
    if missing == CONF_URL:
        assert form["step_id"] == "school"
    assert school.request_log.failed_logins == 0
