"""Accounts at the canteen: which of them are balances, and which are low."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from homeassistant.util import slugify

from ..client import Wallet, WalletKind
from ..const import CONF_LOW_BALANCE

DEFAULT_LOW_BALANCE: Final = Decimal(0)
"""Without an option, a debt is a low balance."""


@lru_cache(maxsize=256)
def wallet_slug(name: str) -> str:
    """Return the part of an entity ID for a wallet. Cached: slugs are slow, names repeat."""
    return slugify(name)


def balances(wallets: Iterable[Wallet] | None) -> Iterator[Wallet]:
    """Yield the wallets that have a balance, without amounts due."""
    for wallet in wallets or ():
        if wallet.balance is not None and wallet.kind is not WalletKind.DUE:
            yield wallet


def threshold(options: Mapping[str, Any]) -> Decimal:
    """Return the amount below which a balance is low."""
    return Decimal(str(options.get(CONF_LOW_BALANCE, DEFAULT_LOW_BALANCE)))


def is_low(wallets: Iterable[Wallet] | None, below: Decimal) -> bool:
    """Return whether a balance is below an amount, or the partner says that it is low."""
    return any(
        wallet.low or (wallet.balance is not None and wallet.balance < below)
        for wallet in balances(wallets)
    )
