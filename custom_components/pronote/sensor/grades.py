"""Sensors of the grades and averages of the current period."""

from decimal import Decimal

from homeassistant.components.sensor import SensorStateClass

from ..client import Grade, GradeBook
from .base import Attributes, PronoteSensorDescription


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


def _gap(book: GradeBook) -> Decimal | None:
    """Return the difference between the average of the pupil and that of the class."""
    if book.overall_average is None or book.class_overall_average is None:
        return None
    return book.overall_average - book.class_overall_average


GRADES: tuple[PronoteSensorDescription[GradeBook], ...] = (
    PronoteSensorDescription(
        key="overall_average",
        translation_key="overall_average",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=lambda book, _: book.overall_average,
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
        value_fn=lambda book, _: book.class_overall_average,
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
