"""Sensors of the children and of the account."""

import asyncio
from collections.abc import Callable
from functools import partial

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..coordinator.base import PronoteCoordinator
from ..entity import (
    async_add_child_entities,
    async_add_entities_as_found,
    async_add_mailbox_entities,
)
from ..legacy.platform import async_add_legacy
from ..models import PronoteConfigEntry
from ..school_day.morning import margins
from .base import PronoteSensor, PronoteSensorDescription
from .connection import COUNTERS, LAST_UPDATE, AccountSensor, DailyCounter
from .current_period import CurrentPeriod
from .discussions import UnreadMessages
from .documents import documents_sensors
from .grades import GRADES
from .homework import HOMEWORK
from .menus import MENUS
from .news import NEWS
from .school_life import SCHOOL_LIFE
from .subject_averages import async_add_subject_averages
from .timetable import TIMETABLE, morning_sensors
from .wallets import find_wallets

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of each child."""

    def add[_DataT](
        coordinator: PronoteCoordinator[_DataT],
        descriptions: tuple[PronoteSensorDescription[_DataT], ...],
    ) -> None:
        async_add_child_entities(
            coordinator,
            async_add_entities,
            lambda pupil: [
                PronoteSensor(coordinator, pupil, Platform.SENSOR, description)
                for description in descriptions
            ],
        )

    data = entry.runtime_data

    def add_morning() -> None:
        async_add_child_entities(
            data.timetable,
            async_add_entities,
            lambda pupil: [
                *(
                    PronoteSensor(data.timetable, pupil, Platform.SENSOR, description)
                    for description in morning_sensors(
                        margins(entry.options, pupil.key)
                    )
                ),
                CurrentPeriod(data.timetable, pupil),
            ],
        )

    groups: tuple[Callable[[], None], ...] = (
        lambda: add(data.timetable, TIMETABLE),
        lambda: add(data.homework, HOMEWORK),
        lambda: add(data.grades, GRADES),
        lambda: add(data.menus, MENUS),
        lambda: add(data.school_life, SCHOOL_LIFE),
        lambda: add(data.news, NEWS),
        lambda: add(data.documents, documents_sensors(data.client.account.rights)),
        add_morning,
        lambda: async_add_subject_averages(data.grades, async_add_entities),
        lambda: async_add_entities_as_found(
            data.home, async_add_entities, partial(find_wallets, data.home)
        ),
        lambda: async_add_legacy(entry, async_add_entities),
        lambda: async_add_mailbox_entities(
            data.discussions,
            async_add_entities,
            lambda: [UnreadMessages(data.discussions)],
        ),
        lambda: async_add_entities(
            [
                AccountSensor(entry, LAST_UPDATE),
                *(DailyCounter(entry, description) for description in COUNTERS),
            ]
        ),
    )
    for add_group in groups:
        add_group()
        # Each group is added without a pause: let the event loop run between them.
        await asyncio.sleep(0)
