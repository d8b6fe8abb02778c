"""The period which a request is about."""

from tests.school.model.types import Period
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import RequestContext

WHOLE_YEAR = "0"


def asked_period(context: RequestContext) -> Period | None:
    """The period of the request; None for the one which the school computes."""
    number = values.field(context.required("periode"), "N")
    if number == WHOLE_YEAR:
        return None
    uid = context.session.ids.resolve(number, "period")
    return next(one for one in context.school.model.periods if one.uid == uid)


def period_row(context: RequestContext, period: Period) -> Json:
    return values.element(context.named("period", period.uid, period.name))
