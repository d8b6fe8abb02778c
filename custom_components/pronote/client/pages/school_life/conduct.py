"""Observations, incidents, precautionary measures and commissions."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ...common import Attachment, KeyGenerator, Reference
from ...wire import Record, read_attachments
from . import kinds


class ObservationKind(StrEnum):
    """Kind of an observation."""

    MISSING_NOTEBOOK = "missing_notebook"
    OBSERVATION = "observation"
    ENCOURAGEMENT = "encouragement"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """An observation by a teacher."""

    key: str
    kind: ObservationKind
    heading: str | None = None
    occurred_at: datetime
    """Midnight if the school gives no time."""
    author: str | None = None
    subject: str | None = None
    text: str = ""
    read: bool = False
    to_acknowledge: bool = False
    """Whether a parent has to acknowledge it."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


class IncidentOutcome(StrEnum):
    """Kind of what followed an incident."""

    PUNISHMENT = "punishment"
    SANCTION = "sanction"
    PRECAUTIONARY_MEASURE = "precautionary_measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident."""

    key: str
    occurred_at: datetime
    reported_by: str | None = None
    reasons: tuple[str, ...] = ()
    severity: str | None = None
    circumstances: str = ""
    outcome: IncidentOutcome | None = None
    outcome_name: str | None = None
    """The outcome or the current state, in the school's own wording."""
    acknowledged: bool = False
    """Whether a parent acknowledged it."""
    to_acknowledge: bool = False
    """Whether a parent has to acknowledge it."""
    wire_kind: int = field(default=kinds.INCIDENT, repr=False, compare=False)
    """The `G` of its row, which a request about it repeats."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


class ForbiddenPlace(StrEnum):
    """Place that a precautionary measure forbids."""

    BOARDING = "boarding"
    SCHOOL = "school"
    CANTEEN = "canteen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecautionaryMeasure:
    """A precautionary measure ("mesure conservatoire")."""

    key: str
    name: str | None = None
    start: date
    end: date | None = None
    given_by: str | None = None
    decided_by: str | None = None
    reasons: tuple[str, ...] = ()
    circumstances: str = ""
    comment: str = ""
    forbidden: frozenset[ForbiddenPlace] = frozenset()
    """Empty if the school does not say."""
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """A meeting of the school about a pupil ("commission éducative")."""

    key: str
    name: str | None = None
    start: datetime
    responses: tuple[str, ...] = ()
    """What was decided, in the school's own wording."""


_OBSERVATIONS = {
    0: ObservationKind.MISSING_NOTEBOOK,
    1: ObservationKind.OBSERVATION,
    2: ObservationKind.ENCOURAGEMENT,
}
_FORBIDDEN = {
    0: ForbiddenPlace.BOARDING,
    1: ForbiddenPlace.SCHOOL,
    2: ForbiddenPlace.CANTEEN,
}
_OUTCOMES = {
    kinds.PUNISHMENT: IncidentOutcome.PUNISHMENT,
    kinds.SANCTION: IncidentOutcome.SANCTION,
    kinds.MEASURE: IncidentOutcome.PRECAUTIONARY_MEASURE,
}


def read_observation(item: Record, keys: KeyGenerator) -> Observation | None:
    """Read an observation. Return None without its date."""
    if (at := item.moment("date")) is None:
        item.log_unreadable("date")
        return None
    text = item.rich_text("commentaire")
    number = item.number("genreObservation")
    if number is None:
        number = item.record("rubrique").number("genreObservation")
    author = item.label("demandeur")
    read = item.flag("estLue")
    return Observation(
        key=keys("observation", at, author, text),
        kind=_OBSERVATIONS.get(-1 if number is None else number, ObservationKind.OTHER),
        heading=item.label("rubrique") or item.text("L"),
        occurred_at=at,
        author=author,
        subject=item.label("matiere"),
        text=text,
        read=read,
        to_acknowledge=item.flag("avecARObservation") and not read,
        ref=item.reference,
    )


def read_incident(item: Record, keys: KeyGenerator) -> Incident | None:
    """Read an incident. Return None without its date."""
    if (at := item.moment("date", "dateDebut")) is None:
        item.log_unreadable("date")
        return None
    outcome = item.record("mesure")
    kind = kinds.canonical(outcome.kind)
    author = item.label("demandeur")
    acknowledged = item.flag("parentAAccuseDeReception")
    return Incident(
        key=keys("incident", at, author),
        occurred_at=at,
        reported_by=author,
        reasons=item.labels("listeMotifs"),
        severity=item.label("gravite"),
        circumstances=item.rich_text("circonstances"),
        outcome=None if kind is None else _OUTCOMES.get(kind),
        outcome_name=outcome.label("nature")
        or outcome.text("L")
        or item.text("etatMesure"),
        acknowledged=acknowledged,
        to_acknowledge=item.flag("estAvecARParent") and not acknowledged,
        wire_kind=kinds.INCIDENT if item.kind is None else item.kind,
        ref=item.reference,
    )


def is_listed_by_measure(item: Record, listed: Collection[Reference | None]) -> bool:
    """Return whether a row is an incident whose published measure is listed itself."""
    if kinds.canonical(item.kind) != kinds.INCIDENT:
        return False
    measure = item.record("mesure")
    known = measure.reference is not None and measure.reference in listed
    return known and measure.flag("publication")


def read_measure(item: Record, keys: KeyGenerator) -> PrecautionaryMeasure | None:
    """Read a precautionary measure. Return None without a date."""
    start = item.day("dateDebut") or item.day("dateDemande")
    if start is None:
        item.log_unreadable("dateDebut")
        return None
    name = item.label("nature")
    key = keys("measure", start, name)
    return PrecautionaryMeasure(
        key=key,
        name=name,
        start=start,
        end=item.day("dateFin"),
        given_by=item.label("demandeur"),
        decided_by=item.label("decideur"),
        reasons=item.labels("listeMotifs"),
        circumstances=item.rich_text("circonstances"),
        comment=item.rich_text("commentaire"),
        attachments=read_attachments(
            item, "documentsCirconstances", key, kinds.PUPIL_FILE
        ),
        forbidden=frozenset(
            _FORBIDDEN[number]
            for number in item.numbers("interditAcces")
            if number in _FORBIDDEN
        ),
        ref=item.reference,
    )


def read_commission(item: Record, keys: KeyGenerator) -> Commission | None:
    """Read a commission. Return None without its date."""
    if (start := item.moment("dateDebut", "date")) is None:
        item.log_unreadable("dateDebut")
        return None
    name = item.label("nature") or item.text("L")
    return Commission(
        key=keys("commission", start, name),
        name=name,
        start=start,
        responses=tuple(
            response
            for row in item.each("listeReponsesEducatives")
            if (response := row.text("L") or row.label("nature"))
        ),
    )
