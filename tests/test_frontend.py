"""Test the frontend module."""

from http import HTTPStatus
import re

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    DOMAIN as FRONTEND,
    UrlManager,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.frontend import MODULE


async def test_pages_load_the_module_and_may_keep_it(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator
) -> None:
    hass.config.components.add(FRONTEND)
    urls = UrlManager(lambda *_: None, [])
    hass.data[DATA_EXTRA_MODULE_URL] = urls
    assert await async_setup_component(hass, DOMAIN, {})

    [url] = urls.urls
    browser = await hass_client_no_auth()
    answer = await browser.get(url)
    assert answer.status == HTTPStatus.OK
    assert answer.content_type == "text/javascript"
    assert "max-age=" in answer.headers["Cache-Control"]
    assert await answer.read() == MODULE.read_bytes()


async def test_a_home_without_browsers_needs_none(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    assert FRONTEND not in hass.config.components


def test_the_module_brings_everything_along() -> None:
    """It loads nothing more, and writes no markup but that of its own templates."""
    text = MODULE.read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", text))
    # Links to click on, and the address in the licence of Lit.
    assert all("github.com" in address for address in addresses - {"https://lit.dev"})
    assert text.count("innerHTML") == 1, "Lit's own"
    assert not re.search(r"\b(import|eval|fetch)\(|@import|url\(", text)
