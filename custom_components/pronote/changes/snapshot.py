"""Snapshots of a page, and the changes between two of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from .change_types import ChangeType
from .event_data import EventData, Partitions, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Content of a page on one topic at one time."""

    at: datetime
    """Aware, in the school's time zone."""
    partitions: Partitions

    @property
    def items(self) -> dict[str, EventData]:
        """All items, of all partitions."""
        return {
            key: item
            for partition in self.partitions.values()
            for key, item in partition.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that was detected."""

    topic: Topic
    type: ChangeType
    key: str
    """The key of the thing, as actions take it."""
    event_data: EventData
    """The values now; `previous_…` holds those from before."""


type FoundChanges = Iterator[tuple[ChangeType, str, EventData]]


def previous_values(before: EventData, after: EventData, *names: str) -> EventData:
    """Return the previous values of the fields that changed."""
    return {
        f"previous_{name}": before.get(name)
        for name in names
        if before.get(name) != after.get(name)
    }


def is_recent(event_data: EventData, day: date) -> bool:
    """Return whether an item of a new partition dates from a given day or later."""
    return (
        str(event_data.get("date") or event_data.get("start") or "")[:10]
        >= day.isoformat()
    )
