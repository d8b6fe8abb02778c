"""Report cards that a class council publishes at the end of a period."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum

from .skills import Level
from .types import Period, Subject


@dataclass(frozen=True, slots=True)
class Averages:
    """Averages out of 20, None if there are no values."""

    pupil: Decimal | None = None
    school_class: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Subjects grouped on the card, with their common average."""

    uid: str
    name: str
    order: int
    averages: Averages = Averages()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Subject or part of a subject (sub-service). `earlier` holds past periods."""

    uid: str
    name: str
    subject: Subject
    teachers: tuple[str, ...]
    averages: Averages
    group: SubjectGroup | None = None
    coefficient: Decimal = Decimal(1)
    graded: int = 0
    tests: int = 0
    earlier: tuple[Decimal | None, ...] = ()
    comments: tuple[str, ...] = ()
    parts: tuple[ReportRow, ...] = ()
    level: Level | None = None


class AppreciationKind(IntEnum):
    GENERAL = 0
    COUNCIL = 1
    COMMENT = 4
    SCHOOL_LIFE = 7


@dataclass(frozen=True, slots=True)
class Appreciation:
    uid: str
    kind: AppreciationKind
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Absences, delays, punishments and sanctions, as printed on the card.

    Absences are in half-days. `unjustified` counts those without a valid reason.
    """

    absences: int
    unjustified: int
    delays: int
    punishments: int
    sanctions: int


@dataclass(frozen=True, slots=True)
class ReportCard:
    """Published card. `acknowledged` holds the accounts that have acknowledged it.

    `hidden` names the columns that the page does not show, although it receives them.
    """

    uid: str
    period: Period
    published: date
    rows: tuple[ReportRow, ...]
    groups: tuple[SubjectGroup, ...]
    overall: Averages
    earlier: tuple[Decimal | None, ...]
    appreciations: tuple[Appreciation, ...]
    attendance: Attendance
    mention: str | None = None
    graph: bytes = field(default=b"", repr=False)
    acknowledged: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
