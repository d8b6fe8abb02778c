"""Texts of the translations, for what Home Assistant does not translate by itself."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN


def refused(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error of something that cannot be meant so."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )


async def async_sentence(hass: HomeAssistant, error: HomeAssistantError) -> str:
    """Return what an error says, in the language of the house."""
    key = f"component.{DOMAIN}.exceptions.{error.translation_key}.message"
    texts = await async_get_translations(
        hass, hass.config.language, "exceptions", {DOMAIN}
    )
    if (sentence := texts.get(key)) is None:
        return str(error)
    return sentence.format(**error.translation_placeholders or {})


async def async_options(hass: HomeAssistant, selector: str) -> dict[str, str]:
    """Return the names of the options of a selector, in the language of the house."""
    prefix = f"component.{DOMAIN}.selector.{selector}.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", {DOMAIN}
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }
