"""French and English texts, chosen by the user's locale."""

from dataclasses import dataclass
import os
from typing import override


def speaks_french() -> bool:
    """Return whether the user's locale is French."""
    chosen = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((locale for locale in chosen if locale), "").startswith("fr")


@dataclass(frozen=True, slots=True)
class Text:
    """Text in both languages. As a string it is in the language of the user."""

    en: str
    fr: str

    @override
    def __str__(self) -> str:
        return self.fr if speaks_french() else self.en

    def format(self, **details: object) -> str:
        """Return the text in the user's language, with its placeholders filled."""
        return str(self).format(**details)


class UsageError(Exception):
    """Error for invalid command-line input. The message is one sentence."""

    def __init__(self, text: Text, **details: object) -> None:
        super().__init__(text.format(**details))
