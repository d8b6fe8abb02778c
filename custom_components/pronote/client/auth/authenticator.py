"""The login with any credentials, up to an open session.

This module alone decides which page is tried, which version of PRONOTE is assumed and which
token replaces which.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
import json
from secrets import randbelow
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ..clock import Sleep
from ..credentials import (
    Credentials,
    DeviceToken,
    PortalPassword,
    QrCode,
    TokenCallback,
)
from ..discovery import describe, open_space
from ..errors import (
    NotPronoteError,
    PageNotAllowedError,
    PortalRequiredError,
    PortalStepError,
    ProtocolError,
    QrCodeError,
    QrCodeExpiredError,
    RequestRefusedError,
    SecurityStepRequiredError,
    SessionExpiredError,
)
from ..pages import personal
from ..pages.account import HOME_TAB, Account
from ..portals.login import Arrival, PortalLogin
from ..secret import Secret
from ..session import Session, SessionLostError
from ..site import Bootstrap
from ..transport import Transport
from ..wire import Record
from .login import Login, next_credentials
from .qr_code import read_qr_code

type Entered = tuple[Session, Account]
"""An open session and its account."""


class Authenticator:
    """Opens one session after the other, and keeps the credentials of the next."""

    def __init__(
        self,
        transport: Transport,
        new_portal_login: Callable[[PortalPassword], PortalLogin],
        credentials: Credentials,
        *,
        timezone: ZoneInfo,
        on_token: TokenCallback | None,
        sleep: Sleep,
        rsa_modulus: int,
    ) -> None:
        """Prepare; nothing is requested yet. `new_portal_login` makes the login at a portal."""
        self._transport = transport
        self._new_portal_login = new_portal_login
        self._timezone = timezone
        self._on_token = on_token
        self._sleep = sleep
        self._rsa_modulus = rsa_modulus
        self._entered = False
        self._tokenless = False
        self._login: Login | None = None
        self._portal_login: PortalLogin | None = None
        self.credentials = credentials
        """What opens the next session."""
        self.version: tuple[int, ...] | None = None
        """The PRONOTE that the school speaks, as far as known."""
        self.logins = 0
        """How many sessions were begun."""

    @property
    def waiting(self) -> Session | None:
        """The session that stopped for a PIN or a device name."""
        return None if self._login is None else self._login.session

    def forget(self) -> None:
        """Forget a login that stopped, at the school or at a portal."""
        self._login = self._portal_login = None

    async def enter(self) -> Entered:
        """Open a session. Raises what `PronoteClient.login` tells."""
        self.forget()
        known = self.version
        try:
            return await self._log_in()
        except SessionLostError as error:
            # The very first exchanges failed: the school may speak a newer PRONOTE by now.
            self.version = None
            if known is None:
                raise ProtocolError("FonctionParametres", "answer") from error
        try:
            return await self._log_in()
        except SessionLostError as error:
            raise ProtocolError("FonctionParametres", "answer") from error

    async def complete(self, pin: Secret | None, device_name: str | None) -> Entered:
        """Go on with a login that stopped for a PIN or a device name."""
        if (login := self._login) is None:
            raise SessionExpiredError("No login is waiting")
        try:
            account = await login.complete(pin, device_name)
            return await self._mint_token(self._adopt(login, account))
        except SessionLostError as error:
            self._login = None
            raise SessionExpiredError("The login waited too long") from error

    async def complete_portal(
        self, choice: str | None, code: Secret | str | None
    ) -> Entered:
        """Go on with a login that stopped at a portal."""
        if (portal_login := self._portal_login) is None:
            raise SessionExpiredError("No portal is waiting")
        self._portal_login = None
        answered = portal_login.answer(choice=choice, code=code)
        try:
            return await self._come_back(portal_login, answered)
        except SessionLostError as error:
            raise SessionExpiredError("The login waited too long") from error

    async def _log_in(self) -> Entered:
        credentials = self.credentials
        if isinstance(credentials, QrCode) and self._entered:
            raise QrCodeExpiredError("A QR code opens once")
        self._transport.forget_cookies(urlsplit(credentials.url).hostname or "")
        if isinstance(credentials, PortalPassword):
            portal_login = self._new_portal_login(credentials)
            return await self._come_back(portal_login, portal_login.run())
        return await self._go_in(credentials)

    async def _go_in(self, credentials: Credentials) -> Entered:
        """Log in on the page of a space."""
        root, bootstrap = await open_space(
            self._transport, credentials.url, credentials.space, sleep=self._sleep
        )
        return await self._begin(credentials, root, bootstrap)

    async def _come_back(
        self, portal_login: PortalLogin, walking: Awaitable[Arrival]
    ) -> Entered:
        """Walk to the portal and back, and log in with what PRONOTE made of it."""
        try:
            arrival = await walking
        except PortalStepError:
            self._portal_login = portal_login
            raise
        credentials = replace(portal_login.credentials, choices=portal_login.choices)
        self.credentials = credentials
        return await self._mint_token(
            await self._begin(credentials, arrival.root, arrival.bootstrap)
        )

    async def _mint_token(self, entered: Entered) -> Entered:
        """Use a QR code of one's own, once, where the login through a portal brought no token."""
        session, account = entered
        credentials = self.credentials
        if not isinstance(credentials, PortalPassword) or self._tokenless:
            return entered
        self._tokenless = True
        pin = Secret(f"{randbelow(10_000):04}")
        url = f"{credentials.url}/{credentials.space.page}"
        try:
            answer = await session.call(
                personal.QR_CODE,
                personal.qr_code_request(pin),
                tab=HOME_TAB,
                member=account.member(None),
            )
            code = read_qr_code(
                json.dumps(answer.data | {"url": url}),
                pin.reveal(),
                credentials.device,
            )
        except PageNotAllowedError, RequestRefusedError, QrCodeError:
            return entered
        await session.call("SaisieDeconnexion", resend=False)
        try:
            return await self._go_in(code)
        except QrCodeError, PortalRequiredError:
            return await self._log_in()

    async def _begin(
        self, credentials: Credentials, root: str, bootstrap: Bootstrap
    ) -> Entered:
        """Log in with what the page of a space said."""
        self.version = await self._find_version(root, bootstrap)
        self.logins += 1
        session = Session(
            self._transport,
            root,
            bootstrap,
            self.version,
            number=self.logins,
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
        entered = self._adopt(login, account)
        if isinstance(credentials, QrCode) and login.token is not None:
            if await self._is_protected(session, account):
                # A QR code is never asked for the PIN, but its token will be: ask now,
                # while somebody is there to answer.
                await session.call("SaisieDeconnexion", resend=False)
                return await self._log_in()
        return entered

    def _adopt(self, login: Login, account: Account) -> Entered:
        """Keep what a login that succeeded taught."""
        self.credentials = next_credentials(
            self.credentials, login.token, login.navigator
        )
        self._login = None
        self._entered = True
        return login.session, account

    async def _is_protected(self, session: Session, account: Account) -> bool:
        """Tell whether a second factor guards the account; also when the school does not tell."""
        if personal.TAB not in account.tabs:
            return True
        try:
            answer = await session.call(
                personal.FUNCTION, tab=personal.TAB, member=account.member(None)
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
        if self.version is not None:
            return self.version
        try:
            return (await describe(self._transport, root)).version
        except NotPronoteError:
            # Some schools do not serve their card; the page of the space is enough.
            return bootstrap.guessed_version

    async def _save_token(self, token: DeviceToken) -> None:
        self.credentials = token
        if self._on_token is not None:
            await self._on_token(token)
