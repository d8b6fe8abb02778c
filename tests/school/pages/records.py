"""PageReleve and BulletinCompetences: all the results of a period in one table."""

from dataclasses import replace
from random import Random

from tests.school.model.people import Pupil
from tests.school.model.report_cards import ReportRow
from tests.school.model.reporting import report_card
from tests.school.model.skills import Acquisition, Evaluation
from tests.school.model.types import Period, Subject
from tests.school.wire import values
from tests.school.wire.values import Json

from .grades import note
from .periods import asked_period, period_row
from .registry import Visit, page
from .report_cards import card_body

TWENTY = values.typed(10, "20")


@page("PageReleve", 12)
def grade_record(visit: Visit) -> Json:
    """The grades so far, without the comments of a report card."""
    period = _asked(visit)
    if period is None or period.first > visit.school.clock().date():
        return {"Message": "Aucun relevé n'est publié pour cette période."}
    world, pupil = visit.school.world, visit.pupil
    today = visit.school.clock().date()
    card = report_card(pupil, period, world.periods, today, Random(0))
    rows = tuple(replace(row, comments=()) for row in card.rows if row.tests)
    body = card_body(visit, replace(card, rows=rows))
    services = values.plain(body["ListeServices"])
    for row, told in zip(rows, services, strict=True):
        told["ListeDevoirs"] = values.element(_tests(visit, period, row))
    most = max((row.tests for row in rows), default=0)
    periods = [period_row(visit, one)["V"] for one in world.periods]
    return body | {"ListePeriodes": values.element(periods), "NbrMaxDevoirs": most}


def _asked(visit: Visit) -> Period | None:
    """The period, of a pupil whom the account may look at."""
    number = values.field(visit.asked("eleve"), "N")
    visit.session.ids.resolve(number, "pupil")
    return asked_period(visit)


def _tests(visit: Visit, period: Period, row: ReportRow) -> list[Json]:
    grades = [one for one in visit.pupil.grades(period) if one.subject == row.subject]
    return [
        {
            "N": visit.id("grade", one.uid),
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
def skills_report(visit: Visit) -> Json:
    """One line a subject, with the skills evaluated in it."""
    period = _asked(visit)
    if period is None:
        return {}
    if visit.pupil.report_card(period) is None:
        return {"Message": "Ce bulletin n'est pas publié."}
    subjects = _by_subject(visit.pupil, period)
    return {
        "listeLignes": values.element(
            [_line(visit, subject, told) for subject, told in subjects.items()]
        )
    }


def _by_subject(pupil: Pupil, period: Period) -> dict[Subject, list[Evaluation]]:
    told: dict[Subject, list[Evaluation]] = {}
    for one in reversed(pupil.evaluations(period)):
        told.setdefault(one.subject, []).append(one)
    return told


def _line(visit: Visit, subject: Subject, evaluations: list[Evaluation]) -> Json:
    acquired = [one for told in evaluations for one in told.acquisitions]
    return {
        **visit.named("service", subject.uid, subject.name),
        "couleur": subject.colour,
        "Matiere": values.element(visit.named("subject", subject.uid, subject.name)),
        "ListeProfesseurs": values.element(
            [{"L": name} for name in dict.fromkeys(one.teacher for one in evaluations)]
        ),
        "listeNiveauxDAcquisitions": values.element(
            [_level(visit, one) for one in acquired]
        ),
    }


def _level(visit: Visit, one: Acquisition) -> Json:
    return {
        **visit.named("level", one.uid, one.level.name),
        "G": one.level.kind,
        "abbreviation": one.level.abbreviation,
        "domaine": values.element(
            visit.named("domain", one.domain.uid, one.domain.name)
        ),
    }
