"""Test the reauthentication of an account."""

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client.errors import PortalRequiredError
from custom_components.pronote.const import CONF_DEVICE, DOMAIN
from tests.helpers.home import present_token, settle
from tests.school import School

from ..helpers.flows import (
    add,
    choose,
    enter,
    fields,
    fill,
    login_raising,
    open_credentials_form,
    placeholders,
    qr_code_input,
    suggested_values,
)


async def locked_out(
    hass: HomeAssistant, school: School, entry: ConfigEntry
) -> ConfigFlowResult:
    """Let the school forget the device, and return the dialog that this brings about."""
    school.access.tokens.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.state is ConfigEntryState.LOADED
    [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    menu = await hass.config_entries.flow.async_configure(flow["flow_id"])
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "reauth_confirm"
    assert menu["menu_options"] == ["qr_code", "password"]
    assert placeholders(menu)["name"] == entry.title
    return menu


def repaired(
    hass: HomeAssistant, school: School, entry: ConfigEntry, result: ConfigFlowResult
) -> None:
    """Check that the entry lives again."""
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert entry.state is ConfigEntryState.LOADED
    assert present_token(hass, entry) in school.access.tokens.values()
    assert school.sessions_open == 1


async def test_with_the_password(hass: HomeAssistant, school: School) -> None:
    """The address is known, and the device keeps its name at the school."""
    entry = await add(hass, school)
    device, entities = entry.data[CONF_DEVICE], set(hass.states.async_entity_ids())
    assert entities
    menu = await locked_out(hass, school, entry)

    form = await choose(hass, menu, "password")
    assert placeholders(form)["school"] == entry.title
    assert "space" not in fields(form)
    account = school.account("parent")
    form = await fill(
        hass, form, username=account.username, password="non", keep_password=False
    )
    assert form["errors"] == {"base": "wrong_credentials"}
    assert suggested_values(form)[CONF_USERNAME] == account.username
    result = await fill(
        hass,
        form,
        username=account.username,
        password=account.password,
        keep_password=False,
    )
    repaired(hass, school, entry, result)
    assert entry.data[CONF_DEVICE] == device
    assert CONF_PASSWORD not in entry.data
    assert set(hass.states.async_entity_ids()) == entities


async def test_with_a_qr_code(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    menu = await locked_out(hass, school, entry)
    form = await choose(hass, menu, "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    repaired(hass, school, entry, result)


async def test_a_known_device_needs_no_pin(hass: HomeAssistant, school: School) -> None:
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    result = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED

    menu = await locked_out(hass, school, entry)
    form = await choose(hass, menu, "password")
    result = await fill(
        hass,
        form,
        username=account.username,
        password=account.password,
        keep_password=False,
    )
    repaired(hass, school, entry, result)


async def test_password_kept_before_is_offered_to_be_kept_again(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school, keep_password=True)
    school.model.account("parent").password = "Alizé-2027"
    menu = await locked_out(hass, school, entry)
    form = await choose(hass, menu, "password")
    account = school.account("parent")
    assert suggested_values(form) == {
        CONF_USERNAME: account.username,
        "keep_password": True,
    }
    result = await fill(
        hass,
        form,
        username=account.username,
        password="Alizé-2027",
        keep_password=True,
    )
    repaired(hass, school, entry, result)
    assert entry.data[CONF_PASSWORD] == "Alizé-2027"


@pytest.mark.parametrize("other", ["pupil", "named_device"])
async def test_another_account(hass: HomeAssistant, school: School, other: str) -> None:
    """The entry of one account never becomes another's."""
    entry = await add(hass, school)
    menu = await locked_out(hass, school, entry)
    before = dict(entry.data)
    form = await choose(hass, menu, "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account(other)))
    if other == "named_device":
        assert result["step_id"] == "security"
        result = await fill(hass, result, device_name="Home Assistant")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "wrong_account"
    assert dict(entry.data) == before
    assert school.sessions_open == 0


async def test_school_that_now_goes_through_a_portal(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    menu = await locked_out(hass, school, entry)
    form = await choose(hass, menu, "password")
    account = school.account("parent")
    with login_raising(PortalRequiredError("ent.exemple.fr")):
        menu = await fill(
            hass,
            form,
            username=account.username,
            password=account.password,
            keep_password=False,
        )
    assert menu["step_id"] == "portal"
    assert menu["menu_options"] == ["portal_list", "qr_code"]
    assert placeholders(menu)["portal"] == "ent.exemple.fr"
    form = await choose(hass, menu, "qr_code")
    result = await fill(hass, form, **qr_code_input(school, account))
    repaired(hass, school, entry, result)
