"""Log in on the page of a space.

FonctionParametres, Identification and Authentification open the session. The server may then ask
for a PIN or a name for this device. ParametresUtilisateur returns the account.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
import logging
from typing import Any
import unicodedata
from zoneinfo import ZoneInfo

from ..credentials import (
    Credentials,
    DeviceToken,
    Password,
    PortalPassword,
    QrCode,
    TokenCallback,
)
from ..crypto import (
    Aes,
    CipherError,
    login_key,
    session_key,
    solve_direct_challenge,
    solve_legacy_challenge,
)
from ..errors import (
    AccessDenialReason,
    AccessDeniedError,
    AuthenticationError,
    DeviceNameTakenError,
    PasswordChangeRequiredError,
    PortalHandoffError,
    ProtocolError,
    QrCodeExpiredError,
    SecurityStepRequiredError,
    TokenRefusedError,
    WrongCredentialsError,
    WrongPinError,
)
from ..pages.account import Account, read_account
from ..rich_text import printable
from ..secret import Secret
from ..session import Session
from ..site import Bootstrap, parse_version
from ..values import ascii_digits, parse_flag
from ..wire import Json, Record, Source, unwrap

_LOGGER = logging.getLogger(__name__)

_FIRST_DIRECT_VERSION = (2026, 2, 5, 6)
_LAST_LEGACY_VERSION = (2024, 3, 99)
"""Servers up to this version never use the direct challenge."""

_DENIALS = {
    2: AccessDenialReason.NOT_ALLOWED,
    4: AccessDenialReason.NO_PUPIL,
    5: AccessDenialReason.REFUSED,
    6: AccessDenialReason.BLOCKED,
    9: AccessDenialReason.MESSAGE,
    10: AccessDenialReason.DISABLED,
}

# Actions that the server may require during the login (`actionsDoubleAuth`).
_ENTER_PIN = 3
_NAME_DEVICE = 5
_BROWSER_ACTIONS = frozenset({0, 1, 2, 4})

# Steps of SecurisationCompteDoubleAuth.
_VERIFY_PIN = 0
_IS_NAME_KNOWN = 2
_REGISTER = 3

MAX_DEVICE_NAME = 30

SHIELD_TIMEOUT = 5.0
"""Seconds that a cancellation waits for a token to be received and saved."""


@dataclass(frozen=True, slots=True)
class _LoginMethod:
    """Parameters in which the kinds of credentials differ."""

    username: str
    password: Secret
    flags: Json
    refused_error: type[AuthenticationError]
    portal: bool = False


def _login_method(credentials: Credentials, bootstrap: Bootstrap) -> _LoginMethod:
    match credentials:
        case Password():
            flags = {"demandeConnexionAppliMobile": True}
            name, secret = _typed_name(credentials.username), credentials.password
            refused_error: type[AuthenticationError] = WrongCredentialsError
        case PortalPassword():
            if bootstrap.login is None or bootstrap.password is None:
                raise ProtocolError("Start", "e")
            flags = {"pourENT": True, "demandeConnexionAppliMobile": True}
            name, secret = bootstrap.login.reveal(), bootstrap.password
            refused_error = PortalHandoffError
        case QrCode():
            flags = {
                "demandeConnexionAppliMobile": True,
                "demandeConnexionAppliMobileJeton": True,
            }
            name, secret = credentials.login.reveal(), credentials.token
            refused_error = QrCodeExpiredError
        case DeviceToken():
            flags = {"enConnexionAppliMobile": True}
            name, secret = credentials.login, credentials.token
            refused_error = TokenRefusedError
    portal = isinstance(credentials, PortalPassword)
    return _LoginMethod(
        name, Secret(secret.reveal().strip()), flags, refused_error, portal
    )


def _typed_name(text: str) -> str:
    """Return a username without what a copy adds: spaces around it, invisible characters.

    Accents are sent as one character each, as a keyboard writes them.
    """
    return printable(unicodedata.normalize("NFC", text)).strip()


class Login:
    """A login. It may stop for a PIN or a device name and be continued."""

    def __init__(
        self,
        session: Session,
        credentials: Credentials,
        bootstrap: Bootstrap,
        *,
        root: str,
        timezone: ZoneInfo,
        on_token: TokenCallback | None,
    ) -> None:
        """Store the arguments; no request is sent."""
        self.session = session
        self.credentials = credentials
        self.token: DeviceToken | None = None
        self._login_method = _login_method(credentials, bootstrap)
        self._root = root
        self._timezone = timezone
        self._on_token = on_token
        # The username of a portal login is valid once. A token needs the real username.
        self._login_name = (
            None if self._login_method.portal else self._login_method.username
        )
        self._actions: frozenset[int] = frozenset()
        self._parameters: Json = {}

    @property
    def browser_id(self) -> str | None:
        """Identifier that the server gave to this device."""
        name = unwrap(self._parameters.get("identifiantNav"))
        if isinstance(name, str) and name:
            return name
        return (
            None
            if isinstance(self.credentials, QrCode)
            else self.credentials.browser_id
        )

    def _record(self, data: Any, function: str) -> Record:
        return Record(data, Source(function, self._timezone, self.session.number))

    async def run(self) -> Account:
        """Log in and return the account.

        Raises AuthenticationErrors and the errors of `Session.call`.
        """
        await self._request_parameters()
        solution, aes = await self._identify()
        await shielded(self._authenticate(solution, aes))
        if self._actions & _BROWSER_ACTIONS:
            raise PasswordChangeRequiredError(
                "The account must log in with a browser once"
            )
        if self._actions & {_ENTER_PIN, _NAME_DEVICE}:
            raise self._security_step()
        return await self._load_account()

    async def _request_parameters(self) -> None:
        credentials = self.credentials
        answer = await self.session.call(
            "FonctionParametres",
            {
                "Uuid": self.session.uuid,
                "identifiantNav": None
                if isinstance(credentials, QrCode)
                else credentials.browser_id,
            },
        )
        self._parameters = answer.data
        parameters = self._record(answer.data, "FonctionParametres")
        self.session.compare_clocks(parameters.moment("DateServeurHttp"))

    async def _identify(self) -> tuple[str, Aes]:
        """Send the username and solve the challenge. Return the solution and the cipher."""
        method = self._login_method
        answer = await self.session.call(
            "Identification",
            {
                "genreConnexion": 0,
                "genreEspace": self.session.space,
                "identifiant": method.username,
                "pourENT": False,
                "enConnexionAuto": False,
                "demandeConnexionAuto": False,
                "demandeConnexionAppliMobile": False,
                "demandeConnexionAppliMobileJeton": False,
                "enConnexionAppliMobile": False,
                "uuidAppliMobile": self.credentials.device,
                "loginTokenSAV": "",
                **method.flags,
            },
        )
        challenge = unwrap(answer.data.get("challenge"))
        if not isinstance(challenge, str) or not challenge:
            raise ProtocolError("Identification", "challenge")
        username = method.username
        if not isinstance(self.credentials, DeviceToken):
            # The answer holds the login name that belongs to the new token.
            self._store_login_name(answer.data)
            username = str(unwrap(answer.data.get("login")) or username)
        password = method.password.reveal()
        if _is_set(answer.data.get("modeCompLog")):
            username = username.lower()
        if _is_set(answer.data.get("modeCompMdp")) and not method.portal:
            password = password.lower()
        salt = str(unwrap(answer.data.get("alea")) or "")
        raw_key = login_key(username, password, salt=salt, portal=method.portal)
        aes = Aes.of(raw_key, self.session.raw_iv)
        return self._solve(aes, challenge), aes

    def _solve(self, aes: Aes, challenge: str) -> str:
        """Solve the challenge as this version of PRONOTE defines it."""
        general = self._record(self._parameters, "FonctionParametres").record("General")
        version = parse_version(general.text("versionPN") or "")
        if version is not None and version >= _FIRST_DIRECT_VERSION:
            return solve_direct_challenge(aes, challenge)
        try:
            return solve_legacy_challenge(aes, challenge)
        except CipherError as error:
            if version is not None and version <= _LAST_LEGACY_VERSION:
                # Only a wrong password fails here. Do not send it: failed attempts suspend the
                # address.
                raise self._login_method.refused_error("Refused") from error
            return solve_direct_challenge(aes, challenge)

    async def _authenticate(self, solution: str, aes: Aes) -> None:
        answer = await self.session.call(
            "Authentification",
            {"connexion": 0, "challenge": solution, "espace": self.session.space},
        )
        data = answer.data
        key = data.get("cle")
        if key is None or (not key and data.get("Acces")):
            raise self._refusal(data)
        try:
            self.session.switch_key(session_key(aes, str(unwrap(key))))
        except CipherError as error:
            # The password is right. The next token, if any, must not be lost.
            await self._store_token(data)
            raise ProtocolError("Authentification", "cle") from error
        await self._store_token(data)
        answered = self._record(data, "Authentification")
        self._actions = answered.numbers("actionsDoubleAuth")

    def _refusal(self, data: Json) -> AuthenticationError:
        answer = self._record(data, "Authentification")
        code = answer.number("Acces")
        if code in (None, 0, 1) and answer.text("Acces") in (None, "0", "1"):
            return self._login_method.refused_error("Refused")
        text = answer.raw("AccesMessage")
        if not isinstance(text, str):
            text = answer.record("AccesMessage").raw("message")
        return AccessDeniedError(
            _DENIALS.get(code or 0, AccessDenialReason.UNKNOWN),
            text if isinstance(text, str) else "",
        )

    def _store_login_name(self, data: Json) -> None:
        login = unwrap(data.get("login"))
        if isinstance(login, str) and login:
            self._login_name = login

    async def _store_token(self, data: Json) -> None:
        """Pass the next token to the callback before another request is sent."""
        token = unwrap(data.get("jetonConnexionAppliMobile"))
        self._store_login_name(data)
        if not isinstance(token, str) or not token or self._login_name is None:
            return
        self.token = DeviceToken(
            url=self._root,
            space=self.credentials.space,
            login=self._login_name,
            token=Secret(token),
            device=self.credentials.device,
            browser_id=self.browser_id,
        )
        if self._on_token is not None:
            await self._on_token(self.token)

    def _security_step(self) -> SecurityStepRequiredError:
        return SecurityStepRequiredError(
            pin=_ENTER_PIN in self._actions, device_name=True
        )

    async def complete(self, pin: Secret | None, device_name: str | None) -> Account:
        """Send the PIN and the device name, and finish the login.

        Raises WrongPinError and DeviceNameTakenError, after which another try is possible.
        """
        if (_ENTER_PIN in self._actions and not pin) or not device_name:
            raise self._security_step()
        device_name = device_name.strip()[:MAX_DEVICE_NAME]
        registration: Json = {
            "avecIdentification": True,
            "strIdentification": device_name,
        }
        if pin and _ENTER_PIN in self._actions:
            typed = ascii_digits(pin.reveal())
            registration["codePin"] = self.session.aes.encrypt_text(typed)
            result = await self._security_request(
                _VERIFY_PIN, codePin=registration["codePin"]
            )
            if not parse_flag(unwrap(result.get("result"))):
                raise WrongPinError("Wrong PIN")
        named = await self._security_request(_IS_NAME_KNOWN, libelle=device_name)
        if parse_flag(unwrap(named.get("dejaConnu"))):
            raise DeviceNameTakenError("Another device has this name")
        await shielded(self._register(registration))
        self._actions = frozenset()
        return await self._load_account()

    async def _register(self, registration: Json) -> None:
        await self._store_token(await self._security_request(_REGISTER, **registration))

    async def _security_request(self, action: int, **data: Any) -> Json:
        answer = await self.session.call(
            "SecurisationCompteDoubleAuth", {"action": action, **data}
        )
        return answer.data

    async def _load_account(self) -> Account:
        answer = await self.session.call("ParametresUtilisateur")
        account = read_account(
            self._record(answer.data, "ParametresUtilisateur"),
            self._record(self._parameters, "FonctionParametres"),
            space=self.credentials.space,
            url=self._root,
        )
        _LOGGER.debug(
            "Opened session %s: PRONOTE %s, %s pupils",
            self.session.number,
            account.school.version,
            len(account.pupils),
        )
        return account


async def shielded(step: Coroutine[Any, Any, None]) -> None:
    """Await a step that is not canceled halfway: it uses up a token, and brings the next one.

    A cancellation waits for the end of the step, up to SHIELD_TIMEOUT.
    """
    task = asyncio.create_task(step)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=SHIELD_TIMEOUT)
        if not task.cancel() and not task.cancelled():
            task.exception()
        raise
    task.result()


def next_credentials(
    credentials: Credentials, token: DeviceToken | None, browser_id: str | None
) -> Credentials:
    """Return the credentials of the next login."""
    if token is not None:
        return token
    if isinstance(credentials, QrCode):
        return credentials
    return replace(credentials, browser_id=browser_id)


def _is_set(value: Any) -> bool:
    """Return whether a mode is set: true, or a positive number."""
    value = unwrap(value)
    return parse_flag(value) and not str(value).strip().startswith("-")
