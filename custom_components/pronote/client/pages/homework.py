"""Homework (PRONOTE page 88, "Travail à faire")."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ..elements import Attachment, Keys, Reference
from ..wire import Json, Record, domain_value, read_attachment


class Difficulty(StrEnum):
    """How hard the teacher thinks it is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Return(StrEnum):
    """How the work is to be handed in."""

    PAPER = "paper"
    UPLOAD = "upload"
    KIOSK = "kiosk"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework:
    """One piece of work for one pupil."""

    key: str
    """Survives a re-login; ticking does not change it."""
    subject: str | None = None
    due: date
    given: date | None = None
    text: str = ""
    """Plain text, one line per paragraph."""
    done: bool = False
    difficulty: Difficulty | None = None
    duration: timedelta | None = None
    returned_as: Return | None = None
    colour: str | None = None
    group: str | None = None
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)


TAB = 88
FUNCTION = "PageCahierDeTexte"
TICK = "SaisieTAFFaitEleve"

_DIFFICULTIES = {1: Difficulty.EASY, 2: Difficulty.MEDIUM, 3: Difficulty.HARD}
_RETURNS = {1: Return.PAPER, 2: Return.UPLOAD, 3: Return.KIOSK, 4: Return.AUDIO}


def request(first_week: int, last_week: int) -> Json:
    """Return the data of the request for a range of weeks."""
    return {"domaine": domain_value(first_week, last_week)}


def tick(homework: Reference, *, done: bool) -> Json:
    """Return the data of the request that marks a piece of work done or not."""
    return {"listeTAF": [{"N": homework.id, "TAFFait": done, "E": 2}]}


def read(answer: Record) -> list[Homework]:
    """Read the work due in the weeks asked, by due date."""
    keys = Keys()
    found = [
        work
        for item in answer.each("ListeTravauxAFaire")
        if (work := _read_one(item, keys)) is not None
    ]
    return sorted(found, key=lambda work: work.due)


def _read_one(item: Record, keys: Keys) -> Homework | None:
    if (due := item.day("PourLe")) is None:
        item.lost("PourLe")
        return None
    subject = item.record("Matiere").text("L")
    given = item.day("DonneLe")
    text = item.rich_text("descriptif")
    minutes = item.number("duree")
    return Homework(
        key=keys(subject, due, given, text),
        subject=subject,
        due=due,
        given=given,
        text=text,
        done=item.flag("TAFFait"),
        difficulty=_DIFFICULTIES.get(item.number("niveauDifficulte") or 0),
        duration=timedelta(minutes=minutes) if minutes and minutes > 0 else None,
        returned_as=_RETURNS.get(item.number("genreRendu") or 0),
        colour=item.text("CouleurFond"),
        group=item.text("nomPublic"),
        attachments=tuple(
            attachment
            for file in item.each("ListePieceJointe")
            if (attachment := read_attachment(file)) is not None
        ),
        ref=item.reference,
    )
