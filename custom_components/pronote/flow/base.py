"""Base of the config flow: its state, its forms with their errors, its HTTP session."""

from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Final, override

import aiohttp
from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_PIN, CONF_URL, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..client import Account, InstanceInfo, Portal, PronoteError, Space, new_device_id
from ..connection.credentials import CONF_PERSON, cookie_jar
from ..const import (
    CONF_ACCOUNT,
    CONF_BROWSER_ID,
    CONF_DEVICE,
    CONF_DEVICE_NAME,
    CONF_FOLLOWED,
    CONF_KEEP_BACKUP_TOKEN,
    CONF_KEEP_PASSWORD,
    CONF_SPACE,
    DOCUMENTATION_URL,
    DOMAIN,
)
from ..texts.phrases import get_phrases
from .errors import CONF_CODE, CONF_PICTURE, EXAMPLES, form_error

type Fields = dict[vol.Marker, Any]
"""Fields of a form, each with its selector."""

NEVER_SUGGESTED: Final = {CONF_CODE, CONF_PASSWORD, CONF_PICTURE, CONF_PIN}
"""Fields that a form always shows empty."""

DEVICE_NAME: Final = "Home Assistant"
"""Name in the account's list of devices, unless the user prefers another."""

PASSWORD: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
PIN: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
)


def list_selector(
    options: list[str] | list[SelectOptionDict], translation_key: str | None = None
) -> SelectSelector:
    """Return a selector that shows all its options."""
    config = SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST)
    if translation_key is not None:
        config["translation_key"] = translation_key
    return SelectSelector(config)


def children_fields(names: Mapping[str, str], followed: Iterable[str]) -> Fields:
    """Return the field for the children to follow, from their names by key."""
    children = [SelectOptionDict(value=key, label=name) for key, name in names.items()]
    selector = SelectSelector(
        SelectSelectorConfig(
            options=children, mode=SelectSelectorMode.LIST, multiple=True
        )
    )
    return {vol.Required(CONF_FOLLOWED, default=[*followed]): selector}


NO_SCHOOL: Final = InstanceInfo(url="", name="", version=(), spaces=())


@dataclass(slots=True)
class FlowState:
    """Data of a flow, shared by its steps."""

    school: InstanceInfo = NO_SCHOOL
    portal: Portal | None = None
    new_school: bool = False
    """The child changed schools: the entry moves to another account."""
    portal_only: bool = False
    """Whether the school accepts logins through the portal only."""
    device: str = field(default_factory=new_device_id)
    browser_id: str | None = None
    values: dict[str, Any] = field(
        default_factory=lambda: {CONF_DEVICE_NAME: DEVICE_NAME}
    )
    """What was entered so far, without secrets; forms suggest it again."""

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the names that texts mention."""
        return {
            "school": self.school.name,
            "address": self.school.url,
            "portal": self.portal.name if self.portal else "",
        }

    def remember(self, user_input: dict[str, Any]) -> None:
        """Keep what was entered, without secrets."""
        self.values |= {
            key: value
            for key, value in user_input.items()
            if key not in NEVER_SUGGESTED
        }

    def forget_school(self) -> None:
        """Log in to another school, as another device."""
        self.new_school = True
        self.device, self.browser_id = new_device_id(), None
        for key in (CONF_URL, CONF_SPACE, CONF_ACCOUNT, CONF_USERNAME):
            self.values.pop(key, None)

    def load(self, entry: ConfigEntry) -> None:
        """Copy the data of an entry.

        The device stays the same, so that the school's list of devices does not grow. Steps
        ask for what is missing.
        """
        data = entry.data
        url = data.get(CONF_URL) or ""
        try:
            space = Space(data.get(CONF_SPACE, Space.PARENT))
        except ValueError:
            space = Space.PARENT
        self.device = data.get(CONF_DEVICE) or self.device
        self.browser_id = data.get(CONF_BROWSER_ID)
        self.school = InstanceInfo(
            url=url, name=entry.title, version=(), spaces=(space,)
        )
        self.values |= {
            CONF_URL: url,
            CONF_SPACE: space.value,
            CONF_ACCOUNT: data.get(CONF_ACCOUNT),
            CONF_USERNAME: data.get(CONF_USERNAME),
            CONF_KEEP_PASSWORD: CONF_PASSWORD in data,
            CONF_DEVICE_NAME: data.get(CONF_DEVICE_NAME, DEVICE_NAME),
        }


class BaseFlow(ConfigFlow):
    """Base class of the steps."""

    def __init__(self) -> None:
        """Start with an empty state."""
        self.state = FlowState()
        self.exit_stack = AsyncExitStack()
        """Closes the session, the client and the tasks of the current login."""

    @property
    def existing_entry(self) -> ConfigEntry:
        """Return the entry that this flow updates."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        return self._get_reconfigure_entry()

    @property
    def backup_token_field(self) -> Fields:
        """Return the field for a backup token.

        An entry that exists has it in its options.
        """
        if self.source != SOURCE_USER:
            return {}
        return {vol.Required(CONF_KEEP_BACKUP_TOKEN, default=False): BooleanSelector()}

    @property
    def next_steps(self) -> dict[str, str]:
        """Return the links of the last page: what to do with a new account."""
        french = self.hass.config.language.partition("-")[0] == "fr"
        return {
            "dashboards": "/config/lovelace/dashboards",
            "integration": f"/config/integrations/integration/{DOMAIN}",
            "blueprints": f"{DOCUMENTATION_URL}/blob/main/docs/{'fr/' if french else ''}automations.md",
        }

    def show_form(
        self, step_id: str, fields: Fields, error: PronoteError | None = None
    ) -> ConfigFlowResult:
        """Show a form with what was entered before, and with an error if there is one."""
        errors: dict[str, str] = {}
        placeholders = EXAMPLES | self.state.placeholders
        if error is not None:
            shown = form_error(error, get_phrases(self.hass))
            errors[shown.field if shown.field in fields else "base"] = shown.key
            placeholders |= shown.placeholders
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                vol.Schema(fields), self.state.values
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_new_session(
        self, *traces: aiohttp.TraceConfig
    ) -> aiohttp.ClientSession:
        """Close the previous session, and return a new one without cookies."""
        await self.exit_stack.aclose()
        session = async_create_clientsession(
            self.hass,
            auto_cleanup=False,
            cookie_jar=cookie_jar(),
            trace_configs=[*traces],
        )
        self.exit_stack.callback(session.detach)
        return session

    async def async_check_account(self, account: Account) -> None:
        """Set the unique id, and abort if the account cannot be this entry's.

        A new entry needs an account that no entry has, an existing one its own account.
        """
        if self.source == SOURCE_USER:
            await self.async_set_unique_id(account.key)
            self._abort_if_unique_id_configured()
            # An entry keeps its unique id when its school moves to another address.
            self._async_abort_entries_match(
                {CONF_URL: account.school.url, CONF_PERSON: account.person_key}
            )
            return
        entry = self.existing_entry
        known = await self.async_set_unique_id(account.key, raise_on_progress=False)
        if known not in (None, entry):
            raise AbortFlow("already_configured")
        # An entry of hass-pronote without a unique id takes the account of the first login.
        same_person = account.person_key == entry.data.get(CONF_PERSON)
        if entry.unique_id is not None and not same_person:
            self._abort_if_unique_id_mismatch(reason="wrong_account")

    @callback
    @override
    def async_remove(self) -> None:
        """Log out when the flow ends or is closed."""
        self.hass.async_create_task(self.exit_stack.aclose())
