"""Frontend module with the cards, served under a URL that contains the hash of its content."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import DOMAIN as FRONTEND, add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant

from ..const import DOMAIN

MODULE: Final = Path(__file__).with_name("pronote.js")


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Serve the frontend module, and load it on every page.

    Browsers may cache it forever: its URL contains the hash of its content.
    """
    if FRONTEND not in hass.config.components:
        return
    content = await hass.async_add_executor_job(MODULE.read_bytes)
    url = f"/{DOMAIN}_frontend/{sha256(content).hexdigest()[:12]}/{MODULE.name}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(url, str(MODULE), cache_headers=True)]
    )
    add_extra_js_url(hass, url)
