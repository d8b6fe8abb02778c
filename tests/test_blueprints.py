"""Test that the blueprints are valid and run on their events."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
import re
import shutil
from typing import Any

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.conversation import HOME_ASSISTANT_AGENT, async_converse
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from scripts.blueprints.__main__ import LANGUAGES, SOURCES, blueprint, file_name, names
from tests.helpers.clock import Clock
from tests.helpers.home import (
    advance_time,
    advance_until,
    cancel_all_lessons,
    refresh,
    value,
)
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

    async def make(name: str, language: str = "fr", **inputs: Any) -> None:
        path = f"pronote/{file_name(name, language)}"
        config = {"use_blueprint": {"path": path, "input": inputs}}
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()
        assert [one.state for one in hass.states.async_all("automation")] == ["on"]

    yield make
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"})


@pytest.fixture
def notifications(hass: HomeAssistant) -> list[ServiceCall]:
    """Notifications that were created."""
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
    found = Blueprint(
        load_yaml_dict(str(path)),
        path=path.name,
        expected_domain="automation",
        schema=AUTOMATION_BLUEPRINT_SCHEMA,
    )
    assert found.validate() is None
    assert found.metadata["source_url"].endswith(path.relative_to(ROOT).as_posix())


def test_generated() -> None:
    """Each blueprint is what its source makes, in each language."""
    made = {
        file_name(name, language): blueprint(name, language)
        for name in names()
        for language in LANGUAGES
    }
    assert {path.name: path.read_text("utf-8") for path in BLUEPRINTS} == made
    texts = parse_yaml((SOURCES / "texts.yaml").read_text("utf-8"))
    assert isinstance(texts, dict)
    used = {
        key
        for path in [*SOURCES.glob("*.template"), SOURCES / "parts.yaml"]
        for key in re.findall(r"\[\[(\w+)\]\]", path.read_text("utf-8"))
    }
    used |= {f"{name}_{part}" for name in names() for part in ("name", "description")}
    assert set(texts) == used - {"language"}
    assert all(text.keys() == set(LANGUAGES) for text in texts.values())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("grade", "message"),
    [("15.5", "15,5/20"), ("absent", "Absent"), ("not_handed_in", "Non rendu")],
)
async def test_new_grade(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
    grade: str,
    message: str,
    language: str,
) -> None:
    """In the language of the blueprint, whatever that of Home Assistant."""
    await use("new_grade", language, children=[lina])
    school.trigger_event("grade", pupil="Lina", value=grade, title="Géométrie")
    await refresh(hass, entry)
    [call] = notifications
    assert call.data["title"] == "Lina · MATHÉMATIQUES"
    if language == "fr":
        assert call.data["message"].startswith(f"{message} · Géométrie")
    elif grade == "15.5":
        assert call.data["message"].startswith("15.5/20 · Géométrie · class average ")


async def test_on_phones_and_discreet(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
) -> None:
    phones = ["notify.phone", "notify.tablet"]
    sent = async_mock_service(hass, "notify", "send_message")
    await use("new_grade", children=[lina], phones=phones, discreet=True)
    school.trigger_event("grade", pupil="Lina")
    await refresh(hass, entry)
    [call] = sent
    assert call.data == {
        "entity_id": phones,
        "title": "Nouvelle note",
        "message": "MATHÉMATIQUES",
    }
    assert not notifications


async def test_punishment(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    notifications: list[ServiceCall],
) -> None:
    await use("punishment", children=[lina])
    school.trigger_event("punishment", pupil="Lina")
    await refresh(hass, entry)
    [call] = notifications
    assert call.data["title"].startswith("Lina · Nouvelle punition")
    assert call.data["message"]


DISCREET = "Les détails sont dans Home Assistant."


async def test_timetable_changed_tonight(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    freezer: Clock,
    notifications: list[ServiceCall],
) -> None:
    """What was known before is told at four; each change that follows is told too."""
    marc = device_of(hass, "todo.pronote_2_homework")
    await use("timetable_changed_tonight", children=[lina, marc])
    await advance_until(hass, freezer, "2026-11-24 18:00")
    notifications.clear()
    for _ in range(2):
        school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
        school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
        # The automation waits for the other changes of the same update.
        await entry.runtime_data.timetable.async_refresh()
        await advance_time(hass, freezer, timedelta(seconds=1))
        [call] = notifications
        notifications.clear()
        assert call.data["title"] == "Lina · emploi du temps modifié"
        first, *others = call.data["message"].splitlines()
        assert first.startswith("Premier cours annulé (FRANÇAIS)\xa0: réveil demain ")
        assert others[0] == "8:00 FRANÇAIS · Cours annulé"


@pytest.mark.parametrize("discreet", [False, True])
async def test_timetable_changed_earlier_is_reported_tonight(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    freezer: Clock,
    notifications: list[ServiceCall],
    discreet: bool,
) -> None:
    await use("timetable_changed_tonight", children=[lina], discreet=discreet)
    await advance_until(hass, freezer, "2026-11-25 07:00")
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-25 15:59")
    notifications.clear()
    await advance_until(hass, freezer, "2026-11-25 16:00")
    [call] = notifications
    assert call.data["title"] == (
        "Emploi du temps modifié" if discreet else "Lina · emploi du temps modifié"
    )
    assert (call.data["message"] == DISCREET) is discreet


async def test_wake_up_light(
    hass: HomeAssistant,
    use: Use,
    entry: MockConfigEntry,
    freezer: Clock,
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
    freezer: Clock,
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
    assert call.data["title"] == "Lina · réveil plus tard"
    assert call.data["message"] == (
        "Premier cours annulé (FRANÇAIS)\xa0: réveil demain 9:10 au lieu de 7:00"
    )
    assert value(hass, alarm) == "2026-11-25 09:10:00"

    cancel_all_lessons(school, "Lina", "2026-11-25")
    await refresh(hass, entry)
    assert len(notifications) == 2
    assert notifications[1].data["message"].splitlines() == [
        "Demain\xa0: aucun cours n’a lieu",
        "Jeudi 26 novembre\xa0: cours de 8:00 à 14:05",
        "Réveil 7:00, départ 7:40",
    ]


async def test_evening_bag(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    freezer: Clock,
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
    assert call.data["title"] == "🎒 Lina · le sac pour demain"
    put_in, take_out = call.data["message"].splitlines()
    assert put_in == "À mettre dans le sac\xa0: ÉDUCATION MUSICALE"
    assert take_out == "À retirer\xa0: PHYSIQUE-CHIMIE, FRANÇAIS, HISTOIRE-GÉOGRAPHIE"


async def test_daily_menu(
    hass: HomeAssistant,
    use: Use,
    entry: MockConfigEntry,
    lina: str,
    freezer: Clock,
    notifications: list[ServiceCall],
) -> None:
    await use("daily_menu", child=lina)
    await advance_until(hass, freezer, "2026-11-24 07:30")
    [call] = notifications
    assert call.data["title"] == "🍽️ Lina · menu du jour"
    assert (
        call.data["message"].startswith(
            value(hass, "sensor.pronote_1_menu_today").split(",")[0][:4]
        )
        or call.data["message"]
    )
    notifications.clear()
    freezer.move_to("2026-11-28T07:29:59+01:00")
    await advance_until(hass, freezer, "2026-11-28 07:30")
    assert not notifications


async def test_coming_home(
    hass: HomeAssistant,
    use: Use,
    entry: MockConfigEntry,
    freezer: Clock,
    notifications: list[ServiceCall],
) -> None:
    heated = async_mock_service(hass, "climate", "turn_on")
    await use(
        "coming_home",
        end_of_day="sensor.pronote_1_end_of_day",
        offset="00:10:00",
        home=[{"action": "climate.turn_on"}],
    )
    end = datetime.fromisoformat(value(hass, "sensor.pronote_1_end_of_day"))
    local = end.astimezone(dt_util.get_default_time_zone())
    await advance_until(hass, freezer, f"{local + timedelta(minutes=9):%F %H:%M}")
    assert not notifications
    await advance_until(hass, freezer, f"{local + timedelta(minutes=10):%F %H:%M}")
    [call] = notifications
    assert call.data["title"] == "Lina · les cours sont finis"
    assert f"{local.hour}:{local.minute:02}" in call.data["message"]
    assert len(heated) == 1


@pytest.fixture
def phone(hass: HomeAssistant) -> str:
    """The notify entity of a phone with Home Assistant's app."""
    entry = MockConfigEntry(domain="mobile_app")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("mobile_app", "phone")},
        name="Téléphone de Paul",
    )
    entity = er.async_get(hass).async_get_or_create(
        "notify", "mobile_app", "phone", config_entry=entry, device_id=device.id
    )
    return entity.entity_id


async def test_homework_left(
    hass: HomeAssistant,
    use: Use,
    school: School,
    entry: MockConfigEntry,
    lina: str,
    phone: str,
    freezer: Clock,
) -> None:
    notifications = async_mock_service(hass, "notify", "mobile_app_telephone_de_paul")
    await use("homework_left", child=lina, phones=[phone])
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
        assert notification["title"] == "📚 Lina · devoirs à faire"
        assert len(notification["message"].splitlines()) == left
        assert "\xa0: " in notification["message"]
        buttons = notification["data"]["actions"]
        assert all(
            len(button["title"]) > len("✓ MATHÉMATIQUES") - 5 for button in buttons
        )
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
    freezer: Clock,
    notifications: list[ServiceCall],
) -> None:
    await use("homework_left", child=lina, discreet=True)
    school.model.pupil("Lina").homework.clear()
    school.trigger_event("homework", pupil="Lina", subject="FRANÇAIS", due="2026-11-25")
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 18:30")
    [call] = notifications
    assert call.data["notification_id"] == f"pronote_{lina}"
    assert call.data["title"] == "📚 Devoirs à faire"
    assert call.data["message"] == DISCREET


@pytest.mark.parametrize(
    ("what", "name", "heading", "text"),
    [
        (
            "message",
            "COLLÈGE-LYCÉE DES QUATRE-VENTS",
            "Nouveau message",
            "Matériel",
        ),
        ("news", "Lina", "Information", "Réunion des parents"),
        ("survey", "Lina", "Nouveau sondage", "Choix du menu de Noël"),
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
    name: str,
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
    title, message = f"{name} · {heading}", f"Mme ROCHEBRUNE E. · {text}"
    if discreet:
        title, message = heading, DISCREET
    assert call.data == {"title": title, "message": message}


@pytest.mark.parametrize(
    ("what", "heading", "when"),
    [
        ("absence", "Absence à justifier", "mar. 24 nov. 6:00"),
        ("delay", "Retard à justifier", "mar. 24 nov. 7:00"),
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
    title, message = f"Lina · {heading}", when
    if discreet:
        title, message = heading, DISCREET
    assert call.data == {"title": title, "message": message}


async def ask(hass: HomeAssistant, sentence: str, language: str) -> str:
    """Return what Assist answers."""
    answer = await async_converse(
        hass, sentence, None, Context(), language, HOME_ASSISTANT_AGENT
    )
    said: str = answer.response.speech["plain"]["speech"]
    return said


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_ask_about_tomorrow(
    hass: HomeAssistant,
    use: Use,
    school: School,
    lina: str,
    freezer: Clock,
    language: str,
) -> None:
    """Assist says when each child begins and ends, or one by its name, and who ends first."""
    for integration in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, integration, {})
    hugo = device_of(hass, "todo.pronote_2_homework")
    await use("ask_about_tomorrow", language, children=[lina, hugo])
    said = SAID[language]
    everybody = await ask(hass, said["tomorrow"], language)
    assert said["lina"] in everybody
    assert said["hugo"] in everybody
    for sentence in said["one"]:
        one = await ask(hass, sentence, language)
        assert said["lina"] in one and said["hugo"] not in one
    # An unknown name is answered with all children.
    assert await ask(hass, said["another"], language) == everybody
    assert said["first"] in await ask(hass, said["who"], language)
    await advance_until(hass, freezer, "2026-11-27 18:00")
    assert said["monday"] in await ask(hass, said["one"][0], language)
    await advance_until(hass, freezer, "2026-12-19 18:00")
    assert "Vacances de Noël" in await ask(hass, said["tomorrow"], language)


SAID: dict[str, dict[str, Any]] = {
    "fr": {
        "tomorrow": "Comment est l'école demain ?",
        "lina": "Lina commence demain à 9 heures par MATHÉMATIQUES",
        "hugo": "Hugo commence demain à ",
        "one": ["À quelle heure commence Lina demain ?"],
        "another": "À quelle heure commence Zoé demain ?",
        "who": "Qui finit en premier ?",
        "first": " en premier, aujourd’hui à ",
        "monday": "Lina commence lundi 30 novembre à ",
    },
    "en": {
        "tomorrow": "What about school tomorrow?",
        "lina": "Lina begins tomorrow at 9:00 with MATHÉMATIQUES",
        "hugo": "Hugo begins tomorrow at ",
        "one": ["When does Lina start tomorrow?", "What about Lina tomorrow"],
        "another": "When does Zoé start tomorrow?",
        "who": "Who finishes first?",
        "first": " first, today at ",
        "monday": "Lina begins on Monday, November 30 at ",
    },
}
"""What is said and answered."""
