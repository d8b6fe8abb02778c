"""Kosmos (Skolengo): a CAS server whose first page asks for the kind of account."""

from ...errors import PortalChangedError, PortalQuestion
from ..login_context import LoginContext
from ..page import Form, Page
from ..registry import Engine

_SELECTION = "selection"
_STAFF = ("enseignant", "AAA", "personnel")
_FAMILY = ("eleve", "parent")
_LOST_SERVICE = ("we cannot direct you to the page requested",)


class Kosmos:
    """Handles the pages of Kosmos."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context
        self._selected = False

    async def handle(self, page: Page) -> Page | None:
        """Handle a page of Kosmos."""
        context = self._context
        if (form := page.form_with(_SELECTION)) is not None:
            if self._selected:
                if context.returned_to_school:
                    raise context.refusal(page)
                raise PortalChangedError(
                    page.location, page.control_names, what="selection"
                )
            selection = {_SELECTION: self._select(page, form)}
            self._selected = True
            return await context.submit(
                form, form.values | form.submit_values | selection
            )
        if (form := page.form("form.cas__login-form")) is not None:
            if context.password_sent:
                raise context.refusal(page)
            if not context.may_use_local:
                if (opened := await context.open_login_url(page)) is not None:
                    return opened
                raise context.wrong_account_kind(page)
            return await context.submit_password(
                page,
                form.action,
                ("username", "password"),
                form.values | form.submit_values,
            )
        if context.portal.engine is Engine.KOSMOS and page.contains_text(
            *_LOST_SERVICE
        ):
            return await context.return_to_school(page)
        return None

    def _select(self, page: Page, form: Form) -> str:
        """Return the choice for this account. Raises PortalChoiceRequiredError if several fit."""
        context = self._context
        offered = [
            (value, label)
            for value, label in form.choices(_SELECTION)
            if not any(word in value for word in _STAFF)
        ]
        for wanted in (*reversed(context.choices), context.login_method.choice):
            if wanted is not None and wanted in dict(offered):
                return wanted
        if not context.may_use_local:
            offered = [item for item in offered if "EDU" in item[0]]
        elif not context.may_use_educonnect:
            offered = [item for item in offered if "EDU" not in item[0]]
        offered = [
            item for item in offered if any(word in item[0] for word in _FAMILY)
        ] or offered
        if not offered:
            raise context.wrong_account_kind(page)
        if len(offered) == 1:
            return offered[0][0]
        return context.choose(PortalQuestion.LOGIN_METHOD, offered)
