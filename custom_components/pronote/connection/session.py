"""The one door between an account and its school: whatever is asked passes here."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
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
    ProtocolError,
    RetryLaterError,
    SessionExpiredError,
    TokenRefusedError,
)
from ..const import CONF_DEVICE, CONF_SPARE, LOGGER
from ..polling.budget import CLOCK_WRONG, Ledger, async_suspend
from .backup_token import SpareDevice
from .credentials import GOODBYE, cookie_jar, entry_data, stored_password
from .errors import _FAILED, _PAUSED, _key, _later, explained
from .token_store import NewestTokens

_SILENCE = (ConnectionFailedError, ProtocolError, SessionExpiredError)
"""What ends a school's answers, when no session is left."""


_CLOCK_WRONG = timedelta(days=1)
"""So far from the school's clock, this home's asks about other days than it believes."""


type OutcomeListener = Callable[[HomeAssistantError | None], None]


class Gate:
    """Puts questions to the school, and gives each failure its meaning."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        credentials: Credentials,
        timezone: ZoneInfo,
        ledger: Ledger,
        tokens: NewestTokens,
    ) -> None:
        """Prepare the client; nothing is asked yet."""
        self.ledger = ledger
        self._hass = hass
        self._entry = entry
        self._timezone = timezone
        self._http = async_create_clientsession(
            hass, cookie_jar=cookie_jar(), trace_configs=[ledger.trace()]
        )
        self._logins = 0
        self._repairing = asyncio.Lock()
        self._refusal: AuthenticationError | None = None
        self.left = False
        """The entry is unloaded: nothing is asked any more."""
        self._tokens = tokens
        self._spare = SpareDevice(hass, entry, timezone, ledger, tokens)
        self._heir: PronoteClient | None = None
        """Who takes over from the client, once the school has let it in."""
        self.client = self._new_client(credentials)
        self._listeners: list[OutcomeListener] = []

    @callback
    def async_listen(self, listener: OutcomeListener) -> CALLBACK_TYPE:
        """Call a listener after each request with its failure, None when there was none."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    @callback
    def _async_notify(self, failure: HomeAssistantError | None) -> None:
        for listener in list(self._listeners):
            listener(failure)

    async def ask[_T](
        self,
        question: Callable[[PronoteClient], Awaitable[_T]],
        *,
        planned: bool = False,
    ) -> _T:
        """Ask the school something; `planned` by the clock, not wished by a person.

        Raises ConfigEntryAuthFailed, UpdateFailed or HomeAssistantError, each with its sentence.
        """
        self._check_measure(planned=planned)
        try:
            answer = await self._ask(question)
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
        self.ledger.note_success()
        self._async_notify(None)
        return answer

    def _check_measure(self, *, planned: bool) -> None:
        """Ask nothing during a pause, and not more than is polite."""
        pause = self.ledger.paused
        if pause is not None and (pause.strict or planned):
            raise _later(pause.reason, pause.until)
        if (until := self.ledger.spent_until(planned=planned)) is not None:
            raise _later("measure_full", until)

    def _check_clock(self) -> None:
        """Believe no answer while this home takes today for another day."""
        if abs(self.client.clock_ahead) >= _CLOCK_WRONG:
            pause = self.ledger.note_failure(CLOCK_WRONG, None, strict=True)
            raise _later("clock_wrong", pause.until)

    def _note_failure(self, err: PronoteError) -> HomeAssistantError:
        """Leave the school alone if that is what an error asks; return what it means."""
        if isinstance(err, RetryLaterError):
            key = _key(_PAUSED, err) or "busy"
            pause = self.ledger.note_failure(key, err.retry_at)
            if isinstance(err, AddressSuspendedError):
                async_suspend(self._hass, self._entry, pause)
            return _later(key, pause.until)
        if isinstance(err, _SILENCE) and not self.client.connected:
            # No session to ask another page with, and none to be had: not one page's trouble.
            self.ledger.note_failure(_key(_FAILED, err) or "school_trouble", None)
        return explained(err)

    def _count_logins(self) -> None:
        self.ledger.note_logins(self.client.logins - self._logins)
        self._logins = self.client.logins

    async def leave(self) -> None:
        """Take leave of the school; a refresh under way ends without another login.

        A login with another key, or with the spare one, is waited for: its token is saved.
        """
        self.left = True
        with suppress(PronoteError, TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await self.client.close()
                await self._repairing.acquire()
                self._repairing.release()

    async def open(self) -> Account:
        """Log in, and return the account."""
        return await self.ask(_open)

    async def _ask[_T](self, question: Callable[[PronoteClient], Awaitable[_T]]) -> _T:
        """Ask; when the token is dead, once more with what the user left for that."""
        client = self.client
        try:
            return await question(client)
        except TokenRefusedError:
            async with self._repairing:
                if self.client is client and not await self._promote_spare():
                    if (password := stored_password(self._entry.data)) is None:
                        raise
                    await self._repair(password)
        return await question(self.client)

    async def _promote_spare(self) -> bool:
        """Log in with the spare token, if there is one that the school accepts."""
        if self._heir is None:
            if (spare := self._spare.token) is None:
                return False
            LOGGER.debug("The token is dead, the spare one takes over")
            self._heir = self._new_client(spare)
        # A network that fails on the way costs nothing: the heir goes on from there.
        try:
            await self._heir.login()
        except AuthenticationError:
            self._heir = None
            self._spare.forget()
            return False
        self._use(self._heir)
        self._heir = None
        return True

    async def _repair(self, password: Password | PortalPassword) -> None:
        """Log in with the password. A password that was refused is not tried again."""
        if self._refusal is not None:
            raise self._refusal
        LOGGER.debug("The token is dead, the password kept for that takes over")
        client = self._new_client(password)
        try:
            await client.login()
        except AuthenticationError as err:
            self._refusal = err
            self.ledger.note_logins(client.logins)
            raise
        self._use(client)

    def _use(self, client: PronoteClient) -> None:
        """Go on with another client; what the former did is counted first."""
        self._count_logins()
        self.client, self._logins = client, 0

    def _new_client(self, credentials: Credentials) -> PronoteClient:
        client = PronoteClient(
            credentials,
            session=self._http,
            timezone=self._timezone,
            on_token=self._save_token,
            config=ClientConfig(now=dt_util.utcnow),
        )
        client.idle_limit = self.ledger.idle_limit
        return client

    async def _save_token(self, token: DeviceToken) -> None:
        """Keep the next token; the client asks nothing else before."""
        former = self._entry.data
        data = {**former, **entry_data(token, None)}
        if data.get(CONF_SPARE, {}).get(CONF_DEVICE) == token.device:
            del data[CONF_SPARE]
        self._hass.config_entries.async_update_entry(self._entry, data=data)
        await self._tokens.async_write(token, former)

    async def tend_spare(self) -> None:
        """Look after the spare device, when the school wants to be asked something."""
        async with self._repairing:
            if not self.left and self.ledger.paused is None and self._heir is None:
                await self._spare.tend(self.client)


async def _open(client: PronoteClient) -> Account:
    try:
        return client.account
    except SessionExpiredError:
        return await client.login()
