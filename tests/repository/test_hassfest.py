"""Test the rules of hassfest on translations and manifests.

Hassfest is not part of the Home Assistant package.
"""

from collections.abc import Iterator
import json
import re
from typing import Any

import pytest

from tests.repository.source_files import INTEGRATION

KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
ADDRESS = re.compile(r"\w+://|\bwww\.\w")

each_language = pytest.mark.parametrize("language", ["en", "fr"])


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((INTEGRATION / name).read_text("utf-8"))
    return found


def texts(
    tree: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from texts(value, (*path, key))
        else:
            yield (*path, key), value


@each_language
def test_texts(language: str) -> None:
    for path, text in texts(read(f"translations/{language}.json")):
        assert all(KEY.fullmatch(key) for key in path), path
        assert not ADDRESS.search(text), path
        assert all(blank.isidentifier() for blank in re.findall(r"{(.*?)}", text)), path
        # Neither states nor attributes nor units are filled in.
        if path[0] == "entity" and path[3:] != ("name",):
            assert "{" not in text, path


@each_language
def test_dialogs(language: str) -> None:
    found = read(f"translations/{language}.json")
    fixed = [x["fix_flow"] for x in found["issues"].values() if "fix_flow" in x]
    for flow in (found["config"], found["options"], *fixed):
        for name, step in flow["step"].items():
            assert set(step.get("data_description", {})) <= set(step.get("data", {})), (
                name
            )
    for name, issue in found["issues"].items():
        assert issue["title"]
        assert len({"description", "fix_flow"} & set(issue)) == 1, name


def test_manifest_is_in_order() -> None:
    """The domain and the name, then the rest by the alphabet."""
    first, second, *rest = read("manifest.json")
    assert [first, second] == ["domain", "name"]
    assert rest == sorted(rest)
