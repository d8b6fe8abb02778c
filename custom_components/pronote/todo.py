"""To-do list of homework.

Ticks of a pupil account are sent to PRONOTE; ticks of a parent account are stored in Home
Assistant.
"""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.todo import (
    TodoItem,
    TodoItemStatus,
    TodoListEntity,
    TodoListEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import Homework
from .const import DOMAIN
from .coordinator.homework import HomeworkCoordinator
from .entity import PronoteEntity, async_add_child_entities
from .models import PronoteConfigEntry
from .school_day.titles import homework_title

PARALLEL_UPDATES = 1

DESCRIPTION = EntityDescription(key="homework", translation_key="homework")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the to-do list of each child."""
    homework = entry.runtime_data.homework
    async_add_child_entities(
        homework,
        async_add_entities,
        lambda pupil: [HomeworkList(homework, pupil, Platform.TODO, DESCRIPTION)],
    )


def _item(work: Homework) -> TodoItem:
    return TodoItem(
        uid=work.key,
        summary=homework_title(work),
        description=work.text or None,
        due=work.due,
        status=TodoItemStatus.COMPLETED if work.done else TodoItemStatus.NEEDS_ACTION,
    )


class HomeworkList(PronoteEntity[tuple[Homework, ...]], TodoListEntity):
    """Homework of a child.

    Items can be checked; their texts come from the teachers and cannot be edited.
    """

    # A tick on a dashboard sends the whole item back: all its fields must be accepted.
    _attr_supported_features = (
        TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )
    coordinator: HomeworkCoordinator

    @property
    @override
    def todo_items(self) -> list[TodoItem] | None:
        return [_item(work) for work in self.data] if self.available else None

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        at_school = self.coordinator.ticks_in_pronote
        return {"ticks": "pronote" if at_school else "home_assistant"}

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        await self._async_check_caller()
        if (work := self._work(item.uid)) is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="gone"
            )
        if _is_edited(item, _item(work)):
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="homework_read_only"
            )
        done = item.status == TodoItemStatus.COMPLETED
        if done is not work.done:
            await self.coordinator.async_set_done(self._pupil, work, done)

    def _work(self, key: str | None) -> Homework | None:
        return next((work for work in self.data if work.key == key), None)


def _is_edited(item: TodoItem, known: TodoItem) -> bool:
    """Return whether an item has other texts than before; what it leaves out is unchanged.

    Browsers may change whitespace; the intent that completes an item gives its summary only.
    """
    return (
        (item.summary or "").split() != (known.summary or "").split()
        or (item.description or known.description or "").split()
        != (known.description or "").split()
        or (item.due or known.due) != known.due
    )
