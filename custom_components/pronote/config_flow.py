"""Config flow: add an account, or renew or change its login."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN, NOTIFICATION
from .flow.base import BaseFlow
from .flow.change_school import ChangeSchoolSteps
from .flow.login import LoginSteps
from .flow.notification import NotificationFlow
from .flow.options import PronoteOptionsFlow
from .flow.password import PasswordSteps
from .flow.portal import PortalSteps
from .flow.portal_password import PortalPasswordSteps
from .flow.qr_code import QrCodeSteps
from .flow.school import SchoolSteps
from .repair_issues.connection import reauth_reason_key
from .texts.phrases import async_load_phrases


class PronoteConfigFlow(BaseFlow, domain=DOMAIN):
    """Add an account, or change the login of an existing one.

    Every login method ends in the same login; the package `flow` contains the logic of each step.
    """

    VERSION = 3  # hass-pronote, which has the same domain, used 1 and 2.

    def __init__(self) -> None:
        """Prepare the steps."""
        super().__init__()
        self._change_school = ChangeSchoolSteps(self)
        self._login = LoginSteps(self, self._change_school)
        self._portal = PortalSteps(self, self._login)
        self._qr_code = QrCodeSteps(self, self._login)
        self._password = PasswordSteps(self, self._login)
        self._portal_password = PortalPasswordSteps(
            self, self._portal, self._qr_code, self._password
        )
        self._school = SchoolSteps(self, self._password, self._portal_password)

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the options flow."""
        return PronoteOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flow of a notification."""
        return {NOTIFICATION: NotificationFlow}

    # --- menus: a new account, a new login, other settings

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how to log in to a new account."""
        # Before the first account, the integration is not set up yet.
        await async_load_phrases(self.hass)
        return self.async_show_menu(
            step_id="user",
            menu_options=["qr_code", "school", "nearby", "demonstration"],
        )

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Log in again to an account whose login was refused."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how to log in again."""
        texts = await async_get_translations(
            self.hass, self.hass.config.language, "exceptions", [DOMAIN]
        )
        reason = reauth_reason_key(self.existing_entry)
        text = texts.get(f"component.{DOMAIN}.exceptions.{reason}.message", "")
        return self._show_entry_menu(
            "reauth_confirm", ["qr_code", "password"], reason=text
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how to log in from now on, or change the address."""
        ways = ["qr_code", "school"]
        if self.existing_entry.unique_id is not None:
            ways.append("new_school")
        return self._show_entry_menu("reconfigure", ways)

    async def async_step_new_school(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the account at the new school of the child, or how to log in to it."""
        return self._change_school.show()

    async def async_step_known_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the account of the new school among those that have an entry."""
        return await self._change_school.async_known_account(user_input)

    async def async_step_import(self, new_entry: dict[str, Any]) -> ConfigFlowResult:
        """Add the account of the new school of some children of an entry, after its login."""
        return await self._change_school.async_import(new_entry)

    def _show_entry_menu(
        self, step_id: str, ways: list[str], **placeholders: str
    ) -> ConfigFlowResult:
        """Load the entry, and show the ways to log in to its account."""
        entry = self.existing_entry
        self.state.load(entry)
        return self.async_show_menu(
            step_id=step_id,
            menu_options=ways,
            description_placeholders={CONF_NAME: entry.title, **placeholders},
        )

    # --- the school

    async def async_step_school(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Enter the address of the school."""
        return await self._school.async_school(user_input)

    async def async_step_address_moved(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Agree to the address to which the school's has moved."""
        return await self._school.async_address_moved(user_input)

    async def async_step_nearby(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a school near the home."""
        return await self._school.async_nearby(user_input)

    async def async_step_demonstration(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose an account of the publisher's demonstration."""
        return await self._school.async_demonstration(user_input)

    async def async_step_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Go on with a password at the school of the entry."""
        return await self._school.async_password()

    # --- a QR code

    async def async_step_qr_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Give a QR code and its four digits."""
        return await self._qr_code.async_qr_code(user_input)

    # --- a password of PRONOTE

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Enter a user name and a password of the school."""
        return await self._password.async_credentials(user_input)

    # --- a password of a portal

    async def async_step_portal(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how to log in at a school with a portal."""
        return self._password.show_portal_menu()

    async def async_step_portal_list(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the portal."""
        return self._portal_password.portal_list(user_input)

    async def async_step_portal_login(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Enter a user name and a password of the portal, or of EduConnect."""
        return await self._portal_password.async_portal_login(user_input)

    async def async_step_other_way(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose another way after a portal that cannot work."""
        return self._portal_password.other_way(user_input)

    async def async_step_portal_progress(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the progress of a login through a portal."""
        return self._portal.progress()

    async def async_step_portal_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Go on after a login through a portal."""
        return await self._portal.async_complete()

    async def async_step_portal_choice(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose among what the portal offers."""
        return self._portal.choice(user_input)

    async def async_step_portal_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Enter the code that the portal sent."""
        return self._portal.code(user_input)

    # --- the end of every login

    async def async_step_security(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Enter a PIN, a name for this device, or both."""
        return await self._login.async_security(user_input)

    async def async_step_keep_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Agree to keep the password, at a school without tokens."""
        return await self._login.async_keep_password()

    async def async_step_followed(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the children to follow."""
        return await self._login.async_followed(user_input)
