"""The spaces of a PRONOTE school ("Espace Parents", "Espace Élèves"…)."""

from enum import StrEnum


class Space(StrEnum):
    """A space this client serves, named by its page."""

    PUPIL = "eleve"
    PARENT = "parent"
    SCHOOL_LIFE = "viescolaire"

    @property
    def page(self) -> str:
        """The page of the space for phones, which all schools have."""
        return f"mobile.{self.value}.html"

    @property
    def has_members(self) -> bool:
        """Tell whether one account speaks for several pupils."""
        return self is Space.PARENT
