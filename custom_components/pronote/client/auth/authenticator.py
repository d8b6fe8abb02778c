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
from ..portals.login import PortalLogin, PortalLoginResult
from ..secret import Secret
from ..session import AnswerCallback, Session, SessionLostError
from ..site import Bootstrap, parse_version
from ..transport import Transport
from ..wire import Record, Source
from .login import Login, next_credentials
from .qr_code import read_qr_code

type LoginResult = tuple[Session, Account]
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
        on_answer: AnswerCallback | None,
    ) -> None:
        """Prepare; nothing is requested yet. `new_portal_login` makes the login at a portal."""
        self._transport = transport
        self._new_portal_login = new_portal_login
        self._timezone = timezone
        self._on_token = on_token
        self._sleep = sleep
        self._rsa_modulus = rsa_modulus
        self._on_answer = on_answer
        self._logged_in = False
        self._qr_code_tried = False
        self._login: Login | None = None
        self._portal_login: PortalLogin | None = None
        self.credentials = credentials
        """Credentials of the next login."""
        self.version: tuple[int, ...] | None = None
        """Version of PRONOTE at the school, None if unknown."""
        self.logins = 0
        """Number of sessions opened."""

    @property
    def pending_session(self) -> Session | None:
        """Session of a login that waits for a PIN or a device name."""
        return None if self._login is None else self._login.session

    def forget_pending(self) -> None:
        """Discard a pending login, at the school or at a portal."""
        self._login = self._portal_login = None

    async def log_in(self) -> LoginResult:
        """Open a session. Raises the errors of `PronoteClient.login`."""
        self.forget_pending()
        known = self.version
        try:
            return await self._log_in_once()
        except SessionLostError as error:
            # The first requests failed: PRONOTE may have been updated. Detect its version again.
            self.version = None
            if known is None:
                raise ProtocolError("FonctionParametres", "answer") from error
        try:
            return await self._log_in_once()
        except SessionLostError as error:
            raise ProtocolError("FonctionParametres", "answer") from error

    async def complete(
        self, pin: Secret | None, device_name: str | None
    ) -> LoginResult:
        """Continue a login that waits for a PIN or a device name."""
        if (login := self._login) is None:
            raise SessionExpiredError("No login is pending")
        try:
            account = await login.complete(pin, device_name)
            return await self._request_token_by_qr_code(self._finish(login, account))
        except SessionLostError as error:
            self._login = None
            raise SessionExpiredError("The pending login has expired") from error

    async def complete_portal(
        self, choice: str | None, code: Secret | str | None
    ) -> LoginResult:
        """Continue a login that waits at a portal."""
        if (portal_login := self._portal_login) is None:
            raise SessionExpiredError("No portal login is pending")
        self._portal_login = None
        resumed = portal_login.resume(choice=choice, code=code)
        try:
            return await self._log_in_from_portal(portal_login, resumed)
        except SessionLostError as error:
            raise SessionExpiredError("The pending login has expired") from error

    async def _log_in_once(self) -> LoginResult:
        credentials = self.credentials
        if isinstance(credentials, QrCode) and self._logged_in:
            raise QrCodeExpiredError("The QR code was already used")
        self._transport.clear_cookies(urlsplit(credentials.url).hostname or "")
        if isinstance(credentials, PortalPassword):
            portal_login = self._new_portal_login(credentials)
            return await self._log_in_from_portal(portal_login, portal_login.run())
        return await self._log_in_at_school(credentials)

    async def _log_in_at_school(self, credentials: Credentials) -> LoginResult:
        """Log in on the page of a space."""
        root, bootstrap = await open_space(
            self._transport, credentials.url, credentials.space, sleep=self._sleep
        )
        return await self._open_session(credentials, root, bootstrap)

    async def _log_in_from_portal(
        self, portal_login: PortalLogin, portal_result: Awaitable[PortalLoginResult]
    ) -> LoginResult:
        """Log in with the one-time login that the portal obtained from PRONOTE."""
        try:
            portal_page = await portal_result
        except PortalStepError:
            self._portal_login = portal_login
            raise
        credentials = replace(portal_login.credentials, choices=portal_login.choices)
        self.credentials = credentials
        return await self._request_token_by_qr_code(
            await self._open_session(
                credentials, portal_page.root, portal_page.bootstrap
            )
        )

    async def _request_token_by_qr_code(self, result: LoginResult) -> LoginResult:
        """Request a device token with a QR code of this account.

        A login through a portal returns no token. This is tried once per client.
        """
        session, account = result
        credentials = self.credentials
        if not isinstance(credentials, PortalPassword) or self._qr_code_tried:
            return result
        self._qr_code_tried = True
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
            return result
        await session.call("SaisieDeconnexion", resend=False)
        try:
            return await self._log_in_at_school(code)
        except QrCodeError, PortalRequiredError:
            return await self._log_in_once()

    async def _open_session(
        self, credentials: Credentials, root: str, bootstrap: Bootstrap
    ) -> LoginResult:
        """Log in with the parameters of the page of a space."""
        self.version = await self._find_version(root, bootstrap)
        self.logins += 1
        session = Session(
            self._transport,
            root,
            bootstrap,
            self.version or bootstrap.guessed_version,
            guessed=self.version is None,
            number=self.logins,
            rsa_modulus=self._rsa_modulus,
            sleep=self._sleep,
            on_answer=self._on_answer,
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
        result = self._finish(login, account)
        if isinstance(credentials, QrCode) and login.token is not None:
            if await self._is_protected(session, account):
                # PRONOTE asks for the PIN at the first login by token, not at the login by QR code.
                # Log in again now, while a person can type it.
                await session.call("SaisieDeconnexion", resend=False)
                return await self._log_in_once()
        return result

    def _finish(self, login: Login, account: Account) -> LoginResult:
        """Store the credentials of the next login, and the version of the account."""
        self.credentials = next_credentials(
            self.credentials, login.token, login.browser_id
        )
        self._login = None
        self._logged_in = True
        self.version = parse_version(account.school.version) or self.version
        return login.session, account

    async def _is_protected(self, session: Session, account: Account) -> bool:
        """Return whether the account has a second factor. Return True if that cannot be read."""
        if personal.TAB not in account.tabs:
            return True
        try:
            answer = await session.call(
                personal.FUNCTION, tab=personal.TAB, member=account.member(None)
            )
        except PageNotAllowedError, RequestRefusedError:
            return True
        return personal.is_protected(
            Record(
                answer.data, Source(personal.FUNCTION, self._timezone, session.number)
            )
        )

    async def _find_version(
        self, root: str, bootstrap: Bootstrap
    ) -> tuple[int, ...] | None:
        """Return the version, None if the school gives it only to those who log in."""
        if bootstrap.version is not None:
            return bootstrap.version
        if self.version is not None:
            return self.version
        try:
            return (await describe(self._transport, root)).version
        except NotPronoteError, PortalRequiredError:
            # Some schools do not serve InfoMobileApp.json. The page of the space is enough.
            return None

    async def _save_token(self, token: DeviceToken) -> None:
        self.credentials = token
        if self._on_token is not None:
            await self._on_token(token)
