"""Test that the public URL of the project is defined once, and that the tree contains nothing private."""

import json
from pathlib import Path
import re
import shutil
import subprocess

import pytest

from tests.repository.source_files import INTEGRATION, ROOT, files, name

DOCUMENTATION: str = json.loads((INTEGRATION / "manifest.json").read_text())[
    "documentation"
]
ADDRESS = DOCUMENTATION.removeprefix("https://github.com/")
OWNER = ADDRESS.split("/")[0]

NEW = "someone/else.where"

OTHERS = {"Baptistelkl", "bain3", "delphiki", "home-assistant", "hacs"}
"""People and projects on GitHub that are not us."""


def test_every_address_on_github_is_known() -> None:
    """Ours goes by its one name; anything else is named above, or in npm's own list."""
    owners = re.compile(
        r"github(?:usercontent)?\.com/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+)"
    )
    strange = {
        (name(path), "/".join(found))
        for path in files()
        if path.name != "package-lock.json"
        for found in owners.findall(path.read_text(encoding="utf-8"))
        if "/".join(found).removesuffix(".git") != ADDRESS and found[0] not in OTHERS
    }
    assert not strange


def test_set_repository_leaves_no_trace(tmp_path: Path) -> None:
    """After scripts/set-repository nothing of the former address is left."""
    for path in files():
        copy = tmp_path / name(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    subprocess.run([tmp_path / "scripts" / "set-repository", NEW], check=True)
    left = {
        name(path)
        for path in files()
        if re.search(
            rf"{re.escape(ADDRESS)}|(@|owner=){re.escape(OWNER)}\b",
            (tmp_path / name(path)).read_text(encoding="utf-8"),
        )
    }
    assert not left
    manifest = json.loads(
        (tmp_path / "custom_components/pronote/manifest.json").read_text()
    )
    assert manifest["documentation"] == DOCUMENTATION.replace(ADDRESS, NEW)
    assert manifest["issue_tracker"] == f"{manifest['documentation']}/issues"
    assert manifest["codeowners"] == ["@someone"]
    assert (
        "owner=someone&repository=else.where&" in (tmp_path / "README.md").read_text()
    )


@pytest.mark.parametrize("wrong", ["", "someone", "a/b/c", "a b/c"])
def test_set_repository_refuses_what_is_no_address(wrong: str) -> None:
    script = ROOT / "scripts" / "set-repository"
    refused = subprocess.run(
        [script, wrong], check=False, capture_output=True, text=True
    )
    assert refused.returncode == 2
    assert "OWNER/NAME" in refused.stderr


def test_no_private_paths() -> None:
    """Nobody's home folder, and no place where packages happen to come from."""
    homes = (r"root/\.", r"home/\w+/", "work/(main|shared)")
    hosts = ("pypi", "pythonhosted", "npmjs", "deb.debian", "security.debian")
    private = re.compile(rf"/({'|'.join(homes)})|\b({'|'.join(hosts)})\.(org|com)\b")
    leaks = {
        (name(path), found[0])
        for path in files()
        if (found := private.search(path.read_text(encoding="utf-8")))
    }
    assert not leaks
