"""The spaces of a PRONOTE school ("Espace Parents", "Espace Élèves"…)."""

from enum import StrEnum


class Space(StrEnum):
    """A supported space. Its value is the name of its page."""

    PUPIL = "eleve"
    PARENT = "parent"
    SCHOOL_LIFE = "viescolaire"

    @property
    def page(self) -> str:
        """Mobile page of the space. All schools have it."""
        return f"mobile.{self.value}.html"

    @property
    def has_members(self) -> bool:
        """Whether one account has several pupils."""
        return self is Space.PARENT


PRIMARY_SPACES = frozenset({*range(19, 25), 27, 28, 31, 32, *range(35, 39)})
"""PRONOTE's numbers of the spaces of primary schools."""
