"""HTTP requests to a school, with headers, timeouts and error translation."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
import io
import json
from typing import Any, override

import aiohttp
from yarl import URL

from .clock import Now, utcnow
from .errors import (
    BusyError,
    ConnectionFailedError,
    NotPronoteError,
    TooManyRequestsError,
)
from .http import REDIRECTS, TIMEOUT, USER_AGENT, Http, link_target
from .site import BUSY_PAUSE, QUOTA_PAUSE, page_error
from .size_limits import read_body

_HEADERS = {"User-Agent": USER_AGENT, "Cookie": "appliMobile=1; ielang=1036"}
"""Cookies of PRONOTE's application. The cookies of the session are added."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PART = 64 * 1024
_FILE_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=45)
"""A large file has no total timeout, only a timeout between parts."""
_SAME_DAY = timedelta(days=1)
"""Tolerated difference of clocks. Servers may send local time."""
LARGEST_DOWNLOAD = 64 * 1024 * 1024
"""Maximum size in bytes of a file that is read into memory."""
FILE_WAIT_LIMIT = 900.0
"""Maximum total time in seconds of waiting for parts of a file. The time between reads does not
count.
"""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP response with any status."""

    status: int
    url: URL
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", errors="replace")

    @property
    def ok(self) -> bool:
        """Whether the status is 200."""
        return self.status == HTTPStatus.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to send to the school."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


type Progress = Callable[[int, int], None]
"""Called with the number of bytes sent and the total."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file being received."""

    ok: bool
    content_type: str
    size: int | None
    """Size in bytes, None if unknown."""
    parts: AsyncIterator[bytes]

    async def read(self, largest: int = LARGEST_DOWNLOAD) -> bytes:
        """Return the whole content. Raises ConnectionFailedError if it is larger than `largest`."""
        content = bytearray()
        async for part in self.parts:
            content += part
            if len(content) > largest:
                raise ConnectionFailedError("The file is too large")
        return bytes(content)


class _ProgressReader(io.BytesIO):
    """File content that reports how much of it was read."""

    def __init__(self, content: bytes, progress: Progress) -> None:
        super().__init__(content)
        self._size = len(content)
        self._progress = progress

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self._progress(self.tell(), self._size)
        return part


class Transport:
    """Sends HTTP requests to a school."""

    def __init__(self, http: Http, *, now: Now = utcnow) -> None:
        """Use `http`. Its cookie jar must not be shared with other accounts."""
        self._http = http
        self.now = now
        self._last_date: tuple[datetime, str] | None = None
        self._clocks_agree = False

    @property
    def clock_ahead(self) -> timedelta:
        """How far the local clock is ahead of the school's, by the date of the last answer.

        Zero if the dates of the school are inconsistent; see `compare_clocks`.
        """
        return self._ahead if self._clocks_agree else timedelta()

    @property
    def _ahead(self) -> timedelta:
        if self._last_date is not None:
            came, date = self._last_date
            with suppress(ValueError):
                return came - parsedate_to_datetime(date).replace(tzinfo=UTC)
        return timedelta()

    def compare_clocks(self, server_time: datetime | None) -> None:
        """Compare the date of the last answer with PRONOTE's clock.

        Ignore the dates if they differ.
        """
        self._clocks_agree = (
            server_time is not None
            and abs(self.now() - server_time - self._ahead) < _SAME_DAY
        )

    def clear_cookies(self, host: str) -> None:
        """Delete the cookies of a host."""
        self._http.cookies.clear_domain(host)

    async def get(self, url: URL) -> HttpResponse:
        """Fetch a page. Redirects are not followed."""
        return await self._request("GET", url)

    @asynccontextmanager
    async def stream(self, url: URL) -> AsyncIterator[Download]:
        """Fetch a file in parts. Raises the errors of `check` if the answer is a page."""
        async with (
            self._translate_errors(),
            self._open("GET", url, timeout=_FILE_TIMEOUT) as response,
        ):
            served = response.status == HTTPStatus.OK
            if not (ok := served and response.content_type != "text/html"):
                page = await response.content.read(_PART)
                self.check(HttpResponse(response.status, url, response.headers, page))
            packed = "Content-Encoding" in response.headers
            yield Download(
                ok=ok,
                content_type=response.content_type,
                size=None if packed else response.content_length,
                parts=_limit_wait(
                    response.content.iter_chunked(_PART), FILE_WAIT_LIMIT
                ),
            )

    async def find_redirect(self, url: URL) -> URL | None:
        """Return where an address leads to, itself if a file is there, None if to nowhere.

        Raises the errors of `check` if the answer is a page.
        """
        async with (
            self._translate_errors(),
            self._open("GET", url, timeout=_FILE_TIMEOUT) as response,
        ):
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location is not None:
                return link_target(url, location)
            served = response.status == HTTPStatus.OK
            if served and response.content_type != "text/html":
                return url
            page = await response.content.read(_PART)
            self.check(HttpResponse(response.status, url, response.headers, page))
        return None

    async def post(self, url: URL, body: Mapping[str, Any]) -> HttpResponse:
        """Post JSON."""
        reply = await self._request(
            "POST",
            url,
            data=_ENCODER.encode(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        if date := reply.headers.get("Date"):
            self._last_date = self.now(), date
        return reply

    async def post_file(
        self,
        url: URL,
        fields: Mapping[str, str],
        file: Upload,
        progress: Progress | None = None,
    ) -> HttpResponse:
        """Post a form with a file."""
        form = aiohttp.FormData(dict(fields))
        form.add_field(
            "files[]",
            _ProgressReader(file.content, progress) if progress else file.content,
            filename=file.name,
            content_type=file.content_type,
        )
        return await self._request("POST", url, data=form)

    async def _request(
        self,
        method: str,
        url: URL,
        *,
        data: bytes | aiohttp.FormData | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        async with (
            self._translate_errors(),
            self._open(method, url, data, headers) as response,
        ):
            body = await read_body(response)
        return HttpResponse(response.status, response.url, response.headers, body)

    def _open(
        self,
        method: str,
        url: URL,
        data: bytes | aiohttp.FormData | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        return self._http.request(
            method,
            url,
            data=data,
            headers={**_HEADERS, **(headers or {})},
            timeout=timeout,
        )

    @asynccontextmanager
    async def _translate_errors(self) -> AsyncIterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise ConnectionFailedError("The school did not answer in time") from error
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise NotPronoteError("Not an address") from error
        except (aiohttp.ClientError, OSError) as error:
            raise ConnectionFailedError(
                f"The school could not be reached ({type(error).__name__})"
            ) from error

    def check(self, reply: HttpResponse) -> HttpResponse:
        """Return the response. Raise the error that its status or its text describes."""
        if not reply.ok or reply.body.lstrip()[:1] == b"<":
            if (error := page_error(reply.text, self.now())) is not None:
                raise error
        if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooManyRequestsError("Too many requests", self.now() + QUOTA_PAUSE)
        if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise BusyError(f"HTTP {reply.status}", self.now() + BUSY_PAUSE)
        return reply


async def _limit_wait(
    parts: AsyncIterator[bytes], max_wait: float
) -> AsyncIterator[bytes]:
    """Yield parts. Raises TimeoutError if the total waiting time is exceeded."""
    clock = asyncio.get_running_loop().time
    while True:
        begun = clock()
        async with asyncio.timeout(max_wait):
            part = await anext(parts, None)
        if part is None:
            return
        max_wait -= clock() - begun
        yield part
