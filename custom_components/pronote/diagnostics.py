"""Diagnostics of an account and of a child: an allowlist of numbers, versions and states.

Users post diagnostics in public. They contain no name, no address and no secret.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import (
    CONF_PASSWORD,
    CONF_TOKEN,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .client import (
    NEWEST_TESTED_VERSION,
    Account,
    Documents,
    GradeBook,
    Pupil,
    Rights,
    SchoolLife,
)
from .client.errors import ProtocolError
from .const import (
    CONF_BACKUP_TOKEN,
    CONF_BROWSER_ID,
    CONF_PORTAL,
    CONF_SPACE,
    CONF_TIMEZONE,
)
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import MAILBOX
from .models import PronoteConfigEntry
from .repair_issues.connection import active_issues, reauth_reason_key
from .runtime.devices import child_identifier


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> dict[str, Any]:
    """Return diagnostics of an account, without personal data."""
    found = _entry(hass, entry)
    if entry.state is ConfigEntryState.LOADED:
        account = entry.runtime_data.account
        found["account"] = _account(account)
        found["pages"] = _coordinators(entry, account.pupils)
    return found


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: PronoteConfigEntry, device: AnyDeviceEntry
) -> dict[str, Any]:
    """Return diagnostics of one child, or of the school."""
    found = _entry(hass, entry)
    found["entities"] = _entities(hass, device)
    if entry.state is ConfigEntryState.LOADED:
        pupils = [
            pupil
            for pupil in entry.runtime_data.account.pupils
            if child_identifier(entry, pupil.key) in device.identifiers
        ]
        found["pages"] = _coordinators(entry, pupils)
    return found


def _entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "entry": {
            "version": entry.version,
            "state": entry.state.value,
            "reason": reauth_reason_key(entry),
            "space": entry.data.get(CONF_SPACE),
            "keeps": [
                key
                for key in (
                    CONF_TOKEN,
                    CONF_BACKUP_TOKEN,
                    CONF_PASSWORD,
                    CONF_BROWSER_ID,
                )
                if entry.data.get(key)
            ],
            "by_portal": bool(entry.data.get(CONF_PORTAL)),
            CONF_TIMEZONE: entry.options.get(CONF_TIMEZONE),
        },
        "issues": active_issues(hass, entry),
    }
    if entry.state is ConfigEntryState.LOADED:
        data = entry.runtime_data
        cooldown = data.connection.budget.cooldown
        found["session"] = {
            "open": data.client.connected,
            "pause": None
            if cooldown is None
            else {"reason": cooldown.reason, "until": cooldown.until.isoformat()},
        }
        found["closed_pages"] = sorted(data.open_pages.closed)
        found["pronote"] = {
            "version": data.account.school.version,
            "newest_tried": NEWEST_TESTED_VERSION,
        }
    return found


def _coordinators(entry: PronoteConfigEntry, pupils: Sequence[Pupil]) -> dict[str, Any]:
    return {
        coordinator.page: _coordinator(coordinator, pupils)
        for coordinator in entry.runtime_data.coordinators
    }


def _entities(hass: HomeAssistant, device: AnyDeviceEntry) -> list[dict[str, Any]]:
    """Return the entities of a device by translation key; entity IDs may contain a subject."""
    registry = er.async_get(hass)
    return [
        {
            "platform": entity.domain,
            "key": entity.translation_key,
            "disabled": entity.disabled_by,
            "state": _state_kind(hass.states.get(entity.entity_id)),
        }
        for entity in er.async_entries_for_device(
            registry, device.id, include_disabled_entities=True
        )
    ]


def _state_kind(state: State | None) -> str | None:
    """Return whether a state has a value, without the value."""
    if state is None:
        return None
    return state.state if state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN) else "known"


def _account(account: Account) -> dict[str, Any]:
    calendar = account.calendar
    return {
        "rights": _rights(account.rights),
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


def _rights(rights: Rights) -> dict[str, Any]:
    weeks = rights.timetable_weeks
    return {
        "begin_discussions": rights.begin_discussions,
        "write_to_teachers": rights.write_to_teachers,
        "write_to_staff": rights.write_to_staff,
        "largest_homework": rights.max_homework_bytes,
        "largest_attachment": rights.max_attachment_bytes,
        "sign_documents": rights.sign_documents,
        "timetable_weeks": None if weeks is None else len(weeks),
    }


def _coordinator(
    coordinator: PronoteCoordinator[Any], pupils: Sequence[Pupil]
) -> dict[str, Any]:
    return {
        "success": coordinator.last_update_success,
        "usable": coordinator.usable,
        "error": _error(coordinator.last_exception),
        "last_requested": max(coordinator.last_requested.values()).isoformat()
        if coordinator.last_requested
        else None,
        "pupils": [
            _count(coordinator.data[pupil.key])
            if pupil.key in coordinator.data
            else None
            for pupil in pupils
        ],
        "mailbox": _count(coordinator.data[MAILBOX])
        if MAILBOX in coordinator.data
        else None,
    }


def _count(data: Any) -> int:
    """Return the number of items of a page."""
    match data:
        case Mapping():
            return sum(_count(part) for part in data.values())
        case GradeBook():
            return len(data.grades)
        case Documents():
            return sum(map(len, (data.documents, data.to_sign, data.papers)))
        case SchoolLife():
            events = (data.absences_and_delays, data.punishments, data.observations)
            return sum(len(found) for found in events)
        case _:
            return len(data)


def _error(error: BaseException | None) -> list[str]:
    """Return the class names of an error and of its causes; their messages may be personal."""
    names: list[str] = []
    while error is not None:
        names.append(type(error).__name__)
        if isinstance(error, ProtocolError):
            names.append(f"{error.function}: {error.field}")
        error = error.__cause__
    return names
