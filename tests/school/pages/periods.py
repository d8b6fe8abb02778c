"""Periods of the pages, and the period of a request."""

from tests.school.model.types import Period
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import RequestContext

WHOLE_YEAR = "0"


GRADES, REPORT_CARDS, GRADE_RECORD, SCHOOL_LIFE, RESOURCES = 198, 13, 12, 19, 99
PERIOD_TABS = (GRADE_RECORD, REPORT_CARDS, SCHOOL_LIFE, RESOURCES, 100, GRADES, 201)
WITH_SPECIAL_PERIODS = frozenset({GRADE_RECORD, REPORT_CARDS, GRADES})
WITHOUT_DEFAULT = frozenset({RESOURCES})
"""Pages of an irregular school without a default period.

PRONOTE's own web client needs the default period on the other pages.
"""

CONTINUOUS: Json = {"L": "Année continue", "N": "0", "G": 2, "GenreNotation": 3}
YEAR: Json = {"L": "Année (Trois trimestres)", "G": 1}
"""Whole year of an irregular school, without id."""


def periods_of_tab(context: RequestContext, tab: int) -> Json:
    """Return the periods of one page, with the default one if there is one."""
    model = context.school.model
    irregular = context.school.options.irregular
    current = model.period_of(context.school.clock().date())
    rows = [_listed(context, period, 2, 1) for period in model.periods]
    default = context.named("period", current.uid, current.name)
    if irregular and tab in WITH_SPECIAL_PERIODS:
        rows.append(_listed(context, model.mock_exam, 2, 1))
        rows.append(_listed(context, model.outside, 4, 0))
    if irregular and tab == SCHOOL_LIFE:
        rows.insert(0, {**YEAR, "A": True, "GenreNotation": 0})
        default = YEAR
    if tab == GRADES:
        rows.append(CONTINUOUS)
    listed: Json = {"G": tab, "listePeriodes": values.element(rows)}
    if not (irregular and tab in WITHOUT_DEFAULT):
        listed["periodeParDefaut"] = values.element(default)
    return listed


def _listed(context: RequestContext, period: Period, kind: int, notation: int) -> Json:
    named = context.named("period", period.uid, period.name)
    return {**named, "G": kind, "A": True, "GenreNotation": notation}


def asks_for_year(context: RequestContext) -> bool:
    """Return whether the request is for the whole year, which has no id."""
    asked = context.required("periode")
    return not isinstance(asked, dict) or asked.get("N") in (None, WHOLE_YEAR)


def asked_period(context: RequestContext) -> Period | None:
    """Return the period of the request, or None for the whole year."""
    number = values.field(context.required("periode"), "N")
    if number == WHOLE_YEAR:
        return None
    uid = context.session.ids.resolve(number, "period")
    return period_by_uid(context, uid)


def period_by_uid(context: RequestContext, uid: str) -> Period:
    model = context.school.model
    listed = (*model.periods, *model.special_periods)
    return next(one for one in listed if one.uid == uid)


def period_row(context: RequestContext, period: Period) -> Json:
    return values.element(context.named("period", period.uid, period.name))
