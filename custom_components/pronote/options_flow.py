"""The dialog of the options: the school's time zone, and what is kept to come back."""

from typing import Any, Final
from zoneinfo import available_timezones

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import CONF_PASSWORD
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from .access import PASSWORD_KEYS, stored_token
from .const import CONF_SPARE, CONF_SPARE_DEVICE, CONF_TIMEZONE

CONF_FORGET_PASSWORD: Final = "forget_password"  # noqa: S105


class PronoteOptionsFlow(OptionsFlowWithReload):
    """Choose the school's time zone, and what is kept to come back."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the options and take what was chosen."""
        entry = self.config_entry
        if user_input is not None:
            forgotten: set[str] = set()
            if user_input.pop(CONF_FORGET_PASSWORD, False):
                forgotten |= PASSWORD_KEYS
            if not user_input.get(CONF_SPARE_DEVICE):
                forgotten.add(CONF_SPARE)
            kept = {
                key: value for key, value in entry.data.items() if key not in forgotten
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
        if stored_token(entry.data) is not None:
            spare = entry.options.get(CONF_SPARE_DEVICE, False)
            fields[vol.Required(CONF_SPARE_DEVICE, default=spare)] = BooleanSelector()
            if CONF_PASSWORD in entry.data:
                fields[vol.Required(CONF_FORGET_PASSWORD, default=False)] = (
                    BooleanSelector()
                )
        return self.async_show_form(step_id="init", data_schema=vol.Schema(fields))
