"""Size limits of answers. They protect memory and the event loop."""

import json
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
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return _read_loosely(text)


def _read_loosely(text: str | bytes) -> Any:
    try:
        loose = json.dumps(json.loads(text), ensure_ascii=False)
        return json.loads(loose.encode(errors="replace"))
    except RecursionError as error:
        raise ValueError("Nested too deeply") from error
