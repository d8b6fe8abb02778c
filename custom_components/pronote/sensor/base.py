"""Base class of the sensors of a child."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.helpers.typing import StateType

from ..const import CONF_LEGACY
from ..entity import PronoteEntity
from ..legacy.common import COMMON, OF_PERIOD, common_attributes, period_attributes
from ..legacy.registry import REPLACED_SENSORS
from ..school_day.days import SchoolDays

type Attributes = dict[str, str | float | date | datetime | None]


@dataclass(frozen=True, kw_only=True)
class PronoteSensorDescription[_DataT](SensorEntityDescription):
    """Description of a sensor, computed from its page or from the child's lessons."""

    value_fn: Callable[[_DataT, SchoolDays], StateType | date | datetime | Decimal]
    attributes_fn: Callable[[_DataT, SchoolDays], Attributes] = lambda _data, _days: {}
    scale_fn: Callable[[_DataT], Decimal | None] = lambda _data: None
    """Out of how much a grade is: its unit is "/20"."""


class PronoteSensor[_DataT](PronoteEntity[_DataT], SensorEntity):
    """A sensor of a child."""

    entity_description: PronoteSensorDescription[_DataT]
    _unrecorded_attributes = frozenset({*COMMON, *OF_PERIOD})

    @property
    @override
    def native_value(self) -> StateType | date | datetime | Decimal:
        return self.entity_description.value_fn(self.data, self.school_days)

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        data = self.coordinator.data.get(self._pupil.key)
        scale = None if data is None else self.entity_description.scale_fn(data)
        if scale is None:
            return super().native_unit_of_measurement
        return f"/{scale.normalize():f}"

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        shown = self.entity_description.attributes_fn(self.data, self.school_days)
        return self._of_hass_pronote | shown

    @property
    def _of_hass_pronote(self) -> dict[str, Any]:
        """Attributes of the sensor of hass-pronote that this one took the place of."""
        options = self.coordinator.config_entry.options
        key = self.entity_description.key
        if not options.get(CONF_LEGACY) or key not in REPLACED_SENSORS:
            return {}
        account = self.coordinator.connection.account
        pupil = account.pupil(self._pupil.key) or self._pupil
        common = common_attributes(self.coordinator, pupil, self.device_entry)
        if not REPLACED_SENSORS[key]:
            return common
        return common | period_attributes(pupil.current_period, pupil.current_period)
