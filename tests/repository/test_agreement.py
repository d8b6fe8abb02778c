"""Test that facts written in several places are the same in all of them."""

import json
import re
import tomllib
from typing import Any

from awesomeversion import AwesomeVersion
from homeassistant.const import __version__ as home_assistant
import pytest

from tests.repository.source_files import INTEGRATION, ROOT


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


MANIFEST: dict[str, Any] = json.loads(read("custom_components/pronote/manifest.json"))
HACS: dict[str, Any] = json.loads(read("hacs.json"))
PROJECT: dict[str, Any] = tomllib.loads(read("pyproject.toml"))


def pinned(requirements: str, package: str) -> str:
    found = re.search(rf"^{package}==(\S+)$", read(requirements), re.MULTILINE)
    assert found, f"{package} is not pinned in {requirements}"
    return found[1]


def test_one_version() -> None:
    assert MANIFEST["version"] == PROJECT["project"]["version"]


def test_one_node() -> None:
    """The workflows and the container have a version that package.json allows, and that lives."""
    oldest = json.loads(read("frontend/package.json"))["engines"]["node"]
    workflow = re.search(r"node-version: (\d+)", read(".github/workflows/tests.yml"))
    container = json.loads(read(".devcontainer/devcontainer.json"))["features"]
    assert workflow
    assert container == {
        "ghcr.io/devcontainers/features/node:1": {"version": workflow[1]}
    }
    assert int(workflow[1]) >= int(oldest.removeprefix(">=").split(".")[0]) >= 22


def test_tests_run_on_the_oldest_home_assistant_allowed() -> None:
    """Month for month: tested is what hacs.json lets in."""
    assert home_assistant.rsplit(".", 1)[0] == HACS["homeassistant"].rsplit(".", 1)[0]


def test_demo_runs_on_a_newer_home_assistant() -> None:
    demo = pinned("requirements_demo.txt", "homeassistant")
    assert AwesomeVersion(demo) > AwesomeVersion(home_assistant)


def test_readme_names_the_versions() -> None:
    readme = read("README.md")
    minimum = HACS["homeassistant"].rsplit(".", 1)[0]
    assert f"Home Assistant {minimum}" in readme
    assert "pronote.zip" in read("scripts/package.py")
    assert HACS["filename"] == "pronote.zip"


def test_workflows_name_the_versions() -> None:
    workflow = read(".github/workflows/tests.yml")
    for version in (home_assistant, pinned("requirements_demo.txt", "homeassistant")):
        assert f"Home Assistant {version.rsplit('.', 1)[0]})" in workflow


def test_same_tools_in_both_environments() -> None:
    """The types that are checked are those that run."""
    tests, demo = "requirements_test.txt", "requirements_demo.txt"
    assert pinned(tests, "playwright") == pinned(demo, "playwright")


def leaves(texts: dict[str, Any], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in texts.items():
        here = f"{path}.{key}" if path else key
        found |= leaves(value, here) if isinstance(value, dict) else {here: value}
    return found


@pytest.mark.parametrize("other", ["fr"])
def test_languages_say_the_same(other: str) -> None:
    """Each text exists in both languages, with the same placeholders."""
    english, french = (
        leaves(
            json.loads(read(f"custom_components/pronote/translations/{language}.json"))
        )
        for language in ("en", other)
    )
    assert english.keys() == french.keys()
    holes = re.compile(r"\{\w+\}")
    different = {
        key
        for key in english
        if set(holes.findall(english[key])) != set(holes.findall(french[key]))
    }
    assert not different
    assert all(text == text.strip() and text for text in french.values())


def test_no_text_is_left_to_core() -> None:
    """Home Assistant does not resolve references in the texts of custom integrations."""
    for path in (INTEGRATION / "translations").glob("*.json"):
        assert "[%key" not in path.read_text(encoding="utf-8")
