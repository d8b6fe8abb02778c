"""Test the scheduler: cycles, sessions and the request limit."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.polling import request_budget, scheduler
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_in_steps_until,
    advance_time,
    advance_until,
    refresh,
    settle,
    state,
    value,
)
from tests.school import ImpossibleEventError, Options, School

PARIS = ZoneInfo("Europe/Paris")
CURRENT = "sensor.pronote_1_current_lesson"
GRADE = "event.pronote_1_grade"
UNREAD = "sensor.pronote_unread_messages"
REQUESTS = "sensor.pronote_requests_today"
LAST_UPDATE = "sensor.pronote_last_successful_update"
PAGES = (
    "PageEmploiDuTemps",
    "PageCahierDeTexte",
    "DernieresNotes",
    "DernieresEvaluations",
    "PagePresence",
    "PageMenus",
    "PageActualites",
    "ListeMessagerie",
)


def count_page_requests(school: School) -> int:
    """Count the requests to pages other than the home page."""
    return sum(school.request_log.requests[page] for page in PAGES)


class TestEvening:
    """Tuesday evening: the home page and the timetable are requested while nothing changes."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T17:00:00+01:00"

    async def test_home_page_covers_the_others(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:05")
        assert school.request_log.requests["PageAccueil"] >= 2 * 2
        assert school.request_log.requests["PageAccueil"] <= 2 * 8
        others = count_page_requests(school)
        assert others - school.request_log.requests["PageEmploiDuTemps"] <= 4

    async def test_news_from_home_are_followed_up_for_that_child_only(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.request_log.reset()
        school.trigger_event("grade", pupil="Lina", value="3.25")
        await advance_in_steps_until(hass, freezer, "2026-11-24 17:27")
        assert state(hass, GRADE).attributes["value"] == 3.25
        assert school.request_log.requests["DernieresNotes"] == 1

    async def test_counter_of_unread_messages_is_followed_up(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_time(hass, freezer, timedelta(seconds=1))
        before = int(value(hass, UNREAD))
        school.trigger_event("message")
        await advance_in_steps_until(hass, freezer, "2026-11-24 17:27")
        assert int(value(hass, UNREAD)) == before + 1

    async def test_canceled_lesson_of_next_week_is_seen_within_half_an_hour(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        event = "event.pronote_1_lesson"
        await advance_in_steps_until(hass, freezer, "2026-11-24 17:30")
        assert state(hass, event).state == "unknown"
        # The home page shows one day only.
        school.trigger_event("lesson_canceled", pupil="Lina", date="2026-12-01")
        await advance_in_steps_until(hass, freezer, "2026-11-24 17:57")
        assert state(hass, event).attributes["event_type"] == "lesson_canceled"

    async def test_disabled_entities_are_not_requested(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
        entity_registry: er.EntityRegistry,
    ) -> None:
        entry = new_entry("parent")
        assert await set_up(entry)
        for entity in er.async_entries_for_config_entry(
            entity_registry, entry.entry_id
        ):
            entity_registry.async_update_entity(
                entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER
            )
        await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:30")
        assert school.request_log.requests.total() == 0
        assert school.request_log.logins == 0

    async def test_next_cycle_runs_after_an_error(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """A bug in one cycle does not stop updates."""
        await advance_time(hass, freezer, timedelta(seconds=1))
        hass.loop.set_exception_handler(lambda *_: None)
        with patch.object(
            scheduler, "next_action", side_effect=ArithmeticError
        ) as dies:
            await advance_in_steps_until(hass, freezer, "2026-11-24 17:30")
        assert dies.call_count == 1
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 19:00")
        assert school.request_log.requests["PageAccueil"] > 0

    async def test_disabled_polling(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
    ) -> None:
        entry = new_entry("parent")
        hass.config_entries.async_update_entry(entry, pref_disable_polling=True)
        assert await set_up(entry)
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:00")
        assert school.request_log.requests.total() == 0

    async def test_failing_page_is_requested_less_often(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.fault(
            "erreur", times=None, function="DernieresNotes", G=99, titre="En panne"
        )
        school.trigger_event("grade", pupil="Lina", value="3.25")
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 19:50")
        # The page of the other child becomes due as well, and fails as well.
        assert 2 * 3 <= school.request_log.requests["DernieresNotes"] <= 2 * 5
        school.fault("clear")
        await advance_in_steps_until(hass, freezer, "2026-11-24 21:24")
        assert state(hass, GRADE).attributes["value"] == 3.25


class TestStrike:
    """The morning of a day of school."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T06:00:00+01:00"

    async def test_day_without_lessons_left_stays_a_school_day(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """In the evening, a change of the next day is known within half an hour."""
        for child in ("Lina", "Hugo"):
            with suppress(ImpossibleEventError):
                while True:
                    school.trigger_event(
                        "lesson_canceled", pupil=child, date="2026-11-24"
                    )
        await advance_in_steps_until(hass, freezer, "2026-11-24 07:20")
        assert not entry.runtime_data.timetable.school_days(
            entry.runtime_data.account.pupils[0].key
        ).attended_on(date(2026, 11, 24))
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:00")
        school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:27")
        event = state(hass, "event.pronote_1_lesson")
        assert event.attributes["event_type"] == "lesson_canceled"
        assert event.attributes["start"].startswith("2026-11-25")


class TestTurnOfPeriod:
    """A term ends in the evening of a school day."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T17:00:00+01:00"

    async def test_grades_of_the_next_term_are_known(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """The first ones by the next morning, those of the next evening within half an hour."""
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.trigger_event("period", last="2026-11-23")
        school.trigger_event("grade", pupil="Lina", value="12.25")
        await advance_in_steps_until(hass, freezer, "2026-11-24 21:30", step=300)
        await advance_until(hass, freezer, "2026-11-25 06:00")
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-25 07:00")
        grade = state(hass, GRADE).attributes
        assert (grade["event_type"], grade["value"]) == ("new_grade", 12.25)
        await advance_in_steps_until(hass, freezer, "2026-11-25 18:00", step=300)
        school.trigger_event("grade", pupil="Lina", value="3.25")
        await advance_in_steps_until(hass, freezer, "2026-11-25 18:27")
        assert state(hass, GRADE).attributes["value"] == 3.25
        assert school.request_log.requests["DernieresNotes"] <= 15


class TestNight:
    """No requests at night."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T21:40:00+01:00"

    async def test_no_requests_at_night(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_time(hass, freezer, timedelta(seconds=1))
        school.request_log.reset()
        await advance_time(hass, freezer, timedelta(hours=8, minutes=30))
        assert school.request_log.requests.total() == 0
        await advance_in_steps_until(hass, freezer, "2026-11-25 06:46")
        assert 2 <= school.request_log.requests["PageAccueil"] <= 4
        assert school.request_log.logins == 1


class TestShortSessions:
    """Sessions time out after five minutes.

    They are kept alive while that takes fewer requests than a login.
    """

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T17:00:00+01:00"

    @pytest.fixture
    def options(self) -> Options:
        return Options(idle_limit=300)

    async def test_learns_idle_timeout(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:30", step=15)
        idle = entry.runtime_data.connection.budget.idle_limit
        assert idle.longest_survived <= timedelta(minutes=5) < idle.shortest_expired
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 19:30", step=15)
        assert school.request_log.logins == 0
        assert school.request_log.requests.total() <= 17

    async def test_session_of_one_child_is_kept_alive(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
    ) -> None:
        """A request every five minutes takes less than logins."""
        assert await set_up(new_entry("pupil"))
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:30", step=15)
        school.request_log.reset()
        await advance_in_steps_until(hass, freezer, "2026-11-24 19:30", step=15)
        assert school.request_log.logins == 0
        assert school.request_log.requests.total() <= 17

    async def test_idle_timeout_survives_a_restart(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        await advance_in_steps_until(hass, freezer, "2026-11-24 18:30")
        before = entry.runtime_data.connection.budget.idle_limit
        await hass.config_entries.async_unload(entry.entry_id)
        del hass.data[request_budget.BUDGETS]
        await hass.config_entries.async_setup(entry.entry_id)
        assert entry.runtime_data.connection.budget.idle_limit == before
        assert entry.runtime_data.connection.budget.idle_limit is not before


async def test_cooldown_has_a_limit(entry: MockConfigEntry, freezer: Clock) -> None:
    budget = entry.runtime_data.connection.budget
    freezer.tick(timedelta(days=10))
    cooldowns = [budget.note_failure("site_closed", None) for _ in range(2_000)]
    pauses = [cooldown.until - cooldown.since for cooldown in cooldowns]
    assert timedelta(hours=3) <= max(pauses) <= timedelta(hours=4)


async def test_homes_come_back_one_after_the_other(
    hass: HomeAssistant, freezer: Clock
) -> None:
    """After an outage of an hour, within another hour, over more than twenty minutes."""
    start = dt_util.utcnow()
    end = start + timedelta(hours=1)
    comes_back = []
    for number in range(50):
        freezer.move_to(start)
        budget = request_budget.RequestBudget(hass, f"home {number}", PARIS)
        while dt_util.utcnow() < end:
            cooldown = budget.note_failure("connection", None)
            freezer.move_to(cooldown.until)
        comes_back.append(dt_util.utcnow() - end)
    assert max(comes_back) <= timedelta(hours=1)
    assert max(comes_back) - min(comes_back) > timedelta(minutes=20)


async def test_suspension_survives_a_restart(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    school.expire_sessions()
    school.fault("suspend_address", times=None)
    await refresh(hass, entry)
    connection = entry.runtime_data.connection
    assert connection.budget.suspended_at is not None
    await hass.config_entries.async_unload(entry.entry_id)
    del hass.data[request_budget.BUDGETS]
    school.request_log.reset()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    cooldown = entry.runtime_data.connection.budget.cooldown
    assert cooldown is not None and cooldown.reason == "address_suspended"
    assert school.request_log.page_loads == 0


async def test_suspension_applies_to_all_accounts_of_the_home(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    new_entry: NewEntry,
    set_up: SetUp,
) -> None:
    other = new_entry("pupil")
    assert await set_up(other)
    school.expire_sessions()
    school.fault("suspend_address", times=None)
    await entry.runtime_data.grades.async_refresh()
    school.request_log.reset()
    await refresh(hass, other)
    error = other.runtime_data.grades.last_exception
    assert error.translation_key == "address_suspended"
    assert school.request_log.requests.total() == school.request_log.page_loads == 0


async def test_action_that_is_refused_starts_reauth(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.expire_sessions()
    school.fault("refuse_password", times=None)
    school.fault("refuse_token", times=None)
    connection = entry.runtime_data.connection
    with pytest.raises(ConfigEntryAuthFailed):
        await connection.call(
            lambda client: client.grades.get(client.account.pupils[0])
        )
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"


@pytest.fixture
def small_budget() -> Iterator[None]:
    with patch.object(request_budget, "MAX_REQUESTS_PER_DAY", 60):
        yield


@pytest.mark.usefixtures("small_budget")
async def test_scheduled_updates_leave_a_reserve_to_actions(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    budget, connection = (
        entry.runtime_data.connection.budget,
        entry.runtime_data.connection,
    )
    while budget.requests_today < 48:
        budget.note_request()
    asked = budget.requests_today
    await advance_in_steps_until(hass, freezer, "2026-11-24 08:00")
    assert budget.requests_today == asked
    # It sleeps until there is room, and says so once.
    [line] = [line for line in caplog.messages if "Request limit reached" in line]
    assert "until 2026-11-25T00:00+01:00" in line
    assert not [line for line in caplog.messages if "Error fetching" in line]
    assert entry.runtime_data.grades.last_update_success

    pupil = entry.runtime_data.account.pupils[0]
    await connection.call(lambda client: client.grades.get(pupil))
    while budget.requests_today < 60:
        budget.note_request()
    with pytest.raises(HomeAssistantError) as error:
        await connection.call(lambda client: client.grades.get(pupil))
    assert error.value.translation_key == "rate_limited"
    assert error.value.translation_placeholders == {
        "until": "Wednesday, November 25 at 0:00"
    }


async def test_logins_have_a_limit_of_their_own(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    connection = entry.runtime_data.connection
    connection.budget.note_logins(request_budget.MAX_LOGINS_PER_HOUR)
    with pytest.raises(HomeAssistantError, match="November 24 at 8:00"):
        await connection.call(
            lambda client: client.grades.get(client.account.pupils[0])
        )


async def test_request_sensors(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    await advance_time(hass, freezer, timedelta(seconds=1))
    sent = school.request_log.requests.total() + school.request_log.page_loads
    assert int(value(hass, REQUESTS)) == sent + school.request_log.discoveries
    assert value(hass, "sensor.pronote_last_successful_update").startswith(
        "2026-11-24T06:00"
    )
    registry = er.async_get(hass)
    logins = registry.async_get("sensor.pronote_logins_today")
    assert logins is not None and logins.disabled
    # A new day is a new page.
    school.request_log.reset()
    await advance_time(hass, freezer, timedelta(hours=24))
    sent = school.request_log.requests.total() + school.request_log.page_loads
    assert int(value(hass, REQUESTS)) == sent > 0


async def test_counters_start_again_at_the_midnight_of_the_school(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Without an answer: at night nothing is requested."""
    await advance_until(hass, freezer, "2026-11-24 23:59:59")
    last_day = state(hass, REQUESTS)
    assert last_day.attributes["state_class"] == "total"
    assert last_day.attributes["last_reset"] == "2026-11-24T00:00:00+01:00"
    assert int(last_day.state) > 0
    await advance_until(hass, freezer, "2026-11-25 00:00:00")
    new_day = state(hass, REQUESTS)
    assert new_day.attributes["last_reset"] == "2026-11-25T00:00:00+01:00"
    assert new_day.state == "0"
    await advance_until(hass, freezer, "2026-11-26 00:00:00")
    later = state(hass, REQUESTS)
    assert later.attributes["last_reset"] == "2026-11-26T00:00:00+01:00"
    assert later.state == "0"


async def test_counters_follow_a_refresh_by_hand(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    await advance_time(hass, freezer, timedelta(seconds=1))
    before = int(value(hass, REQUESTS))
    school.request_log.reset()
    freezer.tick(timedelta(minutes=6))
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.pronote_refresh"}, blocking=True
    )
    sent = school.request_log.requests.total() + school.request_log.page_loads
    assert int(value(hass, REQUESTS)) == before + sent > before
    assert value(hass, LAST_UPDATE) == dt_util.utcnow().isoformat(timespec="seconds")

    freezer.tick(timedelta(minutes=1))
    pupil = entry.runtime_data.account.pupils[0]
    await entry.runtime_data.connection.call(lambda client: client.grades.get(pupil))
    assert int(value(hass, REQUESTS)) == before + sent + 1


async def test_removed_account_leaves_no_budget(
    hass: HomeAssistant, entry: MockConfigEntry, hass_storage: dict[str, object]
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    assert f"{DOMAIN}.{entry.entry_id}.budget" in hass_storage
    await hass.config_entries.async_remove(entry.entry_id)
    assert f"{DOMAIN}.{entry.entry_id}.budget" not in hass_storage
