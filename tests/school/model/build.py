"""Generation of the school data from a seed, relative to a day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from .agenda import AgendaEvent
from .build_accounts import build_accounts, build_pupils
from .build_events import build_events
from .build_irregular_lessons import add_irregular_lessons
from .build_mail import build_mail
from .build_news import build_news
from .build_records import write_records
from .build_sheets import build_sheets
from .build_special_lessons import ClassWeek, add_own_lessons, class_councils
from .calendar import SchoolYear, school_year, year_in_term
from .copies import copier
from .files import diagram
from .grades import class_tests, period_of, pupil_grades
from .homework import class_homework, pupil_homework
from .lesson_contents import with_every_variant
from .mail import Mailboxes
from .meetings import MeetingEvening
from .menus import year_menus
from .news import NewsBoard
from .people import Account, Pupil
from .services import Services, build_services
from .timetable import class_lessons
from .timetable_grids import FOURTH, SECOND, SUBJECTS
from .types import Lesson, Period, SchoolClass, Subject

NAVY = (24, 52, 94)


@dataclass(slots=True, eq=False)
class SchoolModel:
    """Data of the whole school. Events change it, and tests compare results with it."""

    name: str
    seed: int
    now: datetime
    year: SchoolYear
    periods: list[Period]
    classes: list[SchoolClass]
    subjects: list[Subject]
    pupils: list[Pupil]
    newcomer: Pupil
    accounts: list[Account]
    random: Random
    news: NewsBoard
    mail: Mailboxes
    events: list[AgendaEvent]
    logo: bytes
    services: Services
    meetings: list[MeetingEvening] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def timezone(self) -> ZoneInfo:
        return self.year.timezone

    @property
    def mock_exam(self) -> Period:
        """Return a week of exams within a term."""
        first = date(self.year.last_day.year, 1, 25) + self.year.ahead
        last = first + timedelta(days=4)
        return Period("period-exam", "Brevet blanc", 1, first, last)

    @property
    def outside(self) -> Period:
        """Return the period of the whole year, for items outside the terms."""
        year = self.year
        return Period(
            "period-outside", "Hors période", 1, year.first_day, year.last_day
        )

    @property
    def special_periods(self) -> list[Period]:
        """Return the periods that are not terms."""
        return [self.mock_exam, self.outside]

    def period_of(self, day: date) -> Period:
        """Return the period of a day, or the nearest one outside the school year."""
        return period_of(day, self.periods)

    def account(self, key: str) -> Account:
        return next(account for account in self.accounts if account.key == key)

    def pupil(self, name: str) -> Pupil:
        """Return a pupil by first name, full name or uid.

        Raises KeyError for an unknown pupil.
        """
        for pupil in (*self.pupils, self.newcomer):
            if name in (pupil.first_name, pupil.name, pupil.uid):
                return pupil
        raise KeyError(name)

    def events_for(self, pupil: Pupil) -> list[AgendaEvent]:
        """Return the agenda events of a pupil in order of time."""
        name = pupil.school_class.name
        return [one for one in self.events if not one.classes or name in one.classes]

    def classmates(self, pupil: Pupil) -> list[Pupil]:
        """Return all pupils of a pupil's class, including the pupil."""
        everyone = {mate.uid: mate for mate in (*self.pupils, self.newcomer, pupil)}
        same = pupil.school_class
        return [mate for mate in everyone.values() if mate.school_class == same]

    def replace_lesson(self, pupil: Pupil, old: Lesson, *new: Lesson) -> None:
        """Replace a lesson for all pupils who have it."""
        for mate in self.classmates(pupil):
            for index, lesson in enumerate(mate.lessons):
                if lesson.uid == old.uid:
                    mate.lessons[index : index + 1] = new
                    break


def build_school(
    seed: int, now: datetime, *, in_term: bool = False, irregular: bool = False
) -> SchoolModel:
    """Return the school of a seed, as it is at an aware moment of its clock, to the minute.

    With `in_term`, no holidays are near in any season. Building a school takes 100 ms and
    most tests use the same one, so each school is built once and copied.
    """
    assert isinstance(now.tzinfo, ZoneInfo)
    minute = now.replace(second=0, microsecond=0)
    return _copier(seed, minute, now.tzinfo.key, in_term, irregular)()


@lru_cache(maxsize=32)
def _copier(
    seed: int,
    now: datetime,
    zone: str,
    in_term: bool,
    irregular: bool,
) -> Callable[[], SchoolModel]:
    # Datetimes in two time zones can be equal.
    return copier(_build(seed, now, in_term=in_term, irregular=irregular))


def _build(seed: int, now: datetime, *, in_term: bool, irregular: bool) -> SchoolModel:
    assert isinstance(now.tzinfo, ZoneInfo)
    year = (year_in_term if in_term else school_year)(now.date(), now.tzinfo)
    periods = _periods(year)
    pupils, newcomer = build_pupils()
    menus = year_menus(year, Random(f"{seed}-menus"))
    for school_class in (FOURTH, SECOND):
        members = [
            pupil for pupil in (*pupils, newcomer) if pupil.school_class == school_class
        ]
        _teach(BuildContext(seed, year, periods, now), school_class, members)
        write_records(seed, year, periods, now, members)
    for pupil in (*pupils, newcomer):
        pupil.menus = menus
        if irregular:
            add_irregular_lessons(year, pupil, now.date())
    accounts = build_accounts(pupils)
    build_sheets(seed, year, [*pupils, newcomer], accounts)
    return SchoolModel(
        "COLLÈGE-LYCÉE DES QUATRE-VENTS",
        seed,
        now,
        year,
        periods,
        [FOURTH, SECOND],
        list(SUBJECTS.values()),
        pupils,
        newcomer,
        accounts,
        Random(f"{seed}-happenings"),
        build_news(year, now.date(), accounts),
        build_mail(year, now, accounts),
        build_events(year, now.date(), pupils),
        diagram(NAVY),
        build_services(),
    )


def _periods(year: SchoolYear) -> list[Period]:
    spring = (year.last_day - year.ahead).year
    ends = (
        date(spring - 1, 11, 30) + year.ahead,
        date(spring, 3, 7) + year.ahead,
        year.last_day,
    )
    periods = []
    first = year.first_day
    for number, last in enumerate(ends, 1):
        uid, name = f"period-{number}", f"Trimestre {number}"
        periods.append(Period(uid, name, number, first, last))
        first = last + timedelta(days=1)
    return periods


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Inputs of the generation."""

    seed: int
    year: SchoolYear
    periods: list[Period]
    now: datetime


def _teach(
    context: BuildContext, school_class: SchoolClass, members: list[Pupil]
) -> None:
    """Give a class its lessons, homework and tests, and derive those of each pupil."""
    year, periods, now = context.year, context.periods, context.now
    today = now.date()
    random = Random(f"{context.seed}-{school_class.name}")
    lessons = with_every_variant(class_lessons(year, school_class, now, random))
    ClassWeek(year, school_class, lessons, today, random).make()
    works = class_homework(year, school_class, lessons, today, random)
    tests = class_tests(lessons, periods, today, random)
    lessons += class_councils(year, school_class, periods)
    for rank, pupil in enumerate(members):
        own = Random(f"{context.seed}-{pupil.uid}")
        pupil.lessons = [
            lesson
            for lesson in lessons
            if not lesson.groups or pupil.groups & set(lesson.groups)
        ]
        add_own_lessons(
            year, pupil, today, shape=(rank % 2 == 0) is (school_class == FOURTH)
        )
        pupil.homework = pupil_homework(works, today, own)
        taken = [
            test for test in tests if not test.in_group or _attended(pupil, test.uid)
        ]
        pupil.all_grades = pupil_grades(pupil, taken, own)


def _attended(pupil: Pupil, test_uid: str) -> bool:
    return any(test_uid.endswith(f"-{group}") for group in pupil.groups)
