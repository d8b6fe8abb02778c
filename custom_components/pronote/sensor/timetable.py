"""Sensors computed from the lessons of a child: current and next lessons, the morning, the bag."""

from datetime import date, datetime, timedelta
from functools import partial

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass

from ..client import Lesson
from ..coordinator.weekly import Weeks
from ..school_day.bag import bag_ahead
from ..school_day.days import SchoolDays
from ..school_day.holidays import next_vacation
from ..school_day.morning import Margins
from ..school_day.titles import lesson_title
from .base import Attributes, PronoteSensorDescription

type _Description = PronoteSensorDescription[Weeks[Lesson]]


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


def _subjects_to_put_in(days: SchoolDays) -> int | None:
    return None if (bag := bag_ahead(days)) is None else len(bag.put_in)


def _bag_attributes(days: SchoolDays) -> Attributes:
    if (bag := bag_ahead(days)) is None:
        return {}
    return {"day": bag.day, "take_out": len(bag.take_out)}


def _vacation_start(days: SchoolDays) -> date | None:
    vacation = next_vacation(days.calendar, days.today)
    return None if vacation is None else vacation.start


def _vacation_attributes(days: SchoolDays) -> Attributes:
    if (vacation := next_vacation(days.calendar, days.today)) is None:
        return {}
    return {"name": vacation.name, "end": vacation.end}


TIMETABLE: tuple[_Description, ...] = (
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
        key="last_lesson",
        translation_key="last_lesson",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_registry_enabled_default=False,
        value_fn=lambda _, days: _start(days.last_lesson),
        attributes_fn=lambda _, days: _lesson_attributes(days.last_lesson),
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
        key="end_of_next_school_day",
        translation_key="end_of_next_school_day",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: days.end_of_next_school_day,
    ),
    PronoteSensorDescription(
        key="next_canceled_lesson",
        translation_key="next_canceled_lesson",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: _start(days.next_canceled),
        attributes_fn=lambda _, days: _lesson_attributes(days.next_canceled),
    ),
    PronoteSensorDescription(
        key="school_week",
        translation_key="school_week",
        entity_registry_enabled_default=False,
        value_fn=lambda _, days: days.calendar.week_label(days.today),
    ),
    PronoteSensorDescription(
        key="tests_this_week",
        translation_key="tests_this_week",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda _, days: days.tests_this_week,
    ),
    PronoteSensorDescription(
        key="next_test",
        translation_key="next_test",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda _, days: _start(days.next_test),
        attributes_fn=lambda _, days: _lesson_attributes(days.next_test),
    ),
    PronoteSensorDescription(
        key="bag",
        translation_key="bag",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda _, days: _subjects_to_put_in(days),
        attributes_fn=lambda _, days: _bag_attributes(days),
    ),
    PronoteSensorDescription(
        key="next_holidays",
        translation_key="next_holidays",
        device_class=SensorDeviceClass.DATE,
        value_fn=lambda _, days: _vacation_start(days),
        attributes_fn=lambda _, days: _vacation_attributes(days),
    ),
)


def morning_sensors(margins: Margins) -> tuple[_Description, ...]:
    """Return the morning sensors of a child.

    They show the times of today until the first lesson starts, then those of the next school day.
    An automation that triggers at one of these times, or some time after it, still reads that
    time. Mornings on which the child is not at this home are skipped: an alarm set to these times does not
    ring then.
    """
    return (
        _before_first_lesson("wake_up", margins.wake_up),
        _before_first_lesson("leave_for_school", margins.leave),
    )


def _before_first_lesson(key: str, margin: timedelta) -> _Description:
    return PronoteSensorDescription(
        key=key,
        translation_key=key,
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=partial(_earlier, margin),
        attributes_fn=_first_lesson_attributes,
    )


def _earlier(margin: timedelta, _: Weeks[Lesson], days: SchoolDays) -> datetime | None:
    first = days.first_lesson_from_home
    return None if first is None else first.start - margin


def _first_lesson_attributes(_: Weeks[Lesson], days: SchoolDays) -> Attributes:
    first = days.first_lesson_from_home
    if first is None:
        return {}
    attributes: Attributes = {
        "first_lesson": first.start,
        "subject": lesson_title(first),
        "outdated": days.outdated_since is not None,
    }
    if days.outdated_since is not None:
        attributes["confirmed"] = days.outdated_since
    return attributes
