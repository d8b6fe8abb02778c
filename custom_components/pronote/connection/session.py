"""Connection of one account to its school: all requests pass through it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.util import dt as dt_util

from ..client import (
    Account,
    ClientConfig,
    Credentials,
    DeviceToken,
    Password,
    PortalPassword,
    PronoteClient,
    PronoteError,
)
from ..client.errors import (
    AddressSuspendedError,
    AuthenticationError,
    ConnectionFailedError,
    DeviceNameTakenError,
    ProtocolError,
    RetryLaterError,
    SecurityStepRequiredError,
    SessionExpiredError,
    TokenRefusedError,
)
from ..const import CONF_BACKUP_TOKEN, CONF_DEVICE, CONF_DEVICE_NAME, LOGGER
from ..polling.request_budget import (
    CLOCK_WRONG,
    RequestBudget,
    async_suspend_host,
    counted_as_action,
)
from .backup_token import BackupToken
from .children import followed_account
from .credentials import LOGOUT_TIMEOUT, cookie_jar, entry_data, stored_password
from .errors import COOLDOWN_KEYS, FAILURE_KEYS, find_key, retry_later, translate_error
from .login_slots import login_slot
from .token_store import TokenStore

_OUTAGES = (ConnectionFailedError, ProtocolError, SessionExpiredError)
"""What ends a school's answers, when no session is left."""


_MAX_CLOCK_DIFFERENCE = timedelta(days=1)
"""Largest difference to the clock of PRONOTE: beyond it, requests would be about other days."""


type OutcomeListener = Callable[[HomeAssistantError | None], None]


class SchoolConnection:
    """Sends requests with the client and translates its errors."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        credentials: Credentials,
        timezone: ZoneInfo,
        budget: RequestBudget,
        token_store: TokenStore,
        account: Account | None = None,
    ) -> None:
        """Initialize the client without sending a request.

        `account` is the account as of before the start, until the first login.
        """
        self.budget = budget
        self._hass = hass
        self._entry = entry
        self._timezone = timezone
        self._http = async_create_clientsession(
            hass, cookie_jar=cookie_jar(), trace_configs=[budget.trace_config()]
        )
        self._logins = 0
        self._recovery_lock = asyncio.Lock()
        self._password_error: AuthenticationError | None = None
        self.closed = False
        """Whether the entry is unloaded. No more requests are sent then."""
        self._token_store = token_store
        self._backup_token = BackupToken(hass, entry, timezone, budget, token_store)
        self._backup_client: PronoteClient | None = None
        """Client with the backup token; it replaces the client once its login succeeds."""
        self.client = self._new_client(credentials, account)
        self._listeners: list[OutcomeListener] = []
        self._seen: tuple[Account, Mapping[str, Any]] | None = None
        """The account and the options of which `_followed` was made."""
        self._followed: Account

    @property
    def account(self) -> Account:
        """The account, as of its last login, with the children to follow.

        Raises SessionExpiredError before the first login.
        """
        seen = self.client.account, self._entry.options
        if self._seen is None or any(
            now is not before for now, before in zip(seen, self._seen, strict=True)
        ):
            self._seen = seen
            self._followed = followed_account(*seen)
        return self._followed

    @callback
    def async_add_listener(self, listener: OutcomeListener) -> CALLBACK_TYPE:
        """Call a listener after each request, with its error or None."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    @callback
    def _async_notify(self, failure: HomeAssistantError | None) -> None:
        for listener in list(self._listeners):
            listener(failure)

    async def call[_T](
        self,
        request: Callable[[PronoteClient], Awaitable[_T]],
        *,
        background: bool = False,
    ) -> _T:
        """Send a request; `background` requests leave a reserve for those of users.

        Raises ConfigEntryAuthFailed, UpdateFailed or HomeAssistantError, with a translated
        message.
        """
        self._check_rate_limit(background=background)
        try:
            result = await self._call(request)
        except PronoteError as err:
            failure = self._note_failure(err)
            self._async_notify(failure)
            if (
                isinstance(failure, ConfigEntryAuthFailed)
                and self._entry.state is ConfigEntryState.LOADED
            ):
                self._entry.async_start_reauth(self._hass)
            raise failure from err
        finally:
            self._count_logins()
        self._check_clock()
        self.budget.note_success()
        self._async_notify(None)
        return result

    async def call_for_action[_T](
        self, request: Callable[[PronoteClient], Awaitable[_T]]
    ) -> _T:
        """Send a request of an action, or of anything else that a person asks for.

        Raises the errors of `call`, and UpdateFailed if actions have used their share of the
        hour's requests.
        """
        if (until := self.budget.actions_exhausted_until()) is not None:
            raise retry_later("actions_rate_limited", until)
        with counted_as_action():
            return await self.call(request)

    def _check_rate_limit(self, *, background: bool) -> None:
        """Raise an error during a cooldown, or when the request limit is reached."""
        cooldown = self.budget.cooldown
        if cooldown is not None and (cooldown.imposed_by_school or background):
            raise retry_later(cooldown.reason, cooldown.until)
        if (until := self.budget.exhausted_until(background=background)) is not None:
            raise retry_later("rate_limited", until)

    def _check_clock(self) -> None:
        """Raise an error while the system clock is wrong by days."""
        if abs(self.client.clock_ahead) >= _MAX_CLOCK_DIFFERENCE:
            cooldown = self.budget.note_failure(
                CLOCK_WRONG, None, imposed_by_school=True
            )
            raise retry_later("clock_wrong", cooldown.until)

    def _note_failure(self, err: PronoteError) -> HomeAssistantError:
        """Start a cooldown if the error requires one; return the Home Assistant error."""
        if isinstance(err, RetryLaterError):
            key = find_key(COOLDOWN_KEYS, err) or "busy"
            cooldown = self.budget.note_failure(key, err.retry_at)
            if isinstance(err, AddressSuspendedError):
                async_suspend_host(self._hass, self._entry, cooldown)
            return retry_later(key, cooldown.until)
        if isinstance(err, _OUTAGES) and not self.client.connected:
            # No session to ask another page with, and none to be had: not one page's trouble.
            self.budget.note_failure(
                find_key(FAILURE_KEYS, err) or "communication_error", None
            )
        return translate_error(err)

    def _count_logins(self) -> None:
        self.budget.note_logins(self.client.logins - self._logins)
        self._logins = self.client.logins

    async def close(self) -> None:
        """Close the connection and log out. No request logs in again.

        Wait for a login in progress with the backup token or the password, so that its token is
        saved.
        """
        self.closed = True
        with suppress(PronoteError, TimeoutError):
            async with asyncio.timeout(LOGOUT_TIMEOUT):
                await self.client.close()
                await self._recovery_lock.acquire()
                self._recovery_lock.release()

    async def open(self) -> Account:
        """Log in when few other accounts do, and return the account.

        A device that had a name before a migration gets it again if PRONOTE asks for one.
        """
        name = self._entry.data.get(CONF_DEVICE_NAME)
        async with login_slot(self._hass):
            return await self.call(partial(_log_in, name))

    async def _call[_T](self, request: Callable[[PronoteClient], Awaitable[_T]]) -> _T:
        """Send a request.

        If the token is rejected, log in with the backup token or the password and retry once.
        """
        client = self.client
        try:
            return await request(client)
        except TokenRefusedError:
            async with self._recovery_lock:
                if self.client is client and not await self._promote_backup_token():
                    if (password := stored_password(self._entry.data)) is None:
                        raise
                    await self._log_in_with_password(password)
        return await request(self.client)

    async def _promote_backup_token(self) -> bool:
        """Log in with the backup token, if there is one; return whether PRONOTE accepted it."""
        if self._backup_client is None:
            if (backup := self._backup_token.token) is None:
                return False
            LOGGER.debug("Device token is no longer valid; using the backup token")
            self._backup_client = self._new_client(backup)
        # If the network fails, the next call continues with the same client and its token.
        try:
            await self._backup_client.login()
        except AuthenticationError:
            self._backup_client = None
            self._backup_token.remove()
            return False
        self._switch_client(self._backup_client)
        self._backup_client = None
        return True

    async def _log_in_with_password(self, password: Password | PortalPassword) -> None:
        """Log in with the password. A rejected password is not tried again."""
        if self._password_error is not None:
            raise self._password_error
        LOGGER.debug("Device token is no longer valid; using the saved password")
        client = self._new_client(password)
        try:
            await client.login()
        except AuthenticationError as err:
            self._password_error = err
            self.budget.note_logins(client.logins)
            raise
        self._switch_client(client)

    def _switch_client(self, client: PronoteClient) -> None:
        """Replace the client; the logins of the previous one are counted first."""
        self._count_logins()
        self.client, self._logins = client, 0

    def _new_client(
        self, credentials: Credentials, account: Account | None = None
    ) -> PronoteClient:
        client = PronoteClient(
            credentials,
            session=self._http,
            timezone=self._timezone,
            on_token=self._save_token,
            config=ClientConfig(now=dt_util.utcnow),
            account=account,
        )
        client.idle_limit = self.budget.idle_limit
        return client

    async def _save_token(self, token: DeviceToken) -> None:
        """Save the new token; the client sends nothing before it is saved."""
        previous = self._entry.data
        data = {**previous, **entry_data(token, None)}
        if data.get(CONF_BACKUP_TOKEN, {}).get(CONF_DEVICE) == token.device:
            del data[CONF_BACKUP_TOKEN]
        self._hass.config_entries.async_update_entry(self._entry, data=data)
        await self._token_store.async_write(token, previous)

    async def maintain_backup_token(self) -> None:
        """Maintain the backup token, unless a cooldown is active or the request limit is reached."""
        async with self._recovery_lock:
            if (
                not self.closed
                and self.budget.cooldown is None
                and self._backup_client is None
            ):
                await self._backup_token.maintain(self.client)


async def _log_in(device_name: str | None, client: PronoteClient) -> Account:
    if client.connected:
        return client.account
    try:
        return await client.login()
    except SecurityStepRequiredError as required:
        if required.pin or device_name is None:
            raise
        try:
            return await client.complete_login(device_name=device_name)
        except DeviceNameTakenError as error:
            raise required from error
