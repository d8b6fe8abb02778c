"""Test what is logged of a school and is no repair issue: closed pages, a new version."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import NEWEST_TESTED_VERSION
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.diagnostics import async_get_config_entry_diagnostics
from tests.helpers.clock import Clock
from tests.school import Options, School
from tests.school.wire.version import KNOWN_VERSIONS, Version

from ..helpers.home import NewEntry, SetUp, advance_time, advance_until, refresh, settle

GRADES_TAB = 198
CLOSED = (
    "The school has closed the page grades; its entities return once it is open again"
)
OPENED = "The school has opened the page grades again"


@pytest.fixture(autouse=True)
def no_repair(hass: HomeAssistant) -> Iterator[None]:
    """Nothing of it is a repair issue."""
    yield
    assert not [domain for domain, _ in ir.async_get(hass).issues if domain == DOMAIN]


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line for line in caplog.messages if line in (CLOSED, OPENED)]


async def closed_pages(hass: HomeAssistant, entry: MockConfigEntry) -> list[str]:
    found = await async_get_config_entry_diagnostics(hass, entry)
    pages: list[str] = found["closed_pages"]
    return pages


async def close_grades(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("close_tab", tab=GRADES_TAB)
    school.expire_sessions()
    await refresh(hass, entry)


async def test_page_that_closes_and_opens_again(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each is said once, however often the page is requested."""
    await close_grades(hass, school, entry)
    await refresh(hass, entry)
    assert said(caplog) == [CLOSED]
    assert await closed_pages(hass, entry) == ["grades"]

    school.fault("http_503", times=None)
    school.expire_sessions()
    await refresh(hass, entry)
    assert await closed_pages(hass, entry) == ["grades"]

    school.fault("clear")
    freezer.tick(timedelta(hours=1))
    school.expire_sessions()
    await refresh(hass, entry)
    await refresh(hass, entry)
    assert said(caplog) == [CLOSED, OPENED]
    assert await closed_pages(hass, entry) == []


async def test_page_that_closed_while_home_assistant_was_off(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await advance_time(hass, freezer)
    await hass.config_entries.async_unload(entry.entry_id)
    school.fault("close_tab", tab=GRADES_TAB)
    await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert said(caplog) == [CLOSED]


async def test_page_that_never_was_open(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    caplog: pytest.LogCaptureFixture,
) -> None:
    school.fault("close_tab", tab=GRADES_TAB)
    assert await set_up(new_entry("parent"))
    assert said(caplog) == []


async def test_page_that_fails_is_not_closed(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    school.fault("http_503", times=None)
    school.expire_sessions()
    await refresh(hass, entry)
    assert not entry.runtime_data.grades.last_update_success
    assert said(caplog) == []
    assert await closed_pages(hass, entry) == []


async def test_pages_of_a_new_year_are_not_missed(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At the start of a year, schools open their pages one by one."""
    year = school.model.year
    school.model.year = replace(year, first_day=year.first_day + timedelta(days=1))
    await close_grades(hass, school, entry)
    assert said(caplog) == []


# --- the version of PRONOTE


def versions(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line for line in caplog.messages if line.startswith("The school uses")]


def test_simulated_school_is_as_new_as_what_we_know() -> None:
    newest = max(Version(text).numbers for text in KNOWN_VERSIONS)
    assert newest[:2] == NEWEST_TESTED_VERSION


@pytest.mark.parametrize("options", [Options(version="2026.2.9")])
async def test_correction_of_a_known_version(
    new_entry: NewEntry, set_up: SetUp, caplog: pytest.LogCaptureFixture
) -> None:
    assert await set_up(new_entry("parent"))
    assert versions(caplog) == []


@pytest.mark.parametrize("options", [Options(version="2027.0.4")])
async def test_newer_version_is_reported_once(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Also over a reload, until the next one."""
    tested = ".".join(map(str, NEWEST_TESTED_VERSION))
    sentence = (
        "The school uses PRONOTE {}; this integration has been tested up to PRONOTE {}"
    )
    entry = new_entry("parent")
    assert await set_up(entry)
    assert versions(caplog) == [sentence.format("2027.0", tested)]
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert len(versions(caplog)) == 1

    school.version = Version("2027.1.0")
    school.expire_sessions()
    await advance_until(hass, freezer, "2026-11-24 08:30")
    await advance_until(hass, freezer, "2026-11-24 09:30")
    assert versions(caplog)[1:] == [sentence.format("2027.1", tested)]
