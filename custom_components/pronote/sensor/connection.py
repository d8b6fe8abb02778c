"""Sensors of the account: requests and last update."""

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
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo

from ..const import DOMAIN
from ..models import PronoteConfigEntry, PronoteData
from ..polling.timer import async_call_at


@dataclass(frozen=True, kw_only=True)
class AccountSensorDescription(SensorEntityDescription):
    """Description of a sensor of the account."""

    value_fn: Callable[[PronoteData], int | datetime | None]


def _last_successful_update(data: PronoteData) -> datetime | None:
    coordinators = (data.home, *data.coordinators)
    return max(
        (
            at
            for coordinator in coordinators
            for at in coordinator.last_requested.values()
        ),
        default=None,
    )


LAST_UPDATE = AccountSensorDescription(
    key="last_successful_update",
    translation_key="last_successful_update",
    device_class=SensorDeviceClass.TIMESTAMP,
    value_fn=_last_successful_update,
)

COUNTERS = (
    AccountSensorDescription(
        key="requests_today",
        translation_key="requests_today",
        value_fn=lambda data: data.connection.budget.requests_today,
    ),
    AccountSensorDescription(
        key="logins_today",
        translation_key="logins_today",
        entity_registry_enabled_default=False,
        value_fn=lambda data: data.connection.budget.logins_today,
    ),
)


class AccountSensor(SensorEntity):
    """Sensor of the account, updated after each request, each cycle and at midnight."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    entity_description: AccountSensorDescription

    def __init__(
        self, entry: PronoteConfigEntry, description: AccountSensorDescription
    ) -> None:
        """Initialize the sensor on the device of the school."""
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
        connection = self._data.connection
        self.async_on_remove(
            connection.budget.async_add_listener(self.async_write_ha_state)
        )
        self.async_on_remove(connection.async_add_listener(self._async_handle_answer))

    @callback
    def _async_handle_answer(self, _: HomeAssistantError | None) -> None:
        self.async_write_ha_state()


class DailyCounter(AccountSensor):
    """Count since midnight at the school."""

    _attr_state_class = SensorStateClass.TOTAL
    _cancel_midnight: CALLBACK_TYPE

    @property
    @override
    def last_reset(self) -> datetime:
        return self._data.connection.budget.day_start

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._async_wait_for_midnight()

    @override
    async def async_will_remove_from_hass(self) -> None:
        self._cancel_midnight()

    @callback
    def _async_wait_for_midnight(self) -> None:
        self._cancel_midnight = async_call_at(
            self.hass, self._data.connection.budget.day_end, self._async_reset
        )

    @callback
    def _async_reset(self, _: datetime) -> None:
        self._async_wait_for_midnight()
        self.async_write_ha_state()
