"""Binary sensors: is there school, is the child in class, is today as expected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import Lesson
from .coordinator import PronoteConfigEntry, Weeks
from .entity import PronoteEntity, async_add_children
from .school_day import DAY, SchoolDays

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class PronoteBinarySensorDescription(BinarySensorEntityDescription):
    """What a binary sensor says, from the child's lessons as they are seen now."""

    is_on_fn: Callable[[SchoolDays], bool]


BINARY_SENSORS = (
    PronoteBinarySensorDescription(
        key="school_day_today",
        translation_key="school_day_today",
        is_on_fn=lambda days: days.has_school(days.today),
    ),
    PronoteBinarySensorDescription(
        key="school_day_tomorrow",
        translation_key="school_day_tomorrow",
        is_on_fn=lambda days: days.has_school(days.today + DAY),
    ),
    PronoteBinarySensorDescription(
        key="in_class",
        translation_key="in_class",
        is_on_fn=lambda days: days.current is not None,
    ),
    PronoteBinarySensorDescription(
        key="timetable_changed_today",
        translation_key="timetable_changed_today",
        is_on_fn=lambda days: days.changed_today,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of each child."""
    timetable = entry.runtime_data.timetable
    async_add_children(
        timetable,
        async_add_entities,
        lambda pupil: [
            PronoteBinarySensor(timetable, pupil, Platform.BINARY_SENSOR, description)
            for description in BINARY_SENSORS
        ],
    )


class PronoteBinarySensor(PronoteEntity[Weeks[Lesson]], BinarySensorEntity):
    """A binary sensor of a child."""

    entity_description: PronoteBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool:
        return self.entity_description.is_on_fn(self.school_days)
