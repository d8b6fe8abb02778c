"""Test the days at this home: what is limited to them, and what happens to their calendar."""

from datetime import date, datetime, timedelta
from typing import Any, override

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.components.calendar.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from tests.flow.test_notification import add
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    advance_until,
    refresh,
    state,
    value,
)
from tests.school import School

CALENDAR = "calendar.week_a"
WAKE_UP = "sensor.pronote_1_wake_up"
BAG = "sensor.pronote_1_bag"


def instant(text: str) -> date:
    """Return a day, or a local time."""
    if (day := dt_util.parse_date(text)) is not None:
        return day
    timezone = dt_util.get_default_time_zone()
    return datetime.fromisoformat(text).replace(tzinfo=timezone)


class OtherCalendar(CalendarEntity):
    """A calendar of another integration."""

    _attr_should_poll = False
    entity_id = CALENDAR

    def __init__(self, *stays: tuple[str, str]) -> None:
        """Initialize with spans of days or of times."""
        self.stays = stays
        self.broken = False

    @property
    @override
    def event(self) -> CalendarEvent | None:
        return None

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        if self.broken:
            raise HomeAssistantError("The calendar does not answer")
        return [
            CalendarEvent(start=instant(start), end=instant(end), summary="Here")
            for start, end in self.stays
        ]


async def show(hass: HomeAssistant, freezer: Clock) -> None:
    """Let what a calendar wrote be read."""
    await hass.async_block_till_done(wait_background_tasks=True)
    await advance_time(hass, freezer, timedelta(seconds=15))


@pytest.fixture
async def calendar(hass: HomeAssistant, entry: MockConfigEntry) -> OtherCalendar:
    """A calendar of which Lina's account knows: at home on Thursday and Friday."""
    calendar = OtherCalendar(("2026-11-26", "2026-11-28"))
    await hass.data[DATA_COMPONENT].async_add_entities([calendar])
    lina, _ = entry.runtime_data.account.pupils
    options = {"children": {lina.key: {"home_calendar": CALENDAR}}}
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return calendar


def day_of(hass: HomeAssistant, entity_id: str) -> str:
    instant = dt_util.parse_datetime(value(hass, entity_id), raise_on_error=True)
    return dt_util.as_local(instant).date().isoformat()


async def brief(hass: HomeAssistant, moment: str) -> dict[str, Any]:
    answer: Any = await hass.services.async_call(
        "pronote",
        "get_brief",
        {"entity_id": WAKE_UP, "moment": moment},
        blocking=True,
        return_response=True,
    )
    found = answer["briefs"][0]
    assert isinstance(found, dict)
    return found


async def test_mornings_elsewhere_are_skipped(
    hass: HomeAssistant, calendar: OtherCalendar
) -> None:
    """It is Tuesday morning: the next one from this home is that of Thursday."""
    for sensor in (WAKE_UP, "sensor.pronote_1_leave_for_school"):
        assert day_of(hass, sensor) == "2026-11-26"
    assert str(state(hass, BAG).attributes["day"]) == "2026-11-26"
    assert day_of(hass, "sensor.pronote_2_wake_up") == "2026-11-24"
    assert day_of(hass, "sensor.pronote_1_first_lesson_next_school_day") == "2026-11-25"
    elsewhere = await brief(hass, "evening")
    assert elsewhere["at_home"] is False
    assert (elsewhere["wake_up"], elsewhere["bag"]) == (None, None)
    assert elsewhere["start"] is not None


async def test_a_calendar_that_changes(
    hass: HomeAssistant, calendar: OtherCalendar, freezer: Clock
) -> None:
    """It may write the same state as before."""
    calendar.stays = (("2026-11-24", "2026-11-26"),)
    calendar.async_write_ha_state()
    await show(hass, freezer)
    assert day_of(hass, WAKE_UP) == "2026-11-24"
    calendar.stays = ()
    await advance_time(hass, freezer, timedelta(hours=1, minutes=1))
    assert value(hass, WAKE_UP) == "unknown", "no morning of the known weeks"
    assert value(hass, BAG) == "unknown"


@pytest.mark.parametrize("how", ["unavailable", "broken", "removed"])
async def test_without_its_calendar_the_child_is_at_home(
    hass: HomeAssistant,
    calendar: OtherCalendar,
    freezer: Clock,
    how: str,
) -> None:
    if how == "removed":
        await calendar.async_remove()
    else:
        calendar.broken = how == "broken"
        calendar._attr_available = how != "unavailable"
        calendar.async_write_ha_state()
    await show(hass, freezer)
    assert day_of(hass, WAKE_UP) == "2026-11-24"
    assert str(state(hass, BAG).attributes["day"]) == "2026-11-24"


@pytest.mark.parametrize(
    ("stay", "day"),
    [
        (("2026-11-25 18:00", "2026-11-26 07:30"), "2026-11-26"),
        (("2026-11-25 16:00", "2026-11-26 00:00"), None),
        (("2026-11-24 18:00", "2026-11-27 08:00"), "2026-11-25"),
    ],
    ids=["one night", "an afternoon", "from evening to morning"],
)
async def test_stays_with_hours(
    hass: HomeAssistant,
    calendar: OtherCalendar,
    freezer: Clock,
    stay: tuple[str, str],
    day: str | None,
) -> None:
    """The child is here if it wakes up here."""
    calendar.stays = (stay,)
    calendar.async_write_ha_state()
    await show(hass, freezer)
    assert (day_of(hass, WAKE_UP) if day else value(hass, WAKE_UP)) == (
        day or "unknown"
    )


async def test_todays_wake_up_stays_until_the_first_lesson(
    hass: HomeAssistant, calendar: OtherCalendar, freezer: Clock
) -> None:
    """An alarm may be set to it some time after it."""
    calendar.stays = (
        ("2026-11-23 18:00", "2026-11-24 08:00"),
        ("2026-11-27", "2026-11-28"),
    )
    calendar.async_write_ha_state()
    await show(hass, freezer)
    assert day_of(hass, WAKE_UP) == "2026-11-24"
    await advance_until(hass, freezer, "2026-11-24 11:30")
    assert day_of(hass, WAKE_UP) == "2026-11-27"


async def test_homework_is_not_reported_before_a_day_elsewhere(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    calendar: OtherCalendar,
    freezer: Clock,
) -> None:
    sent = async_mock_service(hass, "notify", "send_message")
    hass.states.async_set("notify.tablet", "unknown")
    await add(hass, entry, topics=["homework"])
    for due in ("2026-11-25", "2026-11-26"):
        school.trigger_event("homework", pupil="Lina", subject="FRANÇAIS", due=due)
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-24 18:30")
    before_elsewhere = [call.data["title"] for call in sent]
    assert not any("Lina" in title for title in before_elsewhere)
    await advance_until(hass, freezer, "2026-11-25 18:30")
    told = [call.data["title"] for call in sent[len(before_elsewhere) :]]
    assert len([title for title in told if "Lina" in title]) == 1


async def test_no_calendar_is_the_default(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry()
    assert await set_up(entry)
    assert entry.runtime_data.timetable.home_days == {}
