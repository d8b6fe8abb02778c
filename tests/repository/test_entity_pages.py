"""Test that the pages about the entities list what they show, and that their automations run."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from logging import WARNING
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State
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
from tests.helpers.home import NewEntry, SetUp, advance_time, advance_until, refresh
from tests.repository import entity_pages
from tests.repository.entity_examples import EXAMPLES
from tests.repository.entity_pages import PAGES, TEXTS, Shown, kind_of
from tests.school import School
from tests.school.model.services import Price

COMMAND = "run: pytest tests/repository/test_entity_pages.py --snapshot-update"
HAPPENINGS: tuple[tuple[tuple[str, dict[str, Any]], ...], ...] = (
    (
        ("test", {"date": "2026-11-25"}),
        ("grade", {"value": "15.5", "remark": "Bien"}),
        ("lesson_canceled", {}),
        ("memo", {}),
        ("homework", {"due": "2026-11-30", "minutes": 20}),
        ("evaluation", {}),
        ("absence", {}),
        ("delay", {"minutes": 12}),
        ("punishment", {"circumstances": "Bavardages", "homework": "Exercice 3"}),
        ("encouragement", {}),
        ("announced_absence", {"date": "2026-11-27"}),
        ("exemption_requested", {}),
        ("news", {}),
        ("survey", {}),
        ("message", {"account": "parent", "subject_line": "Sortie", "pupil": ""}),
        ("report_card", {}),
        ("document", {"comment": "Merci"}),
        ("meal_paid", {"amount": "1417"}),
        ("menu", {"date": "2026-11-26"}),
    ),
    (
        ("menus_published", {"date": "2026-12-01"}),
        ("announcement_refused", {"message": "Non"}),
        ("exemption_refused", {"message": "Non"}),
        ("absence_accepted", {}),
        ("delay_accepted", {}),
        ("sanction", {"days": 3}),
        ("teacher_absent", {}),
        ("document_to_sign", {}),
        ("paper_requested", {}),
    ),
)
"""What happens at school while the entities are watched, before two updates."""
UNSEEN: dict[str, str] = {
    "event.absence.justification": "text",
    "event.announcement.text": "text",
    "event.delay.justification": "text",
    "event.evaluation.domain": "text",
    "event.homework.minutes": "number",
    "event.lesson.group": "text",
    "event.observation.subject": "text",
    "event.punishment.detention_start": "text of a date and time",
    "event.punishment.subject": "text",
    "event.report_card.distinctions": "text",
}
"""Kinds of the attributes that are empty all the while."""


class Watch:
    """Notes what the entities of the account show."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Begin with the states of now."""
        self._registry = er.async_get(hass)
        self.shown: dict[str, Shown] = {}
        entities = er.async_entries_for_config_entry(self._registry, entry.entry_id)
        for entity in sorted(entities, key=lambda one: one.entity_id):
            if "pronote_2_" not in entity.entity_id:
                name = f"{entity.domain}.{entity.translation_key}"
                self.shown.setdefault(name, Shown(entity.entity_id))
        for state in hass.states.async_all():
            self._note(state)
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._changed)

    async def _changed(self, event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            self._note(state)

    def _note(self, state: State) -> None:
        entity = self._registry.async_get(state.entity_id)
        if entity is None or entity.platform != DOMAIN:
            return
        name = f"{entity.domain}.{entity.translation_key}"
        shown = self.shown[name]
        shown.device_class = state.attributes.get("device_class")
        shown.unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) or shown.unit
        if state.state.replace(".", "", 1).lstrip("-").isdigit():
            shown.numeric = True
        named = TEXTS["en"][entity.domain][entity.translation_key]
        for key in named.get("state_attributes", {}):
            if (kind := kind_of(state.attributes.get(key))) is not None:
                kinds = shown.attributes.setdefault(key, set())
                kinds.add("text" if key == "key" else kind)


@pytest.fixture
async def entry(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> MockConfigEntry:
    """An account with every kind of entity."""
    school.model.services.prices["pupil-lina"] = [
        Price(1, "Échéance", Decimal(-48), "À régler avant le 05/12")
    ]
    school.trigger_event("menus_awaited", pupil="Lina", date="2026-12-01")
    entry = new_entry("parent")
    assert await set_up(entry)
    await advance_time(hass, freezer, timedelta(seconds=1))
    return entry


async def happen(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Let things happen at school, then a day and the start of the next term."""
    for happenings in HAPPENINGS:
        for what, details in happenings:
            school.trigger_event(what, **{"pupil": "Lina", **details})
        await advance_time(hass, freezer, timedelta(minutes=10))
        await refresh(hass, entry)
        await entry.runtime_data.home.async_refresh()
        await hass.async_block_till_done(wait_background_tasks=True)
    for _ in range(48):
        await advance_time(hass, freezer)
    await advance_until(hass, freezer, "2026-12-01 07:00")
    for _ in range(3):
        await advance_time(hass, freezer)


def automations(shown: Mapping[str, Shown]) -> Iterator[dict[str, Any]]:
    """Return the examples, with the names of their entities."""
    for name, example in EXAMPLES.items():
        parsed: Any = parse_yaml(example.text(shown[name].entity_id, "en"))
        yield {"triggers": [], **parsed, "id": name, "alias": name}


def empty_attributes(shown: Mapping[str, Shown]) -> set[str]:
    """Return the attributes that were always empty; the others have one kind of value."""
    empty = set()
    for name in EXAMPLES:
        domain, _, key = name.partition(".")
        for attribute, named in (
            TEXTS["en"][domain][key].get("state_attributes", {}).items()
        ):
            kinds = shown[name].attributes.get(attribute, set())
            assert len(kinds) <= 1, f"{name} {attribute}: {kinds}"
            listed = "state" in named or attribute.startswith("previous_")
            if not kinds and not listed and domain != "calendar":
                empty.add(f"{name}.{attribute}")
    return empty


def has_run(hass: HomeAssistant) -> dict[str, bool]:
    """Return which automations have run, by the names of their entities."""
    return {
        state.attributes["friendly_name"]: state.attributes["last_triggered"]
        is not None
        for state in hass.states.async_all("automation")
    }


@pytest.mark.usefixtures("all_enabled", "no_pauses")
async def test_pages_are_those_of_the_entities(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    pytestconfig: pytest.Config,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each automation runs: on its trigger, or where the day brings none, when it is told to."""
    watch = Watch(hass, entry)
    messages = async_mock_service(hass, "notify", "notify")
    undescribed = entity_pages.names() ^ EXAMPLES.keys()
    assert not undescribed, "add it to tests/repository/entity_examples.py"
    assert await async_setup_component(
        hass, "automation", {"automation": [*automations(watch.shown)]}
    )
    await hass.async_block_till_done()
    await happen(hass, school, entry, freezer)
    ran = has_run(hass)
    assert not [name for name, has in ran.items() if name.startswith("event.") > has]
    assert sum(ran.values()) > 50
    for name, example in EXAMPLES.items():
        if not ran[name] and "trigger." not in example.yaml + example.english:
            entity_id = er.async_get(hass).async_get_entity_id(
                "automation", "automation", name
            )
            await hass.services.async_call(
                "automation", "trigger", {"entity_id": entity_id}, blocking=True
            )
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "all"}, blocking=True
    )
    texts = [message.data["message"] for message in messages]
    assert len(texts) > 100
    assert not [
        text for text in texts if "None" in text or "unknown" in text or "{" in text
    ]
    assert not [record for record in caplog.records if record.levelno >= WARNING]
    assert empty_attributes(watch.shown) == UNSEEN.keys()
    for language, path in PAGES.items():
        written = entity_pages.write(language, watch.shown, UNSEEN)
        if pytestconfig.getoption("update_snapshots"):
            path.write_text(written, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == written, COMMAND
