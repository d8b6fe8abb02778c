"""Test quality_scale.yaml: it contains all rules, and a proof for each one that is done."""

import ast
from pathlib import Path
import re

from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.repository.source_files import INTEGRATION, ROOT

RULES = frozenset(
    [
        "action-setup",
        "appropriate-polling",
        "brands",
        "common-modules",
        "config-flow",
        "config-flow-test-coverage",
        "dependency-transparency",
        "docs-actions",
        "docs-conditions",
        "docs-high-level-description",
        "docs-installation-instructions",
        "docs-removal-instructions",
        "docs-triggers",
        "entity-event-setup",
        "entity-unique-id",
        "has-entity-name",
        "runtime-data",
        "test-before-configure",
        "test-before-setup",
        "unique-config-entry",
        "action-exceptions",
        "config-entry-unloading",
        "docs-configuration-parameters",
        "docs-installation-parameters",
        "entity-unavailable",
        "integration-owner",
        "log-when-unavailable",
        "parallel-updates",
        "reauthentication-flow",
        "test-coverage",
        "devices",
        "diagnostics",
        "discovery",
        "discovery-update-info",
        "docs-data-update",
        "docs-examples",
        "docs-known-limitations",
        "docs-supported-devices",
        "docs-supported-functions",
        "docs-troubleshooting",
        "docs-use-cases",
        "dynamic-devices",
        "entity-category",
        "entity-device-class",
        "entity-disabled-by-default",
        "entity-translations",
        "exception-translations",
        "icon-translations",
        "reconfiguration-flow",
        "repair-issues",
        "stale-devices",
        "async-dependency",
        "inject-websession",
        "strict-typing",
    ]
)
"""Those of Home Assistant's Integration Quality Scale, tier by tier."""

SCALE: dict[str, dict[str, str]] = load_yaml_dict(
    str(INTEGRATION / "quality_scale.yaml")
)["rules"]

PLACE = re.compile(r"[\w./-]+\.(?:json|md|png|py|toml|yaml)(?:::\w+)?|scripts/\w+")


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_rule_is_there() -> None:
    assert len(RULES) == 54
    assert SCALE.keys() == RULES


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_status(rule: str) -> None:
    """What is done names where it is seen; what is not says why."""
    entry = SCALE[rule]
    assert entry["status"] in ("done", "exempt", "todo")
    assert entry["comment"]
    if entry["status"] != "done":
        return
    places = [place.partition("::") for place in PLACE.findall(entry["comment"])]
    assert places
    for name, _, function in places:
        assert (ROOT / name).exists(), name
        assert not function or function in functions(ROOT / name), function


def test_every_platform_says_how_many_at_once() -> None:
    source = (INTEGRATION / "__init__.py").read_text(encoding="utf-8")
    platforms = re.findall(r"Platform\.(\w+),", source)
    assert len(platforms) > 5
    for platform in platforms:
        path = INTEGRATION / f"{platform.lower()}.py"
        if not path.exists():
            path = INTEGRATION / platform.lower() / "__init__.py"
        text = path.read_text(encoding="utf-8")
        assert re.search(r"^PARALLEL_UPDATES = [01]$", text, re.MULTILINE), platform
