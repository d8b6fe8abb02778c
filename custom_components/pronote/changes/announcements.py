"""Compare absences that parents announced."""

from ..client import AbsenceStatus
from .change_types import ChangeType
from .snapshot import FoundChanges, Snapshot, is_recent

_ANSWERS = {
    AbsenceStatus.ACCEPTED.value: ChangeType.ANNOUNCEMENT_ACCEPTED,
    AbsenceStatus.REFUSED.value: ChangeType.ANNOUNCEMENT_REFUSED,
}


def compare_announcements(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Compare announced absences. The office's answer may change the key of one."""
    same_times = {(x["start"], x["end"]): x for x in before.items.values()}
    for name, partition in after.partitions.items():
        for key, event_data in partition.items():
            times = (event_data["start"], event_data["end"])
            known = before.items.get(key) or same_times.get(times)
            answer = _ANSWERS.get(
                str(event_data["status"]), ChangeType.ABSENCE_ANNOUNCED
            )
            if known is None:
                new = name in before.partitions or is_recent(
                    event_data, before.at.date()
                )
            else:
                new = answer is not _ANSWERS.get(
                    str(known["status"]), ChangeType.ABSENCE_ANNOUNCED
                )
            if new:
                yield answer, key, event_data
