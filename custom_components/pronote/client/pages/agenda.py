"""The school's agenda (PRONOTE page 9, "Agenda")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..common import Attachment, KeyGenerator, folded
from ..wire import Json, Record, read_attachments


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


def read(answer: Record) -> list[AgendaEvent]:
    """Read the events, in order of time."""
    keys = KeyGenerator()
    found = [
        x
        for item in answer.each("ListeEvenements", "listeEvenements")
        if (x := _one(item, keys))
    ]
    return sorted(found, key=lambda event: (event.start, event.end))


def _one(item: Record, keys: KeyGenerator) -> AgendaEvent | None:
    start, name = item.moment("DateDebut"), item.text("L")
    if start is None or name is None:
        item.log_unreadable("DateDebut" if start is None else "L")
        return None
    key = keys(start, name)
    return AgendaEvent(
        key=key,
        name=name,
        start=start,
        end=max(item.moment("DateFin") or start, start),
        all_day=item.flag("sansHoraire"),
        comment=item.rich_text("Commentaire"),
        author=item.text("strAuteur"),
        category=item.label("famille"),
        class_council=item.flag("estConseilClasse"),
        color=item.text("CouleurCellule"),
        attachments=read_attachments(item, "listeFichiers", key)
        + read_attachments(item, "PiecesJointes", key),
        children=_children(item),
    )


def _children(item: Record) -> tuple[str, ...]:
    """Read the names of the children that an event is about, or that it summons."""
    summoned = item.record("eleveConvoque").text("prenom", "L")
    return item.labels("listeEleves") or ((summoned,) if summoned else ())
