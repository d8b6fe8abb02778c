"""Sensor of the current period of the school year."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.const import Platform

from ..client import Lesson, Period, Pupil
from ..coordinator.timetable import TimetableCoordinator
from ..coordinator.weekly import Weeks
from ..entity import PronoteEntity

DESCRIPTION = SensorEntityDescription(
    key="current_period",
    translation_key="current_period",
    entity_registry_enabled_default=False,
)


class CurrentPeriod(PronoteEntity[Weeks[Lesson]], SensorEntity):
    """Current period, as of the last login."""

    def __init__(self, timetable: TimetableCoordinator, pupil: Pupil) -> None:
        """Initialize the sensor."""
        super().__init__(timetable, pupil, Platform.SENSOR, DESCRIPTION)

    @property
    def _period(self) -> Period | None:
        account = self.coordinator.connection.client.account
        return (account.pupil(self._pupil.key) or self._pupil).current_period

    @property
    @override
    def native_value(self) -> str | None:
        period = self._period
        return None if period is None else period.name

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        period = self._period
        return {"start": period and period.start, "end": period and period.end}
