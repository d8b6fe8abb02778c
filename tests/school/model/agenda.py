"""Events of the school's agenda: meetings, outings, exams."""

from dataclasses import dataclass
from datetime import datetime

from .types import Attachment


@dataclass(frozen=True, slots=True)
class EventFamily:
    uid: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class AgendaEvent:
    """Event for the classes named in `classes`, or for everyone if it is empty."""

    uid: str
    title: str
    start: datetime
    end: datetime
    family: EventFamily
    author: str
    comment: str = ""
    all_day: bool = False
    class_council: bool = False
    periodic: bool = False
    classes: frozenset[str] = frozenset()
    attachments: tuple[Attachment, ...] = ()
    chair: str = ""
    head_teachers: tuple[str, ...] = ()
    parent_delegates: tuple[str, ...] = ()
    pupil_delegates: tuple[str, ...] = ()
    video_url: str = ""
