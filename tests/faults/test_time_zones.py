"""Test daylight saving time changes and schools in other time zones.

Times are correct, and there is one update at each transition.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from tests.faults.home_observer import HomeObserver
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, value
from tests.school import Options, School

FIRST = "sensor.pronote_1_first_lesson_next_school_day"
TIMETABLE = "calendar.pronote_1_lessons"
HOUR = timedelta(hours=1)


def lessons_at_school(school: School, day: date) -> list[datetime]:
    """When the lessons of a day begin, as the school knows."""
    pupil = school.model.pupil("Lina")
    return sorted(
        lesson.start.replace(tzinfo=school.model.timezone)
        for lesson in pupil.lessons_between(day, day)
        if not lesson.canceled and not lesson.study
    )


def next_day(school: School, day: date) -> date:
    """Return the next day of school."""
    day += timedelta(days=1)
    while not lessons_at_school(school, day):
        day += timedelta(days=1)
    return day


async def calendar(
    hass: HomeAssistant, start: datetime, end: datetime
) -> list[datetime]:
    answer: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {ATTR_ENTITY_ID: TIMETABLE, "start_date_time": start, "end_date_time": end},
        blocking=True,
        return_response=True,
    )
    return [
        datetime.fromisoformat(event["start"]) for event in answer[TIMETABLE]["events"]
    ]


async def live_hours(
    observer: HomeObserver, hours: int
) -> dict[datetime, Counter[str]]:
    """Live on; return what the school was asked, by the hour at which that began."""
    asked: dict[datetime, Counter[str]] = {}
    for _ in range(hours):
        now = dt_util.utcnow()
        before = observer.school.request_log.requests.copy()
        for _ in range(6):
            await advance_time(observer.hass, observer.freezer, timedelta(minutes=10))
        zone = observer.school.model.timezone
        today = dt_util.utcnow().astimezone(zone).date()
        shown = dt_util.parse_datetime(value(observer.hass, FIRST))
        assert shown in lessons_at_school(
            observer.school, next_day(observer.school, today)
        )
        asked[now.astimezone(zone)] = observer.school.request_log.requests - before
    return asked


CHANGES = {
    "autumn": ("2026-10-24T17:00:00+02:00", date(2026, 10, 25)),
    "spring": ("2027-03-27T17:00:00+01:00", date(2027, 3, 28)),
}


class TestClocksChange:
    """From the Saturday before to the Monday after."""

    @pytest.fixture(params=CHANGES)
    def season(self, request: pytest.FixtureRequest) -> str:
        name: str = request.param
        return name

    @pytest.fixture
    def home_at(self, season: str) -> str:
        return CHANGES[season][0]

    async def test_each_beat_once(
        self, hass: HomeAssistant, observer: HomeObserver, season: str
    ) -> None:
        asked = await live_hours(observer, 56)
        sunday = CHANGES[season][1]
        days: dict[date, Counter[str]] = {}
        for at, counts in asked.items():
            days.setdefault(at.date(), Counter()).update(counts)
            if not time(5, 25) <= at.time() < time(21, 30):
                assert not counts, at
        if season == "autumn":
            # Holidays: one look at each child a day.
            assert days[sunday]["PageAccueil"] == 2
            assert days[sunday + timedelta(days=1)]["PageAccueil"] == 2
            assert "PageEmploiDuTemps" not in days[sunday]
        else:
            assert 8 <= days[sunday]["PageAccueil"] <= 16
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings

        day = next_day(observer.school, sunday)
        midnight = dt_util.start_of_local_day(day)
        shown = await calendar(hass, midnight, midnight + 24 * HOUR)
        assert len(set(shown) & set(lessons_at_school(observer.school, day))) >= 4


FAR = ("Indian/Reunion", "America/Guadeloupe", "Pacific/Tahiti", "Pacific/Noumea")


class TestFarAway:
    """Home Assistant is in Paris, the school in another time zone."""

    @pytest.fixture(params=FAR)
    def zone(self, request: pytest.FixtureRequest) -> str:
        name: str = request.param
        return name

    @pytest.fixture
    def options(self, zone: str) -> Options:
        return Options(tz=zone)

    async def test_a_day_there(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
        caplog: pytest.LogCaptureFixture,
        zone: str,
    ) -> None:
        assert await set_up(new_entry("parent", timezone=zone))
        observer = HomeObserver(hass, school, freezer, caplog)
        # What the set-up has not asked is asked first.
        await advance_time(hass, freezer, timedelta(minutes=5))
        asked = await live_hours(observer, 26)
        there = ZoneInfo(zone)
        for at, counts in asked.items():
            assert at.tzinfo is not None
            if not time(5, 25) <= at.time() < time(21, 30):
                assert not counts, at
        rush = [
            counts["PageAccueil"]
            for at, counts in asked.items()
            if time(7) <= at.time() < time(7, 59)
            or time(17) <= at.time() < time(18, 59)
        ]
        assert min(rush) >= 4
        today = dt_util.utcnow().astimezone(there).date()
        day = next_day(school, today)
        midnight = datetime.combine(day, time(), there)
        shown = await calendar(hass, midnight, midnight + 24 * HOUR)
        assert len(set(shown) & set(lessons_at_school(school, day))) >= 4
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings
