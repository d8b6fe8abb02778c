"""Base class of the calendars of a child."""

from abc import abstractmethod
from collections.abc import Iterable
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
from ..const import DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..entity import PronoteEntity


class PronoteCalendar[_DataT](PronoteEntity[_DataT], CalendarEntity):
    """Calendar of a child.

    Days outside the cached weeks are requested from PRONOTE.
    """

    key: ClassVar[str]
    color: ClassVar[str]

    def __init__(self, coordinator: PronoteCoordinator[_DataT], pupil: Pupil) -> None:
        """Initialize the calendar."""
        super().__init__(
            coordinator,
            pupil,
            Platform.CALENDAR,
            CalendarEntityDescription(
                key=self.key, translation_key=self.key, initial_color=self.color
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
        return self._current_or_next() if self.available else None

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
        return events_between(found, start_date, end_date)

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
