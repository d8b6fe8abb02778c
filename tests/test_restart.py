"""Test that a restart while the school is down keeps what was known."""

from datetime import datetime, timedelta
import json
import re
from typing import Any

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.pronote.client.auth import login
from custom_components.pronote.connection import school_connection
from custom_components.pronote.connection.school_connection import REQUESTS
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.last_data.codec import codec_of
from custom_components.pronote.runtime.restore_last_data import PAGE_TYPES
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_in_steps_until,
    advance_time,
    advance_until,
    present_token,
    refresh,
    settle,
    state,
    stop,
    value,
)
from tests.helpers.waiting import until
from tests.school import School

WAKE_UP = "sensor.pronote_1_wake_up"
AVERAGE = "sensor.pronote_1_overall_average"


@pytest.fixture(autouse=True)
def disk(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """What is stored, by the key of the store."""
    return hass_storage


def stored(disk: dict[str, Any], entry: MockConfigEntry) -> dict[str, Any]:
    content: dict[str, Any] = disk[f"{DOMAIN}.{entry.entry_id}.last_data"]["data"]
    return content


def states_of_children(hass: HomeAssistant) -> dict[str, str]:
    return {
        found.entity_id: found.state
        for found in hass.states.async_all()
        if re.match(
            r"(sensor|binary_sensor|calendar|todo)\.pronote_\d_", found.entity_id
        )
    }


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.pronote")
        and record.levelname in ("WARNING", "ERROR")
    ]


@pytest.mark.usefixtures("all_enabled")
async def test_everything_known_is_shown_at_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = states_of_children(hass)
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    await stop(hass, entry)
    school.fault("http_503", times=None)
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    await settle(hass)
    assert states_of_children(hass) == before
    assert not [one for one, shown in before.items() if shown == STATE_UNAVAILABLE]
    registry = dr.async_get(hass)
    assert dr.async_entries_for_config_entry(registry, entry.entry_id) == devices
    assert len(warnings(caplog)) == 1
    assert "Showing the data of 2026-11-24T07:00" in warnings(caplog)[0]
    assert school.request_log.page_loads <= 2


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=dt_util.get_default_time_zone())


def wake_up_at(hass: HomeAssistant) -> str:
    found = dt_util.parse_datetime(value(hass, WAKE_UP))
    assert found is not None
    return f"{dt_util.as_local(found):%d %H:%M}"


async def restart(hass: HomeAssistant, entry: MockConfigEntry, set_up: SetUp) -> None:
    await stop(hass, entry)
    assert await set_up(entry)
    await settle(hass)


async def test_a_night_of_outage(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Restarted at 2:00, answers of 503 until 6:00: the wake-up at 7:00 is right all the time."""
    await advance_until(hass, freezer, "2026-11-25 20:00:00")
    await advance_until(hass, freezer, "2026-11-26 01:59:00")
    assert wake_up_at(hass) == "26 07:00"
    school.fault("http_503", times=None)
    await advance_until(hass, freezer, "2026-11-26 02:00:00")
    await restart(hass, entry, set_up)
    assert wake_up_at(hass) == "26 07:00"
    assert state(hass, WAKE_UP).attributes["outdated"] is False
    assert value(hass, "calendar.pronote_1_lessons") == "off"
    assert value(hass, AVERAGE) not in (STATE_UNAVAILABLE, STATE_UNKNOWN)
    shown = dt_util.parse_datetime(value(hass, "sensor.pronote_last_successful_update"))
    assert shown is not None
    assert local("2026-11-25 19:00") < shown < local("2026-11-25 22:00")
    await advance_in_steps_until(hass, freezer, "2026-11-26 06:00:00", 300)
    assert wake_up_at(hass) == "26 07:00"
    school.fault("clear")
    assert school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    school.request_log.reset()
    await advance_in_steps_until(hass, freezer, "2026-11-26 06:30:00", 60)
    # The lesson that was canceled meanwhile counts: the family gets up later.
    assert school.request_log.logins == 1
    assert wake_up_at(hass) > "26 07:00"
    assert not entry.runtime_data.timetable.restored
    assert len([line for line in warnings(caplog) if "Showing the data" in line]) == 1


@pytest.mark.parametrize("home_at", ["2026-11-25T19:40:00+01:00"])
@pytest.mark.parametrize("fault", ["http_503", "site_closed"])
async def test_pauses_end_before_the_wake_up(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
    fault: str,
) -> None:
    """A child who gets up at 5:00 is not told of a canceled lesson at 6:30 only."""
    entry = new_entry("parent")
    assert await set_up(entry)
    keys = [pupil.key for pupil in entry.runtime_data.account.pupils]
    hass.config_entries.async_update_entry(
        entry, options={"children": {key: {"wake_up": 240} for key in keys}}
    )
    await restart(hass, entry, set_up)
    await advance_in_steps_until(hass, freezer, "2026-11-25 20:00:00", 1200)
    school.fault(fault, times=None)
    school.expire_sessions()
    await advance_in_steps_until(hass, freezer, "2026-11-26 04:00:00", 1200)
    assert wake_up_at(hass) == "26 05:00"
    school.fault("clear")
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-26")
    school.request_log.reset()
    await advance_in_steps_until(hass, freezer, "2026-11-26 04:09:00", 60)
    assert school.request_log.page_loads == 0
    await advance_in_steps_until(hass, freezer, "2026-11-26 04:16:00", 60)
    assert school.request_log.logins == 1
    assert wake_up_at(hass) > "26 05:00"


async def test_a_timetable_of_the_day_before_says_so(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """From midnight on, once; until the school answers."""
    await advance_until(hass, freezer, "2026-11-25 12:00:00")
    school.fault("http_503", times=None)
    await advance_in_steps_until(hass, freezer, "2026-11-25 23:30:00", 1800)
    assert state(hass, WAKE_UP).attributes["outdated"] is False
    await advance_in_steps_until(hass, freezer, "2026-11-26 00:10:00", 600)
    attributes = state(hass, WAKE_UP).attributes
    assert attributes["outdated"] is True
    assert (
        local("2026-11-25 11:00") < attributes["confirmed"] < local("2026-11-25 13:00")
    )
    [line] = [line for line in warnings(caplog) if "wake-up times" in line]
    assert "2026-11-26" in line and "2026-11-25T1" in line
    caplog.clear()
    await restart(hass, entry, set_up)
    assert state(hass, WAKE_UP).attributes["outdated"] is True
    assert len([line for line in warnings(caplog) if "wake-up times" in line]) == 1
    school.fault("clear")
    await advance_in_steps_until(hass, freezer, "2026-11-26 06:30:00", 600)
    attributes = state(hass, WAKE_UP).attributes
    assert attributes["outdated"] is False
    assert "confirmed" not in attributes


async def test_how_long_data_last(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    """Dated data last to the end of their dates, others twelve hours; both over restarts."""
    await stop(hass, entry)
    school.fault("http_503", times=None)
    freezer.move_to("2026-11-24T18:50:00+01:00")
    assert await set_up(entry)
    await settle(hass)
    assert value(hass, AVERAGE) != STATE_UNAVAILABLE
    await advance_until(hass, freezer, "2026-11-24 19:10:00")
    assert value(hass, AVERAGE) == STATE_UNAVAILABLE
    for entity_id in (WAKE_UP, "calendar.pronote_1_menus", "todo.pronote_1_homework"):
        assert value(hass, entity_id) != STATE_UNAVAILABLE, entity_id
    await restart(hass, entry, set_up)
    assert value(hass, AVERAGE) == STATE_UNAVAILABLE
    assert value(hass, WAKE_UP) != STATE_UNAVAILABLE
    await stop(hass, entry)
    freezer.move_to("2027-01-20T07:00:00+01:00")
    assert not await set_up(entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    school.fault("clear")


async def test_nothing_is_announced_twice_and_nothing_is_missed(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    events: list[Event] = async_capture_events(hass, "pronote_event")
    school.trigger_event("grade", pupil="Lina", value="15.5")
    await refresh(hass, entry)
    assert [event.data["type"] for event in events] == ["new_grade"]
    school.fault("http_503", times=None)
    await restart(hass, entry, set_up)
    school.trigger_event("grade", pupil="Lina", value="9.5")
    await advance_time(hass, freezer)
    assert len(events) == 1
    school.fault("clear")
    await advance_time(hass, freezer, timedelta(hours=2))
    await restart(hass, entry, set_up)
    assert [event.data["data"]["value"] for event in events] == [15.5, 9.5]


async def test_lost_access_is_not_tried_at_each_start(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
) -> None:
    """The data stay, the dialog opens at each start, and PRONOTE is asked once."""
    data = {key: item for key, item in entry.data.items() if key != CONF_PASSWORD}
    hass.config_entries.async_update_entry(entry, data=data)
    await stop(hass, entry)
    school.access.tokens.clear()
    school.request_log.reset()
    for _ in range(3):
        assert await set_up(entry)
        await settle(hass)
        assert value(hass, AVERAGE) != STATE_UNAVAILABLE
        [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        assert flow["context"]["source"] == SOURCE_REAUTH
        await stop(hass, entry)
        hass.config_entries.flow.async_abort(flow["flow_id"])
    assert school.request_log.failed_logins == 1


async def test_what_is_on_the_disk(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    disk: dict[str, Any],
) -> None:
    """No secrets, no addresses of files, no messages; and nothing after a removal."""
    await stop(hass, entry)
    text = json.dumps(stored(disk, entry), ensure_ascii=False)
    assert "MATHÉMATIQUES" in text
    tokens = [*school.access.tokens.values(), school.account("parent").password]
    assert not [secret for secret in tokens if secret in text]
    assert "http" not in text.replace(school.url, "")
    assert "FichiersExternes" not in text
    assert '"messages": [' not in text and '"questions": [' not in text
    assert len(text) < 200_000
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not [key for key in disk if entry.entry_id in key]


async def test_unloaded_during_the_first_contact(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, set_up: SetUp
) -> None:
    """Home Assistant waits for the token, and logs out."""
    before = present_token(hass, entry)
    await stop(hass, entry)
    assert school.sessions_open == 0
    await contact(hass, school, entry)
    unloading = hass.async_create_task(
        hass.config_entries.async_unload(entry.entry_id), eager_start=False
    )
    await until(lambda: entry.runtime_data.connection.closed)
    school.fault("clear")
    assert await unloading
    await settle(hass)
    assert present_token(hass, entry) != before
    assert not hass.data[REQUESTS][entry.entry_id]
    assert school.sessions_open == 0


async def test_removed_during_the_first_contact(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    disk: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PRONOTE does not answer: neither a task nor a file is left."""
    monkeypatch.setattr(school_connection, "LOGOUT_TIMEOUT", 0)
    monkeypatch.setattr(login, "SHIELD_TIMEOUT", -1)
    await stop(hass, entry)
    await contact(hass, school, entry)
    assert hass.data[REQUESTS][entry.entry_id]
    await hass.config_entries.async_remove(entry.entry_id)
    assert entry.entry_id not in hass.data[REQUESTS]
    school.fault("clear")
    await settle(hass)
    assert not [key for key in disk if entry.entry_id in key]


async def contact(hass: HomeAssistant, school: School, entry: MockConfigEntry) -> None:
    """Set an account up again, and stop in the middle of the login of its first contact."""
    school.fault("late", function="Authentification")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: not school.faults.armed)


async def test_restored_data_are_those_of_before(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, set_up: SetUp
) -> None:
    """All fields come back, but those that are left out; references are looked up again."""
    before = {item.page: {**item.data} for item in entry.runtime_data.coordinators}
    await stop(hass, entry)
    school.fault("http_503", times=None)
    assert await set_up(entry)
    for coordinator in entry.runtime_data.coordinators:
        codec = codec_of(PAGE_TYPES[coordinator.page])
        known = before[coordinator.page]
        assert coordinator.restored
        assert coordinator.data.keys() == known.keys()
        for key, data in coordinator.data.items():
            assert codec.encode(data) == codec.encode(known[key])


async def test_a_day_of_writes(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    disk: dict[str, Any],
    freezer: Clock,
) -> None:
    """The store is written when data changed, and once an hour for their age."""
    writes, last = 0, ""
    moment = local("2026-11-24 07:00")
    while moment < local("2026-11-25 07:00"):
        moment += timedelta(minutes=5)
        await advance_time(hass, freezer, moment - dt_util.utcnow())
        found = json.dumps(disk.get(f"{DOMAIN}.{entry.entry_id}.last_data"))
        writes += found != last
        last = found
    assert 10 <= writes <= 40


async def test_announced_tests_are_known_before_the_home_page(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    """The home page announces a test that the timetable does not show."""
    lesson = next(
        one
        for one in school.model.pupil("Lina").lessons
        if one.day > school.model.today
        and one.subject
        and not (one.test or one.canceled or one.status or one.exempted or one.groups)
    )
    assert lesson.subject
    announced = {
        "N": "60#a",
        "G": 0,
        "matiere": {"_T": 24, "V": {"L": lesson.subject.name}},
        "dateDebut": {"_T": 7, "V": f"{lesson.start:%d/%m/%Y %H:%M:%S}"},
        "dateFin": {"_T": 7, "V": f"{lesson.end:%d/%m/%Y %H:%M:%S}"},
    }
    changes = {"devoirSurveille": {"listeDS": {"_T": 24, "V": [announced]}}}
    school.fault("answer", function="PageAccueil", times=None, changes=changes)
    await advance_time(hass, freezer, timedelta(minutes=30))

    async def has_test() -> bool:
        found: Any = await hass.services.async_call(
            "calendar",
            "get_events",
            {
                "entity_id": "calendar.pronote_1_tests",
                "start_date_time": lesson.start.isoformat(),
                "end_date_time": lesson.end.isoformat(),
            },
            blocking=True,
            return_response=True,
        )
        return bool(found["calendar.pronote_1_tests"]["events"])

    assert await has_test()
    await stop(hass, entry)
    school.fault("clear")
    school.fault("http_503", times=None)
    assert await set_up(entry)
    await settle(hass)
    assert await has_test()
