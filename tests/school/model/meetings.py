"""Evenings on which parents meet teachers."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import IntEnum

MEETINGS = 90
"""The tab of the evenings."""


class Wish(IntEnum):
    """The `voeu` of a meeting."""

    OPTIONAL = 0
    WISHED = 1
    ESSENTIAL = 2
    NONE = 3


@dataclass(slots=True, eq=False)
class Meeting:
    """A teacher whom the parents of one pupil may meet; `start` is set once it is placed."""

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
    """A session; places are counted in steps of five minutes from the full hour before it."""

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
    """By the uid of the pupil."""
    unavailable: dict[str, set[int]] = field(default_factory=dict)
    """Places by the key of the account."""
