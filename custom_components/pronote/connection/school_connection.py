"""Connection of one account to its school: all requests pass through it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_TOKEN
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.helpers.update_coordinator import UpdateFailed
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

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
    PortalBlockedError,
    PortalRequiredError,
    ProtocolError,
    RetryLaterError,
    SecurityStepRequiredError,
    SessionExpiredError,
    StaleObjectError,
    TokenRefusedError,
    TooManyRequestsError,
)
from ..const import CONF_BACKUP_TOKEN, CONF_DEVICE, CONF_DEVICE_NAME, DOMAIN, LOGGER
from ..polling.request_budget import (
    CLOCK_WRONG,
    RequestBudget,
    async_suspend_host,
    counted_as_action,
)
from ..texts.phrases import Phrases, get_phrases
from .backup_token import CONF_LAST_USED, BackupToken
from .credentials import (
    LOGOUT_TIMEOUT,
    cookie_jar,
    entry_data,
    stored_backup_data,
    stored_password,
)
from .error_messages import (
    COOLDOWN_KEYS,
    FAILURE_KEYS,
    find_key,
    retry_later,
    translate_error,
    validation_error,
)
from .followed_children import followed_account
from .login_slots import login_slot
from .token_store import TokenStore

_OUTAGES = (ConnectionFailedError, ProtocolError, SessionExpiredError)
"""What ends a school's answers, when no session is left."""


_NAMED_PAUSES = (AddressSuspendedError, PortalBlockedError, TooManyRequestsError)
"""Pauses whose length the school or the portal sets."""


_MAX_CLOCK_DIFFERENCE = timedelta(days=1)
"""Largest difference to the clock of PRONOTE: beyond it, requests would be about other days."""


REDIRECT_GRACE: Final = timedelta(hours=6)
"""How long a redirect to another host is taken for maintenance, and not for a portal."""

FORMER_LOGIN_TIMEOUT: Final = 90
"""Seconds that an account waits for the logins of before its reload."""

REQUESTS: HassKey[dict[str, set[asyncio.Task[Any]]]] = HassKey(f"{DOMAIN}_requests")
"""Requests that are going on, by entry."""

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
        latest_pause: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        """Initialize the client without sending a request.

        `account` is the account as of before the start, until the first login. `latest_pause`
        returns until when a pause may last that the school did not name.
        """
        self._latest_pause = latest_pause
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
        self.contacted = asyncio.Event()
        """Set when the first contact after a start is over, whether the school answered or not."""
        self.lost_access: str | None = None
        """Why the access is lost, as a translation key."""
        self._former_requests = {*hass.data.get(REQUESTS, {}).get(entry.entry_id, ())}
        self._token_store = token_store
        self._first_token = entry.data.get(CONF_TOKEN)
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
            result = await run_to_end(
                self._hass, self._entry.entry_id, self._call(request)
            )
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
        self._async_close_reauth()
        self._async_notify(None)
        return result

    async def call_for_action[_T](
        self, request: Callable[[PronoteClient], Awaitable[_T]]
    ) -> _T:
        """Send a request of an action, or of anything else that a person asks for.

        Raises the errors of `call`, ServiceValidationError if there is no such item, and
        UpdateFailed if actions have used their share of the hour's requests.
        """
        if (until := self.budget.actions_exhausted_until()) is not None:
            raise retry_later("actions_rate_limited", until, self._phrases)
        with counted_as_action():
            try:
                return await self.call(request)
            except UpdateFailed as err:
                if err.translation_key == FAILURE_KEYS[StaleObjectError]:
                    raise validation_error(FAILURE_KEYS[StaleObjectError]) from err
                raise

    @property
    def _phrases(self) -> Phrases:
        return get_phrases(self._hass)

    @callback
    def _async_close_reauth(self) -> None:
        """Close the dialog that asks for a new access: the present one works again."""
        self.lost_access = None
        for flow in [*self._entry.async_get_active_flows(self._hass, {SOURCE_REAUTH})]:
            self._hass.config_entries.flow.async_abort(flow["flow_id"])

    def _check_rate_limit(self, *, background: bool) -> None:
        """Raise an error during a cooldown, or when the request limit is reached."""
        cooldown = self.budget.cooldown
        if cooldown is not None and (cooldown.imposed_by_school or background):
            raise retry_later(cooldown.reason, cooldown.until, self._phrases)
        if (until := self.budget.exhausted_until(background=background)) is not None:
            raise retry_later("rate_limited", until, self._phrases)
        if cooldown is None:
            # The client's pause may be longer, as the client has no wake-up times.
            self.client.end_pause()

    def _check_clock(self) -> None:
        """Raise an error while the system clock is wrong by days."""
        if abs(self.client.clock_ahead) >= _MAX_CLOCK_DIFFERENCE:
            cooldown = self.budget.note_failure(
                CLOCK_WRONG, None, imposed_by_school=True
            )
            raise retry_later("clock_wrong", cooldown.until, self._phrases)

    def _note_failure(self, err: PronoteError) -> HomeAssistantError:
        """Start a cooldown if the error requires one; return the Home Assistant error."""
        if isinstance(err, RetryLaterError):
            key = find_key(COOLDOWN_KEYS, err) or "busy"
            latest = self._latest_pause()
            if isinstance(err, _NAMED_PAUSES) and latest is not None:
                latest = max(latest, err.retry_at)
            cooldown = self.budget.note_failure(key, err.retry_at, latest=latest)
            if isinstance(err, AddressSuspendedError):
                async_suspend_host(self._hass, self._entry, cooldown)
            return retry_later(key, cooldown.until, self._phrases)
        if isinstance(err, PortalRequiredError):
            cooldown = self.budget.note_failure(
                "redirected", None, latest=self._latest_pause()
            )
            if self.budget.note_redirect() < REDIRECT_GRACE:
                return retry_later("redirected", cooldown.until, self._phrases)
        if isinstance(err, _OUTAGES) and not self.client.connected:
            # There is no session and none can be opened: the failure concerns all pages.
            self.budget.note_failure(
                find_key(FAILURE_KEYS, err) or "communication_error",
                None,
                latest=self._latest_pause(),
            )
        failure = translate_error(err, self._phrases)
        if (
            isinstance(err, TokenRefusedError)
            and self._token_store.refusal(self.client.token) == "token_spent"
        ):
            failure = ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="token_spent"
            )
        if isinstance(failure, ConfigEntryAuthFailed):
            self.lost_access = failure.translation_key
        return failure

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
        await self._token_store.async_save()

    async def open(self) -> Account:
        """Log in when few other accounts do, and return the account.

        A device that had a name before a migration gets it again if PRONOTE asks for one.
        """
        name = self._entry.data.get(CONF_DEVICE_NAME)
        async with login_slot(self._hass):
            return await self.call(partial(_log_in, name))

    async def _call[_T](self, request: Callable[[PronoteClient], Awaitable[_T]]) -> _T:
        """Send a request.

        If the token is rejected, log in with a newer token, the backup token or the password and
        retry once.
        """
        await self._wait_for_former_requests()
        client = self.client
        try:
            self._check_not_refused(client)
            return await request(client)
        except TokenRefusedError:
            async with self._recovery_lock:
                if self.client is client and not await self._recover(client):
                    raise
        return await request(self.client)

    def _check_not_refused(self, client: PronoteClient) -> None:
        """Raise TokenRefusedError without a request if the token was refused before."""
        if self._token_store.refusal(client.token) is not None:
            raise TokenRefusedError("Refused before")

    async def _wait_for_former_requests(self) -> None:
        """Wait for requests of before a reload: one may bring the next token."""
        if not self._former_requests:
            return
        async with self._recovery_lock:
            if self._former_requests:
                await asyncio.wait(self._former_requests, timeout=FORMER_LOGIN_TIMEOUT)
                self._former_requests = set()
                if (token := self._newer_token(self.client)) is not None:
                    account = self._known_account
                    self._switch_client(self._new_client(token, account))

    def _newer_token(self, client: PronoteClient) -> DeviceToken | None:
        """Return the stored token if it is not the one of a client, nor a refused one."""
        token = self._token_store.token
        if token is None or token == client.token:
            return None
        return None if self._token_store.refusal(token) is not None else token

    @property
    def _known_account(self) -> Account | None:
        try:
            return self.client.account
        except SessionExpiredError:
            return None

    async def _recover(self, client: PronoteClient) -> bool:
        """Log in without the rejected token of a client; return False if there is no other way."""
        token = client.token
        if token is not None and self._token_store.refusal(token) is None:
            await self._token_store.async_note_refused(token)
        if (newer := self._newer_token(client)) is not None:
            LOGGER.debug("Device token is no longer valid; using the one stored since")
            try:
                await self._log_in_with(newer)
            except TokenRefusedError:
                await self._token_store.async_note_refused(newer)
            else:
                return True
        if await self._promote_backup_token():
            return True
        if (password := stored_password(self._entry.data)) is None:
            return False
        await self._log_in_with_password(password)
        return True

    async def _log_in_with(self, credentials: Credentials) -> None:
        """Log in with other credentials, and use them from then on."""
        client = self._new_client(credentials)
        try:
            await client.login()
        except AuthenticationError:
            self.budget.note_logins(client.logins)
            raise
        self._switch_client(client)

    async def _promote_backup_token(self) -> bool:
        """Log in with the backup token, if there is one; return whether PRONOTE accepted it."""
        if self._backup_client is None:
            if (backup := self._token_store.backup_token) is None:
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
        try:
            await self._log_in_with(password)
        except AuthenticationError as err:
            self._password_error = err
            raise

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
        """Save the new token; the client sends nothing before it is saved.

        The entry is updated for its first token, and when the backup token takes over. A token that
        arrives after a dialog has brought another one is of no use.
        """
        data = {**self._entry.data}
        if self.closed and data.get(CONF_TOKEN) != self._first_token:
            return
        backup = stored_backup_data(data)
        if backup.get(CONF_DEVICE) == token.device:
            data |= backup
            for key in (CONF_BACKUP_TOKEN, CONF_LAST_USED):
                data.pop(key, None)
        elif not data.get(CONF_TOKEN):
            data |= entry_data(token, None)
        self._first_token = data[CONF_TOKEN]
        self._hass.config_entries.async_update_entry(self._entry, data=data)
        await self._token_store.async_write(token)

    async def maintain_backup_token(self) -> None:
        """Maintain the backup token, unless a cooldown is active or the request limit is reached."""
        async with self._recovery_lock:
            if (
                not self.closed
                and self.budget.cooldown is None
                and self._backup_client is None
            ):
                await self._backup_token.maintain(self.client)


async def run_to_end[_T](
    hass: HomeAssistant, entry_id: str, request: Coroutine[Any, Any, _T]
) -> _T:
    """Await a request that continues if the caller is canceled: its answer may contain the next token."""
    requests = hass.data.setdefault(REQUESTS, {}).setdefault(entry_id, set())
    task = hass.async_create_background_task(request, "pronote request")
    requests.add(task)
    task.add_done_callback(requests.discard)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.add_done_callback(_retrieve_exception)
        raise
    return task.result()


async def async_cancel_requests(hass: HomeAssistant, entry_id: str) -> None:
    """Cancel the requests of an account that is removed, and wait until they have ended."""
    requests = hass.data.get(REQUESTS, {}).pop(entry_id, set())
    for task in requests:
        task.cancel()
    if requests:
        await asyncio.wait(requests)


def _retrieve_exception(task: asyncio.Task[Any]) -> None:
    """Mark the exception of a task as handled, as no caller awaits its result."""
    if not task.cancelled():
        task.exception()


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
