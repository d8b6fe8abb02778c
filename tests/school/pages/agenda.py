"""PageAgenda: the school's events, asked for by week until 2025 and at once since."""

from datetime import date

from tests.school.model.agenda import AgendaEvent
from tests.school.model.events import FAMILIES
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_list
from .registry import Visit, page

EVENT = 0
NEW_FORM = (2026,)


@page("PageAgenda", 9)
def agenda(visit: Visit) -> Json:
    world = visit.school.world
    first = _first_day(visit)
    known = world.events_for(visit.member) if visit.member else world.events
    shown = [one for one in known if one.end.date() >= first]
    return {
        "ListeEvenements": [event_row(visit, one) for one in shown],
        "listeFamilles": values.element(
            [
                {
                    **visit.named("family", family.uid, family.name),
                    "couleur": family.colour,
                }
                for family in FAMILIES
            ]
        ),
        "ListeClassesGroupes": values.element(
            [visit.named("class", one.uid, one.name) for one in world.classes]
            if visit.data.get("AvecListeClasses")
            else []
        ),
        "AvecExportiCal": visit.account.may_export,
    }


def _first_day(visit: Visit) -> date:
    """From the week asked for, or from today; all the year with the past events."""
    year = visit.school.world.year
    week = None
    if visit.session.version.numbers < NEW_FORM:
        week = values.read_integer(visit.asked("NumeroSemaine"))
    if visit.data.get("avecEventsPasses"):
        return year.first_day
    return visit.school.clock().date() if week is None else year.monday(week)


def event_row(visit: Visit, event: AgendaEvent) -> Json:
    family = visit.named("family", event.family.uid, event.family.name)
    return {
        **visit.named("event", event.uid, event.title),
        "G": EVENT,
        "DateDebut": values.moment(event.start),
        "DateFin": values.moment(event.end),
        "sansHoraire": event.all_day,
        "Commentaire": event.comment,
        "CouleurCellule": event.family.colour,
        "famille": values.element({**family, "couleur": event.family.colour}),
        "strAuteur": event.author,
        "estConseilClasse": event.class_council,
        "estPeriodique": event.periodic,
        "listeEleves": values.element([]),
        "listeFichiers": attachment_list(visit, event.attachments),
        "publie": True,
        "proprietaire": False,
    }
