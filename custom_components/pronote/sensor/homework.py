"""Sensors of the homework."""

from datetime import date

from homeassistant.components.sensor import SensorStateClass

from ..client import Homework
from ..school_day.days import DAY, SchoolDays
from .base import PronoteSensorDescription


def _to_do(
    homework: tuple[Homework, ...], first: date = date.min, last: date = date.max
) -> int:
    """Count the homework in a date range that is not done."""
    return sum(not work.done and first <= work.due <= last for work in homework)


def _to_do_next(homework: tuple[Homework, ...], days: SchoolDays) -> int | None:
    day = days.next_school_day
    return None if day is None else _to_do(homework, day, day)


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
