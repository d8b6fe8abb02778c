"""Partners of the school, as the home page shows them: canteen accounts, useful links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..common import KeyGenerator
from ..errors import ProtocolError
from ..rich_text import completed_address
from ..values import parse_amount
from ..wire import Json, Record, unwrap


class WalletKind(StrEnum):
    """What an amount is about."""

    WALLET = "wallet"
    """An account that the family tops up."""
    TOTAL = "total"
    """The balance of all that Agate bills."""
    DUE = "due"
    """The amount of the next payment, which is not a balance."""
    SELF_SERVICE = "self_service"
    CAFETERIA = "cafeteria"
    STUDY = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """An account at the canteen or another partner."""

    key: str
    name: str
    kind: WalletKind = WalletKind.WALLET
    balance: Decimal | None = None
    """In the school's currency."""
    low: bool = False
    """The partner reports a low balance."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLink:
    """A link or a telephone number of the school.

    With `sso`, PRONOTE creates its address at each use.
    """

    key: str = ""
    name: str
    url: str | None = None
    phone: str | None = None
    comment: str | None = None
    sso: Json | None = field(default=None, repr=False, compare=False)


FUNCTION = "SaisieURLPartenaire"
ARD, AGATE, LINKS = "partenaireARD", "partenaireAgate", "lienUtile"
_SIGNED_IN = (ARD, AGATE)

_AGATE_KINDS = {
    0: WalletKind.TOTAL,
    1: WalletKind.DUE,
    2: WalletKind.SELF_SERVICE,
    3: WalletKind.CAFETERIA,
    4: WalletKind.STUDY,
}


def read_wallets(home: Record) -> tuple[Wallet, ...] | None:
    """Read the accounts of all partners; None if the school shows none."""
    if ARD not in home and AGATE not in home:
        return None
    keys = KeyGenerator()
    return (*_ard(home.record(ARD), keys), *_agate(home.record(AGATE), keys))


def _ard(section: Record, keys: KeyGenerator) -> Iterator[Wallet]:
    for row in section.each("porteMonnaie"):
        if name := row.text("libellePorteMonnaie", "hintPorteMonnaie"):
            yield Wallet(
                key=keys(name),
                name=name,
                balance=parse_amount(row.text("valeurSolde") or ""),
                low=row.flag("avecWarning"),
                note=row.text("hintSolde"),
            )


def _agate(section: Record, keys: KeyGenerator) -> Iterator[Wallet]:
    for row in section.each("listePrix"):
        kind = _AGATE_KINDS.get(-1 if row.kind is None else row.kind)
        name = row.text("L")
        if kind is None or name is None:
            row.log_unreadable("G" if kind is None else "L")
            continue
        yield Wallet(
            key=keys(name),
            name=name,
            kind=kind,
            balance=parse_amount(row.text("prix") or ""),
            note=row.text("message"),
        )


def read_links(home: Record) -> tuple[PartnerLink, ...] | None:
    """Read the useful links and numbers, and the sites of the canteen; None if there are none."""
    if not any(name in home for name in (LINKS, *_SIGNED_IN)):
        return None
    keys = KeyGenerator()
    links = [
        link
        for row in home.record(LINKS).each("listeLiens")
        if (link := _link(row, keys))
    ]
    for name in _SIGNED_IN:
        section = home.record(name)
        if section.record("SSO") and (link := _link(section, keys)):
            links.append(link)
    return tuple(links)


def _link(row: Record, keys: KeyGenerator) -> PartnerLink | None:
    raw = row.raw("SSO")
    sso = raw if isinstance(raw, dict) else None
    phone, url = row.text("numeroTel"), row.text("url")
    url = completed_address(url) or url
    name = row.text("L", "intituleLien") or row.record("SSO").text("intituleLien")
    name = name or phone
    if name is None or (sso is None and url is None and phone is None):
        row.log_unreadable("L")
        return None
    return PartnerLink(
        key=keys(name, phone),
        name=name,
        url=None if phone else url,
        phone=phone,
        comment=row.text("commentaire") or row.record("SSO").text("description"),
        sso=None if phone else sso,
    )


def read_url(report: Json) -> str:
    """Return the address that PRONOTE created. Raises ProtocolError if there is none."""
    url = unwrap(report.get("urlSSO"))
    url = url.strip() if isinstance(url, str) else ""
    if not url.startswith(("https://", "http://")):
        raise ProtocolError(FUNCTION, "urlSSO")
    return url
