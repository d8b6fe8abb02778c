"""Constants of the PRONOTE integration."""

import logging
from typing import Final

LOGGER = logging.getLogger(__package__)

DOMAIN: Final = "pronote"
MANUFACTURER: Final = "Index Éducation"
DEFAULT_TIMEZONE: Final = "Europe/Paris"

# What a config entry keeps. CONF_URL, CONF_USERNAME, CONF_PASSWORD and CONF_TOKEN are Home Assistant's.
CONF_SPACE: Final = "space"
CONF_LOGIN: Final = "login"
CONF_DEVICE: Final = "device"
CONF_NAVIGATOR: Final = "navigator"

# What the user may choose.
CONF_KEEP_PASSWORD: Final = "keep_password"
CONF_TIMEZONE: Final = "timezone"
