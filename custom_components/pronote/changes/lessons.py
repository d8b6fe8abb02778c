"""Compare the lessons of two timetables."""

from datetime import datetime
from itertools import groupby

from ..client import LessonStatus
from .change_types import ChangeType
from .event_data import EventData, Json
from .snapshot import FoundChanges, Snapshot, previous_values


def compare_lessons(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Compare the weeks that both snapshots contain, from now on."""
    weeks = sorted(before.partitions.keys() & after.partitions.keys())
    known = _upcoming(before, weeks, after.at)
    present = _upcoming(after, weeks, after.at)
    yield from _absent_teachers(known, present)
    missing = {
        key: event_data
        for key, event_data in known.items()
        if event_data["held"] and not _is_held(present.get(key))
    }
    for key, event_data in present.items():
        if not event_data["held"]:
            continue
        if _is_held(known.get(key)):
            yield from _lesson_changes(key, known[key], event_data)
        elif key in known:
            yield ChangeType.LESSON_RESTORED, key, _without_held(event_data)
        else:
            yield _added_lesson(key, event_data, missing)
    for key, event_data in missing.items():
        if key in present:
            yield ChangeType.LESSON_CANCELED, key, _without_held(present[key])
        else:
            yield ChangeType.LESSON_REMOVED, key, _without_held(event_data)


def _absent_teachers(
    known: dict[str, EventData], present: dict[str, EventData]
) -> FoundChanges:
    """Find the absences of teachers that begin, or that cover more lessons than before.

    An absence covers the lessons from the first to the last one before the teacher is back.
    """
    by_teacher: dict[str, list[str]] = {}
    in_order = sorted(present, key=lambda key: _parse_datetime(present[key]["start"]))
    for key in in_order:
        if teacher := present[key]["teacher"]:
            by_teacher.setdefault(str(teacher), []).append(key)
    for teacher, keys in by_teacher.items():
        for absent, lessons in groupby(keys, key=lambda key: _is_absent(present[key])):
            missed = [*lessons]
            if absent and not all(_is_absent(known.get(key)) for key in missed):
                yield (
                    ChangeType.TEACHER_ABSENT,
                    missed[0],
                    _absence(teacher, [present[key] for key in missed]),
                )


def _is_absent(event_data: EventData | None) -> bool:
    return event_data is not None and (
        event_data["status"] == LessonStatus.TEACHER_ABSENT
    )


def _absence(teacher: str, missed: list[EventData]) -> EventData:
    """Return the event data of an absence of a teacher, from its lessons by start."""
    subjects = dict.fromkeys(str(x["subject"]) for x in missed if x["subject"])
    return {
        "teacher": teacher,
        "subject": ", ".join(subjects) or None,
        "start": missed[0]["start"],
        "end": max(missed, key=lambda x: _parse_datetime(x["end"]))["end"],
        "lessons": len(missed),
    }


def _upcoming(
    snapshot: Snapshot, weeks: list[str], now: datetime
) -> dict[str, EventData]:
    return {
        key: event_data
        for week in weeks
        for key, event_data in snapshot.partitions[week].items()
        if _parse_datetime(event_data["end"]) > now
    }


def _added_lesson(
    key: str, event_data: EventData, missing: dict[str, EventData]
) -> tuple[ChangeType, str, EventData]:
    """Classify a lesson that is new. The lesson that it replaces is not lost."""
    origin = next(
        (k for k, other in missing.items() if _overlap(event_data, other)), None
    )
    change_type = ChangeType.LESSON_REPLACED
    if origin is None:
        origin = next(
            (k for k, other in missing.items() if _is_moved(event_data, other)), None
        )
        change_type = ChangeType.LESSON_MOVED
    if origin is None:
        return ChangeType.LESSON_ADDED, key, _without_held(event_data)
    previous = missing.pop(origin)
    names = ("subject", "start", "end", "room", "teacher")
    return (
        change_type,
        key,
        _without_held(event_data) | previous_values(previous, event_data, *names),
    )


def _lesson_changes(key: str, before: EventData, after: EventData) -> FoundChanges:
    """Classify the change of a lesson that still takes place."""
    for change_type, name in (
        (ChangeType.LESSON_MOVED, "end"),
        (ChangeType.LESSON_TEACHER_CHANGED, "teacher"),
        (ChangeType.LESSON_ROOM_CHANGED, "room"),
    ):
        if previous := previous_values(before, after, name):
            yield change_type, key, _without_held(after) | previous
    if after["test"] and not before["test"]:
        yield ChangeType.TEST_ANNOUNCED, key, _without_held(after)


def _is_held(event_data: EventData | None) -> bool:
    return event_data is not None and bool(event_data["held"])


def _is_moved(after: EventData, before: EventData) -> bool:
    """Return whether a lesson was moved from another time."""
    same = after["subject"] is not None and after["subject"] == before["subject"]
    marked_moved = after["status"] == LessonStatus.MOVED
    return same and (marked_moved or after["teacher"] == before["teacher"])


def _overlap(one: EventData, other: EventData) -> bool:
    return _parse_datetime(one["start"]) < _parse_datetime(other["end"]) and (
        _parse_datetime(other["start"]) < _parse_datetime(one["end"])
    )


def _without_held(event_data: EventData) -> EventData:
    """Return the event data of a lesson, without its status: the type of the change contains it."""
    return {name: value for name, value in event_data.items() if name != "held"}


def _parse_datetime(text: Json) -> datetime:
    return datetime.fromisoformat(str(text))
