"""One session in use after the other: each opened when needed, and replaced when it ended.

What a session ended for, who may try again and who may not, is decided here alone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
import logging
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import aiohttp

from .auth.authenticator import Entered, Entrance
from .credentials import Credentials, DeviceToken, TokenCallback
from .crypto import RSA_MODULUS
from .errors import (
    AuthenticationError,
    PronoteError,
    RetryLaterError,
    SessionExpiredError,
)
from .idle import IdleLimit
from .pages import discussions, news
from .pages.account import HOME_TAB, Account
from .portals.browser import PortalStage
from .portals.login import Walker
from .school_year import SchoolCalendar
from .secret import Secret
from .session import Answer, Session, SessionLostError, Sleep
from .transport import Transport, utcnow

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """How much is unread on the pages of an account; None where the school does not count."""

    news: int | None = None
    discussions: int | None = None


class Connection:
    """A login and the session it opened; everything else is asked through it."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        credentials: Credentials,
        *,
        timezone: ZoneInfo,
        on_token: TokenCallback | None = None,
        now: Callable[[], datetime] = utcnow,
        sleep: Sleep = asyncio.sleep,
        rsa_modulus: int = RSA_MODULUS,
        proxy: str | None = None,
        on_stage: Callable[[PortalStage], None] | None = None,
        plain_http_portals: bool = False,
    ) -> None:
        """Take an HTTP session with a cookie jar of its own; nothing is asked yet.

        `timezone` is the school's. `on_token` is awaited with each new device token before
        any other request. `rsa_modulus` is the key of schools without TLS. Requests go through
        `proxy` if there is one; whether the proxies of the environment count is the session's
        choice (`trust_env`). Portals want a jar that does not quote (`quote_cookie=False`).
        `on_stage` is told where a walk through a portal is. `plain_http_portals` lets passwords
        travel in the clear between a school and a portal on this machine: for tests alone.
        """
        self._transport = Transport(http, now=now, proxy=proxy)
        self._entrance = Entrance(
            self._transport,
            partial(
                Walker,
                http,
                now=now,
                proxy=proxy,
                plain_http=plain_http_portals,
                on_stage=on_stage,
            ),
            credentials,
            timezone=timezone,
            on_token=on_token,
            sleep=sleep,
            rsa_modulus=rsa_modulus,
        )
        self._timezone = timezone
        self._queue = asyncio.Lock()
        self._session: Session | None = None
        self._account: Account | None = None
        self._refused: AuthenticationError | None = None
        self._quiet: tuple[datetime, RetryLaterError] | None = None
        self._used = now()
        self._closed = False
        self._unread = Unread()
        self.idle = IdleLimit()
        """What is known of how long sessions live unused here; a caller may keep it."""

    # --- who and how

    @property
    def account(self) -> Account:
        """The account, as the last login told it. Raises SessionExpiredError before any."""
        if self._account is None:
            raise SessionExpiredError("Nobody is logged in")
        return self._account

    @property
    def connected(self) -> bool:
        """Tell whether a session is open, as far as this side knows."""
        return self._session is not None and not self._session.over

    @property
    def logins(self) -> int:
        """How many sessions this client began."""
        return self._entrance.logins

    @property
    def rested(self) -> timedelta:
        """How long nothing was asked."""
        return self._transport.now() - self._used

    @property
    def clock_ahead(self) -> timedelta:
        """How far this side's clock is ahead of the school's, as its last answer told."""
        return self._transport.clock_ahead

    @property
    def unread(self) -> Unread:
        """How much is unread, as the last answer told."""
        return self._unread

    @property
    def token(self) -> DeviceToken | None:
        """The newest device token."""
        credentials = self._entrance.credentials
        return credentials if isinstance(credentials, DeviceToken) else None

    @property
    def credentials(self) -> Credentials:
        """What opens the next session."""
        return self._entrance.credentials

    # --- coming and going

    async def login(self) -> Account:
        """Open a session now.

        Raises SecurityStepRequiredError when the school wants a PIN or a device name (go on
        with `complete_login`), other AuthenticationErrors when it refuses, RetryLaterErrors
        when it is closed or busy, PortalRequiredError, ConnectionFailedError; at a portal
        PortalStepErrors (go on with `complete_portal`) and other PortalErrors.
        """
        async with self._queue:
            self._refused = None
            await self._open()
            return self.account

    async def complete_login(
        self, *, pin: Secret | str | None = None, device_name: str | None = None
    ) -> Account:
        """Give what a SecurityStepRequiredError asked for.

        Raises WrongPinError or DeviceNameTakenError, after which another try is possible, and
        SessionExpiredError when too much time went by.
        """
        secret = Secret(pin) if isinstance(pin, str) else pin
        async with self._queue:
            self._adopt(await self._entrance.complete(secret, device_name))
            return self.account

    async def complete_portal(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> Account:
        """Give what a PortalStepError asked for: the key of a choice, or the code it sent.

        Raises the same again when the portal asks more or the code is wrong, what `login` may
        raise, and SessionExpiredError when no portal is waiting.
        """
        async with self._queue:
            await self._take(self._entrance.complete_portal(choice, code))
            return self.account

    async def logout(self) -> None:
        """End the session at the school, also one that still waits for a PIN.

        It is said once: a school that does not hear it ends the session by itself. The next
        call opens another.
        """
        async with self._queue:
            session = self._session or self._entrance.waiting
            self._session = None
            self._entrance.forget()
            if session is not None and not session.over:
                with suppress(SessionLostError):
                    await session.call("SaisieDeconnexion", resend=False)

    async def close(self) -> None:
        """Log out for good: what is under way ends, and nothing is asked any more.

        Later calls raise SessionExpiredError.
        """
        self._closed = True
        await self.logout()

    async def __aenter__(self) -> Self:
        """Return the client; nothing is asked yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close. A school that cannot be told ends the session by itself."""
        with suppress(PronoteError):
            await self.close()

    async def keep_alive(self) -> None:
        """Keep the session from ending by itself; PRONOTE's own page does it every 2 minutes."""

        async def ask(session: Session, account: Account) -> Answer:
            name = session.dialect.keep_alive
            data = {"onglet": HOME_TAB, "ongletPrec": HOME_TAB}
            return await session.call(
                name,
                data if name == "Navigation" else None,
                tab=HOME_TAB,
                member=account.member(None),
            )

        await self._perform(ask)

    # --- one session in use

    async def _perform(
        self, ask: Callable[[Session, Account], Awaitable[Answer]]
    ) -> tuple[Session, Answer]:
        """Ask; if the session ended, log in once and ask again."""
        async with self._queue:
            for _ in range(2):
                known = self._session
                session = await self._ready()
                fresh = session is not known
                rest, self._used = self.rested, self._transport.now()
                try:
                    answer = await self._quietly(ask(session, self.account))
                except SessionLostError as error:
                    if fresh:
                        raise SessionExpiredError("No session lasts here") from error
                    _LOGGER.debug("Session %s ended, opening another", session.number)
                    self.idle.note_dead(rest)
                else:
                    self.idle.note_alive(rest)
                    self._unread = _unread(answer) or self._unread
                    return session, answer
        raise SessionExpiredError("No session lasts here")

    async def _quietly[T](self, doing: Awaitable[T]) -> T:
        """Remember when the school asks to be left alone."""
        try:
            return await doing
        except RetryLaterError as error:
            self._quiet = self._transport.now(), error
            raise

    async def _ready(self) -> Session:
        """Return an open session. The queue is held."""
        self._check_open()
        self._check_quiet()
        if self._session is not None and not self._session.over:
            if not self.idle.is_over(self.rested):
                return self._session
            _LOGGER.debug("Session %s rested too long", self._session.number)
        if self._refused is not None:
            raise self._refused
        return await self._open()

    async def _current_session(self) -> Session:
        async with self._queue:
            return await self._ready()

    @property
    def _root(self) -> str:
        return (
            self._session.root if self._session is not None else self.account.school.url
        )

    async def _logged_in(self) -> Account:
        if self._account is None:
            await self._current_session()
        return self.account

    async def _calendar(self) -> SchoolCalendar:
        return (await self._logged_in()).calendar

    @property
    def _numbered_as_in_2024(self) -> bool:
        """Tell whether the kinds of resources have their numbers of 2024 and before."""
        return self._version is not None and self._version < (2025,)

    @property
    def _version(self) -> tuple[int, ...] | None:
        """The PRONOTE that the school speaks, as far as known."""
        return self._entrance.version

    def _check_open(self) -> None:
        if self._closed:
            raise SessionExpiredError("The client is closed")

    def _check_quiet(self) -> None:
        if self._quiet is not None:
            since, error = self._quiet
            # Said at a later hour than it is now, it was said by another clock.
            if since <= self._transport.now() < error.retry_at:
                raise error
            self._quiet = None

    async def _open(self) -> Session:
        """Log in. The queue is held."""
        self._check_open()
        self._check_quiet()
        self._session = None
        return await self._take(self._entrance.enter())

    async def _take(self, entering: Awaitable[Entered]) -> Session:
        """Take the session that opens into use, or remember why it does not."""
        try:
            return self._adopt(await self._quietly(entering))
        except AuthenticationError as error:
            self._refused = error
            raise

    def _adopt(self, entered: Entered) -> Session:
        self._session, self._account = session, _ = entered
        self._refused = None
        self._used = self._transport.now()
        return session


def _unread(answer: Answer) -> Unread | None:
    """Read the counters that come with nearly every answer."""
    rows = answer.signature.get("notificationsCommunication")
    if not isinstance(rows, list):
        return None
    counts = {
        row.get("onglet"): count
        for row in rows
        if isinstance(row, dict) and isinstance(count := row.get("nb"), int)
    }
    return Unread(news=counts.get(news.TAB), discussions=counts.get(discussions.TAB))
