"""Averages computed from grades, for schools that do not publish theirs."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .common import folded
from .pages.grades import Grade, GradeBook, GradeCode, SubjectAverage

_ZERO = frozenset({GradeCode.ABSENT_ZERO, GradeCode.NOT_HANDED_IN_ZERO})
_TWENTY = Decimal(20)
_CENT = Decimal("0.01")


def compute_average(grades: Iterable[Grade]) -> Decimal | None:
    """Return the average out of 20 of the grades of one subject, weighted as PRONOTE does.

    The weight of a grade is its coefficient times its scale, or its coefficient alone if the
    school converts it to 20. Congratulations count as full marks. Only the points of a bonus above
    half of its scale count. An optional grade counts if it raises the average. Grades of a day to
    come do not count. Return None if no grade has a value.
    """
    points = scale = extra = Decimal(0)
    optional: list[tuple[Decimal, Decimal]] = []
    for grade in grades:
        if grade.upcoming or (value := _value(grade)) is None:
            continue
        out_of = grade.out_of or _TWENTY
        if grade.scaled_to_20:
            value, out_of = value * _TWENTY / out_of, _TWENTY
        weighed = value * grade.coefficient, out_of * grade.coefficient
        if grade.bonus:
            extra += max(weighed[0] - weighed[1] / 2, Decimal(0))
        elif grade.optional:
            optional.append(weighed)
        else:
            points, scale = points + weighed[0], scale + weighed[1]
    for more, out_of in sorted(optional, key=_ratio, reverse=True):
        if out_of and scale and more / out_of > points / scale:
            points, scale = points + more, scale + out_of
    if not scale:
        return None
    average = min((points + extra) * _TWENTY / scale, _TWENTY)
    return average.quantize(_CENT, ROUND_HALF_UP)


def compute_needed_value(
    grades: Iterable[Grade],
    target: Decimal,
    *,
    coefficient: Decimal = Decimal(1),
    out_of: Decimal = _TWENTY,
) -> Decimal | None:
    """Return the lowest value of one more test that brings the average of a subject to a target.

    `target` is out of 20, as `compute_average` returns it; the value is out of `out_of`, to the
    hundredth. Return None if full marks are not enough.
    """
    known = tuple(grades)

    def reached(cents: int) -> bool:
        average = compute_average((*known, _test(cents * _CENT, coefficient, out_of)))
        return average is not None and average >= target

    values = range(int(out_of / _CENT) + 1)
    lowest = bisect_left(values, True, key=reached)
    return lowest * _CENT if lowest < len(values) else None


def _test(value: Decimal, coefficient: Decimal, out_of: Decimal) -> Grade:
    """Return the grade of a test that is not written yet."""
    return Grade(
        key="", date=date.max, value=value, out_of=out_of, coefficient=coefficient
    )


def compute_overall_average(book: GradeBook) -> Decimal | None:
    """Return the mean of the averages of the subjects, out of 20.

    The school's own averages are used where published, those of the other subjects are computed.
    Services and grades of one name are one subject.
    """
    by_subject: dict[str, list[Grade]] = {}
    for grade in book.grades:
        if grade.subject is not None:
            by_subject.setdefault(folded(grade.subject), []).append(grade)
    shown: dict[str, Decimal] = {}
    for subject in book.subjects:
        if subject.average is not None:
            shown.setdefault(folded(subject.subject), _out_of_twenty(subject, book))

    def average_of(name: str) -> Decimal | None:
        if name in shown:
            return shown[name]
        return compute_average(by_subject[name])

    averages = [
        average
        for name in dict.fromkeys((*shown, *by_subject))
        if (average := average_of(name)) is not None
    ]
    if not averages:
        return None
    return (sum(averages, Decimal(0)) / len(averages)).quantize(_CENT, ROUND_HALF_UP)


def _out_of_twenty(subject: SubjectAverage, book: GradeBook) -> Decimal:
    average = subject.average or Decimal(0)
    return average * _TWENTY / (subject.out_of or book.out_of or _TWENTY)


def _value(grade: Grade) -> Decimal | None:
    if grade.code is GradeCode.CONGRATULATIONS:
        return grade.out_of or _TWENTY
    return Decimal(0) if grade.code in _ZERO else grade.value


def _ratio(weighed: tuple[Decimal, Decimal]) -> Decimal:
    return weighed[0] / weighed[1] if weighed[1] else Decimal(0)
