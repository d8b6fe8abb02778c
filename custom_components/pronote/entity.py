"""What the entities of all platforms share: a child, a page, a clock."""

from collections.abc import Callable, Iterable
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .client import Pupil
from .const import DOMAIN
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import MAILBOX, DiscussionsCoordinator
from .models import PronoteConfigEntry
from .runtime.devices import child_identifier
from .school_day.days import SchoolDays


class PronoteEntity[_PageT](CoordinatorEntity[PronoteCoordinator[_PageT]]):
    """Something that a page tells of a child."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: PronoteCoordinator[_PageT],
        pupil: Pupil,
        platform: str,
        description: EntityDescription,
    ) -> None:
        """Give the entity its place; no id of it holds the child's name."""
        super().__init__(coordinator, context=pupil.key)
        entry: PronoteConfigEntry = coordinator.config_entry
        number = entry.runtime_data.numbers.number(entry.entry_id, pupil.key)
        self.entity_description = description
        self.entity_id = f"{platform}.{DOMAIN}_{number}_{description.key}"
        self._attr_unique_id = f"{entry.unique_id}_{pupil.key}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={child_identifier(entry, pupil.key)}
        )
        self._pupil = pupil
        self._timetable = entry.runtime_data.timetable

    @property
    def page(self) -> _PageT:
        """What the school last told."""
        return self.coordinator.data[self._pupil.key]

    @property
    def school_days(self) -> SchoolDays:
        """The child's lessons, as they are seen now."""
        return self._timetable.school_days(self._pupil.key)

    @property
    @override
    def available(self) -> bool:
        coordinator = self.coordinator
        return (
            coordinator.usable
            and self._pupil.key in coordinator.data
            and coordinator.gate.client.account.pupil(self._pupil.key) is not None
        )

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        if self.coordinator is not self._timetable:
            # The bell rings there, and it tells the next school day.
            self.async_on_remove(
                self._timetable.async_add_listener(self._handle_coordinator_update)
            )


@callback
def async_add_children[_PageT](
    coordinator: PronoteCoordinator[_PageT],
    async_add_entities: AddConfigEntryEntitiesCallback,
    build: Callable[[Pupil], Iterable[Entity]],
) -> None:
    """Add the entities of each child whose page opens, now or one day."""
    entry: PronoteConfigEntry = coordinator.config_entry
    known: set[str] = set()

    @callback
    def add() -> None:
        pupils = entry.runtime_data.account.pupils
        known.intersection_update(pupil.key for pupil in pupils)
        new = [
            pupil
            for pupil in pupils
            if pupil.key in coordinator.data and pupil.key not in known
        ]
        known.update(pupil.key for pupil in new)
        async_add_entities(entity for pupil in new for entity in build(pupil))

    add()
    entry.async_on_unload(coordinator.async_add_listener(add))


class AccountEntity[_CoordinatorT: PronoteCoordinator[Any]](
    CoordinatorEntity[_CoordinatorT]
):
    """Something that is the whole account's."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: _CoordinatorT,
        platform: str,
        description: EntityDescription,
    ) -> None:
        """Give the entity its place, with the school."""
        super().__init__(coordinator, context=MAILBOX)
        account = str(coordinator.config_entry.unique_id)
        self.entity_description = description
        self.entity_id = f"{platform}.{DOMAIN}_{description.key}"
        self._attr_unique_id = f"{account}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, account)})


class MailboxEntity(AccountEntity[DiscussionsCoordinator]):
    """Something of the mailbox."""

    @property
    @override
    def available(self) -> bool:
        return self.coordinator.usable and MAILBOX in self.coordinator.data


@callback
def async_add_mailbox(
    coordinator: DiscussionsCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
    build: Callable[[], Iterable[Entity]],
) -> None:
    """Add the entities of the mailbox when it opens, now or one day."""
    added = False

    @callback
    def add() -> None:
        nonlocal added
        if not added and MAILBOX in coordinator.data:
            added = True
            async_add_entities(build())

    add()
    coordinator.config_entry.async_on_unload(coordinator.async_add_listener(add))
