"""Sensors that count: what waits for the parents, what the school's office noted."""

from typing import override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import Platform

from ..client import News, SchoolLife
from ..coordinator.discussions import MAILBOX, DiscussionsCoordinator
from ..entity import MailboxEntity
from .base import PronoteSensorDescription

SCHOOL_LIFE: tuple[PronoteSensorDescription[SchoolLife], ...] = (
    PronoteSensorDescription(
        key="unjustified_absences",
        translation_key="unjustified_absences",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda life, _: sum(
            not absence.justified for absence in life.absences
        ),
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
)

NEWS: tuple[PronoteSensorDescription[tuple[News, ...]], ...] = (
    PronoteSensorDescription(
        key="unread_news",
        translation_key="unread_news",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda news, _: sum(not item.read for item in news),
    ),
    PronoteSensorDescription(
        key="surveys_to_answer",
        translation_key="surveys_to_answer",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda news, _: sum(item.survey and item.awaiting for item in news),
    ),
)

MESSAGES = SensorEntityDescription(
    key="unread_messages",
    translation_key="unread_messages",
    state_class=SensorStateClass.MEASUREMENT,
)


class UnreadMessages(MailboxEntity, SensorEntity):
    """How many messages of the mailbox wait to be read."""

    def __init__(self, coordinator: DiscussionsCoordinator) -> None:
        """Name the sensor."""
        super().__init__(coordinator, Platform.SENSOR, MESSAGES)

    @property
    @override
    def native_value(self) -> int:
        return sum(item.unread for item in self.coordinator.data[MAILBOX])
