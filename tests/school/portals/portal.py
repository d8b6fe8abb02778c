"""State of one portal in front of one school, shared by tests and sites."""

from collections import Counter
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote_plus

from aiohttp import TCPConnector, web
from yarl import URL

from tests.school.school import ROOT, School

from .accounts import LoginRefusedError, PortalAccount, Refusal, build_accounts
from .behaviors import AT_THE_PASSWORD, Behavior, Behaviors
from .network import Ports, certificates, connector
from .registry import EDUCONNECT, Engine, PortalSpec
from .saml import SamlExchange
from .site import PASSWORD_FIELDS, Site

MAX_FAILURES = 5


class Portal:
    """Portal in front of a school.

    `passwords_seen` counts by host the requests that contained a password,
    `passwords_in_clear` those of them without TLS. `requests` lists each request.
    """

    def __init__(self, spec: PortalSpec, school: School) -> None:
        self.spec = spec
        self.school = school
        self.accounts = build_accounts(school, spec.engine is Engine.DIRECT)
        self.behaviors = Behaviors(frozenset((*spec.hosts, spec.chooser)))
        self.passwords_seen: Counter[str] = Counter()
        self.passwords_in_clear: Counter[str] = Counter()
        self.requests: list[str] = []
        self._secrets: set[str] = set()
        for one in self.accounts:
            self.keep_secret(one.password)
        self.saml = SamlExchange()
        self.ports = Ports(0, 0)
        self.sites: dict[str, Site] = {}
        self._attempts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._executions: set[str] = set()

    def account(self, key: str) -> PortalAccount:
        """Return an account by its short name, such as `parent` or `pupil`."""
        return next(one for one in self.accounts if one.key == key)

    def attempts(self, username: str) -> int:
        """Return the number of password attempts for this user name."""
        return self._attempts[username.casefold()]

    def set_behavior(
        self,
        name: str,
        times: int | None = None,
        *,
        host: str | None = None,
        what: str = "",
    ) -> None:
        """Arm a behavior permanently or for a number of times.

        It applies to the hosts of the portal, or to `host`. A behavior of the password form
        applies to the host of that form.
        """
        if host is None and name in AT_THE_PASSWORD and not self.spec.local:
            host = EDUCONNECT
        self.behaviors.arm(name, times, host, what)

    def connector(self) -> TCPConnector:
        """Return the connector of an `aiohttp` session that uses this network."""
        return connector(self.ports, self.authority)

    def start(self, account: PortalAccount) -> str:
        """Return the start address for a family that PRONOTE does not redirect."""
        return self.spec.start.format(service=account.url, route=account.kind.route)

    @property
    def secrets(self) -> set[str]:
        """Return all texts that must not be logged, from the portal and from PRONOTE."""
        school = self.school
        cookies = {session.cookie for session in school.sessions.values()}
        return self._secrets | cookies | {*school.access.tokens.values()}

    @property
    def authority(self) -> str:
        """Return the certificate that a client must trust, as PEM."""
        return certificates().authority

    def to_json(self) -> dict[str, Any]:
        """Return the data that another process needs to use this network."""
        return {
            "key": self.spec.key,
            "family": self.spec.engine.value,
            "hosts": [*self.spec.hosts],
            "school_host": self.spec.school_host,
            "secure_port": self.ports.secure,
            "plain_port": self.ports.plain,
            "authority": self.authority,
            "accounts": [account.to_json() for account in self.accounts],
        }

    # --- for the sites

    @property
    def allows_plain(self) -> bool:
        """Return whether a page is served without TLS."""
        return any(one.name == "plain_page" for one in self.behaviors.armed)

    def take_behavior(self, name: str, host: str | None = None) -> Behavior | None:
        return self.behaviors.take(name, host)

    def keep_secret(self, text: str) -> None:
        """Register a secret text, also in its URL-encoded and form-encoded spelling."""
        self._secrets |= {text, quote(text, safe=""), quote_plus(text)}

    def secret(self) -> str:
        """Return a new random text, registered as a secret."""
        text = token_hex(12)
        self._secrets.add(text)
        return text

    def execution(self) -> str:
        """Return a single-use token that the next form must contain."""
        token = self.secret()
        self._executions.add(token)
        return token

    def executed(self, token: str) -> bool:
        known = token in self._executions
        self._executions.discard(token)
        return known

    def authenticate(
        self, username: str, password: str, *, local: bool = False
    ) -> PortalAccount:
        """Return the account of a user name and password, and count the attempt.

        Raises LoginRefusedError if they do not match or if the account is locked.
        """
        name = username.casefold()
        self._attempts[name] += 1
        if self.take_behavior("locked") or self._failures[name] >= MAX_FAILURES:
            raise LoginRefusedError(Refusal.LOCKED)
        if self.take_behavior("france_connect_only"):
            raise LoginRefusedError(Refusal.FRANCE_CONNECT)
        for account in self.accounts:
            if account.username.casefold() == name and account.password == password:
                if local is self.spec.local:
                    return account
        self._failures[name] += 1
        raise LoginRefusedError(Refusal.WRONG)

    def check_kind(self, account: PortalAccount, kind: str) -> None:
        """Raise LoginRefusedError if the profile is not the one of the account."""
        if account.kind.value != kind:
            self._failures[account.username.casefold()] += 1
            raise LoginRefusedError(Refusal.WRONG)

    def serves(self, service: str) -> bool:
        """Return whether the service is the root of this school, with a slash, or a page."""
        url = URL(service)
        ours = URL(self.school.origin)
        return url.origin() == ours.origin() and url.path.startswith(f"{ROOT}/")

    def ticket(self, account: PortalAccount) -> str:
        """Return a ticket for PRONOTE, which may not know the account."""
        access = self.school.access
        if self.take_behavior("not_recognised") or account.school_username is None:
            ticket = access.unknown_user_ticket()
        else:
            ticket = self.school.portal_ticket(account.school_username)
            login = access.portal_logins[ticket]
            self._secrets |= {login.login, login.password}
        self._secrets.add(ticket.removeprefix("ST-"))
        return ticket

    def consumer_of(self, entity: str) -> str | None:
        """Return the address for assertions that the portal did not request, if any."""
        if not entity or entity != self.spec.entity:
            return None
        return f"https://{self.spec.host}/auth/saml/acs"

    def record(self, request: web.Request, body: str) -> None:
        """Record a request and any password it contains."""
        host = (request.host or "").lower()
        self.requests.append(f"{request.method} {host}{request.path}")
        pairs = [*parse_qsl(request.query_string), *parse_qsl(body)]
        known = {account.password for account in self.accounts}
        in_the_open = unquote_plus(f"{request.query_string} {body}")
        if any(
            value in known or (name in PASSWORD_FIELDS and value)
            for name, value in pairs
        ) or any(password in in_the_open for password in known):
            self.passwords_seen[host] += 1
            if not request.secure:
                self.passwords_in_clear[host] += 1
