"""Generation of a pupil's report card from the grades of a period."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from .averages import overall
from .calendar import ONE_DAY, SchoolYear
from .files import diagram
from .people import Pupil
from .report_cards import (
    Appreciation,
    AppreciationKind,
    Attendance,
    Averages,
    ReportCard,
    ReportRow,
    SubjectGroup,
)
from .skills import LEVELS
from .timetable_grids import SUBJECTS, TEACHERS
from .types import GradeCode, Period, SubjectAverage

GROUPS = (
    ("LETTRES ET LANGUES", ("FRA", "ANG", "ESP", "LAT")),
    ("SCIENCES HUMAINES", ("HG", "SES", "EMC")),
    ("SCIENCES ET TECHNIQUES", ("MATH", "SVT", "PC", "TEC", "SNT")),
)
COEFFICIENTS = {"FRA": Decimal(3), "MATH": Decimal(3), "ANG": Decimal("1.5")}
SPLIT = "ANG"
PARTS = (("ORAL", Decimal("0.5")), ("ÉCRIT", Decimal("-0.5")))
UNGRADED = ("ART", "MUS", "EMC")
COMMENTS = (
    "Trimestre sérieux, continuez ainsi.",
    "De réels progrès à l'oral ; l'écrit demande plus de soin.",
    "Ensemble correct, la participation doit devenir plus régulière.",
    "Très bon travail, élève moteur pour la classe.",
    "Des résultats fragiles : il faut revoir les bases avec méthode.",
)
TWENTY, CENT = Decimal(20), Decimal("0.01")
GRAPH = diagram((59, 125, 216))


def publish_past_cards(
    seed: int, year: SchoolYear, pupil: Pupil, periods: list[Period], today: date
) -> None:
    """Publish the cards of past periods, one school day after their end."""
    for period in periods:
        published = year.next_school_day(period.last + ONE_DAY)
        if period.last < today and published <= today:
            random = Random(f"{seed}-card-{pupil.uid}-{period.uid}")
            card = report_card(pupil, period, periods, published, random)
            pupil.report_cards.append(card)


def report_card(
    pupil: Pupil,
    period: Period,
    periods: list[Period],
    published: date,
    random: Random,
) -> ReportCard:
    """Return the report card as it would be printed on a day."""
    averages = pupil.averages(period)
    before = [pupil.averages(past) for past in periods[: period.number - 1]]
    groups = _groups(averages)
    rows = [_row(pupil, period, before, one, groups, random) for one in averages]
    rows += _ungraded_rows(pupil, period, random)
    mean = pupil.overall_average(period)
    card = ReportCard(
        f"card-{pupil.uid}-{period.uid}",
        period,
        published,
        tuple(rows),
        tuple(groups.values()),
        Averages(
            mean,
            pupil.class_overall_average(period),
            overall(one.lowest for one in averages),
            overall(one.highest for one in averages),
            overall(one.school_class for one in averages),
        ),
        tuple(overall(one.pupil for one in past) for past in before),
        _appreciations(pupil, period, random),
        _attendance(pupil, period),
        _mention(mean),
        GRAPH,
    )
    return _without_averages(card) if pupil.averages_hidden else card


def _without_averages(card: ReportCard) -> ReportCard:
    rows = (
        replace(row, averages=Averages(), earlier=(), parts=()) for row in card.rows
    )
    return replace(
        card,
        rows=tuple(rows),
        groups=tuple(replace(group, averages=Averages()) for group in card.groups),
        overall=Averages(),
        earlier=(),
        mention=None,
    )


def _code(average: SubjectAverage) -> str:
    return average.subject.uid.removeprefix("subject-")


def _groups(averages: list[SubjectAverage]) -> dict[str, SubjectGroup]:
    groups = {}
    for order, (name, codes) in enumerate(GROUPS, 1):
        members = [one for one in averages if _code(one) in codes]
        if members:
            groups[name] = SubjectGroup(
                f"group-{order}",
                name,
                order,
                Averages(
                    overall(one.pupil for one in members),
                    overall(one.school_class for one in members),
                ),
            )
    return groups


def _row(
    pupil: Pupil,
    period: Period,
    before: list[list[SubjectAverage]],
    average: SubjectAverage,
    groups: dict[str, SubjectGroup],
    random: Random,
) -> ReportRow:
    subject, code = average.subject, _code(average)
    grades = [one for one in pupil.grades(period) if one.subject == subject]
    earlier = tuple(
        next((one.pupil for one in past if one.subject == subject), None)
        for past in before
    )
    row = ReportRow(
        f"{subject.uid}-{period.uid}",
        subject.name,
        subject,
        (TEACHERS[pupil.school_class.uid][code],),
        Averages(
            average.pupil,
            average.school_class,
            average.lowest,
            average.highest,
            average.school_class,
        ),
        next((groups[name] for name, codes in GROUPS if code in codes), None),
        COEFFICIENTS.get(code, Decimal(1)),
        sum(not isinstance(one.value, GradeCode) for one in grades),
        len(grades),
        earlier,
        (random.choice(COMMENTS),),
    )
    return replace(row, parts=_parts(row)) if code == SPLIT else row


def _parts(row: ReportRow) -> tuple[ReportRow, ...]:
    """Return the oral and the written part of a language."""

    def old_numbering(value: Decimal | None, by: Decimal) -> Decimal | None:
        if value is None:
            return None
        return min(max(value + by, Decimal(0)), TWENTY).quantize(CENT)

    return tuple(
        replace(
            row,
            uid=f"{row.uid}-{name}",
            name=name,
            averages=Averages(
                old_numbering(row.averages.pupil, by),
                old_numbering(row.averages.school_class, by),
            ),
            coefficient=Decimal(1),
            earlier=(),
            comments=(),
        )
        for name, by in PARTS
    )


def _ungraded_rows(pupil: Pupil, period: Period, random: Random) -> list[ReportRow]:
    """Return the subjects that have a comment and no grade."""
    teachers = TEACHERS[pupil.school_class.uid]
    return [
        ReportRow(
            f"{SUBJECTS[code].uid}-{period.uid}",
            SUBJECTS[code].name,
            SUBJECTS[code],
            (teachers[code],),
            Averages(),
            comments=(random.choice(COMMENTS),),
            level=LEVELS[1],
        )
        for code in UNGRADED
        if code in teachers
    ]


def _appreciations(
    pupil: Pupil, period: Period, random: Random
) -> tuple[Appreciation, ...]:
    texts = (
        (AppreciationKind.GENERAL, "Appréciation générale", random.choice(COMMENTS)),
        (
            AppreciationKind.COUNCIL,
            "Conseil de classe",
            "Le conseil de classe salue les efforts fournis.",
        ),
        (
            AppreciationKind.SCHOOL_LIFE,
            "Vie scolaire",
            "Attitude convenable dans l'établissement.",
        ),
    )
    return tuple(
        Appreciation(f"appreciation-{pupil.uid}-{period.uid}-{int(kind)}", kind, *said)
        for kind, *said in texts
    )


def _attendance(pupil: Pupil, period: Period) -> Attendance:
    def inside(day: date) -> bool:
        return period.first <= day <= period.last

    absences = [one for one in pupil.absences if inside(one.start.date())]
    return Attendance(
        sum(one.half_days for one in absences),
        sum(one.half_days for one in absences if not one.justified),
        sum(inside(one.moment.date()) for one in pupil.delays),
        sum(inside(one.moment.date()) for one in pupil.punishments),
        sum(inside(one.asked) for one in pupil.sanctions),
    )


def _mention(mean: Decimal | None) -> str | None:
    if mean is None or mean < 12:
        return None
    if mean < 14:
        return "Encouragements"
    return "Compliments" if mean < 16 else "Félicitations"
