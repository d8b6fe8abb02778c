"""What a lesson, a meal and an account are called, in a few words."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .client import Account, Course, Lesson, Menu, Space
from .const import DOMAIN


def lesson_title(lesson: Lesson) -> str | None:
    """Return the subject of a lesson, or what the school says of it."""
    return lesson.subject or lesson.status_text


def main_dishes(menu: Menu) -> str:
    """Return what fills the plates."""
    dishes = menu.course(Course.MAIN) + menu.course(Course.SIDE) or menu.dishes
    return ", ".join(dish.name for dish in dishes)


async def async_account_title(
    hass: HomeAssistant, account: Account, school: str = ""
) -> str:
    """Name an account by its school and space or class: titles get into logs."""
    school = account.school.name or school or "PRONOTE"
    if account.space is Space.PUPIL and account.pupils[0].school_class:
        return f"{school} ({account.pupils[0].school_class})"
    names = await async_get_translations(
        hass, hass.config.language, "selector", [DOMAIN]
    )
    space = names[f"component.{DOMAIN}.selector.space.options.{account.space}"]
    return f"{school} ({space})"
