"""Leave out options that a damaged or edited file of Home Assistant holds in another type."""

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import (
    CONF_ADMIN_ONLY,
    CONF_CANCELED_LESSONS,
    CONF_CHILD_IN_TITLES,
    CONF_CHILDREN,
    CONF_FOLLOWED,
    CONF_HOME_CALENDAR,
    CONF_KEEP_BACKUP_TOKEN,
    CONF_LEAVE,
    CONF_LEGACY,
    CONF_LOW_BALANCE,
    CONF_STUDY_HOURS,
    CONF_TIMEZONE,
    CONF_WAKE_UP,
    LOGGER,
)

type Check = Callable[[Any], bool]

_LONGEST_MARGIN: Final = 24 * 60


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and isfinite(value)
    )


def _is_margin(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= _LONGEST_MARGIN


def _is_list_of_mappings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


_CHECKS: Final[dict[str, Check]] = {
    CONF_ADMIN_ONLY: _is_flag,
    CONF_CANCELED_LESSONS: _is_flag,
    CONF_CHILD_IN_TITLES: _is_flag,
    CONF_KEEP_BACKUP_TOKEN: _is_flag,
    CONF_LEGACY: _is_flag,
    CONF_LOW_BALANCE: _is_number,
    CONF_TIMEZONE: _is_text,
}
_CHECKS_OF_CHILD: Final[Mapping[str, Check]] = {
    CONF_FOLLOWED: _is_flag,
    CONF_HOME_CALENDAR: _is_text,
    CONF_LEAVE: _is_margin,
    CONF_STUDY_HOURS: _is_text,
    CONF_WAKE_UP: _is_margin,
}


def _readable(
    options: Mapping[str, Any], checks: Mapping[str, Check]
) -> dict[str, Any]:
    """Return the options without those of another type. Unknown options are kept."""
    return {
        key: value
        for key, value in options.items()
        if key not in checks or checks[key](value)
    }


def readable_options(
    options: Mapping[str, Any], lists: Iterable[str] = ()
) -> dict[str, Any]:
    """Return options of an account that can be read: each damaged one has its default.

    `lists` are the options that are lists of mappings. A damaged restriction to administrators
    stays a restriction.
    """
    kept = _readable(options, _CHECKS | dict.fromkeys(lists, _is_list_of_mappings))
    if CONF_ADMIN_ONLY in options and CONF_ADMIN_ONLY not in kept:
        kept[CONF_ADMIN_ONLY] = True
    if CONF_CHILDREN in kept:
        children = kept.pop(CONF_CHILDREN)
        if isinstance(children, Mapping):
            kept[CONF_CHILDREN] = {
                key: _readable(child, _CHECKS_OF_CHILD)
                for key, child in children.items()
                if isinstance(child, Mapping)
            }
    return kept


@callback
def async_repair_options(
    hass: HomeAssistant, entry: ConfigEntry, lists: Iterable[str] = ()
) -> None:
    """Replace the options of an account by those that can be read, see `readable_options`."""
    options = readable_options(entry.options, lists)
    if options != dict(entry.options):
        LOGGER.warning(
            "Options that could not be read were reset to their default values"
        )
        hass.config_entries.async_update_entry(entry, options=options)
