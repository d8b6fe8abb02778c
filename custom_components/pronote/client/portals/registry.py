"""Registry of the known portals (ENT), loaded from portals.json at import."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
import json
from pathlib import Path
import re
from typing import Any
import unicodedata

from yarl import URL

from ..credentials import PortalAccountKind

EDUCONNECT = "educonnect.education.gouv.fr"

_SCHOOL_CODE = re.compile(r"\b(\d{3})\d{4}[a-z]\b", re.IGNORECASE)


class PortalStatus(StrEnum):
    """Status of a portal."""

    CURRENT = "current"
    PROBABLE = "probable"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    RETIRED = "dead"


class Engine(StrEnum):
    """Software of a portal."""

    KOSMOS = "kosmos"
    ENTCORE = "entcore"
    FORM = "form"
    DELEGATED = "delegated"
    DISCOVERY = "discovery"
    KEYCLOAK = "keycloak"
    OZE = "oze"
    TOUTATICE = "toutatice"
    HUB = "hub"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginMethod:
    """Login method of one kind of account."""

    account: PortalAccountKind
    url_template: str | None = None
    """Template of the address that opens this login method directly. It may contain `{service}`,
    `{entry}`, `{profile}` and `{choice}`.
    """
    choice: str | None = None
    """Value of this login method on the page of choices of the portal."""
    departments: tuple[tuple[str, str], ...] = ()
    """The same by department of the school."""
    fields: tuple[str, str] = ("username", "password")
    username_suffix: str = ""
    """Suffix that is added to the username."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One portal."""

    key: str
    name: str
    """Name shown to families."""
    region: str
    hosts: tuple[str, ...]
    """Hosts that may receive a password of the portal."""
    other_hosts: tuple[str, ...] = ()
    """Further hosts by which the portal is recognized."""
    engine: Engine
    start_url: str | None = None
    """Address of the login if PRONOTE does not redirect to the portal."""
    login_methods: tuple[LoginMethod, ...] = ()
    status: PortalStatus
    as_of: str = ""
    """Date of the status."""
    successor: str | None = None
    """Key of the successor, confirmed or probable."""

    @property
    def accounts(self) -> tuple[PortalAccountKind, ...]:
        """Accepted kinds of account, the usual one first."""
        return tuple(login_method.account for login_method in self.login_methods)

    def login_method(
        self, account: PortalAccountKind | None = None
    ) -> LoginMethod | None:
        """Return the login method of a kind of account, by default the usual one."""
        return next(
            (
                login_method
                for login_method in self.login_methods
                if account in (None, login_method.account)
            ),
            None,
        )

    def may_receive(self, host: str, account: PortalAccountKind) -> bool:
        """Return whether a password of this kind may be sent to a host."""
        if account is PortalAccountKind.EDUCONNECT:
            return host == EDUCONNECT
        return host in self.hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Current meaning of a key, of this registry or of another client."""

    portal: Portal
    account: PortalAccountKind | None = None
    choice: str | None = None
    retired: Portal | None = None
    """The retired portal that the key named."""


def resolve(key: str) -> Resolution | None:
    """Return the portal of a key. The key of a retired portal returns its successor."""
    if (portal := _PORTALS.get(key)) is not None:
        return Resolution(portal=portal)
    if (retired := _RETIRED.get(key)) is not None and retired.successor:
        return Resolution(portal=_PORTALS[retired.successor], retired=retired)
    return _ALIASES.get(key)


def portals() -> tuple[Portal, ...]:
    """Return all portals in use, sorted by region and name."""
    return tuple(
        sorted(
            _PORTALS.values(),
            key=lambda portal: (_sort_key(portal.region), _sort_key(portal.name)),
        )
    )


def _sort_key(text: str) -> str:
    """Return a text without accents, as a dictionary sorts it."""
    return (
        unicodedata.normalize("NFD", text.casefold()).encode("ascii", "ignore").decode()
    )


def retired_portals() -> tuple[Portal, ...]:
    """Return the retired portals. Each has a successor."""
    return tuple(_RETIRED.values())


def recognize(address: str) -> Portal | None:
    """Return the portal of an address or a host. A retired portal has a successor.

    A page of choices on another host holds the address of the portal in its query.
    """
    try:
        url = URL(address if "://" in address else f"https://{address}", encoded=True)
        hosts = [url.host]
        hosts += [
            URL(value, encoded=True).host
            for name in ("callback", "callBack")
            if (value := url.query.get(name))
        ]
    except ValueError:  # Also of a host that no name can be: UnicodeError is one.
        return None
    return next((_BY_HOST[host] for host in hosts if host in _BY_HOST), None)


def unknown_portal(*hosts: str) -> Portal:
    """Return a Portal for a host that is not in the registry."""
    return Portal(
        key="",
        name=hosts[0],
        region="",
        hosts=tuple(dict.fromkeys(hosts)),
        engine=Engine.NONE,
        login_methods=(
            LoginMethod(account=PortalAccountKind.LOCAL),
            LoginMethod(account=PortalAccountKind.EDUCONNECT),
        ),
        status=PortalStatus.UNKNOWN,
    )


def login_method_for_school(login_method: LoginMethod, school: str) -> LoginMethod:
    """Return a login method with the choice of a school.

    The school is identified by the code in its address.
    """
    match = _SCHOOL_CODE.search(school)
    if login_method.choice is not None or not login_method.departments or match is None:
        return login_method
    return replace(login_method, choice=dict(login_method.departments).get(match[1]))


def _read_login_method(account: str, row: Mapping[str, Any]) -> LoginMethod:
    username, password = row.get("fields", ("username", "password"))
    departments = tuple(
        (department, choice)
        for choice, departments in row.get("departments", {}).items()
        for department in departments
    )
    return LoginMethod(
        account=PortalAccountKind(account),
        url_template=row.get("url_template"),
        choice=row.get("choice"),
        departments=departments,
        fields=(username, password),
        username_suffix=row.get("username_suffix", ""),
    )


def _read_portal(row: Mapping[str, Any]) -> Portal:
    return Portal(
        key=row["key"],
        name=row["name"],
        region=row["region"],
        hosts=tuple(row["hosts"]),
        other_hosts=tuple(row.get("other_hosts", ())),
        engine=Engine(row["engine"]),
        start_url=row["start_url"],
        login_methods=tuple(
            _read_login_method(account, login_method)
            for account, login_method in row["login_methods"].items()
        ),
        status=PortalStatus(row["status"]),
        as_of=row["as_of"],
        successor=row.get("successor"),
    )


def _read_retired(row: Mapping[str, Any]) -> Portal:
    return Portal(
        key=row["key"],
        name=row["name"],
        region=row["region"],
        hosts=(),
        other_hosts=tuple(row["hosts"]),
        engine=Engine.NONE,
        status=PortalStatus.RETIRED,
        successor=row["successor"],
    )


def _read_alias(row: Mapping[str, Any]) -> Resolution:
    account = row.get("account")
    return Resolution(
        portal=_PORTALS[row["portal"]],
        account=PortalAccountKind(account) if account else None,
        choice=row.get("choice"),
    )


_TABLE = json.loads(Path(__file__).with_name("portals.json").read_text("utf-8"))
_PORTALS = {row["key"]: _read_portal(row) for row in _TABLE["portals"]}
_RETIRED = {row["key"]: _read_retired(row) for row in _TABLE["retired"]}
_ALIASES = {row["key"]: _read_alias(row) for row in _TABLE["aliases"]}
_BY_HOST = {
    host: portal
    for portal in (*_RETIRED.values(), *_PORTALS.values())
    for host in (*portal.other_hosts, *portal.hosts)
}
