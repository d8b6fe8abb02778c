"""The dialogs: adding an account, repairing its access, changing it."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, Final, override
from zoneinfo import available_timezones

import aiohttp
from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlow,
    OptionsFlowWithReload,
)
from homeassistant.const import (
    CONF_NAME,
    CONF_PASSWORD,
    CONF_PIN,
    CONF_URL,
    CONF_USERNAME,
)
from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.translation import async_get_translations
import voluptuous as vol
from yarl import URL

from .access import (
    CONF_PERSON,
    async_leave,
    async_school_timezone,
    entry_data,
    stored_token,
)
from .client import (
    Account,
    InstanceInfo,
    Password,
    PronoteClient,
    PronoteError,
    QrCode,
    Secret,
    Space,
    discover,
    new_device,
    read_qr_code,
)
from .client.errors import (
    ConnectionFailedError,
    DeviceNameTakenError,
    NotPronoteError,
    PortalRequiredError,
    QrCodeExpiredError,
    SecurityStepRequiredError,
    SessionExpiredError,
    WrongPinError,
)
from .client.instance import normalise_url
from .const import (
    CONF_DEVICE,
    CONF_KEEP_PASSWORD,
    CONF_NAVIGATOR,
    CONF_SPACE,
    CONF_TIMEZONE,
    DOMAIN,
)
from .gate import PAUSES
from .sentences import (
    CONF_DEVICE_NAME,
    CONF_QR_CODE,
    EXAMPLES,
    InvalidAddressError,
    NoSpaceError,
    NoTokenError,
    sentence,
)

CONF_FORGET_PASSWORD: Final = "forget_password"  # noqa: S105

SECRETS: Final = {CONF_PASSWORD, CONF_PIN}
"""Fields that a form never shows again."""

DEVICE_NAME: Final = "Home Assistant"
"""What the school shows in the account's list of devices, unless the user prefers another."""

PASSWORD: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
PIN: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
)
QR_CODE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_QR_CODE): TextSelector(TextSelectorConfig(multiline=True)),
        vol.Required(CONF_PIN): PIN,
    }
)
SCHOOL_SCHEMA: Final = vol.Schema({vol.Required(CONF_URL): TextSelector()})
CREDENTIALS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_USERNAME): TextSelector(
            TextSelectorConfig(autocomplete="username")
        ),
        vol.Required(CONF_PASSWORD): PASSWORD,
        vol.Required(CONF_KEEP_PASSWORD, default=False): BooleanSelector(),
    }
)


class PronoteConfigFlow(ConfigFlow, domain=DOMAIN):
    """Add an account, or give a new way in to one.

    The flow logs in once, keeps the token which that login brings, and logs out:
    the entry goes on with the token.
    """

    VERSION = 3  # 1 and 2 are those of hass-pronote, which has the same domain.

    _client: PronoteClient
    _credentials: Password | QrCode
    _asked: SecurityStepRequiredError
    _account: Account

    def __init__(self) -> None:
        """Start with nothing typed."""
        self._typed: dict[str, Any] = {CONF_DEVICE_NAME: DEVICE_NAME}
        self._school = InstanceInfo(url="", name="", version=(), spaces=())
        self._portal = ""
        self._portal_only = False
        self._device = new_device()
        self._navigator: str | None = None
        self._visit = AsyncExitStack()

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the dialog of the options."""
        return PronoteOptionsFlow()

    # --- the ways to start

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a way in."""
        return self.async_show_menu(step_id="user", menu_options=["qr_code", "school"])

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Repair the access of an account that the school refuses."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a new way in to the same account."""
        return self._show_ways("reauth_confirm", ["qr_code", "credentials"])

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the address, the password or the way in."""
        return self._show_ways("reconfigure", ["qr_code", "school"])

    def _show_ways(self, step_id: str, ways: list[str]) -> ConfigFlowResult:
        """Take over what an entry knows and show the ways to its account.

        The device stays the same, so that the school's list of devices does not grow.
        """
        entry = self._entry
        self._device = entry.data[CONF_DEVICE]
        self._navigator = entry.data.get(CONF_NAVIGATOR)
        self._school = InstanceInfo(
            url=entry.data[CONF_URL],
            name=entry.title,
            version=(),
            spaces=(Space(entry.data[CONF_SPACE]),),
        )
        self._typed |= {
            CONF_URL: entry.data[CONF_URL],
            CONF_SPACE: entry.data[CONF_SPACE],
            CONF_USERNAME: entry.data.get(CONF_USERNAME),
            CONF_KEEP_PASSWORD: CONF_PASSWORD in entry.data,
        }
        return self.async_show_menu(
            step_id=step_id,
            menu_options=ways,
            description_placeholders={CONF_NAME: entry.title},
        )

    @property
    def _entry(self) -> ConfigEntry:
        """The entry that gets a new way in."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        return self._get_reconfigure_entry()

    # --- by QR code

    async def async_step_qr_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with the text of a QR code and its four digits."""
        if user_input is None:
            return self._show_qr_code()
        self._remember(user_input)
        try:
            credentials = read_qr_code(
                user_input[CONF_QR_CODE], user_input[CONF_PIN], self._device
            )
        except PronoteError as error:
            return self._show_qr_code(error)
        return await self._async_login(credentials)

    def _show_qr_code(self, error: PronoteError | None = None) -> ConfigFlowResult:
        if isinstance(error, QrCodeExpiredError | SessionExpiredError | NoTokenError):
            del self._typed[CONF_QR_CODE]  # A code opens once.
        return self._show("qr_code", QR_CODE_SCHEMA, error)

    # --- by address and password

    async def async_step_school(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Find the school."""
        if user_input is None:
            return self._show("school", SCHOOL_SCHEMA)
        self._remember(user_input)
        try:
            school = await self._async_discover(user_input[CONF_URL])
        except PronoteError as error:
            return self._show("school", SCHOOL_SCHEMA, error)
        self._school = school
        if school.portal is None:
            return self._show_credentials()
        self._portal = URL(school.portal).host or school.portal
        self._portal_only = False
        return await self.async_step_portal()

    async def _async_discover(self, text: str) -> InstanceInfo:
        try:
            url = normalise_url(text)
        except NotPronoteError as error:
            raise InvalidAddressError from error
        school = await discover(await self._async_session(), url)
        if not school.spaces:
            raise NoSpaceError
        return replace(school, name=school.name or URL(url).host or url)

    async def async_step_portal(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that the school's families log in at a portal, and what works all the same."""
        ways = ["qr_code"]
        if not self._portal_only:
            ways.append("credentials")
        if self.source != SOURCE_REAUTH:
            ways.append("school")
        return self.async_show_menu(
            step_id="portal",
            menu_options=ways,
            description_placeholders={
                "school": self._school.name,
                "portal": self._portal,
            },
        )

    async def async_step_credentials(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with a user name and a password of the school itself."""
        if user_input is None:
            return self._show_credentials()
        self._remember(user_input)
        return await self._async_login(
            Password(
                url=self._school.url,
                space=Space(user_input.get(CONF_SPACE, self._school.spaces[0])),
                username=user_input[CONF_USERNAME].strip(),
                password=Secret(user_input[CONF_PASSWORD]),
                device=self._device,
                navigator=self._navigator,
            )
        )

    def _show_credentials(self, error: PronoteError | None = None) -> ConfigFlowResult:
        schema = CREDENTIALS_SCHEMA
        if len(self._school.spaces) > 1:
            spaces = SelectSelectorConfig(
                options=[space.value for space in self._school.spaces],
                mode=SelectSelectorMode.LIST,
                translation_key="space",
            )
            schema = vol.Schema(
                {vol.Required(CONF_SPACE): SelectSelector(spaces)} | schema.schema
            )
        return self._show("credentials", schema, error)

    # --- through the door

    async def _async_login(self, credentials: Password | QrCode) -> ConfigFlowResult:
        """Knock once, and go where the school's answer leads."""
        self._credentials = credentials
        self._client = PronoteClient(
            await self._async_session(),
            credentials,
            timezone=await async_school_timezone(self.hass, {}),
        )
        self._visit.push_async_callback(async_leave, self._client)
        try:
            account = await self._client.login()
        except SecurityStepRequiredError as asked:
            return self._show_security(asked)
        except PronoteError as error:
            if isinstance(error, PortalRequiredError) and isinstance(
                credentials, Password
            ):
                self._portal = error.host
                self._portal_only = True
                return await self.async_step_portal()
            return self._show_way(error)
        return await self._async_arrive(account)

    def _show_way(self, error: PronoteError) -> ConfigFlowResult:
        """Show the form that led to the login again."""
        if isinstance(self._credentials, QrCode):
            return self._show_qr_code(error)
        return self._show_credentials(error)

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
            return self._show_way(error)
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
            if account.person_key != self._entry.data.get(CONF_PERSON):
                self._abort_if_unique_id_mismatch(reason="wrong_account")
        if self._client.token is None:
            if isinstance(self._credentials, QrCode):
                return self._show_qr_code(NoTokenError())
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
        password = None
        if isinstance(self._credentials, Password) and self._typed[CONF_KEEP_PASSWORD]:
            # Without a token, the client's own has learnt the name of this device.
            newest = self._client.credentials
            password = newest if isinstance(newest, Password) else self._credentials
        data = entry_data(self._client.token, password)
        data[CONF_PERSON] = account.person_key
        if self.source == SOURCE_USER:
            return self.async_create_entry(
                title=await self._async_title(account), data=data
            )
        # Who has just been let in need not wait until the school reopens.
        self.hass.data.get(PAUSES, {}).pop(self._entry.entry_id, None)
        return self.async_update_reload_and_abort(self._entry, data=data)

    async def _async_title(self, account: Account) -> str:
        """Name an entry by its school and space or class: titles get into logs."""
        school = account.school.name or self._school.name or "PRONOTE"
        if account.space is Space.PUPIL and account.pupils[0].school_class:
            return f"{school} ({account.pupils[0].school_class})"
        names = await async_get_translations(
            self.hass, self.hass.config.language, "selector", [DOMAIN]
        )
        space = names[f"component.{DOMAIN}.selector.space.options.{account.space}"]
        return f"{school} ({space})"

    # --- what all steps share

    def _remember(self, user_input: dict[str, Any]) -> None:
        """Keep what was typed, to show it again; never a secret."""
        self._typed |= {
            key: value for key, value in user_input.items() if key not in SECRETS
        }

    def _show(
        self, step_id: str, schema: vol.Schema, error: PronoteError | None = None
    ) -> ConfigFlowResult:
        """Show a form with what was typed before, and what went wrong."""
        errors: dict[str, str] = {}
        placeholders = EXAMPLES | {"school": self._school.name}
        if error is not None:
            field, key, details = sentence(error)
            errors[field if field in schema.schema else "base"] = key
            placeholders |= details
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, self._typed),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def _async_session(self) -> aiohttp.ClientSession:
        """End the last visit, and return a session without cookies for the next."""
        await self._visit.aclose()
        http = async_create_clientsession(
            self.hass, auto_cleanup=False, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )
        self._visit.callback(http.detach)
        return http

    @callback
    @override
    def async_remove(self) -> None:
        """Leave the school when the dialog ends or is closed."""
        self.hass.async_create_task(self._visit.aclose())


class PronoteOptionsFlow(OptionsFlowWithReload):
    """Choose the school's time zone, and whether the password is still kept."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the options and take what was chosen."""
        entry = self.config_entry
        if user_input is not None:
            if user_input.pop(CONF_FORGET_PASSWORD, False):
                kept = {
                    key: value
                    for key, value in entry.data.items()
                    if key not in (CONF_USERNAME, CONF_PASSWORD)
                }
                self.hass.config_entries.async_update_entry(entry, data=kept)
            return self.async_create_entry(data=user_input)

        zones = await self.hass.async_add_executor_job(available_timezones)
        fields: dict[vol.Marker, Any] = {
            vol.Required(
                CONF_TIMEZONE,
                default=entry.options.get(CONF_TIMEZONE, self.hass.config.time_zone),
            ): SelectSelector(
                SelectSelectorConfig(
                    options=sorted(zones), mode=SelectSelectorMode.DROPDOWN
                )
            )
        }
        # A school without tokens is entered by the password each time.
        if stored_token(entry.data) is not None and CONF_PASSWORD in entry.data:
            fields[vol.Required(CONF_FORGET_PASSWORD, default=False)] = (
                BooleanSelector()
            )
        return self.async_show_form(step_id="init", data_schema=vol.Schema(fields))
