"""PageAccueil: widgets with excerpts of the pages that the account may open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from tests.school.model.calendar import ONE_DAY
from tests.school.model.documents import SignatureState
from tests.school.model.news import Copy, Mode
from tests.school.model.people import Role
from tests.school.model.types import Homework, Lesson
from tests.school.spaces import open_tabs
from tests.school.wire import values
from tests.school.wire.values import Json, UnreadableError

from .agenda import event_row, known_events
from .attachments import attachment_list
from .evaluations import evaluation_row
from .grades import test_row
from .home_partners import billing, canteen, links
from .mail import label_rows, mailbox_rows
from .menus import meal_row
from .news import news_row, received
from .periods import period_row
from .registry import RequestContext, page
from .school_life import presence_rows
from .timetable import grid, lesson_row
from .user import timetable_weeks

SHORT = 5
HOMEWORK_DAYS = timedelta(days=7)
TEST_DAYS = timedelta(days=21)
AGENDA_DAYS = timedelta(days=21)
RECENT = timedelta(days=30)
GRADED = 0
"""Kind of a graded class test. 1 is an assessment of skills."""
TEST_NAME = "Devoir surveillé"


class Widget(IntEnum):
    """Numbers by which widgets are requested since 2026."""

    DISCUSSIONS = 0
    MENU = 5
    SCHOOL_LIFE = 6
    HOMEWORK = 7
    AGENDA = 8
    NEWS = 9
    GRADES = 10
    QUIZZES = 11
    TIMETABLE = 12
    CLASS_TESTS = 16
    SKILLS = 18
    USEFUL_LINKS = 27
    BILLING = 29
    CANTEEN = 36
    DOCUMENTS_TO_SIGN = 60


@dataclass(frozen=True, slots=True)
class Section:
    """Section of the home page, with its presence on the mobile page.

    `mobile` applies to an irregular school, `regular_mobile` to a regular one.
    """

    make: Callable[[RequestContext], Json]
    tab: int | None = None
    mobile: bool = True
    regular_mobile: bool = True
    of_pupil: bool = True
    primary_mobile: bool = False
    """Whether the mobile page of a primary school has it in any case."""

    def on_page(self, context: RequestContext) -> bool:
        if not context.session.mobile:
            return True
        if context.school.options.primary and self.primary_mobile:
            return True
        return self.mobile if context.school.options.irregular else self.regular_mobile


@page("PageAccueil", 7)
def home(context: RequestContext) -> Json:
    tabs = open_tabs(context.account, context.school.faults.closed_tabs)
    answer: Json = {"autorisationKiosque": False}
    for widget in _asked_widgets(context):
        section = SECTIONS[widget]
        if not section.on_page(context):
            continue
        if section.of_pupil and context.member is None:
            continue
        if section.tab is None or section.tab in tabs:
            answer |= section.make(context)
    return answer


def _asked_widgets(context: RequestContext) -> list[Widget]:
    """Return all widgets, or since 2026 only the requested ones."""
    asked = context.data.get("widgets")
    if asked is None or not context.session.version.home_by_widget:
        return list(SECTIONS)
    if not isinstance(asked, list):
        raise UnreadableError("widgets")
    return [widget for widget in SECTIONS if widget in asked]


def _day(context: RequestContext, name: str) -> date:
    """Return the day requested for a widget, or the next school day."""
    asked = context.data.get(name)
    if isinstance(asked, dict) and "date" in asked:
        asked = asked["date"]
    if asked:
        return values.read_day(asked)
    return context.school.model.year.next_school_day(context.school.clock().date())


def _subject(context: RequestContext, lesson: Lesson | Homework) -> Json:
    subject = lesson.subject
    if subject is None:
        return values.element({"N": "0"})
    return values.element(context.named("subject", subject.uid, subject.name))


def _timetable(context: RequestContext) -> Json:
    day, year = _day(context, "dateGrille"), context.school.model.year
    allowed = timetable_weeks(context)

    def lessons_on(one: date) -> list[Lesson]:
        known = context.pupil.lessons_between(one, one)
        return known if year.week(one) in allowed else []

    told = grid(context, context.pupil, lessons_on(day))
    told |= {"dateSelectionnee": values.day(day)}
    for other in year.school_days(day + ONE_DAY, year.last_day):
        if lessons_on(other):
            return told | {"prochaineDate": values.day(other)}
    return told


def _grades(context: RequestContext) -> Json:
    period = context.school.model.period_of(context.school.clock().date())
    shown = context.pupil.grades(period)[:SHORT]
    return {
        "notes": {
            "avecDetailDevoir": True,
            "listeDevoirs": values.element([test_row(context, one) for one in shown]),
            "page": {"periode": period_row(context, period)},
        }
    }


def _skills(context: RequestContext) -> Json:
    if context.pupil.evaluations_hidden:
        return {}
    period = context.school.model.period_of(context.school.clock().date())
    shown = context.pupil.evaluations(period)[:SHORT]
    rows = [evaluation_row(context, one) for one in shown]
    return {"competences": {"listeEvaluations": values.element(rows)}}


def _school_life(context: RequestContext) -> Json:
    since = context.school.clock().date() - RECENT
    known = sorted(presence_rows(context, context.pupil), key=lambda one: one[0])[::-1]
    rows = [row for day, row in known if day >= since]
    return {"vieScolaire": {"L": "Vie scolaire", "listeAbsences": values.element(rows)}}


def _menu(context: RequestContext) -> Json:
    day = _day(context, "menuDeLaCantine")
    meals = [
        meal_row(context, meal, initial="l")
        for meal in context.pupil.menus
        if meal.date == day
    ]
    return {"menuDeLaCantine": {"listeRepas": values.element(meals)}}


def _news(context: RequestContext) -> Json:
    """Return the items that are unread or still wait for an answer."""

    def waits(copy: Copy) -> bool:
        over = context.school.clock().date() > copy.news.last
        return not copy.read or not (over or copy.all_answered)

    rows = [
        news_row(context, copy, child)
        for copy in received(context)
        if waits(copy)
        for child in copy.children or (None,)
    ]
    shown = {"G": int(Mode.RECEIVED), "listeActualites": values.element(rows)}
    return {"actualites": {"listeModesAff": [shown]}}


def _agenda(context: RequestContext) -> Json:
    """Return the events of the next weeks."""
    today = context.school.clock().date()
    rows = [
        event_row(context, event)
        for event in known_events(context)
        if today <= event.end.date() and event.start.date() <= today + AGENDA_DAYS
    ]
    return {"agenda": {"listeEvenements": rows}}


def _homework(context: RequestContext) -> Json:
    first = _day(context, "TAFARendre")
    works = context.pupil.homework_between(first, first + HOMEWORK_DAYS)
    rows = [_work(context, work, order) for order, work in enumerate(works, 1)]
    return {"travailAFaire": {"listeTAF": values.element(rows)}}


def _work(context: RequestContext, work: Homework, order: int) -> Json:
    return {
        "N": context.id("homework", work.uid),
        "G": 0,
        "matiere": _subject(context, work),
        "descriptif": values.html(work.html),
        "ordre": order,
        "pourLe": values.day(work.due),
        "donneLe": values.day(work.given),
        "couleurFond": work.subject.color,
        "couleurTexte": "#000000",
        "niveauDifficulte": int(work.difficulty),
        "duree": work.duration,
        "listeDocumentJoint": attachment_list(context, work.attachments),
        "TAFFait": work.done,
    }


def _discussions(context: RequestContext) -> Json:
    """Return the discussions with unread messages."""
    if not context.account.mail.open:
        return {}
    rows = mailbox_rows(context, with_messages=False, with_read=False)
    return {
        "discussions": {
            "listeEtiquettes": values.element(label_rows(context)),
            "listeMessagerie": values.element(rows),
        }
    }


def _class_tests(context: RequestContext) -> Json:
    """Return the tests. An irregular school lists them in both sections."""
    today = context.school.clock().date()
    tests = [
        lesson
        for lesson in context.pupil.lessons_between(today, today + TEST_DAYS)
        if lesson.test and not lesson.canceled
    ]
    rows = [_class_test(context, one) for one in tests]
    sections = ("devoirSurveille", "devoirSurveilleEvaluation")
    told = sections if context.school.options.irregular else sections[:1]
    return {name: {"listeDS": values.element(rows)} for name in told}


def _class_test(context: RequestContext, lesson: Lesson) -> Json:
    return {
        "N": lesson_row(context, lesson)["N"],
        "G": GRADED,
        "L": TEST_NAME if context.school.options.irregular else "",
        "matiere": _subject(context, lesson),
        "dateDebut": values.moment(lesson.start),
        "dateFin": values.moment(lesson.end),
        "listeSalles": values.element(
            [context.named("room", room, room) for room in lesson.rooms]
        ),
    }


def _documents_to_sign(context: RequestContext) -> Json:
    """Return the number of documents that the account must sign."""
    if not (context.account.may_sign and context.session.version.electronic_signatures):
        return {}
    waiting = (SignatureState.TO_SIGN, SignatureState.RUNNING)
    number = sum(one.state in waiting for one in context.pupil.papers.to_sign)
    return {"documentsASigner": {"nombreDocumentsDocumentsSignatures": number}}


def _quizzes(context: RequestContext) -> Json:
    """Return an empty list of quizzes, or nothing on the mobile page of parents."""
    if context.session.mobile and context.account.role is Role.PARENT:
        return {}
    nothing = values.element([])
    return {"QCM": {"listeExecutionsQCM": nothing, "listeDevoirs": nothing}}


SECTIONS: dict[Widget, Section] = {
    Widget.TIMETABLE: Section(_timetable, tab=16),
    Widget.HOMEWORK: Section(_homework, tab=88),
    Widget.GRADES: Section(_grades, tab=198),
    Widget.SKILLS: Section(_skills, tab=201, regular_mobile=False),
    Widget.SCHOOL_LIFE: Section(_school_life, tab=19),
    Widget.MENU: Section(_menu, tab=10, mobile=False, primary_mobile=True),
    Widget.AGENDA: Section(_agenda, tab=9),
    Widget.NEWS: Section(
        _news, tab=8, mobile=False, of_pupil=False, primary_mobile=True
    ),
    Widget.DISCUSSIONS: Section(_discussions, tab=131, mobile=False, of_pupil=False),
    Widget.CLASS_TESTS: Section(_class_tests, tab=16, regular_mobile=False),
    Widget.QUIZZES: Section(_quizzes, tab=88, regular_mobile=False),
    Widget.USEFUL_LINKS: Section(links, regular_mobile=False, of_pupil=False),
    Widget.CANTEEN: Section(canteen, regular_mobile=False),
    Widget.BILLING: Section(billing, regular_mobile=False),
    Widget.DOCUMENTS_TO_SIGN: Section(_documents_to_sign, tab=148),
}
"""All sections by widget, in the order of the page."""
