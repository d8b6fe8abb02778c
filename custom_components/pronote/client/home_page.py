"""The home page (PRONOTE page 7, "Accueil"): extracts of many pages in one request.

Each section is read by the module of its page: the lessons of the day, the latest grades, the
unread news…
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .common import KeyGenerator
from .errors import ProtocolError
from .pages import (
    agenda,
    discussions,
    evaluations,
    grades,
    homework,
    menus,
    news,
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
from .pages.school_life import SchoolLife
from .pages.timetable import Lesson
from .school_year import SchoolCalendar
from .wire import Json, Record, date_value, parse_amount, unwrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """An account at the canteen or another partner."""

    key: str
    name: str
    balance: Decimal | None = None
    """In the school's currency."""
    low: bool = False
    """The partner reports a low balance."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLink:
    """A link of the school. With `sso`, PRONOTE creates its address at each use."""

    name: str
    url: str | None = None
    comment: str | None = None
    sso: Json | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpcomingTest:
    """An announced class test."""

    key: str
    subject: str | None = None
    day: date
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


TAB = HOME_TAB
FUNCTION = "PageAccueil"
PARTNER_URL = "SaisieURLPartenaire"

_TEST_SECTIONS = ("devoirSurveille", "devoirSurveilleEvaluation")
"""Tests with a grade, and assessments of skills."""
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
    answer: Record, calendar: SchoolCalendar, day: date, *, old_numbering: bool
) -> HomePage:
    """Read the sections of the answer."""
    week = calendar.week(day)
    return HomePage(
        lessons=tuple(
            timetable.read(answer, calendar, week, old_numbering=old_numbering)
        )
        if "ListeCours" in answer
        else None,
        next_day=answer.day("prochaineDate"),
        homework=tuple(homework.read(answer.record("travailAFaire"), "listeTAF"))
        if "travailAFaire" in answer
        else None,
        grades=grades.read(answer.record("notes"), "").grades
        if "notes" in answer
        else None,
        evaluations=tuple(evaluations.read(answer.record("competences")))
        if "competences" in answer
        else None,
        school_life=school_life.read(answer.record("vieScolaire"), "", calendar)
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
        agenda=tuple(agenda.read(answer.record("agenda")))
        if "agenda" in answer
        else None,
        discussions=tuple(discussions.read_list(answer.record("discussions")))
        if "discussions" in answer
        else None,
        tests=_tests(
            *(answer.record(name) for name in _TEST_SECTIONS if name in answer)
        ),
        wallets=_wallets(answer.record("partenaireARD"))
        if "partenaireARD" in answer
        else None,
        links=_links(answer.record("lienUtile")) if "lienUtile" in answer else None,
    )


def read_partner_url(report: Json) -> str:
    """Return the address that PRONOTE created. Raises ProtocolError if there is none."""
    url = unwrap(report.get("urlSSO"))
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise ProtocolError(PARTNER_URL, "urlSSO")
    return url


def _tests(*sections: Record) -> tuple[UpcomingTest, ...] | None:
    if not sections:
        return None
    keys = KeyGenerator()
    found = []
    for row in _distinct_tests(sections):
        if (day := row.day("date", "dateDebut", "Date")) is None:
            row.log_unreadable("date")
            continue
        subject = row.label("matiere", "Matiere")
        title = row.text("L", "titre")
        found.append(
            UpcomingTest(
                key=keys(subject, day, title), subject=subject, day=day, title=title
            )
        )
    return tuple(sorted(found, key=lambda test: test.day))


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
        row.moment("date", "dateDebut", "Date"),
        row.text("L", "titre"),
    )


def _wallets(section: Record) -> tuple[Wallet, ...]:
    keys = KeyGenerator()
    return tuple(
        Wallet(
            key=keys(name),
            name=name,
            balance=parse_amount(row.text("valeurSolde") or ""),
            low=row.flag("avecWarning"),
            note=row.text("hintSolde"),
        )
        for row in section.each("porteMonnaie")
        if (name := row.text("libellePorteMonnaie"))
    )


def _links(section: Record) -> tuple[PartnerLink, ...]:
    links = []
    for row in section.each("listeLiens"):
        sso = row.raw("SSO")
        sso = sso if isinstance(sso, dict) else None
        name = row.text("L", "intituleLien") or row.record("SSO").text("intituleLien")
        url = row.text("url")
        if name is None or (sso is None and url is None):
            row.log_unreadable("L")
            continue
        links.append(
            PartnerLink(
                name=name,
                url=url,
                comment=row.text("commentaire")
                or row.record("SSO").text("description"),
                sso=sso,
            )
        )
    return tuple(links)
