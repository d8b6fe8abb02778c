"""Forms with a user name and a password: Keycloak, Apereo and other CAS, whatever comes."""

from ..errors import PortalAction, PortalActionRequiredError, PortalChangedError
from .engine import Walk
from .page import Form, Page, first_of

_NAMES = ("j_username", "username", "email", "login", "user")
_CODES = ("emailCode", "otp", "code")
_ACTIONS = {
    "#kc-passwd-update-form": PortalAction.NEW_PASSWORD,
    "#kc-terms-text": PortalAction.TERMS,
    "#kc-update-profile-form": PortalAction.CONTACT,
    "#kc-totp-settings-form": PortalAction.SECOND_FACTOR,
}


class Keycloak:
    """Keycloak: a login form, on an unknown device a code sent by mail."""

    def __init__(self, walk: Walk) -> None:
        """Prepare."""
        self._walk = walk

    async def pass_by(self, page: Page) -> Page | None:
        """Answer a page of Keycloak."""
        walk = self._walk
        for selector, action in _ACTIONS.items():
            if page.has(selector):
                raise PortalActionRequiredError(action, host=page.host)
        if (form := page.form("form#kc-otp-login-form")) is not None:
            if (name := first_of(_CODES, form)) is None:
                raise PortalChangedError(page.place, page.shape, what="code")
            code = {name: walk.typed_code(page)}
            return await walk.submit(form, form.values | form.submit | code)
        if (form := page.form("form#kc-form-login")) is None:
            return None
        if not walk.may_use_local:
            raise walk.unfit(page)
        return await walk.fill(
            page, form.action, ("username", "password"), form.values | form.submit
        )


class PasswordForm:
    """Any other form with one password."""

    def __init__(self, walk: Walk) -> None:
        """Prepare."""
        self._walk = walk

    async def pass_by(self, page: Page) -> Page | None:
        """Fill the form, if this account is meant."""
        walk = self._walk
        form = page.form("form#fm1") or page.password_form
        if form is None or form.password is None:
            return None
        if walk.filled:
            raise walk.refused(page)
        walk.settle_account(page)
        if not walk.may_use_local:
            if (opened := await walk.open_door(page)) is not None:
                return opened
            raise walk.unfit(page)
        if (username := self._username(form)) is None:
            raise PortalChangedError(page.place, page.shape, what="user name")
        return await walk.fill(
            page,
            form.action,
            (username, form.password),
            form.values | form.submit,
        )

    def _username(self, form: Form) -> str | None:
        """Return the control for the user name: by its name, else the one beside the password."""
        if (name := first_of((self._walk.way.fields[0], *_NAMES), form)) is not None:
            return name
        texts = [f.name for f in form.fields if f.kind in ("text", "email")]
        return texts[0] if len(texts) == 1 else None
