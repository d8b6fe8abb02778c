"""Tests and their results, in every notation of French schools."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from .homework import worksheet
from .people import Pupil
from .timetable_grids import GRADED, SUBJECTS
from .types import Grade, GradeCode, Lesson, Period

QUARTER = Decimal("0.25")
TITLES = ("Contrôle", "Interrogation", "Devoir maison", "Oral", "Bilan")
REMARKS = ("", "", "Bon travail.", "Des progrès, continuez.", "Attention aux unités.")
CODES = tuple(GradeCode)


def class_tests(
    lessons: list[Lesson], periods: list[Period], today: date, random: Random
) -> list[Grade]:
    """Return the tests of a class up to a day, with the statistics of the class."""
    tests: list[Grade] = []
    for code in GRADED:
        subject = SUBJECTS[code]
        held = [
            lesson
            for lesson in lessons
            if lesson.subject == subject and lesson.day <= today and not lesson.canceled
        ]
        for number, lesson in enumerate(held[3::5], 1):
            period = period_of(lesson.day, periods)
            tests.append(_test(lesson, number, period, random))
    return sorted(tests, key=lambda test: (test.date, test.uid))


def period_of(day: date, periods: list[Period]) -> Period:
    """Return the period of a day: the first before the year, the last after it."""
    begun = [period for period in periods if period.first <= day]
    return begun[-1] if begun else periods[0]


def _quarters(value: float) -> Decimal:
    return Decimal(round(value * 4)) * QUARTER


def _test(lesson: Lesson, number: int, period: Period, random: Random) -> Grade:
    assert lesson.subject is not None
    out_of = Decimal(random.choice((20, 20, 20, 10)))
    scale = float(out_of) / 20
    average = random.uniform(9, 14)
    return Grade(
        f"grade-{lesson.uid}",
        lesson.subject,
        period,
        lesson.day,
        f"{random.choice(TITLES)} n° {number}",
        out_of,
        out_of,
        coefficient=Decimal(random.choice(("1", "1", "2", "0.5"))),
        class_average=Decimal(f"{average * scale:.2f}"),
        best=_quarters(random.uniform(16, 20) * scale),
        worst=_quarters(random.uniform(1, 6) * scale),
        scaled=out_of == 10 and random.random() < 0.5,
        in_group=bool(lesson.groups),
    )


def pupil_grades(pupil: Pupil, tests: list[Grade], random: Random) -> list[Grade]:
    """Return the results of a pupil, with every special code in each period if possible."""
    level = random.uniform(11, 16)
    seen: dict[str, int] = {}
    grades = []
    for test in tests:
        rank = seen.get(test.period.uid, 0)
        seen[test.period.uid] = rank + 1
        grades.append(_result(pupil, test, rank, level, random))
    return grades


def _result(
    pupil: Pupil, test: Grade, rank: int, level: float, random: Random
) -> Grade:
    assert test.best is not None and test.worst is not None
    points = _quarters(random.gauss(level, 2.5) * float(test.out_of) / 20)
    value = min(max(points, test.worst), test.best)
    grade = replace(
        test,
        uid=f"{test.uid}-{pupil.uid}",
        value=value,
        remark=random.choice(REMARKS),
    )
    if pupil.averages_hidden:
        grade = replace(grade, class_average=None, best=None, worst=None)
    if rank % 5 == 1:
        turn = rank // 5 % (len(CODES) + 1)
        if turn < len(CODES):
            return replace(grade, value=CODES[turn])
        return replace(grade, value=GradeCode.CONGRATULATIONS, code_with_scale=True)
    match rank % 10:
        case 4:
            return replace(grade, optional=True)
        case 8:
            return replace(grade, bonus=True, optional=True)
        case 5:
            paper = worksheet(f"paper-{grade.uid}", "Sujet")
            correction = worksheet(f"correction-{grade.uid}", "Corrigé")
            return replace(grade, paper=paper, correction=correction)
        case _:
            return grade
