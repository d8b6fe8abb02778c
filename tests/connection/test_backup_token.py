"""Test the backup token: it is used when PRONOTE rejects the first token."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import PronoteClient
from custom_components.pronote.client.endpoints.personal import PersonalEndpoint
from custom_components.pronote.client.errors import ConnectionFailedError
from custom_components.pronote.const import CONF_DEVICE, CONF_TIMEZONE, DOMAIN
from custom_components.pronote.polling.request_budget import BUDGETS
from custom_components.pronote.repair_issues.connection import reauth_reason_key
from tests.helpers.clock import Clock
from tests.school import School

from ..helpers.flows import (
    add,
    choose,
    enter,
    fields,
    fill,
    open_credentials_form,
    open_options_form,
    qr_code_input,
    read,
    start,
    without_tokens,
)
from ..helpers.home import advance_time, present_token, refresh
from ..helpers.portals import log_in_at_portal, open_portal_form, school_behind_portal


async def wait_idle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def reload(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await hass.config_entries.async_reload(entry.entry_id)
    await wait_idle(hass)


async def set_backup_token_option(
    hass: HomeAssistant, entry: ConfigEntry, enabled: bool = True
) -> None:
    """Agree in the options to a spare device, or no longer."""
    form = await open_options_form(hass, entry, "account")
    await hass.config_entries.options.async_configure(
        form["flow_id"],
        {CONF_TIMEZONE: "Europe/Paris", "keep_backup_token": enabled}
        | ({"forget_password": False} if CONF_PASSWORD in entry.data else {}),
    )
    await wait_idle(hass)


async def add_with_backup_token(
    hass: HomeAssistant, school: School, **other: Any
) -> ConfigEntry:
    """Add an account whose user agreed to a spare device."""
    entry = await add(hass, school, **other)
    await set_backup_token_option(hass, entry)
    return entry


def tokens_of(hass: HomeAssistant, entry: ConfigEntry) -> set[str]:
    """Return the token and the backup token of an account."""
    return {present_token(hass, entry), present_token(hass, entry, backup=True)}


def invalidate_tokens(
    hass: HomeAssistant, school: School, entry: ConfigEntry, *keys: str
) -> None:
    """Let the school forget a device of the account."""
    for key in keys:
        token = present_token(hass, entry, backup=key == "backup_token")
        tokens = school.access.tokens
        for owner in [owner for owner, value in tokens.items() if value == token]:
            del tokens[owner]


async def test_nobody_asked_for_one(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    logins = school.request_log.logins
    await wait_idle(hass)
    assert "backup_token" not in entry.data
    assert school.request_log.logins == logins


async def test_enrolled_once(hass: HomeAssistant, school: School) -> None:
    entry = await add_with_backup_token(hass, school)
    backup = entry.data["backup_token"]
    assert tokens_of(hass, entry) <= {*school.access.tokens.values()}
    assert backup[CONF_DEVICE] != entry.data[CONF_DEVICE]
    assert school.sessions_open == 1

    logins = school.request_log.logins
    await reload(hass, entry)
    assert school.request_log.logins == logins + 1
    assert entry.data["backup_token"] == backup


async def test_by_qr_code(hass: HomeAssistant, school: School) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    code = qr_code_input(school, school.account("parent"))
    result = await fill(hass, form, **code)
    await set_backup_token_option(hass, result["result"])
    assert result["result"].data["backup_token"][CONF_TOKEN]


async def test_takes_over(hass: HomeAssistant, school: School) -> None:
    """And another is enrolled for the next time."""
    entry = await add_with_backup_token(hass, school)
    backup = entry.data["backup_token"]
    invalidate_tokens(hass, school, entry, "token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == backup[CONF_DEVICE]
    assert present_token(hass, entry) in school.access.tokens.values()
    assert entry.data["backup_token"][CONF_DEVICE] != backup[CONF_DEVICE]
    assert school.sessions_open == 1
    assert not hass.config_entries.flow.async_progress()


async def test_the_network_fails_meanwhile(hass: HomeAssistant, school: School) -> None:
    entry = await add_with_backup_token(hass, school)
    invalidate_tokens(hass, school, entry, "token")
    backup, login = entry.data["backup_token"], PronoteClient.login

    async def fail(client: PronoteClient) -> None:
        if client.token and client.token.device == backup[CONF_DEVICE]:
            raise ConnectionFailedError("Nothing")
        await login(client)

    with patch.object(PronoteClient, "login", fail):
        await reload(hass, entry)
    assert entry.data["backup_token"] == backup
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == backup[CONF_DEVICE]


async def test_left_alone_while_it_takes_over(
    hass: HomeAssistant, school: School, freezer: Clock
) -> None:
    """A token opens once: two visitors with the same one would spoil it."""
    entry = await add_with_backup_token(hass, school)
    invalidate_tokens(hass, school, entry, "token")
    school.expire_sessions()
    backup, login = entry.data["backup_token"], PronoteClient.login

    async def fail(client: PronoteClient) -> None:
        if client.token and client.token.device == backup[CONF_DEVICE]:
            raise ConnectionFailedError("Nothing")
        await login(client)

    with patch.object(PronoteClient, "login", fail):
        await refresh(hass, entry)
        freezer.tick(timedelta(weeks=4))
        await entry.runtime_data.connection.maintain_backup_token()
    assert entry.data["backup_token"] == backup
    assert entry.runtime_data.account.pupils
    await refresh(hass, entry)
    assert entry.data[CONF_DEVICE] == backup[CONF_DEVICE]
    assert present_token(hass, entry) in school.access.tokens.values()


async def test_both_refused(hass: HomeAssistant, school: School) -> None:
    entry = await add_with_backup_token(hass, school)
    invalidate_tokens(hass, school, entry, "token", "backup_token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert reauth_reason_key(entry) == "token_refused"
    assert len(hass.config_entries.flow.async_progress()) == 1


async def test_both_refused_and_the_password_is_left(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add_with_backup_token(hass, school, keep_password=True)
    invalidate_tokens(hass, school, entry, "token", "backup_token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    await wait_idle(hass)
    assert tokens_of(hass, entry) <= {*school.access.tokens.values()}
    assert entry.data[CONF_PASSWORD]


@pytest.mark.parametrize("key", ["pin", "named_device"])
async def test_protected_accounts_have_none(
    hass: HomeAssistant, school: School, key: str
) -> None:
    """Somebody would have to type the PIN; the school is asked once, not at each start."""
    account = school.account(key)
    form = await open_credentials_form(hass, school)
    form = await enter(hass, form, account)
    pin = {"pin": account.pin} if account.pin else {}
    result = await fill(hass, form, device_name="Home Assistant", **pin)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    await set_backup_token_option(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data["backup_token"] == {}
    logins = school.request_log.logins
    await reload(hass, entry)
    assert school.request_log.logins == logins + 1


async def test_another_day_when_the_school_is_busy(
    hass: HomeAssistant, school: School
) -> None:
    with patch.object(
        PersonalEndpoint, "create_qr_code", side_effect=ConnectionFailedError
    ):
        entry = await add_with_backup_token(hass, school)
    assert entry.state is ConfigEntryState.LOADED
    assert "backup_token" not in entry.data
    await reload(hass, entry)
    assert entry.data["backup_token"]


# --- asked at set-up


async def set_up(
    hass: HomeAssistant, school: School, way: str, **other: Any
) -> ConfigFlowResult:
    """Go to the end of one of the ways to set an account up."""
    if way == "qr_code":
        form = await choose(hass, await start(hass), "qr_code")
        return await fill(
            hass, form, **qr_code_input(school, school.account("parent")), **other
        )
    form = await open_credentials_form(hass, school)
    return await enter(hass, form, school.account("parent"), **other)


@pytest.mark.parametrize("way", ["qr_code", "credentials", "portal_login"])
@pytest.mark.parametrize("enabled", [True, False])
async def test_asked_at_set_up(
    hass: HomeAssistant, school: School, way: str, enabled: bool
) -> None:
    """The last form of each way asks; nobody agrees by leaving it as it is."""
    typed: dict[str, Any] = {"keep_backup_token": True} if enabled else {}
    async with AsyncExitStack() as stack:
        if way == "portal_login":
            portal = await stack.enter_async_context(
                school_behind_portal("hdf", school)
            )
            form = await open_portal_form(hass, portal)
            result = await log_in_at_portal(hass, form, portal, **typed)
        else:
            result = await set_up(hass, school, way, **typed)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        entry = result["result"]
        await wait_idle(hass)
        assert entry.options == ({"keep_backup_token": True} if enabled else {})
        assert ("backup_token" in entry.data) is enabled
        if enabled:
            assert tokens_of(hass, entry) <= {*school.access.tokens.values()}
        await hass.config_entries.async_unload(entry.entry_id)


async def test_agreed_where_there_are_no_tokens(
    hass: HomeAssistant, school: School
) -> None:
    with without_tokens():
        form = await set_up(hass, school, "credentials", keep_backup_token=True)
        assert form["step_id"] == "keep_password"
        result = await fill(hass, form)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].options == {}


async def test_not_asked_again_when_the_access_is_repaired(
    hass: HomeAssistant, school: School
) -> None:
    """What was chosen stays in the options."""
    entry = await add(hass, school, keep_backup_token=True)
    menu = read(
        await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
    )
    form = await choose(hass, menu, "qr_code")
    assert "keep_backup_token" not in fields(form)
    await fill(hass, form, **qr_code_input(school, school.account("parent")))
    await wait_idle(hass)
    assert entry.options == {"keep_backup_token": True}
    assert entry.data["backup_token"]


# --- kept fresh


async def test_seen_at_school_every_few_weeks(
    hass: HomeAssistant, school: School, freezer: Clock
) -> None:
    """A device that is never seen might be taken for a lost one."""
    entry = await add_with_backup_token(hass, school)
    first, token = entry.data["backup_token"], present_token(hass, entry, backup=True)
    await advance_time(hass, freezer, timedelta(days=2))
    await reload(hass, entry)
    assert entry.data["backup_token"] == first
    assert present_token(hass, entry, backup=True) == token
    await advance_time(hass, freezer, timedelta(weeks=3))
    assert entry.data["backup_token"][CONF_DEVICE] == first[CONF_DEVICE]
    assert present_token(hass, entry, backup=True) != token
    assert tokens_of(hass, entry) <= {*school.access.tokens.values()}
    assert entry.state is ConfigEntryState.LOADED
    assert school.sessions_open == 1

    invalidate_tokens(hass, school, entry, "token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == first[CONF_DEVICE]


async def test_replaced_when_the_school_dropped_it(
    hass: HomeAssistant, school: School, freezer: Clock
) -> None:
    entry = await add_with_backup_token(hass, school)
    first = entry.data["backup_token"]
    invalidate_tokens(hass, school, entry, "backup_token")
    await advance_time(hass, freezer, timedelta(weeks=4))
    backup = entry.data["backup_token"]
    assert backup[CONF_DEVICE] != first[CONF_DEVICE]
    assert backup[CONF_TOKEN] in school.access.tokens.values()


async def test_the_school_does_not_answer_when_it_is_to_be_seen(
    hass: HomeAssistant, school: School, freezer: Clock
) -> None:
    """It is neither lost nor replaced; the next day will do."""
    entry = await add_with_backup_token(hass, school)
    first, token = entry.data["backup_token"], present_token(hass, entry, backup=True)
    with patch.object(PronoteClient, "login", side_effect=ConnectionFailedError):
        await advance_time(hass, freezer, timedelta(weeks=4))
    assert entry.data["backup_token"] == first
    await advance_time(hass, freezer, timedelta(days=1))
    assert entry.data["backup_token"][CONF_DEVICE] == first[CONF_DEVICE]
    assert present_token(hass, entry, backup=True) != token


async def test_a_school_that_wants_to_be_left_alone(
    hass: HomeAssistant, school: School, freezer: Clock
) -> None:
    entry = await add_with_backup_token(hass, school)
    first = entry.data["backup_token"]
    later = datetime(2027, 1, 31, tzinfo=UTC)
    hass.data[BUDGETS][entry.entry_id].note_failure("site_closed", later)
    await advance_time(hass, freezer, timedelta(weeks=4))
    assert entry.data["backup_token"] == first


async def test_agreed_and_revoked_later(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    for enabled in (True, False):
        await set_backup_token_option(hass, entry, enabled)
        assert entry.state is ConfigEntryState.LOADED
        assert ("backup_token" in entry.data) is enabled
