"""Spaces of French punctuation, which do not break a line."""

import re

NO_BREAK = "\N{NO-BREAK SPACE}"

_CODE = re.compile(r"```.*?```|`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\)", re.DOTALL)
"""Parts of Markdown that are no prose: code, HTML, addresses."""
_BEFORE = re.compile(r"(?<=[^\s|]) (?=[:;!?»](?![-\w/]))")
_AFTER = re.compile(r"(?<=«) (?=\S)")


def with_no_break_spaces(text: str) -> str:
    """Return a French text with no-break spaces at its punctuation."""
    return _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, text))


def page_with_no_break_spaces(page: str) -> str:
    """Return a page in Markdown with no-break spaces at the punctuation of its prose."""
    parts: list[str] = []

    def keep(found: re.Match[str]) -> str:
        parts.append(found[0])
        return f"\x01{len(parts) - 1}\x02"

    prose = with_no_break_spaces(_CODE.sub(keep, page))
    return re.sub(r"\x01(\d+)\x02", lambda found: parts[int(found[1])], prose)
