"""How much is read at most: nobody's answer may fill the memory or stop the clock of a home."""

import json
from typing import Any, Final

import aiohttp
import orjson

from .errors import AnswerTooLargeError

LARGEST_ANSWER: Final = 16 * 1024 * 1024
"""Ten times what a whole year of the busiest class takes."""
LONGEST_PAGE: Final = 300_000
"""As much of a page as is looked at, in characters; PRONOTE's own say all at their start."""
LONGEST_TEXT: Final = 50_000
"""As much as is shown of what somebody wrote, in characters."""
_PART: Final = 64 * 1024


async def read_body(response: aiohttp.ClientResponse) -> bytes:
    """Return what a server answers, unpacked. Raises TooLargeError."""
    body = bytearray()
    async for part in response.content.iter_chunked(_PART):
        body += part
        if len(body) > LARGEST_ANSWER:
            response.close()
            raise AnswerTooLargeError("The answer is too large")
    return bytes(body)


def read_json(text: str | bytes) -> Any:
    """Return what JSON says. Raises ValueError, also when it is nested beyond reason.

    Halves of characters, which schools let through and nobody can write, are replaced.
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
