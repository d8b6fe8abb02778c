"""Accounts of a portal, whose user names and passwords are unknown to PRONOTE."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.school.model.people import Role
from tests.school.school import AccountDetails, School


class ProfileKind(StrEnum):
    """Profile of a person, with the values of EduConnect."""

    PUPIL = "eleve"
    GUARDIAN = "responsable"

    @property
    def route(self) -> str:
        """Return the route of this profile in Entcore."""
        return "student" if self is ProfileKind.PUPIL else "relative"


class Refusal(StrEnum):
    """Reason why a portal refuses a login."""

    WRONG = "wrong"
    LOCKED = "locked"
    FRANCE_CONNECT = "france_connect"


class LoginRefusedError(Exception):
    """Error for a refused user name and password."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PortalAccount:
    """Account of a portal. `school_username` is its user name at the school, if any.

    `code` is the code that the portal sends by mail. `pin` is the PIN that PRONOTE asks
    for on a new device.
    """

    key: str
    kind: ProfileKind
    username: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    url: str
    school_username: str | None
    pin: str | None = field(default=None, repr=False)

    def to_json(self) -> dict[str, str | None]:
        return {
            "name": self.key,
            "kind": self.kind.value,
            "url": self.url,
            "username": self.username,
            "password": self.password,
            "code": self.code,
            "pin": self.pin,
        }


def build_accounts(school: School, own_passwords: bool) -> list[PortalAccount]:
    """Return one account for each family of the school, with the same short names."""
    kinds = {
        f"{Role.PUPIL.value}.html": ProfileKind.PUPIL,
        f"{Role.PARENT.value}.html": ProfileKind.GUARDIAN,
    }
    return [
        _portal_account(number, account, kinds[account.space], own_passwords)
        for number, account in enumerate(school.accounts)
        if account.space in kinds
    ]


def _portal_account(
    number: int, account: AccountDetails, kind: ProfileKind, own_passwords: bool
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
