"""Test that the examples of the documentation are valid, and that their responses are real."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
import json
import logging
import re
from typing import Any

from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, ServiceCall, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.template import Template
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, advance_until
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
NO_VALUE = re.compile(r"None|unknown|unavailable|\{|^$|: ?(?:[.,]|$)")
"""What a message shows in place of a value that is not there."""
ANSWERED = re.compile(
    r"^### `pronote\.(\w+)`\n(?:(?!^#).)*?```json\n(.*?)```", re.DOTALL | re.MULTILINE
)

each_language = pytest.mark.parametrize("folder", ["docs", "docs/fr"])

in_each_language = pytest.mark.parametrize("language", ["en", "fr"])

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


def automations(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each example of an automation in a language, with placeholders for what it leaves out."""
    whatever: dict[str, Any] = {
        "triggers": [{"trigger": "homeassistant", "event": "start"}],
        "actions": [{"stop": "Nothing to do"}],
    }
    for page, text in TEXTS.items():
        if ("fr" in re.split(r"[/.]", page)) is (language != "fr"):
            continue
        for number, block in enumerate(
            re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
        ):
            example: Any = parse_yaml(block)
            if isinstance(example, list):
                example = {"actions": example}
            if example.keys() <= AUTOMATION:
                name = f"{page} {number}"
                yield name, {**whatever, **example, "id": name, "alias": name}


@pytest.fixture
def messages(hass: HomeAssistant) -> list[ServiceCall]:
    """Messages that were sent; the other actions of the examples do nothing."""
    for action in ("light.turn_on", "climate.set_preset_mode"):
        async_mock_service(hass, *action.split("."))
    sent: list[ServiceCall] = async_mock_service(hass, "notify", "notify")
    return sent


async def take_automations(
    hass: HomeAssistant, language: str
) -> dict[str, dict[str, Any]]:
    """Add each example to Home Assistant, and return them by their names."""
    examples = dict(automations(language))
    assert len(examples) > 75
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
    return examples


async def run_automations(
    hass: HomeAssistant, examples: dict[str, dict[str, Any]], *, conditions: bool
) -> None:
    """Run what the examples do that need no trigger."""
    for state in hass.states.async_all("automation"):
        example = examples[state.attributes["friendly_name"]]
        if "trigger." not in json.dumps(example["actions"]):
            await hass.services.async_call(
                *("automation", "trigger"),
                {"entity_id": state.entity_id, "skip_condition": not conditions},
                blocking=True,
            )


def is_ours(hass: HomeAssistant, state: State) -> bool:
    """Return whether a state is that of an entity of the integration."""
    entity = er.async_get(hass).async_get(state.entity_id)
    return entity is not None and entity.platform == DOMAIN


def check(caplog: pytest.LogCaptureFixture, messages: list[ServiceCall]) -> None:
    """Check that nothing failed, and that no message shows a value that is not there."""
    logged = [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING
    ]
    assert logged == []
    texts = [message.data["message"] for message in messages]
    assert [text for text in texts if NO_VALUE.search(text)] == []


@in_each_language
@pytest.mark.parametrize("moment", ["07:00", "08:30", "23:30"])
async def test_automations_are_taken(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: Clock,
    messages: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
    moment: str,
    language: str,
) -> None:
    """Home Assistant takes each example, and what it does can be done at any time of the day."""
    await advance_until(hass, freezer, f"2026-11-24 {moment}")
    examples = await take_automations(hass, language)
    await run_automations(hass, examples, conditions=False)
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"})
    assert len(messages) > 40
    check(caplog, messages)


@in_each_language
@pytest.mark.parametrize("conditions", [True, False])
@pytest.mark.parametrize("none", [STATE_UNKNOWN, STATE_UNAVAILABLE])
async def test_automations_without_values(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    messages: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
    language: str,
    none: str,
    conditions: bool,
) -> None:
    """No example fails or shows nonsense when its entity has no value, or gets it back."""
    examples = await take_automations(hass, language)
    values = [state for state in hass.states.async_all() if is_ours(hass, state)]
    assert len(values) > 100
    for state in values:
        hass.states.async_set(state.entity_id, none)
    await hass.async_block_till_done()
    assert messages == []
    await run_automations(hass, examples, conditions=conditions)
    check(caplog, messages)
    messages.clear()
    for state in values:
        # Without the attributes that the school may leave out.
        hass.states.async_set(
            state.entity_id,
            state.state,
            {**dict.fromkeys(state.attributes), "period": "Trimestre 1"},
        )
    await hass.async_block_till_done()
    check(caplog, messages)
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"})


@in_each_language
async def test_automations_about_events_without_details(
    hass: HomeAssistant, messages: list[ServiceCall], language: str
) -> None:
    """The message of each example is whole when the school gives only the time of a change."""
    times: dict[str, Any] = dict.fromkeys(
        ("start", "after", "due", "date"), "2026-11-24T08:00:00+01:00"
    )
    always = {"value": 12, "out_of": 20, "balance": 3.5, "period": "Trimestre 1"}
    found = 0
    for name, example in automations(language):
        for action in example["actions"]:
            message = action.get("data", {}).get("message", "")
            if "trigger.change" in message:
                change = defaultdict[str, Any](lambda: None, **times, **always)
                text = Template(message, hass).async_render(
                    {"trigger": {"change": change}}, parse_result=False
                )
                assert not NO_VALUE.search(text), name
                found += 1
    assert found > 15


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
