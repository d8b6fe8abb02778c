"""Compare homework."""

from collections.abc import Mapping

from .change_types import ChangeType
from .event_data import EventData
from .snapshot import FoundChanges, Snapshot, previous_values


def compare_homework(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find new, changed and removed homework."""
    today = after.at.date().isoformat()
    known, present = before.items, after.items
    gone = {key: event_data for key, event_data in known.items() if key not in present}
    for key, event_data in present.items():
        if key in known:
            origin: str | None = key
        else:
            origin = _same_work(event_data, gone)
        if origin is None:
            yield ChangeType.NEW_HOMEWORK, key, event_data
            continue
        gone.pop(origin, None)
        if previous := previous_values(
            known[origin], event_data, "text", "due", "files"
        ):
            yield ChangeType.HOMEWORK_CHANGED, key, event_data | previous
    for key, event_data in gone.items():
        if str(event_data["due"]) >= today:
            yield ChangeType.HOMEWORK_REMOVED, key, event_data


def _same_work(event_data: EventData, gone: Mapping[str, EventData]) -> str | None:
    """Return the homework that was rewritten or postponed."""
    for names in (("subject", "due", "given"), ("subject", "given", "text")):
        for key, other in gone.items():
            if all(event_data[name] == other[name] for name in names):
                return key
    return None
