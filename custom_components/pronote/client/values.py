"""Reading of dates, hours, durations, numbers and sets as schools write them."""

from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from html import unescape
import re
from typing import Any

_LONGEST_VALUE = 100
"""Number of characters of the longest date or number that is read."""
_CACHED_VALUES = 1024
"""Dates and numbers repeat within an answer, and from one answer to the next."""

# --- dates

_CLOCK = r"(\d{1,2})\s*(?:[h:]\s*(\d{1,2})?)?(?::(\d{1,2})(?:[.,]\d+)?)?"
_DATE = re.compile(
    r"(?:[^\W\d]+\.?\s+){0,3}"  # "lundi", "le"
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})"
    rf"(?:\s*[\s,T]\s*(?:à\s*)?{_CLOCK})?",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(
    rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:[\sT]\s*{_CLOCK})?", re.IGNORECASE
)
_OFFSET = re.compile(r"(?<=\d)\s*(?:Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
_YEARS = range(1900, 3000)
"""Years accepted. Others would overflow in calculations."""


def parse_datetime(text: str) -> datetime | None:
    """Read `dd/mm/yyyy[ hh:mm[:ss]]` or an ISO 8601 date: wall clock of the school.

    The result is aware only if the text has an offset from UTC.
    """
    return None if len(text) > _LONGEST_VALUE else _datetime_of(text)


@lru_cache(maxsize=_CACHED_VALUES)
def _datetime_of(text: str) -> datetime | None:
    text = text.strip()
    if match := _DATE.fullmatch(text):
        day, month, year, *clock = match.groups()
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day, *clock = match.groups()
    else:
        return _aware_datetime_of(text)
    number = int(year) + (2000 if len(year) == 2 else 0)
    if number not in _YEARS:
        return None
    hour, minute, second = (int(part or 0) for part in clock)
    # Midnight at the end of a day.
    days, hour = (1, 0) if (hour, minute, second) == (24, 0, 0) else (0, hour)
    try:
        moment = datetime(  # noqa: DTZ001 - the caller knows the zone
            number, int(month), int(day), hour, minute, second
        )
    except ValueError:
        return None
    return moment + timedelta(days=days)


def _aware_datetime_of(text: str) -> datetime | None:
    """Read an ISO 8601 time with an offset from UTC."""
    if "T" not in text.upper() or not _OFFSET.search(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


# --- hours and durations

_HOUR = re.compile(
    r"(\d{1,2})\s*(?:[h:]\s*(\d{2}|\d(?!\w))?|heures?\s*(\d{2})?|\.(\d{2})\b)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:(\d{1,3})\s*(?:heures?|hrs?|h|:)\s*)?"
    r"(?:(\d{1,3})\s*(?:minutes?|mins?|mn|m|['’′])?\.?)?(?::\d{2})?",
    re.IGNORECASE,
)


_DECIMAL_HOURS = re.compile(
    r"(\d{1,3})[.,](\d{1,4})\s*(?:heures?|hrs?|h)\.?", re.IGNORECASE
)


def parse_hour(text: str) -> time | None:
    """Read a clock label, "08h10"."""
    if (match := _HOUR.search(text)) is None:
        return None
    try:
        return time(int(match[1]), int(match[2] or match[3] or match[4] or 0))
    except ValueError:
        return None


def parse_duration(text: str) -> timedelta | None:
    """Read hours and minutes, "2h00", "1,5 h" or "45 min".

    A bare number has no unit and is not read.
    """
    text = text.strip()
    if len(text) > _LONGEST_VALUE or text.isdecimal():
        return None
    if hours := _DECIMAL_HOURS.fullmatch(text):
        return timedelta(hours=float(f"{hours[1]}.{hours[2]}"))
    match = _DURATION.fullmatch(text)
    if match is None or (match[1] is None and match[2] is None):
        return None
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))


# --- sets

_INTERVAL = re.compile(r"(-?\d{1,9})(?:\s*\.{2,3}\s*(-?\d{1,9}))?")
_LONGEST_LIST = 5_000
_LONGEST_SET = 1000


def parse_set(text: str) -> frozenset[int]:
    """Read a set of numbers, "[1,3..4,6]"."""
    numbers: set[int] = set()
    for match in _INTERVAL.finditer(text[:_LONGEST_LIST]):
        first = int(match[1])
        first, last = sorted((first, int(match[2] or first)))
        numbers.update(range(first, min(last, first + _LONGEST_SET) + 1))
    return frozenset(numbers)


# --- numbers

_MAX_DIGITS = 18
LARGEST_NUMBER = 10**_MAX_DIGITS


def parse_decimal(value: Any) -> Decimal | None:
    """Read a number with a decimal comma or point.

    The part after a bar is a code and is ignored, and so is the scale after a slash ("12/20").
    """
    if isinstance(value, bool) or value is None:
        return None
    text = str(value)
    return None if len(text) > _LONGEST_VALUE else _decimal_of(text)


@lru_cache(maxsize=_CACHED_VALUES)
def _decimal_of(text: str) -> Decimal | None:
    text = "".join(text.partition("|")[0].split())
    if "/" in text:
        value, _, scale = text.partition("/")
        text = value or scale
        if "/" in scale:
            return None
    try:
        number = Decimal(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _MAX_DIGITS:
        return None
    return number


_DAY_IN_TEXT = re.compile(r"\d+/\d+(?:/\d+)?")
_NUMBER = (
    r"\d{1,3}(?:[\s'’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)?"
)
_AMOUNT = re.compile(
    r"(?P<sign>(?:^|:|\()\s*[-−–]\s*|[-−–])?"
    r"(?P<before>€\s*|EUR\s*)?(?P<minus>[-−–])?"
    rf"(?P<number>{_NUMBER})(?P<trailing>[-−–](?!\d))?"
    r"(?P<after>\s*(?:€|EUR|CHF|F\b)(?P<cents>\d{2}\b)?)?"
)
_SEPARATOR = re.compile(r"[.,]")


def parse_amount(text: str) -> Decimal | None:
    """Read an amount of money, "1 420,69 €"; of several numbers, the one with a currency."""
    text = _DAY_IN_TEXT.sub(" ", text[:_LONGEST_VALUE]).strip()
    found = list(_AMOUNT.finditer(text))
    if not found:
        return None
    best = max(found, key=lambda one: (_has_currency(one), _is_precise(one)))
    number = re.sub(r"[\s'’]", "", best["number"])
    *whole, cents = _SEPARATOR.split(number)
    figure = parse_decimal(f"{''.join(whole)}.{cents}" if whole else number)
    if figure is not None and best["cents"]:
        figure += Decimal(best["cents"]) / 100
    in_debt = best["sign"] or best["minus"] or best["trailing"]
    if figure is not None and (in_debt or (text[0], text[-1]) == ("(", ")")):
        return -figure
    return figure


def _has_currency(amount: re.Match[str]) -> bool:
    return bool(amount["before"] or amount["after"])


def _is_precise(amount: re.Match[str]) -> bool:
    return _SEPARATOR.search(amount["number"]) is not None


# --- digits and texts

_FALSE = frozenset({"", "0", "0.0", "0,0", "false", "faux", "non", "no"})


def parse_flag(value: Any) -> bool:
    """Read a boolean, which may be sent as a number or a text."""
    if isinstance(value, str):
        return value.strip().casefold() not in _FALSE
    return bool(value)


def ascii_digits(text: str) -> str:
    """Return a code without spaces and with the digits of ASCII ("１２ ３４" is "1234")."""
    return "".join(
        str(int(letter)) if letter.isdecimal() else letter
        for letter in "".join(text.split())
    )


_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def without_entities(text: str) -> str:
    """Return a text whose HTML entities are replaced. An ampersand alone stays."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text)
