"""Log in through a portal.

PRONOTE redirects to the portal. Each page is recognized by its content and handled, until PRONOTE
returns a page with a one-time login.
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
    PortalHandoffError,
    PortalMovedError,
    PortalStepError,
    SessionExpiredError,
    WrongSpaceError,
)
from ..http import Http
from ..secret import Secret
from ..site import BUSY_PAUSE, Bootstrap, parse_bootstrap
from ..spaces import Space
from .browser import PORTAL_PAUSE, Browser, PortalStage, raise_page_error
from .engines.educonnect import EduConnect
from .engines.entcore import Entcore
from .engines.federation import (
    AutomaticForm,
    AutomaticRedirect,
    ShibbolethDiscovery,
    Toutatice,
)
from .engines.forms import Keycloak, PasswordForm
from .engines.kosmos import Kosmos
from .engines.oze import Oze
from .error_messages import read_action, read_error
from .login_context import LoginContext, RestartLoginError
from .page import Page
from .registry import PortalStatus, recognize, resolve

_LOGGER = logging.getLogger(__name__)

_MAX_PAGES = 30
_SPACES = {
    2: Space.PARENT,
    7: Space.PARENT,
    3: Space.PUPIL,
    6: Space.PUPIL,
    13: Space.SCHOOL_LIFE,
    14: Space.SCHOOL_LIFE,
}


class PageHandler(Protocol):
    """Handles pages of one kind."""

    async def handle(self, page: Page) -> Page | None:
        """Handle a page and return the next one. Return None if the page is of another kind."""


def _page_handlers(context: LoginContext) -> tuple[PageHandler, ...]:
    """Return the page handlers, in the order in which they are tried."""
    return (
        AutomaticRedirect(context),
        EduConnect(context),
        Kosmos(context),
        Entcore(context),
        Keycloak(context),
        Toutatice(context),
        ShibbolethDiscovery(context),
        PasswordForm(context),
        AutomaticForm(context),
        Oze(context),
    )


@dataclass(frozen=True, slots=True)
class PortalLoginResult:
    """The page of PRONOTE, with a one-time login."""

    root: str
    bootstrap: Bootstrap


class PortalLogin:
    """A login through a portal. It may stop for a choice or a code and be continued."""

    def __init__(
        self,
        http: Http,
        credentials: PortalPassword,
        *,
        now: Now,
        plain_http: bool = False,
        on_stage: Callable[[PortalStage], None] | None = None,
    ) -> None:
        """Store the arguments; no request is sent. See Browser for the others."""
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
        self._context = context = LoginContext(self._browser, credentials, now=now)
        self._handlers = _page_handlers(context)
        self._pending_page: Page | None = None
        self._portal_named = resolve(credentials.portal or "") is not None
        self._portal_opened = False
        self._school_page_reopened = False

    @property
    def choices(self) -> tuple[str, ...]:
        """Choices that were made. Pass them to the next login."""
        return self._context.choices

    async def run(self) -> PortalLoginResult:
        """Log in. Raises PortalErrors and the errors of the school."""
        try:
            return await self._run_from(await self._context.open_school_page())
        except PortalDownError as error:
            self._raise_moved(error.host, error)
            raise

    async def resume(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> PortalLoginResult:
        """Continue the login with the input that a PortalStepError requires."""
        page, self._pending_page = self._pending_page, None
        if page is None:
            raise SessionExpiredError("No portal login is pending")
        if choice is not None:
            self._context.choices = (*self._context.choices, choice)
        if code is not None:
            self._context.code = code.reveal() if isinstance(code, Secret) else code
        return await self._run_from(page)

    async def _run_from(self, page: Page) -> PortalLoginResult:
        for _ in range(_MAX_PAGES):
            try:
                if self._browser.at_school(page.url):
                    found = await self._handle_school_page(page)
                    if isinstance(found, PortalLoginResult):
                        return found
                    page = found
                else:
                    page = await self._handle_portal_page(page)
            except PortalStepError:
                self._pending_page = page
                raise
            except RestartLoginError:
                self._handlers = _page_handlers(self._context)
                page = await self._context.open_school_page()
        raise PortalChangedError(
            page.location, page.control_names, what="number of pages"
        )

    # --- at the portal

    async def _handle_portal_page(self, page: Page) -> Page:
        context = self._context
        context.identify_portal(page)
        if page.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise PortalDownError(page.host, self._now() + PORTAL_PAUSE)
        for handler in self._handlers:
            if (following := await handler.handle(page)) is not None:
                _LOGGER.debug("%s: %s", page.location, type(handler).__name__)
                return following
        if (error := read_error(page, page.lower_text, self._now())) is not None:
            raise error
        if context.password_sent:
            if (action := read_action(page)) is not None:
                raise action
            return await context.return_to_school(page)
        if (opened := await context.open_login_url(page)) is not None:
            return opened
        error = PortalChangedError(page.location, page.control_names)
        self._raise_moved(page.host, error)
        raise error

    def _raise_moved(self, host: str, error: Exception) -> None:
        """Raise PortalMovedError if the portal was retired and has a successor."""
        portal = recognize(host)
        if portal and portal.status is PortalStatus.RETIRED and portal.successor:
            raise PortalMovedError(host, portal.successor) from error

    # --- at the school

    async def _handle_school_page(self, page: Page) -> PortalLoginResult | Page:
        raise_page_error(page, self._now())
        bootstrap = parse_bootstrap(page.text)
        if bootstrap is not None and bootstrap.login and bootstrap.password:
            return self._finish(page, bootstrap)
        if self._browser.portal_url is None and not self._context.password_sent:
            return await self._open_named_portal(page)
        if not self._school_page_reopened:
            self._school_page_reopened = True
            return await self._context.open_school_page()
        raise PortalHandoffError(
            "PRONOTE did not accept the login at the portal", host=page.host
        )

    async def _open_named_portal(self, page: Page) -> Page:
        """Open the portal given by the caller, because PRONOTE does not redirect to it."""
        if self._portal_opened or not self._portal_named:
            raise NoPortalError("This space has its own login form", host=page.host)
        self._portal_opened = True
        self._context.identify_portal()
        return await self._context.open_portal()

    def _finish(self, page: Page, bootstrap: Bootstrap) -> PortalLoginResult:
        space = _SPACES.get(bootstrap.space, self._space)
        if space is not self._space:
            raise WrongSpaceError(page.host, space.value)
        if not bootstrap.session:
            raise BusyError(
                "The school is busy and opened no session", self._now() + BUSY_PAUSE
            )
        return PortalLoginResult(
            normalize_url(str(page.url.with_query(None))), bootstrap
        )
