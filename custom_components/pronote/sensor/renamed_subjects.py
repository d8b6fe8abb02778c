"""Recognize a subject that the school renamed, by its grades."""

from collections import Counter
from collections.abc import Set as AbstractSet

from homeassistant.util import slugify

from ..changes.event_data import Json, Partitions

_FACTS = ("date", "title", "value", "code", "out_of", "coefficient")
"""What of a grade stays when its subject gets another name."""

type _Grades = Counter[tuple[Json, ...]]


def renamed_subject(
    before: Partitions,
    after: Partitions,
    present: AbstractSet[str],
    appeared: AbstractSet[str],
) -> tuple[str, str] | None:
    """Return the former and the new slug of a renamed subject, or None if it is not certain.

    Exactly one subject must have vanished and one appeared, and the new one must have all grades of
    the former one. `present` and `appeared` are the slugs of the subjects that are shown now, and of
    those that were never shown before.
    """
    former, current = _grades_by_subject(before), _grades_by_subject(after)
    vanished = former.keys() - present
    if len(vanished) != 1 or len(appeared) != 1:
        return None
    [old], [new] = vanished, appeared
    return (old, new) if former[old] <= current.get(new, Counter()) else None


def _grades_by_subject(partitions: Partitions) -> dict[str, _Grades]:
    grades: dict[str, _Grades] = {}
    for partition in partitions.values():
        for grade in partition.values():
            if isinstance(subject := grade["subject"], str):
                facts = tuple(grade[fact] for fact in _FACTS)
                grades.setdefault(slugify(subject), Counter())[facts] += 1
    return grades
