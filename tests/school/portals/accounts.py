"""The families of a portal: names and passwords which PRONOTE itself does not know."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.school.model.people import Role
from tests.school.school import OpenAccount, School


class Kind(StrEnum):
    """Who somebody is for EduConnect, in its own words."""

    PUPIL = "eleve"
    RESPONSIBLE = "responsable"

    @property
    def route(self) -> str:
        """The name which Entcore gives to this kind."""
        return "student" if self is Kind.PUPIL else "relative"


class Refusal(StrEnum):
    """Why a portal lets somebody not in."""

    WRONG = "wrong"
    LOCKED = "locked"
    FRANCE_CONNECT = "france_connect"


class LoginRefusedError(Exception):
    """A user name and a password do not open the portal."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PortalAccount:
    """An account of a portal; `known_as` is its user name at the school, if any.

    `code` is what the portal sends by mail, `pin` what PRONOTE asks of a new device.
    """

    key: str
    kind: Kind
    username: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    url: str
    known_as: str | None
    pin: str | None = field(default=None, repr=False)

    def wire(self) -> dict[str, str | None]:
        return {
            "name": self.key,
            "kind": self.kind.value,
            "url": self.url,
            "username": self.username,
            "password": self.password,
            "code": self.code,
            "pin": self.pin,
        }


def found_accounts(school: School, own_passwords: bool) -> list[PortalAccount]:
    """One account for each family of the school, with the same short names."""
    kinds = {
        f"{Role.PUPIL.value}.html": Kind.PUPIL,
        f"{Role.PARENT.value}.html": Kind.RESPONSIBLE,
    }
    return [
        _portal_account(number, account, kinds[account.space], own_passwords)
        for number, account in enumerate(school.accounts)
        if account.space in kinds
    ]


def _portal_account(
    number: int, account: OpenAccount, kind: Kind, own_passwords: bool
) -> PortalAccount:
    return PortalAccount(
        account.key,
        kind,
        account.username if own_passwords else f"{account.username}{26 + number}",
        account.password if own_passwords else f"Cap n°{number} & été+26%=é",
        f"{318204 + 1117 * number}",
        account.url,
        account.username,
        account.pin,
    )
