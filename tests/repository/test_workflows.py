"""Test that GitHub workflows pin their actions and have minimal permissions."""

from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.repository.source_files import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FOLLOWED = {"home-assistant/actions/hassfest@master", "hacs/action@main"}
"""Judges that are followed as they move."""

GRANTED = {
    ("release", "package"): {"contents": "write"},
    ("publish-client", "publish"): {"actions": "read", "id-token": "write"},
}
"""What single jobs may do beyond reading."""

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


@each_workflow
def test_actions_are_pinned(path: Path) -> None:
    """By the hash of a commit; the version stands beside it for people and for Dependabot."""
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
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
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_only_a_person_publishes_the_client() -> None:
    path = ROOT / ".github" / "workflows" / "publish-client.yml"
    workflow: dict[Any, Any] = load_yaml_dict(str(path))
    triggers = workflow[True]  # What "on" is in YAML 1.1.
    assert triggers == {"workflow_dispatch": None}
    publishing = workflow["jobs"]["publish"]
    assert publishing["environment"]
    assert publishing["needs"] == "build"
