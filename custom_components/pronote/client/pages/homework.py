"""Homework (PRONOTE page 88, "Travail à faire")."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ..common import Attachment, AttachmentKind, KeyGenerator, Reference, stable_key
from ..wire import Json, Record, domain_value, read_attachments


class Difficulty(StrEnum):
    """Difficulty set by the teacher."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class HandInMethod(StrEnum):
    """How homework is to be handed in."""

    PAPER = "paper"
    UPLOAD = "upload"
    KIOSK = "kiosk"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """An online quiz. This client does not answer quizzes."""

    name: str | None = None
    questions: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    started: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework:
    """Homework of one pupil."""

    key: str
    """Does not change between sessions, or if it is marked done."""
    subject: str | None = None
    due: date
    given: date | None = None
    text: str = ""
    """Plain text, one line per paragraph."""
    html: str = ""
    """The text as sanitized HTML."""
    done: bool = False
    difficulty: Difficulty | None = None
    duration: timedelta | None = None
    hand_in_method: HandInMethod | None = None
    color: str | None = None
    group: str | None = None
    themes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    may_hand_in: bool = False
    """Whether a file can be handed in now."""
    handed_in: Attachment | None = None
    handed_in_at: datetime | None = None
    corrected: Attachment | None = None
    """The teacher's correction of what was handed in."""
    correction_comment: str | None = None
    quiz: Quiz | None = None
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All attachments, the file handed in and its correction included."""
        returned = (self.handed_in, self.corrected)
        return self.attachments + tuple(file for file in returned if file is not None)


TAB = 88
FUNCTION = "PageCahierDeTexte"
TICK = "SaisieTAFFaitEleve"
HAND_IN = "SaisieTAFARendreEleve"

_DIFFICULTIES = {1: Difficulty.EASY, 2: Difficulty.MEDIUM, 3: Difficulty.HARD}
_HAND_IN_METHODS = {
    1: HandInMethod.PAPER,
    2: HandInMethod.UPLOAD,
    3: HandInMethod.KIOSK,
    4: HandInMethod.AUDIO,
}


_ONLINE = frozenset({HandInMethod.UPLOAD, HandInMethod.AUDIO})
"""Methods by which a file is sent to PRONOTE. It offers no other homework to be handed in."""


def request(first_week: int, last_week: int) -> Json:
    """Return the data of the request for a range of weeks."""
    return {"domaine": domain_value(first_week, last_week)}


def tick_request(homework: Reference, *, done: bool) -> Json:
    """Return the data of the request that marks a piece of work done or not."""
    return {"listeTAF": [{"N": homework.id, "TAFFait": done, "E": 2}]}


def hand_in_request(homework: Reference, file_name: str, file_id: str) -> Json:
    """Return the data of the request that hands in a file just uploaded."""
    return {
        "listeFichiers": [
            {
                "E": 1,
                "G": 1,
                "L": file_name,
                "N": -1001,
                "idFichier": file_id,
                "TAF": {"N": homework.id},
            }
        ]
    }


def withdraw_request(homework: Reference) -> Json:
    """Return the data of the request that withdraws what was handed in."""
    return {"listeFichiers": [{"E": 3, "TAF": {"N": homework.id}}]}


def read(answer: Record, name: str = "ListeTravauxAFaire") -> list[Homework]:
    """Read homework, sorted by due date."""
    keys = KeyGenerator()
    found = [
        work
        for item in answer.each(name)
        if (work := _read_one(item, keys)) is not None
    ]
    return sorted(found, key=lambda work: work.due)


def _read_one(item: Record, keys: KeyGenerator) -> Homework | None:
    # On the home page these fields begin with a lower-case letter.
    if (due := item.day("PourLe", "pourLe")) is None:
        item.log_unreadable("PourLe")
        return None
    subject = item.label("Matiere", "matiere")
    given = item.day("DonneLe", "donneLe")
    text = item.rich_text("descriptif")
    key = keys(subject, due, given, text)
    method = _HAND_IN_METHODS.get(item.number("genreRendu") or 0)
    return Homework(
        key=key,
        subject=subject,
        due=due,
        given=given,
        text=text,
        html=item.html("descriptif"),
        done=item.flag("TAFFait") or item.flag("QCMFait"),
        difficulty=_DIFFICULTIES.get(item.number("niveauDifficulte") or 0),
        duration=item.minutes("duree"),
        hand_in_method=method,
        color=item.text("CouleurFond", "couleurFond"),
        group=item.text("nomPublic"),
        themes=item.labels("ListeThemes"),
        attachments=read_attachments(item, "ListePieceJointe", key)
        + read_attachments(item, "listeDocumentJoint", key),
        may_hand_in=item.flag("peuRendre") and method in _ONLINE,
        handed_in=_handed_in_file(item, "documentRendu", "TAFRenduEleve", key),
        handed_in_at=item.moment("dateRendu"),
        corrected=_handed_in_file(item, "documentCorrige", "TAFCorrigeRenduEleve", key),
        correction_comment=item.text("commentaireCorrige"),
        quiz=_quiz(item.record("executionQCM"), done=item.flag("QCMFait")),
        ref=item.reference,
    )


def _handed_in_file(
    item: Record, name: str, source: str, key: str
) -> Attachment | None:
    """Read the file handed in, or its correction."""
    if not (file := item.record(name)):
        return None
    if (ref := file.reference or item.reference) is None:
        return None
    return Attachment(
        key=stable_key(key, name),
        name=file.text("L") or "document",
        kind=AttachmentKind.FILE,
        source=source,
        ref=ref,
    )


def _quiz(item: Record, *, done: bool) -> Quiz | None:
    if not item:
        return None
    quiz = item.record("QCM")
    return Quiz(
        name=quiz.text("L"),
        questions=quiz.number("nbQuestionsTotal"),
        opens=item.moment("dateDebutPublication"),
        closes=item.moment("dateFinPublication"),
        started=item.flag("estDemarre"),
        finished=done or item.number("etatCloture") == 1,
    )
