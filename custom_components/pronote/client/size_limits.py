"""Size limits of answers. They protect memory and the event loop."""

import json
import re
from typing import Any, Final

import aiohttp
import orjson

from .errors import AnswerTooLargeError

LARGEST_ANSWER: Final = 16 * 1024 * 1024
"""Ten times the size of a whole year of the busiest class."""
LONGEST_PAGE: Final = 300_000
"""Number of characters of a page that are parsed. PRONOTE's pages hold all parameters at their
start.
"""
LONGEST_TEXT: Final = 50_000
"""Number of characters kept of a text."""
_PART: Final = 64 * 1024


async def read_body(response: aiohttp.ClientResponse) -> bytes:
    """Return the decompressed body of a response. Raises AnswerTooLargeError."""
    body = bytearray()
    async for part in response.content.iter_chunked(_PART):
        body += part
        if len(body) > LARGEST_ANSWER:
            response.close()
            raise AnswerTooLargeError("The answer is too large")
    return bytes(body)


def read_json(text: str | bytes) -> Any:
    """Parse JSON. Raises ValueError, also if it is nested too deeply.

    Lone surrogates are replaced.
    """
    data = text.encode(errors="replace") if isinstance(text, str) else text
    if b"\\ud" in data or b"\\uD" in data:
        data = _SURROGATE.sub(_replace_lone, data)
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _read_loosely(text)


_SURROGATE = re.compile(
    rb"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(\\u[dD][c-fC-F][0-9a-fA-F]{2})?|[c-fC-F][0-9a-fA-F]{2})"
)
"""An escaped surrogate, with its second half if it has one."""


def _replace_lone(match: re.Match[bytes]) -> bytes:
    """Return a question mark for a lone surrogate, anything else unchanged."""
    before = match.string[max(match.start() - 64, 0) : match.start()]
    escaped = (len(before) - len(before.rstrip(b"\\"))) % 2
    return match[0] if match[1] or escaped else b"?"


def _read_loosely(text: str | bytes) -> Any:
    try:
        loose = json.dumps(json.loads(text), ensure_ascii=False)
        return json.loads(loose.encode(errors="replace"))
    except RecursionError as error:
        raise ValueError("Nested too deeply") from error
