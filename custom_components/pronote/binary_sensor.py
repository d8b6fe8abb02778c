"""Binary sensors: school today and tomorrow, child in class, changes of the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import HomePage, Lesson, LessonStatus, Pupil, SchoolLife
from .coordinator.base import PronoteCoordinator
from .coordinator.home import HomeCoordinator
from .coordinator.school_life import whole_life
from .coordinator.weekly import Weeks
from .entity import PronoteEntity, async_add_child_entities, async_add_entities_as_found
from .models import PronoteConfigEntry
from .school_day.days import DAY, SchoolDays
from .school_day.holidays import on_vacation
from .school_day.wallets import balances, is_low, threshold

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class PronoteBinarySensorDescription[_DataT](BinarySensorEntityDescription):
    """Description of a binary sensor, computed from its page or from the child's lessons."""

    is_on_fn: Callable[[_DataT, SchoolDays], bool]


def _is_test(lesson: Lesson) -> bool:
    return lesson.test


def _is_outing(lesson: Lesson) -> bool:
    return lesson.status is LessonStatus.OUTING


def _detention_coming(life: SchoolLife, days: SchoolDays) -> bool:
    """Return whether a detention is announced, by the office or in the timetable."""
    return any(
        served.start + (served.duration or timedelta()) > days.now
        for punishment in whole_life(life).punishments
        for served in punishment.schedule
    ) or any(
        lesson.status is LessonStatus.DETENTION and lesson.end > days.now
        for lesson in days.attended
    )


def _absence_in_progress(life: SchoolLife, days: SchoolDays) -> bool:
    """Return whether the school has recorded an absence that is not over."""
    return any(
        absence.ongoing or absence.start <= days.now < absence.end
        for absence in whole_life(life).absences
    )


TIMETABLE: tuple[PronoteBinarySensorDescription[Weeks[Lesson]], ...] = (
    PronoteBinarySensorDescription(
        key="school_day_today",
        translation_key="school_day_today",
        is_on_fn=lambda _, days: days.has_school(days.today),
    ),
    PronoteBinarySensorDescription(
        key="school_day_tomorrow",
        translation_key="school_day_tomorrow",
        is_on_fn=lambda _, days: days.has_school(days.today + DAY),
    ),
    PronoteBinarySensorDescription(
        key="holidays",
        translation_key="holidays",
        is_on_fn=lambda _, days: on_vacation(days.calendar, days.today),
    ),
    PronoteBinarySensorDescription(
        key="in_class",
        translation_key="in_class",
        is_on_fn=lambda _, days: days.current is not None,
    ),
    PronoteBinarySensorDescription(
        key="timetable_changed_today",
        translation_key="timetable_changed_today",
        is_on_fn=lambda _, days: days.changed_on(days.today),
    ),
    PronoteBinarySensorDescription(
        key="timetable_changed_tomorrow",
        translation_key="timetable_changed_tomorrow",
        is_on_fn=lambda _, days: days.changed_on(days.today + DAY),
    ),
    PronoteBinarySensorDescription(
        key="morning_off",
        translation_key="morning_off",
        is_on_fn=lambda _, days: (
            (day := days.next_school_day) is not None and days.morning_off(day)
        ),
    ),
    PronoteBinarySensorDescription(
        key="finishes_early",
        translation_key="finishes_early",
        is_on_fn=lambda _, days: days.finishes_early(days.today),
    ),
    PronoteBinarySensorDescription(
        key="finishes_early_next_school_day",
        translation_key="finishes_early_next_school_day",
        is_on_fn=lambda _, days: (
            (day := days.next_school_day) is not None and days.finishes_early(day)
        ),
    ),
    PronoteBinarySensorDescription(
        key="test_tomorrow",
        translation_key="test_tomorrow",
        is_on_fn=lambda _, days: days.has_lesson_on(days.today + DAY, _is_test),
    ),
    PronoteBinarySensorDescription(
        key="outing_today",
        translation_key="outing_today",
        entity_registry_enabled_default=False,
        is_on_fn=lambda _, days: days.has_lesson_on(days.today, _is_outing),
    ),
)

SCHOOL_LIFE: tuple[PronoteBinarySensorDescription[SchoolLife], ...] = (
    PronoteBinarySensorDescription(
        key="absence_in_progress",
        translation_key="absence_in_progress",
        is_on_fn=_absence_in_progress,
    ),
    PronoteBinarySensorDescription(
        key="detention_coming",
        translation_key="detention_coming",
        is_on_fn=_detention_coming,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of each child."""

    def add[_DataT](
        coordinator: PronoteCoordinator[_DataT],
        descriptions: tuple[PronoteBinarySensorDescription[_DataT], ...],
    ) -> None:
        async_add_child_entities(
            coordinator,
            async_add_entities,
            lambda pupil: [
                PronoteBinarySensor(
                    coordinator, pupil, Platform.BINARY_SENSOR, description
                )
                for description in descriptions
            ],
        )

    add(entry.runtime_data.timetable, TIMETABLE)
    add(entry.runtime_data.school_life, SCHOOL_LIFE)
    home = entry.runtime_data.home
    async_add_entities_as_found(
        home, async_add_entities, partial(_find_low_balance, home)
    )


def _find_low_balance(
    coordinator: HomeCoordinator, pupil: Pupil, data: HomePage
) -> Mapping[str, Callable[[], Entity]]:
    """Return how to create the binary sensor of a child who has a wallet."""
    if not any(balances(data.wallets)):
        return {}
    below = threshold(coordinator.config_entry.options)
    description = PronoteBinarySensorDescription[HomePage](
        key="low_balance",
        translation_key="low_balance",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=lambda page, _: is_low(page.wallets, below),
    )
    return {
        description.key: lambda: PronoteBinarySensor(
            coordinator, pupil, Platform.BINARY_SENSOR, description
        )
    }


class PronoteBinarySensor[_DataT](PronoteEntity[_DataT], BinarySensorEntity):
    """A binary sensor of a child."""

    entity_description: PronoteBinarySensorDescription[_DataT]

    @property
    @override
    def is_on(self) -> bool:
        return self.entity_description.is_on_fn(self.data, self.school_days)
