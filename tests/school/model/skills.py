"""Evaluations of skills: what is evaluated, and the levels reached."""

from dataclasses import dataclass
from datetime import date

from .types import Attachment, Period, Subject


@dataclass(frozen=True, slots=True)
class Level:
    """How well a skill is mastered; `kind` is the level's own number."""

    kind: int
    name: str
    abbreviation: str


LEVELS = (
    Level(2, "Très bonne maîtrise", "A+"),
    Level(3, "Maîtrise satisfaisante", "A"),
    Level(4, "Maîtrise fragile", "C"),
    Level(5, "Maîtrise insuffisante", "E"),
)
NOT_EVALUATED = Level(6, "Non évalué", "NE")
ABSENT = Level(1, "Absent", "Abs")


@dataclass(frozen=True, slots=True)
class Named:
    """A domain, an item or a cycle of the official programme."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Pillar:
    uid: str
    name: str
    prefixes: str


@dataclass(frozen=True, slots=True)
class Acquisition:
    """The level reached in one skill of an evaluation."""

    uid: str
    order: int
    level: Level
    pillar: Pillar
    domain: Named
    item: Named | None = None
    coefficient: int = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    uid: str
    subject: Subject
    teacher: str
    period: Period
    date: date
    title: str
    description: str = ""
    coefficient: int = 1
    domain: Named | None = None
    cycles: tuple[Named, ...] = ()
    acquisitions: tuple[Acquisition, ...] = ()
    paper: Attachment | None = None
    correction: Attachment | None = None
