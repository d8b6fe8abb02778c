"""Short titles of lessons, homework, meals and accounts."""

from itertools import chain, count
from textwrap import shorten
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..client import Account, Course, Homework, Lesson, Menu, Space
from ..const import DOMAIN

MAX_TITLE_LENGTH: Final = 80


def lesson_name(lesson: Lesson) -> str | None:
    """Return the subject of a lesson, or the note of the teacher."""
    return lesson.subject or _first_words(lesson.memo)


def lesson_title(lesson: Lesson) -> str | None:
    """Return the name of a lesson, or its status text."""
    return lesson_name(lesson) or lesson.status_text


def homework_title(work: Homework) -> str:
    """Return the subject of a homework item, or the beginning of its text."""
    return work.subject or _first_words(work.text) or "…"


def _first_words(text: str | None) -> str | None:
    """Return the beginning of a text, or None."""
    first_line, *_ = (text or "").strip().splitlines() or [""]
    return shorten(first_line, MAX_TITLE_LENGTH, placeholder=" …") or None


def main_dishes(menu: Menu) -> str:
    """Return the main dishes of a meal."""
    dishes = menu.course(Course.MAIN) + menu.course(Course.SIDE) or menu.dishes
    return ", ".join(dish.name for dish in dishes)


async def async_account_title(
    hass: HomeAssistant, account: Account, school: str = ""
) -> str:
    """Return the title of an account: its school and space or class.

    Titles appear in logs. One that another entry has is numbered.
    """
    title = await _async_title(hass, account, school)
    taken = {entry.title for entry in hass.config_entries.async_entries(DOMAIN)}
    numbered = (f"{title} {number}" for number in count(2))
    return next(one for one in chain((title,), numbered) if one not in taken)


async def _async_title(hass: HomeAssistant, account: Account, school: str) -> str:
    school = account.school.name or school or "PRONOTE"
    if account.space is Space.PUPIL and account.pupils[0].school_class:
        return f"{school} ({account.pupils[0].school_class})"
    names = await async_get_translations(
        hass, hass.config.language, "selector", [DOMAIN]
    )
    space = names[f"component.{DOMAIN}.selector.space.options.{account.space}"]
    return f"{school} ({space})"
