"""What the school offers beside PRONOTE: useful links, and the canteen's purse."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UsefulLink:
    """An address, or the `partner` for whom PRONOTE makes one when asked."""

    title: str
    comment: str
    url: str = ""
    partner: str = ""


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
)
CANTEEN = UsefulLink("Restauration", "Compte de restauration", partner="ARD")


@dataclass(slots=True, eq=False)
class Services:
    """The purses are by the uid of the pupil."""

    links: list[UsefulLink] = field(default_factory=lambda: list(LINKS))
    canteen: UsefulLink = CANTEEN
    purses: dict[str, list[Purse]] = field(default_factory=dict)

    @property
    def partners(self) -> dict[str, UsefulLink]:
        """Those to whom one is led by PRONOTE, by their code."""
        known = [*self.links, self.canteen]
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
