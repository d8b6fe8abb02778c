"""Zip the integration as HACS wants it: python3 scripts/package.py VERSION [FILE]."""

import json
from pathlib import Path
import sys
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "pronote"


def package(version: str, target: Path) -> None:
    """Write the archive, with this version in its manifest; the same files make the same bytes."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in sorted(INTEGRATION.rglob("*")):
            if path.is_dir() or "__pycache__" in path.parts:
                continue
            content = path.read_bytes()
            if path == INTEGRATION / "manifest.json":
                manifest = json.loads(content) | {"version": version}
                content = (
                    json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
                ).encode()
            member = ZipInfo(path.relative_to(INTEGRATION).as_posix())
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, ZIP_DEFLATED)


if __name__ == "__main__":
    package(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "pronote.zip"))
