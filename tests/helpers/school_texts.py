"""Texts of the simulated school, used to check that they stay private."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from tests.school import School

SHORTEST = 5
"""Minimum length. Shorter texts ("Q1", "4B") occur in any other text."""


def texts_of(school: School) -> frozenset[str]:
    """Return the names, texts, titles and addresses of a school and its families."""
    kinds = {account.key for account in school.accounts}
    return frozenset(
        text.casefold()
        for text in (*_strings(school.model, set()), school.origin)
        if len(text) >= SHORTEST and text not in kinds
    )


def _strings(found: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(found, Enum) or id(found) in seen:
        return
    seen.add(id(found))
    match found:
        case str():
            yield found
        case Mapping():
            for key, value in found.items():
                yield from _strings(key, seen)
                yield from _strings(value, seen)
        case list() | tuple() | set() | frozenset():
            for item in found:
                yield from _strings(item, seen)
        case _ if is_dataclass(found):
            for part in fields(found):
                yield from _strings(getattr(found, part.name), seen)
