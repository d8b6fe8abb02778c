"""Records of a pupil's attendance and conduct."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from .types import Attachment, Lesson, MealKind, Subject


@dataclass(frozen=True, slots=True)
class ListedReason:
    """Reason that parents can choose. Some reasons require a text or a file."""

    name: str
    details_required: bool = False


ABSENCE_REASONS = (
    ListedReason("MALADIE"),
    ListedReason("RENDEZ-VOUS MÉDICAL", details_required=True),
    ListedReason("RAISON FAMILIALE"),
)
DELAY_REASONS = (
    ListedReason("PROBLÈME DE TRANSPORT"),
    ListedReason("RÉVEIL TARDIF"),
)
LONGEST_JUSTIFICATION = 200
ANNOUNCEMENT_DAYS = 14
LESSON_EXEMPTION_DAYS = 7
SUBJECT_EXEMPTION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Absence:
    """Absence. `to_justify`: parents must still justify it. `settled`: no action is left.

    `announced_by` is set for an absence announced by the parents. It is `waiting` until
    the office accepts or refuses it, and `confirmed` once the pupil was actually absent.
    """

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
    announced_by: str | None = None
    waiting: bool = False
    confirmed: bool = True
    refused: bool = False
    message: str = ""
    decided: date | None = None

    @property
    def took_place(self) -> bool:
        """Return whether the pupil was absent, as far as the office knows."""
        return not (self.refused or (self.waiting and not self.confirmed))


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
    """Time of a detention. `slot` is the position in the day."""

    uid: str
    start: datetime
    slot: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Punishment:
    """Punishment. `slot` is that of its lesson, None outside lessons."""

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


class SanctionNature(IntEnum):
    WARNING = 0
    REPRIMAND = 1
    EXCLUSION_FROM_SCHOOL = 2
    EXCLUSION_FROM_CLASS = 3
    FINAL_EXCLUSION = 4
    OTHER_EXCLUSION = 5
    EXCLUSION_FROM_BOARDING = 6
    EXCLUSION_FROM_CANTEEN = 7
    OTHER = 8
    RESPONSIBILITY = 9
    PRECAUTIONARY = 10


@dataclass(frozen=True, slots=True)
class Sanction:
    """Decision of the head. `length` is in days, nights or hours, depending on the nature."""

    uid: str
    asked: date
    label: str
    reason: str
    decider: str
    first: date | None = None
    last: date | None = None
    circumstances: str = ""
    nature: SanctionNature = SanctionNature.WARNING
    length: float | None = None
    suspended: bool = False
    suspended_until: date | None = None
    to_acknowledge: bool = False
    acknowledged: bool = False


class ForbiddenPlace(IntEnum):
    BOARDING = 0
    SCHOOL = 1
    CANTEEN = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """Precautionary measure that keeps the pupil away for some days."""

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
    measure_kind: int = 41
    measure_uid: str = ""
    """The punishment, if it is listed itself."""
    severity: str = "Modérée"
    to_acknowledge: bool = False
    acknowledged: bool = False


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
    """Exemption of a pupil from a subject between two days."""

    uid: str
    first: date
    last: date
    subject: Subject
    comment: str = ""
    must_be_present: bool = False
    announced_by: str | None = None
    waiting: bool = False
    refused: bool = False
    documents: tuple[Attachment, ...] = ()
    lesson: Lesson | None = None
    """The only lesson that it is from, if it is from one."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class NightAway:
    """Night away from the boarding school."""

    uid: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class BoardingDelay:
    uid: str
    moment: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Commission:
    uid: str
    start: datetime
    label: str
    responses: tuple[str, ...] = ()
