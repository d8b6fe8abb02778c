"""Restore the last data of an account after a start, and keep them up to date on the disk."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from ..client import (
    Discussion,
    Documents,
    Evaluation,
    Homework,
    Lesson,
    Menu,
    News,
    ReportCard,
)
from ..coordinator.grades import FollowedGrades
from ..coordinator.home import StoredHome
from ..coordinator.school_life import FollowedSchoolLife
from ..last_data.store import LastData
from ..models import PronoteConfigEntry, PronoteData

PAGE_TYPES: Final[Mapping[str, Any]] = {
    "timetable": Mapping[date, tuple[Lesson, ...]],
    "homework": tuple[Homework, ...],
    "grades": FollowedGrades,
    "menus": Mapping[date, tuple[Menu, ...]],
    "evaluations": tuple[Evaluation, ...],
    "school_life": FollowedSchoolLife,
    "news": tuple[News, ...],
    "discussions": tuple[Discussion, ...],
    "report_cards": tuple[ReportCard, ...],
    "documents": Documents,
    "home": StoredHome,
}
"""Type of the data of a child or of the mailbox, by the name of the page."""


@callback
def async_restore(data: PronoteData, last: LastData) -> bool:
    """Show the last data in all pages; return whether any of them is recent enough.

    Otherwise nothing is restored.
    """
    pages = [
        (coordinator, page)
        for coordinator in (*data.coordinators, data.home)
        if (page := last.pages.get(coordinator.page)) is not None
    ]
    for coordinator, page in pages:
        coordinator.async_restore(page)
    if any(coordinator.usable and coordinator.data for coordinator, _ in pages):
        return True
    for coordinator, _ in pages:
        coordinator.async_discard()
    return False


@callback
def async_setup_last_data(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Save the data of an account when they changed."""
    data = entry.runtime_data

    @callback
    def update() -> None:
        if data.connection.closed:
            return
        pages = {
            coordinator.page: page
            for coordinator in (*data.coordinators, data.home)
            if (page := coordinator.stored_page) is not None
        }
        data.last_data.async_update(
            entry.unique_id, LastData(account=data.client.account, pages=pages)
        )

    update()
    for coordinator in (*data.coordinators, data.home):
        entry.async_on_unload(coordinator.async_add_listener(update))
    entry.async_on_unload(data.connection.budget.async_add_listener(update))
