"""Test the triggers."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
import json
from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    condition,
    device_registry as dr,
    entity_registry as er,
    trigger,
)
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.pronote.condition import CONDITIONS
from custom_components.pronote.trigger import TRIGGERS
from tests.helpers.clock import Clock
from tests.helpers.home import advance_time, refresh, state
from tests.repository.test_translations import LANGUAGES, PACKAGE, texts
from tests.school import School

type Automate = Callable[..., Awaitable[list[Event]]]


@pytest.fixture
def automate(hass: HomeAssistant) -> Automate:
    """Write automations, and return what they do."""

    async def automate(
        *triggers: dict[str, Any], conditions: tuple[dict[str, Any], ...] = ()
    ) -> list[Event]:
        done: list[Event] = async_capture_events(hass, "automation_ran")
        assert await async_setup_component(
            hass,
            "automation",
            {
                "automation": {
                    "triggers": list(triggers),
                    "conditions": list(conditions),
                    "mode": "queued",
                    "actions": {
                        "event": "automation_ran",
                        "event_data": {
                            "trigger": "{{ trigger.platform }}",
                            "entity": "{{ trigger.entity_id }}",
                            "change": "{{ trigger.change }}",
                        },
                    },
                }
            },
        )
        await hass.async_block_till_done()
        return done

    return automate


def device(hass: HomeAssistant, number: int = 1) -> str:
    """Return the device of a child."""
    entity = er.async_get(hass).async_get(f"event.pronote_{number}_grade")
    assert entity is not None and entity.device_id is not None
    return entity.device_id


def fired(done: list[Event]) -> list[str]:
    return [event.data["trigger"].removeprefix("pronote.") for event in done]


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize(
    ("what", "details", "expected"),
    [
        ("grade", {}, ["grade_published"]),
        ("evaluation", {}, ["evaluation_published"]),
        ("homework", {}, ["homework_given"]),
        ("homework_changed", {}, ["homework_changed"]),
        (
            "lesson_canceled",
            {},
            ["lesson_canceled", "start_of_day_moved", "timetable_changed"],
        ),
        (
            "teacher_absent",
            {},
            [
                "lesson_canceled",
                "start_of_day_moved",
                "teacher_absent",
                "timetable_changed",
            ],
        ),
        (
            "lesson_moved",
            {},
            # The day that it leaves, and the one where it comes first.
            [
                "lesson_moved",
                "start_of_day_moved",
                "start_of_day_moved",
                "timetable_changed",
            ],
        ),
        ("lesson_added", {}, ["end_of_day_moved", "timetable_changed"]),
        ("room_changed", {}, ["room_changed", "timetable_changed"]),
        ("substitute", {}, ["teacher_changed", "timetable_changed"]),
        ("test", {}, ["test_announced"]),
        ("absence", {}, ["absence_recorded", "absence_to_justify"]),
        ("absence", {"reason": "MALADIE"}, ["absence_recorded"]),
        ("delay", {}, ["absence_to_justify", "delay_recorded"]),
        ("announced_absence", {"date": "2026-11-27"}, ["absence_announced"]),
        ("announcement_refused", {}, ["announcement_refused"]),
        ("exemption_requested", {}, ["exemption_requested"]),
        ("punishment", {}, ["punishment_given"]),
        ("encouragement", {}, ["observation_written"]),
        ("news", {}, ["news_published"]),
        ("survey", {}, ["survey_published"]),
        ("report_card", {}, ["report_card_published"]),
    ],
)
async def test_fires_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    automate: Automate,
    what: str,
    details: dict[str, str],
    expected: list[str],
) -> None:
    """Each happening starts the automations that name it, once, and no other."""
    target = {"device_id": device(hass)}
    done = await automate(
        *({"trigger": f"pronote.{key}", "target": target} for key in TRIGGERS)
    )
    school.trigger_event(what, pupil="Lina", **details)
    await refresh(hass, entry)
    school.expire_sessions()
    await refresh(hass, entry)
    assert sorted(fired(done)) == expected


async def test_low_canteen_balance(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    automate: Automate,
    freezer: Clock,
) -> None:
    await advance_time(hass, freezer, timedelta(seconds=1))
    done = await automate(
        {"trigger": "pronote.balance_low", "target": {"device_id": device(hass)}}
    )
    school.trigger_event("meal_paid", pupil="Lina", amount="1417")
    await advance_time(hass, freezer, timedelta(minutes=27))
    [event] = done
    assert event.data["change"]["balance"] == 3.69


async def test_message_of_the_account(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, automate: Automate
) -> None:
    done = await automate(
        {
            "trigger": "pronote.message_received",
            "target": {"entity_id": "event.pronote_message"},
        }
    )
    school.trigger_event("message", account="parent", subject_line="Sortie")
    await refresh(hass, entry)
    [event] = done
    assert event.data["change"]["type"] == "new_message"
    assert event.data["change"]["subject"] == "Sortie"


async def test_facts_are_variables(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, automate: Automate
) -> None:
    """Everything known of the change, without a word on the entity."""
    done = await automate(
        {"trigger": "pronote.grade_published", "target": {"device_id": device(hass)}}
    )
    school.trigger_event("grade", pupil="Lina", value="15.5")
    await refresh(hass, entry)
    [event] = done
    assert event.data["entity"] == "event.pronote_1_grade"
    change = event.data["change"]
    assert change["type"] == "new_grade"
    assert (change["subject"], change["value"]) == ("MATHÉMATIQUES", 15.5)
    assert not change.keys() & {"event_types", "event_type", "friendly_name"}


async def test_several_at_once_are_several(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, automate: Automate
) -> None:
    """Even when the clock stands still between them."""
    done = await automate(
        {"trigger": "pronote.grade_published", "target": {"device_id": device(hass)}}
    )
    for title in ("Dictée", "Oral", "Devoir"):
        school.trigger_event("grade", pupil="Lina", title=title)
    await refresh(hass, entry)
    assert sorted(event.data["change"]["title"] for event in done) == [
        "Devoir",
        "Dictée",
        "Oral",
    ]


async def test_any_child_of_an_area(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    automate: Automate,
    device_registry: dr.DeviceRegistry,
) -> None:
    """And no event of anything else there."""
    area = ar.async_get(hass).async_create("Chambres")
    for number in (1, 2):
        device_registry.async_update_device(device(hass, number), area_id=area.id)
    other = er.async_get(hass).async_get_or_create("event", "doorbell", "1")
    er.async_get(hass).async_update_entity(other.entity_id, area_id=area.id)
    hass.states.async_set(other.entity_id, "2026-11-24T06:00:00.000+00:00")
    done = await automate(
        {"trigger": "pronote.grade_published", "target": {"area_id": area.id}}
    )
    hass.states.async_set(
        other.entity_id, "2026-11-24T06:00:01.000+00:00", {"event_type": "new_grade"}
    )
    for name in ("Lina", school.model.account("parent").pupils[1].name):
        school.trigger_event("grade", pupil=name)
    await refresh(hass, entry)
    assert sorted(event.data["entity"] for event in done) == [
        "event.pronote_1_grade",
        "event.pronote_2_grade",
    ]


async def test_a_new_name_is_no_change(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, automate: Automate
) -> None:
    done = await automate(
        {"trigger": "pronote.grade_published", "target": {"device_id": device(hass)}}
    )
    school.trigger_event("grade", pupil="Lina")
    await refresh(hass, entry)
    er.async_get(hass).async_update_entity(
        "event.pronote_1_grade", name="Notes de la grande", icon="mdi:star"
    )
    await hass.async_block_till_done()
    assert state(hass, "event.pronote_1_grade").name == "Notes de la grande"
    assert len(done) == 1


SOURCES = {
    "has_morning_off": "morning_off",
    "has_school_today": "school_day_today",
    "has_school_tomorrow": "school_day_tomorrow",
    "has_test_tomorrow": "test_tomorrow",
    "homework_left": "homework_next_school_day",
    "is_in_class": "in_class",
    "is_on_holiday": "holidays",
}
"""Of the conditions that are not named as their entity."""


async def test_conditions(
    hass: HomeAssistant, entry: MockConfigEntry, subtests: pytest.Subtests
) -> None:
    """Each reads its entity of the children it is asked about: of any, or of all."""
    for key in CONDITIONS:
        with subtests.test(key):
            await check_condition(hass, key)


async def check_condition(hass: HomeAssistant, key: str) -> None:
    source = SOURCES.get(key, key)
    platform = "sensor" if key == "homework_left" else "binary_sensor"
    yes, no = ("on", "off") if platform == "binary_sensor" else ("3", "0")
    entities = [f"{platform}.pronote_{number}_{source}" for number in (1, 2)]

    async def holds(behavior: str, target: dict[str, Any]) -> bool | None:
        config = await condition.async_validate_condition_config(
            hass,
            {
                "condition": f"pronote.{key}",
                "target": target,
                "options": {"behavior": behavior},
            },
        )
        checker = await condition.async_from_config(hass, config)
        try:
            return checker.async_check(variables=None)
        finally:
            checker.async_unload()

    both = {"device_id": [device(hass, 1), device(hass, 2)]}
    for first, second, any_, all_ in (
        (yes, yes, True, True),
        (yes, no, True, False),
        (no, no, False, False),
        ("unavailable", yes, True, True),
        ("unavailable", "unknown", False, False),
    ):
        hass.states.async_set(entities[0], first)
        hass.states.async_set(entities[1], second)
        assert await holds("any", both) is any_
        assert await holds("all", both) is all_
    nobody = {"entity_id": "sun.sun"}
    assert not await holds("any", nobody)
    assert not await holds("all", nobody)


async def test_condition_in_an_automation(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, automate: Automate
) -> None:
    target = {"device_id": device(hass)}
    done = await automate(
        {"trigger": "pronote.grade_published", "target": target},
        conditions=({"condition": "pronote.has_school_tomorrow", "target": target},),
    )
    hass.states.async_set("binary_sensor.pronote_1_school_day_tomorrow", "off")
    school.trigger_event("grade", pupil="Lina", title="Dictée")
    await entry.runtime_data.grades.async_refresh()
    hass.states.async_set("binary_sensor.pronote_1_school_day_tomorrow", "on")
    school.trigger_event("grade", pupil="Lina", title="Oral")
    await entry.runtime_data.grades.async_refresh()
    await hass.async_block_till_done()
    assert [event.data["change"]["title"] for event in done] == ["Oral"]


async def test_editor_shows_them(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "automation", {})
    assert await async_setup_component(hass, "sensor", {})
    shown = await trigger.async_get_all_descriptions(hass)
    assert {f"pronote.{key}" for key in TRIGGERS} == {
        key for key in shown if key.startswith("pronote.")
    }
    known = await condition.async_get_all_descriptions(hass)
    assert {f"pronote.{key}" for key in CONDITIONS} == {
        key for key in known if key.startswith("pronote.")
    }


@pytest.mark.parametrize(
    ("kind", "named"), [("trigger", TRIGGERS), ("condition", CONDITIONS)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_texts_and_an_icon(
    language: str, kind: str, named: dict[str, type]
) -> None:
    described = load_yaml_dict(PACKAGE / f"{kind}s.yaml")
    icons = json.loads((PACKAGE / "icons.json").read_text(encoding="utf-8"))
    texts_of_kind = texts(language)[f"{kind}s"]
    assert set(described) == set(texts_of_kind) == set(icons[f"{kind}s"]) == set(named)
    for key, texts_of in texts_of_kind.items():
        assert set(texts_of.get("fields", ())) == set(described[key].get("fields", ()))
