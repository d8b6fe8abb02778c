"""Test adding an account with a QR code, and its errors."""

from collections.abc import AsyncIterator
import json
from typing import Any
from unittest.mock import patch

from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import PronoteClient
from custom_components.pronote.client.errors import (
    PortalRequiredError,
    SecurityStepRequiredError,
    SessionExpiredError,
)
from custom_components.pronote.const import CONF_DEVICE, DOMAIN
from tests.school import School

from ..helpers.flows import (
    DEAD_ADDRESS,
    PIN,
    add,
    choose,
    fields,
    fill,
    login_raising,
    qr_code_input,
    start,
    suggested_values,
    without_setup,
    without_tokens,
)


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


async def test_qr_code(hass: HomeAssistant, school: School) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    assert form["step_id"] == "qr_code"
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.title == f"{school.model.name} (Parents)"
    assert entry.data[CONF_URL] == school.url
    assert entry.data[CONF_TOKEN] in school.access.tokens.values()
    assert CONF_PASSWORD not in entry.data
    assert school.request_log.logins == 1
    assert school.sessions_open == 0


async def test_both_ways_lead_to_the_same_account(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    form = await choose(hass, await start(hass), "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert hass.config_entries.async_entries(DOMAIN) == [entry]
    # The access of the entry is untouched, and nobody stays logged in.
    assert entry.data[CONF_TOKEN] in school.access.tokens.values()
    assert school.sessions_open == 0


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda text: text[:-20], {"qr_code": "qr_code_invalid"}),
        (lambda text: "https://exemple.fr", {"qr_code": "qr_code_invalid"}),
        (lambda text: '{"url": "https://exemple.fr"}', {"qr_code": "qr_code_invalid"}),
        (
            lambda text: text.replace("parent.html", "professeur.html"),
            {"base": "space_unavailable"},
        ),
        (
            lambda text: json.dumps(
                json.loads(text) | {"url": "collège/mobile.parent.html"}
            ),
            {"base": "not_pronote"},
        ),
        (
            lambda text: json.dumps(
                json.loads(text) | {"url": f"{DEAD_ADDRESS}/mobile.parent.html"}
            ),
            {"base": "cannot_connect"},
        ),
    ],
)
async def test_spoilt_qr_code(
    hass: HomeAssistant, school: School, spoil: Any, error: dict[str, str]
) -> None:
    good = qr_code_input(school, school.account("parent"))
    typed = spoil(good["qr_code"])
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, qr_code=typed, pin=PIN)
    assert form["step_id"] == "qr_code"
    assert form["errors"] == error
    # The digits are not what was wrong.
    assert suggested_values(form) == {"qr_code": typed, "pin": PIN}

    result = await fill(hass, form, **good)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("pin", ["4321", "1", "quatre"])
async def test_qr_code_with_other_digits(
    hass: HomeAssistant, school: School, pin: str
) -> None:
    good = qr_code_input(school, school.account("parent"))
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, **good | {"pin": pin})
    assert form["errors"] == {"pin": "qr_code_pin"}
    assert suggested_values(form) == {"qr_code": good["qr_code"]}
    assert school.request_log.page_loads == 0

    result = await fill(hass, form, **good)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_qr_code_used_before(hass: HomeAssistant, school: School) -> None:
    used = qr_code_input(school, school.account("parent"))
    fresh = qr_code_input(school, school.account("parent"))
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, **used)
    assert form["errors"] == {"qr_code": "qr_code_expired"}
    assert suggested_values(form) == {}

    fresh = qr_code_input(school, school.account("parent"))
    result = await fill(hass, form, **fresh)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_qr_code_at_a_school_without_tokens(
    hass: HomeAssistant, school: School
) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    with without_tokens():
        form = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert form["errors"] == {"base": "no_token"}
    assert school.request_log.logins == 1
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("key", ["pin", "named_device"])
async def test_qr_code_of_a_protected_account(
    hass: HomeAssistant, school: School, key: str
) -> None:
    """The school only asks at the next login: better now than when nobody is there."""
    account = school.account(key)
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, **qr_code_input(school, account))
    assert form["step_id"] == "security"
    pin = {"pin": account.pin} if account.pin else {}
    result = await fill(hass, form, device_name="Home Assistant", **pin)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].data[CONF_DEVICE] in school.access.devices[key].apps


async def test_login_lapsed_before_the_pin(hass: HomeAssistant, school: School) -> None:
    """Once the login has lapsed, another code is needed."""
    form = await choose(hass, await start(hass), "qr_code")
    asked = SecurityStepRequiredError(pin=True, device_name=False)
    with login_raising(asked):
        form = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert fields(form) == ["pin"]
    with patch.object(PronoteClient, "complete_login", side_effect=SessionExpiredError):
        form = await fill(hass, form, pin="2468")
    assert form["step_id"] == "qr_code"
    assert form["errors"] == {"base": "login_lapsed"}
    assert suggested_values(form) == {}
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_qr_code_of_a_school_that_leads_to_a_portal(
    hass: HomeAssistant, school: School
) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    with login_raising(PortalRequiredError("ent.exemple.fr")):
        form = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert form["step_id"] == "qr_code"
    assert form["errors"] == {"base": "portal_required"}
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY
