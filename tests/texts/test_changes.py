"""Test the texts of changes of which the school tells little."""

from typing import Any

import pytest

from custom_components.pronote.texts.changes import change_texts
from custom_components.pronote.texts.phrases import Phrases


@pytest.mark.parametrize(
    ("change", "data", "title", "message"),
    [
        ("new_grade", {"value": 15.5, "out_of": 20}, "New grade", "15.5/20"),
        ("new_grade", {"code": "absent", "title": "Oral"}, "New grade", "Absent · Oral"),
        ("new_grade", {}, "New grade", "New grade"),
        ("menu_changed", {"dishes": ["Soup", "Rice"]}, "Menu changed", "Soup, Rice"),
        ("new_homework", {"text": "Read"}, "New homework", "Read"),
        ("new_homework", {"due": "2026-11-26"}, "New homework", "Thu, Nov 26"),
    ],
)  # fmt: skip
async def test_what_is_not_reported_is_left_out(
    english: Phrases, change: str, data: dict[str, Any], title: str, message: str
) -> None:
    texts = change_texts(english, "Lina", change, data)
    assert texts.full.title == f"Lina · {title}"
    assert texts.full.message == message
    assert texts.discreet.title == title
