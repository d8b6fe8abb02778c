"""Button: look at school now."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .actions import refresh
from .const import DOMAIN
from .coordinator import PronoteConfigEntry
from .owners import Account

PARALLEL_UPDATES = 1

PATIENCE: Final = timedelta(minutes=5)
"""How long a school is left alone after somebody pressed."""

DESCRIPTION = ButtonEntityDescription(
    key="refresh", translation_key="refresh", entity_category=EntityCategory.DIAGNOSTIC
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of the account: one look serves all its children."""
    async_add_entities([RefreshButton(entry)])


class RefreshButton(ButtonEntity):
    """Asks the school for every page now."""

    _attr_has_entity_name = True
    entity_description = DESCRIPTION

    def __init__(self, entry: PronoteConfigEntry) -> None:
        """Give the button its place, with the school."""
        self.entity_id = f"{Platform.BUTTON}.{DOMAIN}_{DESCRIPTION.key}"
        self._attr_unique_id = f"{entry.unique_id}_{DESCRIPTION.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, str(entry.unique_id))}
        )
        self._entry = entry
        self._again_from: datetime | None = None

    @override
    async def async_press(self) -> None:
        now = dt_util.utcnow()
        if self._again_from is not None and now < self._again_from:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="refreshed_just_now",
                translation_placeholders={
                    "until": f"{dt_util.as_local(self._again_from):%H:%M}"
                },
            )
        self._again_from = now + PATIENCE
        await refresh(Account(self._entry, None), {})
