"""Repair issues about the connection of an account.

An issue is raised when a user has to know about it or can fix it, and cleared when it is over. A
failed login is not among them: Home Assistant starts a reauthentication.
"""

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity

from ..client import NEWEST_TESTED_VERSION
from ..const import DOMAIN
from ..storage import OpenPages

if TYPE_CHECKING:
    from ..models import PronoteConfigEntry


class Issue(StrEnum):
    """Issues; each has its own translations."""

    ADDRESS_SUSPENDED = "address_suspended"
    PORTAL_BLOCKED = "portal_blocked"
    SCHOOL_MOVED = "school_moved"
    PAGE_CLOSED = "page_closed"
    NEW_VERSION = "new_version"
    YEAR_OVER = "year_over"
    MISSING_ENTITIES = "missing_entities"


FIXABLE: Final = frozenset({Issue.SCHOOL_MOVED, Issue.PAGE_CLOSED, Issue.YEAR_OVER})
"""Those of which a dialog helps to get rid; `repairs` has it."""

_ISSUES_BY_FAILURE: Final = {
    "address_suspended": Issue.ADDRESS_SUSPENDED,
    "not_pronote": Issue.SCHOOL_MOVED,
    "portal_blocked": Issue.PORTAL_BLOCKED,
    "space_unavailable": Issue.SCHOOL_MOVED,
}
"""What keeps everything out, by the key of the failure that tells it."""

NEW_YEAR_GRACE_PERIOD: Final = timedelta(days=75)
"""A summer, at the end of which a school shows its new year."""


@callback
def async_raise_issue(
    hass: HomeAssistant,
    entry: ConfigEntry,
    issue: Issue,
    detail: str | None = None,
    **placeholders: str,
) -> None:
    """Raise an issue of an account; once for each `detail`, which can select the text."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry, issue, detail),
        data={"entry_id": entry.entry_id},
        is_fixable=issue in FIXABLE,
        severity=IssueSeverity.WARNING,
        translation_key=_translation_key(issue, detail),
        translation_placeholders={"account": entry.title, **placeholders},
    )


@callback
def async_clear_issue(
    hass: HomeAssistant,
    entry: ConfigEntry,
    issue: Issue,
    detail: str | None = None,
) -> None:
    """Clear an issue."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, issue, detail))


@callback
def async_clear_all_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Clear all issues of an account."""
    for issue_id in _issue_ids(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_id(entry: ConfigEntry, issue: Issue, detail: str | None) -> str:
    return ".".join(filter(None, (issue, entry.entry_id, detail)))


def _issue_ids(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return the IDs of all issues of an account."""
    return [
        issue_id
        for domain, issue_id in ir.async_get(hass).issues
        if domain == DOMAIN and entry.entry_id in issue_id.split(".")
    ]


def active_issues(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return the active issues of an account, without their details."""
    registry = ir.async_get(hass)
    return sorted(
        {
            issue_id.partition(".")[0]
            for issue_id in _issue_ids(hass, entry)
            if (issue := registry.async_get_issue(DOMAIN, issue_id)) and issue.active
        }
    )


def _translation_key(issue: Issue, detail: str | None) -> str:
    """Return the translation key of an issue; each page has its own."""
    return f"{issue}_{detail}" if issue is Issue.PAGE_CLOSED else issue


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
        for coordinator in entry.runtime_data.coordinators:
            if isinstance(coordinator.last_exception, ConfigEntryAuthFailed):
                return coordinator.last_exception.translation_key
    return entry.error_reason_translation_key


@callback
def async_setup_issues(
    hass: HomeAssistant, entry: PronoteConfigEntry, open_pages: OpenPages
) -> None:
    """Keep the issues about the school of an account up to date."""

    @callback
    def sync_issues() -> None:
        _async_sync_page_issues(hass, entry, open_pages)
        _async_sync_version_issue(hass, entry)
        _async_sync_year_issue(hass, entry)

    sync_issues()
    for coordinator in entry.runtime_data.coordinators:
        entry.async_on_unload(coordinator.async_add_listener(sync_issues))


@callback
def _async_sync_page_issues(
    hass: HomeAssistant, entry: PronoteConfigEntry, open_pages: OpenPages
) -> None:
    data = entry.runtime_data
    is_open = {
        coordinator.page: bool(coordinator.data)
        for coordinator in data.coordinators
        if coordinator.last_update_success
    }
    closed = open_pages.async_closed_pages(data.account.calendar.first_day, is_open)
    for page in is_open:
        if page in closed:
            async_raise_issue(hass, entry, Issue.PAGE_CLOSED, page)
        else:
            async_clear_issue(hass, entry, Issue.PAGE_CLOSED, page)


@callback
def _async_sync_version_issue(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Raise an issue about an unsupported PRONOTE version.

    An ignored issue comes back for the next version only.
    """
    numbers = entry.runtime_data.account.school.version_numbers
    version, tried = (".".join(map(str, n)) for n in (numbers, NEWEST_TESTED_VERSION))
    present = _issue_id(entry, Issue.NEW_VERSION, version)
    for issue_id in _issue_ids(hass, entry):
        if issue_id.startswith(Issue.NEW_VERSION) and issue_id != present:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
    if numbers > NEWEST_TESTED_VERSION:
        async_raise_issue(
            hass, entry, Issue.NEW_VERSION, version, version=version, tried=tried
        )


@callback
def _async_sync_year_issue(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    data = entry.runtime_data
    if data.connection.budget.failing_since is not None:
        # It may be the clock of this home that is wrong.
        return
    last_day = data.account.calendar.last_day
    if data.timetable.now.date() > last_day + NEW_YEAR_GRACE_PERIOD:
        async_raise_issue(hass, entry, Issue.YEAR_OVER, last_day=f"{last_day:%d/%m/%Y}")
    else:
        async_clear_issue(hass, entry, Issue.YEAR_OVER)
