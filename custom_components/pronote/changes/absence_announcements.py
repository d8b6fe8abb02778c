"""Compare what parents announce or request, and what the office answers."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from ..client import AbsenceStatus
from .change_types import ChangeType
from .event_data import EventData
from .snapshot import FoundChanges, Snapshot, is_recent

type _Types = Mapping[str, ChangeType]
"""Types of changes by the status of what the parents sent."""

_ABSENCES: Final[_Types] = {
    AbsenceStatus.ACCEPTED.value: ChangeType.ANNOUNCEMENT_ACCEPTED,
    AbsenceStatus.REFUSED.value: ChangeType.ANNOUNCEMENT_REFUSED,
}
_EXEMPTIONS: Final[_Types] = {
    AbsenceStatus.ACCEPTED.value: ChangeType.EXEMPTION_ACCEPTED,
    AbsenceStatus.REFUSED.value: ChangeType.EXEMPTION_REFUSED,
}


def compare_announcements(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Compare announced absences. The office's answer may change the key of one."""
    same = ("start", "end")
    return _compare(before, after, _ABSENCES, ChangeType.ABSENCE_ANNOUNCED, same)


def compare_exemptions(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Compare requested exemptions. The office's answer may change the key of one."""
    same = ("start", "end", "subject")
    return _compare(before, after, _EXEMPTIONS, ChangeType.EXEMPTION_REQUESTED, same)


def _compare(
    before: Snapshot,
    after: Snapshot,
    answers: _Types,
    unanswered: ChangeType,
    identity_fields: tuple[str, ...],
) -> FoundChanges:
    identity = partial(_values, identity_fields)
    alike = {identity(item): item for item in before.items.values()}
    for name, partition in after.partitions.items():
        for key, event_data in partition.items():
            known = before.items.get(key) or alike.get(identity(event_data))
            found = answers.get(str(event_data["status"]), unanswered)
            if known is None:
                new = name in before.partitions or is_recent(
                    event_data, before.at.date()
                )
            else:
                new = found is not answers.get(str(known["status"]), unanswered)
            if new:
                yield found, key, event_data


def _values(names: tuple[str, ...], event_data: EventData) -> tuple[object, ...]:
    return tuple(event_data[name] for name in names)
