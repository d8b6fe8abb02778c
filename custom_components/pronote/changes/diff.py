"""Compare two snapshots of a page. Pure functions."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from .absence_announcements import compare_announcements, compare_exemptions
from .comparison_rules import COMPARISON_RULES, comparison_of, find_same
from .discussions import compare_discussions
from .documents import compare_documents
from .event_data import EventData, Topic
from .grades import compare_grades
from .homework import compare_homework
from .lessons import compare_lessons
from .matching import match_keys
from .menus import compare_menus
from .school_days import compare_days
from .snapshot import Change, FoundChanges, Snapshot
from .wallets import compare_wallets

KEEP_PAST_FOR = timedelta(weeks=3)
"""How long past lessons, menus and homework are kept for comparison."""


def compare(topic: Topic, before: Snapshot | None, after: Snapshot) -> list[Change]:
    """Return the changes between two snapshots. The first snapshot of a topic has no changes."""
    if before is None:
        return []
    after = _ignore_suspicious_deletion(before, after)
    before, after = (
        _sorted_by_date(_with_matched_keys(before, after)),
        _sorted_by_date(after),
    )
    found = list(_COMPARISONS[topic](before, after))
    return [
        Change(topic=topic, type=change_type, key=key, event_data=event_data)
        for change_type, key, event_data in found
    ]


def merge_snapshots(topic: Topic, before: Snapshot | None, after: Snapshot) -> Snapshot:
    """Return the snapshot to compare with next time.

    Items that disappeared stay in it, so that they are not new when they come back.
    """
    if before is None:
        return after
    after = _ignore_suspicious_deletion(before, after)
    before = _with_matched_keys(before, after)
    if topic in _WEEKLY:
        oldest = (after.at.date() - KEEP_PAST_FOR).isoformat()
        kept = {
            week: partition
            for week, partition in before.partitions.items()
            if week >= oldest
        }
        return Snapshot(at=after.at, partitions=kept | after.partitions)
    if topic is Topic.HOMEWORK:
        return after
    partitions = dict(before.partitions)
    for name, partition in after.partitions.items():
        known = before.partitions.get(name, {})
        others = {
            key: event_data for key, event_data in partition.items() if key not in known
        }
        gone = {
            key: event_data
            for key, event_data in known.items()
            if key not in partition and find_same(topic, event_data, others) is None
        }
        # In the order in which they appeared.
        ordered: dict[str, EventData] = {
            key: partition.get(key, item) for key, item in known.items()
        }
        partitions[name] = {
            key: event_data
            for key, event_data in (ordered | partition).items()
            if key in partition or key in gone
        }
    return Snapshot(at=after.at, partitions=partitions)


def _sorted_by_date(snapshot: Snapshot) -> Snapshot:
    """Sort items by date: the order of a page has no meaning."""
    partitions = {
        name: dict(sorted(partition.items(), key=_sort_key))
        for name, partition in sorted(snapshot.partitions.items())
    }
    return Snapshot(at=snapshot.at, partitions=partitions)


def _sort_key(item: tuple[str, EventData]) -> tuple[str, str]:
    key, event_data = item
    return str(
        event_data.get("start") or event_data.get("date") or event_data.get("due")
    ), key


def _ignore_suspicious_deletion(before: Snapshot, after: Snapshot) -> Snapshot:
    """Ignore the deletion of several items at once: the answer was probably truncated."""
    restored = {
        name: known
        for name, partition in after.partitions.items()
        if not partition and len(known := before.partitions.get(name, {})) > 1
    }
    return Snapshot(at=after.at, partitions=after.partitions | restored)


def _with_matched_keys(before: Snapshot, after: Snapshot) -> Snapshot:
    """Match items that differ only by their position on the page."""
    partitions = {
        name: match_keys(partition, after.partitions.get(name, {}))
        for name, partition in before.partitions.items()
    }
    return Snapshot(at=before.at, partitions=partitions)


_WEEKLY = frozenset({Topic.DAY, Topic.LESSON, Topic.MENU})

_COMPARISONS: Mapping[Topic, Callable[[Snapshot, Snapshot], FoundChanges]] = {
    **{topic: comparison_of(topic) for topic in COMPARISON_RULES},
    Topic.ANNOUNCEMENT: compare_announcements,
    Topic.DOCUMENT: compare_documents,
    Topic.EXEMPTION: compare_exemptions,
    Topic.GRADE: compare_grades,
    Topic.HOMEWORK: compare_homework,
    Topic.MESSAGE: compare_discussions,
    Topic.LESSON: compare_lessons,
    Topic.DAY: compare_days,
    Topic.MENU: compare_menus,
    Topic.WALLET: compare_wallets,
}
