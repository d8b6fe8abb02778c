"""DernieresEvaluations: evaluated skills of a period, with their levels."""

from tests.school.model.skills import Acquisition, Evaluation, Named
from tests.school.wire import values
from tests.school.wire.values import Json

from .periods import asked_period, period_row
from .registry import RequestContext, page

EVALUATION, TEACHER, SUBJECT, SERVICE = 29, 3, 16, 12


@page("DernieresEvaluations", 201)
def last_evaluations(context: RequestContext) -> Json:
    """Return the evaluations. The list is missing if the school hides it."""
    period = asked_period(context)
    if context.pupil.evaluations_hidden:
        return {}
    told = context.pupil.evaluations(period) if period else []
    return {
        "listeEvaluations": values.element(
            [evaluation_row(context, one) for one in told]
        )
    }


def _named(context: RequestContext, kind: str, one: Named) -> Json:
    return values.element(context.named(kind, one.uid, one.name))


def evaluation_row(context: RequestContext, one: Evaluation) -> Json:
    subject = one.subject
    service = {"N": context.id("service", subject.uid), "G": SERVICE}
    row: Json = {
        **context.named("evaluation", one.uid, one.title),
        "G": EVALUATION,
        "descriptif": one.description,
        "coefficient": one.coefficient,
        "date": values.day(one.date),
        "periode": period_row(context, one.period),
        "individu": values.element(
            {**context.named("teacher", one.teacher, one.teacher), "G": TEACHER}
        ),
        "matiere": values.element(
            {
                **context.named("subject", subject.uid, subject.name),
                "G": SUBJECT,
                "couleur": subject.color,
                "ordre": 1,
                "serviceConcerne": values.element(service),
            }
        ),
        "listePaliers": values.element(
            [context.named("cycle", cycle.uid, cycle.name) for cycle in one.cycles]
        ),
        "ListeThemes": values.element([]),
        "listeNiveauxDAcquisitions": values.element(
            [_acquisition(context, acquired) for acquired in one.acquisitions]
        ),
    }
    if one.domain:
        row["domaine"] = _named(context, "domain", one.domain)
    if one.paper:
        row["libelleSujet"] = one.paper.name
    if one.correction:
        row["libelleCorrige"] = one.correction.name
    return row


def _acquisition(context: RequestContext, one: Acquisition) -> Json:
    pillar = one.pillar
    row: Json = {
        **context.named("level", one.uid, one.level.name),
        "G": one.level.kind,
        "abbreviation": one.level.abbreviation,
        "ordre": one.order,
        "coefficient": one.coefficient,
        "pilier": values.element(
            {
                **context.named("pillar", pillar.uid, pillar.name),
                "G": 23,
                "strPrefixes": pillar.prefixes,
            }
        ),
        "domaine": _named(context, "domain", one.domain),
    }
    if one.item:
        row["item"] = _named(context, "item", one.item)
    return row
