"""What happened at school: two looks at the same page of a child, compared. Pure functions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ..client import LessonStatus
from .event_data import Facts, Json, Shelves, Topic
from .matching import recognised

KEPT = timedelta(weeks=3)
"""How long past lessons, menus and homework are remembered."""


class ChangeType(StrEnum):
    """What may happen; the same words for event entities and for the event bus."""

    NEW_GRADE = "new_grade"
    GRADE_CHANGED = "grade_changed"
    NEW_EVALUATION = "new_evaluation"
    EVALUATION_CHANGED = "evaluation_changed"
    NEW_HOMEWORK = "new_homework"
    HOMEWORK_CHANGED = "homework_changed"
    HOMEWORK_REMOVED = "homework_removed"
    LESSON_CANCELLED = "lesson_cancelled"
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
    NEW_NEWS = "new_news"
    NEW_SURVEY = "new_survey"
    NEW_MESSAGE = "new_message"
    REPORT_CARD_PUBLISHED = "report_card_published"
    MENU_PUBLISHED = "menu_published"
    MENU_CHANGED = "menu_changed"
    NEW_PERIOD = "new_period"


TYPES: Mapping[Topic, tuple[ChangeType, ...]] = {
    Topic.GRADE: (ChangeType.NEW_GRADE, ChangeType.GRADE_CHANGED),
    Topic.EVALUATION: (ChangeType.NEW_EVALUATION, ChangeType.EVALUATION_CHANGED),
    Topic.HOMEWORK: (
        ChangeType.NEW_HOMEWORK,
        ChangeType.HOMEWORK_CHANGED,
        ChangeType.HOMEWORK_REMOVED,
    ),
    Topic.LESSON: (
        ChangeType.LESSON_CANCELLED,
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
    Topic.NEWS: (ChangeType.NEW_NEWS,),
    Topic.SURVEY: (ChangeType.NEW_SURVEY,),
    Topic.MESSAGE: (ChangeType.NEW_MESSAGE,),
    Topic.REPORT_CARD: (ChangeType.REPORT_CARD_PUBLISHED,),
    Topic.MENU: (ChangeType.MENU_PUBLISHED, ChangeType.MENU_CHANGED),
    Topic.PERIOD: (ChangeType.NEW_PERIOD,),
}
"""What may happen to each topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page told of a topic at an instant."""

    at: datetime
    """Aware, in the school's time zone."""
    shelves: Shelves

    @property
    def items(self) -> dict[str, Facts]:
        """Everything, whatever its shelf."""
        return {
            key: item for shelf in self.shelves.values() for key, item in shelf.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened."""

    topic: Topic
    type: ChangeType
    key: str
    """The key of the thing, as actions take it."""
    facts: Facts
    """As it is now; `previous_…` tells what it was."""


def compare(topic: Topic, before: Look | None, after: Look) -> list[Change]:
    """Return what happened between two looks. A first look tells nothing."""
    if before is None:
        return []
    after = _believed(before, after)
    before, after = _in_order(_recognised(before, after)), _in_order(after)
    found = list(_COMPARISONS[topic](before, after))
    return [
        Change(topic=topic, type=kind, key=key, facts=facts)
        for kind, key, facts in found
    ]


def remember(topic: Topic, before: Look | None, after: Look) -> Look:
    """Return what to compare the next look with.

    What is gone from a page stays known, so that it is not new when it comes back.
    """
    if before is None:
        return after
    after = _believed(before, after)
    before = _recognised(before, after)
    if topic in _WEEKLY:
        oldest = (after.at.date() - KEPT).isoformat()
        kept = {week: shelf for week, shelf in before.shelves.items() if week >= oldest}
        return Look(at=after.at, shelves=kept | after.shelves)
    if topic is Topic.HOMEWORK:
        return after
    shelves = dict(before.shelves)
    for name, shelf in after.shelves.items():
        known = before.shelves.get(name, {})
        others = {key: facts for key, facts in shelf.items() if key not in known}
        gone = {
            key: facts
            for key, facts in known.items()
            if key not in shelf and _twin(topic, facts, others) is None
        }
        shelves[name] = gone | shelf
    return Look(at=after.at, shelves=shelves)


def _in_order(look: Look) -> Look:
    """Line things up by date: the order of a page says nothing."""
    shelves = {
        name: dict(sorted(shelf.items(), key=_place))
        for name, shelf in sorted(look.shelves.items())
    }
    return Look(at=look.at, shelves=shelves)


def _place(item: tuple[str, Facts]) -> tuple[str, str]:
    key, facts = item
    return str(facts.get("start") or facts.get("date") or facts.get("due")), key


def _believed(before: Look, after: Look) -> Look:
    """Doubt that several things vanish all at once: an answer was rather cut short."""
    doubted = {
        name: known
        for name, shelf in after.shelves.items()
        if not shelf and len(known := before.shelves.get(name, {})) > 1
    }
    return Look(at=after.at, shelves=after.shelves | doubted)


def _recognised(before: Look, after: Look) -> Look:
    """Follow the things that the order of the page alone tells apart."""
    shelves = {
        name: recognised(shelf, after.shelves.get(name, {}))
        for name, shelf in before.shelves.items()
    }
    return Look(at=before.at, shelves=shelves)


type _Found = Iterator[tuple[ChangeType, str, Facts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noted:
    """How things are compared that the school writes down once and may correct."""

    new: ChangeType
    changed: ChangeType | None = None
    watched: tuple[str, ...] = ()
    """What a correction worth telling changes."""
    twins: tuple[tuple[str, ...], ...] = ()
    """What two things share when one is the other under another name."""


_NOTED: Mapping[Topic, _Noted] = {
    Topic.GRADE: _Noted(
        new=ChangeType.NEW_GRADE,
        changed=ChangeType.GRADE_CHANGED,
        watched=("value", "code", "coefficient", "remark"),
        twins=(("subject", "date", "value", "code"), ("subject", "title", "value")),
    ),
    Topic.EVALUATION: _Noted(
        new=ChangeType.NEW_EVALUATION,
        changed=ChangeType.EVALUATION_CHANGED,
        watched=("acquisitions", "coefficient"),
        twins=(("subject", "date", "acquisitions"), ("subject", "name")),
    ),
    Topic.ABSENCE: _Noted(
        new=ChangeType.NEW_ABSENCE,
        changed=ChangeType.ABSENCE_CHANGED,
        watched=("justified", "settled", "reason"),
        twins=(("end",),),
    ),
    Topic.DELAY: _Noted(
        new=ChangeType.NEW_DELAY,
        changed=ChangeType.DELAY_CHANGED,
        watched=("minutes", "justified", "settled", "reason"),
    ),
    Topic.PUNISHMENT: _Noted(
        new=ChangeType.NEW_PUNISHMENT,
        changed=ChangeType.PUNISHMENT_CHANGED,
        watched=("minutes", "reason", "work", "detention_start", "detentions"),
    ),
    Topic.OBSERVATION: _Noted(
        new=ChangeType.NEW_OBSERVATION,
        twins=(("date", "author"),),
    ),
    Topic.NEWS: _Noted(new=ChangeType.NEW_NEWS, twins=(("date", "author"),)),
    Topic.SURVEY: _Noted(new=ChangeType.NEW_SURVEY, twins=(("date", "author"),)),
    Topic.REPORT_CARD: _Noted(new=ChangeType.REPORT_CARD_PUBLISHED),
    Topic.PERIOD: _Noted(new=ChangeType.NEW_PERIOD),
}


def _noted(topic: Topic) -> Callable[[Look, Look], _Found]:
    """Return the comparison of things that are written down once."""
    manner = _NOTED[topic]

    def compare(before: Look, after: Look) -> _Found:
        for name, shelf in after.shelves.items():
            here = before.shelves.get(name, {})
            known = before.items | here
            lost = {key: facts for key, facts in here.items() if key not in shelf}
            for key, facts in shelf.items():
                twin = key if key in known else _twin(topic, facts, lost)
                if twin is not None:
                    lost.pop(twin, None)
                    if manner.changed and (
                        previous := _previous(known[twin], facts, *manner.watched)
                    ):
                        yield manner.changed, key, facts | previous
                elif name in before.shelves or _is_later(facts, before.at.date()):
                    yield manner.new, key, facts

    return compare


def _is_later(facts: Facts, day: date) -> bool:
    """Tell whether something on an unknown shelf came since a day."""
    return str(facts.get("date") or facts.get("start") or "")[:10] >= day.isoformat()


def _twin(topic: Topic, facts: Facts, others: Mapping[str, Facts]) -> str | None:
    """Return the key of the same thing under another name."""
    if topic not in _NOTED:
        return None
    return next(
        (
            key
            for names in _NOTED[topic].twins
            for key, other in others.items()
            if all(facts.get(name) == other.get(name) for name in names)
        ),
        None,
    )


def _previous(before: Facts, after: Facts, *names: str) -> Facts:
    """Return what was otherwise."""
    return {
        f"previous_{name}": before.get(name)
        for name in names
        if before.get(name) != after.get(name)
    }


def _homework(before: Look, after: Look) -> _Found:
    today = after.at.date().isoformat()
    known, present = before.items, after.items
    gone = {key: facts for key, facts in known.items() if key not in present}
    for key, facts in present.items():
        if key in known:
            origin: str | None = key
        else:
            origin = _same_work(facts, gone)
        if origin is None:
            yield ChangeType.NEW_HOMEWORK, key, facts
            continue
        gone.pop(origin, None)
        if previous := _previous(known[origin], facts, "text", "due", "files"):
            yield ChangeType.HOMEWORK_CHANGED, key, facts | previous
    for key, facts in gone.items():
        if str(facts["due"]) >= today:
            yield ChangeType.HOMEWORK_REMOVED, key, facts


def _same_work(facts: Facts, gone: Mapping[str, Facts]) -> str | None:
    """Return the work that was rewritten, or put off."""
    for names in (("subject", "due", "given"), ("subject", "given", "text")):
        for key, other in gone.items():
            if all(facts[name] == other[name] for name in names):
                return key
    return None


def _discussions(before: Look, after: Look) -> _Found:
    known = before.items
    for key, facts in after.items.items():
        messages = known[key]["messages"] if key in known else 0
        if _number(facts["unread"]) and _number(facts["messages"]) > _number(messages):
            yield ChangeType.NEW_MESSAGE, key, facts


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _menus(before: Look, after: Look) -> _Found:
    today = after.at.date().isoformat()
    for week in before.shelves.keys() & after.shelves.keys():
        known, present = before.shelves[week], after.shelves[week]
        if not known and present:
            meals: Facts = {"start": week, "meals": len(present)}
            yield ChangeType.MENU_PUBLISHED, week, meals
            continue
        for key, facts in present.items():
            if str(facts["date"]) >= today and (
                previous := _previous(known.get(key, {}), facts, "dishes", "name")
            ):
                yield ChangeType.MENU_CHANGED, key, facts | previous


def _lessons(before: Look, after: Look) -> _Found:
    """Compare the weeks that both looks know, from now on."""
    weeks = sorted(before.shelves.keys() & after.shelves.keys())
    known = _to_come(before, weeks, after.at)
    present = _to_come(after, weeks, after.at)
    lost = {
        key: facts
        for key, facts in known.items()
        if facts["held"] and not _is_held(present.get(key))
    }
    for key, facts in present.items():
        if not facts["held"]:
            continue
        if _is_held(known.get(key)):
            yield from _altered(key, known[key], facts)
        elif key in known:
            yield ChangeType.LESSON_RESTORED, key, _public(facts)
        else:
            yield _arrived(key, facts, lost)
    for key, facts in lost.items():
        if key in present:
            yield ChangeType.LESSON_CANCELLED, key, _public(present[key])
        else:
            yield ChangeType.LESSON_REMOVED, key, _public(facts)


def _to_come(look: Look, weeks: list[str], now: datetime) -> dict[str, Facts]:
    return {
        key: facts
        for week in weeks
        for key, facts in look.shelves[week].items()
        if _moment(facts["end"]) > now
    }


def _arrived(
    key: str, facts: Facts, lost: dict[str, Facts]
) -> tuple[ChangeType, str, Facts]:
    """Tell where a lesson comes from that was not there; what it replaces is not lost."""
    origin = next((k for k, other in lost.items() if _overlap(facts, other)), None)
    kind = ChangeType.LESSON_REPLACED
    if origin is None:
        origin = next((k for k, other in lost.items() if _is_moved(facts, other)), None)
        kind = ChangeType.LESSON_MOVED
    if origin is None:
        return ChangeType.LESSON_ADDED, key, _public(facts)
    previous = lost.pop(origin)
    names = ("subject", "start", "end", "room", "teacher")
    return kind, key, _public(facts) | _previous(previous, facts, *names)


def _altered(key: str, before: Facts, after: Facts) -> _Found:
    """Tell what is otherwise in a lesson that is held all the same."""
    for kind, name in (
        (ChangeType.LESSON_MOVED, "end"),
        (ChangeType.LESSON_TEACHER_CHANGED, "teacher"),
        (ChangeType.LESSON_ROOM_CHANGED, "room"),
    ):
        if previous := _previous(before, after, name):
            yield kind, key, _public(after) | previous
    if after["test"] and not before["test"]:
        yield ChangeType.TEST_ANNOUNCED, key, _public(after)


def _is_held(facts: Facts | None) -> bool:
    return facts is not None and bool(facts["held"])


def _is_moved(after: Facts, before: Facts) -> bool:
    """Tell whether a lesson is one that was lost elsewhere."""
    same = after["subject"] is not None and after["subject"] == before["subject"]
    told = after["status"] == LessonStatus.MOVED
    return same and (told or after["teacher"] == before["teacher"])


def _overlap(one: Facts, other: Facts) -> bool:
    return _moment(one["start"]) < _moment(other["end"]) and (
        _moment(other["start"]) < _moment(one["end"])
    )


def _public(facts: Facts) -> Facts:
    """Return what is told of a lesson; whether it is held, the type of the change says."""
    return {name: value for name, value in facts.items() if name != "held"}


def _moment(text: Json) -> datetime:
    return datetime.fromisoformat(str(text))


_WEEKLY = frozenset({Topic.LESSON, Topic.MENU})

_COMPARISONS: Mapping[Topic, Callable[[Look, Look], _Found]] = {
    **{topic: _noted(topic) for topic in _NOTED},
    Topic.HOMEWORK: _homework,
    Topic.MESSAGE: _discussions,
    Topic.LESSON: _lessons,
    Topic.MENU: _menus,
}
