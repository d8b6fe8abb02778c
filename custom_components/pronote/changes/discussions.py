"""Compare discussions."""

from .change_types import ChangeType
from .event_data import Json
from .snapshot import FoundChanges, Snapshot


def compare_discussions(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find discussions with new unread messages."""
    known = before.items
    for key, event_data in after.items.items():
        messages = known[key]["messages"] if key in known else 0
        if _number(event_data["unread"]) and _number(event_data["messages"]) > _number(
            messages
        ):
            yield ChangeType.NEW_MESSAGE, key, event_data


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0
