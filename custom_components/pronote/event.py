"""Event entities: one for each topic of changes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .changes.change_types import CHANGE_TYPES
from .changes.event_data import Topic
from .changes.snapshot import Change
from .client import HomePage, Pupil
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import MAILBOX
from .coordinator.home import HomeCoordinator
from .entity import (
    MailboxEntity,
    PronoteEntity,
    async_add_child_entities,
    async_add_entities_as_found,
    async_add_mailbox_entities,
)
from .models import PronoteConfigEntry
from .runtime.event_dispatcher import change_signal
from .school_day.wallets import balances

PARALLEL_UPDATES = 0

RARE_TOPICS = frozenset(
    {
        Topic.EVALUATION,
        Topic.MENU,
        Topic.OBSERVATION,
        Topic.PERIOD,
        Topic.REPORT_CARD,
    }
)
"""Topics of which many schools publish little or nothing: their entities are disabled by default."""


def _description(topic: Topic, rare: bool | None = None) -> EventEntityDescription:
    return EventEntityDescription(
        key=topic.value,
        translation_key=topic.value,
        event_types=[change_type.value for change_type in CHANGE_TYPES[topic]],
        entity_registry_enabled_default=not (
            topic in RARE_TOPICS if rare is None else rare
        ),
    )


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities of each child, and those of the mailbox."""
    data = entry.runtime_data
    coordinators: tuple[tuple[PronoteCoordinator[Any], tuple[Topic, ...]], ...] = (
        (data.timetable, (Topic.LESSON, Topic.DAY)),
        (data.homework, (Topic.HOMEWORK,)),
        (data.grades, (Topic.GRADE, Topic.PERIOD)),
        (data.menus, (Topic.MENU,)),
        (data.evaluations, (Topic.EVALUATION,)),
        (
            data.school_life,
            (
                Topic.ABSENCE,
                Topic.DELAY,
                Topic.PUNISHMENT,
                Topic.OBSERVATION,
                Topic.ANNOUNCEMENT,
            ),
        ),
        (data.news, (Topic.NEWS, Topic.SURVEY)),
        (data.report_cards, (Topic.REPORT_CARD,)),
    )
    rights = data.client.account.rights
    requests = rights.request_lesson_exemptions or rights.request_subject_exemptions
    by_right: tuple[tuple[PronoteCoordinator[Any], Topic, bool], ...] = (
        # Without the right to sign, few schools have more than a certificate there.
        (data.documents, Topic.DOCUMENT, rights.sign_documents),
        (data.school_life, Topic.EXEMPTION, requests),
    )
    for coordinator, topic, allowed in by_right:
        description = _description(topic, rare=not allowed)
        async_add_child_entities(
            coordinator,
            async_add_entities,
            partial(_events, coordinator, (description,)),
        )
    async_add_entities_as_found(
        data.home, async_add_entities, partial(_wallets, data.home)
    )
    for coordinator, topics in coordinators:
        async_add_child_entities(
            coordinator,
            async_add_entities,
            partial(_events, coordinator, tuple(map(_description, topics))),
        )
    async_add_mailbox_entities(
        data.discussions,
        async_add_entities,
        lambda: [
            MailboxEvent(data.discussions, Platform.EVENT, _description(Topic.MESSAGE))
        ],
    )


def _events(
    coordinator: PronoteCoordinator[Any],
    descriptions: tuple[EventEntityDescription, ...],
    pupil: Pupil,
) -> list[ChildEvent]:
    return [
        ChildEvent(coordinator, pupil, Platform.EVENT, description)
        for description in descriptions
    ]


def _wallets(
    coordinator: HomeCoordinator, pupil: Pupil, data: HomePage
) -> Mapping[str, Callable[[], Entity]]:
    """Return how to create the event entity of a child who has a balance."""
    if not any(balances(data.wallets)):
        return {}
    description = _description(Topic.WALLET)
    return {
        description.key: lambda: ChildEvent(
            coordinator, pupil, Platform.EVENT, description
        )
    }


class _ChangeEvent(EventEntity):
    """Base class: fires the changes that the event dispatcher sends."""

    @callback
    def _async_subscribe(self, entry: PronoteConfigEntry, key: str) -> None:
        topic = Topic(self.entity_description.key)
        signal = change_signal(entry.entry_id, key, topic)
        self.async_on_remove(
            async_dispatcher_connect(self.hass, signal, self._async_handle_change)
        )

    @callback
    def _async_handle_change(self, change: Change) -> None:
        # Lists are left to actions and to the event bus, because the recorder stores attributes.
        event_data = {
            name: value
            for name, value in change.event_data.items()
            if not isinstance(value, (list, dict))
        }
        self._trigger_event(change.type.value, {"key": change.key, **event_data})
        self.async_write_ha_state()


class ChildEvent(PronoteEntity[Any], _ChangeEvent):
    """Changes of a child's page."""

    entity_description: EventEntityDescription

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._async_subscribe(self.coordinator.config_entry, self._pupil.key)


class MailboxEvent(MailboxEntity, _ChangeEvent):
    """New messages in the mailbox."""

    entity_description: EventEntityDescription

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._async_subscribe(self.coordinator.config_entry, MAILBOX)
