"""Sensors of the grades and averages."""

from collections.abc import Callable
from decimal import Decimal

from homeassistant.components.sensor import SensorStateClass

from ..client import Grade, GradeBook
from ..coordinator.grades import followed_terms, last_grade
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
        "value_out_of_20": _number(grade.value_out_of_20),
        "coefficient": _number(grade.coefficient),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _gap(book: GradeBook) -> Decimal | None:
    """Return the difference between the average of the pupil and that of the class."""
    if book.overall_average is None or book.class_overall_average is None:
        return None
    return book.overall_average - book.class_overall_average


type _Figure = Callable[[GradeBook], Decimal | None]


def _shown(figure: _Figure, data: GradeBook) -> GradeBook:
    """Return the latest term that has a figure; the current one if none has."""
    terms = followed_terms(data)
    return next((book for book in terms if figure(book) is not None), data)


def _average_sensor(
    key: str, figure: _Figure, *, enabled: bool = True, with_unit: bool = True
) -> PronoteSensorDescription[GradeBook]:
    """Describe an average: that of the last term stays until the next one has a figure."""
    return PronoteSensorDescription(
        key=key,
        translation_key=key,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        entity_registry_enabled_default=enabled,
        value_fn=lambda data, _: figure(_shown(figure, data)),
        scale_fn=lambda data: _shown(figure, data).out_of if with_unit else None,
        attributes_fn=lambda data, _: {
            "period": _shown(figure, data).period,
            "out_of": _number(_shown(figure, data).out_of),
        },
    )


GRADES: tuple[PronoteSensorDescription[GradeBook], ...] = (
    _average_sensor("overall_average", lambda book: book.overall_average),
    _average_sensor("class_average", lambda book: book.class_overall_average),
    _average_sensor("gap_to_class", _gap, enabled=False, with_unit=False),
    PronoteSensorDescription(
        key="last_grade",
        translation_key="last_grade",
        suggested_display_precision=2,
        value_fn=lambda data, _: (
            None if (last := last_grade(data)) is None else last.value
        ),
        scale_fn=lambda data: (
            None if (last := last_grade(data)) is None else last.out_of
        ),
        attributes_fn=lambda data, _: _grade_attributes(last_grade(data)),
    ),
)
