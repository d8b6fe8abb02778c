"""Detect changed pages from the home page and the unread counters.

The home page of a child takes one request and contains an extract of most other pages. A page is
not requested while its extract is the same as at the last request.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ..client import HomePage
from ..connection.school_connection import SchoolConnection
from ..polling.update_intervals import Part, Resource
from ..school_day.days import monday_of
from .base import PronoteCoordinator
from .home import HomeCoordinator
from .timetable import TimetableCoordinator

SAME_STATE: Final = timedelta(minutes=5)
"""A page and the home page requested within this span show the same state of the school."""

type _Item = tuple[PronoteCoordinator[Any], Part]


@dataclass(frozen=True, slots=True)
class _Extract:
    """Extract of a page, and its day; None when it covers the whole page."""

    day: date | None
    value: object


class ChangedPages:
    """Compares the current extracts with those at the last request of each page."""

    def __init__(
        self,
        connection: SchoolConnection,
        home: HomeCoordinator,
        timetable: TimetableCoordinator,
    ) -> None:
        """Initialize without any extract."""
        self._connection = connection
        self._home = home
        self._timetable = timetable
        self._extracts: dict[_Item, _Extract] = {}

    @property
    def home_is_known(self) -> bool:
        """Return whether a home page was fetched since the start."""
        return bool(self._home.update_count)

    def covers(self, coordinator: PronoteCoordinator[Any], part: Part) -> bool:
        """Return whether an extract would show a change of a part."""
        return self._value(coordinator.resource_of(part), part) is not None

    def has_changed(self, coordinator: PronoteCoordinator[Any], part: Part) -> bool:
        """Return whether the extract of a part changed since the part was requested."""
        resource = coordinator.resource_of(part)
        if (value := self._value(resource, part)) is None:
            return False
        day = self._day(resource, part)
        if day is not None and self._home.day.get(part[0]) != day:
            # The home page shows another day; it is requested for this one soon.
            return False
        if day is None or not self._home_matches_timetable(part[0], day):
            known = self._extracts.get((coordinator, part))
            if known is None or known.day != day:
                # A first extract covers a page that is as recent as it is.
                requested = coordinator.last_requested.get(part)
                home_requested = self._home.last_requested.get(
                    (part[0], None), requested
                )
                if (
                    requested is None
                    or home_requested is None
                    or home_requested - requested > SAME_STATE
                ):
                    return requested is not None
            elif known.value != value:
                return True
        # Also in place of an equal one, so that the older answer can be freed.
        self._extracts[coordinator, part] = _Extract(day, value)
        return False

    def mark_requested(self, coordinator: PronoteCoordinator[Any], part: Part) -> None:
        """Store the current extract of a part that was just requested."""
        resource = coordinator.resource_of(part)
        if (value := self._value(resource, part)) is not None:
            self._extracts[coordinator, part] = _Extract(
                self._day(resource, part), value
            )

    def forget_all_but(self, present: Container[_Item]) -> None:
        """Drop past weeks and children who left."""
        self._extracts = {
            item: extract for item, extract in self._extracts.items() if item in present
        }

    def _value(self, resource: Resource, part: Part) -> object:
        """Return the extract of a part, or None."""
        unread = self._connection.client.unread
        if resource is Resource.NEWS:
            return unread.news
        if resource is Resource.DISCUSSIONS:
            return unread.discussions
        home: HomePage | None = self._home.data.get(part[0])
        if home is None or not self._home.last_update_success:
            return None
        match resource:
            case Resource.TIMETABLE:
                return home.lessons
            case Resource.HOMEWORK:
                return home.homework
            case Resource.GRADES:
                return home.grades
            case Resource.EVALUATIONS:
                return home.evaluations
            case Resource.SCHOOL_LIFE:
                return home.school_life
            case Resource.DOCUMENTS:
                return home.documents_to_sign
            case _:
                return None

    def _day(self, resource: Resource, part: Part) -> date | None:
        """Return the day that an extract is about, None when it is about the whole page."""
        if resource is Resource.TIMETABLE:
            return self._timetable.school_days(part[0]).home_page_day
        return None

    def _home_matches_timetable(self, pupil_key: str, day: date) -> bool:
        """Return whether the home page and the timetable show the same lessons of a day."""
        shown = self._home.data[pupil_key].lessons or ()
        weeks = self._timetable.data.get(pupil_key, {})
        announced = weeks.get(monday_of(day), ())
        return [x for x in shown if x.start.date() == day] == [
            x for x in announced if x.start.date() == day
        ]
