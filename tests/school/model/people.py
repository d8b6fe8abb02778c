"""Fictional people of the school and their accounts."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum

from .averages import overall, subject_average
from .calendar import LUNCH_HOUR, SLOTS, SLOTS_PER_HOUR
from .documents import Document, FamilyPapers
from .mail import MailRights
from .report_cards import ReportCard
from .school_life import (
    Absence,
    BoardingDelay,
    Commission,
    Delay,
    Exemption,
    Incident,
    InfirmaryVisit,
    Measure,
    MissedMeal,
    NightAway,
    Observation,
    Punishment,
    Sanction,
)
from .sheets import Sheet
from .skills import Evaluation
from .types import (
    Exclusion,
    Grade,
    Homework,
    Lesson,
    Menu,
    Period,
    Placement,
    SchoolClass,
    Subject,
    SubjectAverage,
)


@dataclass(slots=True, eq=False)
class Pupil:
    """Pupil with all records of the school year."""

    uid: str
    last_name: str
    first_name: str
    school_class: SchoolClass
    groups: frozenset[str] = frozenset()
    photo: bytes = field(default=b"", repr=False)
    photo_in_page: bool = True
    averages_hidden: bool = False
    weeks_ahead: int | None = None
    delegate: bool = False
    lessons: list[Lesson] = field(default_factory=list, repr=False)
    exclusions: list[Exclusion] = field(default_factory=list, repr=False)
    placements: list[Placement] = field(default_factory=list, repr=False)
    homework: list[Homework] = field(default_factory=list, repr=False)
    all_grades: list[Grade] = field(default_factory=list, repr=False)
    menus: list[Menu] = field(default_factory=list, repr=False)
    absences: list[Absence] = field(default_factory=list, repr=False)
    delays: list[Delay] = field(default_factory=list, repr=False)
    punishments: list[Punishment] = field(default_factory=list, repr=False)
    observations: list[Observation] = field(default_factory=list, repr=False)
    infirmary: list[InfirmaryVisit] = field(default_factory=list, repr=False)
    missed_meals: list[MissedMeal] = field(default_factory=list, repr=False)
    nights_away: list[NightAway] = field(default_factory=list, repr=False)
    boarding_delays: list[BoardingDelay] = field(default_factory=list, repr=False)
    commissions: list[Commission] = field(default_factory=list, repr=False)
    sanctions: list[Sanction] = field(default_factory=list, repr=False)
    measures: list[Measure] = field(default_factory=list, repr=False)
    incidents: list[Incident] = field(default_factory=list, repr=False)
    exemptions: list[Exemption] = field(default_factory=list, repr=False)
    all_evaluations: list[Evaluation] = field(default_factory=list, repr=False)
    evaluations_hidden: bool = False
    report_cards: list[ReportCard] = field(default_factory=list, repr=False)
    documents: list[Document] = field(default_factory=list, repr=False)
    locker: list[Document] = field(default_factory=list, repr=False)
    papers: FamilyPapers = field(default_factory=FamilyPapers, repr=False)
    sheet: Sheet | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"

    def lessons_between(self, first: date, last: date) -> list[Lesson]:
        """Return the lessons from `first` to `last`, including both, in order."""
        chosen = [lesson for lesson in self.lessons if first <= lesson.day <= last]
        return sorted(chosen, key=lambda lesson: (lesson.start, lesson.priority))

    def is_exempted(self, lesson: Lesson) -> bool:
        """Return whether the pupil is exempted, excluded or on placement."""
        if lesson.spares_pupil or any(one.covers(lesson) for one in self.exclusions):
            return True
        before_lunch = lesson.start.time() <= SLOTS[LUNCH_HOUR * SLOTS_PER_HOUR].start
        return any(
            one.day == lesson.day and (one.morning if before_lunch else one.afternoon)
            for one in self.placements
        )

    def homework_between(self, first: date, last: date) -> list[Homework]:
        """Return the homework due from `first` to `last`, including both, in order."""
        chosen = [work for work in self.homework if first <= work.due <= last]
        return sorted(chosen, key=lambda work: (work.due, work.uid))

    def tick(self, uid: str, done: bool) -> None:
        """Mark a homework item as done or not done."""
        self.homework = [
            replace(work, done=done) if work.uid == uid else work
            for work in self.homework
        ]

    def grades(self, period: Period) -> list[Grade]:
        """Return the grades of a period, newest first."""
        chosen = [grade for grade in self.all_grades if grade.period == period]
        return sorted(chosen, key=lambda grade: (grade.date, grade.uid), reverse=True)

    def averages(self, period: Period) -> list[SubjectAverage]:
        """Return the averages of a period by subject."""
        by_subject: dict[Subject, list[Grade]] = {}
        for grade in self.grades(period):
            by_subject.setdefault(grade.subject, []).append(grade)
        names = sorted(by_subject, key=lambda subject: subject.name)
        return [subject_average(subject, by_subject[subject]) for subject in names]

    def overall_average(self, period: Period) -> Decimal | None:
        return overall(average.pupil for average in self.averages(period))

    def class_overall_average(self, period: Period) -> Decimal | None:
        return overall(average.school_class for average in self.averages(period))

    def evaluations(self, period: Period) -> list[Evaluation]:
        """Return the evaluations of a period, newest first."""
        chosen = [one for one in self.all_evaluations if one.period == period]
        return sorted(chosen, key=lambda one: (one.date, one.uid), reverse=True)

    def report_card(self, period: Period) -> ReportCard | None:
        """Return the report card of a period, or None if it is not published."""
        return next((card for card in self.report_cards if card.period == period), None)


class Role(Enum):
    """Role of an account, which determines its space."""

    PUPIL = "eleve"
    PARENT = "parent"
    TEACHER = "professeur"
    SCHOOL_LIFE = "viescolaire"


class SecurityMode(IntEnum):
    """Requirements for an unknown device."""

    NONE = 0
    INACTIVE = 1
    NAME_THE_DEVICE = 2
    PIN = 3


class Duty(IntEnum):
    """Actions that an account must complete once before anything else."""

    NEW_PASSWORD = 0
    CHOOSE_MODE = 1
    CHOOSE_PIN = 2


@dataclass(slots=True, eq=False)
class Account:
    """Account. `key` is the short name used by tests."""

    key: str
    role: Role
    username: str
    password: str
    name: str
    pupils: list[Pupil] = field(default_factory=list)
    pin: str | None = None
    security: SecurityMode = SecurityMode.NONE
    duties: set[Duty] = field(default_factory=set)
    alias: str | None = None
    app_login: str = ""
    salted: bool = True
    folds_password: bool = False
    mail: MailRights = field(default_factory=MailRights)
    may_export: bool = True
    closed_tabs: frozenset[int] = frozenset()
    missing_tabs: frozenset[int] = frozenset({90})
    may_justify: bool = True
    may_announce: bool = True
    may_sign: bool = False
    may_wish: bool = True
    may_hand_in_papers: bool = True
    may_request_exemptions: bool = True

    @property
    def page(self) -> str:
        return f"{self.role.value}.html"

    def answers_to(self, login: str) -> bool:
        """Return whether a typed login names this account, ignoring case."""
        known = (self.username, self.alias, self.app_login)
        return login.strip().casefold() in {name.casefold() for name in known if name}
