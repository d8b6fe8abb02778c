"""Compare documents: to read, to sign, to hand in."""

from .change_types import ChangeType
from .comparison_rules import comparison_of
from .event_data import TO_HAND_IN, TO_SIGN, Topic
from .snapshot import FoundChanges, Snapshot

_TYPES = {
    TO_SIGN: ChangeType.DOCUMENT_TO_SIGN,
    TO_HAND_IN: ChangeType.DOCUMENT_TO_HAND_IN,
}


def compare_documents(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Compare documents. The type of a change says what the family has to do."""
    for change, key, event_data in comparison_of(Topic.DOCUMENT)(before, after):
        yield _TYPES.get(str(event_data["kind"]), change), key, event_data
