"""Legacy sensors of closed periods."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, override

from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..client import Period, Pupil
from ..models import PronoteConfigEntry
from .closed_periods import ClosedPeriod, ClosedPeriodsCoordinator
from .common import period_attributes
from .names import legacy_key
from .sensor import (
    EVALUATIONS,
    GRADES,
    OVERALL_AVERAGE,
    SCHOOL_LIFE,
    LegacyDescription,
    LegacySensor,
)

type _Page = Callable[[ClosedPeriod], Any]
"""Return a page of a closed period, None if it is not available."""

_PAGES: Final[tuple[tuple[_Page, tuple[LegacyDescription[Any], ...]], ...]] = (
    (lambda closed: closed.grades, (*GRADES, OVERALL_AVERAGE)),
    (lambda closed: closed.evaluations, EVALUATIONS),
    (lambda closed: closed.school_life, SCHOOL_LIFE),
)


class LegacyClosedSensor(LegacySensor[Any]):
    """A legacy sensor of a closed period."""

    def __init__(
        self,
        coordinator: ClosedPeriodsCoordinator,
        pupil: Pupil,
        description: LegacyDescription[Any],
        page: _Page,
        period: Period,
    ) -> None:
        """Initialize the sensor from the description of that of the current period."""
        suffix = f"{description.suffix}_{slugify(period.name)}"
        of_period = replace(
            description,
            key=legacy_key(suffix),
            translation_key=f"{legacy_key(description.suffix)}_of_period",
            translation_placeholders={"period": period.name},
            suffix=suffix,
        )
        super().__init__(coordinator, pupil, of_period)
        self._page, self._period = page, period

    @property
    @override
    def data(self) -> Any:
        closed = super().data.get(self._period.key)
        return closed and self._page(closed)

    @property
    @override
    def available(self) -> bool:
        return super().available and self.data is not None

    @property
    @override
    def _about_period(self) -> dict[str, Any]:
        return period_attributes(self._period, None)


@callback
def async_add_closed_periods(
    entry: PronoteConfigEntry,
    coordinator: ClosedPeriodsCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of each closed period, as soon as its pages were read."""
    known: set[str] = set()

    def new_sensors() -> Iterator[LegacyClosedSensor]:
        for pupil in entry.runtime_data.account.pupils:
            for closed in coordinator.data.get(pupil.key, {}).values():
                for page, descriptions in _PAGES:
                    if page(closed) is None:
                        continue
                    for description in descriptions:
                        sensor = LegacyClosedSensor(
                            coordinator, pupil, description, page, closed.period
                        )
                        if sensor.entity_id not in known:
                            known.add(sensor.entity_id)
                            yield sensor

    @callback
    def add_new() -> None:
        async_add_entities(new_sensors())

    entry.async_on_unload(coordinator.async_add_listener(add_new))
    entry.runtime_data.daily_requests.append(coordinator.requests_per_day)
    entry.async_create_background_task(
        coordinator.hass, coordinator.async_refresh(), "pronote closed periods"
    )
