"""The blueprints are valid, and do what they say when it happens at the school."""

from pathlib import Path
import shutil
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from tests.house.tree import ROOT
from tests.integration.at_home import pass_until, refresh, value
from tests.school import School

FOLDER = ROOT / "blueprints" / "automation" / "pronote"
BLUEPRINTS = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """A home in which the blueprints were imported."""
    home = tmp_path / "home"
    shutil.copytree(FOLDER, home / "blueprints" / "automation" / "pronote")
    shutil.copytree(
        ROOT / "custom_components" / "pronote", home / "custom_components" / "pronote"
    )
    return str(home)


async def use(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Make an automation of a blueprint."""
    config = {"use_blueprint": {"path": f"pronote/{name}.yaml", "input": inputs}}
    assert await async_setup_component(hass, "automation", {"automation": config})
    await hass.async_block_till_done()
    [automation] = hass.states.async_all("automation")
    assert automation.state == "on"


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_valid(path: Path) -> None:
    blueprint = Blueprint(
        load_yaml_dict(str(path)),
        path=path.name,
        expected_domain="automation",
        schema=AUTOMATION_BLUEPRINT_SCHEMA,
    )
    assert blueprint.validate() is None
    assert blueprint.metadata["source_url"].endswith(path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize(("discreet", "message"), [(False, "15.5/20"), (True, "…")])
async def test_new_grade(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    discreet: bool,
    message: str,
) -> None:
    told = async_mock_service(hass, "persistent_notification", "create")
    await use(hass, "new_grade", children=["event.pronote_1_grade"], discreet=discreet)
    school.happen("grade", pupil="Lina", value="15.5")
    await refresh(hass, entry)
    [call] = told
    assert call.data == {"title": "MATHÉMATIQUES", "message": message}


async def test_timetable_changed_tonight(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    told = async_mock_service(hass, "persistent_notification", "create")
    entity = "binary_sensor.pronote_1_timetable_changed_tomorrow"
    await use(hass, "timetable_changed_tonight", changed=[entity])
    await pass_until(hass, freezer, "2026-11-24 18:00")
    hass.states.async_set(entity, "off")
    school.happen("lesson_cancelled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    assert value(hass, entity) == "on"
    assert len(told) == 1


async def test_wake_up_light(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    lit = async_mock_service(hass, "light", "turn_on")
    await use(
        hass,
        "wake_up_light",
        wake_up="sensor.pronote_1_wake_up",
        light={"entity_id": "light.bed"},
    )
    await pass_until(hass, freezer, "2026-11-24 20:00")
    await pass_until(hass, freezer, "2026-11-25 07:49")
    assert not lit
    await pass_until(hass, freezer, "2026-11-25 07:50")
    [call] = lit
    assert call.data["brightness_pct"] == 60
