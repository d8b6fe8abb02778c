"""Sensors of the menus."""

from datetime import date

from homeassistant.const import MAX_LENGTH_STATE_STATE

from ..client import Meal, Menu
from ..coordinator.weekly import Weeks
from ..school_day.days import DAY, monday_of
from ..school_day.titles import main_dishes
from .base import Attributes, PronoteSensorDescription


def _meal(menus: Weeks[Menu], day: date) -> Menu | None:
    """Return the lunch of a day, or the dinner if there is no lunch."""
    of_the_day = (
        menu
        for menu in menus.get(monday_of(day), ())
        if menu.date == day and menu.dishes
    )
    return min(of_the_day, key=lambda menu: menu.meal is not Meal.LUNCH, default=None)


def _menu(menus: Weeks[Menu], day: date) -> str | None:
    if (menu := _meal(menus, day)) is None:
        return None
    text = main_dishes(menu)
    if len(text) > MAX_LENGTH_STATE_STATE:
        text = text[: MAX_LENGTH_STATE_STATE - 1] + "…"
    return text


def _menu_attributes(menus: Weeks[Menu], day: date) -> Attributes:
    menu = _meal(menus, day)
    return {} if menu is None else {"meal": menu.meal.value}


MENUS: tuple[PronoteSensorDescription[Weeks[Menu]], ...] = (
    PronoteSensorDescription(
        key="menu_today",
        translation_key="menu_today",
        value_fn=lambda menus, days: _menu(menus, days.today),
        attributes_fn=lambda menus, days: _menu_attributes(menus, days.today),
    ),
    PronoteSensorDescription(
        key="menu_tomorrow",
        translation_key="menu_tomorrow",
        value_fn=lambda menus, days: _menu(menus, days.today + DAY),
        attributes_fn=lambda menus, days: _menu_attributes(menus, days.today + DAY),
    ),
)
