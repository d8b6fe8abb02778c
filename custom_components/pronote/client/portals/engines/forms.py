"""Login forms: Keycloak, Apereo and other CAS servers, unknown ones."""

from ...errors import PortalAction, PortalActionRequiredError, PortalChangedError
from ..login_context import LoginContext
from ..page import Form, Page, first_of

_NAMES = ("j_username", "username", "email", "login", "user")
_CODES = ("emailCode", "otp", "code")
_ACTIONS = {
    "#kc-passwd-update-form": PortalAction.NEW_PASSWORD,
    "#kc-terms-text": PortalAction.TERMS,
    "#kc-update-profile-form": PortalAction.CONTACT,
    "#kc-totp-settings-form": PortalAction.SECOND_FACTOR,
}


class Keycloak:
    """Handles Keycloak: a login form, and a code sent by mail for an unknown device."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context

    async def handle(self, page: Page) -> Page | None:
        """Handle a page of Keycloak."""
        context = self._context
        for selector, action in _ACTIONS.items():
            if page.has(selector):
                raise PortalActionRequiredError(action, host=page.host)
        if (form := page.form("form#kc-otp-login-form")) is not None:
            if (name := first_of(_CODES, form)) is None:
                raise PortalChangedError(page.location, page.control_names, what="code")
            code = {name: context.take_code(page)}
            return await context.submit(form, form.values | form.submit_values | code)
        if (form := page.form("form#kc-form-login")) is None:
            return None
        if not context.may_use_local:
            raise context.wrong_account_kind(page)
        return await context.submit_password(
            page,
            form.action,
            ("username", "password"),
            form.values | form.submit_values,
        )


class PasswordForm:
    """Handles any other login form."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context

    async def handle(self, page: Page) -> Page | None:
        """Submit the form if it is for this kind of account."""
        context = self._context
        form = page.form("form#fm1") or page.password_form
        if form is None or form.password is None:
            return None
        if context.password_sent:
            raise context.refusal(page)
        context.choose_account_kind(page)
        if not context.may_use_local:
            if (opened := await context.open_login_url(page)) is not None:
                return opened
            raise context.wrong_account_kind(page)
        if (username := self._username(form)) is None:
            raise PortalChangedError(page.location, page.control_names, what="username")
        return await context.submit_password(
            page,
            form.action,
            (username, form.password),
            form.values | form.submit_values,
        )

    def _username(self, form: Form) -> str | None:
        """Return the name of the username control: a known name, otherwise the only text control."""
        if (
            name := first_of((self._context.login_method.fields[0], *_NAMES), form)
        ) is not None:
            return name
        texts = [f.name for f in form.fields if f.kind in ("text", "email")]
        return texts[0] if len(texts) == 1 else None
