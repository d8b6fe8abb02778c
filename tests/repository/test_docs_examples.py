"""Test that the examples of the documentation are valid, and that their responses are real."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
import json
import re
from typing import Any

from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time
from tests.repository.source_files import ROOT
from tests.school import School
from tests.school.model.services import Price

TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
}
"""The pages by their paths."""
AUTOMATION = {"triggers", "conditions", "actions"}
ENTITY = re.compile(
    r"\b(?:binary_sensor|button|calendar|event|image|notify|sensor|todo)\.pronote_\w+"
)
ANSWERED = re.compile(
    r"^### `pronote\.(\w+)`\n(?:(?!^#).)*?```json\n(.*?)```", re.DOTALL | re.MULTILINE
)

each_language = pytest.mark.parametrize("folder", ["docs", "docs/fr"])

pytestmark = pytest.mark.usefixtures("all_enabled", "no_pauses")


@pytest.fixture
async def entry(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> MockConfigEntry:
    """An account with every kind of entity."""
    school.model.services.prices["pupil-lina"] = [Price(1, "Échéance", Decimal(-48))]
    entry = new_entry("parent")
    assert await set_up(entry)
    await advance_time(hass, freezer, timedelta(seconds=1))
    return entry


def automations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each example of an automation, with placeholders for what it leaves out."""
    whatever: dict[str, Any] = {
        "triggers": [{"trigger": "homeassistant", "event": "start"}],
        "actions": [{"stop": "Nothing to do"}],
    }
    for page, text in TEXTS.items():
        for number, block in enumerate(
            re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
        ):
            example: Any = parse_yaml(block)
            if isinstance(example, list):
                example = {"actions": example}
            if example.keys() <= AUTOMATION:
                name = f"{page} {number}"
                yield name, {**whatever, **example, "id": name, "alias": name}


async def test_automations_are_taken(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Home Assistant takes each example, and what those that need no trigger do can be done."""
    for action in ("notify.notify", "light.turn_on", "climate.set_preset_mode"):
        async_mock_service(hass, *action.split("."))
    examples = dict(automations())
    assert len(examples) > 150
    for name, example in examples.items():
        found = await async_validate_config_item(hass, name, example)
        assert found is not None
        assert (name, found.validation_error) == (name, None)
    assert await async_setup_component(
        hass, "automation", {"automation": [*examples.values()]}
    )
    await hass.async_block_till_done()
    states = hass.states.async_all("automation")
    assert {state.attributes["friendly_name"]: state.state for state in states} == (
        dict.fromkeys(examples, "on")
    )
    for state in states:
        example = examples[state.attributes["friendly_name"]]
        if "trigger." not in json.dumps(example["actions"]):
            await hass.services.async_call(
                "automation", "trigger", {"entity_id": state.entity_id}, blocking=True
            )
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"})


async def test_entities_exist(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    registry = er.async_get(hass)
    named = {name for text in TEXTS.values() for name in ENTITY.findall(text)}
    assert len(named) > 80
    assert not {name for name in named if registry.async_get(name) is None}


def shape(value: object, place: str = "") -> set[str]:
    """Return where there is something in an answer."""
    if isinstance(value, dict):
        return {place}.union(*(shape(one, f"{place}.{x}") for x, one in value.items()))
    if isinstance(value, list):
        return {place}.union(*(shape(one, f"{place}[]") for one in value))
    return {place}


async def ask(hass: HomeAssistant, action: str, child: int, **data: str) -> Any:
    """Perform an action for a child and return its response."""
    return await hass.services.async_call(
        *(DOMAIN, action),
        {"entity_id": f"calendar.pronote_{child}_lessons", **data},
        blocking=True,
        return_response=True,
    )


@each_language
async def test_answers_have_this_shape(
    hass: HomeAssistant, entry: MockConfigEntry, folder: str
) -> None:
    """What an answer is said to hold is in those of the simulated school."""
    answers = ANSWERED.findall(TEXTS[f"{folder}/actions.md"])
    shown = {name: json.loads(example) for name, example in answers}
    assert len(shown) > 25
    year = {"start_date": "2026-09-01", "end_date": "2027-06-30"}
    found: dict[str, set[str]] = {name: set() for name in shown}
    for child in (1, 2):
        files = await ask(hass, "get_files", child)
        mail = await ask(hass, "get_discussions", child)
        discussions = [{"discussion": item["key"]} for item in mail["discussions"]]
        needed: dict[str, list[dict[str, str]]] = {
            "get_file": [
                {"file": file["media_content_id"], "content": "true"}
                for file in files["files"][:1]
            ],
            "get_messages": discussions,
            "get_participants": discussions,
            "get_lesson_contents": [year],
            "get_agenda": [year],
            "get_needed_grade": [{"subject": "MATHÉMATIQUES", "average": "14"}],
        }
        for name in shown:
            for data in needed.get(name, [{}]):
                found[name] |= shape(await ask(hass, name, child, **data))
    missing = {name: shape(example) - found[name] for name, example in shown.items()}
    assert not {name: places for name, places in missing.items() if places}
