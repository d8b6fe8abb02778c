"""PDF files of PRONOTE (function "GenerationPDF" of pages 13 and 16)."""

from yarl import URL

from ..errors import PageNotAllowedError, ProtocolError
from ..wire import Json, Record, domain_value

FUNCTION = "GenerationPDF"
TIMETABLE_TAB = 16
REPORT_CARD_TAB = 13

_TIMETABLE = 0
_REPORT_CARD = 2


def timetable_request(pupil: Json, week: int) -> Json:
    """Return the data of the request for the timetable of a week."""
    return {
        "options": {
            "portrait": True,
            "taillePolice": 8,
            "taillePoliceMin": 3,
            "couleur": 1,
            "renvoi": 0,
            "uneGrilleParSemaine": False,
            "inversionGrille": False,
            "ignorerLesPlagesSansCours": False,
            "estEDTAnnuel": False,
        },
        "genreGenerationPDF": _TIMETABLE,
        "estPlanning": False,
        "estPlanningParRessource": False,
        "estPlanningOngletParJour": False,
        "estPlanningParJour": False,
        "indiceJour": 0,
        "ressource": pupil,
        "ressources": [pupil],
        "domaine": domain_value(week, week),
        "avecCoursAnnules": True,
        "grilleInverse": False,
    }


def report_card_request(period: Json) -> Json:
    """Return the data of the request for a report card.

    Raises PageNotAllowedError for computed periods.
    """
    if period["N"] == "0":
        raise PageNotAllowedError(REPORT_CARD_TAB)
    return {
        "avecCodeCompetences": False,
        "genreGenerationPDF": _REPORT_CARD,
        "options": {
            "adapterHauteurService": False,
            "desEleves": False,
            "gererRectoVerso": False,
            "hauteurServiceMax": 15,
            "hauteurServiceMin": 10,
            "piedMonobloc": True,
            "portrait": True,
            "taillePolice": 6.5,
            "taillePoliceMin": 5,
            "taillePolicePied": 6.5,
            "taillePolicePiedMin": 5,
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
