"""What browsers get: one module with the cards, under an address of its content's own."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import DOMAIN as FRONTEND, add_extra_js_url
from homeassistant.components.http import StaticPathConfig  # type: ignore[attr-defined]
from homeassistant.core import HomeAssistant

from ..const import DOMAIN

MODULE: Final = Path(__file__).with_name("pronote.js")


async def async_setup_browser(hass: HomeAssistant) -> None:
    """Serve the module and have every page of Home Assistant load it.

    A browser may keep it for ever: another content has another address.
    """
    if FRONTEND not in hass.config.components:
        return
    content = await hass.async_add_executor_job(MODULE.read_bytes)
    url = f"/{DOMAIN}_frontend/{sha256(content).hexdigest()[:12]}/{MODULE.name}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(url, str(MODULE), cache_headers=True)]
    )
    add_extra_js_url(hass, url)
