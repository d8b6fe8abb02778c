"""Image: the photo that the school has of a pupil. Nobody sees it who did not ask for it."""

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
from .entity import PronoteEntity, async_add_children
from .models import PronoteConfigEntry

PARALLEL_UPDATES = 1

KEPT_FOR: Final = timedelta(days=1)
"""Photos change once a year."""

USUAL_TYPE: Final = "image/jpeg"

DESCRIPTION = ImageEntityDescription(
    key="photo", translation_key="photo", entity_registry_enabled_default=False
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the photo of each child of whom the school has one."""
    page = entry.runtime_data.timetable
    async_add_children(
        page,
        async_add_entities,
        lambda pupil: [PupilPhoto(hass, page, pupil)] if pupil.has_photo else [],
    )


class PupilPhoto(PronoteEntity[Any], ImageEntity):
    """The photo of a child. It is fetched when somebody looks at it."""

    entity_description: ImageEntityDescription
    _photo: bytes | None = None
    _fetched: datetime | None = None

    def __init__(
        self, hass: HomeAssistant, page: PronoteCoordinator[Any], pupil: Pupil
    ) -> None:
        """Prepare; nothing is fetched yet."""
        PronoteEntity.__init__(self, page, pupil, Platform.IMAGE, DESCRIPTION)
        ImageEntity.__init__(self, hass)

    @override
    async def async_image(self) -> bytes | None:
        now = dt_util.utcnow()
        if self._fetched is None or not timedelta() <= now - self._fetched < KEPT_FOR:
            photo = await self.coordinator.gate.ask(
                lambda client: client.files.photo(self._pupil)
            )
            self._fetched = now
            if photo != self._photo:
                self._photo, self._attr_image_last_updated = photo, now
                known = infer_image_type(photo or b"")
                self._attr_content_type = known or USUAL_TYPE
                self.async_write_ha_state()
        return self._photo
