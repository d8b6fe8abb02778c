"""Which of several things alike is which, when only the order of a page tells them apart."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, count, product
from operator import ne
from typing import Final

from ..client import numbered_key, unnumbered_key
from .event_data import Facts

_MOST_COMPARED: Final = 1_000
"""Pairs: they take about a millisecond."""

type _Row = tuple[str, ...]


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
    """Return the present key of each known one: those first that are most alike.

    The same in all, the same in all but one fact, then by likeness. Only the last takes time
    by the square; where too many are left, they go together in the order of their facts.
    """
    pairs = {key: key for key in known if before[key] == after.get(key)}
    was = {key: before[key] for key in known if key not in pairs}
    now = {key: after[key] for key in present if key not in pairs}
    telling = _telling([*was.values()], [*now.values()])
    old, new = _rows(was, telling), _rows(now, telling)
    for left_out in (None, *range(len(telling))):
        pairs |= _take_same(old, new, left_out)
    if len(old) * len(new) > _MOST_COMPARED:
        return pairs | dict(zip(old, new, strict=False))

    def unlikeness(pair: tuple[str, str]) -> int:
        return sum(map(ne, old[pair[0]], new[pair[1]], strict=True))

    taken: set[str] = set()
    for key, other in sorted(product(old, new), key=unlikeness):
        if key not in pairs and other not in taken:
            pairs[key] = other
            taken.add(other)
    return pairs


def _telling(was: list[Facts], now: list[Facts]) -> list[str]:
    """Return the facts in which any of both sides are alike."""
    return [
        name
        for name in dict.fromkeys(chain(*was, *now))
        if not {repr(facts.get(name)) for facts in was}.isdisjoint(
            repr(facts.get(name)) for facts in now
        )
    ]


def _rows(things: Mapping[str, Facts], telling: list[str]) -> dict[str, _Row]:
    """Write down the telling facts of things, in an order that no page makes."""
    rows = sorted(
        (tuple(repr(facts.get(name)) for name in telling), repr(facts), key)
        for key, facts in things.items()
    )
    return {key: row for row, _, key in rows}


def _take_same(
    old: dict[str, _Row], new: dict[str, _Row], left_out: int | None
) -> dict[str, str]:
    """Take those out that are the same, one fact perhaps left out."""

    def shown(row: _Row) -> _Row:
        return row if left_out is None else row[:left_out] + row[left_out + 1 :]

    waiting: defaultdict[_Row, list[str]] = defaultdict(list)
    for key in reversed(new):
        waiting[shown(new[key])].append(key)
    pairs = {key: same.pop() for key in old if (same := waiting[shown(old[key])])}
    for key, other in pairs.items():
        del old[key], new[other]
    return pairs


def _left_over(
    group: str, known: list[str], present: list[str], names: Mapping[str, str]
) -> dict[str, str]:
    """Give each known thing that is there no more a key which nothing else bears."""
    borne = set(present)
    free = (
        key for number in count(1) if (key := numbered_key(group, number)) not in borne
    )
    return {key: next(free) for key in known if key not in names}
