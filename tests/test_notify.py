"""Test the notify entities: a message starts a discussion at school."""

from homeassistant.components.notify.const import (
    ATTR_MESSAGE,
    ATTR_TITLE,
    DOMAIN as NOTIFY,
    SERVICE_SEND_MESSAGE,
)
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.coordinator.discussions import MAILBOX
from tests.school import School
from tests.school.model.mail import Person, PersonKind

from .helpers.home import NewEntry, SetUp, settle


def contacts(entity_registry: er.EntityRegistry) -> list[er.RegistryEntry]:
    return [
        entity
        for entity in entity_registry.entities.values()
        if entity.domain == NOTIFY and entity.platform == "pronote"
    ]


async def enable(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    for entity in contacts(entity_registry):
        entity_registry.async_update_entity(entity.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)


async def write(hass: HomeAssistant, contact: str, message: str, **more: str) -> None:
    await hass.services.async_call(
        NOTIFY,
        SERVICE_SEND_MESSAGE,
        {ATTR_ENTITY_ID: contact, ATTR_MESSAGE: message, **more},
        blocking=True,
    )


def recipients(school: School, subject: str) -> tuple[Person, ...]:
    """Return to whom a message went."""
    [found] = [d for d in school.model.mail.discussions if d.subject == subject]
    return found.letters[0].to


async def test_nobody_is_written_to_by_accident(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Two for each child, off until somebody wants them, and named after nobody."""
    found = contacts(entity_registry)
    assert {entity.entity_id for entity in found} == {
        f"notify.pronote_{child}_{who}"
        for child in (1, 2)
        for who in ("head_teacher", "school_life")
    }
    assert all(entity.disabled for entity in found)


async def test_head_teacher_of_a_child(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
) -> None:
    await enable(hass, entry, entity_registry)
    before = len(entry.runtime_data.discussions.data[MAILBOX])
    for number in (1, 2):
        title = f"Rendez-vous {number}"
        contact = f"notify.pronote_{number}_head_teacher"
        await write(hass, contact, "Bonjour, quand ?", **{ATTR_TITLE: title})
        [person] = recipients(school, title)
        classes = {
            pupil.school_class.uid: entry.runtime_data.child_numbers.number(
                entry.entry_id, known.key
            )
            for known in entry.runtime_data.account.pupils
            for pupil in school.model.pupils
            if known.name == pupil.name
        }
        assert classes[person.head_of] == number
    assert len(entry.runtime_data.discussions.data[MAILBOX]) == before + 2


async def test_school_life_without_a_title(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
) -> None:
    """The first line says what it is about."""
    await enable(hass, entry, entity_registry)
    text = "Absente demain matin.\nBonne journée."
    await write(hass, "notify.pronote_1_school_life", text)
    [person] = recipients(school, "Absente demain matin.")
    assert person.function == "Conseillère principale d'éducation"


async def test_nobody_there(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
) -> None:
    await enable(hass, entry, entity_registry)
    mail = school.model.mail
    mail.people = [one for one in mail.people if one.kind is not PersonKind.STAFF]
    with pytest.raises(ServiceValidationError) as refused:
        await write(hass, "notify.pronote_1_school_life", "Bonjour")
    assert refused.value.translation_key == "nobody_to_write_to"


async def test_empty_message(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    await enable(hass, entry, entity_registry)
    with pytest.raises(HomeAssistantError) as refused:
        await write(hass, "notify.pronote_1_school_life", "  ")
    assert refused.value.translation_key == "answer_empty"


async def test_no_right_no_entity(
    new_entry: NewEntry, set_up: SetUp, entity_registry: er.EntityRegistry
) -> None:
    assert await set_up(new_entry("restricted"))
    assert contacts(entity_registry) == []
