"""Teachers and staff of a class."""

from dataclasses import dataclass

from .types import Subject


@dataclass(frozen=True, slots=True)
class TaughtSubject:
    """Subject with `minutes` a week. `parent` is set for a part of another subject."""

    subject: Subject
    minutes: int
    label: str
    parent: Subject | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    uid: str
    name: str
    teaches: bool
    role: str | None = None
    email: str | None = None
    subjects: tuple[TaughtSubject, ...] = ()
