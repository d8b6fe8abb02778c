"""The portals (ENT) this client knows, as data: read once, when this module is imported."""

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
    """What is known of a portal's life."""

    CURRENT = "current"
    PROBABLE = "probable"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    RETIRED = "dead"


class Engine(StrEnum):
    """The family a portal belongs to."""

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
    """How one kind of account comes in."""

    account: PortalAccountKind
    url_template: str | None = None
    """Address that leads to this way without asking which. It may name `{service}`, `{entry}`,
    `{profile}`, `{choice}`."""
    choice: str | None = None
    """The portal's own name of this way, on its page of choices."""
    departments: tuple[tuple[str, str], ...] = ()
    """The same, where it depends on the school's department."""
    fields: tuple[str, str] = ("username", "password")
    username_suffix: str = ""
    """What a user name must end with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One portal."""

    key: str
    name: str
    """As families know it."""
    region: str
    hosts: tuple[str, ...]
    """The only hosts that may receive a password of its own."""
    other_hosts: tuple[str, ...] = ()
    """Further hosts it is recognized by."""
    engine: Engine
    start_url: str | None = None
    """Where to knock when PRONOTE itself does not lead there."""
    login_methods: tuple[LoginMethod, ...] = ()
    status: PortalStatus
    as_of: str = ""
    """When that was last learnt."""
    successor: str | None = None
    """Key of the portal that took its place, or seems to."""

    @property
    def accounts(self) -> tuple[PortalAccountKind, ...]:
        """The kinds of account it takes, the usual one first."""
        return tuple(login_method.account for login_method in self.login_methods)

    def login_method(
        self, account: PortalAccountKind | None = None
    ) -> LoginMethod | None:
        """Return the way in of a kind of account; without one, the usual."""
        return next(
            (
                login_method
                for login_method in self.login_methods
                if account in (None, login_method.account)
            ),
            None,
        )

    def may_receive(self, host: str, account: PortalAccountKind) -> bool:
        """Tell whether a password of this kind may be sent to a host."""
        if account is PortalAccountKind.EDUCONNECT:
            return host == EDUCONNECT
        return host in self.hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a key, of this table or of another client's, means today."""

    portal: Portal
    account: PortalAccountKind | None = None
    choice: str | None = None
    retired: Portal | None = None
    """The portal the key once named, when it is no more."""


def resolve(key: str) -> Resolution | None:
    """Return the portal of a key; a dead portal's key leads to its successor."""
    if (portal := _PORTALS.get(key)) is not None:
        return Resolution(portal=portal)
    if (retired := _RETIRED.get(key)) is not None and retired.successor:
        return Resolution(portal=_PORTALS[retired.successor], retired=retired)
    return _ALIASES.get(key)


def portals() -> tuple[Portal, ...]:
    """Return all living portals, by region and name."""
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
    """Return the dead ones; each has a successor."""
    return tuple(_RETIRED.values())


def recognize(address: str) -> Portal | None:
    """Return the portal of an address or a host; a dead one names its successor.

    Choice pages on another host carry the portal's address along.
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
    """Return a row for a portal nobody described, which PRONOTE itself leads to."""
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
    """Return the way with the choice that fits a school, known by the code in its address."""
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
