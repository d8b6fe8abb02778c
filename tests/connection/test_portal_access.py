"""Test accounts behind a portal: the token is used, and the portal when the token is rejected."""

from typing import Any

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
)
from homeassistant.const import (
    CONF_PASSWORD,
    CONF_TOKEN,
    CONF_USERNAME,
    STATE_UNAVAILABLE,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.const import CONF_TIMEZONE, DOMAIN
from custom_components.pronote.repair_issues.connection import reauth_reason_key
from tests.school import School
from tests.school.portals import Portal

from ..helpers.flows import (
    add,
    choose,
    fields,
    fill,
    open_options_form,
    placeholders,
    qr_code_input,
    read,
    suggested_values,
    without_tokens,
)
from ..helpers.home import present_token, settle, value
from ..helpers.portals import log_in_at_portal, open_portal_form, school_behind_portal


async def enter(hass: HomeAssistant, portal: Portal, **other: Any) -> ConfigEntry:
    """Add an account by its portal."""
    result = await log_in_at_portal(
        hass, await open_portal_form(hass, portal), portal, **other
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    return entry


async def reload(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)


async def test_the_portal_is_never_asked_again(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        entry = await enter(hass, portal)
        walked = [visit for visit in portal.requests if "eclat-bfc" in visit]
        await reload(hass, entry)
        assert entry.state is ConfigEntryState.LOADED
        assert [visit for visit in portal.requests if "eclat-bfc" in visit] == walked
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_password_kept_repairs_the_access(
    hass: HomeAssistant, school: School
) -> None:
    """The portal is walked through once more, with the answers given the first time."""
    async with school_behind_portal("hdf", school, account_choice=True) as portal:
        form = await open_portal_form(hass, portal)
        form = await log_in_at_portal(hass, form, portal, keep_password=True)
        schema = form["data_schema"]
        assert schema is not None
        [selector] = schema.schema.values()
        [choice] = [
            one["value"]
            for one in selector.config["options"]
            if one["label"] == school.model.name
        ]
        result = await fill(hass, form, portal_school=choice)
        entry = result["result"]

        school.access.tokens.clear()
        await reload(hass, entry)
        assert entry.state is ConfigEntryState.LOADED
        assert present_token(hass, entry) in school.access.tokens.values()
        assert entry.data[CONF_PASSWORD] == portal.account("parent").password
        assert portal.attempts(portal.account("parent").username) == 2
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("behavior", "lost_access", "pause"),
    [
        ("locked", "portal_refused", None),
        ("must_act", "portal_refused", None),
        ("down", None, "portal_down"),
        ("blocked", None, "portal_blocked"),
    ],
)
async def test_portals_that_do_not_let_in_again(
    hass: HomeAssistant,
    school: School,
    behavior: str,
    lost_access: str | None,
    pause: str | None,
) -> None:
    """A dialog asks for the access, or a pause begins; the last data stay."""
    key = "eclat_bfc" if behavior == "blocked" else "val_doise"
    async with school_behind_portal(key, school) as portal:
        entry = await enter(hass, portal, keep_password=True)
        school.access.tokens.clear()
        portal.set_behavior(behavior, what="terms" if behavior == "must_act" else "")
        await reload(hass, entry)
        assert entry.state is ConfigEntryState.LOADED
        connection = entry.runtime_data.connection
        assert reauth_reason_key(entry) == lost_access
        assert len(hass.config_entries.flow.async_progress()) == bool(lost_access)
        cooldown = connection.budget.cooldown
        assert (cooldown and cooldown.reason) == pause
        assert value(hass, "sensor.pronote_1_next_lesson") != STATE_UNAVAILABLE
        await hass.config_entries.async_unload(entry.entry_id)


async def test_school_without_tokens_behind_a_portal(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        with without_tokens():
            form = await open_portal_form(hass, portal)
            form = await log_in_at_portal(hass, form, portal)
            result = await fill(hass, form)
            entry = result["result"]
            assert entry.state is ConfigEntryState.LOADED
            assert CONF_TOKEN not in entry.data
            await hass.config_entries.async_unload(entry.entry_id)


async def test_forget_the_password_of_the_portal(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        entry = await enter(hass, portal, keep_password=True)
        form = await open_options_form(hass, entry, "account")
        await hass.config_entries.options.async_configure(
            form["flow_id"], {CONF_TIMEZONE: "Europe/Paris", "forget_password": True}
        )
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        assert not {CONF_PASSWORD, CONF_USERNAME, "choices"} & entry.data.keys()
        assert entry.data["portal"] == "eclat-bfc"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_repaired_through_the_same_portal(
    hass: HomeAssistant, school: School
) -> None:
    """The portal is known: its form comes at once."""
    async with school_behind_portal("eclat_bfc", school) as portal:
        entry = await enter(hass, portal)
        entities = set(hass.states.async_entity_ids())
        school.access.tokens.clear()
        await reload(hass, entry)
        [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        assert flow["context"]["source"] == SOURCE_REAUTH
        menu = read(await hass.config_entries.flow.async_configure(flow["flow_id"]))
        trail = len(portal.requests)
        form = await choose(hass, menu, "password")
        assert form["step_id"] == "portal_login"
        assert len(portal.requests) == trail
        assert placeholders(form)["portal"] == "ÉCLAT-BFC"
        assert suggested_values(form) == {
            "account": "educonnect",
            "keep_password": False,
        }
        result = await log_in_at_portal(hass, form, portal)
        assert result["reason"] == "reauth_successful"
        assert entry.state is ConfigEntryState.LOADED
        assert set(hass.states.async_entity_ids()) == entities
        await hass.config_entries.async_unload(entry.entry_id)


async def test_repaired_through_a_portal_that_came_later(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    origin = school.origin
    async with school_behind_portal("eclat_bfc", school) as portal:
        hass.config_entries.async_update_entry(
            entry,
            data={
                key: value.replace(origin, school.origin)
                if isinstance(value, str)
                else value
                for key, value in entry.data.items()
            },
        )
        school.access.tokens.clear()
        await reload(hass, entry)
        [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        menu = read(await hass.config_entries.flow.async_configure(flow["flow_id"]))
        form = await choose(hass, menu, "password")
        assert form["step_id"] == "portal_login"
        assert "space" not in fields(form)
        result = await log_in_at_portal(hass, form, portal)
        assert result["reason"] == "reauth_successful"
        assert entry.state is ConfigEntryState.LOADED
        assert entry.data["portal"] == "eclat-bfc"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_school_is_silent_when_its_portal_is_sought(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    school.access.tokens.clear()
    await reload(hass, entry)
    [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    menu = read(await hass.config_entries.flow.async_configure(flow["flow_id"]))
    school.fault("http_503", function="page")
    form = await choose(hass, menu, "password")
    assert form["step_id"] == "credentials"
    assert form["errors"] == {"base": "busy"}


async def test_from_the_portal_to_a_qr_code(
    hass: HomeAssistant, school: School
) -> None:
    """Nothing of the portal is left."""
    async with school_behind_portal("eclat_bfc", school) as portal:
        entry = await enter(hass, portal, keep_password=True)
        entities = set(hass.states.async_entity_ids())
        menu = read(
            await hass.config_entries.flow.async_init(
                DOMAIN,
                context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
            )
        )
        form = await choose(hass, menu, "qr_code")
        result = await fill(
            hass, form, **qr_code_input(school, school.account("parent"))
        )
        assert result["reason"] == "reconfigure_successful"
        assert entry.state is ConfigEntryState.LOADED
        left = {CONF_PASSWORD, CONF_USERNAME, "portal", "account", "choices"}
        assert not left & entry.data.keys()
        assert set(hass.states.async_entity_ids()) == entities
        await hass.config_entries.async_unload(entry.entry_id)


async def test_from_the_qr_code_to_the_portal(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        entry = await add_by_qr_code(hass, school)
        menu = read(
            await hass.config_entries.flow.async_init(
                DOMAIN,
                context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
            )
        )
        form = await choose(hass, menu, "school")
        form = await fill(hass, form, url=school.url)
        assert form["step_id"] == "portal_login"
        result = await log_in_at_portal(hass, form, portal, keep_password=True)
        assert result["reason"] == "reconfigure_successful"
        assert entry.state is ConfigEntryState.LOADED
        assert entry.data["portal"] == "eclat-bfc"
        assert entry.data[CONF_PASSWORD]
        await hass.config_entries.async_unload(entry.entry_id)


async def add_by_qr_code(hass: HomeAssistant, school: School) -> ConfigEntry:
    menu = read(
        await hass.config_entries.flow.async_init(DOMAIN, context={"source": "user"})
    )
    form = await choose(hass, menu, "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    return result["result"]
