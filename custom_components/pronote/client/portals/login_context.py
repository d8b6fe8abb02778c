"""The state of a login at a portal, and the steps that its page handlers share."""

from collections.abc import Iterable, Mapping
import re
from urllib.parse import quote

from yarl import URL

from ..clock import Now
from ..credentials import PortalAccountKind, PortalPassword
from ..errors import (
    PortalAccountKindError,
    PortalChangedError,
    PortalChoice,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalHandoffError,
    PortalQuestion,
    PortalUntrustedError,
    PronoteError,
    WrongPortalCredentialsError,
)
from ..spaces import Space
from .browser import Browser
from .error_messages import read_refusal
from .page import Form, Page, redact_url
from .registry import (
    EDUCONNECT,
    Engine,
    LoginMethod,
    Portal,
    login_method_for_school,
    recognize,
    resolve,
    unknown_portal,
)

_MAX_RETURNS = 2
_SERVICE = re.compile(r"(?:^|&)service=([^&]*)")
_PROFILES = {Space.PUPIL: "eleve", Space.PARENT: "responsable"}
_PROFILE_LABELS = {"eleve": "Élève", "responsable": "Responsable"}
_ROUTES = {"eleve": "student", "responsable": "relative"}
_LINKED = frozenset({Engine.FORM, Engine.NONE})
_OTHER = {
    PortalAccountKind.EDUCONNECT: PortalAccountKind.LOCAL,
    PortalAccountKind.LOCAL: PortalAccountKind.EDUCONNECT,
}


class RestartLoginError(Exception):
    """A page was out of order, and the login has to restart. No secret was sent."""


class LoginContext:
    """The state of one login at a portal."""

    def __init__(
        self,
        browser: Browser,
        credentials: PortalPassword,
        *,
        now: Now,
    ) -> None:
        """Store the arguments. The portal is not known yet."""
        self.browser = browser
        self.now = now
        self.choices = credentials.choices
        """Choices made in this login and in earlier ones."""
        self.code: str | None = None
        self.password_sent = False
        """Whether the password was sent. It is sent once."""
        self._credentials = credentials
        self._portal: Portal | None = None
        self._account: PortalAccountKind | None = None
        # None: a portal that is not in the registry, which may accept both kinds.
        self._login_method = LoginMethod(account=PortalAccountKind.LOCAL)
        self._codes = 0
        self._login_url_opened = False
        self._restarted = False
        self._returns = 0

    # --- portal and account

    @property
    def portal(self) -> Portal:
        """The portal. Raises PortalHandoffError before it is known."""
        if self._portal is None:
            raise PortalHandoffError("No portal was reached")
        return self._portal

    @property
    def login_method(self) -> LoginMethod:
        """Login method of the account at the portal."""
        return self._login_method

    @property
    def space(self) -> Space:
        """Space of the account."""
        return self._credentials.space

    @property
    def returned_to_school(self) -> bool:
        """Whether the page of the school was requested again."""
        return self._returns > 0

    @property
    def may_use_local(self) -> bool:
        """Whether the account may be one of the portal."""
        return self._account is not PortalAccountKind.EDUCONNECT

    @property
    def may_use_educonnect(self) -> bool:
        """Whether the account may be one of EduConnect."""
        return self._account is not PortalAccountKind.LOCAL

    def identify_portal(self, page: Page | None = None) -> None:
        """Identify the portal: the one to which PRONOTE redirected, otherwise the one given by the caller."""
        if self._portal is not None:
            return
        named = resolve(self._credentials.portal or "")
        portal = self._recognize_portal(page) or (named.portal if named else None)
        account = self._credentials.account or (named.account if named else None)
        if portal is None:
            portal = unknown_portal(self._portal_host(page))
            if EDUCONNECT in portal.hosts:
                account = PortalAccountKind.EDUCONNECT
        elif account is None:
            account = (named.portal if named else portal).accounts[0]
        if named and account is PortalAccountKind.LOCAL:
            # A password of one portal must not be sent to another.
            portal = named.portal
        self._portal, self._account = portal, account
        self._login_method = login_method_for_school(
            portal.login_method(account)
            or LoginMethod(account=account or PortalAccountKind.LOCAL),
            self._credentials.url,
        )
        if named and named.choice:
            self.choices = (*self.choices, named.choice)

    def _recognize_portal(self, page: Page | None) -> Portal | None:
        """Return the portal of an address visited so far; for a retired portal, its successor."""
        for url in (self.browser.portal_url, page.url if page else None):
            portal = recognize(str(url)) if url is not None else None
            resolution = resolve(portal.key) if portal is not None else None
            if resolution is not None:
                return resolution.portal
        return None

    def _portal_host(self, page: Page | None) -> str:
        portal_url = self.browser.portal_url
        return (portal_url.host if portal_url else None) or (page.host if page else "")

    def profile(self) -> str:
        """Return the profile of the account at EduConnect. Raises PortalChoiceRequiredError."""
        if (profile := _PROFILES.get(self._credentials.space)) is not None:
            return profile
        return self.choose(PortalQuestion.PROFILE, _PROFILE_LABELS.items())

    # --- input of the user

    def choose(
        self,
        question: PortalQuestion,
        choices: Iterable[tuple[str, str]],
    ) -> str:
        """Return the choice that was made. Raises PortalChoiceRequiredError if there is none."""
        offered = tuple(PortalChoice(key, label) for key, label in choices)
        keys = {choice.key for choice in offered}
        for answer in reversed(self.choices):
            if answer in keys:
                return answer
        raise PortalChoiceRequiredError(question, offered, host=self.portal.name)

    def take_code(self, page: Page) -> str:
        """Return the code that was typed.

        It is used once. Raises PortalCodeRequiredError if there is none.
        """
        code, self.code = self.code, None
        if not code:
            raise PortalCodeRequiredError(
                host=page.host, message=page.message, wrong=self._codes > 0
            )
        self._codes += 1
        return code

    # --- steps

    async def submit(self, form: Form, values: Mapping[str, str]) -> Page:
        """Send a form with these values."""
        try:
            action = form.action
        except ValueError as error:
            raise PortalChangedError(redact_url(form.base), what="action") from error
        if form.method == "POST":
            return await self.browser.post(action, values)
        return await self.browser.get(action.with_query(values))

    async def follow(self, page: Page, target: str) -> Page:
        """Follow a redirect of a page."""
        try:
            url = page.url.join(URL(target, encoded=True))
        except ValueError as error:
            raise PortalChangedError(page.location, what="redirect") from error
        return await self.browser.get(url)

    async def submit_password(
        self, page: Page, action: URL, names: tuple[str, str], rest: Mapping[str, str]
    ) -> Page:
        """Send username and password, once, to a trusted host."""
        if self.password_sent:
            raise self.refusal(page)
        host = action.host or ""
        if not self._may_receive(host):
            raise PortalUntrustedError(f"The password is not for {host}", host=host)
        username = self._credentials.username.strip()
        if "@" not in username:
            username += self._login_method.username_suffix
        self.password_sent = True
        return await self.browser.post(
            action,
            {
                **rest,
                names[0]: username,
                names[1]: self._credentials.password.reveal(),
            },
            secret=True,
        )

    def _may_receive(self, host: str) -> bool:
        if self.portal.key and self._account is not None:
            return self.portal.may_receive(host, self._account)
        if host == EDUCONNECT:
            return self.may_use_educonnect
        # The portal is not in the registry. Trust it only if a page with TLS led there.
        return (
            self.may_use_local
            and self.browser.school_is_trusted
            and _same_site(host, self.portal.hosts[0])
        )

    def refusal(self, page: Page, message: str = "") -> PronoteError:
        """Return the error for a second request of the password."""
        message = message or page.message
        if (error := read_refusal(page, message, self.now())) is not None:
            return error
        if self._returns:
            return PortalHandoffError(
                "The portal lost the login", host=page.host, message=message
            )
        return WrongPortalCredentialsError(
            f"Refused by {page.host}", host=page.host, message=message
        )

    def wrong_account_kind(self, page: Page) -> PortalAccountKindError:
        """Return the error for an account of the wrong kind."""
        wanted = _OTHER[self._account or PortalAccountKind.LOCAL]
        return PortalAccountKindError(page.host, wanted.value)

    # --- login methods

    async def open_login_url(self, page: Page) -> Page | None:
        """Open the login address for this kind of account.

        Return None if there is none, or if it was opened before.
        """
        if self._login_url_opened:
            return None
        self._login_url_opened = True
        link = None
        if self.portal.engine in _LINKED and not self.may_use_local:
            link = self._educonnect_link(page)
        template = self._login_method.url_template
        if (
            link is None
            and template
            and (self._login_method.choice or "{choice}" not in template)
        ):
            link = self._address(template)
        return None if link is None else await self.browser.get(link)

    def choose_account_kind(self, page: Page) -> None:
        """Require the kind of the account at a portal that is not in the registry and accepts both kinds."""
        if self._account is None and self._educonnect_link(page) is not None:
            names = {
                PortalAccountKind.EDUCONNECT.value: "EduConnect",
                PortalAccountKind.LOCAL.value: self.portal.name,
            }
            answer = self.choose(PortalQuestion.LOGIN_METHOD, names.items())
            self._account = PortalAccountKind(answer)

    def _educonnect_link(self, page: Page) -> URL | None:
        for link in page.links():
            if link.host == EDUCONNECT or (
                link.host == page.host and "educonnect" in link.path.casefold()
            ):
                return link
        return None

    async def open_portal(self) -> Page:
        """Open the start page of the portal."""
        return await self.browser.get(self._address(self.portal.start_url or ""))

    async def return_to_school(self, page: Page) -> Page:
        """Request the page of PRONOTE again after the login at the portal."""
        if self._returns >= _MAX_RETURNS:
            raise PortalHandoffError(
                "The portal does not redirect to PRONOTE",
                host=page.host,
                message=page.message,
            )
        self._returns += 1
        if self.browser.portal_url is None:
            return await self.open_portal()
        return await self.open_school_page()

    def restart(self, page: Page) -> RestartLoginError:
        """Return the exception that restarts the login. Raises PortalChangedError the second time."""
        if self._restarted or self.password_sent:
            raise PortalChangedError(
                page.location, page.control_names, what="order of the pages"
            )
        self._restarted, self._login_url_opened = True, False
        return RestartLoginError()

    async def open_school_page(self) -> Page:
        """Fetch the page of the space so that PRONOTE redirects to its portal."""
        return await self.browser.get(URL(f"{self._page_address}?fd=1"))

    @property
    def _page_address(self) -> str:
        return f"{self._credentials.url}/{self._credentials.space.page}"

    @property
    def service(self) -> str:
        """Address of the school exactly as PRONOTE sent it to the portal."""
        portal_url = self.browser.portal_url
        match = _SERVICE.search(portal_url.raw_query_string) if portal_url else None
        return match[1] if match else quote(self._page_address, safe=":")

    def _portal_url(self) -> str:
        """Address at the portal to which PRONOTE redirected."""
        portal_url = self.browser.portal_url
        if portal_url is not None and portal_url.host in self.portal.hosts:
            return str(portal_url)
        return (self.portal.start_url or "").replace("{service}", self.service)

    def _address(self, template: str) -> URL:
        if "{choice}" in template:
            template = template.replace("{choice}", self._login_method.choice or "")
        if "{profile}" in template:
            template = template.replace("{profile}", _ROUTES[self.profile()])
        template = template.replace("{service}", self.service)
        return URL(
            template.replace("{entry}", quote(self._portal_url(), safe="")),
            encoded=True,
        )


def _same_site(host: str, other: str) -> bool:
    """Return whether two hosts belong to the same domain."""
    return host == other or _site(host) == _site(other)


def _site(host: str) -> str:
    labels = host.split(".")
    if labels[-1].isdecimal() or ":" in host:
        return host
    public = len(labels) > 2 and labels[-2] in ("gouv", "asso", "com", "org", "co")
    return ".".join(labels[-3:] if public else labels[-2:])
