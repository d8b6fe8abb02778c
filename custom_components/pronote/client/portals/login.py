"""The way from a school to its portal and back.

PRONOTE sends to its portal; each page on the way is recognized by what stands on it, answered
and left behind, until PRONOTE's own page comes with a login made for this once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
import logging
from typing import Protocol

from ..address import normalize_url
from ..clock import Now
from ..credentials import PortalPassword
from ..errors import (
    BusyError,
    NoPortalError,
    PortalChangedError,
    PortalDownError,
    PortalMovedError,
    PortalSessionError,
    PortalStepError,
    SessionExpiredError,
    WrongSpaceError,
)
from ..http import Http
from ..secret import Secret
from ..site import BUSY_PAUSE, Bootstrap, parse_bootstrap
from ..spaces import Space
from .browser import PORTAL_PAUSE, Browser, PortalStage, raise_trouble
from .educonnect import EduConnect
from .engine import StartAgain, Walk
from .entcore import Entcore
from .federation import Automatic, Discovery, LeadingOn, Toutatice
from .forms import Keycloak, PasswordForm
from .kosmos import Kosmos
from .messages import read_action, read_trouble
from .oze import Oze
from .page import Page
from .registry import PortalStatus, recognize, resolve

_LOGGER = logging.getLogger(__name__)

_MOST_PAGES = 30
_SPACES = {
    2: Space.PARENT,
    7: Space.PARENT,
    3: Space.PUPIL,
    6: Space.PUPIL,
    13: Space.SCHOOL_LIFE,
    14: Space.SCHOOL_LIFE,
}


class Room(Protocol):
    """A family of pages, and how to pass them."""

    async def pass_by(self, page: Page) -> Page | None:
        """Answer a page and return the next; None when it is not of this family."""


def _open_rooms(walk: Walk) -> tuple[Room, ...]:
    """Return the rooms of a walk, in the order in which they look at a page."""
    return (
        LeadingOn(walk),
        EduConnect(walk),
        Kosmos(walk),
        Entcore(walk),
        Keycloak(walk),
        Toutatice(walk),
        Discovery(walk),
        PasswordForm(walk),
        Automatic(walk),
        Oze(walk),
    )


@dataclass(frozen=True, slots=True)
class Arrival:
    """PRONOTE's page, with a login that is good once."""

    root: str
    bootstrap: Bootstrap


class PortalLogin:
    """Walks. It may stop for a choice or a code, and go on."""

    def __init__(
        self,
        http: Http,
        credentials: PortalPassword,
        *,
        now: Now,
        plain_http: bool = False,
        on_stage: Callable[[PortalStage], None] | None = None,
    ) -> None:
        """Prepare; nothing is asked yet. See Browser for the rest."""
        self._browser = Browser(
            http,
            credentials.url,
            now=now,
            plain_http=plain_http,
            on_stage=on_stage,
        )
        self.credentials = credentials
        self._space = credentials.space
        self._now = now
        self._walk = walk = Walk(self._browser, credentials, now=now)
        self._rooms = _open_rooms(walk)
        self._waiting: Page | None = None
        self._portal_named = resolve(credentials.portal or "") is not None
        self._knocked = False
        self._asked_again = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that were made: a later walk need not ask again."""
        return self._walk.answers

    async def run(self) -> Arrival:
        """Walk. Raises PortalErrors, and what the school's page says."""
        try:
            return await self._go_on(await self._walk.ask_school())
        except PortalDownError as error:
            self._raise_moved(error.host, error)
            raise

    async def answer(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> Arrival:
        """Go on with what a PortalStepError asked for."""
        page, self._waiting = self._waiting, None
        if page is None:
            raise SessionExpiredError("No portal is waiting")
        if choice is not None:
            self._walk.answers = (*self._walk.answers, choice)
        if code is not None:
            self._walk.code = code.reveal() if isinstance(code, Secret) else code
        return await self._go_on(page)

    async def _go_on(self, page: Page) -> Arrival:
        for _ in range(_MOST_PAGES):
            try:
                if self._browser.at_school(page.url):
                    found = await self._at_school(page)
                    if isinstance(found, Arrival):
                        return found
                    page = found
                else:
                    page = await self._at_portal(page)
            except PortalStepError:
                self._waiting = page
                raise
            except StartAgain:
                self._rooms = _open_rooms(self._walk)
                page = await self._walk.ask_school()
        raise PortalChangedError(page.place, page.shape, what="endless way")

    # --- at the portal

    async def _at_portal(self, page: Page) -> Page:
        walk = self._walk
        walk.meet(page)
        if page.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise PortalDownError(page.host, self._now() + PORTAL_PAUSE)
        for room in self._rooms:
            if (following := await room.pass_by(page)) is not None:
                _LOGGER.debug("%s: %s", page.place, type(room).__name__)
                return following
        if (trouble := read_trouble(page, page.words, self._now())) is not None:
            raise trouble
        if walk.filled:
            if (action := read_action(page)) is not None:
                raise action
            return await walk.return_to_school(page)
        if (opened := await walk.open_door(page)) is not None:
            return opened
        error = PortalChangedError(page.place, page.shape)
        self._raise_moved(page.host, error)
        raise error

    def _raise_moved(self, host: str, error: Exception) -> None:
        """Name the successor of a portal that is no more."""
        portal = recognize(host)
        if portal and portal.status is PortalStatus.DEAD and portal.successor:
            raise PortalMovedError(host, portal.successor) from error

    # --- at the school

    async def _at_school(self, page: Page) -> Arrival | Page:
        raise_trouble(page, self._now())
        bootstrap = parse_bootstrap(page.text)
        if bootstrap is not None and bootstrap.login and bootstrap.password:
            return self._arrive(page, bootstrap)
        if self._browser.entry is None and not self._walk.filled:
            return await self._knock(page)
        if not self._asked_again:
            self._asked_again = True
            return await self._walk.ask_school()
        raise PortalSessionError(
            "PRONOTE does not know the portal's visitor", host=page.host
        )

    async def _knock(self, page: Page) -> Page:
        """Go to the portal that the caller named, since PRONOTE does not lead there."""
        if self._knocked or not self._portal_named:
            raise NoPortalError("This space has a login of its own", host=page.host)
        self._knocked = True
        self._walk.meet()
        return await self._walk.knock()

    def _arrive(self, page: Page, bootstrap: Bootstrap) -> Arrival:
        space = _SPACES.get(bootstrap.space, self._space)
        if space is not self._space:
            raise WrongSpaceError(page.host, space.value)
        if not bootstrap.session:
            raise BusyError("The site opens no session", self._now() + BUSY_PAUSE)
        return Arrival(normalize_url(str(page.url.with_query(None))), bootstrap)
