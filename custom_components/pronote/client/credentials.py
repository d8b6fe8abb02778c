"""Credentials: a password, the password of a portal, a QR code, a device token."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
import uuid

from .secret import Secret
from .spaces import Space


class PortalAccountKind(StrEnum):
    """Kind of account that a portal accepts."""

    EDUCONNECT = "educonnect"
    """An account of EduConnect, the login service of the ministry."""
    LOCAL = "local"
    """An account of the portal itself."""


def new_device_id() -> str:
    """Return a new identifier of a device; keep it as long as its token."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """A username and a password of the school itself."""

    url: str
    """Root address of the school."""
    space: Space
    username: str = field(repr=False)
    password: Secret
    device: str = field(repr=False)
    """See `new_device_id`: the token of this login is bound to it."""
    browser_id: str | None = field(default=None, repr=False)
    """Identifier that the server gave this device at an earlier login; it avoids the PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPassword:
    """A username and password of the school's regional portal (ENT) or of EduConnect.

    They are sent to the portal once, to obtain a device token. Later logins use the token.
    """

    url: str
    """Root address of the school."""
    space: Space
    username: str = field(repr=False)
    password: Secret
    device: str = field(repr=False)
    portal: str | None = None
    """Key of the portal. Required if the school does not redirect to it."""
    account: PortalAccountKind | None = None
    """Kind of the account. None selects the usual kind of the portal."""
    choices: tuple[str, ...] = field(default=(), repr=False)
    """Choices made in an earlier login, so that the portal does not ask again."""
    browser_id: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """A QR code of PRONOTE, decrypted with its PIN. Valid for ten minutes and one login."""

    url: str
    space: Space
    login: Secret
    token: Secret
    device: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceToken:
    """A token that replaces the password after the first login. Each opens once and brings the next."""

    url: str
    space: Space
    login: str = field(repr=False)
    token: Secret
    device: str = field(repr=False)
    browser_id: str | None = field(default=None, repr=False)


type Credentials = Password | PortalPassword | QrCode | DeviceToken

type TokenCallback = Callable[[DeviceToken], Awaitable[None]]
"""Awaited with each new token before the next request: save it."""
