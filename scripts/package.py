"""Create the ZIP file of the integration for HACS: python3 scripts/package.py VERSION [FILE].

The version must match the manifest, pyproject.toml and the newest entry of the changelog.
"""

import json
from pathlib import Path
import re
import sys
import tomllib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parents[1]
INTEGRATION = ROOT / "custom_components" / "pronote"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(b[1-9]\d*)?")
"""A semantic version; that of a beta ends with its number."""


def check(version: str) -> None:
    """Raise ValueError if the version does not match the files."""
    if VERSION.fullmatch(version) is None:
        raise ValueError(f"{version!r} is not a version such as 1.2.3 or 1.2.3b1")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    for name, found in (
        (
            "manifest.json",
            json.loads((INTEGRATION / "manifest.json").read_text("utf-8"))["version"],
        ),
        ("pyproject.toml", project["project"]["version"]),
        ("CHANGELOG.md", newest and newest[1]),
    ):
        if found != version:
            raise ValueError(f"{name} has the version {found}, not {version}")


def package(target: Path) -> None:
    """Write the archive. The same files produce the same bytes."""
    files = {
        path.relative_to(INTEGRATION).as_posix(): path
        for path in INTEGRATION.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    files["LICENSE"] = ROOT / "LICENSE"
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, path in sorted(files.items()):
            member = ZipInfo(name)
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes(), ZIP_DEFLATED)


def main(version: str, target: str = "pronote.zip") -> None:
    """Write the archive of a version, or print the error."""
    try:
        check(version)
    except ValueError as err:
        sys.exit(str(err))
    package(Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
