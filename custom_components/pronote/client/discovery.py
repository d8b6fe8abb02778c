"""Discovery of a school: its name, version, spaces and portal."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from .address import normalize_url, space_of
from .clock import Sleep, utcnow
from .errors import (
    BusyError,
    ConnectionFailedError,
    NotPronoteError,
    PortalRequiredError,
    SpaceUnavailableError,
)
from .http import REDIRECTS, Http, is_same_site, redirect_target
from .portals.browser import Browser
from .portals.registry import Portal, recognize, unknown_portal
from .rich_text import printable
from .site import BUSY_PAUSE, Bootstrap, parse_bootstrap, parse_version
from .size_limits import read_json
from .spaces import Space
from .transport import HttpResponse, Transport
from .values import parse_flag

_APP_ID = "0D264427-EEFC-4810-A9E9-346942A862A4"
_OWN_LOGIN_FORM = "fd=1&bydlg=A6ABB224-12DD-4E31-AD3E-8A39A1C2C335&login=true"
_MAX_REDIRECTS = 5
_BUSY_TRIES = 3
_BUSY_WAIT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceInfo:
    """What a school publishes without a login."""

    url: str
    """Root address, normalized."""
    name: str
    version: tuple[int, ...]
    spaces: tuple[Space, ...]
    """Spaces that this client supports, in the school's order."""
    portal: str | None = None
    """Login address of the regional portal (ENT), when the school has one."""

    @property
    def known_portal(self) -> Portal | None:
        """The portal, if it is in the registry."""
        return recognize(self.portal) if self.portal else None


async def discover(
    http: aiohttp.ClientSession, text: str, *, proxy: str | None = None
) -> InstanceInfo:
    """Return the name, version and spaces of a school. No login.

    Redirects to another host are followed: compare the address of the result with `is_same_site`.

    Raises NotPronoteError, ConnectionFailedError, AnswerTooLargeError, SiteClosedError, BusyError,
    TooManyRequestsError, AddressSuspendedError.
    """
    transport = Transport(Http(http, proxy=proxy))
    return await describe(transport, normalize_url(text), anywhere=True)


async def find_portal(
    http: aiohttp.ClientSession, url: str, space: Space, *, proxy: str | None = None
) -> Portal | None:
    """Return the portal of a space; None if the space has its own login.

    A portal that is not in the registry has an empty key. Raises ConnectionFailedError, AnswerTooLargeError,
    SiteClosedError, BusyError, AddressSuspendedError, PortalBlockedError, PortalChangedError.
    """
    browser = Browser(Http(http, proxy=proxy), url, now=utcnow)
    address = await browser.find_external_redirect(URL(f"{url}/{space.page}?fd=1"))
    if address is None:
        return None
    return recognize(str(address)) or unknown_portal(address.host or "")


async def describe(
    transport: Transport, root: str, *, anywhere: bool = False
) -> InstanceInfo:
    """Read InfoMobileApp.json, which needs no login.

    Redirects to another host or port are followed only with `anywhere`; otherwise they raise
    PortalRequiredError.
    """
    roots = [root]
    if URL(root).path in ("", "/"):
        roots.append(f"{root}/pronote")
    elif space_of(root) is not None:
        # A page without its ending, "https://…/pronote/eleve".
        roots.append(root.rpartition("/")[0])
    for candidate in roots:
        url, reply = await _follow(
            transport,
            URL(f"{candidate}/InfoMobileApp.json?id={_APP_ID}"),
            anywhere=anywhere,
        )
        transport.check(reply)
        if (info := _parse_info(url, reply)) is not None:
            return info
    raise NotPronoteError("No PRONOTE school at this address")


def _parse_info(url: URL, reply: HttpResponse) -> InstanceInfo | None:
    try:
        data = read_json(reply.body)
    except ValueError:
        return None
    if not reply.ok or not isinstance(data, dict):
        return None
    version = data.get("version")
    if isinstance(version, list):
        version = ".".join(str(number) for number in version)
    numbers = parse_version(version) if isinstance(version, str) else None
    if numbers is None:
        return None
    portal = data.get("CAS")
    if not isinstance(portal, dict) or not parse_flag(portal.get("actif")):
        portal = {}
    name = data.get("nomEtab")
    return InstanceInfo(
        url=normalize_url(str(url)),
        name=printable(name).strip() if isinstance(name, str) else "",
        version=numbers,
        spaces=tuple(dict.fromkeys(_spaces(data.get("espaces")))),
        portal=str(portal["casURL"]) if portal.get("casURL") else None,
    )


def _spaces(items: Any) -> Iterator[Space]:
    for item in items if isinstance(items, list) else (items,):
        if isinstance(item, dict) and (space := space_of(str(item.get("URL", "")))):
            yield space


async def open_space(
    transport: Transport, root: str, space: Space, *, sleep: Sleep = asyncio.sleep
) -> tuple[str, Bootstrap]:
    """Load the page of a space. Return the root address and the parameters of the page.

    Raises PortalRequiredError if the school redirects to another host or port, SpaceUnavailableError if
    the page does not exist, BusyError if the page has no session.
    """
    for page in (f"mobile.{space.value}.html", f"{space.value}.html"):
        address = URL(f"{root}/{page}?{_OWN_LOGIN_FORM}")
        for attempt in range(_BUSY_TRIES):
            if attempt:
                await sleep(_BUSY_WAIT * attempt)
            url, reply = await _follow(transport, address)
            transport.check(reply)
            if (bootstrap := parse_bootstrap(reply.text)) is None:
                break
            if bootstrap.session:
                return normalize_url(str(url)), bootstrap
        else:
            raise BusyError(
                "The school is busy and opened no session", transport.now() + BUSY_PAUSE
            )
    raise SpaceUnavailableError(f"No page {space.value}.html at this school")


async def _follow(
    transport: Transport, url: URL, *, anywhere: bool = False
) -> tuple[URL, HttpResponse]:
    """Fetch a page. Follow redirects, by default only to the same host and port."""
    asked = url
    for _ in range(_MAX_REDIRECTS):
        reply = await transport.get(url)
        location = reply.headers.get("Location")
        if reply.status not in REDIRECTS or not location:
            return url, reply
        url = redirect_target(url, location)
        if not anywhere and not is_same_site(url, asked):
            raise PortalRequiredError(url.host or "")
    raise ConnectionFailedError("Too many redirects")
