"""A Home Assistant in Paris on an ordinary Tuesday, and a school to talk to."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from unittest.mock import PropertyMock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.access import entry_data
from custom_components.pronote.client import Password, Secret, Space
from custom_components.pronote.config_flow import PronoteConfigFlow
from custom_components.pronote.const import DOMAIN
from tests.school import Options, School, running_school

BREAKFAST = "2026-11-24T07:00:00+01:00"

type NewEntry = Callable[..., MockConfigEntry]
type SetUp = Callable[[ConfigEntry], Awaitable[bool]]


@pytest.fixture
def home_at() -> str:
    """When the test begins; tests override it."""
    return BREAKFAST


@pytest.fixture(autouse=True)
async def home(
    hass: HomeAssistant,
    enable_custom_integrations: None,
    freezer: FrozenDateTimeFactory,
    home_at: str,
) -> None:
    """Live in Paris, at breakfast."""
    freezer.move_to(home_at)
    await hass.config.async_set_time_zone("Europe/Paris")


@pytest.fixture
def options() -> Options:
    """How the school is; tests override it."""
    return Options()


@pytest.fixture
async def school(
    socket_enabled: None, home: None, options: Options
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
        await hass.async_block_till_done()
        return done

    return set_up


@pytest.fixture
async def entry(new_entry: NewEntry, set_up: SetUp) -> MockConfigEntry:
    """The account of a parent of two children, up and running."""
    entry = new_entry("parent")
    assert await set_up(entry)
    return entry
