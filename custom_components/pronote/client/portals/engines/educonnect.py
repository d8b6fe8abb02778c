"""EduConnect, the identity provider of the ministry (Shibboleth).

The order of its pages changes often, so each page is recognized by its form. The address of a form
is always read from the page.
"""

from http import HTTPStatus

from ..error_messages import read_action, read_error
from ..login_context import LoginContext
from ..page import Form, Page
from ..registry import EDUCONNECT

IDENTITY_PROVIDER = f"https://{EDUCONNECT}/idp"

_PROCEED = "_eventId_proceed"
_PROFILE_FIELD = "typeUser"
_PROFILE_BUTTONS = "#bouton_eleve, #bouton_responsable, .choixProfil__btn"
_SHIBBOLETH = ("shib_idp_ls_", "_shib_idp_consent")
"""Shibboleth's own pages: local storage and consent."""
_STALE = ("stale request", "requête périmée", "session a expiré")


class EduConnect:
    """Handles the pages of EduConnect, in any order."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context

    async def handle(self, page: Page) -> Page | None:
        """Handle a page of EduConnect."""
        if page.host != EDUCONNECT:
            return None
        context = self._context
        if page.status == HTTPStatus.BAD_REQUEST or page.contains_text(*_STALE):
            raise context.restart(page)
        if (form := page.form_with("j_username", "j_password")) is not None:
            return await self._log_in(page, form)
        for form in page.forms:
            if "SAMLResponse" in form.names:
                return await context.submit(form, form.values)
            if any(name.startswith(_SHIBBOLETH) for name in form.names):
                return await context.submit(form, form.values | _proceed(form))
            if _PROFILE_FIELD in form.names and form.automatic:
                profile = {_PROFILE_FIELD: context.profile()}
                return await context.submit(
                    form, form.values | _proceed(form) | profile
                )
        if (error := read_error(page, page.lower_text, context.now())) is not None:
            raise error
        if (action := read_action(page, thorough=True)) is not None:
            raise action
        return None

    async def _log_in(self, page: Page, form: Form) -> Page:
        context = self._context
        if context.password_sent:
            raise context.refusal(page)
        if not context.may_use_educonnect:
            raise context.wrong_account_kind(page)
        values = form.values | _proceed(form)
        if _PROFILE_FIELD in form.names or page.has(_PROFILE_BUTTONS):
            values[_PROFILE_FIELD] = context.profile()
        return await context.submit_password(
            page, form.action, ("j_username", "j_password"), values
        )


def _proceed(form: Form) -> dict[str, str]:
    """Return the name and value of the button that continues."""
    return {_PROCEED: next((f.value for f in form.fields if f.name == _PROCEED), "")}
