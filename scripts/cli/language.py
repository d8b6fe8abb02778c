"""What is said, in French or in English as the user's locale wants."""

from dataclasses import dataclass
import os
from typing import override


def speaks_french() -> bool:
    """Tell whether the user reads French."""
    chosen = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((locale for locale in chosen if locale), "").startswith("fr")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages; as a string it is the user's."""

    en: str
    fr: str

    @override
    def __str__(self) -> str:
        return self.fr if speaks_french() else self.en

    def format(self, **details: object) -> str:
        """Return the user's text with its details."""
        return str(self).format(**details)


class UsageError(Exception):
    """What was typed cannot be done as it stands: one sentence for the person who typed it."""

    def __init__(self, text: Text, **details: object) -> None:
        super().__init__(text.format(**details))
