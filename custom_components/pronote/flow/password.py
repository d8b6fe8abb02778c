"""Steps of a login with a password of PRONOTE itself."""

from typing import Any, Final

from homeassistant.config_entries import SOURCE_REAUTH, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..client import Password, PronoteError, Secret, Space, portals
from ..client.errors import PortalRequiredError
from ..const import CONF_KEEP_PASSWORD, CONF_SPACE
from .base import PASSWORD, BaseFlow, Fields, list_selector
from .login import LoginSteps

CREDENTIALS: Final[Fields] = {
    vol.Required(CONF_USERNAME): TextSelector(
        TextSelectorConfig(autocomplete="username")
    ),
    vol.Required(CONF_PASSWORD): PASSWORD,
    vol.Required(CONF_KEEP_PASSWORD, default=False): BooleanSelector(),
}


class PasswordSteps:
    """Log in with a user name and a password of the school."""

    def __init__(self, flow: BaseFlow, login: LoginSteps) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._state = flow.state
        self._login = login

    async def async_credentials(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Log in with a user name and a password of the school."""
        if user_input is None:
            return self.show_credentials()
        return await self.async_log_in(user_input)

    async def async_log_in(self, user_input: dict[str, Any]) -> ConfigFlowResult:
        """Log in at the school, whichever form was filled in."""
        self._state.remember(user_input)
        credentials = Password(**self.identity(user_input))
        return await self._login.async_log_in(credentials, self._show_error)

    def _show_error(self, error: PronoteError) -> ConfigFlowResult:
        if not isinstance(error, PortalRequiredError):
            return self.show_credentials(error)
        self._state.portal = portals.recognize(error.host) or self._state.portal
        self._state.portal_only = True
        return self.show_portal_menu(error.host)

    def show_credentials(self, error: PronoteError | None = None) -> ConfigFlowResult:
        """Show the form of a password of the school."""
        return self._flow.show_form("credentials", self.fields(), error)

    def show_portal_menu(self, host: str = "") -> ConfigFlowResult:
        """Show the ways to log in at a school that has, or requires, a portal."""
        portal = self._state.portal
        known = portal is not None and portal.key
        ways = ["portal_login", "qr_code"] if known else ["portal_list", "qr_code"]
        if portal is not None and not known:
            ways.append("portal_login")
        if not self._state.portal_only:
            ways.append("credentials")
        if self._flow.source != SOURCE_REAUTH:
            ways.append("school")
        names = self._state.placeholders
        names["portal"] = names["portal"] or host
        return self._flow.async_show_menu(
            step_id="portal", menu_options=ways, description_placeholders=names
        )

    def fields(self, account: Fields | None = None) -> Fields:
        """Return the fields of a form with a password, with a choice of its account."""
        return (
            self.space_field
            | (account or {})
            | CREDENTIALS
            | self._flow.backup_token_field
        )

    @property
    def space_field(self) -> Fields:
        """Return the field for the space, if the school has several."""
        spaces = self._state.school.spaces
        if len(spaces) < 2:
            return {}
        options = [space.value for space in spaces]
        return {vol.Required(CONF_SPACE): list_selector(options, "space")}

    def identity(self, user_input: dict[str, Any]) -> dict[str, Any]:
        """Return what every kind of password requires."""
        school = self._state.school
        return {
            "url": school.url,
            "space": Space(user_input.get(CONF_SPACE, school.spaces[0])),
            "username": user_input[CONF_USERNAME].strip(),
            "password": Secret(user_input[CONF_PASSWORD]),
            "device": self._state.device,
            "browser_id": self._state.browser_id,
        }
