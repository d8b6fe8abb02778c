"""GenerationPDF: timetable, grade record and report card as PDF files.

The timetable is available at once. The other files take the server some time.
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
from .registry import RequestContext, page
from .slow_answers import answer_after_wait

RECORD, REPORT, TIMETABLE = 12, 13, 16
DOCUMENTS = (148, 227, 228)
KINDS = {TIMETABLE: 0, RECORD: 1, REPORT: 2}
SCHOOLS, PERSONAL, EXTERNAL, FORMER = 29, 30, 42, 12
"""Kinds of documents on the page of documents, besides report cards."""
WHOLE_YEAR = frozenset({0})
COLORS = {0: "sans couleur", 1: "fond de couleur", 2: "texte de couleur"}
SIZES = [half / 2 for half in range(2, 25)]
CODES = "avecCodeCompetences"
MOST_LINES = 38


@page("GenerationPDF", RECORD, REPORT, TIMETABLE, *DOCUMENTS)
def generate_pdf(context: RequestContext) -> Answer | Json:
    if context.tab == TIMETABLE:
        return _timetable(context)
    if context.tab in DOCUMENTS:
        return _document(context)
    if context.tab == REPORT:
        return answer_after_wait(context, _report)
    return answer_after_wait(context, _record, ask_again=True)


def _printed(context: RequestContext, name: str, title: str, lines: list[str]) -> Json:
    """Return the address of a file that only this session can fetch."""
    if context.tab in KINDS:
        if context.required("genreGenerationPDF") != KINDS[context.tab]:
            raise impossible_page()
    session = context.session
    secret = token_hex(48)
    session.printed[secret] = pdf(title, *lines[:MOST_LINES])
    address = f"FichiersExternes/{secret}/{name}.pdf?Session={session.number}"
    return {"url": values.raw(address)}


def _timetable(context: RequestContext) -> Json:
    pupil = _asked_pupil(context)
    year = context.school.model.year
    weeks = values.read_numbers(context.required("domaine"))
    if weeks == WHOLE_YEAR:
        first, last = year.first_day, year.last_day
    elif weeks and min(weeks) >= 1 and max(weeks) <= year.last_week:
        first = year.monday(min(weeks))
        last = year.monday(max(weeks)) + timedelta(days=6)
    else:
        raise impossible_page()
    lessons = pupil.lessons_between(first, last)
    lines = [_layout(context), *(_line(lesson) for lesson in lessons)]
    return _printed(
        context, "emploi_du_temps", f"Emploi du temps - {pupil.name}", lines
    )


def _layout(context: RequestContext) -> str:
    """Return how the timetable is printed. All options of PRONOTE's page are needed."""
    options = context.required("options")
    portrait, yearly = options.get("portrait"), options.get("estEDTAnnuel")
    colors = options.get("couleur")
    if not (isinstance(portrait, bool) and isinstance(yearly, bool)):
        raise impossible_page()
    if isinstance(colors, bool) or colors not in COLORS:
        raise impossible_page()
    return f"{'Portrait' if portrait else 'Paysage'}, {COLORS[colors]}"


def _document(context: RequestContext) -> Answer | Json:
    """Return a document of page 148, stored or printed."""
    if context.call.waiting:
        return answer_after_wait(context, _report)
    kind, papers = context.required("genreGenerationPDF"), context.pupil.papers
    if kind == KINDS[REPORT]:
        return answer_after_wait(context, _report)
    if kind == FORMER:
        ident = context.required("ident")
        card = next((one for one in papers.former_cards if one.ident == ident), None)
        if card is None or context.required("nomFichier") != f"{card.name}.pdf":
            raise impossible_page()
        title = f"{card.name} - {context.required('libelleAnnee')}"
        return _printed(context, "bulletin", title, [card.period])
    shelf = {
        SCHOOLS: context.pupil.documents,
        PERSONAL: papers.personal,
        EXTERNAL: papers.signed,
    }.get(kind)
    element = context.required("document")
    if shelf is None or values.field(element, "G") != 0:
        raise impossible_page()
    uid = context.session.ids.resolve(values.field(element, "N"), "document")
    found = next((one for one in shelf if one.attachment.uid == uid), None)
    if found is None:
        raise impossible_page()
    return _printed(context, "document", found.attachment.name, [found.comment])


def _asked_pupil(context: RequestContext) -> Pupil:
    uid = context.session.ids.resolve(values.field(context.required("ressource"), "N"))
    for pupil in context.account.pupils:
        if pupil.uid == uid:
            return pupil
    raise impossible_page()


def _line(lesson: Lesson) -> str:
    what = lesson.subject.name if lesson.subject else lesson.status or ""
    return f"{lesson.start:%d/%m %Hh%M} {what} {', '.join(lesson.rooms)}"


def _report_layout(context: RequestContext) -> str:
    """Return how a report card or a grade record is printed."""
    options = context.required("options")
    portrait, size = options.get("portrait"), options.get("taillePolice")
    smallest, codes = options.get("taillePoliceMin"), context.data.get(CODES)
    if not (isinstance(portrait, bool) and isinstance(codes, bool)):
        raise impossible_page()
    if size not in SIZES or not 0 < smallest <= size:
        raise impossible_page()
    words = ["Portrait" if portrait else "Paysage", f"taille {size}"]
    if codes:
        words.append("codes des compétences")
    if context.tab == REPORT:
        if not isinstance(fit := options.get("adapterHauteurService"), bool):
            raise impossible_page()
        if fit:
            words.append("lignes ajustées")
    return ", ".join(words)


def _report(context: RequestContext) -> Json:
    period = asked_period(context)
    card = context.pupil.report_card(period) if period else None
    if card is None:
        raise impossible_page()
    lines = [_report_layout(context)]
    lines += [f"{row.name} : {row.averages.pupil or ''}" for row in card.rows]
    lines += [f"{one.title} : {one.text}" for one in card.appreciations]
    title = f"Bulletin - {context.pupil.name} - {card.period.name}"
    return _printed(context, "bulletin", title, lines)


def _record(context: RequestContext) -> Json:
    period = asked_period(context)
    if period is None:
        raise impossible_page()
    lines = [_report_layout(context)]
    lines += [
        f"{one.subject.name} : {rounded(one.pupil) if one.pupil else ''}"
        for one in context.pupil.averages(period)
    ]
    title = f"Relevé de notes - {context.pupil.name} - {period.name}"
    return _printed(context, "releve", title, lines)
