"""Sensors of the account itself: what Home Assistant asks of the school, and when it last heard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.device_registry import DeviceInfo

from ..const import DOMAIN
from ..models import PronoteConfigEntry, PronoteData


@dataclass(frozen=True, kw_only=True)
class LedgerSensorDescription(SensorEntityDescription):
    """What a sensor tells of the account's own doings."""

    value_fn: Callable[[PronoteData], int | datetime | None]


def _last_heard(data: PronoteData) -> datetime | None:
    pages = (data.home, *data.coordinators)
    return max((at for page in pages for at in page.asked.values()), default=None)


DESCRIPTIONS = (
    LedgerSensorDescription(
        key="last_synchronisation",
        translation_key="last_synchronisation",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_last_heard,
    ),
    LedgerSensorDescription(
        key="requests_today",
        translation_key="requests_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.gate.ledger.requests_today,
    ),
    LedgerSensorDescription(
        key="logins_today",
        translation_key="logins_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=lambda data: data.gate.ledger.logins_today,
    ),
)


class LedgerSensor(SensorEntity):
    """A sensor of the account itself, written after each round of questions."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    entity_description: LedgerSensorDescription

    def __init__(
        self, entry: PronoteConfigEntry, description: LedgerSensorDescription
    ) -> None:
        """Give the sensor its place, with the school."""
        account = str(entry.unique_id)
        self.entity_description = description
        self.entity_id = f"{Platform.SENSOR}.{DOMAIN}_{description.key}"
        self._attr_unique_id = f"{account}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, account)})
        self._data = entry.runtime_data

    @property
    @override
    def native_value(self) -> int | datetime | None:
        return self.entity_description.value_fn(self._data)

    @override
    async def async_added_to_hass(self) -> None:
        self.async_on_remove(
            self._data.gate.ledger.async_listen(self.async_write_ha_state)
        )
