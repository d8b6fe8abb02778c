"""Pages of the documentation that are written from the code.

`python -m tests.repository.generated_pages` writes them again: the drawings of docs/architecture.md, from the
import contracts in pyproject.toml, and docs/client-reference.md, from the docstrings of the client.
"""

from collections.abc import Iterable, Iterator
import re
import tomllib

import griffe

from tests.repository.source_files import INTEGRATION, ROOT

ARCHITECTURE = ROOT / "docs" / "architecture.md"
REFERENCE = ROOT / "docs" / "client-reference.md"

_BLOCK = re.compile(r"(<!-- layers: (\S+) -->\n).*?(<!-- /layers -->)", re.DOTALL)
_INTRODUCTION = """\
# Reference of the Python client

Everything that `aiopronote` exports. This page is written from the docstrings
(`python -m tests.repository.generated_pages`); [examples](client.md) are on another page.
"""
_INTERNAL = frozenset({"ref", "refs", "raw", "wire_kind"})
"""Fields that only the client uses."""


def layers(package: str) -> str:
    """Return the layers of a package as a Mermaid drawing; each box may import those below it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [found] = (
        contract["layers"]
        for contract in config["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == [package]
    )
    boxes = [
        f'    layer{number}["{" · ".join(layer.split(" | "))}"]'
        for number, layer in enumerate(found)
    ]
    chain = " --> ".join(f"layer{number}" for number in range(len(found)))
    return "\n".join(["```mermaid", "flowchart TD", *boxes, f"    {chain}", "```"])


def architecture() -> str:
    """Return the page about the architecture, with its drawings made again."""
    return _BLOCK.sub(
        lambda block: f"{block[1]}\n{layers(block[2])}\n\n{block[3]}",
        ARCHITECTURE.read_text(encoding="utf-8"),
    )


def _text(item: griffe.Object | griffe.Alias) -> str:
    return item.docstring.value if item.docstring else ""


def _row(*cells: object) -> str:
    plain = (" ".join(str(cell).split()).replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(plain)} |".replace("|  |", "| |")


def _members(item: griffe.Class) -> Iterator[griffe.Object | griffe.Alias]:
    for name, member in item.members.items():
        if not name.startswith("_") and name not in _INTERNAL:
            yield member


def _fields(item: griffe.Class) -> Iterator[str]:
    """Write the fields of a data class and its properties, or the values of an enumeration."""
    rows = [
        _row(f"`{member.name}`", f"`{member.value}`", _text(member))
        if item.has_labels("enum") or _is_enum(item)
        else _row(f"`{member.name}`", f"`{member.annotation}`", _text(member))
        for member in _members(item)
        if isinstance(member, griffe.Attribute)
        and (_is_enum(item) or member.annotation)
        and not member.has_labels("class-variable")
    ]
    if rows:
        head = "Value" if _is_enum(item) else "Type"
        yield "\n".join([_row("Name", head, ""), "| --- | --- | --- |", *rows])


def _is_enum(item: griffe.Class) -> bool:
    return any(str(base).endswith(("Enum", "IntEnum", "Flag")) for base in item.bases)


def _functions(item: griffe.Class, prefix: str) -> Iterator[str]:
    for member in _members(item):
        if isinstance(member, griffe.Function):
            yield from _function(member, f"#### `{prefix}{member.name}`")


def _function(item: griffe.Function, heading: str) -> Iterator[str]:
    yield heading
    start = "async def " if item.has_labels("async") else "def "
    signature = item.signature().replace("(self, ", "(").replace("(self)", "()")
    yield f"```python\n{start}{signature}\n```"
    yield _text(item)


def _class(item: griffe.Class) -> Iterator[str]:
    bases = [str(base).rpartition(".")[2] for base in item.bases]
    yield f"### `{item.name}`"
    kind = f" (`{', '.join(bases)}`)" if bases and not _is_enum(item) else ""
    yield f"{_text(item)}{kind}" if kind else _text(item)
    yield from _fields(item)
    yield from _functions(item, f"{item.name}.")


def _subjects(client: griffe.Class) -> Iterator[str]:
    """Write the methods of each object that a client has."""
    for name, member in sorted(client.members.items()):
        called = re.match(r"(\w+Endpoint)\(", str(getattr(member, "value", "")))
        if called and not name.startswith("_"):
            endpoint = client.module[called[1]].target
            yield f"### `client.{name}`"
            yield _text(endpoint)
            yield from _functions(endpoint, f"client.{name}.")


def _is_error(item: griffe.Class) -> bool:
    return item.name.endswith("Error")


def _exported(package: griffe.Module) -> dict[str, list[griffe.Object]]:
    """Return what the package exports, by section."""
    found: dict[str, list[griffe.Object]] = {
        "Functions": [],
        "Credentials": [],
        "Data": [],
        "Errors": [],
        "Other": [],
    }
    for name in sorted(str(name) for name in package.exports or ()):
        member = package[name]
        item = member.final_target if isinstance(member, griffe.Alias) else member
        if isinstance(item, griffe.Function):
            found["Functions"].append(item)
        elif not isinstance(item, griffe.Class) or item.name == "PronoteClient":
            continue
        elif _is_error(item):
            found["Errors"].append(item)
        elif item.module.name == "credentials":
            found["Credentials"].append(item)
        elif ".pages." in item.path or item.module.name in ("home_page", "periods"):
            found["Data"].append(item)
        else:
            found["Other"].append(item)
    return found


def _parts(package: griffe.Module) -> Iterator[str]:
    client = package["PronoteClient"].final_target
    yield _INTRODUCTION
    yield "## The client"
    yield f"### `{client.name}`"
    yield _text(client)
    yield from _function(client["__init__"], "#### `PronoteClient`")
    yield from _fields(client)
    yield from _functions(client, "client.")
    yield "## Subjects"
    yield from _subjects(client)
    for title, items in _exported(package).items():
        yield f"## {title}"
        for item in items:
            if isinstance(item, griffe.Function):
                yield from _function(item, f"### `{item.name}`")
            elif isinstance(item, griffe.Class):
                yield from _class(item)


def reference() -> str:
    """Return the reference of the client."""
    package = griffe.load("client", search_paths=[INTEGRATION])
    assert isinstance(package, griffe.Module)
    return _joined(part for part in _parts(package) if part.strip())


def _joined(parts: Iterable[str]) -> str:
    text = "\n\n".join(part.strip() for part in parts) + "\n"
    return "\n".join(line.rstrip() for line in text.split("\n"))


def main() -> None:
    """Write the pages."""
    ARCHITECTURE.write_text(architecture(), encoding="utf-8")
    REFERENCE.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
