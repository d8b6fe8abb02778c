"""The home page (PRONOTE page 7, "Accueil"): extracts of many pages in one request.

Each section is read by the module of its page: the lessons of the day, the latest grades, the
unread news…
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from .common import KeyGenerator
from .lesson_times import MIDNIGHT
from .pages import (
    agenda,
    discussions,
    evaluations,
    grades,
    homework,
    menus,
    news,
    partners,
    school_life,
    timetable,
)
from .pages.account import HOME_TAB
from .pages.agenda import AgendaEvent
from .pages.discussions import Discussion
from .pages.evaluations import Evaluation
from .pages.grades import Grade
from .pages.homework import Homework
from .pages.menus import Menu
from .pages.news import News
from .pages.partners import PartnerLink, Wallet
from .pages.school_life import SchoolLife
from .pages.timetable import Lesson
from .school_year import SchoolCalendar
from .skill_levels import SkillLevel
from .wire import Json, Record, date_value


class UpcomingTestKind(StrEnum):
    """Kind of an announced class test."""

    GRADED = "graded"
    SKILLS = "skills"
    """An assessment of skills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpcomingTest:
    """An announced class test."""

    key: str
    kind: UpcomingTestKind = UpcomingTestKind.GRADED
    subject: str | None = None
    day: date
    start: datetime | None = None
    """None if the school gives the day only."""
    end: datetime | None = None
    rooms: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The sections of the home page; None for a section that the school does not show."""

    lessons: tuple[Lesson, ...] | None = None
    next_day: date | None = None
    """The next day with lessons, if the school gives it."""
    homework: tuple[Homework, ...] | None = None
    grades: tuple[Grade, ...] | None = None
    evaluations: tuple[Evaluation, ...] | None = None
    school_life: SchoolLife | None = None
    menus: tuple[Menu, ...] | None = None
    news: tuple[News, ...] | None = None
    agenda: tuple[AgendaEvent, ...] | None = None
    discussions: tuple[Discussion, ...] | None = None
    tests: tuple[UpcomingTest, ...] | None = None
    wallets: tuple[Wallet, ...] | None = None
    links: tuple[PartnerLink, ...] | None = None
    documents_to_sign: int | None = None


TAB = HOME_TAB
FUNCTION = "PageAccueil"

_TEST_SECTIONS = ("devoirSurveille", "devoirSurveilleEvaluation")
"""Tests with a grade, and assessments of skills; both may list all of them."""
_TEST_START = ("dateDebut", "date", "Date")
_SKILLS = 1
_FIRST = datetime.min.replace(tzinfo=UTC)
_BY_WEEK = (
    "coursNonAssures",
    "personnelsAbsents",
    "incidents",
    "exclusions",
    "donneesVS",
    "donneesProfs",
    "EDT",
)
_BY_DAY = (
    "registreAppel",
    "previsionnelAbsServiceAnnexe",
    "menuDeLaCantine",
    "TAFARendre",
    "TAFEtActivites",
    "tableauDeBord",
    "modificationsEDT",
)


def request(day: date, week: int) -> Json:
    """Return the data of the request for the home page of a day."""
    when = date_value(day)
    return {
        "avecConseilDeClasse": True,
        "dateGrille": when,
        "numeroSemaine": week,
        **{name: {"numeroSemaine": week} for name in _BY_WEEK},
        **{name: {"date": when} for name in _BY_DAY},
        "partenaireCDI": {"CDI": {}},
    }


def read(
    answer: Record,
    calendar: SchoolCalendar,
    day: date,
    *,
    old_numbering: bool,
    levels: Iterable[SkillLevel] = (),
) -> HomePage:
    """Read the sections of the answer. `levels` are those of the school for skills."""
    week = calendar.week(day)
    return HomePage(
        lessons=tuple(
            timetable.read(answer, calendar, week, old_numbering=old_numbering)
        )
        if answer.was_sent("ListeCours")
        else None,
        next_day=answer.day("prochaineDate"),
        homework=tuple(homework.read(answer.record("travailAFaire"), "listeTAF"))
        if "travailAFaire" in answer
        else None,
        grades=grades.read(answer.record("notes"), "").grades
        if "notes" in answer
        else None,
        evaluations=tuple(evaluations.read(answer.record("competences"), levels))
        if "competences" in answer
        else None,
        school_life=school_life.read(
            answer.record("vieScolaire"), "", calendar, on_home_page=True
        )
        if "vieScolaire" in answer
        else None,
        menus=tuple(
            menus.read_meals(answer.record("menuDeLaCantine"), "listeRepas", day)
        )
        if "menuDeLaCantine" in answer
        else None,
        news=tuple(news.read(answer.record("actualites")))
        if "actualites" in answer
        else None,
        agenda=tuple(agenda.read(answer.record("agenda"), calendar))
        if "agenda" in answer
        else None,
        discussions=tuple(
            discussions.read_list(answer.record("discussions"), on_home_page=True)
        )
        if "discussions" in answer
        else None,
        tests=_tests(
            *(answer.record(name) for name in _TEST_SECTIONS if name in answer)
        ),
        wallets=partners.read_wallets(answer),
        links=partners.read_links(answer),
        documents_to_sign=answer.record("documentsASigner").number(
            "nombreDocumentsDocumentsSignatures"
        ),
    )


def _tests(*sections: Record) -> tuple[UpcomingTest, ...] | None:
    if not sections:
        return None
    keys = KeyGenerator()
    found = []
    for row in _distinct_tests(sections):
        if (moment := row.moment(*_TEST_START)) is None:
            row.log_unreadable("date")
            continue
        day = moment.date()
        start = None if moment.time() == MIDNIGHT else moment
        end = row.moment("dateFin")
        subject = row.label("matiere", "Matiere")
        title = row.text("L", "titre")
        skills = row.kind == _SKILLS
        found.append(
            UpcomingTest(
                key=keys(subject, day, title),
                kind=UpcomingTestKind.SKILLS if skills else UpcomingTestKind.GRADED,
                subject=subject,
                day=day,
                start=start,
                end=end if start and end and end > start else None,
                rooms=row.labels("listeSalles"),
                title=title,
            )
        )
    # A test without an hour comes before those of its day.
    return tuple(sorted(found, key=lambda test: (test.day, test.start or _FIRST)))


def _distinct_tests(sections: tuple[Record, ...]) -> Iterator[Record]:
    """Yield the tests of the sections. A test of both has one id, or the same content."""
    seen: set[object] = set()
    for section in sections:
        here: set[object] = set()
        for row in section.each("listeDS"):
            number = row.text("N")
            has_id = number not in (None, "0")
            identity = number if has_id else _content_of_test(row)
            if identity in seen or (has_id and identity in here):
                continue
            here.add(identity)
            yield row
        seen |= here


def _content_of_test(row: Record) -> tuple[object, ...]:
    return (
        row.kind,
        row.label("matiere", "Matiere"),
        row.moment(*_TEST_START),
        row.text("L", "titre"),
    )
