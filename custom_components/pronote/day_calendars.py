"""Calendars of whole days: the homework by the day it is due, the menus, the holidays."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_translate_state_attr

from .calendar_entity import PronoteCalendar, during
from .client import Homework, Menu, Pupil
from .const import DOMAIN
from .coordinator import AHEAD, BEHIND, Weeks
from .daily import HomeworkCoordinator, MenusCoordinator, TimetableCoordinator
from .entity import AccountEntity
from .lookups import Lookups
from .school_day import DAY
from .titles import homework_title, main_dishes
from .vacations import vacations

DONE: Final = "✓"


class HomeworkCalendar(PronoteCalendar[tuple[Homework, ...]]):
    """The homework, on the day it is due; what is done bears a tick."""

    key = "homework"
    colour = "#e67700"
    coordinator: HomeworkCoordinator

    def __init__(self, coordinator: HomeworkCoordinator, pupil: Pupil) -> None:
        """Prepare to ask for other weeks."""
        super().__init__(coordinator, pupil)
        self._others = Lookups[Homework](
            coordinator,
            lambda first, last: coordinator.async_due(pupil, first, last),
            lambda work: (work.due, work.due),
        )

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        today = self.school_days.today
        work = next((work for work in self.page if work.due >= today), None)
        return None if work is None else _homework(work)

    @override
    async def _async_look_up(self, first: date, last: date) -> list[CalendarEvent]:
        today = self.school_days.today
        known = self.available and today - BEHIND <= first and last < today + AHEAD
        found = self.page if known else await self._others.async_get(first, last)
        return [_homework(work) for work in found]


def _homework(work: Homework) -> CalendarEvent:
    title = homework_title(work)
    return CalendarEvent(
        start=work.due,
        end=work.due + DAY,
        summary=f"{DONE} {title}" if work.done else title,
        description=work.text or None,
        uid=work.key,
    )


class MenusCalendar(PronoteCalendar[Weeks[Menu]]):
    """The menus of the canteen, each with its meal."""

    key = "menus"
    colour = "#7b5ea7"
    coordinator: MenusCoordinator

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        today = self.school_days.today
        return next(
            (
                self._event(menu)
                for monday in sorted(self.page)
                for menu in self.page[monday]
                if menu.date >= today and menu.dishes
            ),
            None,
        )

    @override
    async def _async_look_up(self, first: date, last: date) -> list[CalendarEvent]:
        found = await self.coordinator.async_visit(self._pupil, first, last)
        return [self._event(menu) for menu in found if menu.dishes]

    def _event(self, menu: Menu) -> CalendarEvent:
        meal = self._label("menu_today", "meal", menu.meal)
        return CalendarEvent(
            start=menu.date,
            end=menu.date + DAY,
            summary=f"{meal} – {main_dishes(menu)}",
            description="\n".join(dish.name for dish in menu.dishes),
            uid=f"{menu.date}-{menu.meal}",
        )


class HolidaysCalendar(AccountEntity[TimetableCoordinator], CalendarEntity):
    """The days without school, as the school's own year has them. It asks for nothing."""

    def __init__(self, coordinator: TimetableCoordinator) -> None:
        """Name the calendar."""
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
        # The year was told at the last login; no page has to open for it.
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
        return during(self._events(), start_date, end_date)

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
