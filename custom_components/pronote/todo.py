"""To-do lists of a child: homework, and the bag of the next school day.

Ticks of homework of a pupil account are sent to PRONOTE; all others are stored in Home Assistant.
"""

from collections.abc import Iterator, Mapping
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

from .client import Homework, Lesson
from .const import DOMAIN
from .coordinator.homework import HomeworkCoordinator
from .coordinator.timetable import TimetableCoordinator
from .coordinator.weekly import Weeks
from .entity import PronoteEntity, async_add_child_entities
from .models import PronoteConfigEntry
from .school_day.bag import Bag, bag_ahead
from .school_day.titles import homework_title
from .texts.brief import bag_items
from .texts.phrases import get_phrases

PARALLEL_UPDATES = 1

HOMEWORK = EntityDescription(key="homework", translation_key="homework")
BAG = EntityDescription(key="bag", translation_key="bag")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the to-do lists of each child."""
    homework = entry.runtime_data.homework
    async_add_child_entities(
        homework,
        async_add_entities,
        lambda pupil: [HomeworkList(homework, pupil, Platform.TODO, HOMEWORK)],
    )
    timetable = entry.runtime_data.timetable
    async_add_child_entities(
        timetable,
        async_add_entities,
        lambda pupil: [BagList(timetable, pupil, Platform.TODO, BAG)],
    )


# A tick on a dashboard sends the whole item back: all its fields must be accepted.
_FEATURES = (
    TodoListEntityFeature.UPDATE_TODO_ITEM
    | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
    | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
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

    _attr_supported_features = _FEATURES
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


class BagList(PronoteEntity[Weeks[Lesson]], TodoListEntity):
    """What to put into the bag, to take out and to bring for the next school day.

    It is about the following day once the first lesson of a day has started. Ticks are those of one day.
    """

    _attr_supported_features = _FEATURES
    coordinator: TimetableCoordinator

    @property
    def _bag(self) -> Bag | None:
        homework = self.coordinator.config_entry.runtime_data.homework
        known = homework.data.get(self._pupil.key, ())
        return bag_ahead(self.school_days, known) if self.available else None

    @property
    @override
    def todo_items(self) -> list[TodoItem] | None:
        return None if (bag := self._bag) is None else [*self._items(bag)]

    def _items(self, bag: Bag) -> Iterator[TodoItem]:
        data = self.coordinator.config_entry.runtime_data
        ticked = data.bag_ticks.ticked(self._pupil.key, bag.day)
        for key, text in bag_items(bag, get_phrases(self.hass)).items():
            yield TodoItem(
                uid=key,
                summary=text,
                due=bag.day,
                status=TodoItemStatus.COMPLETED
                if key in ticked
                else TodoItemStatus.NEEDS_ACTION,
            )

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        bag = self._bag
        known = () if bag is None else self._items(bag)
        found = next((other for other in known if other.uid == item.uid), None)
        if bag is None or found is None or found.uid is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="bag_renewed"
            )
        if _is_edited(item, found):
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="bag_read_only"
            )
        data = self.coordinator.config_entry.runtime_data
        ticked = item.status == TodoItemStatus.COMPLETED
        await data.bag_ticks.async_set(self._pupil.key, bag.day, found.uid, ticked)
        self.async_write_ha_state()

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        homework = self.coordinator.config_entry.runtime_data.homework
        self.async_on_remove(
            homework.async_add_listener(self._handle_coordinator_update)
        )


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
