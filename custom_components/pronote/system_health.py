"""System health: how the accounts of this home do, and whether their schools answer."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .models import PronoteConfigEntry
from .repair_issues.connection import Problem, problems_of

NONE = "—"


@callback
def async_register(
    hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Register what is told."""
    register.async_register_info(async_info)


async def async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return numbers and versions; no school is named."""
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
        "schools_reachable": _async_reach(hass, loaded),
    }


def _failures(entry: PronoteConfigEntry) -> set[str]:
    """Return the keys of the sentences for what fails."""
    if entry.state is not ConfigEntryState.LOADED:
        return {entry.error_reason_translation_key or entry.state.value}
    errors = (
        page.last_exception
        for page in entry.runtime_data.coordinators
        if not page.last_update_success
    )
    return {getattr(error, "translation_key", None) or "unknown" for error in errors}


async def _async_reach(
    hass: HomeAssistant, entries: list[PronoteConfigEntry]
) -> str | dict[str, str]:
    """Knock at each school once, save where complete silence is asked for."""
    answer: str | dict[str, str] = NONE
    schools = {
        entry.runtime_data.account.school.url
        for entry in entries
        if Problem.ADDRESS_SUSPENDED not in problems_of(hass, entry)
    }
    for url in schools:
        answer = await system_health.async_check_can_reach_url(hass, url)
        if answer != "ok":
            break
    return answer


def _join(found: set[str]) -> str:
    return ", ".join(sorted(found)) or NONE
