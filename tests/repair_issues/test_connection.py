"""Test the repair issues about the connection: raised when a user has to know or act, then cleared."""

from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryDisabler,
    ConfigEntryState,
)
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.client import NEWEST_TESTED_VERSION
from custom_components.pronote.client.errors import PortalBlockedError
from custom_components.pronote.const import DOMAIN
from custom_components.pronote.legacy.entry import MIGRATED
from custom_components.pronote.repair_issues.connection import FIXABLE, Issue
from tests.school import Options, School
from tests.school.wire.version import KNOWN_VERSIONS, Version

from ..helpers.flows import TEXTS
from ..helpers.home import NewEntry, SetUp, advance_time, advance_until, refresh

GRADES_TAB = 198
PAGE_CLOSED = Issue.PAGE_CLOSED


def raised_issues(hass: HomeAssistant) -> list[str]:
    """Return the texts of the repairs of ours that are shown, each found in both languages."""
    issues = [
        issue
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    ]
    for issue in issues:
        for language in TEXTS.values():
            text = language["issues"][issue.translation_key]
            said = [text["title"]]
            if issue.is_fixable:
                confirm = text["fix_flow"]["step"]["confirm"]
                said += [confirm["title"], confirm["description"]]
            else:
                said.append(text["description"])
            assert all(said)
            " ".join(said).format(**issue.translation_placeholders or {})
    return sorted(str(issue.translation_key) for issue in issues)


async def mend(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, text: str
) -> dict[str, Any]:
    """Open the dialog of a repair in a browser, agree, and return how it ends."""
    assert await async_setup_component(hass, "repairs", {})
    browser = await hass_client()
    [issue] = [
        issue
        for issue in ir.async_get(hass).issues.values()
        if issue.translation_key == text
    ]
    order = {"handler": DOMAIN, "issue_id": issue.issue_id}
    answer = await browser.post("/api/repairs/issues/fix", json=order)
    assert answer.status == HTTPStatus.OK
    form = await answer.json()
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == issue.translation_placeholders
    address = f"/api/repairs/issues/fix/{form['flow_id']}"
    answer = await browser.post(address, json={})
    assert answer.status == HTTPStatus.OK
    await hass.async_block_till_done(wait_background_tasks=True)
    result: dict[str, Any] = await answer.json()
    return result


async def test_all_is_well(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert raised_issues(hass) == []


# --- nothing can be asked


async def test_suspended_address(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    """It says until when, and goes by itself."""
    school.expire_sessions()
    school.fault("suspend_address")
    await refresh(hass, entry)
    assert raised_issues(hass) == ["address_suspended"]
    issue = ir.async_get(hass).async_get_issue(
        DOMAIN, f"address_suspended.{entry.entry_id}"
    )
    assert issue is not None
    assert not issue.is_fixable
    error = entry.runtime_data.timetable.last_exception
    assert issue.translation_placeholders == {
        "account": entry.title,
        "until": error.translation_placeholders["until"],
    }

    await advance_time(hass, freezer, timedelta(seconds=error.retry_after + 60))
    assert raised_issues(hass) == []


async def test_suspended_before_it_starts(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: FrozenDateTimeFactory,
) -> None:
    school.fault("suspend_address")
    entry = new_entry("parent")
    assert not await set_up(entry)
    assert raised_issues(hass) == ["address_suspended"]

    await advance_time(hass, freezer, timedelta(hours=12))
    assert entry.state is ConfigEntryState.LOADED
    assert raised_issues(hass) == []


async def test_portal_that_blocks(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    blocked = PortalBlockedError("", dt_util.utcnow() + timedelta(hours=1))
    with patch.object(entry.runtime_data.client.grades, "get", side_effect=blocked):
        await entry.runtime_data.grades.async_refresh()
    assert raised_issues(hass) == ["portal_blocked"]


async def test_school_that_moved(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    hass_client: ClientSessionGenerator,
) -> None:
    """The dialog leads to the one that takes the new address."""
    entry = new_entry("parent")
    here = entry.data[CONF_URL]
    away = f"{school.origin}/ailleurs"
    hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_URL: away})
    assert not await set_up(entry)
    assert entry.error_reason_translation_key == "space_unavailable"
    assert raised_issues(hass) == ["school_moved"]

    result = await mend(hass, hass_client, "school_moved")
    kind, flow_id = result["next_flow"]
    assert kind == "config_flow"
    flow = hass.config_entries.flow.async_get(flow_id)
    assert flow["context"]["source"] == SOURCE_RECONFIGURE
    assert flow["context"]["entry_id"] == entry.entry_id
    hass.config_entries.flow.async_abort(flow_id)

    hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_URL: here})
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    assert raised_issues(hass) == []


async def test_lost_access_is_home_assistants_own(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Home Assistant tells it and leads to the dialog; telling it twice would not help."""
    school.expire_sessions()
    school.fault("refuse_token", times=None)
    school.fault("refuse_password", times=None)
    await refresh(hass, entry)
    assert raised_issues(hass) == []
    assert [domain for domain, _ in ir.async_get(hass).issues] == ["homeassistant"]

    [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    menu = await hass.config_entries.flow.async_configure(flow["flow_id"])
    sentence = TEXTS["en"]["exceptions"]["wrong_credentials"]["message"]
    assert menu["description_placeholders"] == {"name": entry.title, "reason": sentence}


# --- pages


async def close_grades(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("close_tab", tab=GRADES_TAB)
    school.expire_sessions()
    await refresh(hass, entry)


async def test_page_that_closes_and_opens_again(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    await close_grades(hass, school, entry)
    assert raised_issues(hass) == ["page_closed_grades"]

    school.fault("clear")
    school.expire_sessions()
    await refresh(hass, entry)
    assert raised_issues(hass) == []


async def test_page_that_closed_while_home_assistant_was_off(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    await advance_time(hass, freezer)
    await hass.config_entries.async_unload(entry.entry_id)
    school.fault("close_tab", tab=GRADES_TAB)
    await hass.config_entries.async_setup(entry.entry_id)
    assert raised_issues(hass) == ["page_closed_grades"]


async def test_page_that_never_was_open(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.fault("close_tab", tab=GRADES_TAB)
    assert await set_up(new_entry("parent"))
    assert raised_issues(hass) == []


async def test_page_that_fails_is_not_closed(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("http_503", times=None)
    school.expire_sessions()
    await refresh(hass, entry)
    assert not entry.runtime_data.grades.last_update_success
    assert raised_issues(hass) == []


async def test_looking_again_at_a_page(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    hass_client: ClientSessionGenerator,
) -> None:
    await advance_time(hass, freezer)
    await close_grades(hass, school, entry)
    result = await mend(hass, hass_client, "page_closed_grades")
    assert (result["type"], result["reason"]) == ("abort", "still_there")
    assert raised_issues(hass) == ["page_closed_grades"]

    school.fault("clear")
    result = await mend(hass, hass_client, "page_closed_grades")
    assert result["type"] == "create_entry"
    assert raised_issues(hass) == []
    assert entry.runtime_data.grades.data


# --- the school year


async def test_school_year_without_a_next(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    hass_client: ClientSessionGenerator,
) -> None:
    """A summer is no reason to worry; a school that stays in it is."""
    year = school.model.year
    former = replace(year, first_day=date(2025, 9, 1), last_day=date(2026, 9, 15))
    school.model.year = former
    entry = new_entry("parent")
    assert await set_up(entry)
    assert raised_issues(hass) == []

    school.model.year = replace(former, last_day=date(2026, 9, 5))
    await hass.config_entries.async_reload(entry.entry_id)
    assert raised_issues(hass) == ["year_over"]
    [issue] = ir.async_get(hass).issues.values()
    assert issue.translation_placeholders == {
        "account": entry.title,
        "last_day": f"{school.model.year.last_day:%d/%m/%Y}",
    }
    result = await mend(hass, hass_client, "year_over")
    assert (result["type"], result["reason"]) == ("abort", "still_there")

    school.model.year = year
    result = await mend(hass, hass_client, "year_over")
    assert result["type"] == "create_entry"
    assert raised_issues(hass) == []


async def test_pages_of_a_new_year_are_not_missed(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """At the start of a year, schools open their pages one by one."""
    year = school.model.year
    school.model.year = replace(year, first_day=year.first_day + timedelta(days=1))
    await close_grades(hass, school, entry)
    assert raised_issues(hass) == []


# --- the version of PRONOTE


def test_simulated_school_is_as_new_as_what_we_know() -> None:
    newest = max(Version(text).numbers for text in KNOWN_VERSIONS)
    assert newest[:2] == NEWEST_TESTED_VERSION


@pytest.mark.parametrize("options", [Options(version="2026.2.9")])
async def test_correction_of_a_known_version(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    assert raised_issues(hass) == []


@pytest.mark.parametrize("options", [Options(version="2027.0.4")])
async def test_newer_version_is_told_once(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Ignored is ignored, until the next one."""
    assert raised_issues(hass) == ["new_version"]
    [(domain, issue_id)] = ir.async_get(hass).issues
    ir.async_ignore_issue(hass, domain, issue_id, True)
    await hass.config_entries.async_reload(entry.entry_id)
    issue = ir.async_get(hass).async_get_issue(domain, issue_id)
    assert issue is not None
    assert issue.dismissed_version is not None
    assert issue.translation_placeholders == {
        "account": entry.title,
        "version": "2027.0",
        "tried": ".".join(map(str, NEWEST_TESTED_VERSION)),
    }

    school.version = Version("2027.1.0")
    school.expire_sessions()
    await advance_until(hass, freezer, "2026-11-24 08:30")
    await advance_until(hass, freezer, "2026-11-24 09:30")
    [issue] = ir.async_get(hass).issues.values()
    assert issue.dismissed_version is None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["version"] == "2027.1"


# --- gone with the account


@pytest.mark.parametrize("options", [Options(version="2027.0.4")])
async def test_gone_with_the_account(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    assert raised_issues(hass)
    await hass.config_entries.async_set_disabled_by(
        entry.entry_id, ConfigEntryDisabler.USER
    )
    assert raised_issues(hass) == []

    await hass.config_entries.async_set_disabled_by(entry.entry_id, None)
    assert raised_issues(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert raised_issues(hass) == []


# --- texts


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_each_problem_has_its_text_and_no_text_is_left_over(
    language: str, entry: MockConfigEntry
) -> None:
    pages = [coordinator.page for coordinator in entry.runtime_data.coordinators]
    texts = {
        key: text
        for key, text in TEXTS[language]["issues"].items()
        if not key.startswith(MIGRATED)
    }
    assert set(texts) == {problem.value for problem in set(Issue) - {PAGE_CLOSED}} | {
        f"page_closed_{page}" for page in pages
    }
    for key, text in texts.items():
        fixable = key in FIXABLE or key.startswith(PAGE_CLOSED)
        assert set(text) == {"title", "fix_flow" if fixable else "description"}
