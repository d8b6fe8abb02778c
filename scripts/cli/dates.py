"""Parse days as typed by a user."""

from datetime import date, timedelta
import re

from .i18n import Text, UsageError

_NO_DAY = Text(
    "“{typed}” is not a day: write 2026-11-17, today, +7 or -3.",
    "« {typed} » n’est pas un jour : écrivez 2026-11-17, aujourd’hui, +7 ou -3.",
)

_WORDS = {
    "today": 0,
    "aujourd'hui": 0,
    "tomorrow": 1,
    "demain": 1,
    "yesterday": -1,
    "hier": -1,
}

type Day = date | timedelta
"""A date, or a number of days from today."""


def parse_day(text: str) -> Day:
    """Parse a day as it is typed. Raises UsageError."""
    word = text.casefold().replace("’", "'")
    if word in _WORDS:
        return timedelta(days=_WORDS[word])
    if re.fullmatch(r"[+-]\d{1,3}", text):
        return timedelta(days=int(text))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(_NO_DAY, typed=text) from error


def resolve_day(day: Day, today: date) -> date:
    """Return the date of a day."""
    return day if isinstance(day, date) else today + day
