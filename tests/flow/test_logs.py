"""Test that no secret of the flows is logged, whatever their result.

Logins through portals are checked in their own tests: see `portals.before_portal`.
"""

from collections.abc import AsyncIterator, Iterator
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from tests.school import School

from ..helpers.flows import (
    add,
    choose,
    enter,
    fill,
    open_credentials_form,
    start,
    without_setup,
)
from ..helpers.logs import assert_no_secrets, captured_log

DIGITS = "7391"


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


@pytest.fixture(autouse=True)
def discreet(school: School) -> Iterator[set[str]]:
    """Read the log of a test for the school's secrets, and for those that it adds."""
    secrets: set[str] = set()
    with captured_log() as log:
        yield secrets
    for account in school.accounts:
        secrets |= {account.username, account.password, account.pin or account.username}
    assert_no_secrets(log, secrets | {*school.access.tokens.values()})


def qr_code(school: School, key: str, secrets: set[str]) -> dict[str, str]:
    """Make a QR code of an account, and let nobody write it down."""
    code = school.qr(school.account(key).username, DIGITS)
    text = json.dumps(code)
    secrets |= {DIGITS, text, code["jeton"], code["login"]}
    return {"qr_code": text, "pin": DIGITS}


@pytest.mark.parametrize("fault", [None, "refuse_password", "html_instead_of_json"])
async def test_password(hass: HomeAssistant, school: School, fault: str | None) -> None:
    form = await open_credentials_form(hass, school)
    if fault is not None:
        school.fault(fault)
        form = await enter(hass, form, school.account("parent"))
        assert form["errors"]
    result = await enter(hass, form, school.account("parent"), keep_password=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        ({"pin": "1000"}, "qr_code_pin"),
        ({"qr_code": "{}"}, "qr_code_invalid"),
        (None, None),
    ],
)
async def test_qr_code(
    hass: HomeAssistant,
    school: School,
    discreet: set[str],
    spoilt: dict[str, Any] | None,
    error: str | None,
) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    code = qr_code(school, "parent", discreet)
    if spoilt is not None:
        form = await fill(hass, form, **code | spoilt)
        assert form["errors"] and error in form["errors"].values()
    result = await fill(hass, form, **code)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    form = await fill(hass, await choose(hass, await start(hass), "qr_code"), **code)
    assert form["errors"] == {"qr_code": "qr_code_expired"}


async def test_pin(hass: HomeAssistant, school: School, discreet: set[str]) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, **qr_code(school, "pin", discreet))
    assert form["step_id"] == "security"
    form = await fill(hass, form, pin="9753", device_name="Maison")
    assert form["errors"] == {"pin": "wrong_pin"}
    discreet.add("9753")
    account = school.account("pin")
    result = await fill(hass, form, pin=account.pin, device_name="Maison")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_reader_is_awake(hass: HomeAssistant, school: School) -> None:
    with captured_log() as log:
        await add(hass, school)
    assert log
    with pytest.raises(AssertionError):
        assert_no_secrets(log, {log[-1].split()[0]})
