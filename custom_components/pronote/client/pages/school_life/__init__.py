"""School life: absences, punishments, observations… (PRONOTE page 19, "Vie scolaire")."""

from .attendance import (
    Absence,
    AbsenceStatus,
    BoardingDelay,
    Delay,
    MissedHours,
    MissedMeal,
    NightAway,
)
from .conduct import (
    Commission,
    ForbiddenPlace,
    Incident,
    IncidentOutcome,
    Observation,
    ObservationKind,
    PrecautionaryMeasure,
)
from .health import InfirmaryVisit, SubjectExemption
from .page import FUNCTION, TAB, Acknowledgeable, SchoolLife, read, request
from .punishments import (
    Detention,
    LengthUnit,
    Punishment,
    PunishmentKind,
    SanctionKind,
    SanctionLength,
)
from .writes import LONGEST_JUSTIFICATION, WRITE, acknowledge_request, justify_request

__all__ = [
    "FUNCTION",
    "LONGEST_JUSTIFICATION",
    "TAB",
    "WRITE",
    "Absence",
    "AbsenceStatus",
    "Acknowledgeable",
    "BoardingDelay",
    "Commission",
    "Delay",
    "Detention",
    "ForbiddenPlace",
    "Incident",
    "IncidentOutcome",
    "InfirmaryVisit",
    "LengthUnit",
    "MissedHours",
    "MissedMeal",
    "NightAway",
    "Observation",
    "ObservationKind",
    "PrecautionaryMeasure",
    "Punishment",
    "PunishmentKind",
    "SanctionKind",
    "SanctionLength",
    "SchoolLife",
    "SubjectExemption",
    "acknowledge_request",
    "justify_request",
    "read",
    "request",
]
