"""What the calendars of a child are made of."""

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


class PronoteCalendar[_PageT](PronoteEntity[_PageT], CalendarEntity):
    """A calendar of a child: it serves any days, and asks the school for those not known."""

    key: ClassVar[str]
    color: ClassVar[str]

    def __init__(self, coordinator: PronoteCoordinator[_PageT], pupil: Pupil) -> None:
        """Name the calendar."""
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
        """Return what the state of the calendar tells, without asking the school."""

    @abstractmethod
    async def _async_look_up(self, first: date, last: date) -> Iterable[CalendarEvent]:
        """Return what whole days hold, and maybe some around them.

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
        found = await self._async_look_up(
            start_date.astimezone(timezone).date(), last.astimezone(timezone).date()
        )
        return during(found, start_date, end_date)

    def _label(self, sensor: str, attribute: str, value: str) -> str:
        """Return the name of a value in Home Assistant's language, as a sensor has it."""
        return async_translate_state_attr(
            self.hass, value, Platform.SENSOR, DOMAIN, sensor, None, attribute
        )


def during(
    events: Iterable[CalendarEvent], start: datetime, end: datetime
) -> list[CalendarEvent]:
    """Return the events that touch a range."""
    return [
        event
        for event in events
        if event.start_datetime_local < end and event.end_datetime_local > start
    ]
