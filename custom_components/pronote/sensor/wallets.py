"""Balance sensors of the wallets; each is added when its wallet appears on the home page."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import CURRENCY_EURO, Platform
from homeassistant.helpers.entity import Entity

from ..client import HomePage, Pupil, Wallet, WalletKind
from ..coordinator.home import HomeCoordinator
from ..school_day.days import SchoolDays
from ..school_day.wallets import wallet_slug
from .base import Attributes, PronoteSensor, PronoteSensorDescription


def find_wallets(
    coordinator: HomeCoordinator, pupil: Pupil, data: HomePage
) -> Mapping[str, Callable[[], Entity]]:
    """Return how to create the sensors of the wallets that have an amount."""
    return {
        wallet_slug(wallet.name): partial(_sensor, coordinator, pupil, wallet)
        for wallet in data.wallets or ()
        if wallet.balance is not None
    }


def _sensor(
    coordinator: HomeCoordinator, pupil: Pupil, wallet: Wallet
) -> PronoteSensor[HomePage]:
    slug = wallet_slug(wallet.name)
    due = wallet.kind is WalletKind.DUE
    description = PronoteSensorDescription[HomePage](
        key=f"wallet_{slug}",
        translation_key="amount_due" if due else "wallet",
        translation_placeholders={"wallet": wallet.name},
        device_class=SensorDeviceClass.MONETARY,
        state_class=None if due else SensorStateClass.TOTAL,
        native_unit_of_measurement=CURRENCY_EURO,
        suggested_display_precision=2,
        value_fn=partial(_balance, slug),
        attributes_fn=partial(_attributes, slug),
    )
    return PronoteSensor(coordinator, pupil, Platform.SENSOR, description)


def _find(slug: str, data: HomePage) -> Wallet | None:
    return next((x for x in data.wallets or () if wallet_slug(x.name) == slug), None)


def _balance(slug: str, data: HomePage, _: SchoolDays) -> Decimal | None:
    wallet = _find(slug, data)
    return None if wallet is None else wallet.balance


def _attributes(slug: str, data: HomePage, _: SchoolDays) -> Attributes:
    wallet = _find(slug, data)
    return {"note": None if wallet is None else wallet.note}
