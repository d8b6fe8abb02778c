"""Partners on the home page, and the links to their sites."""

from decimal import Decimal
from secrets import token_urlsafe

from tests.school.model.people import Role
from tests.school.model.services import Purse, UsefulLink
from tests.school.wire import values
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .writes import refused


def sso_row(link: UsefulLink) -> Json:
    return {
        "codePartenaire": link.partner,
        "intituleLien": link.title,
        "description": link.comment,
    }


def links(context: RequestContext) -> Json:
    rows: list[Json] = []
    for link in context.school.model.services.links:
        row: Json = {"L": link.title, "commentaire": link.comment}
        if link.phone:
            row["numeroTel"] = link.phone
        else:
            row |= {"SSO": sso_row(link)} if link.partner else {"url": link.url}
        rows.append(row)
    return {"lienUtile": {"listeLiens": values.element(rows)}}


def canteen(context: RequestContext) -> Json:
    """Return the balances of a pupil who has an account at the canteen."""
    services = context.school.model.services
    purses = services.purses.get(context.pupil.uid)
    if not purses:
        return {}
    return {
        "partenaireARD": {
            "SSO": sso_row(services.canteen),
            "avecActualisation": True,
            "porteMonnaie": values.element([_purse(one) for one in purses]),
        }
    }


def billing(context: RequestContext) -> Json:
    """Return the bills of Agate for the family of a pupil, for parents only."""
    services = context.school.model.services
    prices = services.prices.get(context.pupil.uid)
    if not prices or context.account.role is not Role.PARENT:
        return {}
    rows = [
        {
            "G": price.kind,
            "L": price.label,
            "prix": euros(price.amount),
            **({"message": price.message} if price.message else {}),
        }
        for price in prices
    ]
    return {
        "partenaireAgate": {
            "SSO": sso_row(services.billing),
            "avecActualisation": True,
            "listePrix": values.element(rows),
        }
    }


def _purse(purse: Purse) -> Json:
    return {
        "libellePorteMonnaie": purse.label,
        "hintPorteMonnaie": f"Porte-monnaie {purse.label}",
        "valeurSolde": euros(purse.balance),
        "hintSolde": purse.hint,
        "avecWarning": purse.low,
    }


def euros(amount: Decimal) -> str:
    """Return an amount as PRONOTE formats it: 1 420,69 €, with non-breaking spaces."""
    return f"{amount:,.2f} €".replace(",", "\xa0").replace(".", ",")


@page("SaisieURLPartenaire", 7)
def partner_address(context: RequestContext) -> Answer:
    """Return a single-use address of the partner's site."""
    code = str(values.field(context.required("SSO"), "codePartenaire"))
    if code not in context.school.model.services.partners:
        return refused("Ce partenaire n'est pas connu.")
    url = f"https://{code.lower()}.exemple.fr/sso?ticket={token_urlsafe(12)}"
    return Answer(report={"urlSSO": values.raw(url)})
