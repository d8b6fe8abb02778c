"""Answers with grades kept as files, read through the public client.

A file holds `about`, `now`, the `answers` of functions, and `expected`, a part of what is read.
"""

from dataclasses import replace
from datetime import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.pronote.client import to_json
from tests.school import School
from tests.school.pages.registry import FUNCTIONS, RequestContext

from .conftest import Family, ManualClock

PAGES = Path(__file__).parent.parent / "fixtures" / "pages" / "grades"
CASES = sorted(path.name for path in PAGES.glob("*.json"))


def serve(monkeypatch: pytest.MonkeyPatch, function: str, data: Any) -> None:
    """Let a function answer with these data."""

    def answer(_: RequestContext) -> Any:
        return data

    changed = replace(FUNCTIONS[function], handler=answer)
    monkeypatch.setitem(FUNCTIONS, function, changed)


def assert_holds(read: Any, expected: Any) -> None:
    """Compare the fields under `expected` with what is read; other fields are not compared."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            assert_holds(read[name], value)
    elif isinstance(expected, list):
        assert len(read) == len(expected)
        for one, value in zip(read, expected, strict=True):
            assert_holds(one, value)
    else:
        assert read == expected


@pytest.mark.parametrize("case", CASES)
async def test_grades(
    case: str,
    school: School,
    family: Family,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fixture = json.loads((PAGES / case).read_text(encoding="utf-8"))
    clock.now = datetime.fromisoformat(fixture["now"])
    for function, data in fixture["answers"].items():
        serve(monkeypatch, function, data)
    client = family.client(family.password(school))
    await client.login()
    book = await client.grades.get(client.account.pupils[0])
    assert_holds(to_json(book), fixture["expected"])
    upcoming = [grade for grade in book.grades if grade.upcoming]
    assert book.last not in upcoming
