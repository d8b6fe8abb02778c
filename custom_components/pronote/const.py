"""Constants of the PRONOTE integration."""

from datetime import date
import logging
from typing import Final

LOGGER = logging.getLogger(__package__)

DOMAIN: Final = "pronote"
DOCUMENTATION_URL: Final = "https://github.com/pronote-ha/pronote"
MANUFACTURER: Final = "Index Éducation"
DEFAULT_TIMEZONE: Final = "Europe/Paris"

EARLIEST_DATE: Final = date(2000, 1, 1)
LATEST_DATE: Final = date(2099, 12, 31)
"""Dates that a person or an assistant can request; a day after or before them exists too."""

# Data of a config entry. CONF_URL, CONF_USERNAME, CONF_PASSWORD and CONF_TOKEN are Home Assistant's.
CONF_SPACE: Final = "space"
CONF_LOGIN: Final = "login"
CONF_DEVICE: Final = "device"
CONF_BROWSER_ID: Final = "browser_id"
CONF_DEVICE_NAME: Final = "device_name"
CONF_PORTAL: Final = "portal"
CONF_ACCOUNT: Final = "account"
CONF_CHOICES: Final = "choices"
CONF_BACKUP_TOKEN: Final = "backup_token"  # noqa: S105 - the name of a field

# Options of the user.
CONF_KEEP_PASSWORD: Final = "keep_password"  # noqa: S105 - the name of a field
CONF_KEEP_BACKUP_TOKEN: Final = "keep_backup_token"  # noqa: S105 - the name of a field
CONF_ADMIN_ONLY: Final = "admin_only"
CONF_LEGACY: Final = "legacy"
CONF_TIMEZONE: Final = "timezone"
CONF_CANCELED_LESSONS: Final = "canceled_lessons"
CONF_CHILDREN: Final = "children"
CONF_FOLLOWED: Final = "followed"
CONF_WAKE_UP: Final = "wake_up"
CONF_LEAVE: Final = "leave"
CONF_STUDY_HOURS: Final = "study_hours"
CONF_LOW_BALANCE: Final = "low_balance"
CONF_HOME_CALENDAR: Final = "home_calendar"
CONF_CHILD_IN_TITLES: Final = "child_in_titles"

# A notification, which is a subentry. CONF_CHILDREN are then IDs of devices.
NOTIFICATION: Final = "notification"
CONF_PHONES: Final = "phones"
CONF_TOPICS: Final = "topics"
CONF_AT: Final = "at"
CONF_DISCREET: Final = "discreet"
CONF_PAUSED: Final = "paused"
