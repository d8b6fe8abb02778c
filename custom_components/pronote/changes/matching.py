"""Match records that have the same content and differ only by their position on the page."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, count, product
from operator import ne
from typing import Final

from ..client import numbered_key, unnumbered_key
from .event_data import EventData

_MAX_COMPARED_PAIRS: Final = 1_000
"""Pairs: they take about a millisecond."""

type _Row = tuple[str, ...]


def match_keys(
    before: Mapping[str, EventData], after: Mapping[str, EventData]
) -> dict[str, EventData]:
    """Return the current key of each known key.

    Items with the same content are numbered by their position on the page, which has no meaning.
    Within a group of them, the items with the most fields in common match.
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
            names |= _match_group(known, present, before, after)
            names |= _free_keys(group, known, present, names)
    return {names.get(key, key): event_data for key, event_data in before.items()}


def _match_group(
    known: list[str],
    present: list[str],
    before: Mapping[str, EventData],
    after: Mapping[str, EventData],
) -> dict[str, str]:
    """Return the current key of each known item, the most similar first.

    Items that are identical, then those that differ in one field, then by similarity. Only the
    last step takes quadratic time; above a limit, items are matched in the order of their fields.
    """
    pairs = {key: key for key in known if before[key] == after.get(key)}
    old_data = {key: before[key] for key in known if key not in pairs}
    new_data = {key: after[key] for key in present if key not in pairs}
    fields = _shared_fields([*old_data.values()], [*new_data.values()])
    old, new = _rows(old_data, fields), _rows(new_data, fields)
    for ignored in (None, *range(len(fields))):
        pairs |= _pop_equal(old, new, ignored)
    if len(old) * len(new) > _MAX_COMPARED_PAIRS:
        return pairs | dict(zip(old, new, strict=False))

    def differing_fields(pair: tuple[str, str]) -> int:
        return sum(map(ne, old[pair[0]], new[pair[1]], strict=True))

    taken: set[str] = set()
    for key, other in sorted(product(old, new), key=differing_fields):
        if key not in pairs and other not in taken:
            pairs[key] = other
            taken.add(other)
    return pairs


def _shared_fields(old_data: list[EventData], new_data: list[EventData]) -> list[str]:
    """Return the fields that have a common value on both sides."""
    return [
        name
        for name in dict.fromkeys(chain(*old_data, *new_data))
        if not {repr(event_data.get(name)) for event_data in old_data}.isdisjoint(
            repr(event_data.get(name)) for event_data in new_data
        )
    ]


def _rows(items: Mapping[str, EventData], fields: list[str]) -> dict[str, _Row]:
    """Return the compared fields of the items, sorted independently of the page."""
    rows = sorted(
        (tuple(repr(event_data.get(name)) for name in fields), repr(event_data), key)
        for key, event_data in items.items()
    )
    return {key: row for row, _, key in rows}


def _pop_equal(
    old: dict[str, _Row], new: dict[str, _Row], ignored: int | None
) -> dict[str, str]:
    """Match the items that are equal, optionally ignoring one field."""

    def compared(row: _Row) -> _Row:
        return row if ignored is None else row[:ignored] + row[ignored + 1 :]

    candidates: defaultdict[_Row, list[str]] = defaultdict(list)
    for key in reversed(new):
        candidates[compared(new[key])].append(key)
    pairs = {key: same.pop() for key in old if (same := candidates[compared(old[key])])}
    for key, other in pairs.items():
        del old[key], new[other]
    return pairs


def _free_keys(
    group: str, known: list[str], present: list[str], names: Mapping[str, str]
) -> dict[str, str]:
    """Give each known item that disappeared an unused key."""
    taken = set(present)
    free = (
        key for number in count(1) if (key := numbered_key(group, number)) not in taken
    )
    return {key: next(free) for key in known if key not in names}
