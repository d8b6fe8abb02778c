"""Translated texts that Home Assistant does not translate itself."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN


def validation_error(key: str, **placeholders: str) -> ServiceValidationError:
    """Return a ServiceValidationError with a translated message."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )


async def async_error_message(hass: HomeAssistant, error: HomeAssistantError) -> str:
    """Return the message of an error, in the language of Home Assistant."""
    key = f"component.{DOMAIN}.exceptions.{error.translation_key}.message"
    texts = await async_get_translations(
        hass, hass.config.language, "exceptions", {DOMAIN}
    )
    if (message := texts.get(key)) is None:
        return str(error)
    return message.format(**error.translation_placeholders or {})


async def async_selector_options(hass: HomeAssistant, selector: str) -> dict[str, str]:
    """Return the translated options of a selector, in the language of Home Assistant."""
    prefix = f"component.{DOMAIN}.selector.{selector}.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", {DOMAIN}
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }
