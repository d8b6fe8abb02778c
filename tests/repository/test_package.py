"""Test the files that HACS installs."""

import json
from pathlib import Path
import subprocess
import sys
from zipfile import ZipFile

import pytest

from tests.repository.source_files import INTEGRATION, ROOT

SCRIPT = ROOT / "scripts" / "package.py"
VERSION: str = json.loads((INTEGRATION / "manifest.json").read_text())["version"]


def test_the_archive_is_the_integration_with_its_licences(tmp_path: Path) -> None:
    target, again = tmp_path / "pronote.zip", tmp_path / "again.zip"
    for file in (target, again):
        subprocess.run([sys.executable, SCRIPT, VERSION, file], check=True)
    assert target.read_bytes() == again.read_bytes()

    with ZipFile(target) as archive:
        names = set(archive.namelist())
        assert archive.read("LICENSE") == (ROOT / "LICENSE").read_bytes()
        module = archive.read("frontend/pronote.js").decode()
        for name in names - {"LICENSE"}:
            assert archive.read(name) == (INTEGRATION / name).read_bytes()
    assert {
        "__init__.py",
        "client/client.py",
        "frontend/pronote.js",
        "manifest.json",
        "translations/fr.json",
    } <= names
    assert not [
        name for name in names if "__pycache__" in name or name.startswith(("/", "."))
    ]
    assert not [name for name in names if "aiopronote" in name or "cli/" in name]
    # The cards contain Lit.
    notice, _, _ = module.partition("*/")
    assert notice.startswith("/*!")
    for words in ("BSD 3-Clause License", "Google LLC", "AS IS"):
        assert words in notice


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("nightly", "is not a version"),
        ("1.2", "is not a version"),
        (f"v{VERSION}", "is not a version"),
        ("9.8.7", "has the version"),
        ("9.8.7b1", "has the version"),
    ],
)
def test_another_version_is_refused(tmp_path: Path, version: str, reason: str) -> None:
    target = tmp_path / "pronote.zip"
    refused = subprocess.run(
        [sys.executable, SCRIPT, version, target],
        check=False,
        capture_output=True,
        text=True,
    )
    assert refused.returncode
    assert reason in refused.stderr
    assert not target.exists()
