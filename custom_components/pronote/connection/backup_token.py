"""Backup token: a second device token, used when PRONOTE rejects the first one."""

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
from ..const import CONF_BACKUP_TOKEN, CONF_DEVICE, CONF_KEEP_BACKUP_TOKEN, LOGGER
from ..polling.request_budget import RequestBudget
from ..polling.timer import is_recent
from .credentials import async_log_out, cookie_jar, entry_data, stored_backup_data
from .token_store import TokenStore

CONF_LAST_USED = "last_used"
"""When the backup token was last used to log in."""

RENEWAL_INTERVAL = timedelta(weeks=3)
"""A device that is seen less often might be taken for a lost one."""


class BackupToken:
    """Requests and renews the backup token, if the user enabled it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        timezone: ZoneInfo,
        budget: RequestBudget,
        token_store: TokenStore,
    ) -> None:
        """Initialize without sending a request."""
        self._budget = budget
        self._token_store = token_store
        self._hass = hass
        self._entry = entry
        self._timezone = timezone

    def remove(self) -> None:
        """Drop a token that PRONOTE rejected; a new one is requested at the next maintenance."""
        data = {
            key: self._entry.data[key]
            for key in self._entry.data.keys() - {CONF_BACKUP_TOKEN}
        }
        self._hass.config_entries.async_update_entry(self._entry, data=data)

    async def maintain(self, client: PronoteClient) -> None:
        """Request a backup token if there is none; renew it if it was not used for weeks."""
        if not self._entry.options.get(CONF_KEEP_BACKUP_TOKEN) or client.token is None:
            return
        if CONF_BACKUP_TOKEN in self._entry.data and not self._needs_renewal:
            return
        try:
            token = self._token_store.backup_token
            if token is None or not await self._renew(token):
                await self._enroll(client)
        except PronoteError as err:
            LOGGER.debug(
                "Could not create or renew the backup token: %s", type(err).__name__
            )

    @property
    def _needs_renewal(self) -> bool:
        stored = self._entry.data[CONF_BACKUP_TOKEN]
        if not stored:
            return False
        last_used = dt_util.parse_datetime(stored.get(CONF_LAST_USED, ""))
        return last_used is None or not is_recent(
            last_used, RENEWAL_INTERVAL, dt_util.utcnow()
        )

    async def _renew(self, token: DeviceToken) -> bool:
        """Exchange the token for a new one; return False if PRONOTE rejected it."""
        try:
            await self._log_in_and_out(token)
        except TokenRefusedError:
            LOGGER.debug("Backup token is no longer valid; requesting a new one")
            return False
        return True

    async def _enroll(self, client: PronoteClient) -> None:
        digits = f"{randbelow(10_000):04}"
        text = await client.personal.create_qr_code(Secret(digits))
        code = read_qr_code(text.reveal(), digits, new_device_id())
        try:
            await self._log_in_and_out(code)
        except AuthenticationError as err:
            # Accounts with a PIN: a person would have to enter it.
            LOGGER.debug("Could not get a backup token: %s", type(err).__name__)
            self._store({})  # None is asked for any more.

    async def _log_in_and_out(self, credentials: DeviceToken | QrCode) -> None:
        """Log in and out, and save the token of that login."""
        http = async_create_clientsession(
            self._hass,
            auto_cleanup=False,
            cookie_jar=cookie_jar(),
            trace_configs=[self._budget.trace_config()],
        )
        backup_client = PronoteClient(
            credentials,
            session=http,
            timezone=self._timezone,
            on_token=self._save_token,
            config=ClientConfig(now=dt_util.utcnow),
        )
        try:
            await backup_client.login()
            await async_log_out(backup_client)
        finally:
            self._budget.note_logins(backup_client.logins)
            http.detach()

    async def _save_token(self, token: DeviceToken) -> None:
        backup = stored_backup_data(self._entry.data)
        if backup.get(CONF_DEVICE) != token.device:
            backup = entry_data(token, None)
        self._store({**backup, CONF_LAST_USED: dt_util.utcnow().isoformat()})
        await self._token_store.async_write(token)

    def _store(self, token_data: dict[str, Any]) -> None:
        self._hass.config_entries.async_update_entry(
            self._entry, data={**self._entry.data, CONF_BACKUP_TOKEN: token_data}
        )
