"""Base classes of the entities."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, override

from homeassistant.core import Context, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .client import Pupil
from .const import DOMAIN
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import MAILBOX, DiscussionsCoordinator
from .models import PronoteConfigEntry
from .permissions import async_check_context, check_user, connected_user
from .runtime.devices import child_identifier
from .school_day.days import SchoolDays


class PronoteEntity[_DataT](CoordinatorEntity[PronoteCoordinator[_DataT]]):
    """Entity of a child, from one page."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: PronoteCoordinator[_DataT],
        pupil: Pupil,
        platform: str,
        description: EntityDescription,
    ) -> None:
        """Initialize the entity; none of its IDs contains the name of the child."""
        super().__init__(coordinator, context=pupil.key)
        entry: PronoteConfigEntry = coordinator.config_entry
        number = entry.runtime_data.child_numbers.number(entry.entry_id, pupil.key)
        self.entity_description = description
        self.entity_id = f"{platform}.{DOMAIN}_{number}_{description.key}"
        self._attr_unique_id = f"{entry.unique_id}_{pupil.key}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={child_identifier(entry, pupil.key)}
        )
        self._pupil = pupil
        self._caller: Context | None = None
        self._timetable = entry.runtime_data.timetable

    @callback
    @override
    def async_set_context(self, context: Context) -> None:
        """Keep who calls an action on the entity."""
        super().async_set_context(context)
        self._caller = context

    async def _async_check_caller(self) -> None:
        """Raise AdminOnlyError if the caller may not act as the parent.

        Home Assistant sets the context right before each action. Without one, an intent called
        the entity: its user is that of the websocket message, if there is one.
        """
        caller, self._caller = self._caller, None
        entry = self.coordinator.config_entry
        if caller is None:
            check_user(entry, connected_user())
        else:
            await async_check_context(self.hass, entry, caller)

    @property
    def data(self) -> _DataT:
        """The last data of the page."""
        return self.coordinator.data[self._pupil.key]

    @property
    def school_days(self) -> SchoolDays:
        """The school days of the child, as of now."""
        return self._timetable.school_days(self._pupil.key)

    @property
    @override
    def available(self) -> bool:
        coordinator = self.coordinator
        return (
            coordinator.usable
            and self._pupil.key in coordinator.data
            and coordinator.connection.account.pupil(self._pupil.key) is not None
        )

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        if self.coordinator is not self._timetable:
            # The timetable decides when lessons start and end, and which day is the next school day.
            self.async_on_remove(
                self._timetable.async_add_listener(self._handle_coordinator_update)
            )


@callback
def async_add_child_entities[_DataT](
    coordinator: PronoteCoordinator[_DataT],
    async_add_entities: AddConfigEntryEntitiesCallback,
    create_entities: Callable[[Pupil], Iterable[Entity]],
) -> None:
    """Add the entities of each child when its page is open."""
    entry: PronoteConfigEntry = coordinator.config_entry
    known: set[str] = set()

    @callback
    def add_new() -> None:
        pupils = entry.runtime_data.account.pupils
        known.intersection_update(pupil.key for pupil in pupils)
        new = [
            pupil
            for pupil in pupils
            if pupil.key in coordinator.data and pupil.key not in known
        ]
        known.update(pupil.key for pupil in new)
        async_add_entities(entity for pupil in new for entity in create_entities(pupil))

    add_new()
    entry.async_on_unload(coordinator.async_add_listener(add_new))


@callback
def async_add_entities_as_found[_DataT](
    coordinator: PronoteCoordinator[_DataT],
    async_add_entities: AddConfigEntryEntitiesCallback,
    find: Callable[[Pupil, _DataT], Mapping[str, Callable[[], Entity]]],
) -> None:
    """Add the entities of each child when what they show appears on the page.

    `find` returns how to create them, each under a key that stays the same.
    """
    entry: PronoteConfigEntry = coordinator.config_entry
    known: set[tuple[str, str]] = set()

    @callback
    def add_new() -> None:
        pupils = entry.runtime_data.account.pupils
        present = {pupil.key for pupil in pupils}
        known.intersection_update({item for item in known if item[0] in present})
        new = [
            (key, create)
            for pupil in pupils
            if (data := coordinator.data.get(pupil.key)) is not None
            for name, create in find(pupil, data).items()
            if (key := (pupil.key, name)) not in known
        ]
        known.update(key for key, _ in new)
        async_add_entities(create() for _, create in new)

    add_new()
    entry.async_on_unload(coordinator.async_add_listener(add_new))


class AccountEntity[_CoordinatorT: PronoteCoordinator[Any]](
    CoordinatorEntity[_CoordinatorT]
):
    """Entity of the whole account."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: _CoordinatorT,
        platform: str,
        description: EntityDescription,
    ) -> None:
        """Initialize the entity on the device of the school."""
        super().__init__(coordinator, context=MAILBOX)
        account = str(coordinator.config_entry.unique_id)
        self.entity_description = description
        self.entity_id = f"{platform}.{DOMAIN}_{description.key}"
        self._attr_unique_id = f"{account}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, account)})


class MailboxEntity(AccountEntity[DiscussionsCoordinator]):
    """Entity of the mailbox."""

    @property
    @override
    def available(self) -> bool:
        return self.coordinator.usable and MAILBOX in self.coordinator.data


@callback
def async_add_mailbox_entities(
    coordinator: DiscussionsCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create_entities: Callable[[], Iterable[Entity]],
) -> None:
    """Add the entities of the mailbox when it is open."""
    added = False

    @callback
    def add_new() -> None:
        nonlocal added
        if not added and MAILBOX in coordinator.data:
            added = True
            async_add_entities(create_entities())

    add_new()
    coordinator.config_entry.async_on_unload(coordinator.async_add_listener(add_new))
