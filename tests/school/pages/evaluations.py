"""DernieresEvaluations: the skills evaluated in a period and the levels reached."""

from tests.school.model.skills import Acquisition, Evaluation, Named
from tests.school.wire import values
from tests.school.wire.values import Json

from .periods import asked_period, period_row
from .registry import Visit, page

EVALUATION, TEACHER, SUBJECT, SERVICE = 29, 3, 16, 12


@page("DernieresEvaluations", 201)
def last_evaluations(visit: Visit) -> Json:
    """The whole list is missing when the school hides it."""
    period = asked_period(visit)
    if visit.pupil.evaluations_hidden:
        return {}
    told = visit.pupil.evaluations(period) if period else []
    return {
        "listeEvaluations": values.element([evaluation_row(visit, one) for one in told])
    }


def _named(visit: Visit, kind: str, one: Named) -> Json:
    return values.element(visit.named(kind, one.uid, one.name))


def evaluation_row(visit: Visit, one: Evaluation) -> Json:
    subject = one.subject
    service = {"N": visit.id("service", subject.uid), "G": SERVICE}
    row: Json = {
        **visit.named("evaluation", one.uid, one.title),
        "G": EVALUATION,
        "descriptif": one.description,
        "coefficient": one.coefficient,
        "date": values.day(one.date),
        "periode": period_row(visit, one.period),
        "individu": values.element(
            {**visit.named("teacher", one.teacher, one.teacher), "G": TEACHER}
        ),
        "matiere": values.element(
            {
                **visit.named("subject", subject.uid, subject.name),
                "G": SUBJECT,
                "couleur": subject.colour,
                "ordre": 1,
                "serviceConcerne": values.element(service),
            }
        ),
        "listePaliers": values.element(
            [visit.named("cycle", cycle.uid, cycle.name) for cycle in one.cycles]
        ),
        "ListeThemes": values.element([]),
        "listeNiveauxDAcquisitions": values.element(
            [_acquisition(visit, acquired) for acquired in one.acquisitions]
        ),
    }
    if one.domain:
        row["domaine"] = _named(visit, "domain", one.domain)
    if one.paper:
        row["libelleSujet"] = one.paper.name
    if one.correction:
        row["libelleCorrige"] = one.correction.name
    return row


def _acquisition(visit: Visit, one: Acquisition) -> Json:
    pillar = one.pillar
    row: Json = {
        **visit.named("level", one.uid, one.level.name),
        "G": one.level.kind,
        "abbreviation": one.level.abbreviation,
        "ordre": one.order,
        "coefficient": one.coefficient,
        "pilier": values.element(
            {
                **visit.named("pillar", pillar.uid, pillar.name),
                "G": 23,
                "strPrefixes": pillar.prefixes,
            }
        ),
        "domaine": _named(visit, "domain", one.domain),
    }
    if one.item:
        row["item"] = _named(visit, "item", one.item)
    return row
