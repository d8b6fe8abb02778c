"""Notify entities: send a message about a child to the head teacher or the school life office.

The entities are named by role: the person behind a role is looked up when a message is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.notify import (
    NotifyEntity,
    NotifyEntityDescription,
    NotifyEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import PronoteClient, Pupil, Recipient, RecipientKind, Rights
from .const import DOMAIN
from .entity import PronoteEntity, async_add_child_entities
from .models import PronoteConfigEntry

PARALLEL_UPDATES = 1

MAX_SUBJECT_LENGTH: Final = 60


@dataclass(frozen=True, kw_only=True)
class _Description(NotifyEntityDescription):
    """Description of a recipient."""

    kind: RecipientKind
    matches: Callable[[Recipient], bool]
    allowed: Callable[[Rights], bool]


DESCRIPTIONS: Final = (
    _Description(
        key="head_teacher",
        translation_key="head_teacher",
        entity_registry_enabled_default=False,
        kind=RecipientKind.TEACHER,
        matches=lambda person: person.head_teacher,
        allowed=lambda rights: rights.write_to_teachers,
    ),
    _Description(
        key="school_life",
        translation_key="school_life",
        entity_registry_enabled_default=False,
        kind=RecipientKind.STAFF,
        matches=lambda person: person.is_school_life_staff,
        allowed=lambda rights: rights.write_to_staff,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the recipients to whom the account may write."""
    rights = entry.runtime_data.account.rights
    allowed = [
        description
        for description in DESCRIPTIONS
        if rights.begin_discussions and description.allowed(rights)
    ]
    async_add_child_entities(
        entry.runtime_data.timetable,
        async_add_entities,
        lambda pupil: [
            SchoolContact(entry, pupil, description) for description in allowed
        ],
    )


class SchoolContact(PronoteEntity[Any], NotifyEntity):
    """Starts a discussion in the mailbox of the account."""

    entity_description: _Description
    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(
        self, entry: PronoteConfigEntry, pupil: Pupil, description: _Description
    ) -> None:
        """Initialize the entity on the device of the child."""
        timetable = entry.runtime_data.timetable
        super().__init__(timetable, pupil, Platform.NOTIFY, description)
        self._discussions = entry.runtime_data.discussions

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send a message, and refresh the discussions."""
        await self._async_check_caller()

        async def write(client: PronoteClient) -> None:
            description = self.entity_description
            people = [
                person
                for person in await client.discussions.recipients(
                    description.kind, self._pupil
                )
                if description.matches(person) and not person.refuses_messages
            ]
            if not people:
                raise ServiceValidationError(
                    translation_domain=DOMAIN, translation_key="nobody_to_write_to"
                )
            subject = title or message.strip().partition("\n")[0][:MAX_SUBJECT_LENGTH]
            await client.discussions.begin(subject, message, people, self._pupil)

        await self.coordinator.connection.call_for_action(write)
        await self._discussions.async_refresh()
