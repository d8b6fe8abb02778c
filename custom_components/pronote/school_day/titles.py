"""What a lesson, a piece of homework, a meal and an account are called, in a few words."""

from textwrap import shorten
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..client import Account, Course, Homework, Lesson, Menu, Space
from ..const import DOMAIN

FEW_WORDS: Final = 80


def lesson_name(lesson: Lesson) -> str | None:
    """Return the subject of a lesson, or what the teacher noted where there is none."""
    return lesson.subject or _few_words(lesson.memo)


def lesson_title(lesson: Lesson) -> str | None:
    """Return the name of a lesson, or what the school says of it."""
    return lesson_name(lesson) or lesson.status_text


def homework_title(work: Homework) -> str:
    """Return the subject of a piece of homework, or how its text begins."""
    return work.subject or _few_words(work.text) or "…"


def _few_words(text: str | None) -> str | None:
    """Return how a text begins, if it does."""
    first_line, *_ = (text or "").strip().splitlines() or [""]
    return shorten(first_line, FEW_WORDS, placeholder=" …") or None


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
