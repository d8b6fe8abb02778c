"""Entcore (Open ENT NG, NEO, ONE by Edifice).

Its pages are made by scripts, so they are recognized by their path.
"""

from html import unescape
from http import HTTPStatus
import re

from bs4 import Tag
from yarl import URL

from ...errors import (
    PortalAction,
    PortalActionRequiredError,
    PortalChangedError,
    PortalDownError,
    PortalQuestion,
)
from ..browser import PORTAL_PAUSE
from ..error_messages import read_error
from ..login_context import LoginContext
from ..page import Page
from ..registry import Engine, recognize

_LOGIN = "/auth/login"
_ANSWER = "/auth/saml/acs"
_ROUTE = "/auth/saml/authn/"
_SELECT = "/auth/saml/selectUser"
_ACTIONS = {
    "/auth/reset/": PortalAction.NEW_PASSWORD,
    "/auth/revalidate-terms": PortalAction.TERMS,
    "/auth/validate-mail": PortalAction.CONTACT,
    "/auth/validate-mfa": PortalAction.SECOND_FACTOR,
    "/auth/activation": PortalAction.ACTIVATION,
}
_MESSAGE = re.compile(r"""ng-init=["'][^>]*?\berror\s*=\s*"([^"]*)\"""")


class Entcore:
    """Handles the pages of Entcore."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context
        self._login_sent = False

    async def handle(self, page: Page) -> Page | None:
        """Handle a page of Entcore."""
        if not self._is_ours(page):
            return None
        self._check(page)
        if (chosen := await self._choose_account(page)) is not None:
            return chosen
        if not self._login_sent:
            return await self._log_in(page)
        if page.url.path in (_LOGIN, _ANSWER, _SELECT):
            raise self._context.refusal(page, _message(page))
        return await self._context.return_to_school(page)

    def _is_ours(self, page: Page) -> bool:
        portal = self._context.portal
        if portal.engine is Engine.ENTCORE:
            return page.host in (*portal.hosts, *portal.other_hosts) or (
                recognize(str(page.url)) is portal
            )
        return not portal.key and page.url.path.startswith(
            ("/auth/login", "/auth/saml")
        )

    def _check(self, page: Page) -> None:
        """Raise the error that a page describes, if any."""
        path = page.url.path
        for route, action in _ACTIONS.items():
            if path.startswith(route):
                raise PortalActionRequiredError(action, host=page.host)
        if (
            error := read_error(page, page.lower_text, self._context.now())
        ) is not None:
            raise error
        if page.url.path.startswith(_ROUTE) and page.status == HTTPStatus.OK:
            raise PortalChangedError(page.location, page.control_names, what="route")
        if page.status == HTTPStatus.FORBIDDEN:
            if "invalid.provider" in page.text:
                raise self._context.wrong_account_kind(page)
            raise PortalChangedError(page.location, page.control_names, what="refusal")
        if page.has("[name=acceptCGU]") or "activation.html" in page.text:
            raise PortalActionRequiredError(PortalAction.ACTIVATION, host=page.host)
        if "tooload" in page.text:
            raise PortalDownError(page.host, self._context.now() + PORTAL_PAUSE)

    async def _log_in(self, page: Page) -> Page:
        context = self._context
        self._login_sent = True
        if not context.may_use_local:
            if (opened := await context.open_login_url(page)) is not None:
                return opened
            raise context.wrong_account_kind(page)
        action = page.url.join(URL(_LOGIN))
        if page.host not in context.portal.hosts:
            action = URL(f"https://{context.portal.hosts[0]}{_LOGIN}")
        return await context.submit_password(page, action, ("email", "password"), {})

    async def _choose_account(self, page: Page) -> Page | None:
        """Choose from the list of accounts at several schools."""
        forms = {
            form.values.get("id", ""): form
            for form in page.forms
            if form.action.path == _SELECT
        }
        if not forms:
            return None
        labels = [(key, _label(form.tag)) for key, form in forms.items()]
        form = forms[self._context.choose(PortalQuestion.SCHOOL, labels)]
        return await self._context.submit(form, form.values)


def _message(page: Page) -> str:
    """Return the error message in the page."""
    match = _MESSAGE.search(unescape(page.text))
    return match[1] if match else page.message


def _label(tag: Tag) -> str:
    """Return the label of an account: the text of its form or around it."""
    text = tag.get_text(" ", strip=True)
    if not text and tag.parent is not None:
        text = tag.parent.get_text(" ", strip=True)
    return text
