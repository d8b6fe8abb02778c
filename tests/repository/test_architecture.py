"""Test what the import contract cannot express: public APIs, wire names, sizes."""

import re

from tests.repository.source_files import (
    CLIENT,
    INTEGRATION,
    ROOT,
    imports,
    name,
    python,
)
from tests.repository.wire_names import WIRE_NAMES

PACKAGE = "custom_components.pronote"
MOST_LINES = 550


def test_the_house_uses_the_client_by_its_front_door() -> None:
    """Nobody reaches past the client's public names and its errors into its rooms."""
    doors = {f"{PACKAGE}.client", f"{PACKAGE}.client.errors"}
    intruders = {
        (name(path), module)
        for path in python(INTEGRATION)
        if not path.is_relative_to(CLIENT)
        for module in imports(path)
        if module.startswith(f"{PACKAGE}.client.")
        and module not in doors
        and (ROOT / (module.replace(".", "/") + ".py")).exists()
    }
    assert not intruders


def test_only_the_client_speaks_pronote() -> None:
    """Outside the client nobody knows a name of the wire."""
    speaks = re.compile(rf"\b({'|'.join(sorted(WIRE_NAMES))})\b")
    found = {
        (name(path), word)
        for folder in (INTEGRATION, ROOT / "tests" / "demo", ROOT / "scripts")
        for path in python(folder)
        if not path.is_relative_to(CLIENT)
        for word in speaks.findall(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_the_client_does_speak_pronote() -> None:
    """The list of wire names is alive: most of them are spoken where they should be."""
    spoken = " ".join(path.read_text(encoding="utf-8") for path in python(CLIENT))
    known = {word for word in WIRE_NAMES if re.search(rf"\b{word}\b", spoken)}
    assert len(known) > len(WIRE_NAMES) / 2, WIRE_NAMES - known


def test_rooms_stay_small() -> None:
    """A file one can read in a sitting."""
    large = {
        (name(path), lines)
        for path in python(INTEGRATION)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not large


def test_schemas_are_written_where_people_type() -> None:
    """Only dialogs and actions check what people type, and tools what assistants say."""
    names = ("actions/fields", "config_flow", "llm", "services")
    doors = {INTEGRATION / f"{name}.py" for name in names}
    writers = {
        path
        for path in python(INTEGRATION)
        if imports(path) & {"voluptuous", "probatio"}
        and not path.is_relative_to(INTEGRATION / "flow")
    }
    assert writers <= doors


def test_no_relics() -> None:
    """Python 3.14 needs no promise of lazy annotations."""
    assert not {name(path) for path in python(ROOT) if "__future__" in imports(path)}
