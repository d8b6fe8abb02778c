"""What all sensors of a child are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.helpers.typing import StateType

from ..entity import PronoteEntity
from ..school_day.days import SchoolDays

type Attributes = dict[str, str | float | date | datetime | None]


@dataclass(frozen=True, kw_only=True)
class PronoteSensorDescription[_PageT](SensorEntityDescription):
    """What a sensor says, from its page and the child's lessons as they are seen now."""

    value_fn: Callable[[_PageT, SchoolDays], StateType | date | datetime | Decimal]
    attributes_fn: Callable[[_PageT, SchoolDays], Attributes] = lambda _page, _days: {}
    scale_fn: Callable[[_PageT], Decimal | None] = lambda _page: None
    """Out of how much a grade is: its unit is "/20"."""


class PronoteSensor[_PageT](PronoteEntity[_PageT], SensorEntity):
    """A sensor of a child."""

    entity_description: PronoteSensorDescription[_PageT]

    @property
    @override
    def native_value(self) -> StateType | date | datetime | Decimal:
        return self.entity_description.value_fn(self.page, self.school_days)

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        page = self.coordinator.data.get(self._pupil.key)
        scale = None if page is None else self.entity_description.scale_fn(page)
        return None if scale is None else f"/{scale.normalize():f}"

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        return self.entity_description.attributes_fn(self.page, self.school_days)
