"""Days on which a child is at this home, from the calendar that the family chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..const import CONF_CHILDREN, CONF_HOME_CALENDAR

type Span = tuple[datetime, datetime]
"""The start and the end of a stay, aware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDays:
    """Stays of a child at this home."""

    stays: tuple[Span, ...]
    until: datetime
    """The end of the known days; after it, the child counts as at home."""

    def cover(self, start: datetime, end: datetime) -> bool:
        """Return whether the child is at home at any time of a span, or if it is not known."""
        return start >= self.until or any(
            stay_start < end and stay_end > start for stay_start, stay_end in self.stays
        )


def home_calendar(options: Mapping[str, Any], pupil_key: str) -> str | None:
    """Return the calendar of a child's days at this home, from the options of its account."""
    chosen = options.get(CONF_CHILDREN, {}).get(pupil_key, {})
    calendar: str | None = chosen.get(CONF_HOME_CALENDAR)
    return calendar
