"""The address of a school, and which space a page's address names."""

import re

from yarl import URL

from .errors import NotPronoteError
from .spaces import Space

_SCHOOL_CODE = re.compile(r"\d{7}[A-Za-z]")
_HOST = re.compile(r"[a-z0-9._:-]+")
_HOSTING = "index-education.net"


def normalize_url(text: str) -> str:
    """Return the root address of a school, from the address of any of its pages or from its code "0123456A".

    Raises NotPronoteError when the text cannot be an address.
    """
    text = text.strip()
    if _SCHOOL_CODE.fullmatch(text):
        return f"https://{text.lower()}.{_HOSTING}/pronote"
    if "://" not in text:
        text = f"https://{text}"
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
    path = url.raw_path.rstrip("/")
    last = path.rpartition("/")[2]
    if ".html" in last.casefold() or last.casefold() == "infomobileapp.json":
        path = path.removesuffix(last)
    return str(url.origin()) + path.rstrip("/")


def space_of(address: str) -> Space | None:
    """Return the space of a page's address, None if the client does not serve it."""
    page = address.partition("?")[0].rpartition("/")[2].casefold()
    page = page.removeprefix("mobile.").partition(".html")[0]
    return next((space for space in Space if space.value == page), None)
