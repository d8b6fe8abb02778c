"""Compare two snapshots of a page. Pure functions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ..client import AbsenceStatus, LessonStatus
from .event_data import EventData, Json, Partitions, Topic
from .matching import match_keys

KEEP_PAST_FOR = timedelta(weeks=3)
"""How long past lessons, menus and homework are remembered."""


class ChangeType(StrEnum):
    """Types of changes.

    Event entities and the event bus use the same values.
    """

    NEW_GRADE = "new_grade"
    GRADE_CHANGED = "grade_changed"
    NEW_EVALUATION = "new_evaluation"
    EVALUATION_CHANGED = "evaluation_changed"
    NEW_HOMEWORK = "new_homework"
    HOMEWORK_CHANGED = "homework_changed"
    HOMEWORK_REMOVED = "homework_removed"
    LESSON_CANCELED = "lesson_canceled"
    LESSON_RESTORED = "lesson_restored"
    LESSON_MOVED = "lesson_moved"
    LESSON_REPLACED = "lesson_replaced"
    LESSON_ROOM_CHANGED = "lesson_room_changed"
    LESSON_TEACHER_CHANGED = "lesson_teacher_changed"
    LESSON_ADDED = "lesson_added"
    LESSON_REMOVED = "lesson_removed"
    TEST_ANNOUNCED = "test_announced"
    NEW_ABSENCE = "new_absence"
    ABSENCE_CHANGED = "absence_changed"
    NEW_DELAY = "new_delay"
    DELAY_CHANGED = "delay_changed"
    NEW_PUNISHMENT = "new_punishment"
    PUNISHMENT_CHANGED = "punishment_changed"
    NEW_OBSERVATION = "new_observation"
    ABSENCE_ANNOUNCED = "absence_announced"
    ANNOUNCEMENT_ACCEPTED = "announcement_accepted"
    ANNOUNCEMENT_REFUSED = "announcement_refused"
    NEW_NEWS = "new_news"
    NEW_SURVEY = "new_survey"
    NEW_MESSAGE = "new_message"
    REPORT_CARD_PUBLISHED = "report_card_published"
    MENU_PUBLISHED = "menu_published"
    MENU_CHANGED = "menu_changed"
    NEW_PERIOD = "new_period"


CHANGE_TYPES: Mapping[Topic, tuple[ChangeType, ...]] = {
    Topic.GRADE: (ChangeType.NEW_GRADE, ChangeType.GRADE_CHANGED),
    Topic.EVALUATION: (ChangeType.NEW_EVALUATION, ChangeType.EVALUATION_CHANGED),
    Topic.HOMEWORK: (
        ChangeType.NEW_HOMEWORK,
        ChangeType.HOMEWORK_CHANGED,
        ChangeType.HOMEWORK_REMOVED,
    ),
    Topic.LESSON: (
        ChangeType.LESSON_CANCELED,
        ChangeType.LESSON_RESTORED,
        ChangeType.LESSON_MOVED,
        ChangeType.LESSON_REPLACED,
        ChangeType.LESSON_ROOM_CHANGED,
        ChangeType.LESSON_TEACHER_CHANGED,
        ChangeType.LESSON_ADDED,
        ChangeType.LESSON_REMOVED,
        ChangeType.TEST_ANNOUNCED,
    ),
    Topic.ABSENCE: (ChangeType.NEW_ABSENCE, ChangeType.ABSENCE_CHANGED),
    Topic.DELAY: (ChangeType.NEW_DELAY, ChangeType.DELAY_CHANGED),
    Topic.PUNISHMENT: (ChangeType.NEW_PUNISHMENT, ChangeType.PUNISHMENT_CHANGED),
    Topic.OBSERVATION: (ChangeType.NEW_OBSERVATION,),
    Topic.ANNOUNCEMENT: (
        ChangeType.ABSENCE_ANNOUNCED,
        ChangeType.ANNOUNCEMENT_ACCEPTED,
        ChangeType.ANNOUNCEMENT_REFUSED,
    ),
    Topic.NEWS: (ChangeType.NEW_NEWS,),
    Topic.SURVEY: (ChangeType.NEW_SURVEY,),
    Topic.MESSAGE: (ChangeType.NEW_MESSAGE,),
    Topic.REPORT_CARD: (ChangeType.REPORT_CARD_PUBLISHED,),
    Topic.MENU: (ChangeType.MENU_PUBLISHED, ChangeType.MENU_CHANGED),
    Topic.PERIOD: (ChangeType.NEW_PERIOD,),
}
"""What may happen to each topic."""


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
    """As it is now; `previous_…` tells what it was."""


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
            if key not in partition and _find_same(topic, event_data, others) is None
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


type _FoundChanges = Iterator[tuple[ChangeType, str, EventData]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ComparisonRule:
    """How to compare records that PRONOTE enters once and may correct later."""

    new: ChangeType
    changed: ChangeType | None = None
    compared_fields: tuple[str, ...] = ()
    """What a correction worth telling changes."""
    identity_fields: tuple[tuple[str, ...], ...] = ()
    """What two things share when one is the other under another name."""


_COMPARISON_RULES: Mapping[Topic, _ComparisonRule] = {
    Topic.GRADE: _ComparisonRule(
        new=ChangeType.NEW_GRADE,
        changed=ChangeType.GRADE_CHANGED,
        compared_fields=("value", "code", "coefficient", "remark"),
        identity_fields=(
            ("subject", "date", "value", "code"),
            ("subject", "title", "value"),
        ),
    ),
    Topic.EVALUATION: _ComparisonRule(
        new=ChangeType.NEW_EVALUATION,
        changed=ChangeType.EVALUATION_CHANGED,
        compared_fields=("acquisitions", "coefficient"),
        identity_fields=(("subject", "date", "acquisitions"), ("subject", "name")),
    ),
    Topic.ABSENCE: _ComparisonRule(
        new=ChangeType.NEW_ABSENCE,
        changed=ChangeType.ABSENCE_CHANGED,
        compared_fields=("justified", "settled", "reason"),
        identity_fields=(("end",),),
    ),
    Topic.DELAY: _ComparisonRule(
        new=ChangeType.NEW_DELAY,
        changed=ChangeType.DELAY_CHANGED,
        compared_fields=("minutes", "justified", "settled", "reason"),
    ),
    Topic.PUNISHMENT: _ComparisonRule(
        new=ChangeType.NEW_PUNISHMENT,
        changed=ChangeType.PUNISHMENT_CHANGED,
        compared_fields=(
            "minutes",
            "first_day",
            "last_day",
            "reason",
            "work",
            "detention_start",
            "detentions",
        ),
    ),
    Topic.OBSERVATION: _ComparisonRule(
        new=ChangeType.NEW_OBSERVATION,
        identity_fields=(("date", "author"),),
    ),
    Topic.NEWS: _ComparisonRule(
        new=ChangeType.NEW_NEWS, identity_fields=(("date", "author"),)
    ),
    Topic.SURVEY: _ComparisonRule(
        new=ChangeType.NEW_SURVEY, identity_fields=(("date", "author"),)
    ),
    Topic.REPORT_CARD: _ComparisonRule(new=ChangeType.REPORT_CARD_PUBLISHED),
    Topic.PERIOD: _ComparisonRule(new=ChangeType.NEW_PERIOD),
}


def _rule_comparison(topic: Topic) -> Callable[[Snapshot, Snapshot], _FoundChanges]:
    """Return the comparison of records that are entered once."""
    rule = _COMPARISON_RULES[topic]

    def compare(before: Snapshot, after: Snapshot) -> _FoundChanges:
        for name, partition in after.partitions.items():
            known_partition = before.partitions.get(name, {})
            known = before.items | known_partition
            missing = {
                key: event_data
                for key, event_data in known_partition.items()
                if key not in partition
            }
            for key, event_data in partition.items():
                same_key = (
                    key if key in known else _find_same(topic, event_data, missing)
                )
                if same_key is not None:
                    missing.pop(same_key, None)
                    before_data = known[same_key]
                    # What an earlier version did not store has not changed.
                    stored = (x for x in rule.compared_fields if x in before_data)
                    if rule.changed and (
                        previous := _previous(before_data, event_data, *stored)
                    ):
                        yield rule.changed, key, event_data | previous
                elif name in before.partitions or _is_recent(
                    event_data, before.at.date()
                ):
                    yield rule.new, key, event_data

    return compare


def _is_recent(event_data: EventData, day: date) -> bool:
    """Return whether an item of a new partition dates from a given day or later."""
    return (
        str(event_data.get("date") or event_data.get("start") or "")[:10]
        >= day.isoformat()
    )


def _find_same(
    topic: Topic, event_data: EventData, others: Mapping[str, EventData]
) -> str | None:
    """Return the key of the item that is the same under another key."""
    if topic not in _COMPARISON_RULES:
        return None
    return next(
        (
            key
            for names in _COMPARISON_RULES[topic].identity_fields
            for key, other in others.items()
            if all(event_data.get(name) == other.get(name) for name in names)
        ),
        None,
    )


def _previous(before: EventData, after: EventData, *names: str) -> EventData:
    """Return the previous values of the fields that changed."""
    return {
        f"previous_{name}": before.get(name)
        for name in names
        if before.get(name) != after.get(name)
    }


def _homework(before: Snapshot, after: Snapshot) -> _FoundChanges:
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
        if previous := _previous(known[origin], event_data, "text", "due", "files"):
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


def _announcements(before: Snapshot, after: Snapshot) -> _FoundChanges:
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
                new = name in before.partitions or _is_recent(
                    event_data, before.at.date()
                )
            else:
                new = answer is not _ANSWERS.get(
                    str(known["status"]), ChangeType.ABSENCE_ANNOUNCED
                )
            if new:
                yield answer, key, event_data


def _discussions(before: Snapshot, after: Snapshot) -> _FoundChanges:
    known = before.items
    for key, event_data in after.items.items():
        messages = known[key]["messages"] if key in known else 0
        if _number(event_data["unread"]) and _number(event_data["messages"]) > _number(
            messages
        ):
            yield ChangeType.NEW_MESSAGE, key, event_data


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _menus(before: Snapshot, after: Snapshot) -> _FoundChanges:
    today = after.at.date().isoformat()
    for week in before.partitions.keys() & after.partitions.keys():
        known, present = before.partitions[week], after.partitions[week]
        if not known and present:
            meals: EventData = {"start": week, "meals": len(present)}
            yield ChangeType.MENU_PUBLISHED, week, meals
            continue
        for key, event_data in present.items():
            if str(event_data["date"]) >= today and (
                previous := _previous(known.get(key, {}), event_data, "dishes", "name")
            ):
                yield ChangeType.MENU_CHANGED, key, event_data | previous


def _lessons(before: Snapshot, after: Snapshot) -> _FoundChanges:
    """Compare the weeks that both snapshots contain, from now on."""
    weeks = sorted(before.partitions.keys() & after.partitions.keys())
    known = _upcoming(before, weeks, after.at)
    present = _upcoming(after, weeks, after.at)
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
        _without_held(event_data) | _previous(previous, event_data, *names),
    )


def _lesson_changes(key: str, before: EventData, after: EventData) -> _FoundChanges:
    """Classify the change of a lesson that still takes place."""
    for change_type, name in (
        (ChangeType.LESSON_MOVED, "end"),
        (ChangeType.LESSON_TEACHER_CHANGED, "teacher"),
        (ChangeType.LESSON_ROOM_CHANGED, "room"),
    ):
        if previous := _previous(before, after, name):
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


_ANSWERS = {
    AbsenceStatus.ACCEPTED.value: ChangeType.ANNOUNCEMENT_ACCEPTED,
    AbsenceStatus.REFUSED.value: ChangeType.ANNOUNCEMENT_REFUSED,
}

_WEEKLY = frozenset({Topic.LESSON, Topic.MENU})

_COMPARISONS: Mapping[Topic, Callable[[Snapshot, Snapshot], _FoundChanges]] = {
    **{topic: _rule_comparison(topic) for topic in _COMPARISON_RULES},
    Topic.ANNOUNCEMENT: _announcements,
    Topic.HOMEWORK: _homework,
    Topic.MESSAGE: _discussions,
    Topic.LESSON: _lessons,
    Topic.MENU: _menus,
}
