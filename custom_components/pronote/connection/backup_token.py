"""The spare device: a second token of an account, for the day the school refuses the first."""

from datetime import timedelta
from secrets import randbelow
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.util import dt as dt_util

from ..client import (
    ClientConfig,
    DeviceToken,
    PronoteClient,
    PronoteError,
    QrCode,
    Secret,
    new_device_id,
    read_qr_code,
)
from ..client.errors import AuthenticationError, TokenRefusedError
from ..const import CONF_SPARE, CONF_SPARE_DEVICE, LOGGER
from ..polling.budget import Ledger
from .credentials import async_leave, cookie_jar, entry_data, stored_spare
from .token_store import NewestTokens

CONF_USED = "used"
"""When the spare device last logged in."""

REST = timedelta(weeks=3)
"""A device that is seen less often might be taken for a lost one."""


class SpareDevice:
    """Keeps a second token fresh, if the user agreed to one."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        timezone: ZoneInfo,
        ledger: Ledger,
        tokens: NewestTokens,
    ) -> None:
        """Prepare; nothing is asked yet."""
        self._ledger = ledger
        self._tokens = tokens
        self._hass = hass
        self._entry = entry
        self._timezone = timezone

    @property
    def token(self) -> DeviceToken | None:
        """The token, if there is one."""
        return stored_spare(self._entry.data)

    def forget(self) -> None:
        """Forget a token that the school refused; another is asked for in its time."""
        data = {
            key: self._entry.data[key] for key in self._entry.data.keys() - {CONF_SPARE}
        }
        self._hass.config_entries.async_update_entry(self._entry, data=data)

    async def tend(self, client: PronoteClient) -> None:
        """Enrol the device if there is none; let it log in if it has not for weeks."""
        if not self._entry.options.get(CONF_SPARE_DEVICE) or client.token is None:
            return
        if CONF_SPARE in self._entry.data and not self._has_rested:
            return
        try:
            if (token := self.token) is None or not await self._log_in(token):
                await self._enrol(client)
        except PronoteError as err:
            LOGGER.debug("No spare token this time: %s", type(err).__name__)

    @property
    def _has_rested(self) -> bool:
        spare = self._entry.data[CONF_SPARE]
        if not spare:
            return False
        used = dt_util.parse_datetime(spare.get(CONF_USED, ""))
        return used is None or not timedelta() <= dt_util.utcnow() - used < REST

    async def _log_in(self, token: DeviceToken) -> bool:
        """Exchange the token for the next one; return whether the school still knew it."""
        try:
            await self._visit(token)
        except TokenRefusedError:
            LOGGER.debug("The spare token is dead, another takes its place")
            return False
        return True

    async def _enrol(self, client: PronoteClient) -> None:
        digits = f"{randbelow(10_000):04}"
        text = await client.personal.create_qr_code(Secret(digits))
        code = read_qr_code(text.reveal(), digits, new_device_id())
        try:
            await self._visit(code)
        except AuthenticationError as err:
            # Accounts with a PIN: somebody would have to type it.
            LOGGER.debug("The school gives no spare token: %s", type(err).__name__)
            self._keep({})  # None is asked for any more.

    async def _visit(self, credentials: DeviceToken | QrCode) -> None:
        """Log in and out, keeping the token which that brings."""
        http = async_create_clientsession(
            self._hass,
            auto_cleanup=False,
            cookie_jar=cookie_jar(),
            trace_configs=[self._ledger.trace()],
        )
        visitor = PronoteClient(
            credentials,
            session=http,
            timezone=self._timezone,
            on_token=self._save,
            config=ClientConfig(now=dt_util.utcnow),
        )
        try:
            await visitor.login()
            await async_leave(visitor)
        finally:
            self._ledger.note_logins(visitor.logins)
            http.detach()

    async def _save(self, token: DeviceToken) -> None:
        former = self._entry.data
        self._keep(entry_data(token, None) | {CONF_USED: dt_util.utcnow().isoformat()})
        await self._tokens.async_write(token, former)

    def _keep(self, spare: dict[str, Any]) -> None:
        self._hass.config_entries.async_update_entry(
            self._entry, data={**self._entry.data, CONF_SPARE: spare}
        )
