"""DernieresNotes: grades and averages of a period."""

from decimal import Decimal

from tests.school.model.types import Grade, GradeCode, Period, SubjectAverage
from tests.school.wire import values
from tests.school.wire.values import Json

from .periods import period_by_uid
from .registry import RequestContext, page

SERVICE = 12
TEST = 59
TWENTY = values.typed(10, "20")
WHOLE_YEAR = "0"


@page("DernieresNotes", 198)
def last_grades(context: RequestContext) -> Json:
    answer: Json = {
        "avecDetailDevoir": True,
        "avecDetailService": True,
        "baremeMoyGenerale": TWENTY,
        "baremeMoyGeneraleParDefaut": TWENTY,
        "listeServices": values.element([]),
        "listeDevoirs": values.element([]),
    }
    asked = context.data.get("Periode") or context.required("periode")
    number = values.field(asked, "N")
    if number == WHOLE_YEAR:
        return answer
    uid = context.session.ids.resolve(number, "period")
    return answer | _of_period(context, period_by_uid(context, uid))


def _of_period(context: RequestContext, period: Period) -> Json:
    pupil = context.pupil
    services = [
        _service(context, average, order)
        for order, average in enumerate(pupil.averages(period), 1)
    ]
    options = context.school.options
    if services and options.irregular and options.subjects_twice:
        services.insert(0, _second_service(context, services[0]))
    answer: Json = {
        "listeServices": values.element(services),
        "listeDevoirs": values.element(
            [test_row(context, grade) for grade in pupil.grades(period)]
        ),
    }
    if not pupil.averages_hidden:
        answer |= _known("moyGenerale", pupil.overall_average(period))
        answer |= _known("moyGeneraleClasse", pupil.class_overall_average(period))
    return answer


def _second_service(context: RequestContext, service: Json) -> Json:
    """Return another service of the same subject, without grades of the pupil."""
    twin = {**service, "N": context.id("subject", f"twin-{service['L']}"), "ordre": 0}
    return twin | {"moyEleve": values.typed(10, "|1")} if "moyEleve" in twin else twin


def _known(field: str, value: Decimal | None) -> Json:
    return {} if value is None else {field: values.grade(value)}


def _service(context: RequestContext, average: SubjectAverage, order: int) -> Json:
    subject = average.subject
    row: Json = {
        **context.named("subject", subject.uid, subject.name),
        "G": SERVICE,
        "ordre": order,
        "estServiceEnGroupe": False,
        "couleur": subject.color,
    }
    if context.pupil.averages_hidden:
        return row
    row |= {"baremeMoyEleve": TWENTY, "baremeMoyEleveParDefaut": TWENTY}
    for field, value in (
        ("moyEleve", average.pupil),
        ("moyClasse", average.school_class),
        ("moyMin", average.lowest),
        ("moyMax", average.highest),
    ):
        row[field] = values.typed(10, "") if value is None else values.grade(value)
    return row


def test_row(context: RequestContext, grade: Grade) -> Json:
    subject, version = grade.subject, context.session.version
    coefficient: float | str = float(grade.coefficient)
    if version.coefficients_are_text:
        coefficient = values.decimal(grade.coefficient)
    row: Json = {
        "N": context.id("grade", grade.uid),
        "G": version.resource(TEST),
        "note": note(grade),
        "bareme": values.scale(grade.out_of),
        "baremeParDefaut": TWENTY,
        "date": values.day(grade.date),
        "service": values.element(
            {
                **context.named("subject", subject.uid, subject.name),
                "G": SERVICE,
                "couleur": subject.color,
            }
        ),
        "periode": values.element(
            context.named("period", grade.period.uid, grade.period.name)
        ),
        "ListeThemes": values.element([]),
        "estEnGroupe": grade.in_group,
        "commentaire": grade.title,
        "commentaireSurNote": grade.remark,
        "coefficient": coefficient,
        "estFacultatif": grade.optional,
        "estBonus": grade.bonus,
        "estRamenerSur20": grade.scaled,
    }
    row |= _known("moyenne", grade.class_average)
    row |= _known("noteMax", grade.best) | _known("noteMin", grade.worst)
    if grade.paper:
        row["libelleSujet"] = grade.paper.name
    if grade.correction:
        row["libelleCorrige"] = grade.correction.name
    return row


def note(grade: Grade) -> Json:
    """Return a grade, or the code in its place."""
    if not isinstance(grade.value, GradeCode):
        return values.grade(grade.value)
    code = f"|{int(grade.value)}"
    return values.typed(10, f"{code}|{grade.out_of}" if grade.code_with_scale else code)
