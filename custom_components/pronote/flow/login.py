"""From a knock at the school to an entry, whatever the door: login, PIN, whose account it is."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_USER, ConfigFlowResult
from homeassistant.const import CONF_PIN, CONF_URL
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
    async_leave,
    async_school_timezone,
    entry_data,
    portal_data,
)
from ..const import CONF_KEEP_PASSWORD, CONF_SPARE_DEVICE
from ..polling.budget import async_forgive
from ..school_day.titles import async_account_title
from .base import DEVICE_NAME, PIN, Dialog
from .errors import CONF_DEVICE_NAME, NoTokenError

type Again = Callable[[PronoteError], ConfigFlowResult]
"""Shows the form that led to a login again, with what went wrong."""


class Arrival(Dialog):
    """Logs in once, keeps the token which that login brings, and logs out.

    The entry goes on with the token.
    """

    _client: PronoteClient
    _credentials: Password | PortalPassword | QrCode
    _again: Again
    _asked: SecurityStepRequiredError
    _account: Account
    _choices: tuple[str, ...] = ()

    async def _async_login(
        self, credentials: Password | QrCode, again: Again
    ) -> ConfigFlowResult:
        """Knock once, and go where the school's answer leads."""
        await self._async_prepare(credentials, again)
        return await self._async_enter(self._client.login())

    async def _async_prepare(
        self,
        credentials: Password | PortalPassword | QrCode,
        again: Again,
        *traces: aiohttp.TraceConfig,
    ) -> None:
        self._credentials, self._again, self._choices = credentials, again, ()
        self._client = PronoteClient(
            await self._async_session(*traces),
            credentials,
            timezone=await async_school_timezone(self.hass, {}),
        )
        self._visit.push_async_callback(async_leave, self._client)

    async def _async_enter(self, entering: Awaitable[Account]) -> ConfigFlowResult:
        """Await the end of a login."""
        try:
            account = await entering
        except SecurityStepRequiredError as asked:
            return self._show_security(asked)
        except PronoteError as error:
            return self._again(error)
        return await self._async_arrive(account)

    async def async_step_security(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Answer the school which asks for a PIN, a name for this device, or both."""
        if user_input is None:
            return self._show_security(self._asked)
        self._remember(user_input)
        try:
            account = await self._client.complete_login(
                pin=user_input.get(CONF_PIN),
                device_name=user_input.get(CONF_DEVICE_NAME, "").strip() or DEVICE_NAME,
            )
        except SecurityStepRequiredError as asked:
            return self._show_security(asked)
        except (
            WrongPinError,
            DeviceNameTakenError,
            ConnectionFailedError,
        ) as error:
            return self._show_security(self._asked, error)
        except PronoteError as error:
            return self._again(error)
        return await self._async_arrive(account)

    def _show_security(
        self, asked: SecurityStepRequiredError, error: PronoteError | None = None
    ) -> ConfigFlowResult:
        self._asked = asked
        fields: dict[vol.Marker, Any] = {}
        if asked.pin:
            fields[vol.Required(CONF_PIN)] = PIN
        if asked.device_name:
            fields[vol.Required(CONF_DEVICE_NAME)] = TextSelector()
        return self._show("security", vol.Schema(fields), error)

    async def _async_arrive(self, account: Account) -> ConfigFlowResult:
        """Check whose account it is, and that there is a way to come back."""
        self._account = account
        if self.source == SOURCE_USER:
            await self.async_set_unique_id(account.key)
            self._abort_if_unique_id_configured()
            # An entry keeps its unique id when its school moves to another address.
            self._async_abort_entries_match(
                {CONF_URL: account.school.url, CONF_PERSON: account.person_key}
            )
        else:
            known = await self.async_set_unique_id(account.key, raise_on_progress=False)
            if known not in (None, self._entry):
                return self.async_abort(reason="already_configured")
            # An entry of hass-pronote that nobody could enter yet belongs to whoever enters.
            settled = self._entry.unique_id is not None
            if settled and account.person_key != self._entry.data.get(CONF_PERSON):
                self._abort_if_unique_id_mismatch(reason="wrong_account")
        if self._client.token is None:
            if isinstance(self._credentials, QrCode):
                return self._again(NoTokenError())
            if not self._typed[CONF_KEEP_PASSWORD]:
                return self._show("keep_password", vol.Schema({}))
        return await self._async_finish(account)

    async def async_step_keep_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Agree to keep the password, at a school that has no tokens."""
        self._typed[CONF_KEEP_PASSWORD] = True
        return await self._async_finish(self._account)

    async def _async_finish(self, account: Account) -> ConfigFlowResult:
        """Hand over to the entry."""
        await self._visit.aclose()
        data = entry_data(self._client.token, self._password_to_keep())
        data[CONF_PERSON] = account.person_key
        if isinstance(self._credentials, PortalPassword):
            # Known again when the access is repaired, whether the password is kept or not.
            data |= portal_data(self._credentials)
        if self.source == SOURCE_USER:
            agreed = self._client.token and self._typed.get(CONF_SPARE_DEVICE)
            return self.async_create_entry(
                title=await async_account_title(self.hass, account, self._school.name),
                data=data,
                options={CONF_SPARE_DEVICE: True} if agreed else {},
            )
        # Who has just been let in need not wait until the school reopens.
        async_forgive(self.hass, self._entry.entry_id)
        # Named: of its own sentence for this, Home Assistant has no French one.
        done = "reauth" if self.source == SOURCE_REAUTH else "reconfigure"
        return self.async_update_reload_and_abort(
            self._entry, data=data, reason=f"{done}_successful"
        )

    def _password_to_keep(self) -> Password | PortalPassword | None:
        """Return the password, if the user wants it kept."""
        if isinstance(self._credentials, QrCode) or not self._typed[CONF_KEEP_PASSWORD]:
            return None
        # Without a token, the client's own has learnt the name of this device.
        newest = self._client.credentials
        kept = (
            newest
            if isinstance(newest, Password | PortalPassword)
            else self._credentials
        )
        if isinstance(kept, PortalPassword):
            return replace(kept, choices=self._choices)
        return kept
