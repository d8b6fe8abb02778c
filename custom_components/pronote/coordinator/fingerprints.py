"""What the home page and the counters of unread items show of the other pages.

PRONOTE's home page (one request) holds an extract of most pages of a child. As long as the
extract is the one that was seen when a page was requested, the page need not be requested.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ..client import HomePage
from ..connection.session import Gate
from ..polling.policy import Kind, Part
from .base import PronoteCoordinator
from .home import HomeCoordinator
from .timetable import TimetableCoordinator

SAME_STATE: Final = timedelta(minutes=5)
"""A page and the home page requested within this span show the same state of the school."""

type _Item = tuple[PronoteCoordinator[Any], Part]


@dataclass(frozen=True, slots=True)
class _Fingerprint:
    """An extract, and the day it is about; None when it is about the whole page."""

    day: date | None
    value: object


class Fingerprints:
    """Compares extracts with those that were seen when each page was last requested."""

    def __init__(
        self, gate: Gate, home: HomeCoordinator, timetable: TimetableCoordinator
    ) -> None:
        """Start with no extract seen."""
        self._gate = gate
        self._home = home
        self._timetable = timetable
        self._seen: dict[_Item, _Fingerprint] = {}

    @property
    def home_is_known(self) -> bool:
        """Return whether a home page was read since the start."""
        return bool(self._home.data)

    def covers(self, page: PronoteCoordinator[Any], part: Part) -> bool:
        """Return whether an extract would show a change of a part."""
        return self._value(page.kind_of(part), part) is not None

    def has_changed(self, page: PronoteCoordinator[Any], part: Part) -> bool:
        """Return whether the extract of a part changed since the part was requested."""
        kind = page.kind_of(part)
        if (value := self._value(kind, part)) is None:
            return False
        day = self._day(kind, part)
        if day is not None and self._home.day.get(part[0]) != day:
            # The home page shows another day; it is requested for this one soon.
            return False
        if day is None or not self._home_matches_timetable(part[0], day):
            known = self._seen.get((page, part))
            if known is None or known.day != day:
                # A first extract covers a page that is as recent as it is.
                requested = page.asked.get(part)
                seen = self._home.asked.get((part[0], None), requested)
                if requested is None or seen is None or seen - requested > SAME_STATE:
                    return requested is not None
            elif known.value != value:
                return True
        # Also in place of an equal one, so that the older answer can be freed.
        self._seen[page, part] = _Fingerprint(day, value)
        return False

    def note(self, page: PronoteCoordinator[Any], part: Part) -> None:
        """Take the present extract for what a part that was just requested shows."""
        kind = page.kind_of(part)
        if (value := self._value(kind, part)) is not None:
            self._seen[page, part] = _Fingerprint(self._day(kind, part), value)

    def forget_all_but(self, present: Container[_Item]) -> None:
        """Forget weeks that are over and children who left."""
        self._seen = {
            item: seen for item, seen in self._seen.items() if item in present
        }

    def _value(self, kind: Kind, part: Part) -> object:
        """Return the extract of a part, None when there is none."""
        unread = self._gate.client.unread
        if kind is Kind.NEWS:
            return unread.news
        if kind is Kind.DISCUSSIONS:
            return unread.discussions
        home: HomePage | None = self._home.data.get(part[0])
        if home is None or not self._home.last_update_success:
            return None
        match kind:
            case Kind.WEEKS:
                return home.lessons
            case Kind.HOMEWORK:
                return home.homework
            case Kind.GRADES:
                return home.grades
            case Kind.EVALUATIONS:
                return home.evaluations
            case Kind.SCHOOL_LIFE:
                return home.school_life
            case _:
                return None

    def _day(self, kind: Kind, part: Part) -> date | None:
        """Return the day that an extract is about, None when it is about the whole page."""
        if kind is Kind.WEEKS:
            return self._timetable.school_days(part[0]).focus
        return None

    def _home_matches_timetable(self, pupil_key: str, day: date) -> bool:
        """Return whether the home page and the timetable show the same lessons of a day."""
        shown = self._home.data[pupil_key].lessons or ()
        announced = self._timetable.school_days(pupil_key).announced_on(day)
        return [x for x in shown if x.start.date() == day] == announced
