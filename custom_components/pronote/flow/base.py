"""What all dialogs share: what was typed, the school, the visit, forms and their errors."""

from contextlib import AsyncExitStack
from typing import Any, override

import aiohttp
from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_PIN
from homeassistant.core import callback
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

from ..client import InstanceInfo, Portal, PronoteError, new_device
from ..connection.credentials import cookie_jar
from ..const import CONF_SPARE_DEVICE
from .errors import CONF_CODE, CONF_DEVICE_NAME, CONF_PICTURE, EXAMPLES, sentence

ONCE = {CONF_CODE, CONF_PASSWORD, CONF_PICTURE, CONF_PIN}
"""Fields that a form never shows again."""

DEVICE_NAME = "Home Assistant"
"""What the school shows in the account's list of devices, unless the user prefers another."""

PASSWORD = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
PIN = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
)


def one_of(
    options: list[str] | list[SelectOptionDict], translation_key: str | None = None
) -> SelectSelector:
    """Return a list of which one is chosen."""
    config = SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST)
    if translation_key is not None:
        config["translation_key"] = translation_key
    return SelectSelector(config)


class Dialog(ConfigFlow):
    """A dialog that remembers what was typed, and leaves the school in the end."""

    def __init__(self) -> None:
        """Start with nothing typed."""
        self._typed: dict[str, Any] = {CONF_DEVICE_NAME: DEVICE_NAME}
        self._school = InstanceInfo(url="", name="", version=(), spaces=())
        self._portal: Portal | None = None
        self._device = new_device()
        self._navigator: str | None = None
        self._visit = AsyncExitStack()

    @property
    def _entry(self) -> ConfigEntry:
        """The entry that gets a new way in."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        return self._get_reconfigure_entry()

    def _remember(self, user_input: dict[str, Any]) -> None:
        """Keep what was typed, to show it again; never a secret."""
        self._typed |= {
            key: value for key, value in user_input.items() if key not in ONCE
        }

    def _show(
        self, step_id: str, schema: vol.Schema, error: PronoteError | None = None
    ) -> ConfigFlowResult:
        """Show a form with what was typed before, and what went wrong."""
        errors: dict[str, str] = {}
        placeholders = EXAMPLES | self._names
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

    @property
    def _spare_field(self) -> dict[vol.Marker, Any]:
        """Return whether to keep a spare key; an account that exists has that in its options."""
        if self.source != SOURCE_USER:
            return {}
        return {vol.Required(CONF_SPARE_DEVICE, default=False): BooleanSelector()}

    @property
    def _names(self) -> dict[str, str]:
        """The names that sentences mention."""
        return {
            "school": self._school.name,
            "portal": self._portal.name if self._portal else "",
        }

    async def _async_session(
        self, *traces: aiohttp.TraceConfig
    ) -> aiohttp.ClientSession:
        """End the last visit, and return a session without cookies for the next."""
        await self._visit.aclose()
        http = async_create_clientsession(
            self.hass,
            auto_cleanup=False,
            cookie_jar=cookie_jar(),
            trace_configs=[*traces],
        )
        self._visit.callback(http.detach)
        return http

    @callback
    @override
    def async_remove(self) -> None:
        """Leave the school when the dialog ends or is closed."""
        self.hass.async_create_task(self._visit.aclose())
