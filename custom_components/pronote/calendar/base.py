"""Base class of the calendars of a child."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import ClassVar, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_translate_state_attr

from ..client import Pupil
from ..const import CONF_CHILD_IN_TITLES, DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..entity import PronoteEntity
from ..models import PronoteConfigEntry
from ..runtime.devices import child_name
from .colors import calendar_color


class PronoteCalendar[_DataT](PronoteEntity[_DataT], CalendarEntity):
    """Calendar of a child.

    Days outside the cached weeks are requested from PRONOTE.
    """

    key: ClassVar[str]

    def __init__(self, coordinator: PronoteCoordinator[_DataT], pupil: Pupil) -> None:
        """Initialize the calendar, in the color of the child."""
        entry: PronoteConfigEntry = coordinator.config_entry
        number = entry.runtime_data.child_numbers.number(entry.entry_id, pupil.key)
        super().__init__(
            coordinator,
            pupil,
            Platform.CALENDAR,
            CalendarEntityDescription(
                key=self.key,
                translation_key=self.key,
                initial_color=calendar_color(number, self.key),
            ),
        )

    @abstractmethod
    def _current_or_next(self) -> CalendarEvent | None:
        """Return the events for the state of the calendar, without a request."""

    @abstractmethod
    async def _async_fetch_events(
        self, first: date, last: date
    ) -> Iterable[CalendarEvent]:
        """Return the events of whole days, and possibly of days around them.

        Raises HomeAssistantError.
        """

    @property
    @override
    def event(self) -> CalendarEvent | None:
        found = self._current_or_next() if self.available else None
        return None if found is None else self._titled(found)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        timezone = self.coordinator.calendar.timezone
        # A week ends at midnight of the Monday after, which is none of its days.
        last = end_date - timedelta.resolution
        found = await self._async_fetch_events(
            start_date.astimezone(timezone).date(), last.astimezone(timezone).date()
        )
        return [
            self._titled(event) for event in events_between(found, start_date, end_date)
        ]

    def _titled(self, event: CalendarEvent) -> CalendarEvent:
        """Return an event with the name of the child in its title, if the family wants that."""
        entry: PronoteConfigEntry = self.coordinator.config_entry
        if not entry.options.get(CONF_CHILD_IN_TITLES):
            return event
        name = child_name(self.hass, entry, self._pupil)
        return replace(event, summary=f"{name} · {event.summary}")

    def _label(self, sensor: str, attribute: str, value: str) -> str:
        """Return the translation of a value, as a sensor shows it."""
        return async_translate_state_attr(
            self.hass, value, Platform.SENSOR, DOMAIN, sensor, None, attribute
        )


def events_between(
    events: Iterable[CalendarEvent], start: datetime, end: datetime
) -> list[CalendarEvent]:
    """Return the events that overlap a range."""
    return [
        event
        for event in events
        if event.start_datetime_local < end and event.end_datetime_local > start
    ]
