"""Test several weeks: a site that is closed all summer, and a calendar without holidays."""

from datetime import date, timedelta

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.faults.home_observer import HomeObserver
from tests.helpers.home import advance_in_steps_until, advance_until, value
from tests.school import Options
from tests.school.model.build import build_school

HOUR = 3600
FIRST = "sensor.pronote_1_first_lesson_next_school_day"


class TestClosedAllSummer:
    """From the first Monday of July to the first day of school."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2027-07-05T12:00:00+02:00"

    async def test_it_opens_again(
        self, hass: HomeAssistant, observer: HomeObserver, entry: MockConfigEntry
    ) -> None:
        school = observer.school
        school.fault("site_closed", times=None)
        school.expire_sessions()
        await advance_in_steps_until(
            hass, observer.freezer, "2027-08-31 20:00", step=4 * HOUR
        )
        days = 58
        assert (
            0
            < school.request_log.page_loads + school.request_log.requests.total()
            <= 4 * days
        )
        assert len(observer.warnings) == 1, observer.warnings
        assert not observer.issues and not observer.open_flows

        school.model = build_school(1, school.clock() + timedelta(days=1))
        school.access.accounts = school.model.accounts
        school.fault("clear")
        await advance_until(hass, observer.freezer, "2027-09-01 06:31")
        await observer.advance_in_steps_until("2027-09-01 12:00")
        assert entry.state is ConfigEntryState.LOADED
        assert observer.event_types == []
        assert (
            not observer.unavailable and not observer.issues and not observer.open_flows
        )
        assert value(hass, FIRST) >= str(school.model.year.first_day)
        school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2027-09-01 20:00")
        assert observer.event_types == ["new_grade"]
        assert school.request_log.failed_logins == 0


class TestNoHolidaysTold:
    """To the second Monday of holidays that are missing in the school calendar."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-18T07:00:00+01:00"

    @pytest.fixture
    def options(self) -> Options:
        return Options(lists_holidays=False)

    async def test_weeks_without_a_lesson_are_quiet(
        self, hass: HomeAssistant, observer: HomeObserver
    ) -> None:
        ledger = observer.school.request_log
        asked: dict[date, int] = {}
        for day in range(18, 29):
            ledger.reset()
            await advance_in_steps_until(
                hass, observer.freezer, f"2026-12-{day} 22:00", step=HOUR // 2
            )
            asked[date(2026, 12, day)] = ledger.requests.total()
        assert asked.pop(date(2026, 12, 18)) > 80
        # On the evening before, it is not known yet that the second week has none either.
        assert asked.pop(date(2026, 12, 27)) <= 180
        assert max(asked.values()) <= 80, asked
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings
