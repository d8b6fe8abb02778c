"""Test the updates: when, how often, and after an error."""

from datetime import timedelta
import logging

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.clock import Clock
from tests.helpers.home import TIME_STEP, NewEntry, SetUp, advance_time, refresh, value
from tests.school import School

NEXT_LESSON = "sensor.pronote_1_next_lesson"
AVERAGE = "sensor.pronote_1_overall_average"


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.pronote")
        and record.levelno >= logging.WARNING
    ]


async def test_closed_page_costs_that_page_only(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.fault("close_tab", tab=198)
    assert await set_up(new_entry("parent"))
    assert hass.states.get(AVERAGE) is None
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE
    assert school.request_log.requests["DernieresNotes"] == 0
    assert school.request_log.logins == 1


async def test_page_opens_and_closes(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    school.fault("close_tab", tab=198)
    entry = new_entry("parent")
    assert await set_up(entry)

    school.fault("clear")
    school.expire_sessions()
    await refresh(hass, entry)
    assert float(value(hass, AVERAGE)) > 0

    school.fault("close_tab", tab=198)
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, AVERAGE) == STATE_UNAVAILABLE

    school.fault("clear")
    school.expire_sessions()
    await refresh(hass, entry)
    assert float(value(hass, AVERAGE)) > 0
    closed = "The school has closed the page grades"
    assert [line for line in errors(caplog) if not line.startswith(closed)] == []
    assert len(errors(caplog)) == 1


async def test_page_that_fails_costs_that_page_only(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    """Also at the start: it comes by itself when the school mends it."""
    school.fault("erreur", function="DernieresNotes", G=99, titre="Page en panne")
    entry = new_entry("parent")
    assert await set_up(entry)
    assert entry.state is ConfigEntryState.LOADED
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE
    assert hass.states.get(AVERAGE) is None

    school.fault("clear")
    await advance_time(hass, freezer, 2 * TIME_STEP)
    assert float(value(hass, AVERAGE)) > 0


async def test_what_is_not_kept_was_not_asked(
    school: School, entry: MockConfigEntry, freezer: Clock
) -> None:
    """The first child's answer goes with the second's failure: both are still due."""
    coordinator = entry.runtime_data.evaluations
    before = {**coordinator.last_requested}
    freezer.tick(timedelta(hours=1))
    function = "DernieresEvaluations"
    school.fault("erreur", function=function, after=1, G=99, titre="Page en panne")
    await coordinator.async_request(coordinator.parts())
    assert not coordinator.last_update_success
    assert coordinator.last_requested == before
    await coordinator.async_request(coordinator.parts())
    assert coordinator.last_update_success
    assert all(coordinator.last_requested[part] > at for part, at in before.items())


async def test_last_good_answer_stays_for_a_night(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A school that closes its site for a few hours stops no alarm clock."""
    school.fault("site_closed", times=None)
    await advance_time(hass, freezer)
    assert entry.runtime_data.home.last_update_success is False
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE
    assert value(hass, AVERAGE) != STATE_UNAVAILABLE

    await advance_time(hass, freezer, timedelta(hours=11, minutes=20))
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE
    await advance_time(hass, freezer, timedelta(minutes=15))
    assert value(hass, AVERAGE) == STATE_UNAVAILABLE
    # The timetable lasts to the end of its weeks.
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE
    # Said once, and never again: nothing else is asked meanwhile.
    assert len(errors(caplog)) == 1

    school.fault("clear")
    await advance_time(hass, freezer, timedelta(hours=6))
    await refresh(hass, entry)
    assert value(hass, NEXT_LESSON) != STATE_UNAVAILABLE


async def test_school_says_when_to_come_back(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Nobody asks before, on no page, not even by hand."""
    timetable = entry.runtime_data.timetable
    school.expire_sessions()
    school.fault("suspend_address")
    await timetable.async_refresh()
    error = timetable.last_exception
    assert error is not None
    assert error.translation_key == "address_suspended"
    wait = timedelta(seconds=error.retry_after)
    assert wait > timedelta(minutes=20)

    school.request_log.reset()
    await refresh(hass, entry)
    await advance_time(hass, freezer, wait - timedelta(minutes=1))
    assert school.request_log.page_loads == 0

    await advance_time(hass, freezer, timedelta(minutes=2))
    assert timetable.last_update_success
    assert timetable.last_exception is None
    assert school.request_log.logins == 1


async def test_words_of_a_refusal(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("erreur", function="DernieresNotes", G=99, titre="Page en panne")
    await entry.runtime_data.grades.async_refresh()
    error = entry.runtime_data.grades.last_exception
    assert error.translation_key == "request_refused"
    assert "Page en panne" in str(error)


async def test_child_who_left_is_not_asked_about(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The list of the last login still names the child when the question is asked."""
    school.trigger_event("child_removed", pupil="Lina")
    school.expire_sessions()
    await entry.runtime_data.timetable.async_refresh()
    assert entry.runtime_data.timetable.last_update_success
    assert hass.states.get(NEXT_LESSON) is None
    assert value(hass, "sensor.pronote_2_next_lesson") != STATE_UNAVAILABLE


class TestSchoolOnHoliday:
    """A Tuesday of the autumn holidays."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-10-20T07:00:00+02:00"

    async def test_only_the_week_of_the_return_is_asked(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        year = school.model.year
        today = dt_util.now().date()
        assert not year.is_school_day(today)
        assert school.request_log.requests["PageEmploiDuTemps"] == 2
        back = year.next_school_day(today)
        first = dt_util.parse_datetime(
            value(hass, "sensor.pronote_1_first_lesson_next_school_day")
        )
        assert first is not None
        assert first.astimezone(year.timezone).date() == back
        assert value(hass, "binary_sensor.pronote_1_school_day_today") == "off"


class TestSummer:
    """The school year is over: nothing is requested."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-07-20T07:00:00+02:00"

    async def test_nothing_is_asked(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        assert school.request_log.requests["PageEmploiDuTemps"] == 0
        assert school.request_log.requests["PageMenus"] == 0
        assert value(hass, NEXT_LESSON) == "unknown"
        assert value(hass, "binary_sensor.pronote_1_school_day_tomorrow") == "off"
