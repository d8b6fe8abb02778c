"""Grades and averages (PRONOTE page 198, "Dernières notes")."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
import re

from ..common import Attachment, KeyGenerator, Reference, folded
from ..values import parse_decimal
from ..wire import Json, Record, read_test_files


class GradeCode(StrEnum):
    """A code in place of a value."""

    ABSENT = "absent"
    EXEMPTED = "exempted"
    NOT_GRADED = "not_graded"
    UNFIT = "unfit"
    NOT_HANDED_IN = "not_handed_in"
    ABSENT_ZERO = "absent_zero"
    NOT_HANDED_IN_ZERO = "not_handed_in_zero"
    CONGRATULATIONS = "congratulations"
    """Full marks and more ("20+")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One grade of one pupil."""

    key: str
    """Does not change between sessions, or if the value is corrected."""
    subject: str | None = None
    date: date
    title: str | None = None
    value: Decimal | None = None
    """The value; None if there is a `code`, except for congratulations, which are full marks."""
    code: GradeCode | None = None
    out_of: Decimal | None = None
    default_out_of: Decimal | None = None
    coefficient: Decimal = Decimal(1)
    class_average: Decimal | None = None
    """Average, lowest and highest grade of the class; None if the school does not publish them."""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    comment: str | None = None
    optional: bool = False
    """Counts only if it raises the average or exceeds a threshold."""
    bonus: bool = False
    """Only the points above half of the scale count."""
    scaled_to_20: bool = False
    in_group: bool = False
    upcoming: bool = False
    """Whether it is dated after the day on which it was read. It does not count yet."""
    themes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def value_out_of_20(self) -> Decimal | None:
        """The value brought to a scale of 20, to the hundredth."""
        if self.value is None or not self.out_of:
            return None
        return (self.value * 20 / self.out_of).quantize(_CENT, ROUND_HALF_UP)


_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAverage:
    """The averages of one subject in one period; None if the school does not publish them."""

    subject: str
    average: Decimal | None = None
    class_average: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    out_of: Decimal | None = None
    color: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBook:
    """The grades and averages of one pupil in one period."""

    period: str
    """Name of the period, as the school gives it."""
    overall_average: Decimal | None = None
    class_overall_average: Decimal | None = None
    out_of: Decimal = Decimal(20)
    subjects: tuple[SubjectAverage, ...] = ()
    grades: tuple[Grade, ...] = ()
    """Newest first."""

    @property
    def last(self) -> Grade | None:
        """The newest grade, none of a day to come."""
        return next((grade for grade in self.grades if not grade.upcoming), None)


TAB = 198
FUNCTION = "DernieresNotes"

_CODES = {
    "1": GradeCode.ABSENT,
    "2": GradeCode.EXEMPTED,
    "3": GradeCode.NOT_GRADED,
    "4": GradeCode.UNFIT,
    "5": GradeCode.NOT_HANDED_IN,
    "6": GradeCode.ABSENT_ZERO,
    "7": GradeCode.NOT_HANDED_IN_ZERO,
    "8": GradeCode.CONGRATULATIONS,
}
_LABELS = {
    "abs": GradeCode.ABSENT,
    "absent": GradeCode.ABSENT,
    "absente": GradeCode.ABSENT,
    "disp": GradeCode.EXEMPTED,
    "dispense": GradeCode.EXEMPTED,
    "dispensee": GradeCode.EXEMPTED,
    "nnot": GradeCode.NOT_GRADED,
    "nonnote": GradeCode.NOT_GRADED,
    "nonnotee": GradeCode.NOT_GRADED,
    "inap": GradeCode.UNFIT,
    "inapte": GradeCode.UNFIT,
    "nrdu": GradeCode.NOT_HANDED_IN,
    "nonrendu": GradeCode.NOT_HANDED_IN,
    "abs*": GradeCode.ABSENT_ZERO,
    "absentcomptezero": GradeCode.ABSENT_ZERO,
    "nrdu*": GradeCode.NOT_HANDED_IN_ZERO,
    "nonrenducomptezero": GradeCode.NOT_HANDED_IN_ZERO,
    "feli": GradeCode.CONGRATULATIONS,
    "felicitations": GradeCode.CONGRATULATIONS,
}
"""Codes may also be sent as labels, here without case, accents, dots, brackets and spaces."""
_SURPLUS = re.compile(r"(\d+(?:[.,]\d+)?)\s*\+")
"""Full marks and more, "10+": congratulations with the scale."""
_LABEL_MARKS = re.compile(r"[\s.()]+")


def request(period: Json) -> Json:
    """Return the data of the request for one period."""
    return {"Periode": period}


def read(answer: Record, period: str, today: date | None = None) -> GradeBook:
    """Read the grades and averages of one period, as of a day."""
    services = list(answer.each("listeServices"))
    by_reference = {
        service.reference: service
        for service in services
        if service.reference is not None
    }
    keys = KeyGenerator()
    grades = [
        grade
        for item in answer.each("listeDevoirs")
        if (grade := _grade(item, by_reference, keys, today)) is not None
    ]
    grades.sort(key=lambda grade: grade.date, reverse=True)
    return GradeBook(
        period=period,
        overall_average=answer.decimal("moyGenerale"),
        class_overall_average=answer.decimal("moyGeneraleClasse"),
        out_of=answer.decimal("baremeMoyGenerale", "baremeMoyGeneraleParDefaut")
        or Decimal(20),
        subjects=_subjects(services),
        grades=tuple(grades),
    )


def _subjects(services: list[Record]) -> tuple[SubjectAverage, ...]:
    """Read the averages. A subject that has several services is listed once."""
    by_name: dict[str, list[SubjectAverage]] = {}
    for service in services:
        if (name := service.text("L")) is None:
            service.log_unreadable("L")
            continue
        by_name.setdefault(folded(name), []).append(_average(service, name))
    return tuple(_merged(rows) for rows in by_name.values())


def _merged(rows: list[SubjectAverage]) -> SubjectAverage:
    """Merge the services of one subject: the first one with a figure, under the first name.

    An average of the class is taken from another service only if none has one of the pupil.
    """
    first = rows[0]
    shown = next((row for row in rows if row.average is not None), None) or next(
        (row for row in rows if row.class_average is not None), first
    )
    return replace(
        shown,
        subject=first.subject,
        out_of=shown.out_of
        or next((row.out_of for row in rows if row.out_of is not None), None),
        color=first.color or shown.color,
    )


def _average(service: Record, name: str) -> SubjectAverage:
    return SubjectAverage(
        subject=name,
        average=service.decimal("moyEleve"),
        class_average=service.decimal("moyClasse"),
        lowest=service.decimal("moyMin"),
        highest=service.decimal("moyMax"),
        out_of=service.decimal("baremeMoyEleve", "baremeMoyEleveParDefaut"),
        color=service.text("couleur"),
    )


def _grade(
    item: Record,
    services: dict[Reference, Record],
    keys: KeyGenerator,
    today: date | None,
) -> Grade | None:
    if (day := item.day("date")) is None:
        item.log_unreadable("date")
        return None
    service = item.record("service")
    if service.text("L") is None and service.reference in services:
        service = services[service.reference]
    subject = service.text("L") or item.label("service")
    title = item.text("commentaire")
    out_of, code = _scale_beside(item) or item.decimal("bareme"), _code(item)
    full_marks = _full_marks(item) if code is GradeCode.CONGRATULATIONS else None
    # The settings of a test also apply to its makeup test.
    made_up_for = item.record("devoirInitial")
    tests = (item, made_up_for) if made_up_for else (item,)
    bonus = _is_any(tests, "estBonus", "estFacultatifBonus")
    key = keys(subject, day, title, out_of)
    return Grade(
        key=key,
        subject=subject,
        date=day,
        title=title,
        value=item.decimal("note") if code is None else full_marks,
        code=code,
        out_of=full_marks if out_of is None else out_of,
        default_out_of=item.decimal("baremeParDefaut"),
        coefficient=item.decimal_or("coefficient", Decimal(1)),
        class_average=item.decimal("moyenne"),
        lowest=item.decimal("noteMin"),
        highest=item.decimal("noteMax"),
        comment=item.text("commentaireSurNote"),
        optional=not bonus
        and _is_any(tests, "estFacultatif", "estFacultatifNote", "estFacultatifSeuil"),
        bonus=bonus,
        scaled_to_20=_is_any(tests, "estRamenerSur20"),
        in_group=item.flag("estEnGroupe"),
        upcoming=today is not None and day > today,
        themes=item.labels("ListeThemes"),
        attachments=read_test_files(item, "Devoir", key),
        ref=item.reference,
    )


def _is_any(tests: tuple[Record, ...], *names: str) -> bool:
    """Return whether one of the tests has one of the flags."""
    for test in tests:
        for name in names:
            if test.flag(name):
                return True
    return False


def _code(item: Record) -> GradeCode | None:
    """Read "|1", or "|8|20" with the scale after a second bar, or a label."""
    text = item.text("note") or ""
    _, bar, code = text.partition("|")
    if bar:
        return _CODES.get(code.partition("|")[0].strip().lstrip("0"))
    if _SURPLUS.fullmatch(text):
        return GradeCode.CONGRATULATIONS
    return _LABELS.get(_LABEL_MARKS.sub("", folded(text)))


def _scale_beside(item: Record) -> Decimal | None:
    """Return the scale that follows a grade ("8/10"), None if it stands alone."""
    value, _, scale = (item.text("note") or "").partition("/")
    return parse_decimal(scale) if value and scale else None


def _full_marks(item: Record) -> Decimal:
    """Return the scale of congratulations: that of the test, or the one beside the code."""
    text = item.text("note") or ""
    beside = text.rpartition("|")[2] if text.count("|") > 1 else None
    if surplus := _SURPLUS.fullmatch(text):
        beside = surplus[1]
    candidates = (
        item.decimal("bareme"),
        parse_decimal(beside),
        item.decimal("baremeParDefaut"),
    )
    return next((scale for scale in candidates if scale), Decimal(20))
