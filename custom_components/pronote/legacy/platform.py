"""Add the legacy sensors of an account."""

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..client import Pupil
from ..const import CONF_LEGACY, DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..entity import async_add_child_entities
from ..models import PronoteConfigEntry
from .closed_periods import ClosedPeriodsCoordinator
from .closed_sensor import async_add_closed_periods
from .names import legacy_key
from .sensor import (
    CLASS,
    EVALUATIONS,
    GRADES,
    HOMEWORK,
    MENUS,
    NEWS,
    NEXT_ALARM,
    OVERALL_AVERAGE,
    SCHOOL_LIFE,
    SERVER_STATUS,
    TIMETABLE,
    LegacyClass,
    LegacyDescription,
    LegacySensor,
    LegacyServerStatus,
)


@callback
def async_add_legacy(
    entry: PronoteConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the legacy sensors if the option is enabled, and remove them otherwise."""
    if not entry.options.get(CONF_LEGACY):
        _remove_legacy(entry)
        return

    def add[_DataT](
        coordinator: PronoteCoordinator[_DataT],
        descriptions: tuple[LegacyDescription[_DataT], ...],
    ) -> None:
        async_add_child_entities(
            coordinator,
            async_add_entities,
            lambda pupil: [
                LegacySensor(coordinator, pupil, description)
                for description in descriptions
            ],
        )

    def add_unless_replaced[_DataT](
        coordinator: PronoteCoordinator[_DataT],
        description: LegacyDescription[_DataT],
        replacement: str,
    ) -> None:
        async_add_child_entities(
            coordinator,
            async_add_entities,
            lambda pupil: (
                []
                if _took_its_place(entry, pupil, replacement)
                else [LegacySensor(coordinator, pupil, description)]
            ),
        )

    data = entry.runtime_data
    add(data.timetable, TIMETABLE)
    add(data.homework, HOMEWORK)
    add(data.grades, GRADES)
    add(data.evaluations, EVALUATIONS)
    add(data.school_life, SCHOOL_LIFE)
    add(data.menus, MENUS)
    add(data.news, NEWS)
    add_unless_replaced(data.grades, OVERALL_AVERAGE, "overall_average")
    add_unless_replaced(data.timetable, NEXT_ALARM, "wake_up")
    async_add_closed_periods(
        entry,
        ClosedPeriodsCoordinator(
            data.timetable.hass, entry, data.connection, data.school_life
        ),
        async_add_entities,
    )
    async_add_child_entities(
        data.timetable,
        async_add_entities,
        lambda pupil: [
            LegacyClass(data.timetable, pupil, CLASS),
            LegacyServerStatus(data.timetable, pupil, SERVER_STATUS),
        ],
    )


@callback
def _remove_legacy(entry: PronoteConfigEntry) -> None:
    registry = er.async_get(entry.runtime_data.timetable.hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if f"_{legacy_key('')}" in entity.unique_id:
            registry.async_remove(entity.entity_id)


@callback
def _took_its_place(entry: PronoteConfigEntry, pupil: Pupil, key: str) -> bool:
    """Return whether a migration gave one of our sensors the entity ID of a legacy one."""
    data = entry.runtime_data
    entity_id = er.async_get(data.timetable.hass).async_get_entity_id(
        Platform.SENSOR, DOMAIN, f"{entry.unique_id}_{pupil.key}_{key}"
    )
    number = data.child_numbers.number(entry.entry_id, pupil.key)
    return entity_id not in (None, f"{Platform.SENSOR}.{DOMAIN}_{number}_{key}")
