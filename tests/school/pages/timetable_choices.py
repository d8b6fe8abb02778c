"""RessourceEDT and PageEmploiDuTemps_DomainePresence: the calls before the mobile timetable."""

from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .timetable import TIMETABLE, asked_pupil


@page("RessourceEDT", TIMETABLE)
def timetables(context: RequestContext) -> Json:
    """Return the available timetables by tab. A family has one."""
    row: Json = {"L": "Mon emploi du temps", "N": "0", "G": TIMETABLE}
    return {"listeRessources": values.element([row])}


@page("PageEmploiDuTemps_DomainePresence", TIMETABLE)
def days_with_lessons(context: RequestContext) -> Json:
    """Return the days with lessons, counted from the first day of the year."""
    first = context.school.model.year.first_day
    days = {(lesson.day - first).days for lesson in asked_pupil(context).lessons}
    return {"joursPresence": values.domain(days), "message": ""}
