"""The phrases of Home Assistant's translations."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.pronote.texts.phrases import (
    Phrases,
    async_load_phrases,
    get_phrases,
)


@pytest.fixture
async def english(hass: HomeAssistant) -> Phrases:
    await async_load_phrases(hass)
    return get_phrases(hass, "en")
