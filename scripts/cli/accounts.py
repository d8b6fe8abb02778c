"""Store accounts on this machine, one file each, with the credentials of the next login.

The file contains a token. If the school issues none, it contains the login without
its password.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import fcntl
import json
import os
from pathlib import Path
import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiopronote import (
    DeviceToken,
    Password,
    PortalAccountKind,
    PortalPassword,
    Secret,
    Space,
)

from .i18n import Text, UsageError
from .private_files import make_private_folder, read_private, write_private

DEFAULT = "default"
PARIS = ZoneInfo("Europe/Paris")

_BAD_NAME = Text(
    "“{name}” cannot name an account: use letters, digits, dots and dashes.",
    "« {name} » ne peut pas nommer un compte : utilisez lettres, chiffres, points et tirets.",
)
_NONE = Text(
    "No account is saved: start with “pronote login ADDRESS”.",
    "Aucun compte n’est enregistré : commencez par « pronote login ADRESSE ».",
)
_UNKNOWN = Text(
    "No account is called “{name}”. Saved: {names}.",
    "Aucun compte ne s’appelle « {name} ». Enregistrés : {names}.",
)
_WHICH = Text(
    "Choose an account with --account: {names}.",
    "Choisissez un compte avec --account : {names}.",
)
_DAMAGED = Text(
    "{path} is no longer the file of an account: log in again.",
    "{path} n’est plus le fichier d’un compte : reconnectez-vous.",
)
_NO_SUCH_ZONE = Text(
    "“{name}” is not a time zone, such as “Indian/Reunion”.",
    "« {name} » n’est pas un fuseau horaire, comme « Indian/Reunion ».",
)


class DamagedAccountError(UsageError):
    """Error for an account file that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordLogin:
    """Login with a password at the school or its portal, without the password itself."""

    url: str
    space: Space
    username: str = field(repr=False)
    device: str = field(repr=False)
    browser_id: str | None = field(default=None, repr=False)
    at_portal: bool = False
    portal: str | None = None
    portal_account: PortalAccountKind | None = None
    choices: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, used: Password | PortalPassword) -> PasswordLogin:
        """Return a login that was used, without its password."""
        at_portal = isinstance(used, PortalPassword)
        return cls(
            url=used.url,
            space=used.space,
            username=used.username,
            device=used.device,
            browser_id=used.browser_id,
            at_portal=at_portal,
            portal=used.portal if isinstance(used, PortalPassword) else None,
            portal_account=used.account if isinstance(used, PortalPassword) else None,
            choices=used.choices if isinstance(used, PortalPassword) else (),
        )

    def with_password(self, password: Secret) -> Password | PortalPassword:
        """Return the credentials of the next login."""
        if self.at_portal:
            return PortalPassword(
                url=self.url,
                space=self.space,
                username=self.username,
                password=password,
                device=self.device,
                portal=self.portal,
                account=self.portal_account,
                choices=self.choices,
                browser_id=self.browser_id,
            )
        return Password(
            url=self.url,
            space=self.space,
            username=self.username,
            password=password,
            device=self.device,
            browser_id=self.browser_id,
        )


type StoredLogin = DeviceToken | PasswordLogin


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAccount:
    """Account with its next login."""

    login: StoredLogin
    timezone: ZoneInfo = PARIS


def folder() -> Path:
    """Return the folder of the accounts."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or "")
    return (config if config.is_absolute() else Path.home() / ".config") / "pronote"


def account_path(name: str) -> Path:
    """Return the file of an account."""
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise UsageError(_BAD_NAME, name=name)
    return folder() / f"{name}.json"


def names() -> list[str]:
    """Return the names of the stored accounts."""
    return sorted(path.stem for path in folder().glob("[!.]*.json"))


def choose(name: str | None) -> str:
    """Return the name of the account to use: the given one, the default one, or the only one."""
    known = names()
    if name is not None:
        if account_path(name).stem in known:
            return name
        raise UsageError(_UNKNOWN, name=name, names=", ".join(known) or "—")
    if not known:
        raise UsageError(_NONE)
    if DEFAULT in known:
        return DEFAULT
    if len(known) > 1:
        raise UsageError(_WHICH, names=", ".join(known))
    return known[0]


def load(name: str) -> StoredAccount:
    """Read an account. Raises DamagedAccountError."""
    path = account_path(name)
    text = read_private(path)
    try:
        content = json.loads(text)
        return StoredAccount(
            login=read_token(content)
            if "token" in content
            else _read_password_login(content),
            timezone=find_timezone(content["timezone"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedAccountError(_DAMAGED, path=path) from error


def read_token(content: dict[str, str]) -> DeviceToken:
    """Read a device token. Raises KeyError, TypeError or ValueError for anything else."""
    return DeviceToken(
        url=content["url"],
        space=Space(content["space"]),
        login=content["login"],
        token=Secret(content["token"]),
        device=content["device"],
        browser_id=content.get("browser_id"),
    )


def _read_password_login(content: dict[str, Any]) -> PasswordLogin:
    kind = content["portal_account"]
    return PasswordLogin(
        url=content["url"],
        space=Space(content["space"]),
        username=content["username"],
        device=content["device"],
        browser_id=content["browser_id"],
        at_portal=content["at_portal"],
        portal=content["portal"],
        portal_account=None if kind is None else PortalAccountKind(kind),
        choices=tuple(content["choices"]),
    )


def save(name: str, account: StoredAccount) -> None:
    """Write the file of an account, completely or not at all."""
    login = account.login
    content: dict[str, Any] = {
        "url": login.url,
        "space": login.space.value,
        "device": login.device,
        "browser_id": login.browser_id,
        "timezone": account.timezone.key,
    }
    if isinstance(login, DeviceToken):
        content |= {"login": login.login, "token": login.token.reveal()}
    else:
        content |= {
            "username": login.username,
            "at_portal": login.at_portal,
            "portal": login.portal,
            "portal_account": login.portal_account,
            "choices": login.choices,
        }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    write_private(account_path(name), f"{text}\n")


def delete(name: str) -> None:
    """Delete the file of an account."""
    account_path(name).unlink()


def find_timezone(name: str) -> ZoneInfo:
    """Return a time zone."""
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise UsageError(_NO_SUCH_ZONE, name=name) from error


@contextmanager
def lock_account(name: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until no other command uses an account, and lock it.

    Each token is valid for one login.
    """
    path = account_path(name).with_name(f".{name}.lock")
    make_private_folder(path.parent)
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)
