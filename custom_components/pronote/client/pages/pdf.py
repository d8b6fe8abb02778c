"""PDF files of PRONOTE (function "GenerationPDF" of pages 12, 13 and 16)."""

from dataclasses import dataclass
from enum import StrEnum

from yarl import URL

from ..errors import PageNotAllowedError, ProtocolError
from ..wire import Json, Record, domain_value

FUNCTION = "GenerationPDF"
TIMETABLE_TAB = 16
REPORT_CARD_TAB = 13
RECORD_TAB = 12

_TIMETABLE = 0
_RECORD = 1
_REPORT_CARD = 2
_WHOLE_YEAR = 0
"""In place of a week."""


class TimetableColors(StrEnum):
    """What has the color of its subject on a printed timetable."""

    NONE = "none"
    BACKGROUND = "background"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableLayout:
    """How PRONOTE prints a timetable."""

    landscape: bool = False
    colors: TimetableColors = TimetableColors.BACKGROUND


DEFAULT_LAYOUT = TimetableLayout()
_COLORS = {
    TimetableColors.NONE: 0,
    TimetableColors.BACKGROUND: 1,
    TimetableColors.TEXT: 2,
}
TEXT_SIZES = tuple(half / 2 for half in range(2, 25))
"""Sizes of text that PRONOTE offers for report cards and grade records."""
_SMALLEST_TEXT = 5
"""PRONOTE makes the text of a full page smaller, down to this size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout:
    """How PRONOTE prints a report card or a grade record."""

    landscape: bool = False
    text_size: float = 6.5
    """One of TEXT_SIZES."""
    fit_comments: bool = False
    """Whether the height of a row follows the comments. Grade records have none."""
    skill_codes: bool = False
    """Whether skills have their codes."""


DEFAULT_REPORT_LAYOUT = ReportLayout()


def timetable_request(pupil: Json, week: int | None, layout: TimetableLayout) -> Json:
    """Return the data of the request for the timetable of a week; None is the whole year."""
    chosen = _WHOLE_YEAR if week is None else week
    return {
        "options": {
            "portrait": not layout.landscape,
            "taillePolice": 8,
            "taillePoliceMin": 3,
            "couleur": _COLORS[layout.colors],
            "renvoi": 0,
            "uneGrilleParSemaine": False,
            "inversionGrille": False,
            "ignorerLesPlagesSansCours": False,
            "estEDTAnnuel": week is None,
        },
        "genreGenerationPDF": _TIMETABLE,
        "estPlanning": False,
        "estPlanningParRessource": False,
        "estPlanningOngletParJour": False,
        "estPlanningParJour": False,
        "indiceJour": 0,
        "ressource": pupil,
        "ressources": [pupil],
        "domaine": domain_value(chosen, chosen),
        "avecCoursAnnules": True,
        "grilleInverse": False,
    }


def _report_options(layout: ReportLayout) -> Json:
    whole = layout.text_size == int(layout.text_size)
    size = int(layout.text_size) if whole else layout.text_size
    smallest = min(_SMALLEST_TEXT, size)
    return {
        "portrait": not layout.landscape,
        "taillePolice": size,
        "taillePoliceMin": smallest,
        "taillePolicePied": size,
        "taillePolicePiedMin": smallest,
        "hauteurServiceMin": 10,
        "hauteurServiceMax": 15,
    }


def record_request(period: Json, layout: ReportLayout) -> Json:
    """Return the data of the request for a grade record."""
    return {
        "genreGenerationPDF": _RECORD,
        "periode": period,
        "avecCodeCompetences": layout.skill_codes,
        "options": _report_options(layout)
        | {"avecPolices": True, "libelleGroupePolices": ""},
    }


def report_card_request(period: Json, layout: ReportLayout) -> Json:
    """Return the data of the request for a report card.

    Raises PageNotAllowedError for computed periods.
    """
    if period["N"] == "0":
        raise PageNotAllowedError(REPORT_CARD_TAB)
    return {
        "avecCodeCompetences": layout.skill_codes,
        "genreGenerationPDF": _REPORT_CARD,
        "options": _report_options(layout)
        | {
            "adapterHauteurService": layout.fit_comments,
            "desEleves": False,
            "gererRectoVerso": False,
            "piedMonobloc": True,
        },
        "periode": period,
    }


def read_url(answer: Record, root: str) -> URL:
    """Return the address of the PDF. Raises ProtocolError if it is not on the school's server."""
    path = answer.text("url")
    if path is None:
        raise ProtocolError(FUNCTION, "url")
    base = URL(f"{root}/")
    try:
        url = base.join(URL(path, encoded="%" in path))
        ours = url.origin() == base.origin()
    except ValueError:
        ours = False
    if not ours:
        raise ProtocolError(FUNCTION, "url")
    return url
