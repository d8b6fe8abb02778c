"""The address of a school, and which space a page's address names."""

import re

from yarl import URL

from .errors import NotPronoteError
from .spaces import Space

_SCHOOL_CODE = re.compile(r"\d{7}[A-Za-z]")
_HOST = re.compile(r"[a-z0-9._:-]+")
_HOSTING = "index-education.net"
_PASTED = re.compile(r"(?i)(?<![=/&?.\w])https?:[/\\]{1,2}[^\s<>\"«»“”()|]+")
"""An address among other words."""
_SCHEMES = re.compile(r"(?i)(?:https?(?::/{0,2}|//))*(https?)(?::/{0,2}|//)(?=[^/])")
"""The scheme of an address, written twice or without all its marks."""
_OTHER_SCHEME = re.compile(r"[\w+.-]*://")
_AROUND = " <>\"'«»“”‘’()"
_AFTER = ".,;!"
_FOLDERS = frozenset({"appelfonction", "fichiersexternes", "ical", "uploadfilesession"})
"""Folders of PRONOTE itself."""


def normalize_url(text: str) -> str:
    """Return the root address of a school, from the address of any of its pages or from its code "0123456A".

    Raises NotPronoteError when the text cannot be an address.
    """
    text = _printable(text)
    if _SCHOOL_CODE.fullmatch(code := text.replace(" ", "")):
        return f"https://{code.lower()}.{_HOSTING}/pronote"
    text = _address_in(text)
    try:
        url = URL(text)
    except ValueError as error:
        raise NotPronoteError("Not an address") from error
    if url.scheme not in ("http", "https") or not url.host or " " in text:
        raise NotPronoteError("Not an address")
    # Characters outside ASCII may be changed by the conversion to a host name.
    if not _HOST.fullmatch(url.raw_host or ""):
        raise NotPronoteError("Not an address")
    if "." not in url.host and url.host != "localhost" and ":" not in url.host:
        raise NotPronoteError("Not an address")
    folders = url.raw_path.split("/")
    own = [n for n, name in enumerate(folders) if name.casefold() in _FOLDERS]
    path = "/".join(folders[: own[0]] if own else folders).rstrip("/")
    last = path.rpartition("/")[2]
    if _is_page(last.casefold()):
        path = path.removesuffix(last)
    return str(url.origin()) + path.rstrip("/")


def _is_page(name: str) -> bool:
    return ".html" in name or name.endswith(".htm") or name == "infomobileapp.json"


def _printable(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _address_in(text: str) -> str:
    """Return the address in a pasted text, with its scheme.

    Raises NotPronoteError for an address of electronic mail.
    """
    if match := _PASTED.search(text):
        text = match[0]
    text = text.strip(_AROUND).rstrip(_AFTER).replace("\\", "/")
    if "[" not in text:
        text = text.rstrip("]")
    if match := _SCHEMES.match(text):
        return f"{match[1].lower()}://{text[match.end() :]}"
    if _OTHER_SCHEME.match(text):
        return text
    if "@" in text.partition("/")[0]:
        raise NotPronoteError("Not an address")
    return f"https://{text.lstrip('/')}"


def space_of(address: str) -> Space | None:
    """Return the space of a page's address, None if the client does not serve it."""
    page = address.partition("?")[0].rpartition("/")[2].casefold()
    page = page.removeprefix("mobile.").partition(".html")[0]
    return next((space for space in Space if space.value == page), None)
