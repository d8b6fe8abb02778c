"""Test that the blueprints are valid and run on their events."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
import shutil
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.conversation import HOME_ASSISTANT_AGENT, async_converse
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.translation import async_load_integrations
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from tests.helpers.home import advance_until, cancel_all_lessons, refresh, value
from tests.repository.source_files import ROOT
from tests.school import School

FOLDER = ROOT / "blueprints" / "automation" / "pronote"
BLUEPRINTS = sorted(FOLDER.glob("*.yaml"))

BUTTON = "mobile_app_notification_action"

type Use = Callable[..., Awaitable[None]]


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """A home in which the blueprints were imported."""
    home = tmp_path / "home"
    shutil.copytree(FOLDER, home / "blueprints" / "automation" / "pronote")
    shutil.copytree(
        ROOT / "custom_components" / "pronote", home / "custom_components" / "pronote"
    )
    return str(home)


@pytest.fixture
async def use(hass: HomeAssistant) -> AsyncIterator[Use]:
    """Make an automation of a blueprint, which is turned off in the end."""

    async def make(name: str, **inputs: Any) -> None:
        config = {"use_blueprint": {"path": f"pronote/{name}.yaml", "input": inputs}}
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()
        assert [one.state for one in hass.states.async_all("automation")] == ["on"]

    yield make
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"})


@pytest.fixture
def notifications(hass: HomeAssistant) -> list[ServiceCall]:
    """What the household is told."""
    calls: list[ServiceCall]
    calls = async_mock_service(hass, "persistent_notification", "create")
    return calls


def device_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return the device of an entity."""
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None and entity.device_id is not None
    return entity.device_id


@pytest.fixture
def lina(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """The device of the first child."""
    return device_of(hass, "todo.pronote_1_homework")


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


@pytest.mark.parametrize(
    ("grade", "discreet", "title", "message"),
    [
        ("15.5", False, "Lina · MATHÉMATIQUES", "15,5/20"),
        ("15.5", True, "MATHÉMATIQUES", "…"),
        ("absent", False, "Lina · MATHÉMATIQUES", "Absent"),
        ("not_handed_in", False, "Lina · MATHÉMATIQUES", "Non rendu"),
    ],
)
async def test_new_grade(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
    grade: str,
    discreet: bool,
    title: str,
    message: str,
) -> None:
    hass.config.language = "fr"
    await async_load_integrations(hass, {"pronote"})
    await use("new_grade", children=[lina], discreet=discreet)
    school.trigger_event("grade", pupil="Lina", value=grade)
    await refresh(hass, entry)
    [call] = notifications
    assert call.data == {"title": title, "message": message}


TOMORROW = "binary_sensor.pronote_1_timetable_changed_tomorrow"


async def test_timetable_changed_tonight(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    notifications: list[ServiceCall],
) -> None:
    await use("timetable_changed_tonight", changed=[TOMORROW])
    await advance_until(hass, freezer, "2026-11-24 18:00")
    hass.states.async_set(TOMORROW, "off")
    notifications.clear()
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    assert value(hass, TOMORROW) == "on"
    [call] = notifications
    assert call.data["title"] == "Lina Timetable changed tomorrow"
    assert call.data["message"].splitlines()[0] == "08:00 FRANÇAIS · Cours annulé"


@pytest.mark.parametrize("discreet", [False, True])
async def test_timetable_changed_earlier_is_told_tonight(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    notifications: list[ServiceCall],
    discreet: bool,
) -> None:
    """What was known at noon is told at four; who has a day as expected is not named."""
    hugo = TOMORROW.replace("1", "2")
    both = [TOMORROW, hugo]
    await use("timetable_changed_tonight", changed=both, discreet=discreet)
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 15:59")
    hass.states.async_set(hugo, "off")
    assert not notifications
    await advance_until(hass, freezer, "2026-11-24 16:00")
    [call] = notifications
    assert call.data["title"] == (
        "Timetable changed tomorrow" if discreet else "Lina Timetable changed tomorrow"
    )
    assert (call.data["message"] == "…") is discreet


async def test_wake_up_light(
    hass: HomeAssistant,
    use: Use,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    lit = async_mock_service(hass, "light", "turn_on")
    await use(
        "wake_up_light",
        wake_up="sensor.pronote_1_wake_up",
        light={"entity_id": "light.bed"},
    )
    await advance_until(hass, freezer, "2026-11-24 20:00")
    await advance_until(hass, freezer, "2026-11-25 07:49")
    assert not lit
    await advance_until(hass, freezer, "2026-11-25 07:50")
    [call] = lit
    assert call.data["brightness_pct"] == 60


async def test_first_lesson_canceled(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    notifications: list[ServiceCall],
) -> None:
    clock = {"input_datetime": {"bed": {"has_date": True, "has_time": True}}}
    assert await async_setup_component(hass, "input_datetime", clock)
    wake_up, alarm = "sensor.pronote_1_wake_up", "input_datetime.bed"
    await use("first_lesson_canceled", wake_up=wake_up, alarm=[alarm])
    await advance_until(hass, freezer, "2026-11-24 18:00")
    assert value(hass, alarm) == "2026-11-25 08:00:00"
    assert not notifications

    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    [call] = notifications
    assert call.data["message"] == "08:00 → 09:10"
    assert value(hass, alarm) == "2026-11-25 09:10:00"

    cancel_all_lessons(school, "Lina", "2026-11-25")
    await refresh(hass, entry)
    assert len(notifications) == 2
    assert notifications[1].data["message"] == "09:10 → 26/11 07:00"


async def test_evening_bag(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    freezer: FrozenDateTimeFactory,
    notifications: list[ServiceCall],
) -> None:
    await use("evening_bag", child=lina)
    school.trigger_event(
        "lesson_added", pupil="Lina", date="2026-11-25", subject="ÉDUCATION MUSICALE"
    )
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 18:59")
    assert not notifications
    await advance_until(hass, freezer, "2026-11-24 19:00")
    [call] = notifications
    assert call.data["title"] == "🎒 Lina"
    put_in, take_out = call.data["message"].splitlines()
    assert put_in == "+ ÉDUCATION MUSICALE"
    assert take_out == "− PHYSIQUE-CHIMIE, FRANÇAIS, HISTOIRE-GÉOGRAPHIE"


@pytest.fixture
def phone(hass: HomeAssistant) -> str:
    """The device of a phone with Home Assistant's app."""
    entry = MockConfigEntry(domain="mobile_app")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("mobile_app", "phone")},
        name="Téléphone de Paul",
    )
    return device.id


async def test_homework_left(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    phone: str,
    freezer: FrozenDateTimeFactory,
) -> None:
    notifications = async_mock_service(hass, "notify", "mobile_app_telephone_de_paul")
    await use("homework_left", child=lina, phone=phone)
    school.model.pupil("Lina").homework.clear()
    for subject in ("MATHÉMATIQUES", "FRANÇAIS", "ANGLAIS LV1", "TECHNOLOGIE"):
        school.trigger_event(
            "homework", pupil="Lina", subject=subject, due="2026-11-25"
        )
    school.trigger_event(
        "homework", pupil="Lina", subject="ÉDUCATION MUSICALE", due="2026-11-26"
    )
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 18:30")

    hass.bus.async_fire(BUTTON, {"action": "pronote_another_0"})
    hass.bus.async_fire(BUTTON, {"action": "ALARM"})
    await hass.async_block_till_done()
    assert len(notifications) == 1
    for left in (4, 3, 2, 1):
        notification = notifications[-1].data
        assert notification["title"] == "📚 Lina"
        assert len(notification["message"].split(", ")) == left
        buttons = notification["data"]["actions"]
        assert len(buttons) == min(left, 3)
        hass.bus.async_fire(BUTTON, {"action": buttons[0]["action"]})
        await hass.async_block_till_done(wait_background_tasks=True)
        assert value(hass, "sensor.pronote_1_homework_next_school_day") == str(left - 1)
    assert notifications[-1].data["message"] == "clear_notification"
    assert {call.data["data"]["tag"] for call in notifications} == {f"pronote_{lina}"}

    notifications.clear()
    freezer.move_to("2026-11-24 18:29:59+01:00")
    await advance_until(hass, freezer, "2026-11-24 18:30")
    assert not notifications


async def test_homework_left_without_a_phone(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    freezer: FrozenDateTimeFactory,
    notifications: list[ServiceCall],
) -> None:
    await use("homework_left", child=lina, discreet=True)
    school.model.pupil("Lina").homework.clear()
    school.trigger_event("homework", pupil="Lina", subject="FRANÇAIS", due="2026-11-25")
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 18:30")
    [call] = notifications
    assert call.data["notification_id"] == f"pronote_{lina}"
    assert call.data["title"] == "📚"
    assert call.data["message"].startswith("FRANÇAIS")


@pytest.mark.parametrize(
    ("what", "heading", "text"),
    [
        ("message", "COLLÈGE-LYCÉE DES QUATRE-VENTS Message received", "Matériel"),
        ("news", "Lina News received", "Réunion des parents"),
        ("survey", "Lina Survey received", "Choix du menu de Noël"),
    ],
)
@pytest.mark.parametrize("discreet", [False, True])
async def test_message_or_news(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
    what: str,
    heading: str,
    text: str,
    discreet: bool,
) -> None:
    senders = [device_of(hass, "event.pronote_message"), lina]
    await use("message_or_news", senders=senders, discreet=discreet)
    who = {"account": "parent"} if what == "message" else {"pupil": "Lina"}
    school.trigger_event(what, **who)
    await refresh(hass, entry)
    [call] = notifications
    title, message = heading, f"Mme ROCHEBRUNE E. · {text}"
    if discreet:
        title, message = " ".join(heading.split()[-2:]), "…"
    assert call.data == {"title": title, "message": message}


@pytest.mark.parametrize(
    ("what", "heading", "when"),
    [
        ("absence", "Absence reported", "24/11 06:00"),
        ("delay", "Delay reported", "24/11 07:00"),
    ],
)
@pytest.mark.parametrize("discreet", [False, True])
async def test_absence_to_justify(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
    what: str,
    heading: str,
    when: str,
    discreet: bool,
) -> None:
    await use("absence_to_justify", children=[lina], discreet=discreet)
    school.trigger_event("delay", pupil="Lina", reason="TRANSPORT")
    await refresh(hass, entry)
    assert not notifications

    school.trigger_event(what, pupil="Lina")
    await refresh(hass, entry)
    [call] = notifications
    title, message = f"Lina {heading}", when
    if discreet:
        title, message = heading, "…"
    assert call.data == {"title": title, "message": message}


async def ask(hass: HomeAssistant, sentence: str, language: str) -> str:
    """Return what Assist answers."""
    answer = await async_converse(
        hass, sentence, None, Context(), language, HOME_ASSISTANT_AGENT
    )
    said: str = answer.response.speech["plain"]["speech"]
    return said


async def test_ask_about_tomorrow(
    hass: HomeAssistant,
    use: Use,
    school: School,
    lina: str,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Assist says when each child begins and ends, and what homework is left."""
    for integration in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, integration, {})
    marc = device_of(hass, "todo.pronote_2_homework")
    await use("ask_about_tomorrow", children=[lina, marc])
    french, english = (
        await ask(hass, "Comment est l'école demain ?", "fr"),
        await ask(hass, "When does school start tomorrow?", "en"),
    )
    assert french.startswith(
        "Lina commence demain à 9 h 00, par MATHÉMATIQUES, et finit à 14 h 05."
        " Devoirs : FRANÇAIS, ESPAGNOL LV2. Hugo "
    )
    assert english.startswith(
        "Lina begins tomorrow at 9:00, with MATHÉMATIQUES, and ends at 14:05."
        " Homework: FRANÇAIS, ESPAGNOL LV2. Hugo "
    )
    assert "Devoirs" in await ask(hass, "l'école de demain", "fr")

    await advance_until(hass, freezer, "2026-11-27 18:00")
    assert "Lina commence lundi à " in await ask(hass, "l'école demain", "fr")
    await advance_until(hass, freezer, "2026-12-19 18:00")
    assert await ask(hass, "school tomorrow", "en") == " ".join(
        f"{name} has no school in the next seven days."
        for name in ("Lina", school.model.pupils[1].first_name)
    )
