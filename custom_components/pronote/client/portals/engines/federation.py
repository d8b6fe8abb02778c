"""Pages between a portal and EduConnect: automatic forms and lists of identity providers."""

from html import unescape
import json
import re

from yarl import URL

from ...errors import PortalAccountUnknownError, PortalDownError
from ..browser import PORTAL_PAUSE
from ..login_context import LoginContext
from ..page import Form, Page
from ..registry import Engine
from .educonnect import IDENTITY_PROVIDER

_SAML = frozenset({"SAMLRequest", "SAMLResponse"})
_LIST = ("entityID", "return", "_saml_idp")
_REFRESH = re.compile(r"\s*(\d+)\s*;\s*url\s*=\s*['\"]?(.+?)['\"]?\s*$", re.IGNORECASE)
_AT_ONCE = 5
"""Maximum delay in seconds of a refresh that is followed. Longer delays are session timeouts."""
_SCRIPT = re.compile(
    r"""(?:window\.|document\.)?location(?:\.href)?
        (?:\s*=\s*|\.(?:replace|assign)\s*\(\s*)
        ("[^"]*"|'[^'\\]*')\s*\)?\s*;?""",
    re.VERBOSE,
)


class AutomaticRedirect:
    """Follows redirects by a script or by a meta refresh."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context

    async def handle(self, page: Page) -> Page | None:
        """Follow."""
        if page.forms or not (target := _refresh(page) or _script_target(page)):
            return None
        return await self._context.follow(page, target)


class AutomaticForm:
    """Sends forms that a script would send."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context

    async def handle(self, page: Page) -> Page | None:
        """Send the form."""
        for form in page.forms:
            if form.automatic and _sends_itself(form):
                return await self._context.submit(form, form.values)
        return None


def _sends_itself(form: Form) -> bool:
    return bool(form.names & _SAML) or any(
        name.startswith("shib_idp_ls_") for name in form.names
    )


def _refresh(page: Page) -> str:
    """Return the target of the meta refresh of a page."""
    for tag in page.soup.select("meta[http-equiv=refresh i]"):
        match = _REFRESH.match(str(tag.get("content", "")))
        if match and int(match[1]) <= _AT_ONCE:
            return match[2]
    return ""


def _script_target(page: Page) -> str:
    """Return the target of a script that only redirects."""
    for script in page.soup.find_all("script"):
        if match := _SCRIPT.fullmatch(script.get_text().strip()):
            return str(json.loads(match[1])) if match[1][0] == '"' else match[1][1:-1]
    return ""


class ShibbolethDiscovery:
    """Shibboleth's list of identity providers (itslearning)."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context
        self._chosen = False

    async def handle(self, page: Page) -> Page | None:
        """Choose EduConnect."""
        if self._chosen or not page.url.path.endswith("/WAYF"):
            return None
        if "entityID" not in page.url.query or not self._context.may_use_educonnect:
            return None
        self._chosen = True
        choice = {"action": "selection", "origin": IDENTITY_PROVIDER}
        return await self._context.browser.get(page.url.update_query(choice))


class Toutatice:
    """Handles Toutatice (Rennes): a list of identity providers, then an exchange in XML."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context
        self._user_confirmed = False

    async def handle(self, page: Page) -> Page | None:
        """Choose EduConnect.

        After the login, confirm the user at the identity provider of the portal.
        """
        context = self._context
        if (
            context.portal.engine is not Engine.TOUTATICE
            or page.host not in context.portal.hosts
        ):
            return None
        if (form := page.form_with(*_LIST)) is not None:
            values = {name: form.values.get(name, "") for name in _LIST}
            values["_saml_idp"] = values["_saml_idp"] or "educonnect"
            return await context.browser.post(page.url.join(URL("/wayf/Ctrl")), values)
        query = page.url.query
        conversation = query.get("conversation") or query.get("execution")
        if self._user_confirmed or not context.password_sent or not conversation:
            return None
        self._user_confirmed = True
        return await self._confirm_user(page, conversation)

    async def _confirm_user(self, page: Page, conversation: str) -> Page:
        browser = self._context.browser
        address = page.url.join(URL("/idp/Authn/RemoteUser"))
        session = {"sessionid": browser.cookie(page.url, "IDP_JSESSIONID")}
        answer = await browser.get(
            address.with_query(
                {"conversation": conversation, "redirectToLoaderRemoteUser": "0"}
                | session
            )
        )
        if message := _element_text(answer, "erreurFonctionnelle"):
            raise PortalAccountUnknownError(
                f"{page.host} has no account for this person",
                host=page.host,
                message=message,
            )
        uid = _element_text(answer, "uidInSession")
        if not uid:
            raise PortalDownError(page.host, self._context.now() + PORTAL_PAUSE)
        return await browser.get(
            address.with_query(
                {
                    "conversation": _element_text(answer, "conversation")
                    or conversation,
                    "uidInSession": uid,
                }
                | session
            )
        )


def _element_text(page: Page, name: str) -> str:
    """Return the text of an element of an XML answer."""
    match = re.search(rf"<{name}[^>]*>([^<]*)</{name}>", page.text)
    return unescape(match[1]).strip() if match else ""
