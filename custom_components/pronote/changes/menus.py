"""Compare menus."""

from .change_types import ChangeType
from .event_data import EventData
from .snapshot import FoundChanges, Snapshot, previous_values


def compare_menus(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find published weeks and changed meals."""
    today = after.at.date().isoformat()
    for week in before.partitions.keys() & after.partitions.keys():
        known, present = before.partitions[week], after.partitions[week]
        if not known and present:
            meals: EventData = {"start": week, "meals": len(present)}
            yield ChangeType.MENU_PUBLISHED, week, meals
            continue
        for key, event_data in present.items():
            if str(event_data["date"]) >= today and (
                previous := previous_values(
                    known.get(key, {}), event_data, "dishes", "name"
                )
            ):
                yield ChangeType.MENU_CHANGED, key, event_data | previous
