"""School life: what the office of a school keeps about a pupil's presence and conduct."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from .types import Attachment, MealKind, Subject


@dataclass(frozen=True, slots=True)
class Absence:
    """`to_justify`: the parents have not said why yet. `settled`: all is in order."""

    uid: str
    start: datetime
    end: datetime
    reason: str | None = None
    justified: bool = False
    hours: str = "1h00"
    half_days: int = 1
    ongoing: bool = False
    settled: bool = False
    to_justify: bool = False
    parent_reason: str | None = None
    justification: str = ""
    documents: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Delay:
    uid: str
    moment: datetime
    minutes: int
    reason: str | None = None
    justified: bool = False
    settled: bool = False
    to_justify: bool = False
    parent_reason: str | None = None
    justification: str = ""


class PunishmentNature(IntEnum):
    EXCLUSION = 0
    DETENTION = 1
    HOMEWORK = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Sitting:
    """When a detention is served; `slot` counts in the day."""

    uid: str
    start: datetime
    slot: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Punishment:
    """`slot` is that of the lesson it was given in, None when out of lessons."""

    uid: str
    moment: datetime
    nature: PunishmentNature
    label: str
    reason: str
    giver: str
    subject: Subject | None = None
    minutes: int | None = None
    slot: int | None = None
    circumstances: str = ""
    circumstance_documents: tuple[Attachment, ...] = ()
    homework: str = ""
    homework_documents: tuple[Attachment, ...] = ()
    schedule: tuple[Sitting, ...] = ()
    to_acknowledge: bool = False
    acknowledged: bool = False
    incident: bool = False

    @property
    def schedulable(self) -> bool:
        return self.nature is PunishmentNature.DETENTION


@dataclass(frozen=True, slots=True)
class Sanction:
    """What the head of the school decides."""

    uid: str
    asked: date
    label: str
    reason: str
    decider: str
    first: date | None = None
    last: date | None = None
    circumstances: str = ""


class ForbiddenPlace(IntEnum):
    BOARDING = 0
    SCHOOL = 1
    CANTEEN = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A precautionary measure: the pupil stays away for some days."""

    uid: str
    asked: date
    first: date
    last: date
    label: str
    decider: str
    decider_role: str
    forbidden: frozenset[ForbiddenPlace]
    circumstances: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    uid: str
    moment: datetime
    reason: str
    reporter: str
    circumstances: str
    measure: str


class ObservationKind(IntEnum):
    NOTEBOOK_MISSING = 0
    OBSERVATION = 1
    ENCOURAGEMENT = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Observation:
    uid: str
    moment: datetime
    kind: ObservationKind
    text: str
    giver: str
    subject: Subject | None = None
    read: bool = False
    to_acknowledge: bool = False


@dataclass(frozen=True, slots=True)
class InfirmaryVisit:
    uid: str
    start: datetime
    end: datetime
    comment: str = ""
    symptoms: tuple[str, ...] = ()
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissedMeal:
    uid: str
    day: date
    meal: MealKind = MealKind.LUNCH


@dataclass(frozen=True, slots=True)
class Exemption:
    """A pupil need not follow a subject for a while."""

    uid: str
    first: date
    last: date
    subject: Subject
    comment: str = ""
    must_be_present: bool = False
