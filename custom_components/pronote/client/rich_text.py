"""Conversion of rich text to plain text and to safe HTML."""

from html import unescape
import re
from typing import Any

import nh3

from .size_limits import LONGEST_TEXT

_ROW_BEGINS = re.compile(r"<(?=/?tr\b)", re.IGNORECASE)
_CELL_BEGINS = re.compile(r"<(?=t[dh]\b)", re.IGNORECASE)
_LINES = frozenset(
    {
        *("article", "blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "li", "p", "pre", "section"),
    }
)
"""Tags that begin a new line, except in a cell of a table."""
_TABLE = {"td": "\t", "th": "\t", "tr": "\n"}
_MARKS = frozenset({"a", "sub", "sup"})
"""Tags whose content is changed, and not only separated."""
_LISTS = frozenset({"ol", "ul"})
_NUMBER = re.compile(r"\d+\. ")
"""The number of an item, which a paragraph follows on the same line."""
_STRUCTURE = nh3.Cleaner(
    tags={*_LINES, *_TABLE, *_MARKS, *_LISTS, "img"},
    attributes={"a": {"href"}, "img": {"alt"}, "*": set()},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_TOKEN = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?: (?:href|alt)="([^"]*)")?>|([^<]+)""")
"""A tag or a text, as _STRUCTURE writes them."""
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
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Control characters, spaces without width, and what changes the direction of a text."""
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_ESCAPED_TWICE = re.compile(
    r"&amp;(?=(?!lt;|gt;|amp;)(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d{0,2});)",
    re.IGNORECASE,
)
"""The ampersand of an entity that was escaped once more; not that of a tag in an example."""
_ESCAPED_PAGE = re.compile(
    r"\s*&lt;(?:div|p|span|ul|ol|table|strong|b)\b(?:(?!&gt;).)*&gt;.*&lt;/[a-z]+&gt;\s*",
    re.IGNORECASE | re.DOTALL,
)
"""A rich text all of whose tags are escaped."""
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
    """Return the plain text of a rich text, one line per paragraph and per row of a table.

    Cells are separated by " | ". Exponents are written 10^3, the items of an ordered list are
    numbered, the address of a link follows its text, and a picture is replaced by its description.
    """
    text = _LINE_ENDS.sub("\n", _escaped_once(html[:LONGEST_TEXT])).replace("\t", " ")
    if "<" in text or "&" in text:
        # Rows and cells outside of a table are not kept by the cleaner.
        text = _ROW_BEGINS.sub("\n<", text)
        text = _written_out(_STRUCTURE.clean(_CELL_BEGINS.sub("\t<", text)))
    lines = (_line(line) for line in printable(text).split("\n"))
    return "\n".join(line for line in lines if line)


def written_text(text: str) -> str:
    """Return a text that is not marked as rich text, in which "<" begins a tag of HTML only.

    PRONOTE's page shows such a text as it is; some schools write rich text nevertheless.
    """
    return plain_text(with_brackets(text))


def with_brackets(text: str) -> str:
    """Return a text that is not marked as rich text, with its brackets escaped."""
    return _LESS_THAN.sub("&lt;", text[:LONGEST_TEXT])


_LESS_THAN = re.compile(
    r"<(?!/?(?:a|abbr|b|big|blockquote|body|br|caption|center|code|dd|del|div|dl|dt|em|font|form|h[1-6]"
    r"|head|hr|html|i|iframe|img|input|ins|label|li|mark|meta|ol|p|pre|q|s|script|small|span|strike"
    r"|strong|style|sub|sup|svg|t[dhr]|table|tbody|tfoot|thead|title|tt|u|ul|video)(?:\s[^<]*|/)?>|!--)",
    re.IGNORECASE,
)
"""Not the beginning of a tag or of a comment."""


def _escaped_once(html: str) -> str:
    """Return a rich text without the escapes that a school applied twice."""
    if "&" not in html:
        return html
    if "<" not in html and _ESCAPED_PAGE.fullmatch(html):
        html = unescape(html)
    return _ESCAPED_TWICE.sub("&", html)


def _line(text: str) -> str:
    """Return a line without superfluous whitespace; tabs separate cells."""
    cells = (" ".join(cell.split()) for cell in text.split("\t"))
    return " | ".join(cell for cell in cells if cell)


def _written_out(html: str) -> str:
    """Return clean HTML as text with newlines between lines and tabs between cells."""
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    tables = 0  # rows and cells around
    lists: list[
        int | None
    ] = []  # number of items of the lists around, None if not ordered
    for closing, tag, attribute, words in _TOKEN.findall(html):
        if words:
            text = unescape(words)
            parts.append(text.replace("\n", " ") if tables else text)
        elif tag == "img":
            parts.append(f" {unescape(attribute)} ")
        elif tag in _LISTS:
            if not closing:
                lists.append(0 if tag == "ol" else None)
            elif lists:
                lists.pop()
        elif tag in _MARKS and not closing:
            opened.append((len(parts), unescape(attribute)))
        elif tag in _MARKS and opened:
            start, address = opened.pop()
            content = "".join(parts[start:])
            del parts[start:]
            before = parts[-1][-1:] if parts else ""
            if content := _marked(tag, content, address, before):
                parts.append(content)
        elif tag in _TABLE:
            tables += -1 if closing else 1
            parts.append(_TABLE[tag])
        elif tag in _LINES and not (parts and _NUMBER.fullmatch(parts[-1])):
            parts.append(" " if tables else "\n")
            if tag == "li" and not closing and lists and lists[-1] is not None:
                lists[-1] += 1
                parts.append(f"{lists[-1]}. ")
    return "".join(parts)


def _marked(tag: str, content: str, address: str, before: str) -> str:
    """Return the content of a link, an exponent or an index, after the character `before`."""
    if tag == "a":
        return _link(content, address)
    text = content.strip()
    compact = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if (
        not text
        or len(compact) > _LONGEST_EXPONENT
        or not (before.isalnum() or before in _CLOSING_BRACKETS)
    ):
        return content
    if tag == "sup" and _is_abbreviated(before, text):
        return content
    if tag == "sub" and text.isdecimal() and not before.isdecimal():
        return content
    sign = "^" if tag == "sup" else "_"
    if _SIMPLE.fullmatch(compact):
        return f"{sign}{compact}"
    return f"{sign}({text})" if _FORMULA.fullmatch(compact) else content


_CLOSING_BRACKETS = frozenset(")]}")
_LONGEST_EXPONENT = 20
_SIMPLE = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)?|\d*[^\W\d_]{1,3})[-+]?|[-+]")
_FORMULA = re.compile(r"(?=.*[-+*/×·,^_=])[-+*/×·.,()^_=\w]+")
_ORDINALS = re.compile(r"ers?|[eè]?res?|[eè](?:me)?s?|n?de?s?")
_ABBREVIATIONS = re.compile(r"mes?|ll?es?|rs?|os?")


def _is_abbreviated(before: str, text: str) -> bool:
    """Return whether a raised text ends an ordinal or an abbreviation: 1er, XIXe, Mme, no."""
    text = text.casefold()
    if _ORDINALS.fullmatch(text):
        return before.isdecimal() or before.isupper()
    return _ABBREVIATIONS.fullmatch(text) is not None and (
        before.isupper() or (before == "n" and text.startswith("o"))
    )


def _link(content: str, address: str) -> str:
    """Return the text of a link with its address, unless the text is the address."""
    if address.casefold().startswith("mailto:"):
        url: str | None = address[len("mailto:") :]
    else:
        url = web_address(address)
    text = content.strip()
    if not url or url in text:
        return content
    if not text or text.strip("/") == url.partition("://")[2].strip("/"):
        return content.replace(text, url) if text else f" {url} "
    return f"{content.rstrip()} ({url}){content[len(content.rstrip()) :]}"


def web_address(text: str | None) -> str | None:
    """Return a web address with its scheme, None if the text is no address."""
    if text is None:
        return None
    if text.casefold().startswith("www."):
        return f"https://{text}"
    return text if text.casefold().startswith(("http://", "https://")) else None


def completed_address(text: str | None) -> str | None:
    """Return a web address; one without a scheme is completed, as on PRONOTE's page."""
    if text is not None and _BARE_ADDRESS.fullmatch(text):
        return f"https://{text}"
    return web_address(text)


_BARE_ADDRESS = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def safe_html(html: Any) -> str:
    """Return sanitized HTML, without scripts, frames and images."""
    if not isinstance(html, str) or not html:
        return ""
    return printable(_LAYOUT.clean(_escaped_once(html[:LONGEST_TEXT]))).strip()
