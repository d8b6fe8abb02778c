"""Test that French punctuation never begins a line."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import pytest

from tests.repository.french_spaces import (
    page_with_no_break_spaces,
    with_no_break_spaces,
)
from tests.repository.source_files import ROOT

PAGES = [ROOT / "README.fr.md", *sorted((ROOT / "docs" / "fr").glob("*.md"))]
TRANSLATIONS = ROOT / "custom_components/pronote/translations/fr.json"


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for value in found.values():
            yield from _texts(value)
    else:
        yield str(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages(page: Path) -> None:
    lines = page.read_text(encoding="utf-8")
    assert page_with_no_break_spaces(lines).splitlines() == lines.splitlines()


def test_translations() -> None:
    texts = _texts(json.loads(TRANSLATIONS.read_text(encoding="utf-8")))
    assert [text for text in texts if with_no_break_spaces(text) != text] == []


def test_code_is_left_alone() -> None:
    page = "« Note : `a : b` » ; [lien](x ; y) : | : |"
    assert page_with_no_break_spaces(page) == (
        "«\xa0Note\xa0: `a : b`\xa0»\xa0; [lien](x ; y)\xa0: | : |"
    )
