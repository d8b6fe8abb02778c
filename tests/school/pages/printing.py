"""GenerationPDF: the timetable, the grade record and the report card on paper.

The timetable is there at once; the others take the server some time.
"""

from datetime import timedelta
from secrets import token_hex

from tests.school.model.averages import rounded
from tests.school.model.files import pdf
from tests.school.model.people import Pupil
from tests.school.model.types import Lesson
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .periods import asked_period
from .registry import Visit, page
from .waiting import after_a_wait

RECORD, REPORT, TIMETABLE = 12, 13, 16
KINDS = {TIMETABLE: 0, RECORD: 1, REPORT: 2}
WHOLE_YEAR = frozenset({0})
MOST_LINES = 38


@page("GenerationPDF", RECORD, REPORT, TIMETABLE)
def on_paper(visit: Visit) -> Answer | Json:
    if visit.tab == TIMETABLE:
        return _timetable(visit)
    if visit.tab == REPORT:
        return after_a_wait(visit, _report)
    return after_a_wait(visit, _record, ask_again=True)


def _printed(visit: Visit, name: str, title: str, lines: list[str]) -> Json:
    """Put the paper where this session may fetch it."""
    if visit.asked("genreGenerationPDF") != KINDS[visit.tab]:
        raise impossible_page()
    session = visit.session
    secret = token_hex(48)
    session.printed[secret] = pdf(title, *lines[:MOST_LINES])
    address = f"FichiersExternes/{secret}/{name}.pdf?Session={session.number}"
    return {"url": values.raw(address)}


def _timetable(visit: Visit) -> Json:
    pupil = _asked_pupil(visit)
    year = visit.school.world.year
    weeks = values.read_numbers(visit.asked("domaine"))
    if weeks == WHOLE_YEAR:
        first, last = year.first_day, year.last_day
    elif weeks and min(weeks) >= 1 and max(weeks) <= year.last_week:
        first = year.monday(min(weeks))
        last = year.monday(max(weeks)) + timedelta(days=6)
    else:
        raise impossible_page()
    lessons = pupil.lessons_between(first, last)
    lines = [_line(lesson) for lesson in lessons]
    return _printed(visit, "emploi_du_temps", f"Emploi du temps - {pupil.name}", lines)


def _asked_pupil(visit: Visit) -> Pupil:
    uid = visit.session.ids.resolve(values.field(visit.asked("ressource"), "N"))
    for pupil in visit.account.pupils:
        if pupil.uid == uid:
            return pupil
    raise impossible_page()


def _line(lesson: Lesson) -> str:
    what = lesson.subject.name if lesson.subject else lesson.status or ""
    return f"{lesson.start:%d/%m %Hh%M} {what} {', '.join(lesson.rooms)}"


def _report(visit: Visit) -> Json:
    period = asked_period(visit)
    card = visit.pupil.report_card(period) if period else None
    if card is None:
        raise impossible_page()
    lines = [f"{row.name} : {row.averages.pupil or ''}" for row in card.rows]
    lines += [f"{one.title} : {one.text}" for one in card.appreciations]
    title = f"Bulletin - {visit.pupil.name} - {card.period.name}"
    return _printed(visit, "bulletin", title, lines)


def _record(visit: Visit) -> Json:
    period = asked_period(visit)
    if period is None:
        raise impossible_page()
    lines = [
        f"{one.subject.name} : {rounded(one.pupil) if one.pupil else ''}"
        for one in visit.pupil.averages(period)
    ]
    title = f"Relevé de notes - {visit.pupil.name} - {period.name}"
    return _printed(visit, "releve", title, lines)
