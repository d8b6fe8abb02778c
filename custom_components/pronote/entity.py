"""What the entities of all platforms share: a child, a page, a clock."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import PronoteConfigEntry, PronoteCoordinator
from .devices import child_identifier
from .school_day import SchoolDays


class PronoteEntity[_PageT](CoordinatorEntity[PronoteCoordinator[_PageT]]):
    """Something that a page tells of a child."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: PronoteCoordinator[_PageT],
        pupil_key: str,
        platform: str,
        description: EntityDescription,
    ) -> None:
        """Give the entity its place; no id of it holds the child's name."""
        super().__init__(coordinator)
        entry = coordinator.config_entry
        number = entry.runtime_data.numbers.number(entry.entry_id, pupil_key)
        self.entity_description = description
        self.entity_id = f"{platform}.{DOMAIN}_{number}_{description.key}"
        self._attr_unique_id = f"{entry.unique_id}_{pupil_key}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={child_identifier(entry, pupil_key)}
        )
        self._pupil_key = pupil_key
        self._timetable = entry.runtime_data.timetable

    @property
    def page(self) -> _PageT:
        """What the school last told."""
        return self.coordinator.data[self._pupil_key]

    @property
    def school_days(self) -> SchoolDays:
        """The child's lessons, as they are seen now."""
        return self._timetable.school_days(self._pupil_key)

    @property
    @override
    def available(self) -> bool:
        coordinator = self.coordinator
        return (
            coordinator.usable
            and self._pupil_key in coordinator.data
            and coordinator.gate.client.account.pupil(self._pupil_key) is not None
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
    build: Callable[[str], Iterable[Entity]],
) -> None:
    """Add the entities of each child whose page opens, now or one day."""
    entry: PronoteConfigEntry = coordinator.config_entry
    known: set[str] = set()

    @callback
    def add() -> None:
        present = [pupil.key for pupil in entry.runtime_data.account.pupils]
        known.intersection_update(present)
        new = [key for key in present if key in coordinator.data and key not in known]
        known.update(new)
        async_add_entities(entity for key in new for entity in build(key))

    add()
    entry.async_on_unload(coordinator.async_add_listener(add))
