"""PageReleve and BulletinCompetences: all results of a period in one table."""

from dataclasses import replace
from random import Random

from tests.school.model.build_report_cards import report_card
from tests.school.model.people import Pupil
from tests.school.model.report_cards import ReportRow
from tests.school.model.skills import Acquisition, Evaluation
from tests.school.model.types import Period, Subject
from tests.school.wire import values
from tests.school.wire.values import Json

from .grades import note
from .periods import asked_period, period_row
from .registry import RequestContext, page
from .report_cards import card_body

TWENTY = values.typed(10, "20")


@page("PageReleve", 12)
def grade_record(context: RequestContext) -> Json:
    """Return the grades so far, without the comments of a report card."""
    period = _asked(context)
    if period is None or period.first > context.school.clock().date():
        return {"Message": "Aucun relevé n'est publié pour cette période."}
    model, pupil = context.school.model, context.pupil
    today = context.school.clock().date()
    card = report_card(pupil, period, model.periods, today, Random(0))
    rows = tuple(replace(row, comments=()) for row in card.rows if row.tests)
    body = card_body(context, replace(card, rows=rows))
    body["ParametresAffichages"]["NombreAppreciations"] = 0
    services = values.plain(body["ListeServices"])
    for row, told in zip(rows, services, strict=True):
        told["ListeDevoirs"] = values.element(_tests(context, period, row))
    most = max((row.tests for row in rows), default=0)
    periods = [period_row(context, one)["V"] for one in model.periods]
    return body | {"ListePeriodes": values.element(periods), "NbrMaxDevoirs": most}


def _asked(context: RequestContext) -> Period | None:
    """Return the requested period, or None for the whole year.

    The pupil must be one that the account may see. Without a pupil, the one of the
    signature applies.
    """
    if (pupil := context.required("eleve")) is not None:
        context.session.ids.resolve(values.field(pupil, "N"), "pupil")
    return asked_period(context)


def _tests(context: RequestContext, period: Period, row: ReportRow) -> list[Json]:
    grades = [one for one in context.pupil.grades(period) if one.subject == row.subject]
    return [
        {
            "N": context.id("grade", one.uid),
            "Note": note(one),
            "Bareme": values.scale(one.out_of),
            "BaremeParDefaut": TWENTY,
            "Coefficient": values.typed(10, values.decimal(one.coefficient)),
            "Date": values.day(one.date),
            "Position": position,
            "Commentaire": one.title,
        }
        for position, one in enumerate(reversed(grades))
    ]


@page("BulletinCompetences", 100)
def skills_report(context: RequestContext) -> Json:
    """Return one row for each subject, with its evaluated skills."""
    period = _asked(context)
    if period is None:
        return {}
    if context.pupil.report_card(period) is None:
        return {"Message": "Ce bulletin n'est pas publié."}
    subjects = _by_subject(context.pupil, period)
    return {
        "listeLignes": values.element(
            [_line(context, subject, told) for subject, told in subjects.items()]
        )
    }


def _by_subject(pupil: Pupil, period: Period) -> dict[Subject, list[Evaluation]]:
    told: dict[Subject, list[Evaluation]] = {}
    for one in reversed(pupil.evaluations(period)):
        told.setdefault(one.subject, []).append(one)
    return told


def _line(
    context: RequestContext, subject: Subject, evaluations: list[Evaluation]
) -> Json:
    acquired = [one for told in evaluations for one in told.acquisitions]
    return {
        **context.named("service", subject.uid, subject.name),
        "couleur": subject.color,
        "Matiere": values.element(context.named("subject", subject.uid, subject.name)),
        "ListeProfesseurs": values.element(
            [{"L": name} for name in dict.fromkeys(one.teacher for one in evaluations)]
        ),
        "listeNiveauxDAcquisitions": values.element(
            [_level(context, one) for one in acquired]
        ),
    }


def _level(context: RequestContext, one: Acquisition) -> Json:
    return {
        **context.named("level", one.uid, one.level.name),
        "G": one.level.kind,
        "abbreviation": one.level.abbreviation,
        "domaine": values.element(
            context.named("domain", one.domain.uid, one.domain.name)
        ),
    }
