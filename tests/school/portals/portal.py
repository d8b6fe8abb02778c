"""One portal before one school, as the tests and the sites see it."""

from collections import Counter
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote_plus

from aiohttp import TCPConnector, web
from yarl import URL

from tests.school.school import ROOT, School

from .accounts import LoginRefusedError, PortalAccount, Refusal, found_accounts
from .behaviours import AT_THE_PASSWORD, Behaviour, Behaviours
from .network import Ports, certificates, connector
from .rows import EDUCONNECT, Family, Row
from .saml import Exchange
from .site import PASSWORD_FIELDS, Site

MAX_FAILURES = 5


class Portal:
    """A portal as its tests see it.

    `passwords_seen` counts by host the requests which carried a password,
    `passwords_in_clear` those of them without TLS. `trail` tells each request.
    """

    def __init__(self, row: Row, school: School) -> None:
        self.row = row
        self.school = school
        self.accounts = found_accounts(school, row.family is Family.DIRECT)
        self.behaviours = Behaviours(frozenset((*row.hosts, row.chooser)))
        self.passwords_seen: Counter[str] = Counter()
        self.passwords_in_clear: Counter[str] = Counter()
        self.trail: list[str] = []
        self._secrets: set[str] = set()
        for one in self.accounts:
            self.keep_secret(one.password)
        self.saml = Exchange()
        self.ports = Ports(0, 0)
        self.sites: dict[str, Site] = {}
        self._attempts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._executions: set[str] = set()

    def account(self, key: str) -> PortalAccount:
        """An account by its short name, such as `parent` or `pupil`."""
        return next(one for one in self.accounts if one.key == key)

    def attempts(self, username: str) -> int:
        """How many times a password was tried for this user name."""
        return self._attempts[username.casefold()]

    def behave(
        self,
        name: str,
        times: int | None = None,
        *,
        host: str | None = None,
        what: str = "",
    ) -> None:
        """Let something go differently, for ever or for some times.

        It does so at the portal's own hosts, or at `host`; what concerns the form of
        the password, where that form is.
        """
        if host is None and name in AT_THE_PASSWORD and not self.row.local:
            host = EDUCONNECT
        self.behaviours.arm(name, times, host, what)

    def connector(self) -> TCPConnector:
        """For an `aiohttp` session which lives in this small internet."""
        return connector(self.ports, self.authority)

    def start(self, account: PortalAccount) -> str:
        """The portal's own way in, for a family which PRONOTE does not send there."""
        return self.row.start.format(service=account.url, route=account.kind.route)

    @property
    def secrets(self) -> set[str]:
        """All texts which no log may hold: those of the portal, and PRONOTE's."""
        school = self.school
        cookies = {session.cookie for session in school.sessions.values()}
        return self._secrets | cookies | {*school.access.tokens.values()}

    @property
    def authority(self) -> str:
        """The certificate which a client must trust, in PEM."""
        return certificates().authority

    def wire(self) -> dict[str, Any]:
        """What another process must know to live here."""
        return {
            "key": self.row.key,
            "family": self.row.family.value,
            "hosts": [*self.row.hosts],
            "school_host": self.row.school_host,
            "secure_port": self.ports.secure,
            "plain_port": self.ports.plain,
            "authority": self.authority,
            "accounts": [account.wire() for account in self.accounts],
        }

    # --- for the sites

    @property
    def allows_plain(self) -> bool:
        """Whether a page is served without TLS for once."""
        return any(one.name == "plain_page" for one in self.behaviours.armed)

    def takes(self, name: str, host: str | None = None) -> Behaviour | None:
        return self.behaviours.take(name, host)

    def keep_secret(self, text: str) -> None:
        """Remember what must not leak, also as addresses and forms spell it."""
        self._secrets |= {text, quote(text, safe=""), quote_plus(text)}

    def secret(self) -> str:
        """A new random text, remembered as one which must not leak."""
        text = token_hex(12)
        self._secrets.add(text)
        return text

    def execution(self) -> str:
        """A token which the next form must bring back, once."""
        token = self.secret()
        self._executions.add(token)
        return token

    def executed(self, token: str) -> bool:
        known = token in self._executions
        self._executions.discard(token)
        return known

    def enter(
        self, username: str, password: str, *, local: bool = False
    ) -> PortalAccount:
        """Whose password this is; each call is an attempt which counts."""
        name = username.casefold()
        self._attempts[name] += 1
        if self.takes("locked") or self._failures[name] >= MAX_FAILURES:
            raise LoginRefusedError(Refusal.LOCKED)
        if self.takes("france_connect_only"):
            raise LoginRefusedError(Refusal.FRANCE_CONNECT)
        for account in self.accounts:
            if account.username.casefold() == name and account.password == password:
                if local is self.row.local:
                    return account
        self._failures[name] += 1
        raise LoginRefusedError(Refusal.WRONG)

    def check_kind(self, account: PortalAccount, kind: str) -> None:
        """Refuse a profile which is not the account's."""
        if account.kind.value != kind:
            self._failures[account.username.casefold()] += 1
            raise LoginRefusedError(Refusal.WRONG)

    def serves(self, service: str) -> bool:
        """Whether the service is this school's: its root with a slash, or a page."""
        url = URL(service)
        ours = URL(self.school.origin)
        return url.origin() == ours.origin() and url.path.startswith(f"{ROOT}/")

    def ticket(self, account: PortalAccount) -> str:
        """A ticket for PRONOTE, which may not know the account."""
        access = self.school.access
        if self.takes("not_recognised") or account.known_as is None:
            ticket = access.stranger_ticket()
        else:
            ticket = self.school.portal_ticket(account.known_as)
            login = access.portal_logins[ticket]
            self._secrets |= {login.login, login.password}
        self._secrets.add(ticket.removeprefix("ST-"))
        return ticket

    def consumer_of(self, entity: str) -> str | None:
        """Where EduConnect answers a portal which did not ask."""
        if not entity or entity != self.row.entity:
            return None
        return f"https://{self.row.host}/auth/saml/acs"

    def note(self, request: web.Request, body: str) -> None:
        """Write down a request, and any password which came with it."""
        host = (request.host or "").lower()
        self.trail.append(f"{request.method} {host}{request.path}")
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
