"""Image: the photo of a pupil. It is disabled by default."""

from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.components.image import (
    ImageEntity,
    ImageEntityDescription,
    infer_image_type,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .client import Pupil
from .coordinator.base import PronoteCoordinator
from .entity import PronoteEntity, async_add_child_entities
from .models import PronoteConfigEntry

PARALLEL_UPDATES = 1

CACHE_DURATION: Final = timedelta(days=1)
"""Photos change once a year."""

DEFAULT_CONTENT_TYPE: Final = "image/jpeg"

DESCRIPTION = ImageEntityDescription(
    key="photo", translation_key="photo", entity_registry_enabled_default=False
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the photo of each child that has one in PRONOTE."""
    coordinator = entry.runtime_data.timetable
    async_add_child_entities(
        coordinator,
        async_add_entities,
        lambda pupil: [PupilPhoto(hass, coordinator, pupil)] if pupil.has_photo else [],
    )


class PupilPhoto(PronoteEntity[Any], ImageEntity):
    """Photo of a child. It is fetched on demand."""

    entity_description: ImageEntityDescription
    _photo: bytes | None = None
    _fetched: datetime | None = None

    def __init__(
        self, hass: HomeAssistant, coordinator: PronoteCoordinator[Any], pupil: Pupil
    ) -> None:
        """Initialize without fetching the photo."""
        PronoteEntity.__init__(self, coordinator, pupil, Platform.IMAGE, DESCRIPTION)
        ImageEntity.__init__(self, hass)

    @override
    async def async_image(self) -> bytes | None:
        now = dt_util.utcnow()
        if (
            self._fetched is None
            or not timedelta() <= now - self._fetched < CACHE_DURATION
        ):
            photo = await self.coordinator.connection.call(
                lambda client: client.files.photo(self._pupil)
            )
            self._fetched = now
            if photo != self._photo:
                self._photo, self._attr_image_last_updated = photo, now
                known = infer_image_type(photo or b"")
                self._attr_content_type = known or DEFAULT_CONTENT_TYPE
                self.async_write_ha_state()
        return self._photo
