"""Options flow: the account, the calendars, the morning of each child."""

from typing import Any, Final
from zoneinfo import available_timezones

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import CONF_PASSWORD, CURRENCY_EURO, Platform, UnitOfTime
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..connection.credentials import PASSWORD_KEYS, stored_token
from ..connection.followed_children import is_followed, short_names, with_followed
from ..const import (
    CONF_ADMIN_ONLY,
    CONF_BACKUP_TOKEN,
    CONF_CANCELED_LESSONS,
    CONF_CHILD_IN_TITLES,
    CONF_CHILDREN,
    CONF_FOLLOWED,
    CONF_HOME_CALENDAR,
    CONF_KEEP_BACKUP_TOKEN,
    CONF_LEAVE,
    CONF_LEGACY,
    CONF_LOW_BALANCE,
    CONF_STUDY_HOURS,
    CONF_TIMEZONE,
    CONF_WAKE_UP,
)
from ..models import PronoteConfigEntry
from ..runtime.devices import child_names
from ..runtime.start_updates import create_scheduler
from ..school_day.home_days import home_calendar
from ..school_day.morning import margins
from ..school_day.study_hours import StudyHours, study_hours
from ..school_day.wallets import balances, threshold
from .base import children_fields

CONF_FORGET_PASSWORD: Final = "forget_password"  # noqa: S105
CONF_CHILD: Final = "child"
REQUEST_STEP: Final = 5
"""Requests a day are rounded to a multiple of this."""

# At least a minute: automations that wait for the moment need it before the first lesson.
MINUTES = NumberSelector(
    NumberSelectorConfig(
        min=1,
        max=240,
        step=1,
        unit_of_measurement=UnitOfTime.MINUTES,
        mode=NumberSelectorMode.BOX,
    )
)

CALENDAR = EntitySelector(EntitySelectorConfig(domain=Platform.CALENDAR))

EUROS = NumberSelector(
    NumberSelectorConfig(
        min=-1000,
        max=1000,
        step="any",
        unit_of_measurement=CURRENCY_EURO,
        mode=NumberSelectorMode.BOX,
    )
)

STUDY_HOURS = SelectSelector(
    SelectSelectorConfig(
        options=[choice.value for choice in StudyHours],
        mode=SelectSelectorMode.LIST,
        translation_key=CONF_STUDY_HOURS,
    )
)


class PronoteOptionsFlow(OptionsFlowWithReload):
    """Change stored logins, calendars, mornings, the canteen and the followed children."""

    _child: str
    _child_names: dict[str, str]

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what to change."""
        self._child_names = child_names(self.hass, self.config_entry)
        menu = ["account", "calendars"]
        if self._child_names:
            menu.append("children")
        entry: PronoteConfigEntry = self.config_entry
        if entry.state is ConfigEntryState.LOADED:
            pages = entry.runtime_data.home.data.values()
            if any(any(balances(page.wallets)) for page in pages):
                menu.append("canteen")
            if len(entry.runtime_data.client.account.pupils) > 1:
                menu.append("followed")
        return self.async_show_menu(
            step_id="init",
            menu_options=menu,
            description_placeholders={"requests": str(await self._requests_per_day())},
        )

    async def _requests_per_day(self) -> int:
        """Return about how many requests a school day takes; 0 if updates are disabled."""
        entry: PronoteConfigEntry = self.config_entry
        if entry.state is not ConfigEntryState.LOADED or entry.pref_disable_polling:
            return 0
        requests = await create_scheduler(self.hass, entry).async_requests_per_day()
        requests += sum(count() for count in entry.runtime_data.daily_requests)
        return REQUEST_STEP * round(requests / REQUEST_STEP)

    async def async_step_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the school's time zone, the stored login and who may write."""
        entry = self.config_entry
        if user_input is not None:
            removed: set[str] = set()
            if user_input.pop(CONF_FORGET_PASSWORD, False):
                removed |= PASSWORD_KEYS
            if not user_input.get(CONF_KEEP_BACKUP_TOKEN):
                removed.add(CONF_BACKUP_TOKEN)
            data = {
                key: value for key, value in entry.data.items() if key not in removed
            }
            self.hass.config_entries.async_update_entry(entry, data=data)
            return self._save(user_input)

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
        # Without a token, the password is required for each login.
        if stored_token(entry.data) is not None:
            keep_backup_token = entry.options.get(CONF_KEEP_BACKUP_TOKEN, False)
            fields[vol.Required(CONF_KEEP_BACKUP_TOKEN, default=keep_backup_token)] = (
                BooleanSelector()
            )
            if CONF_PASSWORD in entry.data:
                fields[vol.Required(CONF_FORGET_PASSWORD, default=False)] = (
                    BooleanSelector()
                )
        admin_only = entry.options.get(CONF_ADMIN_ONLY, False)
        fields[vol.Required(CONF_ADMIN_ONLY, default=admin_only)] = BooleanSelector()
        legacy = entry.options.get(CONF_LEGACY, False)
        fields[vol.Required(CONF_LEGACY, default=legacy)] = BooleanSelector()
        return self.async_show_form(step_id="account", data_schema=vol.Schema(fields))

    async def async_step_calendars(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what the calendars show."""
        if user_input is not None:
            return self._save(user_input)
        shown = self.config_entry.options.get(CONF_CANCELED_LESSONS, True)
        named = self.config_entry.options.get(CONF_CHILD_IN_TITLES, False)
        fields = {
            vol.Required(CONF_CANCELED_LESSONS, default=shown): BooleanSelector(),
            vol.Required(CONF_CHILD_IN_TITLES, default=named): BooleanSelector(),
        }
        return self.async_show_form(step_id="calendars", data_schema=vol.Schema(fields))

    async def async_step_canteen(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose below which amount a balance is low."""
        if user_input is not None:
            return self._save(user_input)
        below = float(threshold(self.config_entry.options))
        fields = {vol.Required(CONF_LOW_BALANCE, default=below): EUROS}
        return self.async_show_form(step_id="canteen", data_schema=vol.Schema(fields))

    async def async_step_children(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a child, if there are several."""
        if user_input is None and len(self._child_names) > 1:
            children = [
                SelectOptionDict(value=key, label=name)
                for key, name in self._child_names.items()
            ]
            choice = SelectSelector(
                SelectSelectorConfig(options=children, mode=SelectSelectorMode.LIST)
            )
            return self.async_show_form(
                step_id="children",
                data_schema=vol.Schema({vol.Required(CONF_CHILD): choice}),
            )
        [self._child] = self._child_names if user_input is None else user_input.values()
        return await self.async_step_morning()

    async def async_step_morning(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how long before the first lesson a child gets up and leaves, which lessons count, and when it is at home."""
        options = self.config_entry.options
        if user_input is not None:
            chosen = {
                key: int(value) if key in (CONF_WAKE_UP, CONF_LEAVE) else value
                for key, value in user_input.items()
            }
            children = options.get(CONF_CHILDREN, {})
            chosen = {**children.get(self._child, {}), **chosen}
            if CONF_HOME_CALENDAR not in user_input:
                chosen.pop(CONF_HOME_CALENDAR, None)
            return self._save({CONF_CHILDREN: {**children, self._child: chosen}})
        present = margins(options, self._child)
        fields: dict[vol.Marker, Any] = {
            vol.Required(key, default=margin.total_seconds() // 60): MINUTES
            for key, margin in (
                (CONF_WAKE_UP, present.wake_up),
                (CONF_LEAVE, present.leave),
            )
        }
        counted = study_hours(options, self._child).value
        fields[vol.Required(CONF_STUDY_HOURS, default=counted)] = STUDY_HOURS
        suggested = {"suggested_value": home_calendar(options, self._child)}
        fields[vol.Optional(CONF_HOME_CALENDAR, description=suggested)] = CALENDAR
        return self.async_show_form(
            step_id="morning",
            data_schema=vol.Schema(fields),
            description_placeholders={"child": self._child_names[self._child]},
        )

    async def async_step_followed(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the children to follow."""
        entry: PronoteConfigEntry = self.config_entry
        account = entry.runtime_data.client.account
        errors: dict[str, str] = {}
        if user_input is not None:
            if followed := set(user_input[CONF_FOLLOWED]):
                return self.async_create_entry(
                    data=with_followed(entry.options, account, followed)
                )
            errors[CONF_FOLLOWED] = "no_child"
        names = short_names(account.pupils) | self._child_names
        fields = children_fields(
            names, [key for key in names if is_followed(entry.options, key)]
        )
        return self.async_show_form(
            step_id="followed", data_schema=vol.Schema(fields), errors=errors
        )

    def _save(self, changes: dict[str, Any]) -> ConfigFlowResult:
        """Save changes beside the other options."""
        return self.async_create_entry(data={**self.config_entry.options, **changes})
