"""The shortest browser which gets through the portals: for testing them with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
import re
from typing import Self, override
from urllib.parse import quote

from aiohttp import ClientSession, CookieJar
from yarl import URL

from tests.school import School
from tests.school.portals import EDUCONNECT, Engine, Portal, PortalAccount, ProfileKind

from .raw_client import Json, RawClient, start_parameters

AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0"}
MAX_HOPS = 25
PASSWORDS = ("j_password", "password")
APP = {
    "pourENT": True,
    "demandeConnexionAppliMobile": True,
    "uuidAppliMobile": "uuid-of-a-house",
}


class TooManyRedirectsError(Exception):
    """The portal sends round in circles."""


@dataclass
class Form:
    attributes: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)
    label: str = ""

    @property
    def name(self) -> str:
        return self.attributes.get("id") or self.attributes.get("class", "")


class Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.onload = ""
        self.refresh = ""
        self._inside = False
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.onload = given.get("onload", "")
        elif tag == "meta" and given.get("http-equiv") == "refresh":
            self.refresh = given["content"].partition("url=")[2]
        elif tag == "form":
            self.forms.append(Form(given))
            self._inside = True
        elif self._inside and tag in ("input", "button", "select") and "name" in given:
            if given.get("type") not in ("radio", "checkbox"):
                self.forms[-1].values[given["name"]] = given.get("value", "")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    @override
    def handle_data(self, data: str) -> None:
        if self._inside:
            self.forms[-1].label += data


@dataclass
class Page:
    url: URL
    status: int
    text: str

    def __post_init__(self) -> None:
        read = Reader(self.text)
        self.forms, self.onload, self.refresh = read.forms, read.onload, read.refresh
        moved = re.search(r'location\.replace\("(.*?)"\)', self.text)
        self.refresh = self.refresh or (moved[1] if moved else "")

    @property
    def start(self) -> Json | None:
        """The parameters that the page of PRONOTE passes to Start."""
        return start_parameters(self.text) if "Start (" in self.text else None

    def form(self, *names: str) -> Form | None:
        return next((form for form in self.forms if form.name in names), None)

    @property
    def password_form(self) -> Form | None:
        for form in self.forms:
            if set(PASSWORDS) & form.values.keys():
                return form
        return None


class Browser:
    """Follows redirects, posts what posts itself, keeps cookies."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        jar = CookieJar(quote_cookie=False)
        self.http = ClientSession(
            connector=portal.connector(), headers=AGENT, cookie_jar=jar
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()

    async def open(self, url: URL | str, form: Mapping[str, str] | None = None) -> Page:
        """Load a page, and go on to where it leads without anybody's hand."""
        target = URL(str(url), encoded=True)
        for _ in range(MAX_HOPS):
            page, location = await self._load(target, form)
            if location or page.refresh:
                follow = URL(location or page.refresh, encoded=True)
                target, form = page.url.join(follow), None
            elif page.onload.startswith(("document.forms[0]", "doLoad")):
                target = page.url.join(URL(page.forms[0].attributes["action"]))
                form = page.forms[0].values
            else:
                return page
        raise TooManyRedirectsError

    async def _load(
        self, url: URL, form: Mapping[str, str] | None
    ) -> tuple[Page, str | None]:
        method = "GET" if form is None else "POST"
        async with self.http.request(
            method, url, data=form, allow_redirects=False
        ) as response:
            text = await response.text()
            return Page(url, response.status, text), response.headers.get("Location")

    async def submit(self, page: Page, form: Form, **values: str) -> Page:
        target = page.url.join(URL(form.attributes["action"]))
        given = {**form.values, **values}
        if form.attributes.get("method") == "get":
            return await self.open(target.with_query(given))
        return await self.open(target, given)


@dataclass
class PortalVisitor:
    """A browser that logs in through a portal and enters the password once."""

    browser: Browser
    account: PortalAccount
    password: str = ""
    selection: str = ""
    typed: bool = False
    tries: int = 2
    tried_start: bool = False

    @property
    def portal(self) -> Portal:
        return self.browser.portal

    async def log_in(self, url: str = "") -> Page:
        """From PRONOTE's page to PRONOTE's page, or to where it goes no further."""
        page = await self.browser.open(url or self.account.url)
        for _ in range(MAX_HOPS):
            following = None if page.start else await self.step(page)
            if following is None:
                return page
            page = following
        raise TooManyRedirectsError

    async def step(self, page: Page) -> Page | None:
        browser, spec = self.browser, self.portal.spec
        if page.status in (400, 403, 404) or page.status >= 500:
            return None
        if form := page.form("cas__wayf-form"):
            return await browser.submit(
                page, form, selection=self.selection or spec.choice
            )
        if form := page.form("IdPList"):
            return await browser.submit(page, form, origin=f"https://{EDUCONNECT}/idp")
        if form := page.form("wayf"):
            return await browser.submit(page, form)
        if spec.engine is Engine.ENTCORE and page.url.host != EDUCONNECT:
            return await self._entcore(page)
        if page.url.path == "/idp/Authn/Loader":
            return await self._remote_user(page)
        if "/sso/educonnect" in spec.start and page.url.path == "/sso/login":
            return await self._own_start()
        if spec.engine is Engine.DELEGATED and page.url.path == spec.cas:
            return await self._own_start()
        if page.password_form:
            return await self._type(page, page.password_form)
        if page.status == 200 and page.url.path == "/" and self.tries:
            self.tries -= 1
            return await browser.open(self.account.url)
        return None

    async def _own_start(self, query: str = "") -> Page | None:
        if self.tried_start:
            return None
        self.tried_start = True
        return await self.browser.open(self.portal.start(self.account) + query)

    async def _type(self, page: Page, form: Form) -> Page | None:
        if self.typed:
            return None
        self.typed = True
        secret = self.password or self.account.password
        user, key = "username", "password"
        name, extra = self.account.username, {}
        if "j_password" in form.values:
            user, key = "j_username", "j_password"
            if "typeUser" in form.values:
                page_kind = "parent" in self.account.url
                kind = ProfileKind.GUARDIAN if page_kind else ProfileKind.PUPIL
                extra = {"typeUser": kind.value}
        elif user not in form.values:
            user = self.portal.spec.choice
        if self.portal.spec.engine is Engine.OZE:
            name = f"{name}@{self.portal.spec.host}"
        return await self.browser.submit(
            page, form, **{user: name, key: secret}, **extra
        )

    async def _entcore(self, page: Page) -> Page | None:
        spec, browser = self.portal.spec, self.browser
        for form in page.forms:
            if self.portal.school.model.name in form.label:
                return await browser.submit(page, form)
        callback = page.url.query.get("callback")
        if self.typed:
            return (
                await browser.open(self.account.url) if page.url.path == "/" else None
            )
        if spec.local:
            self.typed = True
            entry = {
                "email": self.account.username,
                "password": self.password or self.account.password,
                "callBack": callback or "",
            }
            return await browser.open(f"https://{spec.host}/auth/login", entry)
        query = f"?callBack={quote(callback or '', safe='')}" if spec.routes else ""
        return None if page.forms else await self._own_start(query)

    async def _remote_user(self, page: Page) -> Page:
        """Two questions, of which the first is answered in XML."""
        browser = self.browser
        cookies = browser.http.cookie_jar.filter_cookies(page.url)
        path = URL(f"https://{page.url.host}/idp/Authn/RemoteUser")
        common = {
            "conversation": page.url.query["execution"],
            "sessionid": cookies["IDP_JSESSIONID"].value,
        }
        query = {**common, "redirectToLoaderRemoteUser": "0"}
        said = await browser.open(path.with_query(query))
        uid = re.search(r"<uidInSession>(.*)</uidInSession>", said.text)
        if uid is None:
            return said
        return await browser.open(path.with_query({**common, "uidInSession": uid[1]}))


class PortalClient(RawClient):
    """A client of PRONOTE whose page was opened by a portal."""

    def __init__(self, http: ClientSession, school: School, page: Page) -> None:
        super().__init__(http, school)
        self.page = page

    @override
    async def load(self, page: str) -> str:
        self.start = start_parameters(self.page.text)
        return self.page.text

    async def token(self) -> str:
        """Log in with the parameters of the page, and request a token."""
        await self.open("")
        answer = await self.authenticate(self.start["e"], self.start["f"], **APP)
        return str(answer.get("jetonConnexionAppliMobile") or "")
