"""System health: status of the accounts, and whether their schools can be reached."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .models import PronoteConfigEntry
from .polling.request_budget import ADDRESS_SUSPENDED

NONE = "—"


@callback
def async_register(
    hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Register the system health info."""
    register.async_register_info(async_info)


async def async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return counts and versions, without the name of a school."""
    entries: list[PronoteConfigEntry] = hass.config_entries.async_entries(
        DOMAIN, include_disabled=False
    )
    loaded = [entry for entry in entries if entry.state is ConfigEntryState.LOADED]
    accounts = [entry.runtime_data.account for entry in loaded]
    failures = {failure for entry in entries for failure in _failures(entry)}
    return {
        "accounts": len(entries),
        "accounts_ready": len(loaded),
        "children": sum(len(account.pupils) for account in accounts),
        "pronote_versions": _join({account.school.version for account in accounts}),
        "failures": _join(failures),
        "schools_reachable": _async_check_schools(hass, loaded),
    }


def _failures(entry: PronoteConfigEntry) -> set[str]:
    """Return the translation keys of the active errors."""
    if entry.state is not ConfigEntryState.LOADED:
        return {entry.error_reason_translation_key or entry.state.value}
    errors = (
        coordinator.last_exception
        for coordinator in entry.runtime_data.coordinators
        if not coordinator.last_update_success
    )
    return {getattr(error, "translation_key", None) or "unknown" for error in errors}


async def _async_check_schools(
    hass: HomeAssistant, entries: list[PronoteConfigEntry]
) -> str | dict[str, str]:
    """Connect to each school once, except those that suspended the IP address."""
    answer: str | dict[str, str] = NONE
    schools = {
        entry.runtime_data.account.school.url
        for entry in entries
        if not _is_suspended(entry)
    }
    for url in schools:
        answer = await system_health.async_check_can_reach_url(hass, url)
        if answer != "ok":
            break
    return answer


def _is_suspended(entry: PronoteConfigEntry) -> bool:
    """Return whether the school of a loaded account blocks the IP address now."""
    cooldown = entry.runtime_data.connection.budget.cooldown
    return cooldown is not None and cooldown.reason == ADDRESS_SUSPENDED


def _join(found: set[str]) -> str:
    return ", ".join(sorted(found)) or NONE
