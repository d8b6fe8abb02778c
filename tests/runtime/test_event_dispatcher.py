"""Test that changes at school are sent once, immediately, to the event entities and to the event bus."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, STATE_UNKNOWN
from homeassistant.core import CoreState, Event, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    refresh,
    settle,
    state,
    value,
)
from tests.school import KNOWN_VERSIONS, Options, School

CHILD = ("child_name", "child_nickname", "child_slug", "device_id")
"""How hass-pronote said of whom something is, and how we do."""
CONSEQUENCES = {"start_of_day_moved", "end_of_day_moved", "teacher_absent"}


@pytest.fixture
def events(hass: HomeAssistant) -> list[Event]:
    """What the event bus was told."""
    captured: list[Event] = async_capture_events(hass, "pronote_event")
    return captured


def types(events: list[Event]) -> list[str]:
    return [event.data["type"] for event in events]


def alone(events: list[Event]) -> list[str]:
    """Return the types of the events, without what a changed lesson also brings about."""
    return [each for each in types(events) if each not in CONSEQUENCES]


def child_device(hass: HomeAssistant, number: int = 1) -> str:
    """Return the id of a child's device."""
    entity = er.async_get(hass).async_get(f"calendar.pronote_{number}_lessons")
    assert entity is not None and entity.device_id is not None
    return entity.device_id


def changed(hass: HomeAssistant, number: int = 1) -> set[str]:
    """Return the topics of which the event entities of a child tell something."""
    prefix = f"event.pronote_{number}_"
    return {
        entity.entity_id.removeprefix(prefix)
        for entity in hass.states.async_all("event")
        if entity.entity_id.startswith(prefix) and entity.state != STATE_UNKNOWN
    }


async def test_first_run_is_silent(
    hass: HomeAssistant, entry: MockConfigEntry, events: list[Event]
) -> None:
    await refresh(hass, entry)
    assert events == []
    assert changed(hass, 1) == changed(hass, 2) == set()
    assert value(hass, "event.pronote_message") == STATE_UNKNOWN


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize(
    ("what", "details", "topic", "expected", "facts"),
    [
        ("grade", {"value": "15.5"}, "grade", "new_grade", {"value": 15.5, "out_of": 20}),
        ("evaluation", {}, "evaluation", "new_evaluation", {"name": "Évaluation surprise"}),
        ("homework", {"due": "2026-11-30"}, "homework", "new_homework", {"due": "2026-11-30"}),
        ("homework_changed", {}, "homework", "homework_changed", {"text": "Consigne modifiée : exercices 7 et 8."}),
        ("homework_removed", {}, "homework", "homework_removed", {}),
        ("lesson_canceled", {}, "lesson", "lesson_canceled", {"status": "canceled"}),
        ("teacher_absent", {}, "lesson", "lesson_canceled", {"status": "teacher_absent"}),
        ("room_changed", {"room": "D04"}, "lesson", "lesson_room_changed", {"room": "D04"}),
        ("substitute", {}, "lesson", "lesson_teacher_changed", {"teacher": "TINTEGNAC B."}),
        ("lesson_moved", {}, "lesson", "lesson_moved", {"status": "moved"}),
        ("lesson_added", {}, "lesson", "lesson_added", {"subject": "MATHÉMATIQUES"}),
        ("test", {}, "lesson", "test_announced", {"test": True}),
        ("absence", {}, "absence", "new_absence", {"justified": False}),
        ("delay", {"minutes": 12}, "delay", "new_delay", {"minutes": 12}),
        ("punishment", {}, "punishment", "new_punishment", {"kind": "detention"}),
        ("sanction", {"days": 3}, "punishment", "new_punishment", {"sanction": "temporary_exclusion", "length": 3, "length_unit": "days", "minutes": None, "first_day": "2026-11-25", "last_day": "2026-11-27"}),
        ("encouragement", {}, "observation", "new_observation", {"kind": "encouragement"}),
        ("news", {}, "news", "new_news", {"title": "Réunion des parents"}),
        ("survey", {}, "survey", "new_survey", {"title": "Choix du menu de Noël"}),
        ("report_card", {}, "report_card", "report_card_published", {}),
        ("grade_changed", {"value": "3"}, "grade", "grade_changed", {"value": 3}),
        ("evaluation_changed", {}, "evaluation", "evaluation_changed", {}),
        ("punishment_changed", {"minutes": 90}, "punishment", "punishment_changed", {"minutes": 90}),
        ("absence_accepted", {}, "absence", "absence_changed", {"justified": True}),
        ("delay_accepted", {}, "delay", "delay_changed", {"justified": True}),
        ("lesson_replaced", {}, "lesson", "lesson_replaced", {"subject": "FRANÇAIS"}),
        ("lesson_removed", {}, "lesson", "lesson_removed", {}),
        ("menu", {"name": "Repas de fête"}, "menu", "menu_changed", {"name": "Repas de fête"}),
    ],
)  # fmt: skip
async def test_told_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    events: list[Event],
    what: str,
    details: dict[str, str],
    topic: str,
    expected: str,
    facts: dict[str, Any],
) -> None:
    """One happening is one event of the child, and one on the bus; later looks add none."""
    happened = school.trigger_event(what, pupil="Lina", **details)
    assert happened
    for _ in range(2):
        await refresh(hass, entry)
        school.expire_sessions()
    event = state(hass, f"event.pronote_1_{topic}")
    assert event.attributes["event_type"] == expected
    assert facts.items() <= event.attributes.items()
    assert event.attributes["key"]
    for name, attribute in event.attributes.items():
        assert name == "event_types" or not isinstance(attribute, (list, dict))
    assert changed(hass) - {"day"} == {topic}
    lina = child_device(hass)
    assert alone([one for one in events if one.data["device_id"] == lina]) == [expected]
    # A classmate's matter is not the other child's.
    assert types(events).count(expected) == 1 + (topic in changed(hass, 2))


async def test_what_was_before_is_reported(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lesson = school.model.pupil("Lina").lessons_between(
        school.clock().date(), school.clock().date()
    )[0]
    school.trigger_event("lesson_moved", pupil="Lina", to="2026-11-26")
    await refresh(hass, entry)
    moved = state(hass, "event.pronote_1_lesson").attributes
    assert moved["previous_start"] == lesson.start.isoformat()
    assert moved["start"].startswith("2026-11-26T")
    for attribute in moved.values():
        assert not isinstance(attribute, dict)


async def test_bus_names_nobody(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    events: list[Event],
    device_registry: dr.DeviceRegistry,
) -> None:
    """The recorder keeps what is on the bus: a child is its device there."""
    device_registry.async_update_device(child_device(hass), name_by_user="Lili")
    school.trigger_event("grade", pupil="Lina", value="15.5", title="Dictée")
    await refresh(hass, entry)
    [event] = events
    assert event.data == {
        "device_id": child_device(hass),
        "type": "new_grade",
        "data": {
            name: fact
            for name, fact in state(hass, "event.pronote_1_grade").attributes.items()
            if name in event.data["data"]
        },
    }
    assert event.data["data"].items() >= {"title": "Dictée", "value": 15.5}.items()
    for name in (*school.model.pupil("Lina").name.split(), "Lili"):
        assert name.casefold() not in str(event.data).casefold()


async def test_bus_keeps_the_shape_of_hass_pronote(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    events: list[Event],
    device_registry: dr.DeviceRegistry,
) -> None:
    """Automations written for it go on; the family's name for a child is the nickname."""
    entry = new_entry("parent", legacy=True)
    assert await set_up(entry)
    device_registry.async_update_device(child_device(hass), name_by_user="Lili")
    school.trigger_event("grade", pupil="Lina", value="15.5", title="Dictée")
    await refresh(hass, entry)
    [event] = events
    pupil = school.model.pupil("Lina")
    assert event.data["child_name"] == pupil.name
    assert event.data["child_nickname"] == "Lili"
    assert event.data["child_slug"] == pupil.name.lower().replace(" ", "_")
    assert event.data["device_id"] == child_device(hass)
    assert event.data["type"] == "new_grade"
    data = event.data["data"]
    assert data["subject"] == "MATHÉMATIQUES"
    assert data["date"] == date(2026, 11, 24)
    assert data["comment"] == data["title"] == "Dictée"
    assert (data["grade"], data["grade_out_of"]) == ("15,50", "15,50/20")
    assert (data["out_of"], data["coefficient"]) == ("20", "1,0")
    assert (data["class_average"], data["max"], data["min"]) == (
        "12,00",
        "20,00",
        "4,00",
    )
    assert data["is_bonus"] is data["is_optionnal"] is data["is_out_of_20"] is False
    assert data["value"] == 15.5

    school.trigger_event("absence", pupil="Lina")
    school.trigger_event("delay", pupil="Lina", reason="PANNE DE BUS")
    school.trigger_event("evaluation", pupil="Lina")
    school.trigger_event("grade", pupil="Lina", value="absent", title="Oral")
    school.trigger_event("message", account="parent")
    await refresh(hass, entry)
    data = {event.data["type"]: event.data["data"] for event in events[1:]}
    nobody = {name: events[-1].data[name] for name in CHILD}
    assert events[-1].data["type"] == "new_message"
    assert set(nobody.values()) == {None}
    grade, evaluation, absence, delay = (
        data[kind]
        for kind in ("new_grade", "new_evaluation", "new_absence", "new_delay")
    )
    assert f"{absence['from'].isoformat()}+01:00" == absence["start"]
    assert f"{absence['to'].isoformat()}+01:00" == absence["end"]
    assert (absence["hours"], absence["reason"]) == ("1h00", "")
    assert f"{delay['date'].isoformat()}+01:00" == delay["start"]
    assert delay["reasons"] == "PANNE DE BUS"
    assert grade["grade"] == "Absent"
    assert evaluation["date"] == date(2026, 11, 24)
    assert isinstance(evaluation["paliers"], list)
    for order, skill in enumerate(evaluation["acquisitions"], start=1):
        assert skill.keys() == {
            "order",
            "name",
            "abbreviation",
            "level",
            "domain",
            "coefficient",
            "pillar",
            "pillar_prefix",
        }
        assert skill["order"] == order


async def test_message_is_reported_once_for_the_account(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    school.trigger_event("message", account="parent", subject_line="Sortie")
    await refresh(hass, entry)
    message = state(hass, "event.pronote_message")
    assert message.attributes["event_type"] == "new_message"
    assert message.attributes["subject"] == "Sortie"
    assert types(events) == ["new_message"]
    assert events[0].data["device_id"] is None

    school.trigger_event("reply", account="parent", subject_line="Sortie")
    await refresh(hass, entry)
    await refresh(hass, entry)
    assert types(events) == ["new_message"] * 2
    assert events[1].data["data"]["messages"] == 2


async def test_message_comes_with_its_text(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    """One request more, when there is something to read; it stays unread at school."""
    school.request_log.reset()
    await refresh(hass, entry)
    assert school.request_log.requests["ListeMessages"] == 0
    for subject in ("Sortie", "Matériel"):
        school.trigger_event(
            "message", account="parent", subject_line=subject, text="Un mot."
        )
    await refresh(hass, entry)
    assert school.request_log.requests["ListeMessages"] == 1
    texts = {event.data["data"]["text"] for event in events}
    assert texts == {"Un mot.", None}
    assert all(event.data["data"]["unread"] == 1 for event in events)
    await refresh(hass, entry)
    assert school.request_log.requests["ListeMessages"] == 1
    assert len(events) == 2


async def test_message_that_does_not_open_is_reported_all_the_same(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    school.trigger_event("message", account="parent", subject_line="Sortie")
    school.fault("erreur", function="ListeMessages", G=99, titre="Page en panne")
    await refresh(hass, entry)
    [event] = events
    assert event.data["data"]["subject"] == "Sortie"
    assert event.data["data"]["text"] is None


async def test_news_comes_with_its_text(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    """A request for each that is new, three at most a child; it stays unread at school."""
    for number in range(4):
        school.trigger_event("news", title=f"Sortie {number}", text="<div>À 8 h.</div>")
    school.trigger_event(
        "survey", title="Menus", pupil="Lina", text="<div>Du choix.</div>"
    )
    school.request_log.reset()
    await refresh(hass, entry)
    asked = school.request_log.requests["PageActualites"]
    assert asked == 1 + 3 + 3
    opened = Counter(event.data["data"]["text"] for event in events)
    assert len(events) == 5 + 4
    assert opened[None] == 2 + 1
    assert opened["À 8 h."] in (5, 6)
    await refresh(hass, entry)
    assert school.request_log.requests["PageActualites"] == asked + 1
    assert len(events) == 9
    news = await entry.runtime_data.connection.call(lambda client: client.news.get())
    assert not {one.title for one in news if one.read} & {"Sortie 0", "Menus"}


async def test_news_that_do_not_open_are_reported_all_the_same(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    school.trigger_event("news", title="Sortie", pupil="Lina")
    school.fault("erreur", function="PageActualites", G=99, after=1)
    await refresh(hass, entry)
    [event] = events
    assert event.data["data"]["title"] == "Sortie"
    assert event.data["data"]["text"] is None


async def test_new_login_is_no_news(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    """All the ids of the school are others then."""
    for _ in range(3):
        school.expire_sessions()
        await refresh(hass, entry)
    assert school.request_log.logins == 4
    assert events == []


async def test_reload_tells_what_happened_meanwhile(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, events: list[Event]
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    school.trigger_event("grade", pupil="Lina", value="7")
    school.trigger_event("lesson_canceled", pupil="Lina")
    await hass.async_block_till_done()
    assert events == []

    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert sorted(alone(events)) == ["lesson_canceled", "new_grade"]
    told = len(events)
    assert state(hass, "event.pronote_1_grade").attributes["value"] == 7

    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert len(events) == told


async def test_restart_waits_for_the_automations(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    events: list[Event],
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    school.trigger_event("grade", pupil="Lina")
    hass.set_state(CoreState.starting)
    assert await set_up(entry)
    assert events == []

    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert types(events) == ["new_grade"]


async def test_what_was_seen_is_written(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    hass_storage: dict[str, Any],
) -> None:
    """Soon after it was seen: a power cut makes nothing be told again. And then only."""
    key = f"pronote.{entry.entry_id}.snapshots"
    # The home page is read first.
    await advance_time(hass, freezer, timedelta(seconds=1))
    await advance_time(hass, freezer)
    stored = hass_storage[key]["data"]
    assert stored["year"] == "2026-09-01"
    assert len(stored["snapshots"]) == 3
    del hass_storage[key]
    await refresh(hass, entry)
    await advance_time(hass, freezer)
    assert key not in hass_storage

    await hass.config_entries.async_remove(entry.entry_id)
    assert key not in hass_storage


async def test_failure_loses_and_invents_nothing(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    events: list[Event],
) -> None:
    school.trigger_event("grade", pupil="Lina")
    school.fault("erreur", function="DernieresNotes", G=99, titre="Page en panne")
    await refresh(hass, entry)
    assert events == []
    school.fault("clear")
    await refresh(hass, entry)
    assert types(events) == ["new_grade"]


class TestVersions:
    """All supported PRONOTE versions give the same changes."""

    @pytest.fixture(params=KNOWN_VERSIONS)
    def options(self, request: pytest.FixtureRequest) -> Options:
        return Options(version=request.param)

    async def test_told_once(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        events: list[Event],
    ) -> None:
        for what in ("grade", "evaluation", "lesson_moved", "absence", "survey"):
            school.trigger_event(what, pupil="Lina")
        school.trigger_event("homework_changed", pupil="Lina")
        school.trigger_event("message", account="parent")
        school.trigger_event("report_card", pupil="Lina")
        school.expire_sessions()
        await refresh(hass, entry)
        await refresh(hass, entry)
        assert sorted(
            event.data["type"]
            for event in events
            if event.data["device_id"] in (child_device(hass), None)
        ) == [
            "homework_changed",
            "lesson_moved",
            "new_absence",
            "new_evaluation",
            "new_grade",
            "new_message",
            "new_survey",
            "report_card_published",
            "start_of_day_moved",
            "start_of_day_moved",
        ]


async def test_page_that_opens_is_silent_at_first(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    events: list[Event],
) -> None:
    school.fault("close_tab", tab=19)
    entry = new_entry("parent")
    assert await set_up(entry)
    assert hass.states.get("event.pronote_1_absence") is None
    school.fault("clear")
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, "event.pronote_1_absence") == STATE_UNKNOWN
    assert events == []
    school.trigger_event("absence", pupil="Lina")
    await refresh(hass, entry)
    assert types(events) == ["new_absence"]


async def test_closed_pages_have_no_events(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    """And cost no request."""
    for tab in (8, 13, 131, 201):
        school.fault("close_tab", tab=tab)
    assert await set_up(new_entry("parent"))
    for closed in ("1_news", "1_report_card", "message", "1_evaluation"):
        assert hass.states.get(f"event.pronote_{closed}") is None
    assert hass.states.get("event.pronote_1_absence") is not None
    for page in ("PageActualites", "PageBulletins", "ListeMessagerie"):
        assert school.request_log.requests[page] == 0


async def test_new_school_year_is_silent(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    events: list[Event],
    hass_storage: dict[str, Any],
) -> None:
    """What is left of the former year is forgotten."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass_storage[f"pronote.{entry.entry_id}.snapshots"]["data"]["year"] = "2025-09-01"
    school.trigger_event("grade", pupil="Lina")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert events == []


async def test_names_stay_at_home(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.clear()
    school.trigger_event("grade", pupil="Lina")
    school.trigger_event("news", pupil="Lina")
    await refresh(hass, entry)
    ours = [r.getMessage() for r in caplog.records if "pronote" in r.name]
    assert not [line for line in ours if "lina" in line.casefold()]
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        assert "lina" not in f"{entity.entity_id} {entity.unique_id}".casefold()
