"""The dialogs: adding an account, repairing its access, changing it."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult, OptionsFlow
from homeassistant.const import CONF_NAME, CONF_PASSWORD, CONF_URL, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.helpers.translation import async_get_translations

from .client import InstanceInfo, Space
from .const import (
    CONF_ACCOUNT,
    CONF_DEVICE,
    CONF_KEEP_PASSWORD,
    CONF_NAVIGATOR,
    CONF_SPACE,
    DOMAIN,
)
from .flow.options import PronoteOptionsFlow
from .flow.school import SchoolDoor
from .repair_issues.connection import lost_access_key


class PronoteConfigFlow(SchoolDoor, domain=DOMAIN):
    """Add an account, or give a new way in to one.

    The doors stand in `flows`, each in its room; they all end in the same arrival.
    """

    VERSION = 3  # 1 and 2 are those of hass-pronote, which has the same domain.

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the dialog of the options."""
        return PronoteOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a way in."""
        return self.async_show_menu(
            step_id="user",
            menu_options=["qr_code", "school", "nearby", "demonstration"],
        )

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Repair the access of an account that the school refuses."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a new way in to the same account."""
        sentences = await async_get_translations(
            self.hass, self.hass.config.language, "exceptions", [DOMAIN]
        )
        key = f"component.{DOMAIN}.exceptions.{lost_access_key(self._entry)}.message"
        return self._show_ways(
            "reauth_confirm", ["qr_code", "password"], reason=sentences.get(key, "")
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the address, the password or the way in."""
        return self._show_ways("reconfigure", ["qr_code", "school"])

    def _show_ways(
        self, step_id: str, ways: list[str], **blanks: str
    ) -> ConfigFlowResult:
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
            CONF_ACCOUNT: entry.data.get(CONF_ACCOUNT),
            CONF_USERNAME: entry.data.get(CONF_USERNAME),
            CONF_KEEP_PASSWORD: CONF_PASSWORD in entry.data,
        }
        return self.async_show_menu(
            step_id=step_id,
            menu_options=ways,
            description_placeholders={CONF_NAME: entry.title, **blanks},
        )
