"""Requests that justify or announce an absence, justify a delay, or acknowledge an event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ...common import Reference
from ...wire import Json, Record, datetime_value
from . import kinds
from .conduct import Incident, Observation
from .page import Acknowledgeable
from .punishments import Punishment, PunishmentKind

WRITE: Final = "SaisieVieScolaire"
LONGEST_JUSTIFICATION: Final = 200
CREATED, _MODIFIED, DELETED = 1, 2, 3
NEW_ID = -1001


@dataclass(frozen=True, slots=True)
class SlotTime:
    """A time at which an announced absence starts or ends."""

    at: datetime
    """In the school's time zone."""
    slot: int | None = None
    """Slot of the day; None if the school has no list of hours, or counts half-days."""
    morning: bool | None = None
    """Half of the day; None of a school that does not count half-days."""


def justify_request(
    event: Reference,
    *,
    delay: bool,
    announced: bool = False,
    text: str,
    reason: Reference | None = None,
    file: tuple[str, str] | None = None,
) -> Json:
    """Return the data of the request that justifies an absence or a delay.

    `file` is the name and the upload id of a file just uploaded.
    """
    row: Json = {
        "N": event.id,
        "G": kinds.DELAY if delay else kinds.ABSENCE,
        "E": _MODIFIED,
        "justification": text,
    }
    if announced:
        # PRONOTE's page repeats that the parents created the row.
        row["estUneCreationParent"] = True
    if reason is not None:
        row["motifParent"] = {"N": reason.id}
    if file is not None:
        row["documents"] = [document(*file)]
    return {"listeAbsences": [row]}


def acknowledge_request(event: Acknowledgeable, ref: Reference) -> Json:
    """Return the data of the request that acknowledges an event.

    An observation is acknowledged by marking it as read.
    """
    match event:
        case Observation():
            kind, mark = kinds.OBSERVATION, "estLue"
        case Incident():
            kind, mark = event.wire_kind, "parentAAccuseDeReception"
        case Punishment():
            sanction = event.kind is PunishmentKind.SANCTION
            kind = kinds.SANCTION if sanction else kinds.PUNISHMENT
            mark = "parentAAccuseDeReception"
    return {"listeAbsences": [{"N": ref.id, "G": kind, "E": _MODIFIED, mark: True}]}


def announce_request(
    start: SlotTime,
    end: SlotTime,
    reason: Reference,
    *,
    text: str = "",
    file: tuple[str, str] | None = None,
    check: bool = False,
) -> Json:
    """Return the data of the request that announces an absence.

    With `check` the school answers whether it would accept, and records nothing. `file` is the
    name and the upload id of a file just uploaded.
    """
    row: Json = {
        "N": NEW_ID,
        "G": kinds.ABSENCE,
        "E": CREATED,
        "estUneCreationParent": True,
        "debut": _slot_time(start, morning=True),
        "fin": _slot_time(end, morning=False),
        "motifParent": {"N": reason.id},
    }
    if text:
        row["justification"] = text
    if file is not None:
        row["documents"] = [document(*file)]
    data: Json = {"listeAbsences": [row]}
    return data | {"estControle": True} if check else data


def withdraw_request(ref: Reference) -> Json:
    """Return the data of the request that withdraws an announced absence."""
    row: Json = {
        "N": ref.id,
        "G": kinds.ABSENCE,
        "E": DELETED,
        "estUneCreationParent": True,
    }
    return {"listeAbsences": [row]}


def _slot_time(time: SlotTime, *, morning: bool) -> Json:
    value: Json = {
        "date": datetime_value(time.at.date(), time.at.time()),
        "estMatin": morning if time.morning is None else time.morning,
    }
    if time.slot is not None:
        label = f"{time.at:%Hh%M}"
        value["heure"] = {"G": time.slot, "L": label, "place": time.slot}
    return value


def document(name: str, upload: str) -> Json:
    """Return the row of a file just uploaded."""
    return {
        "N": NEW_ID,
        "E": CREATED,
        "G": 1,
        "L": name,
        "idFichier": upload,
        "nomFichier": name,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedService:
    """A service of the school, such as a meal, that falls into an announced absence."""

    name: str
    partial: bool = False
    """Whether the absence covers only a part of it."""


def read_affected_services(report: Record) -> tuple[AffectedService, ...]:
    """Read the services that an announced absence touches, from the result of its request."""
    services = report.record("servicesPeriscolairePourAbsence")
    return tuple(
        AffectedService(name=name, partial=row.flag("estPartiel"))
        for row in services.each("liste")
        if (name := row.text("L"))
    )
