"""A world that changes while nobody looks: children, years, versions, clocks, disks, homes."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integration.at_home import pass_until
from tests.integration.faults.watch import Watch
from tests.school import Options, School
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


async def sleep(watch: Watch) -> None:
    """Let the night pass."""
    await pass_until(watch.hass, watch.freezer, "2026-11-25 06:31")
    await watch.live_until("2026-11-25 07:00")


class TestOvernight:
    """The school speaks otherwise in the morning."""

    @pytest.fixture(params=OVERNIGHT)
    def row(self, request: pytest.FixtureRequest) -> str:
        name: str = request.param
        return name

    @pytest.fixture
    def options(self, row: str) -> Options:
        return Options(version=OVERNIGHT[row][0])

    async def test_nothing_is_lost_or_invented(
        self, watch: Watch, entry: MockConfigEntry, row: str
    ) -> None:
        await watch.live_until("2026-11-24 17:00")
        _, change = OVERNIGHT[row]
        change(watch.school)
        watch.school.expire_sessions()
        await sleep(watch)
        assert watch.kinds == []
        assert not watch.lost and not watch.remarks
        watch.school.happen("grade", pupil="Lina", value="3.25")
        await watch.live_until("2026-11-25 07:31")
        assert watch.kinds == ["new_grade"]
        assert not watch.remarks
        assert watch.school.ledger.failed_logins == 0
        assert watch.school.ledger.logins <= 5
