"""Test the repair issue for removed entities of hass-pronote that are still in use."""

import sys
from typing import Any
from unittest.mock import patch

from homeassistant.components import automation, script
from homeassistant.components.lovelace import LovelaceData
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.dashboard import LovelaceStorage
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, SERVICE_RELOAD
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.pronote import repair_issues
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.repair_issues.connection import Issue
from tests.helpers.home import settle
from tests.school import School

from ..helpers.flows import TEXTS
from ..legacy.hass_pronote import start, stored

LINA = "sensor.pronote_verselin_lina"
GONE = f"{LINA}_grades_trimestre_3"
SECRET = f"{LINA}_timetable_ical_url"
KEPT = f"{LINA}_homework"

AUTOMATIONS = [
    {
        "id": "evening",
        "alias": "Le soir",
        "triggers": {"trigger": "state", "entity_id": [GONE, KEPT]},
        "actions": [],
    },
    {
        "alias": "Le matin",
        "triggers": {"trigger": "event", "event_type": "morning"},
        "actions": {
            "action": "persistent_notification.create",
            "data": {"message": f"Agenda\n{{{{ states('{SECRET}') }}}}"},
        },
    },
    {
        "alias": "Les devoirs",
        "triggers": {"trigger": "state", "entity_id": KEPT},
        "actions": {
            "action": "persistent_notification.create",
            "data": {"message": f"{GONE}_bis my_{GONE}"},
        },
    },
]
CONFIGURATIONS = f"{repair_issues.__name__}.configurations"
PLACES = (
    f"- [Le matin](/config/automation/dashboard) – `{SECRET}`",
    f"- [Le soir](/config/automation/edit/evening) – `{GONE}`",
)


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Registries that were read from a store tidy up after themselves, later."""
    return True


def dashboard(*entities: str) -> dict[str, Any]:
    """Return a dashboard that a family made."""
    cards = [
        {"type": "entities", "entities": [{"entity": name} for name in entities]},
        {"type": "markdown", "content": "".join(f"- {name}\n" for name in entities)},
    ]
    return {"views": [{"cards": cards, "title": "Collège", "max_columns": 2}]}


async def start_hass_pronote_home(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    """Start a home of hass-pronote, in which the rest has not started yet."""
    hass.set_state(CoreState.starting)
    account = school.account("pupil")
    home = stored(
        "password",
        url=school.url,
        username=account.username,
        password=account.password,
    )
    await start(hass, hass_storage, home)


async def begin(hass: HomeAssistant) -> None:
    """Let Home Assistant have started."""
    await hass.async_block_till_done()
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()


def reported_references(hass: HomeAssistant) -> list[str] | None:
    """Return the places that the repair lists, read in both languages."""
    [entry] = hass.config_entries.async_entries(DOMAIN)
    issue = ir.async_get(hass).async_get_issue(
        DOMAIN, f"{Issue.MISSING_ENTITIES}.{entry.entry_id}"
    )
    if issue is None:
        return None
    blanks = issue.translation_placeholders or {}
    for texts in TEXTS.values():
        text = texts["issues"][issue.translation_key]["description"]
        assert blanks["places"] in text.format(**blanks)
    assert blanks["account"] == entry.title
    return blanks["places"].splitlines()


async def test_nothing_to_tell(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    await start_hass_pronote_home(hass, hass_storage, school)
    await begin(hass)
    assert reported_references(hass) is None


async def test_automations_are_reported_of_once_home_assistant_has_started(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    await start_hass_pronote_home(hass, hass_storage, school)
    await async_setup_component(hass, "automation", {"automation": AUTOMATIONS})
    await hass.async_block_till_done()
    assert reported_references(hass) is None
    await begin(hass)
    assert reported_references(hass) == list(PLACES)


async def test_who_mends_an_automation_hears_no_more_of_it(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    await start_hass_pronote_home(hass, hass_storage, school)
    await async_setup_component(hass, "automation", {"automation": AUTOMATIONS})
    await begin(hass)
    assert reported_references(hass) == list(PLACES)

    async def reload(left: list[dict[str, Any]]) -> None:
        with patch(
            "homeassistant.config.load_yaml_config_file",
            return_value={"automation": left},
        ):
            await hass.services.async_call("automation", SERVICE_RELOAD, blocking=True)
        await hass.async_block_till_done()

    await reload(AUTOMATIONS[1:])
    assert reported_references(hass) == [PLACES[0]]
    await reload(AUTOMATIONS[2:])
    assert reported_references(hass) is None


async def test_scripts(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    says = {
        "action": "persistent_notification.create",
        "data": {"message": f"{{{{ is_state('{SECRET}', 'on') }}}}"},
    }
    await start_hass_pronote_home(hass, hass_storage, school)
    await async_setup_component(
        hass,
        "script",
        {"script": {"agenda": {"alias": "Agenda", "sequence": [says]}}},
    )
    await begin(hass)
    assert reported_references(hass) == [
        f"- [Agenda](/config/script/edit/agenda) – `{SECRET}`"
    ]


async def test_dashboards(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    family = LovelaceStorage(
        hass, {"id": "family", "url_path": "la-famille", "title": "La famille"}
    )
    # Nobody has written the other one: Home Assistant does, by itself.
    hass.data[LOVELACE_DATA] = LovelaceData(
        "storage",
        {None: LovelaceStorage(hass, None), "la-famille": family},
        None,  # type: ignore[arg-type]
        {},
    )
    await family.async_save(dashboard(GONE, SECRET, KEPT))
    await start_hass_pronote_home(hass, hass_storage, school)
    await begin(hass)
    assert reported_references(hass) == [
        f"- [La famille](/la-famille) – `{GONE}`, `{SECRET}`"
    ]
    await hass.data[LOVELACE_DATA].dashboards[None].async_save(dashboard(SECRET))
    await family.async_save(dashboard(KEPT))
    await hass.async_block_till_done()
    assert reported_references(hass) == [f"- [lovelace](/lovelace) – `{SECRET}`"]
    await hass.data[LOVELACE_DATA].dashboards[None].async_save(dashboard())
    await hass.async_block_till_done()
    assert reported_references(hass) is None


async def test_what_is_there_again_is_not_missed(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    """A family may have made a sensor of its own under a former id."""
    await start_hass_pronote_home(hass, hass_storage, school)
    await async_setup_component(hass, "automation", {"automation": AUTOMATIONS})
    await begin(hass)
    hass.states.async_set(SECRET, "https://example.org")
    [entry] = hass.config_entries.async_entries(DOMAIN)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert reported_references(hass) == [PLACES[1]]


@pytest.mark.parametrize("gone", ["automations_with_entity", "BaseScriptEntity"])
async def test_change_of_home_assistant_costs_only_this_check(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    school: School,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    gone: str,
) -> None:
    """Names that a new version does not have are missed by nothing else."""
    monkeypatch.delitem(sys.modules, CONFIGURATIONS, raising=False)
    monkeypatch.delattr(repair_issues, "configurations", raising=False)
    for component in (automation, script):
        monkeypatch.delattr(component, gone, raising=False)
    await start_hass_pronote_home(hass, hass_storage, school)
    await begin(hass)
    [entry] = hass.config_entries.async_entries(DOMAIN)
    assert entry.state is ConfigEntryState.LOADED
    assert reported_references(hass) is None
    [line] = [line for line in caplog.messages if "cannot be checked" in line]
    assert gone in line
