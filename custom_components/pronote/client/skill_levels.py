"""The levels that a school gives for skills."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .common import Reference
from .wire import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """A level that the school gives for a skill."""

    number: int
    """PRONOTE's number of the level."""
    name: str
    abbreviation: str | None = None
    ref: Reference | None = field(default=None, repr=False, compare=False)


def read_levels(general: Record) -> Iterator[SkillLevel]:
    """Read the levels of the school from FonctionParametres."""
    for row in general.each("ListeNiveauxDAcquisitions"):
        if (number := row.kind) is not None and (name := row.text("L")):
            yield SkillLevel(
                number=number,
                name=name,
                abbreviation=row.text("abbreviation"),
                ref=row.reference,
            )


def find_level(row: Record, levels: Iterable[SkillLevel]) -> SkillLevel | None:
    """Return the level of the school that a row names by its id, or else by its number."""
    by_number: SkillLevel | None = None
    for level in levels:
        if level.ref is not None and level.ref == row.reference:
            return level
        if level.number == row.kind:
            by_number = level
    return by_number
