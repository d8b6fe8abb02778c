"""Notify: write to those at school whom a family writes to most, about a child.

They are named by what they do: which person that is, the school tells when a message leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import PronoteClient, Pupil, Recipient, RecipientKind, Rights
from .const import DOMAIN
from .entity import PronoteEntity, async_add_children
from .models import PronoteConfigEntry

PARALLEL_UPDATES = 1

LONGEST_SUBJECT: Final = 60


@dataclass(frozen=True, kw_only=True)
class _Description(NotifyEntityDescription):
    """Whom to write to."""

    kind: RecipientKind
    meant: Callable[[Recipient], bool]
    allowed: Callable[[Rights], bool]


DESCRIPTIONS: Final = (
    _Description(
        key="head_teacher",
        translation_key="head_teacher",
        entity_registry_enabled_default=False,
        kind=RecipientKind.TEACHER,
        meant=lambda person: person.head_teacher,
        allowed=lambda rights: rights.write_to_teachers,
    ),
    _Description(
        key="school_life",
        translation_key="school_life",
        entity_registry_enabled_default=False,
        kind=RecipientKind.STAFF,
        meant=lambda person: person.is_school_life_staff,
        allowed=lambda rights: rights.write_to_staff,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add those whom the school lets this account write to."""
    rights = entry.runtime_data.account.rights
    allowed = [
        description
        for description in DESCRIPTIONS
        if rights.begin_discussions and description.allowed(rights)
    ]
    async_add_children(
        entry.runtime_data.timetable,
        async_add_entities,
        lambda pupil: [SchoolContact(entry, pupil, who) for who in allowed],
    )


class SchoolContact(PronoteEntity[Any], NotifyEntity):
    """Begins a discussion in the mailbox of the account."""

    entity_description: _Description
    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(
        self, entry: PronoteConfigEntry, pupil: Pupil, description: _Description
    ) -> None:
        """Give the contact its place, with the child."""
        timetable = entry.runtime_data.timetable
        super().__init__(timetable, pupil, Platform.NOTIFY, description)
        self._discussions = entry.runtime_data.discussions

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Write, and see that the school has it."""

        async def write(client: PronoteClient) -> None:
            who = self.entity_description
            people = [
                person
                for person in await client.discussions.recipients(who.kind, self._pupil)
                if who.meant(person) and not person.refuses_messages
            ]
            if not people:
                raise ServiceValidationError(
                    translation_domain=DOMAIN, translation_key="nobody_to_write_to"
                )
            subject = title or message.strip().partition("\n")[0][:LONGEST_SUBJECT]
            await client.discussions.begin(subject, message, people, self._pupil)

        await self.coordinator.gate.ask(write)
        await self._discussions.async_refresh()
