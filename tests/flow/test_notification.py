"""Test the notifications that a family adds to an account, from the dialog to the phone."""

from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from tests.helpers.clock import Clock
from tests.helpers.flows import TEXTS, defaults, fields
from tests.helpers.home import advance_until, cancel_all_lessons, refresh, settle, value
from tests.school import Options, School

TYPE = "notification"
TABLET = "notify.tablet"
PHONE = "notify.telephone_de_paul"
EVENING = "2026-11-25 18:30"
"""Of a day after which there is no canceled lesson."""
TOPICS = ["grades", "timetable", "homework", "messages", "to_sign"]


@pytest.fixture(autouse=True)
def french(hass: HomeAssistant) -> None:
    """A French family."""
    hass.config.language = "fr"


@pytest.fixture
def sent(hass: HomeAssistant) -> list[ServiceCall]:
    """What a tablet without buttons is told."""
    hass.states.async_set(TABLET, "unknown", {"friendly_name": "Tablette"})
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "send_message")
    return calls


@pytest.fixture
def on_phone(hass: HomeAssistant) -> list[ServiceCall]:
    """What a phone with the app of Home Assistant is told."""
    entry = MockConfigEntry(domain="mobile_app")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("mobile_app", "phone")},
        name="Téléphone de Paul",
    )
    er.async_get(hass).async_get_or_create(
        "notify",
        "mobile_app",
        "phone",
        suggested_object_id="telephone_de_paul",
        config_entry=entry,
        device_id=device.id,
    )
    hass.states.async_set(PHONE, "unknown", {"friendly_name": "Téléphone de Paul"})
    calls: list[ServiceCall]
    calls = async_mock_service(hass, "notify", "mobile_app_telephone_de_paul")
    return calls


def device_of(hass: HomeAssistant, entity_id: str) -> str:
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None and entity.device_id is not None
    return entity.device_id


def choices(hass: HomeAssistant, **other: Any) -> dict[str, Any]:
    """Return what a parent chooses: all of the first child, on the tablet."""
    return {
        "phones": [TABLET],
        "children": [device_of(hass, "todo.pronote_1_homework")],
        "topics": TOPICS,
        "at": "18:30:00",
        "discreet": False,
        "paused": False,
    } | other


async def add(hass: HomeAssistant, entry: MockConfigEntry, **other: Any) -> str:
    """Add a notification in the dialog, and return its ID."""
    flows = hass.config_entries.subentries
    form = await flows.async_init(
        (entry.entry_id, TYPE), context={"source": SOURCE_USER}
    )
    result = await flows.async_configure(form["flow_id"], choices(hass, **other))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await settle(hass)
    added: str = [*entry.subentries][-1]
    return added


async def change(
    hass: HomeAssistant, entry: MockConfigEntry, subentry_id: str, **other: Any
) -> None:
    """Change a notification in the dialog."""
    flows = hass.config_entries.subentries
    form = await flows.async_init(
        (entry.entry_id, TYPE),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id},
    )
    result = await flows.async_configure(form["flow_id"], choices(hass, **other))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigured")
    await settle(hass)


def told(calls: list[ServiceCall]) -> list[tuple[str, str]]:
    """Return the titles and messages, and forget them."""
    found = [(call.data["title"], call.data["message"]) for call in calls]
    calls.clear()
    return found


async def test_the_dialog(
    hass: HomeAssistant, entry: MockConfigEntry, sent: list[ServiceCall]
) -> None:
    flows = hass.config_entries.subentries
    form = await flows.async_init(
        (entry.entry_id, TYPE), context={"source": SOURCE_USER}
    )
    for texts in TEXTS.values():
        steps = texts["config_subentries"][TYPE]["step"]
        for step in ("user", "reconfigure"):
            assert set(steps[step]["data"]) == set(fields(form))
            assert set(steps[step]["data_description"]) == set(fields(form))
    schema = form["data_schema"]
    assert schema is not None
    children = schema.schema["children"].config["options"]
    assert [child["label"] for child in children] == ["Lina", "Hugo"]
    # The school is no phone.
    excluded = schema.schema["phones"].config["exclude_entities"]
    assert excluded == ["notify.pronote_1_head_teacher"] or all(
        entity.startswith("notify.pronote_") for entity in excluded
    )
    assert defaults(form)["children"] == [child["value"] for child in children]
    assert defaults(form)["topics"] == TOPICS
    for field, error in (
        ("phones", "no_phone"),
        ("children", "no_child"),
        ("topics", "no_topic"),
    ):
        form = await flows.async_configure(
            form["flow_id"], choices(hass, **{field: []})
        )
        assert form["errors"] == {field: error}
        for texts in TEXTS.values():
            assert texts["config_subentries"][TYPE]["error"][error]
    result = await flows.async_configure(form["flow_id"], choices(hass))
    assert (result["type"], result["title"]) == (
        FlowResultType.CREATE_ENTRY,
        "Tablette",
    )


async def test_it_takes_effect_without_a_login(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
) -> None:
    """Added, changed, paused and deleted."""
    school.request_log.reset()
    logins = school.request_log.logins
    number = await add(hass, entry)
    assert school.request_log.requests.total() == 0

    async def grade() -> list[tuple[str, str]]:
        school.trigger_event("grade", pupil="Lina", value="15.5", title="Géométrie")
        school.trigger_event("grade", pupil="Hugo")
        await refresh(hass, entry)
        return told(sent)

    [(title, message)] = await grade()
    assert title == "Lina · MATHÉMATIQUES"
    assert message.startswith("15,5/20 · Géométrie · moyenne de la classe ")

    await change(hass, entry, number, discreet=True)
    assert await grade() == [("Nouvelle note", "MATHÉMATIQUES")]

    await change(hass, entry, number, paused=True)
    assert entry.subentries[number].title == "Tablette (en pause)"
    assert await grade() == []

    await change(hass, entry, number, topics=["messages"])
    assert await grade() == []

    await change(hass, entry, number)
    assert len(await grade()) == 1
    hass.config_entries.async_remove_subentry(entry, number)
    assert await grade() == []
    assert school.request_log.logins == logins


async def test_many_grades_are_one_notification(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
) -> None:
    await add(hass, entry)
    for title in ("Un", "Deux", "Trois"):
        school.trigger_event("grade", pupil="Lina", title=title)
    await refresh(hass, entry)
    [(title, message)] = told(sent)
    assert title == "Lina · 3 nouveautés"
    assert len(message.splitlines()) == 3


@pytest.mark.parametrize(
    ("event", "who", "title"),
    [
        (
            "message",
            {"account": "parent"},
            "Collège des Quatre-Vents · Nouveau message",
        ),
        ("news", {"pupil": "Lina"}, "Lina · Information"),
        ("survey", {"pupil": "Lina"}, "Lina · Nouveau sondage"),
        ("absence", {"pupil": "Lina"}, "Lina · Absence à justifier"),
        ("punishment", {"pupil": "Lina"}, "Lina · Nouvelle punition"),
    ],
)
@pytest.mark.parametrize("discreet", [False, True])
async def test_each_kind(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
    event: str,
    who: dict[str, str],
    title: str,
    discreet: bool,
) -> None:
    await add(hass, entry, discreet=discreet)
    school.trigger_event(event, **who)
    await refresh(hass, entry)
    [(shown, message)] = told(sent)
    if discreet:
        title = title.rpartition(" · ")[2]
        assert message == "Les détails sont dans Home Assistant."
    assert shown.startswith(title)
    assert message


async def test_a_delay_that_needs_no_answer_is_not_reported(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
) -> None:
    await add(hass, entry)
    school.trigger_event("delay", pupil="Lina", reason="TRANSPORT")
    await refresh(hass, entry)
    assert told(sent) == []


async def test_a_change_of_tomorrow_is_reported_at_once_and_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
    freezer: Clock,
) -> None:
    await advance_until(hass, freezer, "2026-11-25 17:00")
    await add(hass, entry)
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    [(title, message)] = told(sent)
    assert title == "Lina · emploi du temps modifié"
    first, *_ = message.splitlines()
    assert first.startswith("Premier cours annulé (")
    assert first.endswith(" au lieu de 7:00")
    assert "À mettre dans le sac\xa0: " in message
    # At the hour it is known already; what follows is told, also by another name.
    await advance_until(hass, freezer, EVENING)
    assert "Lina · emploi du temps modifié" not in dict(told(sent))
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    await refresh(hass, entry)
    assert len(told(sent)) == 1
    cancel_all_lessons(school, "Lina", "2026-11-26")
    await refresh(hass, entry)
    [(_, message)] = told(sent)
    assert message.splitlines()[0] == "Demain\xa0: aucun cours n’a lieu"


async def test_a_change_known_before_is_reported_in_the_evening(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
    freezer: Clock,
) -> None:
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-25 17:00")
    number = await add(hass, entry, topics=["timetable"], at="17:15:00")
    # Another hour takes effect at once.
    await change(hass, entry, number, topics=["timetable"], at="18:00:00")
    await advance_until(hass, freezer, "2026-11-25 17:59")
    assert told(sent) == []
    await advance_until(hass, freezer, "2026-11-25 18:00")
    [(_, message)] = told(sent)
    assert message.startswith("Premier cours annulé (")


async def test_buttons_check_off_homework(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    on_phone: list[ServiceCall],
    freezer: Clock,
) -> None:
    await add(hass, entry, phones=[PHONE], topics=["homework"])
    school.model.pupil("Lina").homework.clear()
    for subject in ("FRANÇAIS", "TECHNOLOGIE"):
        school.trigger_event(
            "homework",
            pupil="Lina",
            subject=subject,
            due="2026-11-26",
            text="Relire la leçon",
        )
    await refresh(hass, entry)
    await advance_until(hass, freezer, EVENING)
    [call] = on_phone
    assert call.data["title"] == "Lina · devoirs à faire"
    assert set(call.data["message"].splitlines()) == {
        "FRANÇAIS\xa0: Relire la leçon",
        "TECHNOLOGIE\xa0: Relire la leçon",
    }
    buttons = call.data["data"]["actions"]
    assert {button["title"] for button in buttons} == {
        "✓ FRANÇAIS Relire la leçon",
        "✓ TECHNOLOGIE Relire la leçon",
    }
    hass.bus.async_fire("mobile_app_notification_action", {"action": "another"})
    for button in buttons:
        hass.bus.async_fire(
            "mobile_app_notification_action", {"action": button["action"]}
        )
        await settle(hass)
    assert value(hass, "sensor.pronote_1_homework_next_school_day") == "0"
    assert on_phone[-1].data["message"] == "Tous les devoirs sont faits."
    assert {one.data["data"]["tag"] for one in on_phone} == {call.data["data"]["tag"]}
    assert not any("Lina" in button["action"] for button in buttons)


@pytest.mark.parametrize(
    ("evening", "count"),
    [
        ("2026-11-27 18:30", 1),  # Friday
        ("2026-11-28 18:30", 0),
        ("2026-11-29 18:30", 1),
        ("2026-12-23 18:30", 0),  # in the holidays
    ],
)
async def test_homework_is_reported_after_school_and_before_it(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    sent: list[ServiceCall],
    freezer: Clock,
    evening: str,
    count: int,
) -> None:
    await add(hass, entry, topics=["homework"])
    for due in ("2026-11-30", "2027-01-04"):
        school.trigger_event("homework", pupil="Lina", subject="FRANÇAIS", due=due)
    await refresh(hass, entry)
    await advance_until(hass, freezer, evening.replace("18:30", "18:20"))
    told(sent)
    await advance_until(hass, freezer, evening)
    assert len(told(sent)) == count


class TestPrimarySchool:
    @pytest.fixture
    def options(self) -> Options:
        return Options(primary=True)

    async def test_homework_is_reported_without_a_timetable(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        sent: list[ServiceCall],
        freezer: Clock,
    ) -> None:
        await add(hass, entry, topics=["homework"])
        school.trigger_event("homework", pupil="Lina", due="2026-11-26", text="Lire")
        await refresh(hass, entry)
        await advance_until(hass, freezer, EVENING)
        [(title, message)] = told(sent)
        assert title == "Lina · devoirs à faire"
        assert "Lire" in message


async def test_a_phone_that_is_gone_stops_nothing(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    on_phone: list[ServiceCall],
    sent: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_: ServiceCall) -> None:
        raise HomeAssistantError("no route")

    hass.services.async_register("notify", "mobile_app_telephone_de_paul", fail)
    await add(hass, entry, phones=[PHONE, TABLET], topics=["grades"])
    school.trigger_event("grade", pupil="Lina")
    await refresh(hass, entry)
    assert len(told(sent)) == 1
    assert f"could not be sent to {PHONE}" in caplog.text
    assert "Lina" not in "".join(
        record.message for record in caplog.records if record.levelname == "WARNING"
    )
