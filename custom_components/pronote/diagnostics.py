"""Diagnostics of an account. Only what is listed here gets in: numbers, versions, states.

They are posted in public by families: no name, no address, no secret.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant

from .client import Account, GradeBook, SchoolLife
from .client.errors import ProtocolError
from .communication import MAILBOX
from .const import CONF_NAVIGATOR, CONF_SPACE, CONF_SPARE, CONF_TIMEZONE
from .coordinator import PronoteConfigEntry, PronoteCoordinator


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> dict[str, Any]:
    """Return what helps to understand an account, and tells nobody whose it is."""
    found: dict[str, Any] = {
        "entry": {
            "version": entry.version,
            "state": entry.state.value,
            "reason": entry.error_reason_translation_key,
            "space": entry.data[CONF_SPACE],
            "keeps": [
                key
                for key in (CONF_TOKEN, CONF_SPARE, CONF_PASSWORD, CONF_NAVIGATOR)
                if entry.data.get(key)
            ],
            CONF_TIMEZONE: entry.options.get(CONF_TIMEZONE),
        }
    }
    if entry.state is ConfigEntryState.LOADED:
        data = entry.runtime_data
        found["session"] = {"open": data.client.connected}
        found["account"] = _account(data.account)
        found["pages"] = {
            page.page: _page(page, data.account) for page in data.coordinators
        }
    return found


def _account(account: Account) -> dict[str, Any]:
    calendar = account.calendar
    return {
        "pronote": account.school.version,
        "tabs": sorted(account.tabs),
        "pupils": [{"periods": len(pupil.periods)} for pupil in account.pupils],
        "calendar": {
            "timezone": calendar.timezone.key,
            "first_day": calendar.first_day.isoformat(),
            "last_day": calendar.last_day.isoformat(),
            "working_days": sorted(calendar.working_days),
            "holidays": len(calendar.holidays),
        },
    }


def _page(page: PronoteCoordinator[Any], account: Account) -> dict[str, Any]:
    interval = page.update_interval
    return {
        "success": page.last_update_success,
        "usable": page.usable,
        "error": _error(page.last_exception),
        "next_after_seconds": interval.total_seconds() if interval else None,
        "pupils": [
            _count(page.data[pupil.key]) if pupil.key in page.data else None
            for pupil in account.pupils
        ],
        "mailbox": _count(page.data[MAILBOX]) if MAILBOX in page.data else None,
    }


def _count(page: Any) -> int:
    """Return how many things a page holds."""
    match page:
        case Mapping():
            return sum(_count(part) for part in page.values())
        case GradeBook():
            return len(page.grades)
        case SchoolLife():
            events = (page.absences_and_delays, page.punishments, page.observations)
            return sum(len(found) for found in events)
        case _:
            return len(page)


def _error(error: BaseException | None) -> list[str]:
    """Return the classes of an error and of its causes; their words may be personal."""
    names: list[str] = []
    while error is not None:
        names.append(type(error).__name__)
        if isinstance(error, ProtocolError):
            names.append(f"{error.function}: {error.field}")
        error = error.__cause__
    return names
