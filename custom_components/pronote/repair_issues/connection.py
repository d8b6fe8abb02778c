"""What a family must know, or can mend: told as a repair, and taken back when it is over.

A lost access is not among them: Home Assistant itself asks for a new one.
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


class Problem(StrEnum):
    """What may be wrong; each has its text."""

    ADDRESS_SUSPENDED = "address_suspended"
    PORTAL_BLOCKED = "portal_blocked"
    SCHOOL_MOVED = "school_moved"
    PAGE_CLOSED = "page_closed"
    NEW_VERSION = "new_version"
    YEAR_OVER = "year_over"
    VANISHED_ENTITIES = "vanished_entities"


FIXABLE: Final = frozenset(
    {Problem.SCHOOL_MOVED, Problem.PAGE_CLOSED, Problem.YEAR_OVER}
)
"""Those of which a dialog helps to get rid; `repairs` has it."""

_SHUT_OUT: Final = {
    "address_suspended": Problem.ADDRESS_SUSPENDED,
    "not_pronote": Problem.SCHOOL_MOVED,
    "portal_blocked": Problem.PORTAL_BLOCKED,
    "space_unavailable": Problem.SCHOOL_MOVED,
}
"""What keeps everything out, by the key of the failure that tells it."""

NEW_YEAR_WITHIN: Final = timedelta(days=75)
"""A summer, at the end of which a school shows its new year."""


@callback
def async_tell(
    hass: HomeAssistant,
    entry: ConfigEntry,
    problem: Problem,
    detail: str | None = None,
    **blanks: str,
) -> None:
    """Tell of a problem of an account; once for each `detail`, which may choose the text."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry, problem, detail),
        data={"entry_id": entry.entry_id},
        is_fixable=problem in FIXABLE,
        severity=IssueSeverity.WARNING,
        translation_key=_text(problem, detail),
        translation_placeholders={"account": entry.title, **blanks},
    )


@callback
def async_take_back(
    hass: HomeAssistant,
    entry: ConfigEntry,
    problem: Problem,
    detail: str | None = None,
) -> None:
    """Say no more of a problem."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, problem, detail))


@callback
def async_take_back_all(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Say no more of an account."""
    for issue_id in _issue_ids(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_id(entry: ConfigEntry, problem: Problem, detail: str | None) -> str:
    return ".".join(filter(None, (problem, entry.entry_id, detail)))


def _issue_ids(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return all that is told of an account."""
    return [
        issue_id
        for domain, issue_id in ir.async_get(hass).issues
        if domain == DOMAIN and entry.entry_id in issue_id.split(".")
    ]


def problems_of(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return what is told of an account now, without its details."""
    registry = ir.async_get(hass)
    return sorted(
        {
            issue_id.partition(".")[0]
            for issue_id in _issue_ids(hass, entry)
            if (issue := registry.async_get_issue(DOMAIN, issue_id)) and issue.active
        }
    )


def _text(problem: Problem, detail: str | None) -> str:
    """Return the key of a text; each page has its own."""
    return f"{problem}_{detail}" if problem is Problem.PAGE_CLOSED else problem


@callback
def async_heed(
    hass: HomeAssistant, entry: ConfigEntry, failure: HomeAssistantError | None
) -> None:
    """Heed how a question to the school ended."""
    found = _SHUT_OUT.get(failure.translation_key or "") if failure else None
    for problem in set(_SHUT_OUT.values()) - {found}:
        async_take_back(hass, entry, problem)
    if failure is not None and found is not None:
        async_tell(hass, entry, found, **failure.translation_placeholders or {})


def lost_access_key(entry: PronoteConfigEntry) -> str | None:
    """Return the key of the sentence that tells why an account needs a new access."""
    if entry.state is ConfigEntryState.LOADED:
        for page in entry.runtime_data.coordinators:
            if isinstance(page.last_exception, ConfigEntryAuthFailed):
                return page.last_exception.translation_key
    return entry.error_reason_translation_key


@callback
def async_watch(
    hass: HomeAssistant, entry: PronoteConfigEntry, opened: OpenPages
) -> None:
    """Watch what an account's school shows, from now on."""

    @callback
    def look() -> None:
        _async_look_at_pages(hass, entry, opened)
        _async_look_at_version(hass, entry)
        _async_look_at_year(hass, entry)

    look()
    for page in entry.runtime_data.coordinators:
        entry.async_on_unload(page.async_add_listener(look))


@callback
def _async_look_at_pages(
    hass: HomeAssistant, entry: PronoteConfigEntry, opened: OpenPages
) -> None:
    data = entry.runtime_data
    shown = {
        page.page: bool(page.data)
        for page in data.coordinators
        if page.last_update_success
    }
    missed = opened.async_missed(data.account.calendar.first_day, shown)
    for page in shown:
        if page in missed:
            async_tell(hass, entry, Problem.PAGE_CLOSED, page)
        else:
            async_take_back(hass, entry, Problem.PAGE_CLOSED, page)


@callback
def _async_look_at_version(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Tell of a PRONOTE newer than ours; who ignores it hears of the next one only."""
    numbers = entry.runtime_data.account.school.version_numbers
    version, tried = (".".join(map(str, n)) for n in (numbers, NEWEST_TESTED_VERSION))
    present = _issue_id(entry, Problem.NEW_VERSION, version)
    for issue_id in _issue_ids(hass, entry):
        if issue_id.startswith(Problem.NEW_VERSION) and issue_id != present:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
    if numbers > NEWEST_TESTED_VERSION:
        async_tell(
            hass, entry, Problem.NEW_VERSION, version, version=version, tried=tried
        )


@callback
def _async_look_at_year(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    data = entry.runtime_data
    if data.gate.ledger.silent_since is not None:
        # It may be the clock of this home that is wrong.
        return
    last_day = data.account.calendar.last_day
    if data.timetable.now.date() > last_day + NEW_YEAR_WITHIN:
        async_tell(hass, entry, Problem.YEAR_OVER, last_day=f"{last_day:%d/%m/%Y}")
    else:
        async_take_back(hass, entry, Problem.YEAR_OVER)
