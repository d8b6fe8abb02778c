"""Attributes that the legacy sensors of a child have in common."""

from collections.abc import Iterable
from typing import Any

from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.util import slugify

from ..client import Period, Pupil, Space
from ..coordinator.base import PronoteCoordinator

COMMON = ("full_name", "nickname", "via_parent_account", "updated_at")
OF_PERIOD = ("period_key", "is_current_period")

_TERMS = ("trimestre", "semestre")


def common_attributes(
    coordinator: PronoteCoordinator[Any], pupil: Pupil, device: AnyDeviceEntry | None
) -> dict[str, Any]:
    """Return the attributes of all sensors of a child. The nickname is the name of its device."""
    account = coordinator.connection.client.account
    return {
        "full_name": pupil.name,
        "nickname": device and device.name_by_user,
        "via_parent_account": account.space is Space.PARENT,
        "updated_at": coordinator.last_successful_update,
    }


def period_attributes(period: Period | None, current: Period | None) -> dict[str, Any]:
    """Return the attributes of a sensor of a period."""
    return {
        "period_key": period and slugify(period.name),
        "is_current_period": period == current,
    }


def closed_periods(pupil: Pupil) -> list[Period]:
    """Return the terms before the current one."""
    now = pupil.current_period
    if now is None or now.start is None:
        return []
    kind = now.name.split(" ")[0].casefold()
    return [
        item
        for item in pupil.periods
        if kind in _TERMS
        and item.name.casefold().startswith(kind)
        and item.start is not None
        and item.start < now.start
    ]


def period_slugs(periods: Iterable[Period]) -> set[str]:
    """Return what the entity IDs of some periods end with."""
    return {slugify(period.name) for period in periods}
