"""What all sites of the small internet share: cookies, detours, mishaps."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import PortalAccount
from .rows import STRANGER

if TYPE_CHECKING:
    from .portal import Portal

PASSWORD_FIELDS = ("password", "j_password")


@dataclass(slots=True, eq=False)
class Memory:
    """What a site remembers of one browser."""

    cookie: str
    account: PortalAccount | None = None
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a browser; `returning` when it brought the site's cookie."""

    request: web.Request
    form: Mapping[str, str]
    memory: Memory
    returning: bool

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query

    @property
    def path(self) -> str:
        return self.request.path

    def asked(self, name: str) -> str:
        return self.form.get(name) or self.query.get(name, "")


type Handler = Callable[[Visit], web.Response]
type Door = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site(ABC):
    """The server of one host name."""

    cookie: ClassVar[str] = "JSESSIONID"
    cookie_path: ClassVar[str] = "/"
    cookie_domain: ClassVar[str | None] = None

    def __init__(self, portal: Portal, host: str) -> None:
        self.portal = portal
        self.host = host
        self.memories: dict[str, Memory] = {}

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """What the server answers to."""

    def get(self, path: str, handler: Handler) -> web.RouteDef:
        return web.get(path, self._door(handler))

    def post(self, path: str, handler: Handler) -> web.RouteDef:
        return web.post(path, self._door(handler))

    def absolute(self, path: str) -> str:
        return f"https://{self.host}{path}"

    def go(self, url: str) -> web.Response:
        """Send a browser on, in the way which is armed."""
        if self.portal.takes("meta_refresh", self.host):
            return pages.meta_refresh(url)
        if self.portal.takes("script_redirect", self.host):
            return pages.script_redirect(url)
        return pages.redirect(url)

    def action(self, path: str) -> str:
        """Where a password form posts to."""
        if self.portal.takes("foreign_form", self.host):
            return f"https://{STRANGER}/collecte"
        if self.portal.takes("plain_form", self.host):
            return f"http://{self.host}{path}"
        return path

    def _door(self, handler: Handler) -> Door:
        async def enter(request: web.Request) -> web.StreamResponse:
            form = {name: str(value) for name, value in (await request.post()).items()}
            memory = self.memories.get(request.cookies.get(self.cookie, ""))
            returning = memory is not None
            if memory is None:
                memory = Memory(self.portal.secret())
                self.memories[memory.cookie] = memory
            visit = Visit(request, form, memory, returning)
            answer = self._mishap(visit) or handler(visit)
            if not returning:
                self._give_cookie(answer, self.cookie, memory.cookie)
            return answer

        return enter

    def _give_cookie(self, answer: web.Response, name: str, value: str) -> None:
        answer.set_cookie(
            name,
            value,
            path=self.cookie_path,
            domain=self.cookie_domain,
            secure=not self.portal.allows_plain,
            httponly=True,
        )

    def _mishap(self, visit: Visit) -> web.Response | None:
        takes, host, request = self.portal.takes, self.host, visit.request
        if takes("cut", host):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if takes("down", host):
            return pages.say("503", "Service temporairement indisponible", 503)
        if takes("redirect_loop", host):
            turn = int(request.query.get("tour", "0")) + 1
            return pages.redirect(str(request.rel_url.update_query(tour=str(turn))))
        if takes("page_changed", host):
            return pages.application()
        if any(visit.form.get(name) for name in PASSWORD_FIELDS):
            if takes("foreign_redirect", host):
                return web.Response(
                    status=307, headers={"Location": f"https://{STRANGER}/collecte"}
                )
        elif request.method == "GET":
            if takes("foreign_page", host):
                target = URL(f"https://{STRANGER}/login").with_query(request.query)
                return pages.redirect(str(target))
            if request.secure and takes("plain_page", host):
                return pages.redirect(f"http://{host}{request.path_qs}")
        return None
