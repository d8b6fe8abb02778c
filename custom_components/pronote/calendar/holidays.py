"""Calendar of the school holidays."""

from collections.abc import Iterator
from datetime import datetime
from typing import override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_translate_state_attr

from ..const import DOMAIN
from ..coordinator.timetable import TimetableCoordinator
from ..entity import AccountEntity
from ..school_day.days import DAY
from ..school_day.holidays import vacations
from .base import events_between


class HolidaysCalendar(AccountEntity[TimetableCoordinator], CalendarEntity):
    """Days without school, from the school calendar. It sends no requests."""

    def __init__(self, coordinator: TimetableCoordinator) -> None:
        """Initialize the calendar."""
        super().__init__(
            coordinator,
            Platform.CALENDAR,
            CalendarEntityDescription(
                key="holidays", translation_key="holidays", initial_color="#c2255c"
            ),
        )

    @property
    @override
    def available(self) -> bool:
        # The last login returned the year; no page has to be opened for it.
        return True

    @property
    @override
    def event(self) -> CalendarEvent | None:
        today = self.coordinator.now.date()
        return next((event for event in self._events() if event.end > today), None)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        return events_between(self._events(), start_date, end_date)

    def _events(self) -> Iterator[CalendarEvent]:
        calendar = self.coordinator.calendar
        for holiday in sorted(calendar.holidays, key=lambda one: one.start):
            yield CalendarEvent(
                start=holiday.start,
                end=holiday.end + DAY,
                summary=holiday.name or self._label("day_off"),
                uid=f"{holiday.start}",
            )
        *_, summer = vacations(calendar)
        yield CalendarEvent(
            start=summer.start,
            end=summer.start + DAY,
            summary=self._label("summer"),
            uid=f"{summer.start}",
        )

    def _label(self, value: str) -> str:
        return async_translate_state_attr(
            self.hass, value, Platform.CALENDAR, DOMAIN, "holidays", None, "message"
        )
