"""What a config entry keeps of an account, to and from the client's credentials."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final
from zoneinfo import ZoneInfo

from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .client import (
    Credentials,
    DeviceToken,
    Password,
    PronoteClient,
    PronoteError,
    Secret,
    Space,
)
from .const import (
    CONF_DEVICE,
    CONF_LOGIN,
    CONF_NAVIGATOR,
    CONF_SPACE,
    CONF_TIMEZONE,
    DEFAULT_TIMEZONE,
)

CONF_PERSON: Final = "person"
"""The account's holder, known again when the school moves to another address."""

GOODBYE: Final = 5
"""Seconds that a school has to take leave."""


def entry_data(token: DeviceToken | None, password: Password | None) -> dict[str, Any]:
    """Return what to keep: the token if there is one, the password if the user wants it."""
    data: dict[str, Any] = {}
    if password is not None:
        data |= {
            CONF_URL: password.url,
            CONF_SPACE: password.space.value,
            CONF_DEVICE: password.device,
            CONF_NAVIGATOR: password.navigator,
            CONF_USERNAME: password.username,
            CONF_PASSWORD: password.password.reveal(),
        }
    if token is not None:
        data |= {
            CONF_URL: token.url,
            CONF_SPACE: token.space.value,
            CONF_DEVICE: token.device,
            CONF_NAVIGATOR: token.navigator,
            CONF_LOGIN: token.login,
            CONF_TOKEN: token.token.reveal(),
        }
    return data


def stored_token(data: Mapping[str, Any]) -> DeviceToken | None:
    """Return the device token an entry keeps."""
    if not data.get(CONF_TOKEN):
        return None
    return DeviceToken(
        url=data[CONF_URL],
        space=Space(data[CONF_SPACE]),
        login=data[CONF_LOGIN],
        token=Secret(data[CONF_TOKEN]),
        device=data[CONF_DEVICE],
        navigator=data.get(CONF_NAVIGATOR),
    )


def stored_password(data: Mapping[str, Any]) -> Password | None:
    """Return the password an entry keeps, if the user chose so."""
    if not data.get(CONF_PASSWORD):
        return None
    return Password(
        url=data[CONF_URL],
        space=Space(data[CONF_SPACE]),
        username=data[CONF_USERNAME],
        password=Secret(data[CONF_PASSWORD]),
        device=data[CONF_DEVICE],
        navigator=data.get(CONF_NAVIGATOR),
    )


def stored_credentials(data: Mapping[str, Any]) -> Credentials | None:
    """Return the best way in that an entry keeps."""
    return stored_token(data) or stored_password(data)


async def async_school_timezone(
    hass: HomeAssistant, options: Mapping[str, Any]
) -> ZoneInfo:
    """Return where the school's clock hangs: the user's choice, else Home Assistant's."""
    name = options.get(CONF_TIMEZONE) or hass.config.time_zone
    if (zone := await dt_util.async_get_time_zone(name)) is not None:
        return zone
    return await hass.async_add_executor_job(ZoneInfo, DEFAULT_TIMEZONE)


async def async_leave(client: PronoteClient) -> None:
    """Log out, whether the school answers or not."""
    with suppress(PronoteError, TimeoutError):
        async with asyncio.timeout(GOODBYE):
            await client.logout()
