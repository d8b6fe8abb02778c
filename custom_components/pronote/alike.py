"""Which of several things alike is which, when only the order of a page tells them apart."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import count, product

from .client import numbered_key, unnumbered_key
from .facts import Facts


def recognised(
    before: Mapping[str, Facts], after: Mapping[str, Facts]
) -> dict[str, Facts]:
    """Return what was known under the keys that the same things bear now.

    Things alike are numbered in the order of the page, which says nothing: of a group of
    them, those go together that have the most facts in common.
    """
    groups: defaultdict[str, tuple[list[str], list[str]]]
    groups = defaultdict(lambda: ([], []))
    for key in before:
        groups[unnumbered_key(key)][0].append(key)
    for key in after:
        groups[unnumbered_key(key)][1].append(key)
    names: dict[str, str] = {}
    for group, (known, present) in groups.items():
        if known != present or len(known) > 1:
            names |= _paired(known, present, before, after)
            names |= _left_over(group, known, present, names)
    return {names.get(key, key): facts for key, facts in before.items()}


def _paired(
    known: list[str],
    present: list[str],
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
) -> dict[str, str]:
    """Return the present key of each known one: those first that are most alike."""
    pairs = _unchanged(known, present, before, after)
    taken = set(pairs.values())
    others = product(
        (key for key in known if key not in pairs),
        (key for key in present if key not in taken),
    )

    def unlikeness(pair: tuple[str, str]) -> tuple[int, str, str]:
        was, now = before[pair[0]], after[pair[1]]
        different = sum(was.get(name) != value for name, value in now.items())
        return different, str(was), str(now)

    for was, now in sorted(others, key=unlikeness):
        if was not in pairs and now not in taken:
            pairs[was] = now
            taken.add(now)
    return pairs


def _unchanged(
    known: list[str],
    present: list[str],
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
) -> dict[str, str]:
    """Return the present key of each known one of which every fact is as it was."""
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for key in reversed(present):
        waiting[str(after[key])].append(key)
    return {key: same.pop() for key in known if (same := waiting[str(before[key])])}


def _left_over(
    group: str, known: list[str], present: list[str], names: Mapping[str, str]
) -> dict[str, str]:
    """Give each known thing that is there no more a key which nothing else bears."""
    free = (
        key
        for number in count(1)
        if (key := numbered_key(group, number)) not in present
    )
    return {key: next(free) for key in known if key not in names}
