"""Sensors: the lessons around now, the homework ahead, the averages, the menu of the day."""

from datetime import date, datetime
from decimal import Decimal

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import Grade, GradeBook, Homework, Lesson, Meal, Menu
from .coordinator import PronoteConfigEntry, PronoteCoordinator, Weeks
from .counts import NEWS, SCHOOL_LIFE, UnreadMessages
from .entity import async_add_children, async_add_mailbox
from .school_day import SchoolDays, monday_of
from .sensor_entity import Attributes, PronoteSensor, PronoteSensorDescription
from .subject_averages import async_add_subject_averages
from .titles import lesson_title, main_dishes

PARALLEL_UPDATES = 0


def _title(lesson: Lesson | None) -> str | None:
    return None if lesson is None else lesson_title(lesson)


def _start(lesson: Lesson | None) -> datetime | None:
    return None if lesson is None else lesson.start


def _lesson_attributes(lesson: Lesson | None, *, subject: bool = True) -> Attributes:
    if lesson is None:
        return {}
    attributes: Attributes = {
        "room": ", ".join(lesson.rooms) or None,
        "teacher": ", ".join(lesson.teachers) or None,
        "status": lesson.status.value,
        "end": lesson.end,
    }
    return {"subject": lesson_title(lesson)} | attributes if subject else attributes


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


def _to_do(homework: tuple[Homework, ...], first: date, last: date | None) -> int:
    """Count what is not done and due from a day to another."""
    return sum(
        not work.done and first <= work.due and (last is None or work.due <= last)
        for work in homework
    )


def _to_do_next(homework: tuple[Homework, ...], days: SchoolDays) -> int | None:
    day = days.next_school_day
    return None if day is None else _to_do(homework, day, day)


def _meal_today(menus: Weeks[Menu], days: SchoolDays) -> Menu | None:
    """Return the lunch of the day, or the dinner where there is nothing else."""
    today = (
        menu
        for menu in menus.get(monday_of(days.today), ())
        if menu.date == days.today and menu.dishes
    )
    return min(today, key=lambda menu: menu.meal is not Meal.LUNCH, default=None)


def _menu_today(menus: Weeks[Menu], days: SchoolDays) -> str | None:
    if (menu := _meal_today(menus, days)) is None:
        return None
    text = main_dishes(menu)
    if len(text) > MAX_LENGTH_STATE_STATE:
        text = text[: MAX_LENGTH_STATE_STATE - 1] + "…"
    return text


def _menu_attributes(menus: Weeks[Menu], days: SchoolDays) -> Attributes:
    menu = _meal_today(menus, days)
    return {} if menu is None else {"meal": menu.meal.value}


TIMETABLE: tuple[PronoteSensorDescription[Weeks[Lesson]], ...] = (
    PronoteSensorDescription(
        key="next_lesson",
        translation_key="next_lesson",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: _start(days.next),
        attributes_fn=lambda _, days: _lesson_attributes(days.next),
    ),
    PronoteSensorDescription(
        key="current_lesson",
        translation_key="current_lesson",
        value_fn=lambda _, days: _title(days.current),
        attributes_fn=lambda _, days: _lesson_attributes(days.current, subject=False),
    ),
    PronoteSensorDescription(
        key="first_lesson_next_school_day",
        translation_key="first_lesson_next_school_day",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: _start(days.first_lesson_next_school_day),
        attributes_fn=lambda _, days: _lesson_attributes(
            days.first_lesson_next_school_day
        ),
    ),
    PronoteSensorDescription(
        key="end_of_day",
        translation_key="end_of_day",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: days.end_of_day,
    ),
    PronoteSensorDescription(
        key="next_test",
        translation_key="next_test",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: _start(days.next_test),
        attributes_fn=lambda _, days: _lesson_attributes(days.next_test),
    ),
)

HOMEWORK: tuple[PronoteSensorDescription[tuple[Homework, ...]], ...] = (
    PronoteSensorDescription(
        key="homework_to_do",
        translation_key="homework_to_do",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda homework, days: _to_do(homework, days.today, None),
    ),
    PronoteSensorDescription(
        key="homework_next_school_day",
        translation_key="homework_next_school_day",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_to_do_next,
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
        value_fn=_menu_today,
        attributes_fn=_menu_attributes,
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
    async_add_subject_averages(data.grades, async_add_entities)
    async_add_mailbox(
        data.discussions,
        async_add_entities,
        lambda: [UnreadMessages(data.discussions)],
    )
