"""HTTP requests of a login at a portal: cookies, redirects and forms.

Secrets are not logged: addresses are logged without their query and without parts that may be
keys.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
import logging

import aiohttp
from yarl import URL

from ..clock import Now
from ..errors import (
    BusyError,
    ConnectionFailedError,
    PortalBlockedError,
    PortalChangedError,
    PortalDownError,
    PortalUntrustedError,
)
from ..http import REDIRECTS, USER_AGENT, Http
from ..site import BUSY_PAUSE, CLOSED_PAUSE, page_error
from ..size_limits import read_body
from .page import Page, redact_url
from .registry import EDUCONNECT


def raise_page_error(page: Page, now: datetime) -> None:
    """Raise the error that a page of the school describes, if any."""
    if (error := page_error(page.text, now)) is not None:
        raise error
    if page.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise BusyError(f"HTTP {page.status}", now + BUSY_PAUSE)


_LOGGER = logging.getLogger(__name__)

ASSISTANCE = "assistance.phm.education.gouv.fr"
"""Host to which EduConnect redirects blocked addresses."""

PORTAL_PAUSE = timedelta(minutes=15)
"""Pause before a portal that is out of order is tried again."""

_DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_MAX_REDIRECTS = 20
_MAX_VISITS = 4
_SAME_METHOD = frozenset({307, 308})


class PortalStage(StrEnum):
    """Stage of a login through a portal."""

    SCHOOL = "school"
    PORTAL = "portal"
    EDUCONNECT = "educonnect"


class Browser:
    """Sends requests and follows redirects."""

    def __init__(
        self,
        http: Http,
        school: str,
        *,
        now: Now,
        plain_http: bool = False,
        on_stage: Callable[[PortalStage], None] | None = None,
    ) -> None:
        """Store the arguments.

        `plain_http` allows forms without TLS for a school on this machine.
        """
        self._http = http
        self._school = URL(school)
        self._now = now
        self._plain_http = plain_http and self._school.host in _LOOPBACK
        self._on_stage = on_stage
        self._stage: PortalStage | None = None
        self._visits = 0
        self.portal_url: URL | None = None
        """First address outside the school to which PRONOTE redirected."""

    def at_school(self, url: URL) -> bool:
        """Return whether an address is that of the school, with or without TLS."""
        return url.host == self._school.host and (
            url.port == self._school.port or url.is_default_port()
        )

    @property
    def school_is_trusted(self) -> bool:
        """Whether the redirects of the school are protected by TLS."""
        return self._school.scheme == "https" or self._plain_http

    async def get(self, url: URL) -> Page:
        """Fetch a page, and follow redirects."""
        return await self._follow_redirects("GET", url)

    async def find_external_redirect(self, url: URL) -> URL | None:
        """Return the first address outside the school to which a page redirects, without a request to it.

        Return None if there is none.
        """
        for _ in range(_MAX_REDIRECTS):
            page, location = await self._request("GET", url, None)
            if location is None:
                raise_page_error(page, self._now())
                return None
            url = self._join(url, location)
            self._check(url)
            if not self.at_school(url):
                return url
        raise ConnectionFailedError("Too many redirects")

    async def post(
        self, url: URL, data: Mapping[str, str], *, secret: bool = False
    ) -> Page:
        """Send a form. A form with a password is not resent on a redirect."""
        if url.scheme != "https" and not (self._plain_http or self.at_school(url)):
            raise PortalUntrustedError(
                "The form would be sent without TLS", host=url.host or ""
            )
        return await self._follow_redirects("POST", url, data, secret=secret)

    def cookie(self, url: URL, name: str) -> str:
        """Return the value of a cookie, empty when there is none."""
        morsel = self._http.cookies.filter_cookies(url).get(name)
        return morsel.value if morsel else ""

    async def _follow_redirects(
        self,
        method: str,
        url: URL,
        data: Mapping[str, str] | None = None,
        *,
        secret: bool = False,
    ) -> Page:
        for _ in range(_MAX_REDIRECTS):
            self._check(url)
            page, location = await self._request(method, url, data)
            if location is None:
                return page
            if page.status not in _SAME_METHOD:
                method, data = "GET", None
            target = self._join(url, location)
            if data is not None and (secret or target.origin() != url.origin()):
                raise PortalChangedError(redact_url(url), what="redirect")
            self._count_visit(url, target)
            url = target
        raise PortalChangedError(redact_url(url), what="redirect loop")

    def _join(self, url: URL, location: str) -> URL:
        try:
            return url.join(URL(location, encoded=True))
        except ValueError as error:
            raise PortalChangedError(redact_url(url), what="redirect") from error

    def _check(self, url: URL) -> None:
        if url.scheme not in ("http", "https") or not url.host:
            raise PortalChangedError(url.host or "", what="redirect")
        if url.host == ASSISTANCE:
            raise PortalBlockedError(
                "EduConnect blocks this IP address", self._now() + CLOSED_PAUSE
            )

    def _report_stage(self, url: URL) -> None:
        """Report the stage of the login if it changed."""
        stage = PortalStage.PORTAL
        if self.at_school(url):
            stage = PortalStage.SCHOOL
        elif url.host == EDUCONNECT:
            stage = PortalStage.EDUCONNECT
        if stage is not self._stage and self._on_stage is not None:
            self._on_stage(stage)
        self._stage = stage

    def _count_visit(self, url: URL, target: URL) -> None:
        """Count the redirects from PRONOTE to a portal.

        Raises PortalChangedError if there are too many.
        """
        if not self.at_school(url) or self.at_school(target):
            return
        self._visits += 1
        if self._visits > _MAX_VISITS:
            raise PortalChangedError(redact_url(target), what="redirect loop")
        if self.portal_url is None:
            self.portal_url = target

    async def _request(
        self, method: str, url: URL, data: Mapping[str, str] | None
    ) -> tuple[Page, str | None]:
        at_school = self.at_school(url)
        self._report_stage(url)
        try:
            async with self._http.request(
                method,
                url,
                data=data,
                headers={
                    "User-Agent": USER_AGENT if at_school else _DESKTOP,
                    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                    "Accept-Language": "fr-FR,fr;q=0.9",
                },
                cookies={"ielang": "1036"} if at_school else None,
            ) as response:
                body = await read_body(response)
        except (TimeoutError, aiohttp.ClientError, OSError, UnicodeError) as error:
            _LOGGER.debug("%s did not answer: %s", url.host, type(error).__name__)
            if at_school:
                raise ConnectionFailedError(
                    "The school could not be reached"
                ) from error
            raise PortalDownError(url.host or "", self._now() + PORTAL_PAUSE) from error
        _LOGGER.debug("%s %s: %s", method, redact_url(url), response.status)
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or not location:
            location = None
        page = Page(
            url=url,
            status=response.status,
            text=body.decode("utf-8", errors="replace"),
            html="html" in response.content_type,
        )
        return page, location
