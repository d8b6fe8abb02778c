"""Steps of a login: a PIN or a device name, the password to keep, the entry."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_USER, ConfigFlowResult
from homeassistant.const import CONF_PIN
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..client import (
    Account,
    Password,
    PortalPassword,
    PronoteClient,
    PronoteError,
    QrCode,
)
from ..client.errors import (
    ConnectionFailedError,
    DeviceNameTakenError,
    SecurityStepRequiredError,
    WrongPinError,
)
from ..connection.credentials import (
    CONF_PERSON,
    async_log_out,
    async_school_timezone,
    entry_data,
    portal_data,
)
from ..connection.followed_children import short_names, with_followed
from ..const import (
    CONF_DEVICE_NAME,
    CONF_FOLLOWED,
    CONF_KEEP_BACKUP_TOKEN,
    CONF_KEEP_PASSWORD,
)
from ..polling.request_budget import async_end_cooldown
from ..school_day.titles import async_account_title
from .base import DEVICE_NAME, PIN, BaseFlow, Fields, children_fields
from .change_school import ChangeSchoolSteps
from .errors import NoChildError, NoTokenError

type ShowError = Callable[[PronoteError], ConfigFlowResult]
"""Shows the form that led to a login again, with an error."""


@dataclass(slots=True)
class LoginAttempt:
    """One login, which may take several steps."""

    client: PronoteClient
    credentials: Password | PortalPassword | QrCode
    show_error: ShowError
    choices: tuple[str, ...] = ()
    """What the user chose at the portal."""

    @property
    def password(self) -> Password | PortalPassword | None:
        """Return the password as an entry keeps it, or None after a QR code."""
        if isinstance(self.credentials, QrCode):
            return None
        # Without a token, the name of this device is only in the client's credentials.
        newest = self.client.credentials
        password = (
            newest
            if isinstance(newest, Password | PortalPassword)
            else self.credentials
        )
        if isinstance(password, PortalPassword):
            return replace(password, choices=self.choices)
        return password


class LoginSteps:
    """Log in once, keep the token of that login, log out, and save the entry.

    The entry continues with the token.
    """

    _attempt: LoginAttempt
    _required: SecurityStepRequiredError
    _account: Account

    def __init__(self, flow: BaseFlow, change_school: ChangeSchoolSteps) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._state = flow.state
        self._change_school = change_school

    async def async_log_in(
        self, credentials: Password | QrCode, show_error: ShowError
    ) -> ConfigFlowResult:
        """Log in, and show the step that follows."""
        attempt = await self.async_prepare(credentials, show_error)
        return await self.async_complete(attempt.client.login())

    async def async_prepare(
        self,
        credentials: Password | PortalPassword | QrCode,
        show_error: ShowError,
        *traces: aiohttp.TraceConfig,
    ) -> LoginAttempt:
        """Return a new login, not started yet."""
        client = PronoteClient(
            credentials,
            session=await self._flow.async_new_session(*traces),
            timezone=await async_school_timezone(self._flow.hass, {}),
        )
        self._flow.exit_stack.push_async_callback(async_log_out, client)
        self._attempt = LoginAttempt(client, credentials, show_error)
        return self._attempt

    async def async_complete(self, login: Awaitable[Account]) -> ConfigFlowResult:
        """Wait for the end of a login, and show the step that follows."""
        try:
            account = await login
        except SecurityStepRequiredError as required:
            return self._show_security(required)
        except PronoteError as error:
            return self._attempt.show_error(error)
        return await self._async_use(account)

    async def async_security(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Log in with a PIN, a name for this device, or both."""
        if user_input is None:
            return self._show_security(self._required)
        self._state.remember(user_input)
        try:
            account = await self._attempt.client.complete_login(
                pin=user_input.get(CONF_PIN),
                device_name=user_input.get(CONF_DEVICE_NAME, "").strip() or DEVICE_NAME,
            )
        except SecurityStepRequiredError as required:
            return self._show_security(required)
        except (WrongPinError, DeviceNameTakenError, ConnectionFailedError) as error:
            return self._show_security(self._required, error)
        except PronoteError as error:
            return self._attempt.show_error(error)
        return await self._async_use(account)

    def _show_security(
        self, required: SecurityStepRequiredError, error: PronoteError | None = None
    ) -> ConfigFlowResult:
        self._required = required
        fields: Fields = {}
        if required.pin:
            fields[vol.Required(CONF_PIN)] = PIN
        if required.device_name:
            fields[vol.Required(CONF_DEVICE_NAME)] = TextSelector()
        return self._flow.show_form("security", fields, error)

    async def _async_use(self, account: Account) -> ConfigFlowResult:
        """Check whose account it is, and that the entry will be able to log in again."""
        self._account = account
        if self._state.new_school:
            self._change_school.check(account)
        else:
            await self._flow.async_check_account(account)
        if self._attempt.client.token is None:
            if isinstance(self._attempt.credentials, QrCode):
                return self._attempt.show_error(NoTokenError())
            if not self._state.values[CONF_KEEP_PASSWORD]:
                return self._flow.show_form("keep_password", {})
        return await self._async_log_out()

    async def async_keep_password(self) -> ConfigFlowResult:
        """Save the entry with its password, at a school without tokens."""
        self._state.values[CONF_KEEP_PASSWORD] = True
        return await self._async_log_out()

    async def _async_log_out(self) -> ConfigFlowResult:
        """Log out, then ask a new account with several children which of them to follow."""
        await self._flow.exit_stack.aclose()
        if self._flow.source == SOURCE_USER and len(self._account.pupils) > 1:
            return self._show_followed()
        return await self._async_save({})

    def _show_followed(self, error: PronoteError | None = None) -> ConfigFlowResult:
        names = short_names(self._account.pupils)
        return self._flow.show_form("followed", children_fields(names, names), error)

    async def async_followed(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Choose the children to follow, and save the entry."""
        if user_input is None:
            return self._show_followed()
        if not (followed := set(user_input[CONF_FOLLOWED])):
            return self._show_followed(NoChildError())
        return await self._async_save(with_followed({}, self._account, followed))

    async def _async_save(self, options: dict[str, Any]) -> ConfigFlowResult:
        """Create or update the entry."""
        flow, account = self._flow, self._account
        credentials = self._attempt.credentials
        token, password = self._attempt.client.token, self._attempt.password
        keep = password is not None and self._state.values[CONF_KEEP_PASSWORD]
        data = entry_data(token, password if keep else None)
        data[CONF_PERSON] = account.person_key
        if isinstance(credentials, PortalPassword):
            # A later reauthentication finds the portal even without a kept password.
            data |= portal_data(credentials)
        if self._state.new_school:
            moved = await self._change_school.async_change(account, data)
            if moved is not None:
                return moved
        if flow.source == SOURCE_USER:
            keep_backup_token = token and self._state.values.get(CONF_KEEP_BACKUP_TOKEN)
            return flow.async_create_entry(
                title=await async_account_title(
                    flow.hass, account, self._state.school.name
                ),
                data=data,
                description_placeholders=flow.next_steps,
                options=options
                | ({CONF_KEEP_BACKUP_TOKEN: True} if keep_backup_token else {}),
            )
        entry = flow.existing_entry
        # The school has just accepted a login, whatever delay it imposed before.
        async_end_cooldown(flow.hass, entry.entry_id)
        # The default reasons of Home Assistant have no French text.
        done = "reauth" if flow.source == SOURCE_REAUTH else "reconfigure"
        return flow.async_update_reload_and_abort(
            entry, data=data, reason=f"{done}_successful"
        )
