"""Select one item of several by its number, its name or its key."""

from collections.abc import Callable, Sequence
from typing import Protocol
import unicodedata

from .i18n import Text, UsageError

_NONE_FITS = Text(
    "“{wanted}” is none of: {names}.", "« {wanted} » n’est pas parmi : {names}."
)
_SEVERAL_FIT = Text("“{wanted}” may be: {names}.", "« {wanted} » peut être : {names}.")
_NO_SUCH_KEY = Text(
    "No item has the key “{wanted}”. The list shows the keys.",
    "Aucun élément n’a la clé « {wanted} ». La liste affiche les clés.",
)
_SEVERAL_KEYS = Text(
    "Several keys start with “{wanted}”: enter more characters.",
    "Plusieurs clés commencent par « {wanted} » : saisissez plus de caractères.",
)

SHORT_KEY = 6
"""Number of letters of a key that tables show. It is enough in one school."""


class HasKey(Protocol):
    """Object with a stable key."""

    @property
    def key(self) -> str:
        """Return the key."""


def short_key(item: HasKey) -> str:
    """Return the short form of a key, with the number that identical items have."""
    letters, dash, number = item.key.partition("-")
    return letters[:SHORT_KEY] + (f"-{number}" if dash else "")


def find_by_name[T](wanted: str, items: Sequence[T], name: Callable[[T], str]) -> T:
    """Return the item with this number, counted from 1, or with these words in its name."""
    if wanted.isdecimal() and 0 < int(wanted) <= len(items):
        return items[int(wanted) - 1]
    words = _normalized(wanted)
    found = [item for item in items if _normalized(name(item)) == words]
    found = found or [item for item in items if words in _normalized(name(item))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(
        f"{number} {name(item)}"
        for number, item in enumerate(items, 1)
        if not found or item in found
    )
    text = _SEVERAL_FIT if found else _NONE_FITS
    raise UsageError(text, wanted=wanted, names=names or "—")


def find_by_key[T: HasKey](wanted: str, items: Sequence[T]) -> T:
    """Return the item whose key starts with this."""
    letters, _, number = wanted.casefold().partition("-")
    found = [
        item
        for item in items
        if item.key.startswith(letters) and item.key.partition("-")[2] == number
    ]
    if letters and len(found) == 1:
        return found[0]
    raise UsageError(_SEVERAL_KEYS if found else _NO_SUCH_KEY, wanted=wanted)


def _normalized(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(
            letter for letter in letters if not unicodedata.combining(letter)
        ).split()
    )
