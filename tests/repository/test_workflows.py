"""Test that GitHub workflows pin their actions and have minimal permissions."""

from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.repository.source_files import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FOLLOWED = {"home-assistant/actions/hassfest@master", "hacs/action@main"}
"""Actions that are used at their newest version."""

GRANTED = {
    ("release", "package"): {"contents": "write"},
    ("publish-client", "publish"): {"actions": "read", "id-token": "write"},
}
"""What single jobs may do beyond reading."""

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


@each_workflow
def test_actions_are_pinned(path: Path) -> None:
    """By the hash of a commit; the version stands beside it for people and for Dependabot."""
    used = re.findall(r"uses: (?!\./)(.*)", path.read_text("utf-8"))
    assert used
    pinned = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert not [
        one for one in used if one not in FOLLOWED and not pinned.fullmatch(one)
    ]


@each_workflow
def test_permissions_are_few(path: Path) -> None:
    workflow: dict[str, Any] = load_yaml_dict(str(path))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in workflow["jobs"].items():
        assert job.get("permissions") == GRANTED.get((path.stem, name))
        for step in job.get("steps", ()):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@each_workflow
def test_every_job_has_a_limit(path: Path) -> None:
    """Without one, a job that hangs takes six hours."""
    workflow: dict[str, Any] = load_yaml_dict(str(path))
    for job in workflow["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 60


def commands(path: Path) -> list[str]:
    """Return what the jobs of a workflow run."""
    workflow: dict[str, Any] = load_yaml_dict(str(path))
    return [
        step["run"]
        for job in workflow["jobs"].values()
        for step in job.get("steps", ())
        if "run" in step
    ]


@each_workflow
def test_scripts_exist(path: Path) -> None:
    for script in re.findall(r"scripts/[\w./-]+", "\n".join(commands(path))):
        assert (ROOT / script).is_file(), script


@each_workflow
def test_chosen_tests_exist(path: Path) -> None:
    """Pytest fails if a choice by name leaves no test."""
    for command in commands(path):
        if (choice := re.search(r'-k ("[^"]+"|\S+)', command)) is None:
            continue
        folder = "e2e" if "--headless-check" in command else "client"
        modules = [*(ROOT / "tests" / folder).rglob("test_*.py")]
        names = [module.stem for module in modules]
        for module in modules:
            names += re.findall(r"def (test_\w+)", module.read_text("utf-8"))
        for word in {*re.findall(r"\w+", choice[1])} - {"or", "and", "not"}:
            assert any(word in name for name in names), word


def test_a_release_is_public_once_everything_has_passed() -> None:
    workflow: dict[Any, Any] = load_yaml_dict(
        str(ROOT / ".github" / "workflows" / "release.yml")
    )
    jobs = workflow["jobs"]
    assert workflow[True] == {"push": {"tags": ["v*"]}}
    assert jobs["tests"] == {
        "needs": "version",
        "uses": "./.github/workflows/tests.yml",
    }
    assert jobs["validate"] == {
        "needs": "version",
        "uses": "./.github/workflows/validate.yml",
    }
    assert jobs["package"]["needs"] == ["tests", "validate"]
    commands = "\n".join(step.get("run", "") for step in jobs["package"]["steps"])
    order = ["scripts/package.py", "--draft ", "release upload", "--draft=false"]
    assert sorted(order, key=commands.index) == order
    for called in ("tests", "validate"):
        text = (ROOT / ".github" / "workflows" / f"{called}.yml").read_text("utf-8")
        assert "workflow_call:" in text


def test_dependabot_sees_everything() -> None:
    config: dict[str, Any] = load_yaml_dict(str(ROOT / ".github" / "dependabot.yml"))
    assert {
        (one["package-ecosystem"], one["directory"]) for one in config["updates"]
    } == {
        ("github-actions", "/"),
        ("npm", "/frontend"),
        ("pip", "/"),
    }


def test_only_a_person_publishes_the_client() -> None:
    path = ROOT / ".github" / "workflows" / "publish-client.yml"
    workflow: dict[Any, Any] = load_yaml_dict(str(path))
    triggers = workflow[True]  # What "on" is in YAML 1.1.
    assert triggers == {"workflow_dispatch": None}
    publishing = workflow["jobs"]["publish"]
    assert publishing["environment"]
    assert publishing["needs"] == "build"
