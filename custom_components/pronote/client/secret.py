"""A secret that is not shown when printed."""

from dataclasses import dataclass, field
from typing import override


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, PIN or token. Its text is read with `reveal` only."""

    _text: str = field(repr=False)

    def reveal(self) -> str:
        """Return the text. Do not log, format or store it without need."""
        return self._text

    def __bool__(self) -> bool:
        """Return whether the text is not empty."""
        return bool(self._text)

    @override
    def __repr__(self) -> str:
        return "Secret(•••)"

    @override
    def __str__(self) -> str:
        return "•••"
