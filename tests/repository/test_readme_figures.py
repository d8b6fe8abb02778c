"""Test the benchmark figures of the READMEs: updated by a run, and the same in both languages."""

from copy import deepcopy
import re
from typing import Any

import pytest

from tests.bench.readme import (
    BLOCKS,
    ENGLISH,
    FRENCH,
    Language,
    UnmeasuredError,
    renewed,
)

LANGUAGES = (ENGLISH, FRENCH)
TEXT = "\n".join(f"<!-- bench:{name} -->\nstale\n<!-- /bench -->" for name in BLOCKS)


def day(name: str, requests: int, **details: Any) -> dict[str, Any]:
    known = {"children": 2, "name": name, "requests": requests, "logins": 3}
    return {"who": "ours", "pace": "ordinary", "functions": {}, **known, **details}


FIGURES: dict[str, Any] = {
    "machine": "2 × x86_64, Python 3.14.8",
    "load": 0.12,
    "day": [
        *(
            day(name, 150 + idle, idle=idle)
            for name in ENGLISH.days
            for idle in (5, 30)
        ),
        day("school day", 5760, who="rival", idle=None),
    ],
    "asking": [
        {
            "who": who,
            "latency": latency,
            "round_trips": trips,
            "limit": trips * latency / 1000,
            "wall": 0.8,
            "ratio": 1.25 if latency else None,
            "waited": 0.7,
            "own_ratio": 1.143,
            "cpu": cpu,
        }
        for latency in (0, 50)
        for who, trips, cpu in (("ours", 14, 0.018), ("pronotepy", 18, 0.03))
    ],
    "work": [{"latency": latency, "beside": [0.2, 0.6, 0.9]} for latency in (0, 50)],
    "hold": [
        {"what": what, "median": 0.0022, "worst": 0.0123}
        for what in ("login", "refresh", "year")
    ],
    "weight": [{"added": 2.94e6, "growth": -5.2}],
    "reading": [
        {"what": what, "count": count, "each": 30}
        for what in ("lesson", "grade")
        for count in (34, 1224)
    ],
    "start": [{"first": 1, "wall": 0.25, "cpu": 0.15, "hold": 0.02}],
    "import": [{"modules": 107, "seconds": 0.169}],
}


def blocks(text: str) -> dict[str, str]:
    return dict(
        re.findall(r"<!-- bench:(\w+) -->\n(.*?)<!-- /bench -->", text, re.DOTALL)
    )


def figures_of(block: str, language: Language) -> list[str]:
    """Return the numbers of a block as a computer writes them."""
    plain = block.replace(language.thousands, "").replace(language.comma, ".")
    return re.findall(r"\d+(?:\.\d+)?", plain)


def test_a_run_renews_them() -> None:
    english, french = (renewed(TEXT, FIGURES, language) for language in LANGUAGES)
    assert "stale" not in english + french
    assert "Measured on 2 × x86_64, Python 3.14.8; load before it: 0.1." in english
    assert "| A school day | 155 / 3 | 180 / 3 | 5,760 / 3 |" in english
    assert "| Un jour d’école | 155 / 3 | 180 / 3 | 5\u202f760 / 3 |" in french
    assert "| this client | 0 ms | 14 | – | 800 ms | – | 1.14 | 18 ms |" in english
    assert (
        "| ce client | 50 ms | 14 | 700 ms | 800 ms | 1,25 | 1,14 | 18 ms |" in french
    )
    for text, language in ((english, ENGLISH), (french, FRENCH)):
        assert renewed(text, FIGURES, language) == text


def test_a_missed_aim_says_by_how_much() -> None:
    english, french = (renewed(TEXT, FIGURES, language) for language in LANGUAGES)
    assert "| 155, 180 | 160, 110 (missed by 70) |" in english
    assert "| 1.25 | 1.15 (missed by 0.10) |" in english
    assert "| 0.60 | 0.50 (missed by 0.10) |" in english
    assert "| 2.2 ms, 12 ms | 10 ms (missed by 2 ms) |" in english
    assert "| 2,2 ms, 12 ms | 10 ms (manqué de 2 ms) |" in french
    assert "| 2,9 Mo | 15 Mo |" in french
    assert "| −5 octets | 0 |" in french


@pytest.mark.parametrize("part", ["day", "asking", "work", "hold", "weight", "reading"])
def test_half_a_run_renews_nothing(part: str) -> None:
    figures = deepcopy(FIGURES)
    del figures[part]
    with pytest.raises(UnmeasuredError):
        renewed(TEXT, figures, ENGLISH)


def test_both_readmes_show_the_same_run() -> None:
    english, french = (
        blocks(language.readme.read_text(encoding="utf-8")) for language in LANGUAGES
    )
    assert list(english) == list(french) == list(BLOCKS)
    for name in BLOCKS:
        shown = figures_of(english[name], ENGLISH)
        assert shown
        assert shown == figures_of(french[name], FRENCH)
