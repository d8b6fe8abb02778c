"""Steps of a login with a password of a portal, or of EduConnect behind it."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..client import Portal, PortalAccountKind, PortalPassword, PronoteError, portals
from ..client.errors import (
    NoPortalError,
    PortalAccountKindError,
    PortalAccountUnknownError,
    PortalAction,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalChangedError,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalHandoffError,
    PortalMovedError,
    PortalServiceRefusedError,
    PortalUntrustedError,
    WrongSpaceError,
)
from ..const import CONF_ACCOUNT, CONF_PORTAL, CONF_SPACE
from .base import BaseFlow, Fields, list_selector
from .errors import UnknownPortalError
from .password import PasswordSteps
from .portal import PortalSteps
from .qr_code import QrCodeSteps

CONF_WAY: Final = "way"
PRONOTE_ACCOUNT: Final = "pronote"
"""An account of PRONOTE itself, at a school whose families mostly use a portal."""

OTHER_WAY_FIELDS: Final[Fields] = {
    vol.Required(CONF_WAY, default="qr_code"): list_selector(
        ["qr_code", "credentials", "portal_login"], "way"
    )
}

FINAL_ERRORS: Final = (
    PortalAccountUnknownError,
    PortalBlockedError,
    PortalChangedError,
    PortalServiceRefusedError,
    PortalHandoffError,
    PortalUntrustedError,
)
"""Errors after which another login at the portal would fail too."""
FINAL_ACTIONS: Final = (PortalAction.FRANCE_CONNECT, PortalAction.SECOND_FACTOR)


class PortalPasswordSteps:
    """Find out which portal a school has, and log in with a password of it."""

    def __init__(
        self,
        flow: BaseFlow,
        portal: PortalSteps,
        qr_code: QrCodeSteps,
        password: PasswordSteps,
    ) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._state = flow.state
        self._portal = portal
        self._qr_code = qr_code
        self._password = password

    def show_first(self, portal: Portal | None) -> ConfigFlowResult:
        """Show the first step of a school with this portal, or with none."""
        self._state.portal, self._state.portal_only = portal, False
        if portal is None:
            return self._password.show_credentials()
        if not portal.key:
            return self._password.show_portal_menu()
        return self._show_login_of(portal)

    def _show_login_of(self, portal: Portal) -> ConfigFlowResult:
        """Show the form of a portal, or of its successor."""
        self._state.portal = portal
        known = portals.resolve(portal.key)
        if known is None or known.retired is None:
            return self._show_login()
        self._state.portal = known.portal
        return self._show_login(PortalMovedError(portal.name, known.portal.key))

    def portal_list(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Choose among all portals, or name one."""
        if user_input is None:
            return self._show_list()
        portal = _find(user_input[CONF_PORTAL])
        if portal is None:
            self._state.remember(user_input)
            return self._show_list(UnknownPortalError())
        return self._show_login_of(portal)

    def _show_list(self, error: PronoteError | None = None) -> ConfigFlowResult:
        # With custom values the list is searchable, and takes addresses and former names. Its
        # options are labels, because the browser shows the value of the chosen one.
        selector = SelectSelectorConfig(
            options=[_label(portal) for portal in portals.portals()],
            mode=SelectSelectorMode.DROPDOWN,
            custom_value=True,
        )
        fields: Fields = {vol.Required(CONF_PORTAL): SelectSelector(selector)}
        return self._flow.show_form("portal_list", fields, error)

    async def async_portal_login(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Log in with a user name and a password."""
        if user_input is None:
            return self._show_login()
        account = user_input.get(CONF_ACCOUNT)
        if account == PRONOTE_ACCOUNT:
            return await self._password.async_log_in(user_input)
        self._state.remember(user_input)
        portal = self._state.portal
        credentials = PortalPassword(
            **self._password.identity(user_input),
            portal=(portal and portal.key) or None,
            account=PortalAccountKind(account) if account else None,
        )
        return await self._portal.async_log_in(credentials, self._show_error)

    def _show_login(self, error: PronoteError | None = None) -> ConfigFlowResult:
        accounts = self._accounts(error)
        if self._state.values.get(CONF_ACCOUNT) not in accounts:
            self._state.values.pop(CONF_ACCOUNT, None)
        field: Fields = {}
        if accounts:
            field[vol.Required(CONF_ACCOUNT, default=accounts[0])] = list_selector(
                accounts, "account"
            )
        return self._flow.show_form("portal_login", self._password.fields(field), error)

    def _accounts(self, error: PronoteError | None) -> list[str]:
        """Return whose password it may be; empty if the portal is unknown."""
        portal = self._state.portal
        if portal is None or not portal.key:
            return []
        accounts = [account.value for account in portal.accounts]
        if isinstance(error, PortalAccountKindError) and error.wanted not in accounts:
            accounts.append(error.wanted)
        return accounts if self._state.portal_only else [*accounts, PRONOTE_ACCOUNT]

    def _show_error(self, error: PronoteError) -> ConfigFlowResult:
        """Show what the portal requires, or the form that fits the error."""
        match error:
            case PortalChoiceRequiredError():
                return self._portal.show_choice(error)
            case PortalCodeRequiredError():
                return self._portal.show_code(error)
            case NoPortalError():
                return self._password.show_credentials(error)
            case PortalMovedError():
                self._state.portal = _find(error.successor)
            case PortalAccountKindError():
                self._state.values[CONF_ACCOUNT] = error.wanted
            case WrongSpaceError():
                self._state.values[CONF_SPACE] = error.space
        final = isinstance(error, FINAL_ERRORS) or (
            isinstance(error, PortalActionRequiredError)
            and error.action in FINAL_ACTIONS
        )
        if final:
            return self._flow.show_form("other_way", OTHER_WAY_FIELDS, error)
        return self._show_login(error)

    def other_way(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Choose another way to log in, after a final error of the portal."""
        match user_input:
            case None:
                return self._flow.show_form("other_way", OTHER_WAY_FIELDS)
            case {"way": "credentials"}:
                return self._password.show_credentials()
            case {"way": "portal_login"}:
                return self._show_login()
        return self._qr_code.show()


def _label(portal: Portal) -> str:
    return f"{portal.region} – {portal.name}"


def _find(text: str) -> Portal | None:
    """Return the portal with a key, an address or a name, also if it is retired."""
    wanted = text.strip()
    if (known := portals.resolve(wanted)) is not None:
        return known.retired or known.portal
    if wanted.isascii() and (portal := portals.recognize(wanted)) is not None:
        return portal
    return next(
        (
            portal
            for portal in (*portals.portals(), *portals.retired_portals())
            if wanted.casefold() in (portal.name.casefold(), _label(portal).casefold())
        ),
        None,
    )
