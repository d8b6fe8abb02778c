"""Services besides PRONOTE: useful links and canteen balances."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UsefulLink:
    """Address, telephone number, or `partner` for which PRONOTE creates an address."""

    title: str
    comment: str
    url: str = ""
    partner: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Purse:
    """Balance in euros, with a warning when it is low."""

    label: str
    balance: Decimal
    hint: str = ""

    @property
    def low(self) -> bool:
        return self.balance < 5


LINKS = (
    UsefulLink(
        "Site du collège-lycée",
        "Actualités et photos",
        url="https://quatre-vents.exemple.fr/",
    ),
    UsefulLink("Réservation des repas", "Turboself", partner="TURBOSELF"),
    UsefulLink("Loge", "", phone="01 00 00 00 01"),
)


@dataclass(frozen=True, slots=True)
class Price:
    """Row of Agate. `kind` is 0 for the total, 1 for the amount due, 2 to 4 for services."""

    kind: int
    label: str
    amount: Decimal
    message: str = ""


CANTEEN = UsefulLink("Restauration", "Compte de restauration", partner="ARD")
BILLING = UsefulLink("Facturation", "Compte famille", partner="AGATE")


@dataclass(slots=True, eq=False)
class Services:
    """Services of the school. Balances and prices are keyed by pupil uid."""

    links: list[UsefulLink] = field(default_factory=lambda: list(LINKS))
    canteen: UsefulLink = CANTEEN
    purses: dict[str, list[Purse]] = field(default_factory=dict)
    prices: dict[str, list[Price]] = field(default_factory=dict)
    billing: UsefulLink = BILLING

    @property
    def partners(self) -> dict[str, UsefulLink]:
        """Return the partners that PRONOTE links to, by code."""
        known = [*self.links, self.canteen, self.billing]
        return {link.partner: link for link in known if link.partner}


def build_services() -> Services:
    """Return services with one pupil in credit, one in debt, others without an account."""
    return Services(
        purses={
            "pupil-lina": [
                Purse("Self", Decimal("1420.69"), "Solde au dernier passage"),
                Purse("Cafétéria", Decimal("7.50")),
            ],
            "pupil-hugo": [Purse("Self", Decimal("-3.40"), "Merci de recharger")],
        }
    )
