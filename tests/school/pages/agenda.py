"""PageAgenda: events of the school from a week on, or of the whole year."""

from datetime import date

from tests.school.model.agenda import AgendaEvent
from tests.school.model.build_events import FAMILIES
from tests.school.model.people import Pupil
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_list
from .registry import RequestContext, page

EVENT = 0


@page("PageAgenda", 9)
def agenda(context: RequestContext) -> Json:
    model = context.school.model
    first = _first_day(context)
    shown = [one for one in known_events(context) if one.end.date() >= first]
    return {
        "ListeEvenements": [event_row(context, one) for one in shown],
        "listeFamilles": values.element(
            [
                {
                    **context.named("family", family.uid, family.name),
                    "couleur": family.color,
                }
                for family in FAMILIES
            ]
        ),
        "AvecExportiCal": context.account.may_export,
        "dateDebutPrevisionnel": values.day(model.year.first_day),
        "dateFinPrevisionnel": values.day(model.year.last_day),
        **(
            {
                "ListeClassesGroupes": [
                    context.named("class", one.uid, one.name) for one in model.classes
                ]
            }
            if context.data.get("AvecListeClasses")
            else {}
        ),
    }


def known_events(context: RequestContext) -> list[AgendaEvent]:
    """Return the events of the pupil of the page.

    An irregular school lists those of all children of the family.
    """
    model = context.school.model
    if context.member is None:
        return model.events
    if not context.school.options.irregular:
        return model.events_for(context.member)
    children = context.account.pupils
    return [
        one for one in model.events if any(_is_for(one, child) for child in children)
    ]


def _is_for(event: AgendaEvent, pupil: Pupil) -> bool:
    return not event.classes or pupil.school_class.name in event.classes


def _children(context: RequestContext, event: AgendaEvent) -> list[str]:
    """Return the first names of the children that an event is about, unless it is for everyone."""
    children = context.account.pupils if event.classes else []
    if not context.school.options.irregular or len(children) == 1:
        return []
    return [child.first_name for child in children if _is_for(event, child)]


def _first_day(context: RequestContext) -> date:
    """Return the first day of the requested week, today, or the first day of the year."""
    year = context.school.model.year
    if context.data.get("avecEventsPasses"):
        return year.first_day
    if (week := context.data.get("NumeroSemaine")) is None:
        return context.school.clock().date()
    return year.monday(values.read_integer(week))


def _council(event: AgendaEvent) -> Json:
    """Return who takes part in a class council, and where it takes place online."""
    people = (
        ("listeProfsPrincipaux", event.head_teachers),
        ("listeDeleguesParents", event.parent_delegates),
        ("listeDeleguesEleves", event.pupil_delegates),
    )
    return {
        "presidentCC": event.chair,
        **{name: values.element([{"L": one} for one in who]) for name, who in people},
        "visio": values.element({"url": event.video_url, "libelleLien": "Visio"}),
    }


def event_row(context: RequestContext, event: AgendaEvent) -> Json:
    family = context.named("family", event.family.uid, event.family.name)
    row: Json = {
        **context.named("event", event.uid, event.title),
        "G": EVENT,
        "DateDebut": values.moment(event.start),
        "DateFin": values.moment(event.end),
        "sansHoraire": event.all_day,
        "Commentaire": event.comment,
        "CouleurCellule": event.family.color,
        "famille": values.element({**family, "couleur": event.family.color}),
        "strAuteur": event.author,
        "estConseilClasse": event.class_council,
        "estPeriodique": event.periodic,
        "listeEleves": _children(context, event),
        "listeFichiers": attachment_list(context, event.attachments),
        "nonPublie": False,
        "Proprietaire": False,
    }
    if event.class_council:
        row |= _council(event)
    if event.periodic:
        row["Periodicite"] = {
            "estEvtPerso": False,
            "libelleDescription": f"Toutes les semaines à {event.start:%Hh%M}",
        }
    return row
