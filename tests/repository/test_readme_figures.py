"""Test the benchmark figures of the READMEs: updated by a run, and the same in both languages."""

from collections.abc import Iterable
from copy import deepcopy
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.bench import performance_page
from tests.bench.crowd_picture import draw_crowd
from tests.bench.readme import (
    BLOCKS,
    ENGLISH,
    FRENCH,
    Language,
    UnmeasuredError,
    renewed,
)

LANGUAGES = (ENGLISH, FRENCH)


def stale(names: Iterable[str]) -> str:
    return "\n".join(f"<!-- bench:{name} -->\nstale\n<!-- /bench -->" for name in names)


TEXT = stale(BLOCKS)
PAGE = stale(performance_page.BLOCKS)
LATE = {"count": 90, "median": 12.2, "p95": 25.4, "worst": 57}


def day(name: str, requests: int, **details: Any) -> dict[str, Any]:
    known = {"children": 2, "name": name, "requests": requests, "logins": 3}
    details = {"evening_hour": 17} | details
    return {"who": "ours", "pace": "ordinary", "functions": {}, **known, **details}


FIGURES: dict[str, Any] = {
    "machine": "2 × x86_64, Python 3.14.8",
    "lateness": [
        {
            "scenario": scenario,
            "children": 2,
            "accounts": 1,
            "idle": idle,
            "requests": 138.6,
            "logins": 1,
            "late": {"peak": LATE, "school hours": LATE},
            "kinds": {"grade": LATE},
            "former": LATE,
            "unknown": 0,
        }
        for scenario in ("ordinary", "busy", "strike", "turn of a period")
        for idle in (5, 30)
    ],
    "curve": [
        {
            "interval": "1 h",
            "idle": 5,
            "requests": 200,
            "late": LATE,
            "over_an_hour": 0.021,
        }
    ],
    "homes": [
        {
            "day": "school day",
            "requests": [0] * 360 + [600] + [60] * 59 + [0] * 1020,
            "logins": [0] * 360 + [120] + [60] * 59 + [0] * 1020,
        }
    ],
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


def test_run_renews_the_readmes() -> None:
    english, french = (renewed(TEXT, FIGURES, language) for language in LANGUAGES)
    assert "stale" not in english + french
    assert "Measured on 2 × x86_64, Python 3.14.8; load before it: 0.1." in english
    assert "| A school day | 155 / 3 | 180 / 3 | 5,760 / 3 |" in english
    assert "| Un jour d’école | 155 / 3 | 180 / 3 | 5\u202f760 / 3 |" in french
    assert "| A day with forty changes | 12 (25) min |" in english
    assert "| Un jour à quarante changements | 12 (25) min |" in french
    for text, language in ((english, ENGLISH), (french, FRENCH)):
        assert renewed(text, FIGURES, language) == text


def test_run_renews_the_page() -> None:
    text = performance_page.renewed_page(PAGE, FIGURES)
    assert "stale" not in text
    assert "| ordinary | 1 × 2 | 5 min | 139 | 1 | 12 / 25 / 57 |" in text
    assert "| grade | 12 / 25 / 57 | 12 / 25 / 57 |" in text
    assert "| 1 h | 5 min | 200 | 12 / 25 / 57 | 2.1% |" in text
    assert "| hass-pronote | 248 |" in text
    assert "| this integration, sessions of 5 min | 17 |" in text
    # The busiest minute has twice the logins of a mean minute of its hour.
    assert "| school day | 4,140 | 3,660 | 10.0 (6:00) | 2.0 (6:00) | 2.0 |" in text
    assert "| this client | 0 ms | 14 | – | 800 ms | – | 1.14 | 18 ms |" in text
    assert performance_page.renewed_page(text, FIGURES) == text


def test_missed_aim_shows_by_how_much() -> None:
    text = performance_page.renewed_page(PAGE, FIGURES)
    assert "| 155, 180 | 170, 110 (missed by 70) |" in text
    assert "| 1.25 | 1.15 (missed by 0.10) |" in text
    assert "| 0.60 | 0.55 (missed by 0.05) |" in text
    assert "| 2.2 ms, 12 ms | 10 ms (missed by 2 ms) |" in text
    assert "| 2.9 MB | 15 MB |" in text
    assert "| −5 bytes | 0 |" in text


@pytest.mark.parametrize("part", sorted(FIGURES.keys() - {"machine", "load"}))
def test_incomplete_run_renews_nothing(part: str) -> None:
    figures = deepcopy(FIGURES)
    del figures[part]
    with pytest.raises(UnmeasuredError):
        performance_page.renewed_page(PAGE, figures)


@pytest.mark.parametrize("part", ["day", "lateness"])
def test_incomplete_run_renews_no_readme(part: str) -> None:
    figures = deepcopy(FIGURES)
    del figures[part]
    with pytest.raises(UnmeasuredError):
        renewed(TEXT, figures, ENGLISH)


def test_picture_has_a_chart_for_each_day() -> None:
    picture = ET.fromstring(draw_crowd(FIGURES["homes"] * 2))
    lines = picture.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 2 * 2
    assert all(len(line.attrib["points"].split()) == 24 * 12 for line in lines)


def test_both_readmes_show_the_same_run() -> None:
    english, french = (
        blocks(language.readme.read_text(encoding="utf-8")) for language in LANGUAGES
    )
    assert list(english) == list(french) == list(BLOCKS)
    for name in BLOCKS:
        shown = figures_of(english[name], ENGLISH)
        assert shown
        assert shown == figures_of(french[name], FRENCH)


def test_page_has_all_figures() -> None:
    shown = blocks(performance_page.PAGE.read_text(encoding="utf-8"))
    assert list(shown) == list(performance_page.BLOCKS)
    assert all(figures_of(block, ENGLISH) for block in shown.values())
