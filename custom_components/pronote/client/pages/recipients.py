"""Participants and possible recipients of discussions (PRONOTE page 131, "Messagerie")."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
import re

from ..common import KeyGenerator, Reference
from ..wire import Json, Record, set_value


class RecipientKind(IntEnum):
    """Kind of a recipient."""

    TEACHER = 3
    PUPIL = 4
    PARENT = 5
    STAFF = 34


_MARKED = frozenset({RecipientKind.TEACHER, RecipientKind.STAFF})
"""Kinds whose rows say who may be written to (`avecDiscussion`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A participant or a possible recipient."""

    key: str
    name: str
    kind: RecipientKind | None = None
    role: str | None = None
    subjects: tuple[str, ...] = ()
    email: str | None = None
    head_teacher: bool = False
    refuses_messages: bool = False
    """Whether the person refuses messages."""
    left: bool = False
    """Whether the participant left the discussion."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def is_school_life_staff(self) -> bool:
        """Whether the person works in the school-life office, judged by the job title."""
        return _SCHOOL_LIFE.search(self.role or "") is not None


PARTICIPANTS = "SaisiePublicMessage"
RECIPIENTS = "ListeRessourcesPourCommunication"
RECIPIENT_LIST = "listeRessourcesPourCommunication"
PUBLICS = "ListePublics"
"""Lists the possible recipients of an account that writes rich text."""
PUBLIC_LIST = "listePublic"
_SCHOOL_LIFE = re.compile(
    r"\bvie\s+scolaire\b|\bC\.?P\.?E\b|\bconseill\w+\s+principa", re.IGNORECASE
)


def participants_request(message: Reference) -> Json:
    """Return the data of the request for the participants."""
    return {
        "message": {"N": message.id},
        "estPublicParticipant": True,
        "estDestinatairesReponse": False,
    }


def recipients_request(kind: RecipientKind, owner: Json) -> Json:
    """Return the data of the request for the possible recipients, by default those of a pupil."""
    return {"onglet": {"N": 0, "G": int(kind)}, "filtreElement": owner}


def publics_request(kind: RecipientKind, *, all_classes: bool) -> Json:
    """Return the data of the same request from an account that writes rich text."""
    return {
        "genres": set_value([kind]),
        "pourMessagerie": True,
        "sansFiltreSurEleve": all_classes,
        "avecFonctionPersonnel": True,
        "avecInfoRencontresSepareesDesResponsables": False,
        "avecInfoResponsablePreferentiel": False,
        "avecUniquementResponsableDelegue": False,
        "estCtxModeleActualite": False,
    }


OWN_PARENTS: Json = {"N": 0, "G": 6}
"""Names no pupil: parents are listed for a parent by it."""


def addressees(recipients: Sequence[Recipient]) -> list[Json]:
    """Return the recipients of a message as a request names them."""
    return [
        {"N": person.ref.id, "G": int(person.kind), "L": person.name, "E": 2}
        for person in recipients
        if person.ref is not None and person.kind is not None
    ]


def read_people(
    answer: Record, list_name: str, *, writable_only: bool
) -> list[Recipient]:
    """Read participants or possible recipients.

    With `writable_only`, leave out the teachers and staff who may not be written to. Rows of
    parents and pupils do not say so; all who are listed may be written to.
    """
    keys = KeyGenerator()
    return [
        Recipient(
            key=keys(row.kind, name),
            name=name,
            kind=RecipientKind(row.kind) if row.kind in set(RecipientKind) else None,
            role=row.label("fonction"),
            subjects=tuple(
                subject
                for item in row.each("listeRessources")
                if (subject := item.text("L", "libelleMatiere"))
            ),
            email=row.text("email"),
            head_teacher=row.flag("estPrincipal"),
            refuses_messages=row.flag("refusMess"),
            left=row.flag("estSorti"),
            ref=row.reference,
        )
        for row in answer.each(list_name)
        if (name := row.text("L"))
        and (not writable_only or row.kind not in _MARKED or row.flag("avecDiscussion"))
    ]
