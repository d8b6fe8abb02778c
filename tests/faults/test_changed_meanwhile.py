"""Test changes between two updates: children, school years, versions, clocks, disks and addresses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
import re
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import aiohttp
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import (
    ClientConfig,
    Password,
    PronoteClient,
    Secret,
    Space,
)
from tests.faults.home_observer import HomeObserver
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_until,
    present_token,
    state,
    value,
)
from tests.school import KNOWN_VERSIONS, Options, School
from tests.school.model.build import build_school
from tests.school.wire.version import Version

FIRST = "sensor.pronote_1_first_lesson_next_school_day"
PARIS = ZoneInfo("Europe/Paris")

type Change = Callable[[School], object]


def upgrade(version: str) -> Change:
    def change(school: School) -> None:
        school.version = Version(version)

    return change


def switch_on(**what: bool) -> Change:
    def change(school: School) -> None:
        school.options = replace(school.options, **what)  # type: ignore[arg-type]

    return change


OVERNIGHT: dict[str, tuple[str, Change]] = {
    **{
        f"PRONOTE {old} becomes {new}": (old, upgrade(new))
        for old, new in (
            ("2024.3.8", "2024.3.11"),
            ("2024.3.8", "2026.1.3"),
            ("2024.3.8", "2026.2.7"),
            ("2024.3.11", "2026.2.7"),
            ("2026.1.3", "2026.2.7"),
        )
    },
    "encryption switched on": ("2026.2.7", switch_on(encrypt=True)),
    "compression switched on": ("2026.2.7", switch_on(compress=True)),
    "both switched on": ("2026.1.3", switch_on(encrypt=True, compress=True)),
}


async def sleep(observer: HomeObserver) -> None:
    """Let the night pass."""
    await advance_until(observer.hass, observer.freezer, "2026-11-25 06:31")
    await observer.advance_in_steps_until("2026-11-25 07:00")


class TestOvernight:
    """The version of PRONOTE changes overnight."""

    @pytest.fixture(params=OVERNIGHT)
    def row(self, request: pytest.FixtureRequest) -> str:
        name: str = request.param
        return name

    @pytest.fixture
    def options(self, row: str) -> Options:
        return Options(version=OVERNIGHT[row][0])

    async def test_nothing_is_lost_or_invented(
        self, observer: HomeObserver, entry: MockConfigEntry, row: str
    ) -> None:
        await observer.advance_in_steps_until("2026-11-24 17:00")
        _, change = OVERNIGHT[row]
        change(observer.school)
        observer.school.expire_sessions()
        await sleep(observer)
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings
        observer.school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2026-11-25 07:31")
        assert observer.event_types == ["new_grade"]
        assert not observer.warnings
        assert observer.school.request_log.failed_logins == 0
        assert observer.school.request_log.logins <= 5


def test_every_version_is_among_them() -> None:
    assert set(re.findall(r"[\d.]{6,}", " ".join(OVERNIGHT))) == set(KNOWN_VERSIONS)


async def test_a_child_comes_and_another_goes(
    hass: HomeAssistant, observer: HomeObserver
) -> None:
    """Overnight; and nothing of it is news of the school."""
    await observer.advance_in_steps_until("2026-11-24 17:00")
    observer.school.trigger_event("child_removed", pupil="Hugo")
    added = observer.school.trigger_event("child_added")
    observer.school.expire_sessions()
    await sleep(observer)
    assert observer.event_types == []
    assert not observer.warnings
    assert hass.states.get("sensor.pronote_2_next_lesson") is None
    assert value(hass, "sensor.pronote_3_next_lesson")
    assert not [
        unavailable for unavailable in observer.unavailable if "_2_" not in unavailable
    ]
    first_name = added["pupil"].split()[-1]
    observer.school.trigger_event("grade", pupil=first_name, value="3.25")
    await observer.advance_in_steps_until("2026-11-25 07:31")
    assert observer.event_types == ["new_grade"]
    assert state(hass, "event.pronote_3_grade").attributes["value"] == 3.25


async def test_siblings_of_the_same_name(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """They stay two; each keeps what is its own after a login, which gives them other ids."""
    lina, hugo = school.model.pupil("Lina"), school.model.pupil("Hugo")
    hugo.first_name, hugo.last_name = lina.first_name, lina.last_name
    assert await set_up(new_entry("parent"))
    observer = HomeObserver(hass, school, freezer, caplog)
    assert value(hass, "sensor.pronote_2_next_lesson")
    await observer.advance_in_steps_until("2026-11-24 17:00")
    school.expire_sessions()
    school.trigger_event("grade", pupil=hugo.uid, value="3.25")
    await observer.advance_in_steps_until("2026-11-24 17:31")
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.warnings
    graded = [
        number
        for number in (1, 2)
        if state(hass, f"event.pronote_{number}_grade").attributes.get("value")
    ]
    assert graded == [2]


class TestNewYear:
    """From the last evening of August to the new school year."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2027-06-30T17:00:00+02:00"

    async def test_new_year_overnight(
        self, hass: HomeAssistant, observer: HomeObserver, entry: MockConfigEntry
    ) -> None:
        await advance_until(hass, observer.freezer, "2027-08-31 20:00")
        school = observer.school
        school.model = build_school(1, school.clock() + timedelta(days=1))
        school.access.accounts = school.model.accounts
        school.expire_sessions()
        await advance_until(hass, observer.freezer, "2027-09-01 06:31")
        await observer.advance_in_steps_until("2027-09-01 12:00")
        assert entry.state is ConfigEntryState.LOADED
        assert observer.event_types == []
        assert not observer.warnings and not observer.open_flows
        first = dt_util.parse_datetime(value(hass, FIRST))
        assert first is not None
        assert first.date() >= school.model.year.first_day
        observer.school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2027-09-01 20:00")
        assert observer.event_types == ["new_grade"]
        assert school.request_log.failed_logins == 0


def first_lesson(school: School, day: str) -> datetime:
    """When the first lesson of a day is held, as the school knows."""
    wanted = datetime.fromisoformat(day).date()
    pupil = school.model.pupil("Lina")
    start = min(
        lesson.start
        for lesson in pupil.lessons_between(wanted, wanted)
        if not lesson.canceled and not lesson.study
    )
    return start if start.tzinfo else start.replace(tzinfo=school.model.timezone)


class TestSummerTime:
    """Saturday evening, before the change to daylight saving time."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2027-03-27T17:00:00+01:00"

    async def test_clocks_change(
        self, hass: HomeAssistant, observer: HomeObserver
    ) -> None:
        await advance_until(hass, observer.freezer, "2027-03-28 01:59")
        await observer.advance_in_steps_until("2027-03-28 04:00")
        await advance_until(hass, observer.freezer, "2027-03-29 19:00")
        await observer.advance_in_steps_until("2027-03-29 20:00")
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings
        shown = dt_util.parse_datetime(value(hass, FIRST))
        assert shown == first_lesson(observer.school, "2027-03-30")


class TestOverseas:
    """A school in La Réunion, whose clock is ahead of that of Paris."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(tz="Indian/Reunion")

    async def test_its_hours_are_its_own(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        assert await set_up(new_entry("parent", timezone="Indian/Reunion"))
        observer = HomeObserver(hass, school, freezer, caplog)
        assert dt_util.parse_datetime(value(hass, FIRST)) == first_lesson(
            school, "2026-11-25"
        )
        await observer.advance_in_steps_until("2026-11-24 18:00")
        assert observer.event_types == []
        assert not observer.unavailable and not observer.warnings


class TestWrongClock:
    """The clock of Home Assistant is three hours behind that of the school."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(clock=lambda: datetime.now(PARIS) + timedelta(hours=3))

    async def test_only_the_hours_are_wrong(self, observer: HomeObserver) -> None:
        await observer.advance_in_steps_until("2026-11-24 17:00")
        observer.school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2026-11-24 17:31")
        assert observer.event_types == ["new_grade"]
        # Somebody sets it right.
        await advance_until(observer.hass, observer.freezer, "2026-11-24 20:31")
        await sleep(observer)
        assert observer.event_types == ["new_grade"]
        assert not observer.unavailable and not observer.warnings
        assert observer.school.request_log.failed_logins == 0


async def test_disk_full(
    hass: HomeAssistant,
    observer: HomeObserver,
    entry: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    """Home Assistant itself says so; the school goes on, and the token is kept in memory."""

    def written() -> str:
        rows = hass_storage[f"pronote.{entry.entry_id}.tokens"]["data"]
        token: str = rows[entry.data["device"]]["newest"][CONF_TOKEN]
        return token

    full = WriteError("No space left on device")
    with patch.object(Store, "_async_write_data", side_effect=full):
        await observer.advance_in_steps_until("2026-11-24 17:00")
        observer.school.expire_sessions()
        observer.school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2026-11-24 17:31")
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.warnings
    assert written() != present_token(hass, entry)
    observer.school.expire_sessions()
    await observer.advance_in_steps_until("2026-11-24 18:00")
    assert written() == present_token(hass, entry)
    assert observer.school.request_log.failed_logins == 0


@pytest.mark.usefixtures("clock_runs")
async def test_a_slow_school(observer: HomeObserver) -> None:
    """Each answer takes twenty seconds."""
    await observer.advance_in_steps_until("2026-11-24 17:00")
    observer.school.options = replace(observer.school.options, latency_ms=20_000)
    observer.school.trigger_event("grade", pupil="Lina", value="3.25")
    await observer.advance_in_steps_until("2026-11-24 17:31")
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.warnings
    assert observer.school.request_log.logins <= 3


async def test_another_home_on_the_same_account(observer: HomeObserver) -> None:
    """Each has a device and a token of its own: neither ends the other's."""
    account = observer.school.account("parent")
    password = Password(
        url=observer.school.url,
        space=Space(account.space.removesuffix(".html")),
        username=account.username,
        password=Secret(account.password),
        device="another-home",
    )
    async with aiohttp.ClientSession() as http:
        other = PronoteClient(
            password,
            session=http,
            timezone=PARIS,
            config=ClientConfig(now=dt_util.utcnow),
        )
        for minute in range(0, 60, 10):
            await observer.advance_in_steps_until(f"2026-11-24 17:{minute:02}")
            account_there = await other.login()
            await other.grades.get(account_there.pupils[0])
        observer.school.trigger_event("grade", pupil="Lina", value="3.25")
        await observer.advance_in_steps_until("2026-11-24 18:20")
        await other.logout()
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.warnings
    assert observer.school.request_log.failed_logins == 0
    # Six of the other home. A session ends after ten minutes without a request here.
    assert observer.school.request_log.logins <= 6 + 5
