"""The levels that a school gives for skills."""

from collections.abc import Iterator
from dataclasses import dataclass

from .wire import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """A level that the school gives for a skill."""

    number: int
    """PRONOTE's number of the level."""
    name: str
    abbreviation: str | None = None


def read_levels(general: Record) -> Iterator[SkillLevel]:
    """Read the levels of the school from FonctionParametres."""
    for row in general.each("ListeNiveauxDAcquisitions"):
        if (number := row.kind) is not None and (name := row.text("L")):
            yield SkillLevel(
                number=number, name=name, abbreviation=row.text("abbreviation")
            )
