"""The period which a request is about."""

from tests.school.model.types import Period
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import Visit

WHOLE_YEAR = "0"


def asked_period(visit: Visit) -> Period | None:
    """The period of the request; None for the one which the school computes."""
    number = values.field(visit.asked("periode"), "N")
    if number == WHOLE_YEAR:
        return None
    uid = visit.session.ids.resolve(number, "period")
    return next(one for one in visit.school.world.periods if one.uid == uid)


def period_row(visit: Visit, period: Period) -> Json:
    return values.element(visit.named("period", period.uid, period.name))
