"""Compare grades, and compute the average of a subject before and after each new one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from ..client import Grade, GradeCode, compute_average, folded
from .change_types import ChangeType
from .comparison_rules import comparison_of
from .event_data import EventData, Json, Topic
from .snapshot import FoundChanges, Snapshot

_TOLERANCE = Decimal("0.01")
_TWENTY = Decimal(20)
_COMPARED_ONLY = frozenset({"subject_average", "subject_out_of"})

_find_changes = comparison_of(Topic.GRADE)


def compare_grades(before: Snapshot, after: Snapshot) -> FoundChanges:
    """Find new and changed grades.

    A new one has the average of its subject before and after it, where the average computed from
    the grades is that of PRONOTE; elsewhere they are unknown.
    """
    found = [*_find_changes(before, after)]
    new = {key for change_type, key, _ in found if change_type is ChangeType.NEW_GRADE}
    averages = dict(_averages(before, after, new))
    for change_type, key, event_data in found:
        shown = {
            name: value
            for name, value in event_data.items()
            if name not in _COMPARED_ONLY
        }
        yield change_type, key, shown | averages.get(key, {})


def _averages(
    before: Snapshot, after: Snapshot, new: set[str]
) -> Iterator[tuple[str, EventData]]:
    """Yield the averages before and after each new grade, by its key."""
    for name, partition in after.partitions.items():
        known = before.partitions.get(name, {})
        subjects = dict.fromkeys(
            folded(str(partition[key]["subject"])) for key in partition if key in new
        )
        for subject in subjects:
            grades = {
                key: event_data
                for key, event_data in partition.items()
                if folded(str(event_data["subject"])) == subject
            }
            appeared = [key for key in grades if key in new]
            steps = _steps(grades, appeared, known, after.at.date())
            for key, first, second in zip(appeared, steps, steps[1:], strict=False):
                yield key, {"average_before": first, "average_after": second}


def _steps(
    grades: Mapping[str, EventData],
    appeared: list[str],
    known: Mapping[str, EventData],
    today: date,
) -> list[Json]:
    """Return the average of a subject before the first new grade, then after each.

    All are None unless the first and the last one are those of PRONOTE.
    """
    present = {
        key: _grade(key, event_data, today) for key, event_data in grades.items()
    }
    counted = [grade for key, grade in present.items() if key not in appeared]
    last = grades[appeared[-1]]
    scale = _decimal(last["subject_out_of"]) or _TWENTY
    computed = [_computed(counted, scale)]
    for key in appeared:
        counted.append(present[key])
        computed.append(_computed(counted, scale))
    # What disappeared from the page keeps the average of then.
    shown = next((known[key] for key in grades if key in known), {})
    if not (
        _agree(computed[0], _decimal(shown.get("subject_average")))
        and _agree(computed[-1], _decimal(last["subject_average"]))
    ):
        return [None] * len(computed)
    return [None if value is None else float(value) for value in computed]


def _computed(grades: Iterable[Grade], scale: Decimal) -> Decimal | None:
    average = compute_average(grades)
    return average and (average * scale / _TWENTY).quantize(_TOLERANCE)


def _agree(computed: Decimal | None, shown: Decimal | None) -> bool:
    """Return whether a computed average is that of PRONOTE, within a hundredth."""
    if computed is None or shown is None:
        return computed is shown
    return abs(computed - shown) <= _TOLERANCE


def _grade(key: str, event_data: EventData, today: date) -> Grade:
    """Return a grade as far as averages need it."""
    day = date.fromisoformat(str(event_data["date"]))
    code = event_data["code"]
    return Grade(
        key=key,
        date=day,
        value=_decimal(event_data["value"]),
        code=None if code is None else GradeCode(str(code)),
        out_of=_decimal(event_data["out_of"]),
        coefficient=_decimal(event_data["coefficient"]) or Decimal(0),
        optional=bool(event_data["optional"]),
        bonus=bool(event_data["bonus"]),
        scaled_to_20=bool(event_data["scaled_to_20"]),
        upcoming=day > today,
    )


def _decimal(value: Json) -> Decimal | None:
    return None if value is None else Decimal(str(value))
