"""The school's agenda (PRONOTE page 9, "Agenda")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from ..common import Attachment, KeyGenerator, VirtualLink, folded
from ..school_year import SchoolCalendar
from ..wire import Json, Record, read_attachments, read_virtual_link


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEvent:
    """An event of the school: a meeting, an open day, a class council."""

    key: str
    name: str
    start: datetime
    end: datetime
    all_day: bool = False
    comment: str = ""
    author: str | None = None
    category: str | None = None
    """Category of the event, in the school's words."""
    class_council: bool = False
    chair: str | None = None
    """Who chairs a class council."""
    head_teachers: tuple[str, ...] = ()
    """Head teachers of the class, of a class council."""
    parent_delegates: tuple[str, ...] = field(default=(), repr=False)
    pupil_delegates: tuple[str, ...] = field(default=(), repr=False)
    link: VirtualLink | None = None
    """Where it takes place online."""
    color: str | None = None
    attachments: tuple[Attachment, ...] = ()
    children: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """Names of the children that it is about (parents); empty if the school names none."""

    def concerns(self, name: str, family: Iterable[str]) -> bool:
        """Return whether it is about a child of a family, by name, or names none of its children."""
        named = [
            child
            for child in family
            if any(_is_called(child, given) for given in self.children)
        ]
        return not named or name in named


def _is_called(child: str, given: str) -> bool:
    words = set(folded(given).split())
    return bool(words) and words <= set(folded(child).split())


TAB = 9
FUNCTION = "PageAgenda"


def request() -> Json:
    """Return the data of the request for all events, including past ones."""
    return {
        "AvecListeClasses": True,
        "avecEventsPasses": True,
        "avecRdvPartages": True,
        "listeFamillesFiltre": None,
        "uniquementMesEvenements": False,
    }


def week_request(week: int) -> Json:
    """Return the data of the request for PRONOTE before 2026."""
    return {"NumeroSemaine": week, "avecEventsPasses": True, "AvecListeClasses": True}


def read(answer: Record, calendar: SchoolCalendar | None = None) -> list[AgendaEvent]:
    """Read the events, in order of time.

    One without a start begins with the school year of `calendar`, as on PRONOTE's page.
    """
    keys = KeyGenerator()
    found = [
        x
        for item in answer.each("ListeEvenements", "listeEvenements")
        if (x := _one(item, keys, calendar))
    ]
    return sorted(found, key=lambda event: (event.start, event.end))


def _one(
    item: Record, keys: KeyGenerator, calendar: SchoolCalendar | None
) -> AgendaEvent | None:
    given, name = item.moment("DateDebut"), item.text("L")
    start = given
    if start is None and calendar is not None:
        start = calendar.at(calendar.first_day, time())
    if start is None or name is None:
        item.log_unreadable("DateDebut" if start is None else "L")
        return None
    key = keys(start, name)
    return AgendaEvent(
        key=key,
        name=name,
        start=start,
        end=max(item.moment("DateFin") or start, start),
        all_day=given is None or item.flag("sansHoraire"),
        comment=item.rich_text("Commentaire"),
        author=item.text("strAuteur"),
        category=item.label("famille"),
        class_council=item.flag("estConseilClasse"),
        chair=item.label("presidentCC"),
        head_teachers=item.labels("listeProfsPrincipaux"),
        parent_delegates=item.labels("listeDeleguesParents"),
        pupil_delegates=item.labels("listeDeleguesEleves"),
        link=read_virtual_link(item.record("visio")),
        color=item.text("CouleurCellule"),
        attachments=read_attachments(item, "listeFichiers", key)
        + read_attachments(item, "PiecesJointes", key),
        children=_children(item),
    )


def _children(item: Record) -> tuple[str, ...]:
    """Read the names of the children that an event is about, or that it summons."""
    summoned = item.record("eleveConvoque").text("prenom", "L")
    return item.labels("listeEleves") or ((summoned,) if summoned else ())
