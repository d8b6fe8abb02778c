"""Config entries, devices and entities as hass-pronote stored them."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.json import json_loads_object

from custom_components.pronote.const import DOMAIN

HOMES = Path(__file__).parent / "fixtures"
DEVICES, ENTITIES = dr.DeviceRegistryStore, er.EntityRegistryStore


def stored(kind: str, **filled: str) -> dict[str, Any]:
    """Return what is stored in a home, by the name of its file in `.storage`."""
    text = (HOMES / f"{kind}.json").read_text(encoding="utf-8")
    for blank, value in filled.items():
        text = text.replace(f"{{{blank}}}", value)
    return dict(json_loads_object(text))


async def start(
    hass: HomeAssistant, storage: dict[str, Any], home: dict[str, Any]
) -> None:
    """Start Home Assistant in a home of hass-pronote, in which PRONOTE took its place."""
    storage |= home
    # The home of the tests has begun already, with empty registries that read nothing.
    del hass.data[dr.DATA_REGISTRY], hass.data[er.DATA_REGISTRY]
    await ENTITIES(
        hass,
        er.STORAGE_VERSION_MAJOR,
        er.STORAGE_KEY,
        minor_version=er.STORAGE_VERSION_MINOR,
    ).async_load()
    with patch.object(dr, "DeviceRegistryStore", DEVICES):
        dr.async_setup(hass)
        await dr.async_load(hass)
        await er.async_load(hass)
    await hass.config_entries.async_initialize()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
