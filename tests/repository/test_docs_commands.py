"""Test that commands, requests and settings in the documentation work as the pages show."""

import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from aiopronote_cli.arguments import parse_arguments
from tests.helpers.home import refresh
from tests.repository.source_files import ROOT
from tests.school import School

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
}
"""The texts of the pages by their paths."""
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CHECKED = {
    "actions": {"bash", "json", "yaml"},
    "architecture": {"mermaid"},
    "automations": {"yaml"},
    "cards": {"yaml"},
    "client": {"python", "sh", "text"},
    "client-reference": {"python"},
    "command-line": {"console", "sh"},
    "dashboard": {"yaml"},
    "entities": {"yaml"},
    "entity-reference": {"yaml"},
    "troubleshooting": {"sh"},
    "CONTRIBUTING": {"", "json", "sh"},
}
"""Languages of the blocks of each page, all of which are run or compared by a test."""

each_folder = pytest.mark.parametrize("folder", ["docs", "docs/fr"])


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of a page in a language."""
    return [text for name, text in BLOCK.findall(PAGES[page]) if name == language]


def test_each_block_is_of_a_checked_kind() -> None:
    found: dict[str, set[str]] = {}
    for page, text in PAGES.items():
        for language, _ in BLOCK.findall(text):
            found.setdefault(Path(page).stem, set()).add(language)
    assert found == CHECKED


@each_folder
async def test_rest(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    folder: str,
) -> None:
    """The request with curl, its response, and that of a request without a target."""
    assert await async_setup_component(hass, "api", {})
    client = await hass_client()
    page = f"{folder}/actions.md"
    command, _ = blocks(page, "bash")
    [data] = re.findall(r"-d '(.*)'", command)
    [path] = re.findall(r'"http://homeassistant\.local:8123(.*)"', command)
    response = await client.post(path, json=json.loads(data))
    answer = await response.json()
    assert response.status == 200
    assert answer.keys() == {"changed_states", "service_response"}
    assert answer["service_response"]["menus"]

    [shown] = [text for text in blocks(page, "json") if text.startswith('{"message"')]
    response = await client.post(path, json={})
    assert response.status in (400, 500)
    assert await response.json() == json.loads(shown)


@each_folder
async def test_websocket(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    folder: str,
) -> None:
    page = f"{folder}/actions.md"
    [shown] = [text for text in blocks(page, "json") if '"call_service"' in text]
    client = await hass_ws_client(hass)
    await client.send_json(json.loads(shown))
    answer = await client.receive_json()
    assert answer["success"]
    assert answer["result"]["response"]["menus"]


@each_folder
async def test_event(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, folder: str
) -> None:
    """The event of a new grade has the fields of the example."""
    events = async_capture_events(hass, "pronote_event")
    school.trigger_event("grade", pupil="Lina")
    await refresh(hass, entry)
    [text] = blocks(f"{folder}/entities.md", "yaml")
    shown: Any = parse_yaml(text)
    [event] = events
    assert event.event_type == shown["event_type"]
    assert shown["data"].keys() <= event.data.keys()
    assert shown["data"]["type"] == event.data["type"]
    assert shown["data"]["data"].keys() <= event.data["data"].keys()


@each_folder
@pytest.mark.parametrize("page", ["cards", "dashboard"])
def test_settings(folder: str, page: str) -> None:
    """The examples of a card and of the dashboard use settings that the tables list."""
    name = f"{folder}/{page}.md"
    [text] = blocks(name, "yaml")
    example: Any = parse_yaml(text)
    settings = example.get("strategy", example)
    kind = settings.pop("type").removeprefix("custom:pronote-family").lstrip("-")
    assert not kind or (ROOT / "frontend/src/cards" / f"{kind}.ts").exists()
    listed = set(re.findall(r"^\| `(\w+)` \|", PAGES[name], re.MULTILINE))
    assert settings.keys() <= listed


def test_scripts_and_paths_exist() -> None:
    """The scripts, tests and modules that pages name are there."""
    named: set[str] = set()
    for page, text in PAGES.items():
        if page != "CHANGELOG.md":
            named |= set(re.findall(r"(?<![\w/])(?:scripts|tests)/[\w./-]*\w", text))
    assert len(named) > 30
    named -= {"tests/client/__snapshots__"}
    # Made by the first fixture without `expected`.
    assert not {name for name in named if not (ROOT / name).exists()}


def test_commands_of_the_command_line_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each `pronote COMMAND` of a page is a command."""
    named = {
        command
        for text in PAGES.values()
        for command in re.findall(
            r"(?:^\$? ?|`|scripts/)pronote ([a-z][\w-]*)", text, re.MULTILINE
        )
    }
    assert len(named) > 6
    for name in named:
        with pytest.raises(SystemExit) as ended:
            parse_arguments([name, "--help"])
        assert ended.value.code == 0, name
