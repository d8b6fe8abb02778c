"""The second token of an account, which takes over when the school refuses the first."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
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
from custom_components.pronote.polling.budget import LEDGERS
from tests.school import School

from ..helpers.flows import (
    add,
    change_options,
    choose,
    enter,
    fields,
    fill,
    qr_fields,
    read,
    start,
    to_school,
    without_tokens,
)
from ..helpers.home import advance_time, refresh
from ..helpers.portals import log_in_at_portal, open_portal_form, school_behind_portal


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def reload(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)


async def agree(hass: HomeAssistant, entry: ConfigEntry, agreed: bool = True) -> None:
    """Agree in the options to a spare device, or no longer."""
    form = await change_options(hass, entry, "account")
    await hass.config_entries.options.async_configure(
        form["flow_id"],
        {CONF_TIMEZONE: "Europe/Paris", "spare_device": agreed}
        | ({"forget_password": False} if CONF_PASSWORD in entry.data else {}),
    )
    await settle(hass)


async def with_spare(hass: HomeAssistant, school: School, **other: Any) -> ConfigEntry:
    """Add an account whose user agreed to a spare device."""
    entry = await add(hass, school, **other)
    await agree(hass, entry)
    return entry


def refuse(school: School, entry: ConfigEntry, *keys: str) -> None:
    """Let the school forget a device of the account."""
    kept = {"token": entry.data, "spare": entry.data["spare"]}
    for key in keys:
        token = kept[key][CONF_TOKEN]
        tokens = school.access.tokens
        for owner in [owner for owner, value in tokens.items() if value == token]:
            del tokens[owner]


async def test_nobody_asked_for_one(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    logins = school.request_log.logins
    await settle(hass)
    assert "spare" not in entry.data
    assert school.request_log.logins == logins


async def test_enrolled_once(hass: HomeAssistant, school: School) -> None:
    entry = await with_spare(hass, school)
    spare = entry.data["spare"]
    assert {entry.data[CONF_TOKEN], spare[CONF_TOKEN]} <= {
        *school.access.tokens.values()
    }
    assert spare[CONF_DEVICE] != entry.data[CONF_DEVICE]
    assert school.sessions_open == 1

    logins = school.request_log.logins
    await reload(hass, entry)
    assert school.request_log.logins == logins + 1
    assert entry.data["spare"] == spare


async def test_by_qr_code(hass: HomeAssistant, school: School) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    code = qr_fields(school, school.account("parent"))
    result = await fill(hass, form, **code)
    await agree(hass, result["result"])
    assert result["result"].data["spare"][CONF_TOKEN]


async def test_takes_over(hass: HomeAssistant, school: School) -> None:
    """And another is enrolled for the next time."""
    entry = await with_spare(hass, school)
    spare = entry.data["spare"]
    refuse(school, entry, "token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == spare[CONF_DEVICE]
    assert entry.data[CONF_TOKEN] in school.access.tokens.values()
    assert entry.data["spare"][CONF_DEVICE] != spare[CONF_DEVICE]
    assert school.sessions_open == 1
    assert not hass.config_entries.flow.async_progress()


async def test_the_network_fails_meanwhile(hass: HomeAssistant, school: School) -> None:
    entry = await with_spare(hass, school)
    refuse(school, entry, "token")
    spare, login = entry.data["spare"], PronoteClient.login

    async def fail(client: PronoteClient) -> None:
        if client.token and client.token.device == spare[CONF_DEVICE]:
            raise ConnectionFailedError("Nothing")
        await login(client)

    with patch.object(PronoteClient, "login", fail):
        await reload(hass, entry)
    assert entry.reason is not None
    assert entry.data["spare"] == spare
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == spare[CONF_DEVICE]


async def test_left_alone_while_it_takes_over(
    hass: HomeAssistant, school: School, freezer: FrozenDateTimeFactory
) -> None:
    """A token opens once: two visitors with the same one would spoil it."""
    entry = await with_spare(hass, school)
    refuse(school, entry, "token")
    school.expire_sessions()
    spare, login = entry.data["spare"], PronoteClient.login

    async def fail(client: PronoteClient) -> None:
        if client.token and client.token.device == spare[CONF_DEVICE]:
            raise ConnectionFailedError("Nothing")
        await login(client)

    with patch.object(PronoteClient, "login", fail):
        await refresh(hass, entry)
        freezer.tick(timedelta(weeks=4))
        await entry.runtime_data.gate.tend_spare()
    assert entry.data["spare"] == spare
    assert entry.runtime_data.account.pupils
    await refresh(hass, entry)
    assert entry.data[CONF_DEVICE] == spare[CONF_DEVICE]
    assert entry.data[CONF_TOKEN] in school.access.tokens.values()


async def test_both_refused(hass: HomeAssistant, school: School) -> None:
    entry = await with_spare(hass, school)
    refuse(school, entry, "token", "spare")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "token_refused"
    assert len(hass.config_entries.flow.async_progress()) == 1


async def test_both_refused_and_the_password_is_left(
    hass: HomeAssistant, school: School
) -> None:
    entry = await with_spare(hass, school, keep_password=True)
    refuse(school, entry, "token", "spare")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    await settle(hass)
    kept = {entry.data[CONF_TOKEN], entry.data["spare"][CONF_TOKEN]}
    assert kept <= {*school.access.tokens.values()}
    assert entry.data[CONF_PASSWORD]


@pytest.mark.parametrize("key", ["pin", "named_device"])
async def test_protected_accounts_have_none(
    hass: HomeAssistant, school: School, key: str
) -> None:
    """Somebody would have to type the PIN; the school is asked once, not at each start."""
    account = school.account(key)
    form = await to_school(hass, school)
    form = await enter(hass, form, account)
    pin = {"pin": account.pin} if account.pin else {}
    result = await fill(hass, form, device_name="Home Assistant", **pin)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    await agree(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data["spare"] == {}
    logins = school.request_log.logins
    await reload(hass, entry)
    assert school.request_log.logins == logins + 1


async def test_another_day_when_the_school_is_busy(
    hass: HomeAssistant, school: School
) -> None:
    with patch.object(
        PersonalEndpoint, "create_qr_code", side_effect=ConnectionFailedError
    ):
        entry = await with_spare(hass, school)
    assert entry.state is ConfigEntryState.LOADED
    assert "spare" not in entry.data
    await reload(hass, entry)
    assert entry.data["spare"]


# --- asked at set-up


async def set_up(
    hass: HomeAssistant, school: School, way: str, **other: Any
) -> ConfigFlowResult:
    """Go to the end of one of the ways to set an account up."""
    if way == "qr_code":
        form = await choose(hass, await start(hass), "qr_code")
        return await fill(
            hass, form, **qr_fields(school, school.account("parent")), **other
        )
    form = await to_school(hass, school)
    return await enter(hass, form, school.account("parent"), **other)


@pytest.mark.parametrize("way", ["qr_code", "credentials", "portal_login"])
@pytest.mark.parametrize("agreed", [True, False])
async def test_asked_at_set_up(
    hass: HomeAssistant, school: School, way: str, agreed: bool
) -> None:
    """The last form of each way asks; nobody agrees by leaving it as it is."""
    typed: dict[str, Any] = {"spare_device": True} if agreed else {}
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
        await settle(hass)
        assert entry.options == ({"spare_device": True} if agreed else {})
        assert ("spare" in entry.data) is agreed
        if agreed:
            assert entry.data["spare"][CONF_TOKEN] in school.access.tokens.values()
        await hass.config_entries.async_unload(entry.entry_id)


async def test_agreed_where_there_are_no_tokens(
    hass: HomeAssistant, school: School
) -> None:
    with without_tokens():
        form = await set_up(hass, school, "credentials", spare_device=True)
        assert form["step_id"] == "keep_password"
        result = await fill(hass, form)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].options == {}


async def test_not_asked_again_when_the_access_is_repaired(
    hass: HomeAssistant, school: School
) -> None:
    """What was chosen stays in the options."""
    entry = await add(hass, school, spare_device=True)
    menu = read(
        await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
    )
    form = await choose(hass, menu, "qr_code")
    assert "spare_device" not in fields(form)
    await fill(hass, form, **qr_fields(school, school.account("parent")))
    await settle(hass)
    assert entry.options == {"spare_device": True}
    assert entry.data["spare"]


# --- kept fresh


async def test_seen_at_school_every_few_weeks(
    hass: HomeAssistant, school: School, freezer: FrozenDateTimeFactory
) -> None:
    """A device that is never seen might be taken for a lost one."""
    entry = await with_spare(hass, school)
    first = entry.data["spare"]
    await advance_time(hass, freezer, timedelta(days=2))
    await reload(hass, entry)
    assert entry.data["spare"] == first
    await advance_time(hass, freezer, timedelta(weeks=3))
    spare = entry.data["spare"]
    assert spare[CONF_DEVICE] == first[CONF_DEVICE]
    assert spare[CONF_TOKEN] != first[CONF_TOKEN]
    assert {spare[CONF_TOKEN], entry.data[CONF_TOKEN]} <= {
        *school.access.tokens.values()
    }
    assert entry.state is ConfigEntryState.LOADED
    assert school.sessions_open == 1

    refuse(school, entry, "token")
    await reload(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_DEVICE] == first[CONF_DEVICE]


async def test_replaced_when_the_school_dropped_it(
    hass: HomeAssistant, school: School, freezer: FrozenDateTimeFactory
) -> None:
    entry = await with_spare(hass, school)
    first = entry.data["spare"]
    refuse(school, entry, "spare")
    await advance_time(hass, freezer, timedelta(weeks=4))
    spare = entry.data["spare"]
    assert spare[CONF_DEVICE] != first[CONF_DEVICE]
    assert spare[CONF_TOKEN] in school.access.tokens.values()


async def test_the_school_does_not_answer_when_it_is_to_be_seen(
    hass: HomeAssistant, school: School, freezer: FrozenDateTimeFactory
) -> None:
    """It is neither lost nor replaced; the next day will do."""
    entry = await with_spare(hass, school)
    first = entry.data["spare"]
    with patch.object(PronoteClient, "login", side_effect=ConnectionFailedError):
        await advance_time(hass, freezer, timedelta(weeks=4))
    assert entry.data["spare"] == first
    await advance_time(hass, freezer, timedelta(days=1))
    assert entry.data["spare"][CONF_DEVICE] == first[CONF_DEVICE]
    assert entry.data["spare"][CONF_TOKEN] != first[CONF_TOKEN]


async def test_a_school_that_wants_to_be_left_alone(
    hass: HomeAssistant, school: School, freezer: FrozenDateTimeFactory
) -> None:
    entry = await with_spare(hass, school)
    first = entry.data["spare"]
    later = datetime(2027, 1, 31, tzinfo=UTC)
    hass.data[LEDGERS][entry.entry_id].note_failure("site_closed", later)
    await advance_time(hass, freezer, timedelta(weeks=4))
    assert entry.data["spare"] == first


async def test_agreed_and_revoked_later(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    for agreed in (True, False):
        await agree(hass, entry, agreed)
        assert entry.state is ConfigEntryState.LOADED
        assert ("spare" in entry.data) is agreed
