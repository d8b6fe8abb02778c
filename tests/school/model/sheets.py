"""Administrative data of a pupil and family."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    last_name: str
    first_name: str
    email: str | None = None
    mobile: str | None = None
    landline: str | None = None
    address: tuple[str, ...] = ("12 rue de la Rose-des-Vents",)
    postcode: str = "00000"
    city: str = "VILLENEUVE-LES-VENTS"
    country: str = "FRANCE"


@dataclass(frozen=True, slots=True)
class Guardian:
    person: Person
    kinship: str
    level: str = "LEGAL"
    accepts_email: bool = True
    may_fetch: bool = True
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """Special arrangement for a pupil, such as extra time."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Administrative sheet of a pupil."""

    person: Person
    sex: str
    born: date
    birthplace: str
    entered: date
    options: tuple[str, ...] = ()
    supports: tuple[Support, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    national_number: str = ""
