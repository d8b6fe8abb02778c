"""Test that the simulated days of the benchmarks run: one short day."""

from datetime import timedelta
import subprocess
import sys

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.bench.baseline import refresh_once
from tests.bench.day import SimulatedDays, all_requests
from tests.bench.table import tables
from tests.helpers.clock import Clock
from tests.repository.source_files import ROOT
from tests.school import School


class TestEvening:
    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-24T19:00:00+01:00"

    async def test_one_evening(
        self,
        hass: HomeAssistant,
        freezer: Clock,
        school: School,
        entry: MockConfigEntry,
    ) -> None:
        rounds: list[int] = []
        entry.runtime_data.connection.budget.async_add_listener(
            lambda: rounds.append(1)
        )
        life = SimulatedDays(hass, freezer, school, ("Lina", "Hugo"))
        day = await life.live("evening", timedelta(hours=26))
        life.end()
        assert day.happened == 1
        assert len(rounds) <= 60
        assert day.undetected == 0
        assert day.late["16:00-20:00"].worst <= 26
        assert day.requests >= day.functions["PageAccueil"] > 0
        figure = {"who": "ours", "children": 2, "idle": 10, **day.to_json()}
        assert "| ours | evening | 2 | 10 min |" in tables({"day": [figure]})


async def test_one_refresh_of_the_rival(school: School) -> None:
    await refresh_once(school.account("parent"), "Hugo")
    assert school.request_log.logins == 1
    assert all_requests(school) >= 20


def test_every_measure_finds_its_fixtures() -> None:
    """The benchmarks are not run here; what they need is prepared, and nothing is measured."""
    bench = ROOT / "tests" / "bench"
    planned = subprocess.run(
        [sys.executable, "-m", "pytest", "--setup-plan", "-q", "."],
        cwd=bench,
        capture_output=True,
        text=True,
        check=False,
    )
    assert planned.returncode == 0, planned.stdout[-2000:]
