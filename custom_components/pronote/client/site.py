"""Parsing of a school's pages: the `Start` call of a space, or an error message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
import html
import re
from typing import Any

from .crypto import RSA_EXPONENT
from .errors import AddressSuspendedError, BusyError, PronoteError, SiteClosedError
from .secret import Secret
from .size_limits import LONGEST_PAGE, read_json

NEWEST_TESTED_VERSION = (2026, 2)
"""Newest version of PRONOTE with which this client was tested: year and number."""

BUSY_PAUSE = timedelta(minutes=5)
CLOSED_PAUSE = timedelta(hours=2)
QUOTA_PAUSE = timedelta(hours=1)
SUSPENDED_PAUSE = timedelta(hours=4)

_LONGEST_NUMBER = 20
_TAGS = re.compile(r"<[^<>]*>")
_VERSION = re.compile(r"PRONOTE\s+(\d{4}(?:\.\d+){1,3})")
_START = re.compile(r"\bStart\s*\(\s*\{")
_ENTRY = re.compile(
    r"""["']?\b(?P<key>\w{1,40})["']?\s{0,9}:\s{0,9}
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[-\w.]+))""",
    re.VERBOSE,
)
_TEXT_NUMBER = re.compile(r"""[{,]\s{0,9}["']?h["']?\s{0,9}:\s{0,9}["']""")
_SUSPENDED = (
    "adresse ip est provisoirement suspendue",
    "ip address is temporarily suspended",
)
_RESTARTING = re.compile(r"site est momentan\S* indisponible")
"""The accented letter depends on the encoding of the page."""
_UNTIL = re.compile(r"jusqu.{0,12}?(\d{1,2})\s*[h:]\s*(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """Parameters that the page of a space passes to its script."""

    session: int
    space: int
    encrypted: bool | None = None
    """None if the page does not say. Current versions then do not encrypt."""
    compressed: bool | None = None
    old_flags: bool = False
    """Whether the flags have the names used before 2025.1.3."""
    number_as_text: bool = False
    """Whether the number of the session is a text, as before 2025.1.3."""
    rsa: bool = False
    """Whether the page has no TLS, so that the initialization vector is encrypted with RSA."""
    modulus: int | None = None
    """RSA modulus given by the page (2022 and before)."""
    exponent: int | None = None
    version: tuple[int, ...] | None = None
    login: Secret | None = None
    """One-time login, with `password`, created by a login at a portal."""
    password: Secret | None = None

    @property
    def guessed_version(self) -> tuple[int, ...] | None:
        """Version guessed from the format of the page; None for current versions."""
        if self.modulus is not None:
            return (2022,)
        return (2024, 3, 9) if self.old_flags or self.number_as_text else None


def parse_version(text: str) -> tuple[int, ...] | None:
    """Return the numbers of a version, "2026.2.7.0"."""
    numbers = tuple(int(part) for part in re.findall(r"\d{1,9}", text))
    return numbers or None


def page_version(page: str) -> tuple[int, ...] | None:
    """Return the version in the text of a page."""
    match = _VERSION.search(html.unescape(page[:LONGEST_PAGE]))
    return parse_version(match[1]) if match else None


def parse_bootstrap(page: str) -> Bootstrap | None:
    """Read the `Start` call of a page, in any format. Return None if there is none.

    A busy server omits the session: `session` is then 0.
    """
    text = html.unescape(page[:LONGEST_PAGE])
    if (match := _START.search(text)) is None:
        return None
    start = _balanced(text, match.end() - 1)
    values = _parse_object(start)
    old = "sCrA" in values or "sCoA" in values
    new = "CrA" in values or "CoA" in values
    encrypted = compressed = None
    if new:
        encrypted, compressed = _flag(values.get("CrA")), _flag(values.get("CoA"))
    elif old:
        encrypted = not _flag(values.get("sCrA"))
        compressed = not _flag(values.get("sCoA"))
    modulus, exponent = _rsa_key(values)
    return Bootstrap(
        session=_integer(values.get("h")),
        space=_integer(values.get("a")),
        encrypted=encrypted,
        compressed=compressed,
        old_flags=old and not new,
        number_as_text=not new and _TEXT_NUMBER.search(start) is not None,
        rsa=_flag(values.get("http")) or "MR" in values,
        modulus=modulus,
        exponent=exponent,
        version=page_version(page),
        login=_secret(values.get("e")),
        password=_secret(values.get("f")),
    )


def _balanced(text: str, start: int) -> str:
    """Return the object that begins at `start`. Braces in quotes are ignored."""
    depth, quote = 0, ""
    for index in range(start, len(text)):
        char = text[index]
        if quote:
            if char == quote and text[index - 1] != "\\":
                quote = ""
        elif char in "\"'":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                return text[start : index + 1]
    return text[start:]


def _parse_object(text: str) -> dict[str, Any]:
    try:
        values = read_json(text)
    except ValueError:
        values = {
            match["key"]: next(
                part
                for part in (match["double"], match["single"], match["bare"])
                if part is not None
            )
            for match in _ENTRY.finditer(text)
        }
    return values if isinstance(values, dict) else {}


def _flag(value: Any) -> bool:
    if isinstance(value, str):
        value = value.strip().casefold()
    return value is True or value == 1 or value in ("true", "1")


def _secret(value: Any) -> Secret | None:
    return Secret(str(value)) if value not in (None, "") else None


def _integer(value: Any) -> int:
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


def _rsa_key(values: dict[str, Any]) -> tuple[int | None, int | None]:
    """Read the numbers of an RSA key, both decimal or both hexadecimal.

    The usual exponent may be decimal beside a hexadecimal modulus.
    """
    modulus, exponent = (str(values.get(name) or "").strip() for name in ("MR", "ER"))
    base = 10 if modulus.isdecimal() else 16
    try:
        numbers = (
            int(modulus, base),
            int(exponent, 10 if exponent == _DECIMAL_EXPONENT else base),
        )
    except ValueError:
        return None, None
    return numbers if min(numbers) > 0 else (None, None)


_DECIMAL_EXPONENT = str(RSA_EXPONENT)


def page_text(page: str) -> str:
    """Return the text of a page in lower case."""
    words = (
        html.unescape(_TAGS.sub(" ", page[:LONGEST_PAGE])).replace("’", "'").casefold()
    )
    return " ".join(words.split())


def page_error(page: str, now: datetime) -> PronoteError | None:
    """Return the error that a page of PRONOTE describes, None if there is none."""
    text = page_text(page)
    if any(sentence in text for sentence in _SUSPENDED):
        until = _until(text, now)
        return AddressSuspendedError(
            "The IP address is suspended", until or now + SUSPENDED_PAUSE, until
        )
    if "site n'est pas disponible" in text:
        return SiteClosedError("The site is closed", now + CLOSED_PAUSE)
    if _RESTARTING.search(text):
        return BusyError("The site is restarting", now + BUSY_PAUSE)
    return None


def _until(text: str, now: datetime) -> datetime | None:
    """Return the end of a suspension ("jusqu'à 18h30"), None if there is none."""
    if (match := _UNTIL.search(text)) is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        return None
    until = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return until if until > now else until + timedelta(days=1)
