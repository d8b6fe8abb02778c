"""Credentials and devices: tokens, QR codes, portal tickets, known devices, failed logins."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from tests.school.model.people import Account, Role, SecurityMode
from tests.school.wire.crypto import NO_IV, encrypt, qr_key

QR_CODE_LIFE = timedelta(minutes=10)
FAILURE_WINDOW = timedelta(minutes=10)
MAX_WRONG_PINS = 3
MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class QrSecret:
    jeton: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True, slots=True)
class PortalLogin:
    """One-time login issued for a portal ticket."""

    account: Account
    login: str
    password: str = field(repr=False)


@dataclass(slots=True)
class Devices:
    """Devices that an account has named, by browser and by application."""

    labels: set[str] = field(default_factory=set)
    app_labels: set[str] = field(default_factory=set)
    browsers: set[str] = field(default_factory=set)
    apps: set[str] = field(default_factory=set)
    wrong_pins: int = 0

    def knows(self, browser: str | None, uuid: str) -> bool:
        return browser in self.browsers or (uuid != "" and uuid in self.apps)

    def register(self, label: str, browser: str | None, uuid: str) -> None:
        self.labels.add(label)
        if browser:
            self.browsers.add(browser)
        if uuid:
            self.apps.add(uuid)
            self.app_labels.add(label)


class Access:
    """Credentials issued by the school and failed logins."""

    def __init__(
        self, accounts: list[Account], max_failures: int, suspension: float
    ) -> None:
        self.accounts = accounts
        self.tokens: dict[tuple[str, str], str] = {}
        self.qr_secrets: dict[str, QrSecret] = {}
        self.portal_logins: dict[str, PortalLogin] = {}
        self.unknown_user_tickets: set[str] = set()
        self.devices: defaultdict[str, Devices] = defaultdict(Devices)
        self._max_failures = max_failures
        self._suspension = timedelta(seconds=suspension)
        self._failures: defaultdict[str, list[datetime]] = defaultdict(list)
        self._suspended: dict[str, datetime] = {}

    def find(self, role: Role, login: str) -> Account | None:
        for account in self.accounts:
            if account.role is role and account.answers_to(login):
                return account
        return None

    def new_token(self, account: Account, uuid: str) -> str:
        """Return a new token for an application and invalidate the previous one."""
        token = token_hex(32).upper()
        self.tokens[account.key, uuid] = token
        return token

    def qr_code(self, account: Account, pin: str, now: datetime) -> dict[str, str]:
        """Return the login and `jeton` of a new QR code, encrypted with its PIN."""
        secret = QrSecret(token_hex(24).upper(), now + QR_CODE_LIFE)
        self.qr_secrets[account.key] = secret
        key = qr_key(pin)

        def under_pin(text: str) -> str:
            return encrypt(key, NO_IV, text.encode()).hex().upper()

        return {
            "login": under_pin(account.app_login),
            "jeton": under_pin(secret.jeton),
        }

    def qr_secret(self, account: Account, now: datetime) -> str | None:
        secret = self.qr_secrets.get(account.key)
        return secret.jeton if secret and now < secret.expires else None

    def portal_ticket(self, account: Account) -> str:
        """Return a ticket that opens one page with a one-time login and password."""
        ticket = f"ST-{token_hex(12)}"
        login = PortalLogin(account, token_hex(8).upper(), token_hex(8).upper())
        self.portal_logins[ticket] = login
        return ticket

    def unknown_user_ticket(self) -> str:
        """Return a valid ticket of a user without an account at the school."""
        ticket = f"ST-{token_hex(12)}"
        self.unknown_user_tickets.add(ticket)
        return ticket

    def actions_for(
        self, account: Account, browser: str | None, uuid: str, by_qr_code: bool
    ) -> set[int]:
        """Return the actions that a login must still complete.

        They are the duties of the account, then the PIN or the name of an unknown device.
        A login by QR code uses the PIN of the code. The PIN of the account is requested at
        the next login.
        """
        actions = {int(duty) for duty in account.duties}
        if by_qr_code or self.devices[account.key].knows(browser, uuid):
            return actions
        match account.security:
            case SecurityMode.PIN:
                actions.add(3)
            case SecurityMode.NAME_THE_DEVICE:
                actions.add(5)
        return actions

    def record_failure(self, address: str, now: datetime) -> None:
        """Count a failed login and suspend the address after too many of them."""
        recent = [
            moment
            for moment in self._failures[address]
            if now - moment < FAILURE_WINDOW
        ]
        self._failures[address] = [*recent, now]
        if len(recent) + 1 >= self._max_failures:
            self._suspended[address] = now + self._suspension
            self._failures[address] = []

    def is_suspended(self, address: str, now: datetime) -> bool:
        until = self._suspended.get(address)
        return until is not None and now < until


def qr_text(code: dict[str, str], url: str) -> dict[str, Any]:
    """Return the content of a QR code, ready for JSON."""
    return {"avecPageConnexion": False, **code, "url": url}
