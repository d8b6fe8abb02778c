"""Evaluations of skills, with the levels reached."""

from dataclasses import dataclass
from datetime import date

from .types import Attachment, Period, Subject


@dataclass(frozen=True, slots=True)
class Level:
    """Level of a skill. `kind` is its number in PRONOTE."""

    kind: int
    name: str
    abbreviation: str
    color: str


LEVELS = (
    Level(1, "Très bonne maîtrise", "A+", "#00A04A"),
    Level(2, "Maîtrise satisfaisante", "A", "#45B851"),
    Level(4, "Maîtrise fragile", "C", "#FFDA01"),
    Level(6, "Maîtrise insuffisante", "E", "#F80A0A"),
)
ABSENT = Level(7, "Absent", "Abs", "#FFFFFF")
NOT_EVALUATED = Level(8, "Non évalué", "NE", "#FFFFFF")
KNOWN_LEVELS = (
    *LEVELS[:2],
    Level(3, "Presque maîtrisé", "B", "#A3D977"),
    LEVELS[2],
    Level(5, "Début de maîtrise", "D", "#F49737"),
    LEVELS[3],
    ABSENT,
    NOT_EVALUATED,
    Level(9, "Dispensé", "Dsp", "#FFFFFF"),
    Level(10, "Non rendu", "NR", "#FFFFFF"),
)
"""All levels of PRONOTE, including those that this school does not use."""


@dataclass(frozen=True, slots=True)
class Named:
    """Domain, item or cycle of the official curriculum."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Pillar:
    uid: str
    name: str
    prefixes: str


@dataclass(frozen=True, slots=True)
class Acquisition:
    """Level reached in one skill of an evaluation."""

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
