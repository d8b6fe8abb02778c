"""Sensors of school life: absences, delays, punishments, observations, what to acknowledge."""

from homeassistant.components.sensor import SensorStateClass

from ..client import SchoolLife
from ..coordinator.school_life import whole_life
from .base import PronoteSensorDescription

SCHOOL_LIFE: tuple[PronoteSensorDescription[SchoolLife], ...] = (
    PronoteSensorDescription(
        key="unjustified_absences",
        translation_key="unjustified_absences",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda life, _: sum(absence.unjustified for absence in life.absences),
        attributes_fn=lambda life, _: {"period": life.period},
    ),
    PronoteSensorDescription(
        key="delays",
        translation_key="delays",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda life, _: len(life.delays),
        attributes_fn=lambda life, _: {"period": life.period},
    ),
    PronoteSensorDescription(
        key="punishments",
        translation_key="punishments",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda life, _: len(life.punishments),
        attributes_fn=lambda life, _: {"period": life.period},
    ),
    PronoteSensorDescription(
        key="observations",
        translation_key="observations",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda life, _: len(life.observations),
        attributes_fn=lambda life, _: {"period": life.period},
    ),
    PronoteSensorDescription(
        key="to_acknowledge",
        translation_key="to_acknowledge",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda life, _: len(whole_life(life).to_acknowledge),
    ),
)
