"""The doors with a password: PRONOTE's own, and the portal's."""

from typing import Any, Final

from homeassistant.config_entries import SOURCE_REAUTH, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..client import (
    Password,
    Portal,
    PortalAccount,
    PortalPassword,
    PronoteError,
    Secret,
    Space,
    portals,
)
from ..client.errors import (
    NoPortalError,
    PortalAccountError,
    PortalAccountUnknownError,
    PortalAction,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalChangedError,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalMovedError,
    PortalRequiredError,
    PortalServiceRefusedError,
    PortalSessionError,
    PortalUntrustedError,
    WrongSpaceError,
)
from ..const import CONF_ACCOUNT, CONF_KEEP_PASSWORD, CONF_PORTAL, CONF_SPACE
from .base import PASSWORD, one_of
from .errors import UnknownPortalError
from .portal import Walk
from .qr_code import QrCodeDoor

CONF_WAY: Final = "way"
OWN: Final = "pronote"
"""An account of PRONOTE itself, at a school whose families mostly use a portal."""

CREDENTIALS: Final[dict[vol.Marker, Any]] = {
    vol.Required(CONF_USERNAME): TextSelector(
        TextSelectorConfig(autocomplete="username")
    ),
    vol.Required(CONF_PASSWORD): PASSWORD,
    vol.Required(CONF_KEEP_PASSWORD, default=False): BooleanSelector(),
}
OTHER_WAY_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_WAY, default="qr_code"): one_of(
            ["qr_code", "credentials", "portal_login"], "way"
        )
    }
)

CLOSED: Final = (
    PortalAccountUnknownError,
    PortalBlockedError,
    PortalChangedError,
    PortalServiceRefusedError,
    PortalSessionError,
    PortalUntrustedError,
)
"""After these another try at the portal leads nowhere; another door may."""
CLOSED_ACTIONS: Final = (PortalAction.FRANCE_CONNECT, PortalAction.SECOND_FACTOR)


class PasswordDoor(Walk, QrCodeDoor):
    """Enters with a user name and a password, after finding out whose they are."""

    _portal_only = False
    """The school was seen to refuse passwords of its own."""

    def _show_door(self, portal: Portal | None) -> ConfigFlowResult:
        """Show the form of a school that leads to a portal, or to none."""
        self._portal, self._portal_only = portal, False
        if portal is None:
            return self._show_credentials()
        if not portal.key:
            return self._show_portal_menu()
        return self._show_portal_login(self._move_on(portal))

    def _move_on(self, portal: Portal) -> PronoteError | None:
        """Go to the successor of a portal that is no more."""
        known = portals.resolve(portal.key)
        if known is None or known.retired is None:
            return None
        self._portal = known.portal
        return PortalMovedError(portal.name, known.portal.key)

    # --- PRONOTE's own password

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with a user name and a password of the school itself."""
        if user_input is None:
            return self._show_credentials()
        return await self._async_log_in_at_school(user_input)

    async def _async_log_in_at_school(
        self, user_input: dict[str, Any]
    ) -> ConfigFlowResult:
        self._remember(user_input)
        return await self._async_login(
            Password(**self._identity(user_input), navigator=self._navigator),
            again=self._refuse_credentials,
        )

    def _identity(self, user_input: dict[str, Any]) -> dict[str, Any]:
        """Return what all passwords come with."""
        return {
            "url": self._school.url,
            "space": Space(user_input.get(CONF_SPACE, self._school.spaces[0])),
            "username": user_input[CONF_USERNAME].strip(),
            "password": Secret(user_input[CONF_PASSWORD]),
            "device": self._device,
        }

    def _refuse_credentials(self, error: PronoteError) -> ConfigFlowResult:
        if not isinstance(error, PortalRequiredError):
            return self._show_credentials(error)
        self._portal = portals.recognise(error.host) or self._portal
        self._portal_only = True
        return self._show_portal_menu(error.host)

    def _show_credentials(self, error: PronoteError | None = None) -> ConfigFlowResult:
        schema = vol.Schema(self._space_field() | CREDENTIALS | self._spare_field)
        return self._show("credentials", schema, error)

    def _space_field(self) -> dict[vol.Marker, Any]:
        """Return the choice of a space, if there is one."""
        spaces = self._school.spaces
        if len(spaces) < 2:
            return {}
        options = [space.value for space in spaces]
        return {vol.Required(CONF_SPACE): one_of(options, "space")}

    # --- which portal

    async def async_step_portal(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a way into a school whose portal nobody described, or which wants its portal."""
        return self._show_portal_menu()

    def _show_portal_menu(self, host: str = "") -> ConfigFlowResult:
        known = self._portal is not None and self._portal.key
        ways = ["portal_login", "qr_code"] if known else ["portal_list", "qr_code"]
        if self._portal is not None and not known:
            ways.append("portal_login")
        if not self._portal_only:
            ways.append("credentials")
        if self.source != SOURCE_REAUTH:
            ways.append("school")
        names = self._names
        names["portal"] = names["portal"] or host
        return self.async_show_menu(
            step_id="portal", menu_options=ways, description_placeholders=names
        )

    async def async_step_portal_list(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose among all portals, or name one as one knows it."""
        if user_input is None:
            return self._show_portal_list()
        portal = _find(user_input[CONF_PORTAL])
        if portal is None:
            self._remember(user_input)
            return self._show_portal_list(UnknownPortalError())
        self._portal = portal
        return self._show_portal_login(self._move_on(portal))

    def _show_portal_list(self, error: PronoteError | None = None) -> ConfigFlowResult:
        # Free text makes it searchable, addresses and former names do too; what is chosen
        # is then shown by its value, hence the names.
        rows = SelectSelectorConfig(
            options=[_label(row) for row in portals.portals()],
            mode=SelectSelectorMode.DROPDOWN,
            custom_value=True,
        )
        schema = vol.Schema({vol.Required(CONF_PORTAL): SelectSelector(rows)})
        return self._show("portal_list", schema, error)

    # --- the portal's password

    async def async_step_portal_login(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with a user name and a password of the portal, or of EduConnect."""
        if user_input is None:
            return self._show_portal_login()
        account = user_input.get(CONF_ACCOUNT)
        if account == OWN:
            return await self._async_log_in_at_school(user_input)
        self._remember(user_input)
        return await self._async_set_out(
            PortalPassword(
                **self._identity(user_input),
                portal=(self._portal and self._portal.key) or None,
                account=PortalAccount(account) if account else None,
                navigator=self._navigator,
            ),
            again=self._refuse_at_portal,
        )

    def _show_portal_login(self, error: PronoteError | None = None) -> ConfigFlowResult:
        fields = self._space_field()
        accounts = self._accounts(error)
        if self._typed.get(CONF_ACCOUNT) not in accounts:
            self._typed.pop(CONF_ACCOUNT, None)
        if accounts:
            fields[vol.Required(CONF_ACCOUNT, default=accounts[0])] = one_of(
                accounts, "account"
            )
        schema = vol.Schema(fields | CREDENTIALS | self._spare_field)
        return self._show("portal_login", schema, error)

    def _accounts(self, error: PronoteError | None) -> list[str]:
        """Return whose password it may be; empty where only the portal can tell."""
        if self._portal is None or not self._portal.key:
            return []
        accounts = [account.value for account in self._portal.accounts]
        if isinstance(error, PortalAccountError) and error.wanted not in accounts:
            accounts.append(error.wanted)
        return accounts if self._portal_only else [*accounts, OWN]

    def _refuse_at_portal(self, error: PronoteError) -> ConfigFlowResult:
        """Show what the portal asks, or the form that fits what went wrong."""
        match error:
            case PortalChoiceRequiredError():
                return self._show_choice(error)
            case PortalCodeRequiredError():
                return self._show_code(error)
            case NoPortalError():
                return self._show_credentials(error)
            case PortalMovedError():
                self._portal = _find(error.successor)
            case PortalAccountError():
                self._typed[CONF_ACCOUNT] = error.wanted
            case WrongSpaceError():
                self._typed[CONF_SPACE] = error.space
        closed = isinstance(error, CLOSED) or (
            isinstance(error, PortalActionRequiredError)
            and error.action in CLOSED_ACTIONS
        )
        if closed:
            return self._show("other_way", OTHER_WAY_SCHEMA, error)
        return self._show_portal_login(error)

    async def async_step_other_way(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose another door after the portal's stayed closed."""
        match user_input:
            case None:
                return self._show("other_way", OTHER_WAY_SCHEMA)
            case {"way": "credentials"}:
                return self._show_credentials()
            case {"way": "portal_login"}:
                return self._show_portal_login()
        return self._show_qr_code()


def _label(portal: Portal) -> str:
    return f"{portal.region} – {portal.name}"


def _find(text: str) -> Portal | None:
    """Return the portal of a key, an address or a name, also of one that is no more."""
    wanted = text.strip()
    if (known := portals.resolve(wanted)) is not None:
        return known.retired or known.portal
    if wanted.isascii() and (portal := portals.recognise(wanted)) is not None:
        return portal
    return next(
        (
            portal
            for portal in (*portals.portals(), *portals.retired_portals())
            if wanted.casefold() in (portal.name.casefold(), _label(portal).casefold())
        ),
        None,
    )
