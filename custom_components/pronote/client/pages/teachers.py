"""The teaching team (PRONOTE page 37, "Équipe pédagogique")."""

from dataclasses import dataclass
from datetime import timedelta

from ..values import parse_duration
from ..wire import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtSubject:
    """A subject that a person teaches the class."""

    name: str
    weekly_hours: timedelta | None = None
    """Hours a week."""
    part_of: str | None = None
    """The subject this one is a part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """A teacher of the class, or another member of the staff."""

    name: str
    staff: bool = False
    """Whether the person is not a teacher (principal, school-life office…)."""
    role: str | None = None
    email: str | None = None
    former: bool = False
    """Whether the person left the team."""
    subjects: tuple[TaughtSubject, ...] = ()


TAB = 37
FUNCTION = "PageEquipePedagogique"
_STAFF = 34


def read(answer: Record) -> list[Teacher]:
    """Read the team, in the school's order."""
    return [
        Teacher(
            name=name,
            staff=item.kind == _STAFF,
            role=item.label("fonction"),
            email=item.text("email"),
            former=item.flag("estEnleve"),
            subjects=tuple(
                TaughtSubject(
                    name=subject,
                    weekly_hours=parse_duration(row.text("volumeHoraire") or ""),
                    part_of=row.label("servicePere"),
                )
                for row in item.each("matieres")
                if (subject := row.text("L"))
            ),
        )
        for item in sorted(answer.each("liste"), key=lambda row: row.number("P") or 0)
        if (name := item.text("L"))
    ]
