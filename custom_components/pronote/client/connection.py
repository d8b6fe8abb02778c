"""The connection of an account. It opens a session when needed, and a new one if it ended.

This module alone decides which requests are repeated after which error.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
import logging
from zoneinfo import ZoneInfo

import aiohttp
from yarl import URL

from .auth.authenticator import Authenticator, LoginResult
from .config import ClientConfig
from .credentials import Credentials, DeviceToken, TokenCallback
from .discussion_hours import read_closing
from .errors import (
    AuthenticationError,
    ConnectionFailedError,
    PronoteError,
    ProtocolError,
    RetryLaterError,
    SessionExpiredError,
    WriteUnconfirmedError,
)
from .http import Http
from .idle_limit import IdleLimit
from .pages import discussions, news
from .pages.account import HOME_TAB, Account
from .portals.browser import PortalStage
from .portals.login import PortalLogin
from .school_year import SchoolCalendar
from .secret import Secret
from .session import AnswerUnreadableError, FunctionResponse, Session, SessionLostError
from .spaces import PRIMARY_SPACES
from .transport import Download, Transport

_LOGGER = logging.getLogger(__name__)

_ASSUMED_ALIVE = timedelta(minutes=1)
"""A session used this recently is not checked before a write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadCounts:
    """Numbers of unread news and discussions; None where the school does not count them."""

    news: int | None = None
    discussions: int | None = None


class Connection:
    """The login of an account, and the session that it opened."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        timezone: ZoneInfo,
        session: aiohttp.ClientSession | None,
        on_token: TokenCallback | None,
        on_stage: Callable[[PortalStage], None] | None,
        config: ClientConfig,
        account: Account | None = None,
    ) -> None:
        """Prepare; nothing is requested yet. See PronoteClient for the arguments."""
        self._http = Http(session, proxy=config.proxy)
        self._transport = Transport(self._http, now=config.now)
        self._authenticator = Authenticator(
            self._transport,
            partial(
                PortalLogin,
                self._http,
                now=config.now,
                plain_http=config.plain_http_portals,
                on_stage=on_stage,
            ),
            credentials,
            timezone=timezone,
            on_token=on_token,
            sleep=config.sleep,
            rsa_modulus=config.rsa_modulus,
            on_answer=config.on_answer,
        )
        self.timezone = timezone
        self.sleep = config.sleep
        self._queue = asyncio.Lock()
        self._session: Session | None = None
        self._account = account
        self._logged_in = False
        self._login_error: AuthenticationError | None = None
        self._retry_after: tuple[datetime, RetryLaterError] | None = None
        self._last_request_at = config.now()
        self._closed = False
        self._counters: dict[int, int] = {}
        self.idle_limit = IdleLimit()

    # --- state

    @property
    def account(self) -> Account:
        """The account as of the last login, or the one given before any login.

        Raises SessionExpiredError if there is neither.
        """
        if self._account is None:
            raise SessionExpiredError("Not logged in")
        return self._account

    @property
    def connected(self) -> bool:
        """Whether a session is open, as far as the client knows."""
        return self._session is not None and not self._session.ended

    @property
    def logins(self) -> int:
        """Number of logins of this client."""
        return self._authenticator.logins

    @property
    def idle_time(self) -> timedelta:
        """Time since the last request."""
        return self._transport.now() - self._last_request_at

    @property
    def clock_ahead(self) -> timedelta:
        """How far the clock of this machine is ahead of the school's, as of the last answer."""
        return self._transport.clock_ahead

    @property
    def unread(self) -> UnreadCounts:
        """Numbers of unread news and discussions, as of the last answer that names each."""
        return UnreadCounts(
            news=self._counters.get(news.TAB),
            discussions=self._counters.get(discussions.TAB),
        )

    @property
    def discussions_closed(self) -> str | None:
        """Why discussions are closed now, in the school's words; None if they are open.

        An answer contains it when it changes.
        """
        rights = {} if self._session is None else self._session.discussion_hours
        return (
            read_closing(rights) if rights else self.account.rights.discussions_closed
        )

    @property
    def token(self) -> DeviceToken | None:
        """The newest device token."""
        credentials = self._authenticator.credentials
        return credentials if isinstance(credentials, DeviceToken) else None

    @property
    def credentials(self) -> Credentials:
        """The credentials of the next login."""
        return self._authenticator.credentials

    # --- login and logout

    async def login(self) -> Account:
        """Open a session now. See `PronoteClient.login`."""
        async with self._queue:
            self._login_error = None
            await self._open()
            return self.account

    async def complete_login(
        self, *, pin: Secret | str | None = None, device_name: str | None = None
    ) -> Account:
        """Answer a SecurityStepRequiredError. See `PronoteClient.complete_login`."""
        secret = Secret(pin) if isinstance(pin, str) else pin
        async with self._queue:
            self._use_login(await self._authenticator.complete(secret, device_name))
            return self.account

    async def complete_portal(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> Account:
        """Answer a PortalStepError. See `PronoteClient.complete_portal`."""
        async with self._queue:
            await self._finish_login(self._authenticator.complete_portal(choice, code))
            return self.account

    async def logout(self) -> None:
        """End the session, also one that waits for a PIN. The request is sent once."""
        async with self._queue:
            session = self._session or self._authenticator.pending_session
            self._session = None
            self._authenticator.forget_pending()
            if session is not None and not session.ended:
                with suppress(SessionLostError):
                    await session.call("SaisieDeconnexion", resend=False)

    async def close(self) -> None:
        """Log out, and close the HTTP session if it was created here."""
        self._closed = True
        try:
            await self.logout()
        finally:
            await self._http.close()

    async def keep_alive(self) -> None:
        """Keep the session open. PRONOTE's own page does this every 2 minutes."""

        async def send(session: Session, account: Account) -> FunctionResponse:
            name = session.dialect.keep_alive
            data = {"onglet": HOME_TAB, "ongletPrec": HOME_TAB}
            return await session.call(
                name,
                data if name == "Navigation" else None,
                tab=HOME_TAB,
                member=account.member(None),
            )

        await self.perform(send)

    # --- one session in use

    async def perform(
        self, send: Callable[[Session, Account], Awaitable[FunctionResponse]]
    ) -> tuple[Session, FunctionResponse]:
        """Send a request; if the session ended, log in once and send it again.

        `send` checks what it can before it returns; nothing was sent then. Raises SessionExpiredError if the fresh session ends too.
        """
        async with self._queue:
            for _ in range(2):
                known = self._session
                session = await self._ensure_session()
                fresh = session is not known
                request = send(session, self.account)
                idle_time, self._last_request_at = self.idle_time, self._transport.now()
                try:
                    answer = await self._await_request(request)
                except SessionLostError as error:
                    if fresh:
                        raise SessionExpiredError("New sessions end at once") from error
                    _LOGGER.debug("Session %s ended, opening a new one", session.number)
                    self.idle_limit.record_expired(idle_time)
                else:
                    self.idle_limit.record_alive(idle_time)
                    self._counters |= session.counters
                    return session, answer
        raise SessionExpiredError("New sessions end at once")

    async def perform_once[T](
        self, send: Callable[[Session, Account], Awaitable[T]]
    ) -> T:
        """Send a request that is never repeated.

        Raises SessionExpiredError if the session ended, WriteUnconfirmedError if no usable answer
        came.

        A session that was idle for a while is renewed first. `send` checks what it can before
        it returns; nothing was sent then.
        """
        if self.connected and self.idle_time > _ASSUMED_ALIVE:
            await self.keep_alive()
        async with self._queue:
            session = await self._ensure_session()
            request = send(session, self.account)
            self._last_request_at = self._transport.now()
            try:
                result = await self._await_request(request)
            except AnswerUnreadableError as error:
                raise WriteUnconfirmedError("The answer cannot be read") from error
            except SessionLostError as error:
                raise SessionExpiredError("The session ended") from error
            except ConnectionFailedError as error:
                if isinstance(error.__cause__, aiohttp.ClientConnectorError):
                    # Nothing was sent.
                    raise
                raise WriteUnconfirmedError("No answer came") from error
            self._counters |= session.counters
            return result

    async def _await_request[T](self, request: Awaitable[T]) -> T:
        """Await a request; store until when the school refuses others.

        Raises ProtocolError for any error that is neither the client's nor the system's.
        """
        try:
            return await request
        except RetryLaterError as error:
            self._retry_after = self._transport.now(), error
            raise
        except PronoteError, OSError:
            raise
        except Exception as error:
            # Callers handle PronoteErrors only. An answer can make a library raise anything, and an
            # exception that nobody handles would stop the account instead of one request.
            _LOGGER.debug("An answer could not be processed", exc_info=True)
            raise ProtocolError("any", type(error).__name__) from error

    async def _ensure_session(self) -> Session:
        """Return an open session. The queue is held."""
        self._check_not_closed()
        self._check_retry_after()
        if self._session is not None and not self._session.ended:
            if not self.idle_limit.is_expired(self.idle_time):
                return self._session
            _LOGGER.debug("Session %s was idle for too long", self._session.number)
        if self._login_error is not None:
            raise self._login_error
        return await self._open()

    async def current_session(self) -> Session:
        """Return the session in use; open one if there is none."""
        async with self._queue:
            return await self._ensure_session()

    @property
    def root(self) -> str:
        """Root address of the school."""
        return (
            self._session.root if self._session is not None else self.account.school.url
        )

    async def logged_in(self) -> Account:
        """Return the account. Log in if that was not done."""
        if not self._logged_in:
            await self.current_session()
        return self.account

    async def calendar(self) -> SchoolCalendar:
        """Return the calendar of the school year. Log in if that was not done."""
        return (await self.logged_in()).calendar

    def is_at_least(self, *version: int) -> bool:
        """Return whether PRONOTE at the school has a version or a newer one.

        An unknown version is the newest one.
        """
        return self.version is None or self.version >= version

    @property
    def is_primary(self) -> bool:
        """Whether the school is a primary school, by the number of its space."""
        return self._session is not None and self._session.space in PRIMARY_SPACES

    @property
    def numbered_as_in_2024(self) -> bool:
        """Whether resources have the numbers used until PRONOTE 2024."""
        return not self.is_at_least(2025)

    @property
    def version(self) -> tuple[int, ...] | None:
        """The version of PRONOTE at the school, None as long as it is unknown."""
        return self._authenticator.version

    @property
    def session_number(self) -> int | None:
        """Number of the current session, stored in its references."""
        return None if self._session is None else self._session.number

    def now(self) -> datetime:
        """Return the present instant."""
        return self._transport.now()

    def stream(self, url: URL) -> AbstractAsyncContextManager[Download]:
        """Open a file of the school's server, part by part."""
        return self._transport.stream(url)

    def find_redirect(self, url: URL) -> Awaitable[URL | None]:
        """Return where an address of the school's server leads to, itself if a file is there."""
        return self._transport.find_redirect(url)

    def _check_not_closed(self) -> None:
        if self._closed:
            raise SessionExpiredError("The client is closed")

    def _check_retry_after(self) -> None:
        if self._retry_after is not None:
            since, error = self._retry_after
            # An error from the future was stored before the clock was set back.
            if since <= self._transport.now() < error.retry_at:
                raise error
            self._retry_after = None

    def end_pause(self) -> None:
        """Forget until when the school refuses requests."""
        self._retry_after = None

    async def _open(self) -> Session:
        """Log in. The queue is held."""
        self._check_not_closed()
        self._check_retry_after()
        self._session = None
        return await self._finish_login(self._authenticator.log_in())

    async def _finish_login(self, pending_login: Awaitable[LoginResult]) -> Session:
        """Wait for a login, and use its session. Store the error if it is refused."""
        try:
            return self._use_login(await self._await_request(pending_login))
        except AuthenticationError as error:
            self._login_error = error
            raise

    def _use_login(self, result: LoginResult) -> Session:
        self._session, self._account = session, _ = result
        self._logged_in = True
        self._counters |= session.counters
        self._login_error = None
        self._last_request_at = self._transport.now()
        return session
