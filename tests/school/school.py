"""State of a running school: data, sessions, credentials, faults and request log."""

from dataclasses import dataclass
from secrets import randbelow, token_hex
from typing import Any

from tests.school import events  # noqa: F401
from tests.school.access import Access, qr_text
from tests.school.event_registry import trigger_event
from tests.school.faults import Faults
from tests.school.model.build import SchoolModel, build_school
from tests.school.model.people import Account
from tests.school.options import Options
from tests.school.request_log import RequestLog
from tests.school.spaces import NO_PRIMARY_TABS, SPACES, Space
from tests.school.wire.crypto import UuidReader, new_private_key
from tests.school.wire.session import Session, Stage
from tests.school.wire.version import Version

ROOT = "/pronote"


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """Account with everything needed to log in to it."""

    key: str
    space: str
    url: str
    username: str
    password: str
    pin: str | None
    pupils: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.key,
            "space": self.space,
            "url": self.url,
            "username": self.username,
            "password": self.password,
            "pin": self.pin,
            "pupils": list(self.pupils),
        }


class School:
    """Running school. `origin` is the address of its server without the PRONOTE root."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.clock = options.school_clock()
        self.version = Version(options.version)
        self.model: SchoolModel = build_school(
            options.seed,
            self.clock(),
            in_term=options.in_term,
            irregular=options.irregular,
        )
        if options.primary:
            for account in self.model.accounts:
                account.missing_tabs |= NO_PRIMARY_TABS
        self.access = Access(
            self.model.accounts, options.max_failures, options.suspension
        )
        self.faults = Faults()
        self.request_log = RequestLog()
        self.sessions: dict[int, Session] = {}
        self.closed_sessions: dict[int, int] = {}
        self.origin = ""
        key = new_private_key() if options.http_rsa else None
        self.read_uuid = UuidReader(key)
        self.rsa_modulus = key.public_key().public_numbers().n if key else None

    @property
    def url(self) -> str:
        """Return the root address, as a family would type it."""
        return f"{self.origin}{ROOT}"

    @property
    def accounts(self) -> list[AccountDetails]:
        return [self._details(account) for account in self.model.accounts]

    def account(self, key: str) -> AccountDetails:
        """Return an account by its short name, such as `parent` or `pin`."""
        return self._details(self.model.account(key))

    def _details(self, account: Account) -> AccountDetails:
        space = SPACES[account.role]
        return AccountDetails(
            account.key,
            space.page,
            f"{self.url}/{space.page}",
            account.username,
            account.password,
            account.pin,
            tuple(pupil.name for pupil in account.pupils),
        )

    def trigger_event(self, what: str, **details: Any) -> dict[str, Any]:
        """Change the school data by an event and return its description."""
        return trigger_event(self.model, self.clock(), what, details)

    def fault(
        self,
        name: str,
        *,
        times: int | None = 1,
        function: str | None = None,
        **options: Any,
    ) -> None:
        """Arm a fault, or apply a fault with an immediate effect."""
        self.faults.arm(name, times, function, **options)
        if name == "expire_sessions" and function is None:
            self.faults.take(name, "")
            self.expire_sessions(int(options.get("G", 8)))
        elif name == "restart":
            self.sessions.clear()

    def qr(self, username: str, pin: str) -> dict[str, Any]:
        """Return a single-use QR code for an account, valid for ten minutes.

        Raises KeyError for an unknown username.
        """
        for account in self.model.accounts:
            if account.answers_to(username):
                code = self.access.qr_code(account, pin, self.clock())
                page = SPACES[account.role].mobile_page
                return qr_text(code, f"{self.url}/{page}")
        raise KeyError(username)

    def portal_ticket(self, username: str) -> str:
        """Return the value of `?ticket=…` that a portal adds to a page address.

        Raises KeyError for an unknown username.
        """
        for account in self.model.accounts:
            if account.answers_to(username):
                return self.access.portal_ticket(account)
        raise KeyError(username)

    def open_session(
        self, space: Space, mobile: bool, login: tuple[str, str] | None = None
    ) -> Session:
        now = self.clock()
        number = 1_000_000 + randbelow(8_999_999)
        while number in self.sessions or number in self.closed_sessions:
            number += 1
        session = Session(
            number,
            space.number(mobile, self.options.primary),
            space.page,
            mobile,
            self.version,
            self.options.encrypt,
            self.options.compress,
            now,
            now,
            token_hex(16),
            one_time_login=login,
            packing=self.options.packing,
        )
        self.sessions[number] = session
        return session

    def close_session(self, session: Session, error: int = 8) -> None:
        if self.sessions.pop(session.number, None):
            self.closed_sessions[session.number] = error

    def expire_sessions(self, error: int = 8) -> None:
        for session in list(self.sessions.values()):
            self.close_session(session, error)

    def drop_idle_sessions(self) -> None:
        now = self.clock()
        for session in list(self.sessions.values()):
            idle = (now - session.last_seen).total_seconds()
            age = (now - session.opened).total_seconds()
            if idle > self.options.idle_limit or age > self.options.session_life:
                self.close_session(session)

    def find_session(self, number: int) -> Session | None:
        self.drop_idle_sessions()
        return self.sessions.get(number)

    @property
    def sessions_open(self) -> int:
        """Return the number of logged-in sessions."""
        self.drop_idle_sessions()
        opened = (Stage.OPEN, Stage.SECURING)
        return sum(session.stage in opened for session in self.sessions.values())
