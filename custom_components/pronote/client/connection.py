"""How a client reaches its school: login, the session in use, reading and writing.

What a session ended for, who may try again and who may not, is decided here alone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
import json
import logging
from secrets import randbelow
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import aiohttp

from .credentials import Credentials, DeviceToken, PortalPassword, QrCode, TokenCallback
from .crypto import RSA_MODULUS
from .errors import (
    AuthenticationError,
    NotPronoteError,
    PageNotAllowedError,
    PortalRequiredError,
    PortalStepError,
    ProtocolError,
    QrCodeError,
    QrCodeExpiredError,
    RequestRefusedError,
    RetryLaterError,
    SecurityStepRequiredError,
    SessionExpiredError,
)
from .idle import IdleLimit
from .instance import describe, open_space
from .login import Login, next_credentials
from .pages import discussions, news, personal
from .pages.account import Account, Pupil
from .portals.browser import PortalStage
from .portals.walker import Arrival, Walker
from .qr import read_qr_code
from .school_year import SchoolCalendar
from .secret import Secret
from .session import Answer, Session, SessionLostError, Sleep
from .site import Bootstrap
from .transport import Transport, utcnow
from .wire import Record

_LOGGER = logging.getLogger(__name__)

HOME_TAB = 7


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
        self._new_walker = partial(
            Walker,
            http,
            now=now,
            proxy=proxy,
            plain_http=plain_http_portals,
            on_stage=on_stage,
        )
        self._credentials = credentials
        self._timezone = timezone
        self._on_token = on_token
        self._sleep = sleep
        self._rsa_modulus = rsa_modulus
        self._queue = asyncio.Lock()
        self._version: tuple[int, ...] | None = None
        self._sessions = 0
        self._walker: Walker | None = None
        self._tokenless = False
        self._login: Login | None = None
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
        return self._sessions

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
        credentials = self._credentials
        return credentials if isinstance(credentials, DeviceToken) else None

    @property
    def credentials(self) -> Credentials:
        """What opens the next session."""
        return self._credentials

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
        async with self._queue:
            if self._login is None:
                raise SessionExpiredError("No login is waiting")
            secret = Secret(pin) if isinstance(pin, str) else pin
            login = self._login
            try:
                account = await login.complete(secret, device_name)
            except SessionLostError as error:
                self._login = None
                raise SessionExpiredError("The login waited too long") from error
            self._adopt(login, account)
            await self._mint_token(login.session)
            return self.account

    async def complete_portal(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> Account:
        """Give what a PortalStepError asked for: the key of a choice, or the code it sent.

        Raises the same again when the portal asks more or the code is wrong, what `login` may
        raise, and SessionExpiredError when no portal is waiting.
        """
        async with self._queue:
            if (walker := self._walker) is None:
                raise SessionExpiredError("No portal is waiting")
            self._walker = None
            answered = walker.answer(choice=choice, code=code)
            try:
                await self._quietly(self._come_back(walker, answered))
            except AuthenticationError as error:
                self._refused = error
                raise
            except SessionLostError as error:
                raise SessionExpiredError("The login waited too long") from error
            return self.account

    async def logout(self) -> None:
        """End the session at the school, also one that still waits for a PIN.

        It is said once: a school that does not hear it ends the session by itself. The next
        call opens another.
        """
        async with self._queue:
            session = self._session or (self._login.session if self._login else None)
            self._session = self._login = self._walker = None
            if session is not None and not session.over:
                with suppress(SessionLostError):
                    await session.call("SaisieDeconnexion", resend=False)

    async def close(self) -> None:
        """Log out for good: what is under way ends, and nothing is asked any more.

        Later calls raise SessionExpiredError.
        """
        self._closed = True
        await self.logout()

    async def keep_alive(self) -> None:
        """Keep the session from ending by itself; PRONOTE's own page does it every 2 minutes."""

        async def ask(session: Session, account: Account) -> Answer:
            name = session.dialect.keep_alive
            data = {"onglet": HOME_TAB, "ongletPrec": HOME_TAB}
            return await session.call(
                name,
                data if name == "Navigation" else None,
                tab=HOME_TAB,
                member=member_of(account, None),
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
        self._session = self._login = self._walker = None
        try:
            return await self._quietly(self._open_once())
        except AuthenticationError as error:
            self._refused = error
            raise

    async def _open_once(self) -> Session:
        known = self._version
        try:
            return await self._log_in()
        except SessionLostError as error:
            # The very first exchanges failed: the school may speak a newer PRONOTE by now.
            self._version = None
            if known is None:
                raise ProtocolError("FonctionParametres", "answer") from error
        try:
            return await self._log_in()
        except SessionLostError as error:
            raise ProtocolError("FonctionParametres", "answer") from error

    async def _log_in(self) -> Session:
        credentials = self._credentials
        if isinstance(credentials, QrCode) and self._account is not None:
            raise QrCodeExpiredError("A QR code opens once")
        self._transport.forget_cookies(urlsplit(credentials.url).hostname or "")
        if isinstance(credentials, PortalPassword):
            walker = self._new_walker(credentials)
            return await self._come_back(walker, walker.run())
        root, bootstrap = await open_space(
            self._transport, credentials.url, credentials.space, sleep=self._sleep
        )
        return await self._begin(credentials, root, bootstrap)

    async def _come_back(self, walker: Walker, walking: Awaitable[Arrival]) -> Session:
        """Walk to the portal and back, and log in with what PRONOTE made of it."""
        credentials = walker.credentials
        try:
            arrival = await walking
        except PortalStepError:
            self._walker = walker
            raise
        self._credentials = credentials = replace(credentials, choices=walker.choices)
        session = await self._begin(credentials, arrival.root, arrival.bootstrap)
        return await self._mint_token(session)

    async def _mint_token(self, session: Session) -> Session:
        """Use a QR code of one's own, once, where the login through a portal brought no token."""
        credentials = self._credentials
        if not isinstance(credentials, PortalPassword) or self._tokenless:
            return session
        self._tokenless = True
        pin = Secret(f"{randbelow(10_000):04}")
        url = f"{credentials.url}/{credentials.space.page}"
        try:
            answer = await session.call(
                personal.QR_CODE,
                personal.qr_code_request(pin),
                tab=personal.HOME_TAB,
                member=member_of(self.account, None),
            )
            code = read_qr_code(
                json.dumps(answer.data | {"url": url}),
                pin.reveal(),
                credentials.device,
            )
        except PageNotAllowedError, RequestRefusedError, QrCodeError:
            return session
        await session.call("SaisieDeconnexion", resend=False)
        try:
            root, bootstrap = await open_space(
                self._transport, credentials.url, credentials.space, sleep=self._sleep
            )
            return await self._begin(code, root, bootstrap)
        except QrCodeError, PortalRequiredError:
            return await self._log_in()

    async def _begin(
        self, credentials: Credentials, root: str, bootstrap: Bootstrap
    ) -> Session:
        """Log in on the page of a space."""
        self._version = await self._find_version(root, bootstrap)
        self._sessions += 1
        session = Session(
            self._transport,
            root,
            bootstrap,
            self._version,
            number=self._sessions,
            rsa_modulus=self._rsa_modulus,
            sleep=self._sleep,
        )
        login = Login(
            session,
            credentials,
            bootstrap,
            root=root,
            timezone=self._timezone,
            on_token=self._save_token,
        )
        try:
            account = await login.run()
        except SecurityStepRequiredError:
            self._login = login
            raise
        self._adopt(login, account)
        if isinstance(credentials, QrCode) and login.token is not None:
            if await self._is_protected(session, account):
                # A QR code is never asked for the PIN, but its token will be: ask now,
                # while somebody is there to answer.
                self._session = None
                await session.call("SaisieDeconnexion", resend=False)
                return await self._log_in()
        return session

    async def _is_protected(self, session: Session, account: Account) -> bool:
        """Tell whether a second factor guards the account; also when the school does not tell."""
        if personal.TAB not in account.tabs:
            return True
        member = member_of(account, None)
        try:
            answer = await session.call(
                personal.FUNCTION, tab=personal.TAB, member=member
            )
        except PageNotAllowedError, RequestRefusedError:
            return True
        return personal.is_protected(
            Record(answer.data, personal.FUNCTION, self._timezone, session.number)
        )

    async def _find_version(
        self, root: str, bootstrap: Bootstrap
    ) -> tuple[int, ...] | None:
        if bootstrap.version is not None:
            return bootstrap.version
        if self._version is not None:
            return self._version
        try:
            return (await describe(self._transport, root)).version
        except NotPronoteError:
            # Some schools do not serve their card; the page of the space is enough.
            return bootstrap.guessed_version

    async def _save_token(self, token: DeviceToken) -> None:
        self._credentials = token
        if self._on_token is not None:
            await self._on_token(token)

    def _adopt(self, login: Login, account: Account) -> None:
        """Take an open session into use."""
        self._credentials = next_credentials(
            self._credentials, login.token, login.navigator
        )
        self._login = self._refused = None
        self._session = login.session
        self._account = account
        self._used = self._transport.now()


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


def member_of(account: Account, pupil: Pupil | None) -> str | None:
    """Return the child a parent's request is about; without one, the first."""
    if not account.space.has_members:
        return None
    owner = pupil or next(iter(account.pupils), None)
    return owner.ref.id if owner is not None and owner.ref is not None else None
