"""Conversion of rich text to plain text and to safe HTML."""

from html import unescape
import re
from typing import Any

import nh3

from .size_limits import LONGEST_TEXT

_LINE_BEGINS = re.compile(r"<(?=/?(?:br|div|h[1-3]|li|p|tr)\b)", re.IGNORECASE)
"""Tags that begin a new line."""
_WORDS = nh3.Cleaner(tags=set())
_LAYOUT = nh3.Cleaner(
    tags={
        *("a", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "hr"),
        *("i", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table"),
        *("tbody", "td", "th", "thead", "tr", "u", "ul"),
    },
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, and those that change the direction of the text around them."""
LONGEST_MESSAGE = 200
"""Number of characters kept of a message of the school."""


def printable(text: str) -> str:
    """Return a text without control and direction characters."""
    return _INVISIBLE.sub("", text)


def message_line(text: str) -> str:
    """Return a message of the school as one short printable line, for errors and logs."""
    line = " ".join(printable(text).split())
    if len(line) > LONGEST_MESSAGE:
        line = line[: LONGEST_MESSAGE - 1] + "…"
    return line


def plain_text(html: str) -> str:
    """Return the plain text of a rich text, one line per paragraph."""
    text = html[:LONGEST_TEXT]
    if "<" in text or "&" in text:
        text = unescape(_WORDS.clean(_LINE_BEGINS.sub("\n<", text)))
    lines = (" ".join(line.split()) for line in printable(text).split("\n"))
    return "\n".join(line for line in lines if line)


def safe_html(html: Any) -> str:
    """Return sanitized HTML, without scripts, frames and images."""
    if not isinstance(html, str) or not html:
        return ""
    return printable(_LAYOUT.clean(html[:LONGEST_TEXT])).strip()
