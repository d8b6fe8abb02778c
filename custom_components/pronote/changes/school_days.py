"""Serialize the start and the end of each school day, and compare them."""

from datetime import date, datetime, timedelta

from ..school_day.days import DAY, SchoolDays
from .change_types import ChangeType
from .event_data import EventData, SerializedPage, Topic
from .snapshot import FoundChanges, Snapshot

_TYPES = {
    "start": ChangeType.START_OF_DAY_MOVED,
    "end": ChangeType.END_OF_DAY_MOVED,
}


def serialize_days(days: SchoolDays) -> SerializedPage:
    """Serialize the days with lessons of the known weeks."""
    return {
        Topic.DAY: {
            monday.isoformat(): {
                day.isoformat(): event_data
                for day in (monday + number * DAY for number in range(7))
                if (event_data := _day(days, day)) is not None
            }
            for monday in days.weeks
        }
    }


def _day(days: SchoolDays, day: date) -> EventData | None:
    """Serialize one day. Its end is unknown if something lasts beyond it, as an outing does."""
    lessons = days.attended_on(day)
    if not lessons:
        return None
    end = max(lesson.end for lesson in lessons)
    return {
        "date": day.isoformat(),
        "start": min(lesson.start for lesson in lessons).isoformat(),
        "end": end.isoformat() if end.date() == day else None,
        "study_hours": days.study_hours.value,
    }


def compare_days(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find the days that start or end at another time than before.

    A day that gets its first lesson, or loses the last one, has no time to compare. A day whose
    study hours count in another way than before, by the options, has not moved.
    """
    for week in sorted(before.partitions.keys() & after.partitions.keys()):
        known = before.partitions[week]
        for key, event_data in after.partitions[week].items():
            old = known.get(key)
            if old is None or old["study_hours"] != event_data["study_hours"]:
                continue
            for name, change_type in _TYPES.items():
                moved = _moved(old[name], event_data[name], after.at)
                if moved is not None:
                    yield change_type, key, {"date": event_data["date"], **moved}


def _moved(old: object, new: object, now: datetime) -> EventData | None:
    """Return from when to when a day moved, None if it did not or if both times are over."""
    if not (isinstance(old, str) and isinstance(new, str)) or old == new:
        return None
    first, second = datetime.fromisoformat(old), datetime.fromisoformat(new)
    if first == second or max(first, second) <= now:
        return None
    return {
        "before": old,
        "after": new,
        "minutes": round((second - first) / timedelta(minutes=1)),
        "days_ahead": (second.date() - now.date()).days,
    }
