"""Repair issues about the connection of an account.

An issue is raised when a user can fix it, and cleared when it is over. A failed login is not among
them: Home Assistant starts a reauthentication. What nobody at home can change, such as a page that
the school closed, is logged by `runtime.school_log`.
"""

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity
from homeassistant.util import dt as dt_util

from ..const import DOCUMENTATION_URL, DOMAIN
from ..texts.phrases import get_phrases

if TYPE_CHECKING:
    from ..models import PronoteConfigEntry


class Issue(StrEnum):
    """Issues; each has its own translations and its own page of the documentation."""

    PORTAL_BLOCKED = "portal_blocked"
    SCHOOL_MOVED = "school_moved"
    YEAR_OVER = "year_over"
    MISSING_ENTITIES = "missing_entities"


FIXABLE: Final = frozenset({Issue.SCHOOL_MOVED, Issue.YEAR_OVER})
"""Those of which a dialog helps to get rid; `repairs` has it."""

_ISSUES_BY_FAILURE: Final = {
    "not_pronote": Issue.SCHOOL_MOVED,
    "portal_blocked": Issue.PORTAL_BLOCKED,
    "space_unavailable": Issue.SCHOOL_MOVED,
}
"""Issues that block all requests, by the key of the failure."""

NEW_YEAR_GRACE_PERIOD: Final = timedelta(days=75)
"""A summer, at the end of which a school shows its new year."""

NEW_YEAR_MAX_AGE: Final = timedelta(hours=1)
"""Age of the last answer up to which the end of the school year is judged."""


@callback
def async_raise_issue(
    hass: HomeAssistant, entry: ConfigEntry, issue: Issue, **placeholders: str
) -> None:
    """Raise an issue of an account."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry, issue),
        data={"entry_id": entry.entry_id},
        is_fixable=issue in FIXABLE,
        learn_more_url=learn_more_url(hass, issue),
        severity=IssueSeverity.WARNING,
        translation_key=issue,
        translation_placeholders={"account": entry.title, **placeholders},
    )


def learn_more_url(hass: HomeAssistant, issue: Issue) -> str:
    """Return the page of the documentation about an issue, in the language of Home Assistant."""
    folder = "docs/fr" if hass.config.language == "fr" else "docs"
    page = issue.replace("_", "-")
    return f"{DOCUMENTATION_URL}/blob/main/{folder}/repairs/{page}.md"


@callback
def async_clear_issue(hass: HomeAssistant, entry: ConfigEntry, issue: Issue) -> None:
    """Clear an issue."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, issue))


@callback
def async_clear_all_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Clear all issues of an account."""
    for issue in Issue:
        async_clear_issue(hass, entry, issue)


def _issue_id(entry: ConfigEntry, issue: Issue) -> str:
    return f"{issue}.{entry.entry_id}"


def active_issues(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return the active issues of an account."""
    registry = ir.async_get(hass)
    return sorted(
        issue.value
        for issue in Issue
        if (found := registry.async_get_issue(DOMAIN, _issue_id(entry, issue)))
        and found.active
    )


@callback
def async_sync_connection_issues(
    hass: HomeAssistant, entry: ConfigEntry, failure: HomeAssistantError | None
) -> None:
    """Raise or clear the issues that depend on the result of a request."""
    current = _ISSUES_BY_FAILURE.get(failure.translation_key or "") if failure else None
    for issue in set(_ISSUES_BY_FAILURE.values()) - {current}:
        async_clear_issue(hass, entry, issue)
    if failure is not None and current is not None:
        async_raise_issue(
            hass, entry, current, **failure.translation_placeholders or {}
        )


def reauth_reason_key(entry: PronoteConfigEntry) -> str | None:
    """Return the translation key of the reason for a reauthentication."""
    if entry.state is ConfigEntryState.LOADED:
        return entry.runtime_data.connection.lost_access
    return entry.error_reason_translation_key


@callback
def async_setup_year_issue(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Keep the issue about the school year of an account up to date."""

    @callback
    def sync_issue() -> None:
        data = entry.runtime_data
        updated = max(one.last_successful_update for one in data.coordinators)
        failing = data.connection.budget.failing_since is not None
        if failing or dt_util.utcnow() - updated > NEW_YEAR_MAX_AGE:
            # The clock of Home Assistant may be wrong.
            return
        last_day = data.account.calendar.last_day
        if data.timetable.now.date() > last_day + NEW_YEAR_GRACE_PERIOD:
            day = get_phrases(hass).day(last_day, last_day, dated=True)
            async_raise_issue(hass, entry, Issue.YEAR_OVER, last_day=day)
        else:
            async_clear_issue(hass, entry, Issue.YEAR_OVER)

    sync_issue()
    for coordinator in entry.runtime_data.coordinators:
        entry.async_on_unload(coordinator.async_add_listener(sync_issue))
