"""What the school offers beside PRONOTE: useful links, and the canteen's purse."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UsefulLink:
    """An address, a telephone number, or the `partner` for whom PRONOTE makes an address."""

    title: str
    comment: str
    url: str = ""
    partner: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Purse:
    """A balance in euros, which warns when it is low."""

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
    """A row of Agate: `kind` is 0 for the total, 1 for what is due, 2 to 4 for services."""

    kind: int
    label: str
    amount: Decimal
    message: str = ""


CANTEEN = UsefulLink("Restauration", "Compte de restauration", partner="ARD")
BILLING = UsefulLink("Facturation", "Compte famille", partner="AGATE")


@dataclass(slots=True, eq=False)
class Services:
    """Purses and prices are by the uid of the pupil."""

    links: list[UsefulLink] = field(default_factory=lambda: list(LINKS))
    canteen: UsefulLink = CANTEEN
    purses: dict[str, list[Purse]] = field(default_factory=dict)
    prices: dict[str, list[Price]] = field(default_factory=dict)
    billing: UsefulLink = BILLING

    @property
    def partners(self) -> dict[str, UsefulLink]:
        """Those to whom one is led by PRONOTE, by their code."""
        known = [*self.links, self.canteen, self.billing]
        return {link.partner: link for link in known if link.partner}


def build_services() -> Services:
    """One pupil has plenty, one owes money, the others have no account."""
    return Services(
        purses={
            "pupil-lina": [
                Purse("Self", Decimal("1420.69"), "Solde au dernier passage"),
                Purse("Cafétéria", Decimal("7.50")),
            ],
            "pupil-hugo": [Purse("Self", Decimal("-3.40"), "Merci de recharger")],
        }
    )
