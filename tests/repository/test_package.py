"""Test the files that HACS installs."""

import json
from pathlib import Path
import subprocess
import sys
from zipfile import ZipFile

from tests.repository.source_files import INTEGRATION, ROOT


def test_the_archive_is_the_integration_with_the_version_of_the_release(
    tmp_path: Path,
) -> None:
    target, again = tmp_path / "pronote.zip", tmp_path / "again.zip"
    script = ROOT / "scripts" / "package.py"
    for file in (target, again):
        subprocess.run([sys.executable, script, "9.8.7", file], check=True)
    assert target.read_bytes() == again.read_bytes()

    with ZipFile(target) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest == json.loads((INTEGRATION / "manifest.json").read_text()) | {
        "version": "9.8.7"
    }
    assert {
        "__init__.py",
        "client/client.py",
        "frontend/pronote.js",
        "translations/fr.json",
    } <= names
    assert not [
        name for name in names if "__pycache__" in name or name.startswith(("/", "."))
    ]
    assert not [name for name in names if "aiopronote" in name or "cli/" in name]
