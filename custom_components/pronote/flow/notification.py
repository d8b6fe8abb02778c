"""Flow of a notification: phones, children and topics."""

from typing import Any, Final

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import ATTR_FRIENDLY_NAME
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TimeSelector,
)
import voluptuous as vol

from ..const import (
    CONF_AT,
    CONF_CHILDREN,
    CONF_DISCREET,
    CONF_PAUSED,
    CONF_PHONES,
    CONF_TOPICS,
    DOMAIN,
)
from ..runtime.devices import child_devices
from ..runtime.notifications import DEFAULT_AT, NotificationTopic
from ..texts.phrases import get_phrases
from .base import Fields

_EMPTY_ERRORS: Final = {
    CONF_PHONES: "no_phone",
    CONF_CHILDREN: "no_child",
    CONF_TOPICS: "no_topic",
}

TOPICS: Final = SelectSelector(
    SelectSelectorConfig(
        options=[topic.value for topic in NotificationTopic],
        mode=SelectSelectorMode.LIST,
        multiple=True,
        translation_key="notification_topic",
    )
)


class NotificationFlow(ConfigSubentryFlow):
    """Add or change a notification. The account is not reloaded."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose the content of a new notification."""
        if user_input is not None and not self._errors(user_input):
            return self.async_create_entry(
                title=self._title(user_input), data=user_input
            )
        return self._show("user", user_input, {})

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the content of a notification."""
        subentry = self._get_reconfigure_subentry()
        if user_input is not None and not self._errors(user_input):
            return self.async_update_and_abort(
                self._get_entry(),
                subentry,
                title=self._title(user_input),
                data=user_input,
                reason="reconfigured",
            )
        return self._show("reconfigure", user_input, {**subentry.data})

    def _show(
        self, step_id: str, user_input: dict[str, Any] | None, known: dict[str, Any]
    ) -> SubentryFlowResult:
        values = known if user_input is None else user_input
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                vol.Schema(self._fields()), values
            ),
            errors={} if user_input is None else self._errors(user_input),
        )

    def _fields(self) -> Fields:
        children = child_devices(self.hass, self._get_entry())
        return {
            vol.Required(CONF_PHONES, default=[]): EntitySelector(
                EntitySelectorConfig(
                    filter=EntityWithDeviceFilterSelectorConfig(domain="notify"),
                    exclude_entities=self._contacts(),
                    multiple=True,
                )
            ),
            vol.Required(CONF_CHILDREN, default=[*children]): SelectSelector(
                SelectSelectorConfig(
                    options=[
                        SelectOptionDict(value=device, label=name)
                        for device, name in children.items()
                    ],
                    mode=SelectSelectorMode.LIST,
                    multiple=True,
                )
            ),
            vol.Required(
                CONF_TOPICS, default=[topic.value for topic in NotificationTopic]
            ): TOPICS,
            vol.Required(CONF_AT, default=DEFAULT_AT.isoformat()): TimeSelector(),
            vol.Required(CONF_DISCREET, default=False): BooleanSelector(),
            vol.Required(CONF_PAUSED, default=False): BooleanSelector(),
        }

    def _contacts(self) -> list[str]:
        """Return the notify entities that write to the school."""
        return [
            entity.entity_id
            for entity in er.async_get(self.hass).entities.values()
            if entity.platform == DOMAIN and entity.domain == "notify"
        ]

    @staticmethod
    def _errors(user_input: dict[str, Any]) -> dict[str, str]:
        return {
            field: error
            for field, error in _EMPTY_ERRORS.items()
            if not user_input[field]
        }

    @callback
    def _title(self, user_input: dict[str, Any]) -> str:
        """Return the names of the phones, and whether the notification is paused."""
        names = []
        for phone in user_input[CONF_PHONES]:
            state = self.hass.states.get(phone)
            names.append(
                state.attributes.get(ATTR_FRIENDLY_NAME, phone) if state else phone
            )
        title = ", ".join(names)
        if user_input[CONF_PAUSED]:
            return get_phrases(self.hass)("notification_paused", title=title)
        return title
