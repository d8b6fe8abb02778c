"""Helpers for accounts behind the simulated portals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant

from custom_components.pronote.const import CONF_KEEP_PASSWORD, CONF_SPACE
from tests.school import School
from tests.school.portals import Portal, running_portal
from tests.school.portals.network import HERE, certificates

from .flows import fields, fill, open_credentials_form
from .logs import assert_no_secrets, captured_log

certificates()  # Now: those made while a test stops the clock are not valid yet.


@asynccontextmanager
async def school_behind_portal(
    key: str,
    school: School,
    **behaviors: Any,
) -> AsyncIterator[Portal]:
    """Run a portal in front of the school and connect Home Assistant to it.

    Asserts at the end that the log contains no secret.
    """
    async with running_portal(key, school=school, host=HERE, **behaviors) as portal:
        connector = portal.connector()
        helper = "homeassistant.helpers.aiohttp_client._async_get_connector"
        with patch(helper, return_value=connector), captured_log() as log:
            yield portal
        await connector.close()
        codes = {account.code for account in portal.accounts}
        assert_no_secrets(log, portal.secrets | codes)


async def open_portal_form(hass: HomeAssistant, portal: Portal) -> ConfigFlowResult:
    """Open the form of the portal password."""
    form = await open_credentials_form(hass, portal.school)
    assert form["step_id"] == "portal_login"
    return form


async def log_in_at_portal(
    hass: HomeAssistant,
    form: ConfigFlowResult,
    portal: Portal,
    who: str = "parent",
    **other: Any,
) -> ConfigFlowResult:
    """Submit the user name and password of a portal account."""
    account = portal.account(who)
    typed = {
        CONF_SPACE: account.url.rpartition("/")[2].partition(".html")[0],
        CONF_USERNAME: account.username,
        CONF_PASSWORD: account.password,
        CONF_KEEP_PASSWORD: False,
    }
    if CONF_SPACE not in fields(form):
        del typed[CONF_SPACE]
    return await fill(hass, form, **typed | other)
