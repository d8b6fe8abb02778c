"""Convert the data of a config entry to and from the credentials of the client."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final
from zoneinfo import ZoneInfo

import aiohttp
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..client import (
    DeviceToken,
    Password,
    PortalAccountKind,
    PortalPassword,
    PronoteClient,
    PronoteError,
    Secret,
    Space,
)
from ..const import (
    CONF_ACCOUNT,
    CONF_BACKUP_TOKEN,
    CONF_BROWSER_ID,
    CONF_CHOICES,
    CONF_DEVICE,
    CONF_LOGIN,
    CONF_PORTAL,
    CONF_SPACE,
    CONF_TIMEZONE,
    DEFAULT_TIMEZONE,
)

CONF_PERSON: Final = "person"
"""The account's holder, known again when the school moves to another address."""

LOGOUT_TIMEOUT: Final = 5
"""Seconds to wait for the logout."""


PASSWORD_KEYS: Final = frozenset({CONF_USERNAME, CONF_PASSWORD, CONF_CHOICES})
"""Keys that are deleted together with a password."""


def entry_data(
    token: DeviceToken | None, password: Password | PortalPassword | None
) -> dict[str, Any]:
    """Return the data of an entry: the token if there is one, the password if the user chose to save it."""
    data: dict[str, Any] = {}
    if password is not None:
        data |= {
            CONF_URL: password.url,
            CONF_SPACE: password.space.value,
            CONF_DEVICE: password.device,
            CONF_BROWSER_ID: password.browser_id,
            CONF_USERNAME: password.username,
            CONF_PASSWORD: password.password.reveal(),
        }
    if isinstance(password, PortalPassword):
        data |= portal_data(password) | {CONF_CHOICES: [*password.choices]}
    if token is not None:
        data |= {
            CONF_URL: token.url,
            CONF_SPACE: token.space.value,
            CONF_DEVICE: token.device,
            CONF_BROWSER_ID: token.browser_id,
            CONF_LOGIN: token.login,
            CONF_TOKEN: token.token.reveal(),
        }
    return data


def portal_data(password: PortalPassword) -> dict[str, str | None]:
    """Return the data of a portal, which is not secret."""
    account = password.account
    return {
        CONF_PORTAL: password.portal,
        CONF_ACCOUNT: account.value if account else None,
    }


def stored_token(data: Mapping[str, Any]) -> DeviceToken | None:
    """Return the token that a device of an entry began with.

    None without one, or if something is missing.
    """
    if not data.get(CONF_TOKEN):
        return None
    try:
        return DeviceToken(
            url=_text(data, CONF_URL),
            space=Space(data[CONF_SPACE]),
            login=_text(data, CONF_LOGIN),
            token=Secret(_text(data, CONF_TOKEN)),
            device=_text(data, CONF_DEVICE),
            browser_id=_optional_text(data, CONF_BROWSER_ID),
        )
    except _INCOMPLETE:
        return None


def stored_backup_data(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the data of the backup token of an entry; empty without one."""
    backup = data.get(CONF_BACKUP_TOKEN)
    return backup if isinstance(backup, Mapping) else {}


def stored_password(data: Mapping[str, Any]) -> Password | PortalPassword | None:
    """Return the saved password of an entry, of the school or of its portal.

    None without one, or if something is missing.
    """
    if not data.get(CONF_PASSWORD):
        return None
    try:
        return _read_password(data)
    except _INCOMPLETE:
        return None


def _read_password(data: Mapping[str, Any]) -> Password | PortalPassword:
    common: dict[str, Any] = {
        "url": _text(data, CONF_URL),
        "space": Space(data[CONF_SPACE]),
        "username": _text(data, CONF_USERNAME),
        "password": Secret(_text(data, CONF_PASSWORD)),
        "device": _text(data, CONF_DEVICE),
        "browser_id": _optional_text(data, CONF_BROWSER_ID),
    }
    if CONF_PORTAL not in data:
        return Password(**common)
    account = data.get(CONF_ACCOUNT)
    return PortalPassword(
        **common,
        portal=data[CONF_PORTAL],
        account=PortalAccountKind(account) if account else None,
        choices=tuple(data.get(CONF_CHOICES, ())),
    )


_INCOMPLETE = (KeyError, TypeError, ValueError)
"""Errors raised for an incomplete entry."""


def _text(data: Mapping[str, Any], key: str) -> str:
    """Return a text of an entry. Raises KeyError or TypeError."""
    if not isinstance(text := data[key], str):
        raise TypeError(key)
    return text


def _optional_text(data: Mapping[str, Any], key: str) -> str | None:
    """Return a text of an entry; None without one."""
    return text if isinstance(text := data.get(key), str) else None


async def async_school_timezone(
    hass: HomeAssistant, options: Mapping[str, Any]
) -> ZoneInfo:
    """Return the time zone of the school: the option, or that of Home Assistant."""
    name = options.get(CONF_TIMEZONE) or hass.config.time_zone
    if (zone := await dt_util.async_get_time_zone(name)) is not None:
        return zone
    return await hass.async_add_executor_job(ZoneInfo, DEFAULT_TIMEZONE)


def cookie_jar() -> aiohttp.CookieJar:
    """Return a cookie jar that accepts IP addresses and keeps cookie values unquoted."""
    return aiohttp.CookieJar(unsafe=True, quote_cookie=False)


async def async_log_out(client: PronoteClient) -> None:
    """Log out; failures are ignored."""
    with suppress(PronoteError, TimeoutError):
        async with asyncio.timeout(LOGOUT_TIMEOUT):
            await client.logout()
