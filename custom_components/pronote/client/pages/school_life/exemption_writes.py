"""Requests of parents for an exemption from a lesson or from subjects."""

from collections.abc import Iterable
from datetime import date

from ...common import Reference
from ...wire import Json, date_value
from . import kinds
from .writes import CREATED, DELETED, NEW_ID, document


def lesson_exemption_request(
    lesson: Reference,
    kind: int | None,
    text: str,
    file: tuple[str, str] | None = None,
) -> Json:
    """Return the data of the request for an exemption from one lesson.

    `file` is the name and the upload id of a file just uploaded.
    """
    row: Json = {"N": lesson.id}
    if kind is not None:
        row["G"] = kind
    return _request({"cours": row}, text, file)


def subject_exemption_request(
    subjects: Iterable[tuple[Reference, str]],
    start: date,
    end: date,
    text: str,
    file: tuple[str, str] | None = None,
) -> Json:
    """Return the data of the request for an exemption from subjects, both days included."""
    rows = [{"N": ref.id, "L": name} for ref, name in subjects]
    days = {"dateDebut": date_value(start), "dateFin": date_value(end)}
    return _request({"matieres": rows} | days, text, file)


def _request(what: Json, text: str, file: tuple[str, str] | None) -> Json:
    row: Json = {
        "N": NEW_ID,
        "G": kinds.EXEMPTION,
        "E": CREATED,
        "commentaire": text,
        **what,
    }
    if file is not None:
        row["justificatifs"] = [document(*file)]
    return {"listeAbsences": [row]}


def withdraw_exemption_request(ref: Reference) -> Json:
    """Return the data of the request that withdraws a requested exemption."""
    return {"listeAbsences": [{"N": ref.id, "G": kinds.EXEMPTION, "E": DELETED}]}
