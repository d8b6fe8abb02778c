"""Calendar of the canteen menus."""

from datetime import date
from typing import override

from homeassistant.components.calendar import CalendarEvent

from ..client import Menu
from ..coordinator.menus import MenusCoordinator
from ..coordinator.weekly import Weeks
from ..school_day.days import DAY
from ..school_day.titles import main_dishes
from .base import PronoteCalendar


class MenusCalendar(PronoteCalendar[Weeks[Menu]]):
    """Canteen menus, one event per meal."""

    key = "menus"
    coordinator: MenusCoordinator

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        today = self.school_days.today
        return next(
            (
                self._event(menu)
                for monday in sorted(self.data)
                for menu in self.data[monday]
                if menu.date >= today and menu.dishes
            ),
            None,
        )

    @override
    async def _async_fetch_events(self, first: date, last: date) -> list[CalendarEvent]:
        found = await self.coordinator.async_get_weeks(self._pupil, first, last)
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
