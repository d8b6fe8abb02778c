"""Test the sensors of the morning and of the evening before: wake-up, departure, bag."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.pronote.runtime.devices import child_identifier
from tests.helpers.clock import Clock
from tests.helpers.home import (
    advance_time,
    advance_until,
    cancel_all_lessons,
    refresh,
    settle,
    state,
    value,
)
from tests.school import School

WAKE_UP = "sensor.pronote_1_wake_up"
LEAVE = "sensor.pronote_1_leave_for_school"
AUTOMATION = "automation"
BAG = "sensor.pronote_1_bag"
TODAY = date(2026, 11, 24)


def at(hass: HomeAssistant, entity_id: str) -> str:
    """Return the local day and hour that a sensor tells."""
    found = dt_util.parse_datetime(value(hass, entity_id))
    assert found is not None
    return f"{dt_util.as_local(found):%a %d %H:%M}"


async def test_today_s_until_the_first_lesson_starts(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """On Tuesday at 8:00; the first lesson of Wednesday is canceled, the second at 9:00."""
    assert (at(hass, WAKE_UP), at(hass, LEAVE)) == ("Tue 24 07:00", "Tue 24 07:40")
    wake_up = state(hass, WAKE_UP).attributes
    assert wake_up["subject"] == "MATHÉMATIQUES"
    assert f"{dt_util.as_local(wake_up['first_lesson']):%H:%M}" == "08:00"
    await advance_until(hass, freezer, "2026-11-24 07:59:59")
    assert at(hass, WAKE_UP) == "Tue 24 07:00"
    await advance_until(hass, freezer, "2026-11-24 08:00:01")
    assert (at(hass, WAKE_UP), at(hass, LEAVE)) == ("Wed 25 08:00", "Wed 25 08:40")
    await advance_until(hass, freezer, "2026-11-25 00:00:00")
    assert at(hass, WAKE_UP) == "Wed 25 08:00"


async def test_alarm_clock_rings(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """An automation waits for the sensor, and for some time after it."""
    await advance_until(hass, freezer, "2026-11-24 18:00:00")
    rung = async_mock_service(hass, "test", "alarm")
    assert await async_setup_component(
        hass,
        AUTOMATION,
        {
            AUTOMATION: {
                "triggers": {
                    "trigger": "time",
                    "at": [WAKE_UP, {"entity_id": WAKE_UP, "offset": "+00:10:00"}],
                },
                "actions": {"action": "test.alarm"},
            }
        },
    )
    await hass.async_block_till_done()
    await advance_until(hass, freezer, "2026-11-25 07:59:00")
    assert not rung
    await advance_until(hass, freezer, "2026-11-25 08:00:00")
    assert len(rung) == 1
    await advance_until(hass, freezer, "2026-11-25 08:10:00")
    assert len(rung) == 2
    await advance_until(hass, freezer, "2026-11-25 09:00:01")
    assert at(hass, WAKE_UP) == "Thu 26 07:00"
    assert len(rung) == 2


@pytest.mark.parametrize(
    "entity_id",
    ["sensor.pronote_1_next_lesson", "sensor.pronote_1_next_test", LEAVE, WAKE_UP],
)
@pytest.mark.parametrize("bell_wound", ["before", "after"])
async def test_who_waits_for_a_bell_hears_it(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: Clock,
    entity_id: str,
    bell_wound: str,
) -> None:
    """The sensor goes on to what follows once the automation was told, whoever waited first."""
    no_margins = {"wake_up": 0, "leave": 0}
    keys = [pupil.key for pupil in entry.runtime_data.account.pupils]
    options = {"children": dict.fromkeys(keys, no_margins)}
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    state = value(hass, entity_id)
    bell = dt_util.parse_datetime(state)
    assert bell is not None
    await advance_time(hass, freezer, bell - timedelta(minutes=1) - dt_util.utcnow())
    assert value(hass, entity_id) == state
    rung = async_mock_service(hass, "test", "alarm")
    rings = {
        "triggers": {"trigger": "time", "at": entity_id},
        "actions": {"action": "test.alarm"},
    }
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: rings})
    await hass.async_block_till_done()
    if bell_wound == "after":
        await refresh(hass, entry)
    await advance_time(hass, freezer, bell - timedelta(seconds=1) - dt_util.utcnow())
    assert (value(hass, entity_id), len(rung)) == (state, 0)
    await advance_time(hass, freezer, timedelta(seconds=1))
    assert (value(hass, entity_id), len(rung)) == (state, 1)
    await advance_time(hass, freezer, timedelta(seconds=1))
    assert value(hass, entity_id) != state
    assert len(rung) == 1


async def test_canceled_lessons_let_sleep(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The first one, then all of them."""
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-24")
    await refresh(hass, entry)
    assert at(hass, WAKE_UP) == "Tue 24 08:00"
    cancel_all_lessons(school, "Lina", "2026-11-24")
    await refresh(hass, entry)
    assert at(hass, WAKE_UP) == "Wed 25 08:00"


async def test_exemption_lets_sleep(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lina = school.model.pupil("Lina")
    first, second = sorted(
        (one for one in lina.lessons_between(TODAY, TODAY) if not one.canceled),
        key=lambda one: one.start,
    )[:2]
    lina.lessons = [
        replace(one, exempted="Dispensé") if one == first else one
        for one in lina.lessons
    ]
    await refresh(hass, entry)
    found = dt_util.parse_datetime(value(hass, WAKE_UP))
    assert found == second.start - timedelta(hours=1)


async def test_exempted_child_who_has_to_be_present_gets_up(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    before = value(hass, WAKE_UP)
    school.trigger_event("pupil_exempted", pupil="Lina", date="2026-11-24", kind=3)
    await refresh(hass, entry)
    assert value(hass, WAKE_UP) == before
    school.trigger_event("pupil_exempted", pupil="Lina", date="2026-11-24", kind=4)
    await refresh(hass, entry)
    assert value(hass, WAKE_UP) != before


@pytest.mark.parametrize(
    ("choice", "wake_up"),
    [
        (None, "Wed 25 08:00"),
        ("between_lessons", "Wed 25 08:00"),
        ("never", "Wed 25 08:00"),
        ("always", "Wed 25 07:00"),
    ],
)
async def test_study_hour_before_the_first_lesson(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    choice: str | None,
    wake_up: str,
) -> None:
    """A row of that name, without the flag, at the time of a canceled lesson."""
    school.trigger_event("study_hour_named", pupil="Lina", date="2026-11-25", slot=0)
    if choice is not None:
        lina, _ = entry.runtime_data.account.pupils
        options = {"children": {lina.key: {"study_hours": choice}}}
        hass.config_entries.async_update_entry(entry, options=options)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    await advance_until(hass, freezer, "2026-11-24 20:00:00")
    assert at(hass, WAKE_UP) == wake_up
    first = "sensor.pronote_1_first_lesson_next_school_day"
    assert (value(hass, first)[11:16] == "07:00") is (choice == "always")
    assert "PERMANENCE" not in str(await pack(hass, entry))


@pytest.mark.parametrize(
    ("home_at", "wake_up"),
    [
        ("2026-11-28T10:00:00+01:00", "Mon 30 07:00"),
        ("2026-12-25T10:00:00+01:00", "Mon 04 07:00"),
        # Clocks change in the night from Saturday to Sunday.
        ("2027-03-27T10:00:00+01:00", "Tue 30 07:00"),
    ],
    ids=["weekend", "holidays", "daylight saving"],
)
async def test_days_without_school(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, wake_up: str
) -> None:
    monday = school.model.year.next_school_day(school.clock().date())
    first = next(
        lesson
        for lesson in sorted(
            school.model.pupil("Lina").lessons, key=lambda lesson: lesson.start
        )
        if lesson.day == monday and not lesson.canceled and not lesson.exempted
    )
    found = dt_util.parse_datetime(value(hass, WAKE_UP))
    assert found == first.start - timedelta(hours=1)
    assert at(hass, WAKE_UP) == wake_up


@pytest.mark.parametrize("home_at", ["2027-07-03T10:00:00+02:00"])
async def test_end_of_the_year(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    for sensor in (WAKE_UP, LEAVE, BAG):
        assert value(hass, sensor) == STATE_UNKNOWN
    assert value(hass, "sensor.pronote_1_next_holidays") == STATE_UNKNOWN
    assert value(hass, "binary_sensor.pronote_1_holidays") == "on"


async def test_each_child_has_its_own_margins(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    lina, _ = entry.runtime_data.account.pupils
    margins = {lina.key: {"wake_up": 90, "leave": 35}}
    hass.config_entries.async_update_entry(entry, options={"children": margins})
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert (at(hass, WAKE_UP), at(hass, LEAVE)) == ("Tue 24 06:30", "Tue 24 07:25")
    assert at(hass, "sensor.pronote_2_wake_up") == "Tue 24 08:00"


async def test_bag(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """What Tuesday needed is in the bag when Wednesday is packed for."""

    def subjects(day: int) -> set[str]:
        return {
            lesson.subject.name
            for lesson in school.model.pupil("Lina").lessons
            if lesson.day == TODAY.replace(day=day)
            and lesson.subject
            and not (lesson.canceled or lesson.exempted or lesson.study)
        }

    await advance_until(hass, freezer, "2026-11-24 18:00:00")
    bag = state(hass, BAG)
    assert int(bag.state) == len(subjects(25) - subjects(24))
    assert bag.attributes["take_out"] == len(subjects(24) - subjects(25)) > 0
    assert bag.attributes["day"] == TODAY.replace(day=25)


async def pack(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Return the bag of the first child."""
    lina = entry.runtime_data.account.pupils[0]
    device = dr.async_get(hass).async_get_device_by_identifier(
        child_identifier(entry, lina.key), entry.entry_id
    )
    assert device is not None
    answer: Any = await hass.services.async_call(
        "pronote",
        "get_bag",
        {"device_id": device.id},
        blocking=True,
        return_response=True,
    )
    assert isinstance(answer, dict)
    return answer


async def test_bag_is_reported_in_full_by_an_action(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """On Monday morning Friday's books are still in it, for the sensor too."""
    await advance_until(hass, freezer, "2026-11-24 18:00:00")
    bag = (await pack(hass, entry))["bag"]
    assert bag["day"] == "2026-11-25"
    assert len(bag["put_in"]) == int(value(hass, BAG))
    assert set(bag["put_in"]) < set(bag["subjects"])
    await advance_until(hass, freezer, "2026-11-30 06:00:00")
    await refresh(hass, entry)
    bag = (await pack(hass, entry))["bag"]
    assert bag["day"] == "2026-11-30"
    assert 0 < len(bag["put_in"]) < len(bag["subjects"])
    assert len(bag["put_in"]) == int(value(hass, BAG))
    assert len(bag["take_out"]) == state(hass, BAG).attributes["take_out"]


@pytest.mark.parametrize("home_at", ["2027-07-03T10:00:00+02:00"])
async def test_no_bag_for_the_summer(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    assert await pack(hass, entry) == {"bag": None}
