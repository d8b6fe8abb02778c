"""Button that refreshes all pages."""

from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .actions import refresh
from .const import DOMAIN
from .models import PronoteConfigEntry
from .targets import AccountTarget

PARALLEL_UPDATES = 1

DESCRIPTION = ButtonEntityDescription(
    key="refresh", translation_key="refresh", entity_category=EntityCategory.DIAGNOSTIC
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of the account, which refreshes all children."""
    async_add_entities([RefreshButton(entry)])


class RefreshButton(ButtonEntity):
    """Refreshes all pages of the account."""

    _attr_has_entity_name = True
    entity_description = DESCRIPTION

    def __init__(self, entry: PronoteConfigEntry) -> None:
        """Initialize the button on the device of the school."""
        self.entity_id = f"{Platform.BUTTON}.{DOMAIN}_{DESCRIPTION.key}"
        self._attr_unique_id = f"{entry.unique_id}_{DESCRIPTION.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, str(entry.unique_id))}
        )
        self._entry = entry

    @override
    async def async_press(self) -> None:
        await refresh(AccountTarget(self._entry, None), {})
