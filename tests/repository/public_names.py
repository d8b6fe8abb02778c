"""Names that users, automations and stored data depend on, read from the integration.

`python -m tests.repository.public_names` writes them into docs/decisions/0001-public-names.md.
"""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import parse_yaml

from custom_components.pronote.changes.change_types import ChangeType
from tests.repository.source_files import INTEGRATION, ROOT, python

PAGE = ROOT / "docs" / "decisions" / "0001-public-names.md"
BEGIN, END = "<!-- names: begin -->", "<!-- names: end -->"

_STORE = re.compile(r'f"\{DOMAIN\}\.(?:\{entry_id\}\.)?([a-z_]+)"')
_CONSTANT = re.compile(r'^CONF_\w+(?:: Final)? = "(\w+)"', re.MULTILINE)


def _load(name: str) -> Any:
    text = (INTEGRATION / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else parse_yaml(text)


def sections() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield titles, and under each the names with the names that belong to them."""
    texts = _load("translations/en.json")
    for platform, entities in texts["entity"].items():
        yield (
            f"Entities: {platform}",
            {
                key: sorted(entity.get("state_attributes", {}))
                for key, entity in entities.items()
            },
        )
    yield "Event types", {change.value: [] for change in ChangeType}
    for title, name in (
        ("Actions", "services.yaml"),
        ("Triggers", "triggers.yaml"),
        ("Conditions", "conditions.yaml"),
    ):
        yield (
            title,
            {
                key: list((row or {}).get("fields", {}))
                for key, row in _load(name).items()
            },
        )
    yield (
        "Options",
        {
            step: list(form["data"])
            for step, form in texts["options"]["step"].items()
            if form.get("data")
        },
    )
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in python(INTEGRATION)
        if not path.is_relative_to(INTEGRATION / "client")
    )
    yield (
        "Keys of config entries and options",
        {name: [] for name in sorted(set(_CONSTANT.findall(source)))},
    )
    yield "Stores", {name: [] for name in sorted(set(_STORE.findall(source)))}


def table() -> str:
    """Return all names as Markdown."""
    parts: list[str] = []
    for title, names in sections():
        parts.append(f"### {title}\n")
        for key, inner in names.items():
            more = ", ".join(f"`{name}`" for name in inner)
            parts.append(f"- `{key}`" + (f": {more}" if more else ""))
        parts.append("")
    return "\n".join(parts)


def written(page: Path = PAGE) -> str:
    """Return the names that the page lists."""
    text = page.read_text(encoding="utf-8")
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Write the names into the page."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n\n{table()}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
