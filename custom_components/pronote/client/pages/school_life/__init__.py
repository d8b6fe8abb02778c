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
from .exemption_writes import (
    lesson_exemption_request,
    subject_exemption_request,
    withdraw_exemption_request,
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
from .writes import (
    LONGEST_JUSTIFICATION,
    WRITE,
    AffectedService,
    SlotTime,
    acknowledge_request,
    announce_request,
    justify_request,
    read_affected_services,
    withdraw_request,
)

__all__ = [
    "FUNCTION",
    "LONGEST_JUSTIFICATION",
    "TAB",
    "WRITE",
    "Absence",
    "AbsenceStatus",
    "Acknowledgeable",
    "AffectedService",
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
    "SlotTime",
    "SubjectExemption",
    "acknowledge_request",
    "announce_request",
    "justify_request",
    "lesson_exemption_request",
    "read",
    "read_affected_services",
    "request",
    "subject_exemption_request",
    "withdraw_exemption_request",
    "withdraw_request",
]
