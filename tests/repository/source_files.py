"""Source files of the repository, for the architecture tests."""

import ast
from functools import cache
from pathlib import Path
import subprocess

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "pronote"
CLIENT = INTEGRATION / "client"


@cache
def files() -> tuple[Path, ...]:
    """Return every text file that is in the repository or not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    paths = (ROOT / name for name in listed.splitlines())
    return tuple(path for path in paths if path.is_file() and _is_text(path))


def python(folder: Path) -> tuple[Path, ...]:
    """Return the Python files in a folder."""
    found = tuple(
        path for path in files() if path.suffix == ".py" and path.is_relative_to(folder)
    )
    assert found, folder
    return found


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, by their full names.

    `from a import b` counts as both a and a.b, since b may be a module.
    """
    package = path.relative_to(ROOT).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def name(path: Path) -> str:
    """Return a path relative to the repository."""
    return path.relative_to(ROOT).as_posix()


def _is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:4096]
