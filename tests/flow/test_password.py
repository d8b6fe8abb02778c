"""Test adding an account with the address of the school and a password, and its errors."""

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import InstanceInfo, Space
from custom_components.pronote.client.errors import (
    AccessDenialReason,
    AccessDeniedError,
    ConnectionFailedError,
    PortalRequiredError,
    PronoteError,
    TokenRefusedError,
)
from custom_components.pronote.const import CONF_DEVICE, CONF_KEEP_PASSWORD, CONF_SPACE
from tests.school import School

from ..helpers.flows import (
    DEAD_ADDRESS,
    add,
    choose,
    enter,
    fields,
    fill,
    login_raising,
    open_credentials_form,
    placeholders,
    start,
    suggested_values,
    without_setup,
    without_tokens,
)

FLOW = "custom_components.pronote.flow.school"


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


async def test_password(hass: HomeAssistant, school: School) -> None:
    menu = await start(hass)
    assert menu["type"] is FlowResultType.MENU
    assert menu["menu_options"] == ["qr_code", "school", "nearby", "demonstration"]

    form = await choose(hass, menu, "school")
    assert form["step_id"] == "school"
    form = await fill(hass, form, url=school.account("pupil").url)
    assert form["step_id"] == "credentials"
    assert placeholders(form)["school"] == school.model.name

    account = school.account("parent")
    result = await enter(hass, form, account)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.title == f"{school.model.name} (Parents)"
    assert entry.data[CONF_URL] == school.url
    assert entry.data[CONF_SPACE] == "parent"
    assert entry.data[CONF_TOKEN] in school.access.tokens.values()
    assert CONF_PASSWORD not in entry.data
    assert CONF_USERNAME not in entry.data
    assert entry.unique_id

    assert school.request_log.discoveries == 1
    assert school.request_log.logins == 1
    assert school.sessions_open == 0


async def test_pupil(hass: HomeAssistant, school: School) -> None:
    """A pupil's entry bears the class, never the name: titles get into logs."""
    entry = await add(hass, school, "pupil")
    assert entry.title == f"{school.model.name} (4B)"


async def test_title_in_the_language_of_the_home(
    hass: HomeAssistant, school: School
) -> None:
    hass.config.language = "fr"
    entry = await add(hass, school, "school_life")
    assert entry.title == f"{school.model.name} (Vie scolaire)"


async def test_password_kept_on_demand(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school, keep_password=True)
    assert entry.data[CONF_PASSWORD] == school.account("parent").password
    assert entry.data[CONF_USERNAME] == school.account("parent").username
    assert entry.data[CONF_TOKEN]


async def test_only_the_code_of_the_school(hass: HomeAssistant) -> None:
    form = await choose(hass, await start(hass), "school")
    with patch(f"{FLOW}.discover", side_effect=ConnectionFailedError) as discover:
        form = await fill(hass, form, url=" 0123456A ")
    assert discover.call_args.args[1] == "https://0123456a.index-education.net/pronote"
    assert form["errors"] == {"base": "cannot_connect"}


async def test_one_space_needs_no_choice(hass: HomeAssistant, school: School) -> None:
    info = InstanceInfo(
        url=school.url, name="", version=(2026, 2, 7), spaces=(Space.PUPIL,)
    )
    form = await choose(hass, await start(hass), "school")
    with patch(f"{FLOW}.discover", return_value=info):
        form = await fill(hass, form, url=school.url)
    assert CONF_SPACE not in fields(form)
    account = school.account("pupil")
    result = await fill(
        hass,
        form,
        username=account.username,
        password=account.password,
        keep_password=False,
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].data[CONF_SPACE] == "eleve"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("notre collège", {CONF_URL: "invalid_address"}),
        ("ftp://exemple.fr/pronote", {CONF_URL: "invalid_address"}),
        ("{origin}/un/autre/site", {CONF_URL: "not_pronote"}),
        (DEAD_ADDRESS, {"base": "cannot_connect"}),
    ],
)
async def test_wrong_address(
    hass: HomeAssistant, school: School, typed: str, error: dict[str, str]
) -> None:
    typed = typed.format(origin=school.origin)
    form = await choose(hass, await start(hass), "school")
    form = await fill(hass, form, url=typed)
    assert form["step_id"] == "school"
    assert form["errors"] == error
    assert suggested_values(form) == {CONF_URL: typed}

    form = await fill(hass, form, url=school.url)
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_school_of_teachers_only(hass: HomeAssistant, school: School) -> None:
    info = InstanceInfo(url=school.url, name="", version=(2026, 2, 7), spaces=())
    form = await choose(hass, await start(hass), "school")
    with patch(f"{FLOW}.discover", return_value=info):
        form = await fill(hass, form, url=school.url)
    assert form["errors"] == {CONF_URL: "no_space"}
    form = await fill(hass, form, url=school.url)
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_address_that_leads_elsewhere(
    hass: HomeAssistant, school: School
) -> None:
    form = await choose(hass, await start(hass), "school")
    with patch(f"{FLOW}.discover", side_effect=PortalRequiredError("www.exemple.fr")):
        form = await fill(hass, form, url=school.url)
    assert form["errors"] == {"base": "portal_required"}
    form = await fill(hass, form, url=school.url)
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("fault", "error", "until"),
    [
        ("site_closed", "site_closed", "mardi 24 novembre à 12:00"),
        ("suspend_address", "address_suspended", "mardi 24 novembre à 14:00"),
        ("http_503", "busy", "mardi 24 novembre à 10:05"),
    ],
)
async def test_school_not_there(
    hass: HomeAssistant, school: School, fault: str, error: str, until: str
) -> None:
    """A school that is closed says until when, on the clock and in the language of the home."""
    hass.config.language = "fr"
    await hass.config.async_set_time_zone("Indian/Reunion")
    school.fault(fault, function="info")
    form = await choose(hass, await start(hass), "school")
    form = await fill(hass, form, url=school.url)
    assert form["errors"] == {"base": error}
    assert suggested_values(form) == {CONF_URL: school.url}
    assert placeholders(form)["until"] == until

    form = await fill(hass, form, url=school.url)
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("fault", "details", "error"),
    [
        ("site_closed", {"function": "page"}, "site_closed"),
        ("suspend_address", {"function": "page"}, "address_suspended"),
        ("http_503", {"function": "page"}, "busy"),
        ("too_many_requests", {}, "too_many_requests"),
        ("html_instead_of_json", {}, "unexpected_answer"),
        ("erreur", {"G": 21}, "unexpected_answer"),
        ("refuse_password", {}, "wrong_credentials"),
        ("refuse_password", {"acces": 2}, "access_denied_not_allowed"),
        ("refuse_password", {"acces": 4}, "access_denied_no_pupil"),
        ("refuse_password", {"acces": 5}, "access_denied_refused"),
        ("refuse_password", {"acces": 6}, "access_denied_blocked"),
        ("refuse_password", {"acces": 7}, "access_denied_unknown"),
        ("refuse_password", {"acces": 9}, "access_denied_unknown"),
        ("refuse_password", {"acces": 10}, "access_denied_disabled"),
    ],
)
async def test_login_refused(
    hass: HomeAssistant,
    school: School,
    fault: str,
    details: dict[str, Any],
    error: str,
) -> None:
    """What was typed is still there afterwards, save the password."""
    form = await open_credentials_form(hass, school)
    school.fault(fault, **details)
    account = school.account("parent")
    form = await enter(hass, form, account, keep_password=True)
    assert form["step_id"] == "credentials"
    assert form["errors"] == {"base": error}
    assert suggested_values(form) == {
        CONF_SPACE: "parent",
        CONF_USERNAME: account.username,
        CONF_KEEP_PASSWORD: True,
    }
    result = await enter(hass, form, account)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert school.sessions_open == 0


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (TokenRefusedError("Refused"), {"base": "token_refused"}),
        (ConnectionFailedError("Nothing"), {"base": "cannot_connect"}),
    ],
)
async def test_rarer_refusals(
    hass: HomeAssistant, school: School, error: PronoteError, shown: dict[str, str]
) -> None:
    form = await open_credentials_form(hass, school)
    with login_raising(error):
        form = await enter(hass, form, school.account("parent"))
    assert form["errors"] == shown
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_school_explains_itself(hass: HomeAssistant, school: School) -> None:
    form = await open_credentials_form(hass, school)
    words = "Votre compte ouvre le 1er décembre."
    with login_raising(AccessDeniedError(AccessDenialReason.MESSAGE, words)):
        form = await enter(hass, form, school.account("parent"))
    assert form["errors"] == {"base": "access_denied_message"}
    assert placeholders(form)["message"] == words
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_wrong_password_or_space(hass: HomeAssistant, school: School) -> None:
    account = school.account("parent")
    form = await open_credentials_form(hass, school)
    form = await enter(hass, form, account, password="oubliée")
    assert form["errors"] == {"base": "wrong_credentials"}
    form = await enter(hass, form, account, space="eleve")
    assert form["errors"] == {"base": "wrong_credentials"}
    result = await enter(hass, form, account)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_account_without_pupil(hass: HomeAssistant, school: School) -> None:
    pupils = school.model.account("parent").pupils
    children, pupils[:] = list(pupils), []
    form = await open_credentials_form(hass, school)
    form = await enter(hass, form, school.account("parent"))
    assert form["errors"] == {"base": "access_denied_no_pupil"}
    pupils[:] = children
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_password_to_change_in_a_browser(
    hass: HomeAssistant, school: School
) -> None:
    form = await open_credentials_form(hass, school)
    form = await enter(hass, form, school.account("new_password"))
    assert form["errors"] == {"base": "password_change_required"}
    school.model.account("new_password").duties.clear()
    result = await enter(hass, form, school.account("new_password"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_no_account_twice(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    before = dict(entry.data)
    result = await enter(
        hass, await open_credentials_form(hass, school), school.account("parent")
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert dict(entry.data) == before
    assert school.sessions_open == 0


async def test_several_accounts_of_one_school(
    hass: HomeAssistant, school: School
) -> None:
    parent, pupil = await add(hass, school), await add(hass, school, "pupil")
    assert parent.unique_id != pupil.unique_id
    assert parent.data[CONF_DEVICE] != pupil.data[CONF_DEVICE]


async def test_same_account_in_two_dialogs(hass: HomeAssistant, school: School) -> None:
    with without_tokens():
        first = await enter(
            hass, await open_credentials_form(hass, school), school.account("pin")
        )
    second = await enter(
        hass, await open_credentials_form(hass, school), school.account("pin")
    )
    with without_tokens():
        form = await fill(hass, first, pin="2468", device_name="Salon")
    assert form["step_id"] == "keep_password"
    result = await fill(hass, second, pin="2468", device_name="Cuisine")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_in_progress"
    result = await fill(hass, form)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_dialog_closed_halfway(hass: HomeAssistant, school: School) -> None:
    with without_tokens():
        form = await enter(
            hass, await open_credentials_form(hass, school), school.account("parent")
        )
    assert form["step_id"] == "keep_password"
    assert school.sessions_open == 1
    hass.config_entries.flow.async_abort(form["flow_id"])
    await hass.async_block_till_done()
    assert school.sessions_open == 0


async def test_leaving_a_school_that_fell_silent(
    hass: HomeAssistant, school: School
) -> None:
    school.fault("http_503", function="SaisieDeconnexion")
    entry = await add(hass, school)
    assert entry.data[CONF_TOKEN]


async def test_logs_tell_nobody(
    hass: HomeAssistant, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    entry = await add(hass, school, "pupil", keep_password=True)
    account = school.account("pupil")
    lasting = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("aiohttp", "asyncio", "tests"))
    ]
    secrets = [account.username, account.password, entry.data[CONF_TOKEN]]
    secrets += [word for name in account.pupils for word in name.split()]
    for secret in secrets:
        assert not [line for line in lasting if secret.casefold() in line.casefold()]
