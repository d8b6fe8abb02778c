"""Test what a school may require besides a password: a PIN, a device name, a portal, a saved password."""

from collections.abc import AsyncIterator, Iterator
import json
from unittest.mock import patch

from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import PronoteClient
from custom_components.pronote.client.errors import (
    ConnectionFailedError,
    PortalRequiredError,
)
from tests.school import Options, School

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
    without_setup,
    without_tokens,
)

PORTAL = "https://ent.exemple.fr/cas/login"

behind_a_portal = pytest.mark.parametrize("options", [Options(portal_url=PORTAL)])


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


@pytest.fixture
def no_tokens() -> Iterator[None]:
    """Make it a school that gives no tokens to devices."""
    with without_tokens():
        yield


async def test_pin(hass: HomeAssistant, school: School) -> None:
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    assert form["step_id"] == "security"
    assert suggested_values(form) == {"device_name": "Home Assistant"}

    form = await fill(hass, form, pin="", device_name="Tablette du salon")
    assert form["step_id"] == "security"
    assert school.access.devices["pin"].wrong_pins == 0

    form = await fill(hass, form, pin="0000", device_name="Tablette du salon")
    assert form["step_id"] == "security"
    assert form["errors"] == {"pin": "wrong_pin"}
    assert suggested_values(form) == {"device_name": "Tablette du salon"}

    assert account.pin is not None
    result = await fill(hass, form, pin=account.pin, device_name="Tablette du salon")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert school.access.devices["pin"].labels == {"Tablette du salon"}
    assert account.pin not in json.dumps(dict(result["result"].data))
    assert result["result"].data[CONF_TOKEN]
    assert school.request_log.logins == 1


async def test_device_name(hass: HomeAssistant, school: School) -> None:
    school.access.devices["named_device"].labels.add("Home Assistant")
    account = school.account("named_device")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    assert form["step_id"] == "security"
    assert "pin" not in fields(form)

    form = await fill(hass, form, device_name="Home Assistant")
    assert form["errors"] == {"device_name": "device_name_taken"}
    form = await fill(hass, form, device_name=" ")
    assert form["errors"] == {"device_name": "device_name_taken"}
    result = await fill(hass, form, device_name="Home Assistant 2")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_pin_after_a_breath_of_the_network(
    hass: HomeAssistant, school: School
) -> None:
    """A broken connection does not throw the open login away."""
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    with patch.object(
        PronoteClient, "complete_login", side_effect=ConnectionFailedError
    ):
        form = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert form["step_id"] == "security"
    assert form["errors"] == {"base": "cannot_connect"}
    result = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_login_lapsed_before_the_pin(hass: HomeAssistant, school: School) -> None:
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    school.expire_sessions()
    form = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert form["step_id"] == "credentials"
    assert form["errors"] == {"base": "login_lapsed"}
    assert suggested_values(form)[CONF_USERNAME] == account.username

    form = await enter(hass, form, account)
    result = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_security_asked_again_when_the_dialog_is_shown_again(
    hass: HomeAssistant, school: School
) -> None:
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    form = await hass.config_entries.flow.async_configure(form["flow_id"])
    assert form["step_id"] == "security"
    result = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_school_without_tokens(
    hass: HomeAssistant, school: School, no_tokens: None
) -> None:
    account = school.account("pin")
    form = await enter(hass, await open_credentials_form(hass, school), account)
    form = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
    assert form["step_id"] == "keep_password"
    result = await fill(hass, form)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.data[CONF_PASSWORD] == account.password
    assert CONF_TOKEN not in entry.data
    # Known by this name, the device is not asked for the PIN again.
    assert entry.data["browser_id"] in school.access.devices["pin"].browsers


async def test_school_without_tokens_and_password_kept_anyway(
    hass: HomeAssistant, school: School, no_tokens: None
) -> None:
    entry = await add(hass, school, keep_password=True)
    assert entry.data[CONF_PASSWORD]
    assert CONF_TOKEN not in entry.data


@behind_a_portal
async def test_portal_leads_to_the_qr_code(hass: HomeAssistant, school: School) -> None:
    menu = await open_credentials_form(hass, school)
    assert menu["step_id"] == "portal"
    assert menu["menu_options"] == [
        "portal_list",
        "qr_code",
        "portal_login",
        "credentials",
        "school",
    ]
    assert placeholders(menu)["portal"] == "ent.exemple.fr"

    form = await choose(hass, menu, "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@behind_a_portal
async def test_portal_school_with_passwords_of_its_own(
    hass: HomeAssistant, school: School
) -> None:
    form = await choose(hass, await open_credentials_form(hass, school), "credentials")
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@behind_a_portal
async def test_portal_only(hass: HomeAssistant, school: School) -> None:
    """A school that refuses its own passwords leaves the QR code, and all that was typed."""
    form = await choose(hass, await open_credentials_form(hass, school), "credentials")
    with login_raising(PortalRequiredError("ent.exemple.fr")):
        menu = await enter(hass, form, school.account("parent"))
    assert menu["step_id"] == "portal"
    assert menu["menu_options"] == [
        "portal_list",
        "qr_code",
        "portal_login",
        "school",
    ]

    form = await choose(hass, menu, "school")
    assert suggested_values(form) == {CONF_URL: school.url}
    menu = await fill(hass, form, url=school.url)
    form = await choose(hass, menu, "credentials")
    assert suggested_values(form)[CONF_USERNAME] == school.account("parent").username
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY
