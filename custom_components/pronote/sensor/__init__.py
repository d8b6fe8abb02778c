"""Sensors: the lessons around now, the homework ahead, the averages, the menu of the day."""

from datetime import date
from decimal import Decimal

from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..client import Grade, GradeBook, Homework, Meal, Menu
from ..coordinator.base import PronoteCoordinator
from ..coordinator.weekly import Weeks
from ..entity import async_add_children, async_add_mailbox
from ..legacy.sensor import async_add_legacy
from ..models import PronoteConfigEntry
from ..school_day.days import DAY, SchoolDays, monday_of
from ..school_day.morning import margins
from ..school_day.titles import main_dishes
from .base import Attributes, PronoteSensor, PronoteSensorDescription
from .counts import NEWS, SCHOOL_LIFE, UnreadMessages
from .current_period import CurrentPeriod
from .requests import DESCRIPTIONS, LedgerSensor
from .subject_averages import async_add_subject_averages
from .timetable import TIMETABLE, morning_sensors

PARALLEL_UPDATES = 0


def _grade_attributes(grade: Grade | None) -> Attributes:
    if grade is None:
        return {}
    return {
        "subject": grade.subject,
        "title": grade.title,
        "date": grade.date,
        "code": grade.code and grade.code.value,
        "out_of": _number(grade.out_of),
        "coefficient": _number(grade.coefficient),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _to_do(
    homework: tuple[Homework, ...], first: date = date.min, last: date = date.max
) -> int:
    """Count what is not done and due from a day to another."""
    return sum(not work.done and first <= work.due <= last for work in homework)


def _to_do_next(homework: tuple[Homework, ...], days: SchoolDays) -> int | None:
    day = days.next_school_day
    return None if day is None else _to_do(homework, day, day)


def _meal(menus: Weeks[Menu], day: date) -> Menu | None:
    """Return the lunch of a day, or the dinner where there is nothing else."""
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


def _gap(book: GradeBook) -> Decimal | None:
    """Return how far the pupil is above the class, or below it."""
    if book.overall is None or book.class_overall is None:
        return None
    return book.overall - book.class_overall


HOMEWORK: tuple[PronoteSensorDescription[tuple[Homework, ...]], ...] = (
    PronoteSensorDescription(
        key="homework_to_do",
        translation_key="homework_to_do",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda homework, days: _to_do(homework, first=days.today),
    ),
    PronoteSensorDescription(
        key="homework_next_school_day",
        translation_key="homework_next_school_day",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_to_do_next,
    ),
    PronoteSensorDescription(
        key="homework_overdue",
        translation_key="homework_overdue",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda homework, days: _to_do(homework, last=days.today - DAY),
    ),
)

GRADES: tuple[PronoteSensorDescription[GradeBook], ...] = (
    PronoteSensorDescription(
        key="overall_average",
        translation_key="overall_average",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=lambda book, _: book.overall,
        scale_fn=lambda book: book.out_of,
        attributes_fn=lambda book, _: {
            "period": book.period,
            "out_of": _number(book.out_of),
        },
    ),
    PronoteSensorDescription(
        key="class_average",
        translation_key="class_average",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=lambda book, _: book.class_overall,
        scale_fn=lambda book: book.out_of,
        attributes_fn=lambda book, _: {
            "period": book.period,
            "out_of": _number(book.out_of),
        },
    ),
    PronoteSensorDescription(
        key="gap_to_class",
        translation_key="gap_to_class",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        entity_registry_enabled_default=False,
        value_fn=lambda book, _: _gap(book),
        attributes_fn=lambda book, _: {
            "period": book.period,
            "out_of": _number(book.out_of),
        },
    ),
    PronoteSensorDescription(
        key="last_grade",
        translation_key="last_grade",
        suggested_display_precision=2,
        value_fn=lambda book, _: None if book.last is None else book.last.value,
        scale_fn=lambda book: None if book.last is None else book.last.out_of,
        attributes_fn=lambda book, _: _grade_attributes(book.last),
    ),
)

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


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of each child."""

    def add[_PageT](
        coordinator: PronoteCoordinator[_PageT],
        descriptions: tuple[PronoteSensorDescription[_PageT], ...],
    ) -> None:
        async_add_children(
            coordinator,
            async_add_entities,
            lambda pupil: [
                PronoteSensor(coordinator, pupil, Platform.SENSOR, description)
                for description in descriptions
            ],
        )

    data = entry.runtime_data
    add(data.timetable, TIMETABLE)
    add(data.homework, HOMEWORK)
    add(data.grades, GRADES)
    add(data.menus, MENUS)
    add(data.school_life, SCHOOL_LIFE)
    add(data.news, NEWS)
    async_add_children(
        data.timetable,
        async_add_entities,
        lambda pupil: [
            *(
                PronoteSensor(data.timetable, pupil, Platform.SENSOR, description)
                for description in morning_sensors(margins(entry.options, pupil.key))
            ),
            CurrentPeriod(data.timetable, pupil),
        ],
    )
    async_add_subject_averages(data.grades, async_add_entities)
    async_add_legacy(entry, async_add_entities)
    async_add_mailbox(
        data.discussions,
        async_add_entities,
        lambda: [UnreadMessages(data.discussions)],
    )
    async_add_entities(LedgerSensor(entry, description) for description in DESCRIPTIONS)
