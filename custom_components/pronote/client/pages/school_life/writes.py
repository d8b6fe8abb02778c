"""Requests that justify an absence or a delay, or acknowledge what happened."""

from typing import Final

from ...common import Reference
from ...wire import Json
from . import kinds
from .conduct import Incident, Observation
from .page import Acknowledgeable
from .punishments import Punishment, PunishmentKind

WRITE: Final = "SaisieVieScolaire"
LONGEST_JUSTIFICATION: Final = 200
_MODIFIED = 2


def justify_request(
    event: Reference,
    *,
    delay: bool,
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
    if reason is not None:
        row["motifParent"] = {"N": reason.id}
    if file is not None:
        name, upload = file
        row["documents"] = [
            {
                "N": -1001,
                "E": 1,
                "G": 1,
                "L": name,
                "idFichier": upload,
                "nomFichier": name,
            }
        ]
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
