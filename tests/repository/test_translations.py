"""Test that each text exists in English and in French, with the same structure."""

import ast
from collections.abc import Iterator
from decimal import Decimal
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.changes.change_types import CHANGE_TYPES
from custom_components.pronote.changes.event_data import Topic
from custom_components.pronote.client import (
    Difficulty,
    GradeCode,
    HandInMethod,
    LessonStatus,
    Meal,
    ObservationKind,
    PunishmentKind,
)
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.legacy.names import OF_PERIODS, LegacySuffix, legacy_key
from tests.school import School
from tests.school.model.services import Price

PACKAGE = Path(__file__).parents[2] / "custom_components" / "pronote"
LANGUAGES = ("en", "fr")


def texts(language: str) -> dict[str, Any]:
    path = PACKAGE / "translations" / f"{language}.json"
    loaded = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def leaves(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", value


ALL = {language: dict(leaves(texts(language))) for language in LANGUAGES}


def exception_keys() -> set[str]:
    """Return the translation keys that the code raises, and those of the tables of errors."""
    keys: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "client"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "translation_domain" in {
                keyword.arg for keyword in node.keywords
            }:
                keys |= {
                    keyword.value.value
                    for keyword in node.keywords
                    if keyword.arg == "translation_key"
                    and isinstance(keyword.value, ast.Constant)
                    and isinstance(keyword.value.value, str)
                }
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"validation_error", "retry_later"}
                and isinstance(key := node.args[0], ast.Constant)
                and isinstance(key.value, str)
            ):
                keys.add(key.value)
            if path == PACKAGE / "connection" / "error_messages.py" and isinstance(
                node, ast.Dict
            ):
                keys |= {
                    value.value
                    for value in node.values
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return keys


def test_languages_have_the_same_keys() -> None:
    assert ALL["en"].keys() == ALL["fr"].keys()


def test_languages_fill_the_same_blanks() -> None:
    blanks = {
        language: {
            key: sorted(re.findall(r"{(\w+)}", text)) for key, text in found.items()
        }
        for language, found in ALL.items()
    }
    assert blanks["en"] == blanks["fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_clean(language: str) -> None:
    for key, text in ALL[language].items():
        assert text and text == text.strip(), key
        assert "[%key:" not in text, key
        assert "http" not in text and "<" not in text, key
        assert "'" not in text, key


SPACED = re.compile(r" [:;!?»](?!\S)|« ")
"""What French keeps on one line, with a space that may break it."""


def test_french_does_not_break_before_its_signs() -> None:
    cards = [*(PACKAGE.parents[1] / "frontend/src/strings").glob("fr*.ts")]
    for key, text in ALL["fr"].items():
        assert not SPACED.search(text), key
    assert len(cards) > 1
    for module in cards:
        text = re.sub(r"^.*?{", "", module.read_text(encoding="utf-8"))
        assert not SPACED.search(text), module.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_error_has_its_sentence_and_no_sentence_is_left_over(
    language: str,
) -> None:
    assert set(texts(language)["exceptions"]) == exception_keys()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_entity_has_a_name_and_an_icon(
    language: str,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
) -> None:
    price = Price(1, "Échéance", Decimal(48))
    school.model.services.prices["pupil-lina"] = [price]
    await entry.runtime_data.home.async_refresh()
    await entry.runtime_data.home.hass.async_block_till_done()
    entities = er.async_entries_for_config_entry(entity_registry, entry.entry_id)
    used = {(entity.domain, entity.translation_key) for entity in entities}
    used |= {("sensor", legacy_key(suffix)) for suffix in LegacySuffix}
    used |= {("sensor", f"{legacy_key(suffix)}_of_period") for suffix in OF_PERIODS}
    icons = json.loads((PACKAGE / "icons.json").read_text(encoding="utf-8"))
    for file, tree in (
        (f"translations/{language}.json", texts(language)["entity"]),
        ("icons.json", icons["entity"]),
    ):
        listed = {(domain, key) for domain, keys in tree.items() for key in keys}
        assert listed == used, f"{file} does not name the same entities"


COMPARED_ONLY = {
    Topic.LESSON: {"held"},
    Topic.GRADE: {"subject_average", "subject_out_of"},
    Topic.DAY: {"start", "end", "study_hours"},
    Topic.WALLET: {"reported_low"},
}
"""Facts that are compared, and that no event has."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_has_a_name(language: str) -> None:
    """So have the choices among its facts."""
    events = texts(language)["entity"]["event"]
    for topic, types in CHANGE_TYPES.items():
        named = events[topic]["state_attributes"]["event_type"]["state"]
        assert set(named) == {kind.value for kind in types}
    for topic, facts, choices in (
        (Topic.LESSON, "status", LessonStatus),
        (Topic.GRADE, "code", GradeCode),
        (Topic.MENU, "meal", Meal),
        (Topic.PUNISHMENT, "kind", PunishmentKind),
        (Topic.OBSERVATION, "kind", ObservationKind),
        (Topic.HOMEWORK, "difficulty", Difficulty),
        (Topic.HOMEWORK, "hand_in_method", HandInMethod),
    ):
        named = events[topic]["state_attributes"][facts]["state"]
        assert set(named) == {choice.value for choice in choices}


async def test_facts_have_names(entry: MockConfigEntry) -> None:
    events = texts("fr")["entity"]["event"]
    found = 0
    for coordinator in entry.runtime_data.coordinators:
        for serialized in coordinator.snapshot().values():
            for topic, partitions in serialized.items():
                named = set(events[topic]["state_attributes"])
                named |= COMPARED_ONLY.get(topic, set())
                for shelf in partitions.values():
                    for facts in shelf.values():
                        shown = {
                            name
                            for name, fact in facts.items()
                            if not isinstance(fact, list)
                        }
                        assert shown <= named
                        found += 1
    assert found > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_choice_has_a_name(language: str) -> None:
    sensors = texts(language)["entity"]["sensor"]
    for sensor, attribute, choices in (
        ("next_lesson", "status", LessonStatus),
        ("current_lesson", "status", LessonStatus),
        ("last_lesson", "status", LessonStatus),
        ("first_lesson_next_school_day", "status", LessonStatus),
        ("next_test", "status", LessonStatus),
        ("last_grade", "code", GradeCode),
        ("menu_today", "meal", Meal),
        ("menu_tomorrow", "meal", Meal),
    ):
        named = sensors[sensor]["state_attributes"][attribute]["state"]
        assert set(named) == {choice.value for choice in choices}


async def test_attributes_have_names(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """The attributes of our own are named; the others are Home Assistant's."""
    ours = ("sensor", "binary_sensor", "todo")
    common = {
        "device_class",
        "friendly_name",
        "last_reset",
        "state_class",
        "supported_features",
        "unit_of_measurement",
    }
    for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        if entity.domain not in ours or entity.disabled:
            continue
        state = hass.states.get(entity.entity_id)
        assert state is not None
        named = texts("fr")["entity"][entity.domain][entity.translation_key]
        shown = {str(attribute) for attribute in state.attributes} - common
        assert shown <= set(named.get("state_attributes", ()))


def test_domain_is_its_folder() -> None:
    assert PACKAGE.name == DOMAIN
