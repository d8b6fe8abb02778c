"""Conditions on the entities of a child, for any child, area, floor or label."""

from collections.abc import Mapping
from typing import ClassVar, override

from homeassistant.const import STATE_ON, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import Condition, EntityConditionBase

from .const import DOMAIN


class ChildCondition(EntityConditionBase):
    """Base class of the conditions on one entity of each child."""

    _entity: ClassVar[str]
    """Its translation key."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entity := registry.async_get(entity_id)) is not None
            and entity.platform == DOMAIN
            and entity.translation_key == self._entity
        }

    @override
    def _check_all_match_state(self, states: list[State]) -> bool:
        # Without a target the condition is false.
        return bool(states) and super()._check_all_match_state(states)


def _on(entity: str) -> type[Condition]:
    class BinaryCondition(ChildCondition):
        """Condition: a binary sensor is on."""

        _domain_specs: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}
        _entity = entity

        @override
        def is_valid_state(self, entity_state: State) -> bool:
            return entity_state.state == STATE_ON

    return BinaryCondition


def _some(entity: str) -> type[Condition]:
    class CountCondition(ChildCondition):
        """Condition: a sensor counts at least one item."""

        _domain_specs: Mapping[str, DomainSpec] = {Platform.SENSOR: DomainSpec()}
        _entity = entity

        @override
        def is_valid_state(self, entity_state: State) -> bool:
            return entity_state.state not in ("0", "0.0")

    return CountCondition


CONDITIONS: Mapping[str, type[Condition]] = {
    "finishes_early": _on("finishes_early"),
    "has_morning_off": _on("morning_off"),
    "has_school_today": _on("school_day_today"),
    "has_school_tomorrow": _on("school_day_tomorrow"),
    "has_test_tomorrow": _on("test_tomorrow"),
    "homework_left": _some("homework_next_school_day"),
    "is_in_class": _on("in_class"),
    "is_on_holiday": _on("holidays"),
    "timetable_changed_today": _on("timetable_changed_today"),
    "timetable_changed_tomorrow": _on("timetable_changed_tomorrow"),
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions by name."""
    return dict(CONDITIONS)
