"""Test the import contract in pyproject.toml: it holds, and each kind of violation is detected."""

from pathlib import Path
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.repository.source_files import INTEGRATION, ROOT

BREACHES = {
    "a package that stands higher": (
        "polling/update_intervals.py",
        "from ..connection.school_connection import *",
        "pronote.polling.update_intervals -> pronote.connection.school_connection",
    ),
    "one that is imported for its types alone": (
        "changes/diff.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .. import models",
        "pronote.changes.diff -> pronote.models",
    ),
    "another platform": (
        "button.py",
        "from . import todo",
        "pronote.button -> pronote.todo",
    ),
    "Home Assistant in the client": (
        "client/wire.py",
        "import homeassistant.core",
        "pronote.client.wire -> homeassistant",
    ),
    "another page of PRONOTE": (
        "client/pages/menus.py",
        "from . import homework",
        "pronote.client.pages.menus -> pronote.client.pages.homework",
    ),
    "a package without a place in the order": (
        "gossip.py",
        "",
        "pronote.gossip",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the integration, with its contract."""
    shutil.copytree(
        INTEGRATION,
        tmp_path / "custom_components" / "pronote",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path / "custom_components" / "pronote"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contract of a checkout."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "custom_components"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_holds() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_seen(copy: Path, breach: str) -> None:
    name, line, message = BREACHES[breach]
    module = copy / name
    before = module.read_text(encoding="utf-8") if module.exists() else '"""New."""\n'
    module.write_text(f"{before}\n{line}\n", encoding="utf-8")
    checked = lint(copy.parents[1])
    assert checked.returncode == 1
    assert message in checked.stdout, checked.stdout


def test_contributors_read_the_same_order() -> None:
    """CONTRIBUTING lists every package, in the order of the contract."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [drawing] = re.findall(
        r"^```\n(config_flow.*?)^```", text, re.MULTILINE | re.DOTALL
    )
    shown = [
        name.strip().strip("/")
        for line in drawing.splitlines()
        if not line.startswith(" ")
        for name in re.split(r"  +", line)[0].split(",")
    ]
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    assert shown == [name for layer in layers for name in layer.split(" | ")]
