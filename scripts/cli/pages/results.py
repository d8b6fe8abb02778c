"""Commands for grades, evaluations, report cards and school life."""

from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rich.console import RenderableType

from aiopronote import (
    TEXT_SIZES,
    Absence,
    Acquisition,
    Delay,
    Evaluation,
    Grade,
    GradeBook,
    Incident,
    InfirmaryVisit,
    MissedMeal,
    Observation,
    PrecautionaryMeasure,
    Punishment,
    ReportCard,
    ReportLayout,
    ReportSubject,
    SchoolLife,
    SubjectAverage,
    SubjectExemption,
)

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text
from ..output import Column, Result, key_values, paragraph, table
from ..output_files import write_file

_SUBJECT = Text("Subject", "Matière")
_AVERAGE = Text("Pupil", "Élève")
_CLASS = Text("Class", "Classe")
_LOWEST = Text("Lowest", "Min.")
_HIGHEST = Text("Highest", "Max.")
_REASONS = Text("Reasons", "Motifs")
_JUSTIFIED = Text("Justified", "Justifié")
_TO_JUSTIFY = Text("To justify", "À justifier")
_TO_ACKNOWLEDGE = Text("To acknowledge", "À valider")
_DAY = Text("Day", "Jour")

_AVERAGES: tuple[Column[SubjectAverage], ...] = (
    Column(_SUBJECT, lambda row: row.subject),
    Column(_AVERAGE, lambda row: row.average, right=True),
    Column(_CLASS, lambda row: row.class_average, right=True),
    Column(_LOWEST, lambda row: row.lowest, right=True),
    Column(_HIGHEST, lambda row: row.highest, right=True),
)

GRADES: tuple[Column[Grade], ...] = (
    Column(_DAY, lambda grade: grade.date),
    Column(_SUBJECT, lambda grade: grade.subject),
    Column(
        Text("Grade", "Note"),
        lambda grade: grade.code if grade.value is None else grade.value,
        right=True,
    ),
    Column(Text("Out of", "Sur"), lambda grade: grade.out_of, right=True),
    Column(Text("Coef.", "Coef."), lambda grade: grade.coefficient, right=True),
    Column(_CLASS, lambda grade: grade.class_average, right=True),
    Column(Text("Title", "Titre"), lambda grade: grade.title or grade.comment),
)


async def grades(context: Context) -> Result:
    """List grades and averages."""
    pupil = context.pupil()
    book = await context.client.grades.get(pupil, context.period(pupil))
    return Result(book, tuple(_book(book)))


def _book(book: GradeBook) -> Iterator[RenderableType]:
    yield key_values(
        (
            (Text("Average", "Moyenne"), book.overall_average),
            (Text("Of the class", "De la classe"), book.class_overall_average),
        ),
        title=book.period,
    )
    yield table(book.subjects, _AVERAGES, Text("Averages", "Moyennes"))
    yield table(book.grades, GRADES, Text("Grades", "Notes"))


def _acquisition(item: Acquisition) -> str:
    return f"{item.skill or '?'} : {item.level or item.abbreviation or '?'}"


EVALUATIONS: tuple[Column[Evaluation], ...] = (
    Column(_DAY, lambda item: item.date),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Evaluation", "Évaluation"), lambda item: item.name),
    Column(
        Text("Skills", "Compétences"),
        lambda item: "\n".join(map(_acquisition, item.acquisitions)),
    ),
)


async def evaluations(context: Context) -> Result:
    """List assessments of skills."""
    pupil = context.pupil()
    found = await context.client.evaluations.get(pupil, context.period(pupil))
    return Result(found, (table(found, EVALUATIONS),))


_REPORT: tuple[Column[ReportSubject], ...] = (
    Column(_SUBJECT, lambda row: row.subject),
    Column(Text("Teachers", "Professeurs"), lambda row: row.teachers),
    Column(_AVERAGE, lambda row: row.average, right=True),
    Column(_CLASS, lambda row: row.class_average, right=True),
    Column(_LOWEST, lambda row: row.lowest, right=True),
    Column(_HIGHEST, lambda row: row.highest, right=True),
    Column(Text("Comment", "Appréciation"), lambda row: "\n".join(row.comments)),
)


async def report_card(context: Context) -> Result:
    """Show a report card or a grade record, or write it as PDF."""
    pupil = context.pupil()
    period = context.period(pupil)
    if (path := context.arguments.pdf) is not None:
        client = context.client
        record = context.arguments.record
        printed = client.grades.record_pdf if record else client.report_cards.pdf
        layout = ReportLayout(
            landscape=context.arguments.landscape,
            text_size=context.arguments.text_size,
            fit_comments=context.arguments.fit_comments,
            skill_codes=context.arguments.skill_codes,
        )
        ask = partial(printed, pupil, period, layout)
        return await write_file(context, path, ask)
    if context.arguments.acknowledge:
        found = await context.client.report_cards.acknowledge(pupil, period)
    elif context.arguments.record:
        found = await context.client.grades.record(pupil, period)
    else:
        found = await context.client.report_cards.get(pupil, period)
    return Result(found, tuple(_report(found)))


def _report(card: ReportCard) -> Iterator[RenderableType]:
    yield key_values(
        (
            (Text("Class", "Classe"), card.school_class),
            (Text("Average", "Moyenne"), card.average),
            (Text("Of the class", "De la classe"), card.class_average),
            (Text("Absences", "Absences"), card.absences),
            (Text("Delays", "Retards"), card.delays),
            (Text("Mentions", "Mentions"), card.distinctions),
        ),
        title=card.period,
    )
    if not card.published:
        yield paragraph(card.message or str(Text("Not published.", "Pas publié.")))
        return
    rows = [part for row in card.subjects for part in (row, *row.parts)]
    yield table(rows, _REPORT)
    for remark in card.remarks:
        yield paragraph(f"{remark.title or remark.kind} : {remark.text}")


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--pdf",
        type=Path,
        metavar="FILE",
        help=str(Text("write it as PDF", "l’écrire en PDF")),
    )
    for name, text in (
        ("--landscape", Text("with --pdf: in landscape", "avec --pdf : en paysage")),
        (
            "--fit-comments",
            Text(
                "with --pdf: adapt the rows of a report card to the comments",
                "avec --pdf : ajuster les lignes d’un bulletin aux appréciations",
            ),
        ),
        (
            "--skill-codes",
            Text(
                "with --pdf: with the codes of the skills",
                "avec --pdf : avec les codes des compétences",
            ),
        ),
    ):
        parser.add_argument(name, action="store_true", help=str(text))
    parser.add_argument(
        "--text-size",
        type=float,
        choices=TEXT_SIZES,
        default=ReportLayout().text_size,
        metavar="SIZE",
        help=str(
            Text(
                "with --pdf: size of the text, from 1 to 12 in steps of 0.5",
                "avec --pdf : taille du texte, de 1 à 12 par pas de 0,5",
            )
        ),
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help=str(Text("the grade record instead", "le relevé de notes à la place")),
    )
    parser.add_argument(
        "--acknowledge",
        action="store_true",
        help=str(Text("and acknowledge it", "et en accuser réception")),
    )


_ABSENCES: tuple[Column[Absence], ...] = (
    Column(Text("From", "Du"), lambda event: event.start),
    Column(Text("To", "Au"), lambda event: event.end),
    Column(Text("Hours", "Heures"), lambda event: event.missed, right=True),
    Column(
        Text("Half-days", "Demi-journées"), lambda event: event.half_days, right=True
    ),
    Column(_REASONS, lambda event: event.reasons),
    Column(_JUSTIFIED, lambda event: event.justified),
    Column(_TO_JUSTIFY, lambda event: event.to_justify),
)
_ANNOUNCEMENTS: tuple[Column[Absence], ...] = (
    Column(Text("From", "Du"), lambda event: event.start),
    Column(Text("To", "Au"), lambda event: event.end),
    Column(Text("Reason", "Motif"), lambda event: event.parent_reason),
    Column(Text("Status", "État"), lambda event: event.status),
    Column(Text("Answer", "Réponse"), lambda event: event.message),
)
_DELAYS: tuple[Column[Delay], ...] = (
    Column(_DAY, lambda event: event.occurred_at),
    Column(Text("Duration", "Durée"), lambda event: event.duration, right=True),
    Column(_REASONS, lambda event: event.reasons),
    Column(_JUSTIFIED, lambda event: event.justified),
    Column(_TO_JUSTIFY, lambda event: event.to_justify),
)
_PUNISHMENTS: tuple[Column[Punishment], ...] = (
    Column(Text("Given", "Donnée le"), lambda event: event.given),
    Column(Text("Punishment", "Punition"), lambda event: event.name or event.kind),
    Column(Text("By", "Par"), lambda event: event.given_by),
    Column(_REASONS, lambda event: event.reasons),
    Column(
        Text("When", "Quand"), lambda event: [item.start for item in event.schedule]
    ),
    Column(Text("From", "Du"), lambda event: event.start),
    Column(Text("To", "Au"), lambda event: event.end),
    Column(Text("Circumstances", "Circonstances"), lambda event: event.circumstances),
    Column(Text("Work", "Travail"), lambda event: event.work),
    Column(_TO_ACKNOWLEDGE, lambda event: event.to_acknowledge),
)
_OBSERVATIONS: tuple[Column[Observation], ...] = (
    Column(_DAY, lambda event: event.occurred_at),
    Column(Text("Kind", "Genre"), lambda event: event.heading or event.kind),
    Column(Text("Author", "Auteur"), lambda event: event.author),
    Column(_SUBJECT, lambda event: event.subject),
    Column(Text("Text", "Texte"), lambda event: event.text),
    Column(_TO_ACKNOWLEDGE, lambda event: event.to_acknowledge),
)
_INCIDENTS: tuple[Column[Incident], ...] = (
    Column(_DAY, lambda event: event.occurred_at),
    Column(_REASONS, lambda event: event.reasons),
    Column(Text("Circumstances", "Circonstances"), lambda event: event.circumstances),
    Column(Text("Outcome", "Suite"), lambda event: event.outcome_name),
    Column(_TO_ACKNOWLEDGE, lambda event: event.to_acknowledge),
)
_EXEMPTIONS: tuple[Column[SubjectExemption], ...] = (
    Column(Text("From", "Du"), lambda event: event.start),
    Column(Text("To", "Au"), lambda event: event.end),
    Column(_SUBJECT, lambda event: event.subject),
    Column(Text("Kind", "Genre"), lambda event: event.kind),
    Column(Text("Status", "État"), lambda event: event.status),
)
_MEALS: tuple[Column[MissedMeal], ...] = (
    Column(_DAY, lambda event: event.day),
    Column(Text("Evening", "Soir"), lambda event: event.evening),
)
_MEASURES: tuple[Column[PrecautionaryMeasure], ...] = (
    Column(Text("From", "Du"), lambda event: event.start),
    Column(Text("To", "Au"), lambda event: event.end),
    Column(Text("Measure", "Mesure"), lambda event: event.name),
    Column(Text("Decided by", "Décidée par"), lambda event: event.decided_by),
    Column(Text("Circumstances", "Circonstances"), lambda event: event.circumstances),
)
_VISITS: tuple[Column[InfirmaryVisit], ...] = (
    Column(Text("From", "De"), lambda event: event.start),
    Column(Text("To", "À"), lambda event: event.end),
    Column(Text("Symptoms", "Symptômes"), lambda event: event.symptoms),
    Column(Text("Care", "Soins"), lambda event: event.care),
    Column(Text("Comment", "Commentaire"), lambda event: event.comment),
)


async def school_life(context: Context) -> Result:
    """List the events of the school life of a pupil."""
    pupil = context.pupil()
    life = await context.client.school_life.get(pupil, context.period(pupil))
    return Result(life, tuple(life_views(life)))


def life_views(life: SchoolLife) -> Iterator[RenderableType]:
    """Return a table for each kind of event."""
    yield table(life.absences, _ABSENCES, Text("Absences", "Absences"))
    yield table(life.delays, _DELAYS, Text("Delays", "Retards"))
    yield table(life.punishments, _PUNISHMENTS, Text("Punishments", "Punitions"))
    yield table(life.observations, _OBSERVATIONS, Text("Observations", "Observations"))
    if life.announcements:
        title = Text("Announced absences", "Absences annoncées")
        yield table(life.announcements, _ANNOUNCEMENTS, title)
    if life.incidents:
        yield table(life.incidents, _INCIDENTS, Text("Incidents", "Incidents"))
    if life.exemptions:
        yield table(life.exemptions, _EXEMPTIONS, Text("Exemptions", "Dispenses"))
    if life.missed_meals:
        title = Text("Missed meals", "Repas non pris")
        yield table(life.missed_meals, _MEALS, title)
    if life.measures:
        yield table(life.measures, _MEASURES, Text("Measures", "Mesures"))
    if life.infirmary_visits:
        yield table(life.infirmary_visits, _VISITS, Text("Infirmary", "Infirmerie"))


COMMANDS = (
    AccountCommand(
        name="grades",
        help=Text("grades and averages", "notes et moyennes"),
        run=grades,
        period=True,
    ),
    AccountCommand(
        name="evaluations",
        help=Text("skills", "les compétences"),
        run=evaluations,
        period=True,
    ),
    AccountCommand(
        name="report-card",
        help=Text("report card, or grade record", "le bulletin, ou le relevé de notes"),
        run=report_card,
        arguments=_report_arguments,
        period=True,
    ),
    AccountCommand(
        name="school-life",
        help=Text(
            "absences, delays, punishments, observations",
            "absences, retards, punitions, observations",
        ),
        run=school_life,
        period=True,
    ),
)
