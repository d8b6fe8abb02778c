"""Fixtures: a Home Assistant in Paris on an ordinary Tuesday, and a simulated school."""

from collections.abc import AsyncIterator, Iterator
import gc
import logging
from unittest.mock import PropertyMock, patch

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from hypothesis import settings
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import Password, Secret, Space, caller
from custom_components.pronote.config_flow import PronoteConfigFlow
from custom_components.pronote.connection.credentials import entry_data
from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock, stopped_clock
from tests.helpers.home import NewEntry, SetUp
from tests.school import Options, School, running_school

BREAKFAST = "2026-11-24T07:00:00+01:00"


settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# No test reads what Home Assistant notes of each entity and each query, and it is slow to write.
for _logger in ("sqlalchemy.engine", "homeassistant.helpers.entity_registry"):
    logging.getLogger(_logger).setLevel(logging.WARNING)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what is imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 10, 10)


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Leave asyncio's debug mode off: it takes a stack trace of every future ever made."""


@pytest.fixture
def freezer() -> Iterator[Clock]:
    """Stop the clock."""
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def home_at() -> str:
    """When the test begins; tests override it."""
    return BREAKFAST


@pytest.fixture
async def hass(hass: HomeAssistant, freezer: Clock, home_at: str) -> HomeAssistant:
    """Home Assistant in Paris, at breakfast, which loads the integration of this checkout."""
    hass.data.pop(DATA_CUSTOM_COMPONENTS)
    freezer.move_to(home_at)
    await hass.config.async_set_time_zone("Europe/Paris")
    return hass


@pytest.fixture
def options() -> Options:
    """How the school is; tests override it."""
    return Options()


@pytest.fixture
async def school(
    socket_enabled: None, hass: HomeAssistant, options: Options
) -> AsyncIterator[School]:
    """A school that runs."""
    async with running_school(options) as running:
        yield running


@pytest.fixture
def all_enabled() -> Iterator[None]:
    """Enable the rare entities too; ask for it before the entry."""
    with patch.object(
        Entity, "entity_registry_enabled_default", PropertyMock(return_value=True)
    ):
        yield


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the requests of one write about several objects without pauses."""
    monkeypatch.setattr(caller, "WRITE_PAUSE", 0)


@pytest.fixture
def new_entry(hass: HomeAssistant, school: School) -> NewEntry:
    """Make config entries of the school's accounts, as the dialogs would leave them."""

    def make(key: str = "parent", **options: str) -> MockConfigEntry:
        account = school.account(key)
        password = Password(
            url=school.url,
            space=Space(account.space.removesuffix(".html")),
            username=account.username,
            password=Secret(account.password),
            device=f"device-{key}",
        )
        entry = MockConfigEntry(
            domain=DOMAIN,
            version=PronoteConfigFlow.VERSION,
            title="Collège des Quatre-Vents",
            unique_id=f"account-{key}",
            data=entry_data(None, password),
            options=options,
        )
        entry.add_to_hass(hass)
        return entry

    return make


@pytest.fixture
def set_up(hass: HomeAssistant) -> SetUp:
    """Set a config entry up."""

    async def set_up(entry: ConfigEntry) -> bool:
        done = await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
        return done

    return set_up


@pytest.fixture
async def entry(new_entry: NewEntry, set_up: SetUp) -> MockConfigEntry:
    """The account of a parent of two children, up and running."""
    entry = new_entry("parent")
    assert await set_up(entry)
    return entry


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the tables; they are made of what tests record, on whichever worker they ran."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for report in terminalreporter.stats.get("passed", ()):
        for title, (row, column, cell) in report.user_properties:
            tables.setdefault(title, {}).setdefault(row, {})[column] = cell
    for title, rows in tables.items():
        terminalreporter.section(title)
        columns = sorted({column for cells in rows.values() for column in cells})
        width = max(map(len, rows))
        for row, cells in sorted(rows.items()):
            cell_texts = (f"{column} {cells.get(column, '–')}" for column in columns)
            terminalreporter.write_line(f"{row:<{width}}  {'  '.join(cell_texts)}")
