"""Answers are read within size limits, and can be encoded again."""

import pytest

from custom_components.pronote.client.size_limits import read_json


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (r'{"L": "Devoir \ud83d"}', {"L": "Devoir ?"}),
        (r'{"L": "Devoir \ud83d\udcce"}', {"L": "Devoir 📎"}),
        (r'["\udcce\ud83d", "\ud83d\udcce"]', ["??", "📎"]),
        (r'{"L": "C:\\ud83d"}', {"L": "C:\\ud83d"}),
        (r'{"L": "\\\ud83d\ude00 \uD83D"}', {"L": "\\😀 ?"}),
        (b'{"L": "\xc3\xa9t\xc3\xa9"}', {"L": "été"}),
        (b'\xef\xbb\xbf{"L": 1}', {"L": 1}),
    ],
)
def test_what_json_says(text: str | bytes, content: object) -> None:
    assert read_json(text) == content


@pytest.mark.parametrize(
    "text", ["", "<html>", '{"L": ', b"\xff\xfe\xff", "[" * 100_000]
)
def test_what_says_nothing(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        read_json(text)
