"""Evenings of parent-teacher meetings."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import IntEnum

MEETINGS = 90
"""Tab of the evenings."""


class Wish(IntEnum):
    """Values of the `voeu` field of a meeting."""

    OPTIONAL = 0
    WISHED = 1
    ESSENTIAL = 2
    NONE = 3


@dataclass(slots=True, eq=False)
class Meeting:
    """Possible meeting of a pupil's parents with a teacher. `start` is None until scheduled."""

    uid: str
    teacher: str
    subject: str
    minutes: int = 10
    wish: Wish = Wish.OPTIONAL
    answered: bool = False
    start: time | None = None
    room: str = ""
    video_url: str = ""


@dataclass(slots=True, eq=False)
class MeetingEvening:
    """Evening of meetings.

    Positions count steps of five minutes from the last full hour before the start.
    """

    uid: str
    name: str
    day: date
    answers_from: date
    answers_until: date
    start: time = time(17, 0)
    minutes: int = 180
    published: bool = False
    wishes_open: bool = True
    limits: dict[Wish, int] = field(default_factory=dict)
    meetings: dict[str, list[Meeting]] = field(default_factory=dict)
    """Meetings by pupil uid."""
    unavailable: dict[str, set[int]] = field(default_factory=dict)
    """Positions at which a family is unavailable, by account key."""
