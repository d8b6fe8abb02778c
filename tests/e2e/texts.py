"""French translations of the integration, by key."""

from functools import cache
import json
from typing import Any

from tests.demo.home import ROOT


@cache
def _texts() -> dict[str, Any]:
    path = ROOT / "custom_components" / "pronote" / "translations" / "fr.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def text(*keys: str) -> str:
    """Return a text by its keys, such as `config`, `error`, `busy`."""
    found: Any = _texts()
    for key in keys:
        found = found[key]
    return str(found)


def step(name: str, *keys: str) -> str:
    """Return a text of a dialog."""
    return text("config", "step", name, *keys)


def error(name: str) -> str:
    """Return the first sentence of an error of a dialog."""
    return text("config", "error", name).split(".", 1)[0]
