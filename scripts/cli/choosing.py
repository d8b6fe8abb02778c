"""Choosing one thing among several, by number, name or key; days, in words and figures."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
import re
from typing import Protocol
import unicodedata

from .language import Text, UsageError

_NONE_FITS = Text(
    "“{wanted}” is none of: {names}.", "« {wanted} » n’est pas parmi : {names}."
)
_SEVERAL_FIT = Text("“{wanted}” may be: {names}.", "« {wanted} » peut être : {names}.")
_NO_SUCH_KEY = Text(
    "Nothing here has the key “{wanted}”; keys stand in the list.",
    "Rien ici n’a la clé « {wanted} » ; les clés sont dans la liste.",
)
_SEVERAL_KEYS = Text(
    "Several keys begin with “{wanted}”: write more of it.",
    "Plusieurs clés commencent par « {wanted} » : écrivez-en plus.",
)
_NO_DAY = Text(
    "“{typed}” is no day: write 2026-11-17, today, +7 or -3.",
    "« {typed} » n’est pas un jour : écrivez 2026-11-17, aujourd’hui, +7 ou -3.",
)

SHORT_KEY = 6
"""Letters of a key that tables show: enough in one school."""

_WORDS = {
    "today": 0,
    "aujourd'hui": 0,
    "tomorrow": 1,
    "demain": 1,
    "yesterday": -1,
    "hier": -1,
}

type Day = date | timedelta
"""A day of the calendar, or so many days from today."""


class Keyed(Protocol):
    """Something with a stable key."""

    @property
    def key(self) -> str:
        """The key."""


def short_key(item: Keyed) -> str:
    """Return what tables show of a key; the second of two twins keeps its number."""
    letters, dash, number = item.key.partition("-")
    return letters[:SHORT_KEY] + (f"-{number}" if dash else "")


def by_name[T](wanted: str, items: Sequence[T], name: Callable[[T], str]) -> T:
    """Return the item with this number, counted from 1, or whose name holds these words."""
    if wanted.isdecimal() and 0 < int(wanted) <= len(items):
        return items[int(wanted) - 1]
    words = _folded(wanted)
    found = [item for item in items if _folded(name(item)) == words]
    found = found or [item for item in items if words in _folded(name(item))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(
        f"{number} {name(item)}"
        for number, item in enumerate(items, 1)
        if not found or item in found
    )
    text = _SEVERAL_FIT if found else _NONE_FITS
    raise UsageError(text, wanted=wanted, names=names or "—")


def by_key[T: Keyed](wanted: str, items: Sequence[T]) -> T:
    """Return the item whose key begins so."""
    letters, _, number = wanted.casefold().partition("-")
    found = [
        item
        for item in items
        if item.key.startswith(letters) and item.key.partition("-")[2] == number
    ]
    if letters and len(found) == 1:
        return found[0]
    raise UsageError(_SEVERAL_KEYS if found else _NO_SUCH_KEY, wanted=wanted)


def read_day(text: str) -> Day:
    """Read a day as it is typed. Raises UsageError."""
    word = text.casefold().replace("’", "'")
    if word in _WORDS:
        return timedelta(days=_WORDS[word])
    if re.fullmatch(r"[+-]\d{1,3}", text):
        return timedelta(days=int(text))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(_NO_DAY, typed=text) from error


def on_calendar(day: Day, today: date) -> date:
    """Return a day of the calendar."""
    return day if isinstance(day, date) else today + day


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(
            letter for letter in letters if not unicodedata.combining(letter)
        ).split()
    )
