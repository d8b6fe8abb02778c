"""The sensor of the discussions."""

from typing import override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import Platform

from ..coordinator.discussions import MAILBOX, DiscussionsCoordinator
from ..entity import MailboxEntity

MESSAGES = SensorEntityDescription(
    key="unread_messages",
    translation_key="unread_messages",
    state_class=SensorStateClass.MEASUREMENT,
)


class UnreadMessages(MailboxEntity, SensorEntity):
    """Number of unread messages in the mailbox."""

    def __init__(self, coordinator: DiscussionsCoordinator) -> None:
        """Initialize the sensor."""
        super().__init__(coordinator, Platform.SENSOR, MESSAGES)

    @property
    @override
    def native_value(self) -> int:
        return sum(item.unread for item in self.coordinator.data[MAILBOX])
