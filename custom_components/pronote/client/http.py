"""HTTP requests of a client: session, proxy, timeouts and user agent."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Final

import aiohttp
from aiohttp.abc import AbstractCookieJar
from yarl import URL

from .errors import ProtocolError

USER_AGENT: Final = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 PRONOTE Mobile APP Version/2.0.11"
)
"""User agent of PRONOTE's mobile application."""
TIMEOUT: Final = aiohttp.ClientTimeout(total=45, sock_connect=15)
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def redirect_target(url: URL, location: str) -> URL:
    """Return the address to which a page redirects.

    Raises ProtocolError if it is no address, or gives up the encryption of the page.
    """
    try:
        target = url.join(URL(location))
    except ValueError as error:
        raise ProtocolError("redirect", "Location") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise ProtocolError("redirect", "Location")
    if url.scheme == "https" and target.scheme != "https":
        raise ProtocolError("redirect", "https")
    return target


def is_same_site(first: URL, second: URL) -> bool:
    """Return whether two addresses have the same host and port.

    The default ports of http and https count as the same: a site may add encryption.
    """
    if first.host != second.host:
        return False
    return first.port == second.port or (
        first.is_default_port() and second.is_default_port()
    )


def link_target(url: URL, location: str) -> URL | None:
    """Return the web address to which a link of the school leads, None if it is none."""
    try:
        target = url.join(URL(location))
    except ValueError:
        return None
    return target if target.scheme in ("http", "https") and target.host else None


class Http:
    """Sends requests through a given session, or through its own, created on first use."""

    def __init__(
        self, session: aiohttp.ClientSession | None = None, *, proxy: str | None = None
    ) -> None:
        """Use `session`. Its cookie jar must not be shared with other accounts.

        A given session is not closed. Without one, a session is created on first use.
        """
        self._given = session
        self._own: aiohttp.ClientSession | None = None
        self._proxy = proxy

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._given is not None:
            return self._given
        if self._own is None:
            # Schools may have an IP address as host. Portals need their cookies unquoted.
            jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
            self._own = aiohttp.ClientSession(cookie_jar=jar)
        return self._own

    @property
    def cookies(self) -> AbstractCookieJar:
        """The cookies of the session."""
        return self._session.cookie_jar

    def request(
        self,
        method: str,
        url: URL,
        *,
        headers: Mapping[str, str],
        data: bytes | Mapping[str, str] | aiohttp.FormData | None = None,
        cookies: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Send a request; redirects are not followed."""
        return self._session.request(
            method,
            url,
            data=data,
            headers=headers,
            cookies=cookies,
            timeout=timeout,
            allow_redirects=False,
            proxy=self._proxy,
        )

    async def close(self) -> None:
        """Close the session, unless it was given."""
        if self._own is not None:
            await self._own.close()
            self._own = None
