"""HTTP server of the school."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from email.utils import format_datetime
import json
from urllib.parse import quote

from aiohttp import web
from yarl import URL

from tests.school import control, html
from tests.school.access import PortalLogin
from tests.school.dispatch import IncomingCall, answer_call, function_name
from tests.school.files import ServedFile, served_file
from tests.school.ical import calendar
from tests.school.model.people import Role
from tests.school.options import Options
from tests.school.school import ROOT, School
from tests.school.spaces import SPACES, Space
from tests.school.uploads import UploadedFile, receive_upload

APP_ID = "0D264427-EEFC-4810-A9E9-346942A862A4"
DELEGATION_ID = "A6ABB224-12DD-4E31-AD3E-8A39A1C2C335"
COOKIE = "CASession"
HOSTING = "index-education.net"
REFUSED_AGENTS = ("Python/", "python-requests", "aiohttp", "curl")

POLL_SECONDS = 30

LARGEST_FORM = 16 * 1024 * 1024

type HttpResponse = web.StreamResponse


class Routes:
    """HTTP routes of PRONOTE. HTTP-level faults apply before any processing."""

    def __init__(self, school: School) -> None:
        self.school = school

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{ROOT}/{{name:[iI]nfoMobileApp\\.json}}", self.discover),
            web.get(ROOT, self.landing),
            web.get(f"{ROOT}/", self.landing),
            web.get(f"{ROOT}/FichiersExternes/{{secret}}/{{name}}", self.file),
            web.post(
                f"{ROOT}/appelfonction/{{space}}/{{session}}/{{order}}", self.call
            ),
            web.post(f"{ROOT}/appelpolling/{{space}}/{{session}}/{{order}}", self.poll),
            web.post(f"{ROOT}/uploadfilesession/{{space}}/{{session}}", self.upload),
            web.get(f"{ROOT}/ical/{{name}}.ics", self.calendar),
            web.get(f"{ROOT}/fichierurlpublique/logo.png", self.logo),
            web.post(f"{ROOT}/appeldeconnexion/{{order}}/{{ms}}", self.leave),
            web.get(f"{ROOT}/{{page}}", self.page),
            *control.routes(self.school),
        ]

    async def _fault_response(
        self, request: web.Request, function: str
    ) -> HttpResponse | None:
        """Return the response of an armed fault or of a suspension, if any."""
        school = self.school
        await asyncio.sleep(school.options.latency_ms / 1000)
        faults = school.faults
        if fault := faults.take("hang", function):
            await faults.hang(float(fault.options.get("seconds", 3600)))
            return _cut(request)
        if faults.take("http_503", function):
            return web.Response(status=503, text="Service Unavailable")
        if faults.take("site_closed", function):
            return _page(html.CLOSED)
        suspended = school.access.is_suspended(_address(request), school.clock())
        if suspended or faults.take("suspend_address", function):
            return _page(html.SUSPENDED)
        return None

    async def discover(self, request: web.Request) -> HttpResponse:
        if fault_response := await self._fault_response(request, "info"):
            return fault_response
        school = self.school
        if request.query.get("id") != APP_ID or school.options.hides_version:
            return web.Response(status=404, text="Not Found")
        school.request_log.discoveries += 1
        portal: dict[str, object] = {"actif": False}
        if url := school.options.portal_url:
            portal = {"actif": True, "casURL": url, "jetonCAS": "QUATRE-VENTS"}
        return web.json_response(
            {
                "version": list(school.version.numbers),
                "date": f"{school.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "CAS": portal,
                "espaces": [
                    {
                        "nom": space.name,
                        "URL": space.mobile_page,
                        "genreEspace": space.number(True, school.options.primary),
                    }
                    for space in SPACES.values()
                ],
                "nomEtab": school.model.name,
            }
        )

    async def landing(self, request: web.Request) -> HttpResponse:
        """Serve the root: the list of spaces, or the return from a portal."""
        if fault_response := await self._fault_response(request, "page"):
            return fault_response
        if ticket := request.query.get("ticket"):
            return self._from_portal(ticket, SPACES[Role.PARENT], mobile=False)
        return _page("Choisissez votre espace.")

    def _from_portal(self, ticket: str, asked: Space, mobile: bool) -> HttpResponse:
        """Exchange a single-use portal ticket for the page of the account's space."""
        access = self.school.access
        if ticket in access.unknown_user_tickets:
            access.unknown_user_tickets.remove(ticket)
            return self._bootstrap(asked, mobile, None)
        login = access.portal_logins.pop(ticket, None)
        if login is None:
            return _page(html.EXPIRED)
        once = ticket.removeprefix("ST-")
        access.portal_logins[once] = login
        space = SPACES[login.account.role]
        page = space.mobile_page if mobile else space.page
        raise web.HTTPFound(f"{ROOT}/{page}?identifiant={once}")

    async def page(self, request: web.Request) -> HttpResponse:
        if fault_response := await self._fault_response(request, "page"):
            return fault_response
        school = self.school
        name = request.match_info["page"]
        mobile = name.startswith("mobile.")
        space = _space(name.removeprefix("mobile."))
        if space is None:
            return web.Response(status=404, text="Not Found")
        school.request_log.page_loads += 1
        if school.faults.take("redirect", "page"):
            raise web.HTTPFound("https://maintenance.example/")
        if school.faults.take("restart", "page"):
            return _page(html.UNAVAILABLE)
        if ticket := request.query.get("ticket"):
            return self._from_portal(ticket, space, mobile)
        once = request.query.get("identifiant", "")
        self._redirect(request, space, mobile, with_login=bool(once))
        if _refused_agent(request):
            return _page(html.BROWSER_REFUSED)
        login = school.access.portal_logins.pop(once, None)
        if once and (login is None or login.account.role is not space.role):
            return _page(html.EXPIRED)
        return self._bootstrap(space, mobile, login)

    def _redirect(
        self, request: web.Request, space: Space, mobile: bool, with_login: bool
    ) -> None:
        """Redirect to the portal if there is one, or redirect a phone to the mobile page."""
        query = request.query
        options = self.school.options
        own_form = query.get("bydlg") == DELEGATION_ID or (
            query.get("login") == "true" and not options.portal_only
        )
        portal = options.portal_url
        if portal and not own_form and not with_login:
            page = "" if options.portal_to_root else space.page
            service = f"{_service(self.school.url)}%2F{page}"
            raise web.HTTPFound(URL(f"{portal}?service={service}", encoded=True))
        agent = request.headers.get("User-Agent", "")
        if "Mobile" in agent and not mobile and query.get("fd") != "1":
            target = URL(f"{ROOT}/{space.mobile_page}").with_query(query)
            raise web.HTTPFound(target)

    def _bootstrap(
        self, space: Space, mobile: bool, login: PortalLogin | None
    ) -> HttpResponse:
        school = self.school
        once = (login.login, login.password) if login else None
        session = school.open_session(space, mobile, once)
        if login:
            school.access.portal_logins[login.login] = login
        busy = school.faults.take("busy", "page") is not None
        if busy:
            school.close_session(session)
        rsa = school.options.http_rsa
        text = html.space_page(
            session,
            space.name,
            rsa,
            with_number=not busy,
            with_version=not school.options.hides_version,
        )
        response = web.Response(text=text, content_type="text/html", charset="utf-8")
        response.set_cookie(COOKIE, session.cookie, path=ROOT, httponly=True)
        return response

    async def call(self, request: web.Request) -> HttpResponse:
        raw = await request.read()
        function = function_name(raw)
        school = self.school
        school.request_log.requests[function] += 1
        if fault_response := await self._fault_response(request, function):
            return fault_response
        if fault := school.faults.take("expire_sessions", function):
            school.expire_sessions(int(fault.options.get("G", 8)))
        if school.options.cookies_required and not self._has_cookie(request):
            return web.json_response({"Erreur": {"G": 8, "Titre": html.EXPIRED}})
        post = IncomingCall(
            request.match_info["space"],
            _number(request),
            request.match_info["order"],
            raw,
            _address(request),
        )
        session = school.sessions.get(post.session)
        before = session.last_answer if session else b""
        answer = await self._answer_in_turn(post)
        if school.faults.take("late", function):
            await school.faults.hang(3600)
        if before and school.faults.take("replay", function):
            answer = before
        if school.faults.take("empty", function):
            answer = b""
        if school.faults.take("html_instead_of_json", function):
            return _page(html.PROXY_ERROR)
        if school.faults.take("drop", function):
            return _cut(request)
        if school.faults.take("truncate", function):
            answer = answer[: len(answer) // 2]
        return web.Response(body=answer, content_type="application/json")

    async def poll(self, request: web.Request) -> HttpResponse:
        """Return an empty response after a delay. Browsers repeat the request at once."""
        if self.school.find_session(_number(request)) is None:
            return web.json_response({"Erreur": {"G": 8, "Titre": html.EXPIRED}})
        self.school.request_log.requests["appelpolling"] += 1
        await self.school.faults.hang(POLL_SECONDS)
        return web.Response(content_type="application/json")

    async def _answer_in_turn(self, post: IncomingCall) -> bytes:
        """Answer under the lock of the session, one request at a time."""
        session = self.school.sessions.get(post.session)
        if session is None:
            return answer_call(self.school, post)
        async with session.lock:
            return answer_call(self.school, post)

    def _has_cookie(self, request: web.Request) -> bool:
        session = self.school.sessions.get(_number(request))
        return session is None or request.cookies.get(COOKIE) == session.cookie

    async def leave(self, request: web.Request) -> HttpResponse:
        """Close a session. Browsers send this request without waiting for the response."""
        try:
            body = json.loads(await request.read())
            session = self.school.sessions.get(int(body["ns"]))
        except ValueError, KeyError, TypeError:
            return web.Response(status=400)
        if session is not None:
            self.school.close_session(session)
            self.school.request_log.logouts += 1
        return web.Response()

    async def upload(self, request: web.Request) -> HttpResponse:
        """Receive a file in a form. Its faults are armed with the function `upload`."""
        form = await request.post()
        if fault_response := await self._fault_response(request, "upload"):
            return fault_response
        files = [part for part in form.values() if isinstance(part, web.FileField)]
        if len(files) != 1:
            return web.Response(status=400)
        uploaded_file = UploadedFile(
            request.match_info["space"],
            _number(request),
            {name: part for name, part in form.items() if isinstance(part, str)},
            files[0].filename,
            files[0].file.read(),
            request.headers.get("Content-Range"),
        )
        session = self.school.sessions.get(uploaded_file.session)
        if session is None:
            return web.json_response(receive_upload(self.school, uploaded_file))
        async with session.lock:
            return web.json_response(receive_upload(self.school, uploaded_file))

    async def calendar(self, request: web.Request) -> HttpResponse:
        """Serve a calendar by its address, without a session."""
        if fault_response := await self._fault_response(request, "ical"):
            return fault_response
        query = request.query
        secret = query.get("icalsecurise", "")
        text = calendar(self.school, secret, query.get("param"))
        if text is None or not query.get("version"):
            return web.Response(status=404, text="Not Found")
        self.school.request_log.calendars += 1
        return web.Response(text=text, content_type="text/calendar", charset="utf-8")

    async def logo(self, _: web.Request) -> HttpResponse:
        return web.Response(body=self.school.model.logo, content_type="image/png")

    async def file(self, request: web.Request) -> HttpResponse:
        if fault_response := await self._fault_response(request, "file"):
            return fault_response
        self.school.request_log.file_names.append(request.match_info["name"])
        found = served_file(
            self.school,
            request.query.get("Session", ""),
            request.match_info["secret"],
        )
        if found is None:
            return web.Response(status=404, text="Not Found")
        if found.address:
            raise web.HTTPFound(found.address)
        self.school.request_log.files += 1
        if fault := self.school.faults.take("flood", "file"):
            return await _flood(request, self.school, **fault.options)
        if self.school.faults.take("page_instead_of_file", "file"):
            return _page("<p>Identifiez-vous</p>")
        if fault := self.school.faults.take("told_length", "file"):
            return await _with_length(
                request, found, fault.options.get("declared_length")
            )
        return web.Response(body=found.content, content_type=found.mime)


async def _flood(
    request: web.Request,
    school: School,
    *,
    declared_length: int | None = None,
    megabytes: int | None = None,
    drip: float | None = None,
) -> web.StreamResponse:
    """Send a response body of `megabytes`, or an endless one until the client disconnects.

    With `drip`, the body is sent one byte at a time, every `drip` seconds.
    """
    response = web.StreamResponse()
    response.content_type = "application/pdf"
    response.content_length = declared_length
    part = b"%" if drip else bytes(1024 * 1024)
    sent = 0
    try:
        await response.prepare(request)
        while megabytes is None or sent < megabytes:
            await response.write(part)
            school.request_log.flood_bytes += len(part)
            sent += 1
            if drip:
                await asyncio.sleep(drip)
    except ConnectionError:
        school.request_log.floods_aborted += 1
        return response
    return response if declared_length is None else _cut(request)


async def _with_length(
    request: web.Request, file: ServedFile, declared_length: int | None
) -> web.StreamResponse:
    """Send a file with a declared length that may be wrong, or in chunks if it is None."""
    response = web.StreamResponse()
    response.content_type = file.mime
    if declared_length is None:
        response.enable_chunked_encoding()
    else:
        response.content_length = declared_length
        response.force_close()
    await response.prepare(request)
    await response.write(file.content)
    if declared_length is not None and request.transport is not None:
        request.transport.close()
    return response


def _service(url: str) -> str:
    """Return an address as PRONOTE sends it to a portal: RNE in capitals, slashes escaped."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    name, dot, domain = host.partition(".")
    host = f"{name.upper()}{dot}{domain}" if domain == HOSTING else host
    return quote(f"{scheme}://{host}{slash}{path}", safe=":")


def _space(page: str) -> Space | None:
    for space in SPACES.values():
        if space.page == page:
            return space
    return None


def _page(text: str) -> web.Response:
    return web.Response(
        text=html.notice(text), content_type="text/html", charset="utf-8"
    )


def _cut(request: web.Request) -> web.Response:
    """Close the connection before a response is sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _address(request: web.Request) -> str:
    return request.remote or "unknown"


def _number(request: web.Request) -> int:
    number = request.match_info["session"]
    return int(number) if number.isdecimal() else 0


def _refused_agent(request: web.Request) -> bool:
    if request.query.get("fd") == "1":
        return False
    agent = request.headers.get("User-Agent", "")
    return not agent or any(name in agent for name in REFUSED_AGENTS)


@asynccontextmanager
async def running_school(options: Options | None = None) -> AsyncIterator[School]:
    """Run a school for the duration of the context."""
    chosen = options or Options()
    school = School(chosen)
    app = web.Application(client_max_size=LARGEST_FORM)
    app.add_routes(Routes(school).routes())

    async def date(_: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(
            school.options.wall_clock().astimezone(UTC), usegmt=True
        )

    app.on_response_prepare.append(date)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, chosen.host, chosen.port).start()
        port = runner.addresses[0][1]
        school.origin = f"http://{chosen.host}:{port}"
        yield school
    finally:
        school.faults.clear()
        await runner.cleanup()
