"""Averages of grades as French schools calculate them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from .types import Grade, GradeCode, Subject, SubjectAverage

TWENTY = Decimal(20)
CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _points(grade: Grade) -> Decimal | None:
    """Return the grade out of 20, or None if it does not count."""
    if isinstance(grade.value, GradeCode):
        if grade.value is GradeCode.CONGRATULATIONS:
            return TWENTY
        return Decimal(0) if grade.value.counts_as_zero else None
    return grade.value * TWENTY / grade.out_of


def _weight(grade: Grade) -> Decimal:
    """Return the weight of a grade. It depends on the scale unless it is converted to 20."""
    if grade.scaled:
        return grade.coefficient
    return grade.coefficient * grade.out_of / TWENTY


def _mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    pairs = list(weighted)
    total = sum((weight for _, weight in pairs), Decimal(0))
    if not total:
        return None
    return sum((value * weight for value, weight in pairs), Decimal(0)) / total


def pupil_average(grades: Iterable[Grade]) -> Decimal | None:
    """Return the average of a pupil out of 20 in one subject."""
    plain: list[tuple[Decimal, Decimal]] = []
    optional: list[tuple[Decimal, Decimal]] = []
    bonus = Decimal(0)
    for grade in grades:
        points = _points(grade)
        if points is None:
            continue
        if grade.bonus:
            bonus += max(points - TWENTY / 2, Decimal(0)) * _weight(grade)
        elif grade.optional:
            optional.append((points, _weight(grade)))
        else:
            plain.append((points, _weight(grade)))
    base = _mean(plain)
    if base is None:
        return None
    for points, weight in sorted(optional, reverse=True):
        if points > base:
            plain.append((points, weight))
            base = _mean(plain) or base
    total = sum((weight for _, weight in plain), Decimal(0))
    return rounded(min(base + bonus / total, TWENTY))


def subject_average(subject: Subject, grades: Iterable[Grade]) -> SubjectAverage:
    """Return the averages of a pupil and of the class in one subject."""
    listed = list(grades)

    def whole_class(values: Iterable[tuple[Decimal | None, Grade]]) -> Decimal | None:
        mean = _mean(
            (value * TWENTY / grade.out_of, _weight(grade))
            for value, grade in values
            if value is not None and not grade.bonus and not grade.optional
        )
        return None if mean is None else rounded(mean)

    return SubjectAverage(
        subject,
        pupil_average(listed),
        whole_class((grade.class_average, grade) for grade in listed),
        whole_class((grade.worst, grade) for grade in listed),
        whole_class((grade.best, grade) for grade in listed),
    )


def overall(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the averages of the subjects."""
    known = [value for value in values if value is not None]
    return rounded(sum(known, Decimal(0)) / len(known)) if known else None
