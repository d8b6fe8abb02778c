"""Test that translations, icons and declarations match the code, and that none is unused."""

import ast
from collections.abc import Iterator
import json
from typing import Any

from homeassistant import const
from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.repository.source_files import INTEGRATION, python

LANGUAGES = ("en", "fr")
KINDS = ("services", "triggers", "conditions")
"""What is declared in a file of its own, named and drawn."""

BY_HOME_ASSISTANT = {"reauth_successful", "reconfigure_successful"}
"""What its helpers end dialogs with."""

SECTIONS = {
    "common",
    "conditions",
    "config",
    "config_subentries",
    "entity",
    "exceptions",
    "issues",
    "options",
    "selector",
    "services",
    "system_health",
    "triggers",
}


def read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (INTEGRATION / name).read_text(encoding="utf-8")
    )
    return loaded


ICONS = read("icons.json")
TEXTS = {language: read(f"translations/{language}.json") for language in LANGUAGES}
DECLARED = {kind: load_yaml_dict(str(INTEGRATION / f"{kind}.yaml")) for kind in KINDS}


def said() -> tuple[set[str], set[str]]:
    """Return every string of the code, the names of its steps, and how made-up keys begin."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in python(INTEGRATION):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)):
                    whole.add(text)
                case ast.ImportFrom(module="homeassistant.const", names=names):
                    whole |= {str(getattr(const, alias.name)) for alias in names}
                case ast.AsyncFunctionDef(name=name):
                    whole.add(name.removeprefix("async_step_"))
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
                    begun.add(text)
    return whole, begun


WHOLE, BEGUN = said()


def is_said(key: str) -> bool:
    """Return whether the code contains a key, whole or as two parts."""
    return key in WHOLE | BY_HOME_ASSISTANT or any(
        key.startswith(start) and key.removeprefix(start) in WHOLE
        for start in BEGUN
        if start.endswith("_")
    )


def selectors(found: Any) -> Iterator[str]:
    """Return the names of the choices that a declaration offers."""
    if isinstance(found, dict):
        if isinstance(key := found.get("translation_key"), str):
            yield key
        for value in found.values():
            yield from selectors(value)


def fields(declared: dict[str, Any]) -> set[str]:
    """Return the fields of an action, a trigger or a condition; sections hold some."""
    found: set[str] = set()
    for name, field in ((declared or {}).get("fields") or {}).items():
        inner = (field or {}).get("fields")
        found |= set(inner) if inner else {name}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_declared_is_named(kind: str, language: str) -> None:
    """Each has a name, a description, its fields, and an icon; nothing else has."""
    named, declared = TEXTS[language][kind], DECLARED[kind]
    ours = {key for key in declared if not key.startswith(".")}
    assert set(named) == ours == set(ICONS[kind])
    for key in ours:
        text = named[key]
        assert text["name"], key
        assert text["description"], key
        assert set(text.get("fields", ())) == fields(declared[key]), key
        for field in text.get("fields", {}).values():
            assert field["name"]
            assert field.get("description", "-")
        [icon] = ICONS[kind][key].values()
        assert icon.startswith("mdi:"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_choice_is_named(language: str) -> None:
    offered = {name for kind in KINDS for name in selectors(DECLARED[kind])}
    named = TEXTS[language]["selector"]
    assert offered <= set(named)
    assert all(is_said(key) for key in set(named) - offered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_over(language: str) -> None:
    """The other direction stands with the tests of the dialogs, the repairs and the entities."""
    texts = TEXTS[language]
    assert set(texts) == SECTIONS
    left = [
        f"{section}.{part}.{key}"
        for section, parts in (
            ("config", ("step", "error", "abort", "progress")),
            ("options", ("step", "error", "abort")),
        )
        for part in parts
        for key in texts[section].get(part, ())
        if not is_said(key)
    ]
    left += [
        f"{section}.step.{step}.{key}"
        for section in ("config", "options")
        for step, text in texts[section]["step"].items()
        for key in (*text.get("data", ()), *text.get("menu_options", ()))
        if not is_said(key)
    ]
    assert not left


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_stands_where_home_assistant_looks(language: str) -> None:
    for key, sentence in TEXTS[language]["exceptions"].items():
        assert isinstance(sentence, dict), key
        assert set(sentence) == {"message"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_is_explained(language: str) -> None:
    """A name, and what it means; and a menu says of each way what it is."""
    for section in ("config", "options"):
        for step, text in TEXTS[language][section]["step"].items():
            parts = [text, *text.get("sections", {}).values()]
            for part in parts:
                assert set(part.get("data", ())) == set(
                    part.get("data_description", ())
                ), step
            ways = set(text.get("menu_options", ()))
            assert ways == set(text.get("menu_option_descriptions", ())), step


def test_each_icon_is_drawn() -> None:
    """Names of Material Design Icons, for states of which there are texts."""
    named = TEXTS["en"]["entity"]
    for domain, entities in ICONS["entity"].items():
        assert set(entities) == set(named[domain]), f"entity.{domain} of icons.json"
        for key, icon in entities.items():
            drawn = [icon["default"], *icon.get("state", {}).values()]
            drawn += icon.get("range", {}).values()
            assert all(name.startswith("mdi:") for name in drawn), key
