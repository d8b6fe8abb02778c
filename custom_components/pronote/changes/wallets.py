"""Serialize canteen balances, and find those that became low."""

from collections.abc import Iterable
from decimal import Decimal

from ..client import Wallet, to_json
from ..school_day.wallets import balances, wallet_slug
from .change_types import ChangeType
from .event_data import SINGLE_PARTITION, EventData, Json, SerializedPage, Topic
from .snapshot import FoundChanges, Snapshot


def serialize_wallets(
    wallets: Iterable[Wallet] | None, threshold: Decimal
) -> SerializedPage:
    """Serialize the wallets that have a balance; nothing if the page shows no wallets."""
    if wallets is None:
        return {}
    serialized = {
        wallet_slug(wallet.name): _wallet(wallet, threshold)
        for wallet in balances(wallets)
    }
    return {Topic.WALLET: {SINGLE_PARTITION: serialized}}


def _wallet(wallet: Wallet, threshold: Decimal) -> EventData:
    return {
        "name": wallet.name,
        "balance": to_json(wallet.balance),
        "threshold": to_json(threshold),
        "note": wallet.note,
        "reported_low": wallet.low,
    }


def compare_wallets(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find the balances that became low, by the amount that is in the options now.

    Another amount makes no balance low: the canteen has charged nothing.
    """
    for key, event_data in after.items.items():
        known, threshold = before.items.get(key), event_data["threshold"]
        if known is None or _is_low(known, threshold):
            continue
        if _is_low(event_data, threshold):
            low = {
                name: fact
                for name, fact in event_data.items()
                if name != "reported_low"
            }
            yield ChangeType.BALANCE_LOW, key, low


def _is_low(event_data: EventData, threshold: Json) -> bool:
    balance = event_data["balance"]
    return bool(event_data["reported_low"]) or (
        isinstance(balance, int | float)
        and isinstance(threshold, int | float)
        and balance < threshold
    )
