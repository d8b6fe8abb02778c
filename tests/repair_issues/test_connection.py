"""Test the repair issues about the connection: raised when a user can act, then cleared."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

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

from custom_components.pronote.client.errors import PortalBlockedError
from custom_components.pronote.const import DOCUMENTATION_URL, DOMAIN
from custom_components.pronote.diagnostics import async_get_config_entry_diagnostics
from custom_components.pronote.repair_issues.connection import (
    FIXABLE,
    Issue,
    learn_more_url,
)
from tests.helpers.clock import Clock
from tests.repository.source_files import ROOT
from tests.school import School

from ..helpers.flows import TEXTS
from ..helpers.home import NewEntry, SetUp, advance_time, refresh, settle


def raised_issues(hass: HomeAssistant) -> list[str]:
    """Return the texts of the repairs of ours that are shown, each found in both languages."""
    issues = [
        issue
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    ]
    for issue in issues:
        assert issue.learn_more_url == learn_more_url(
            hass, Issue(str(issue.translation_key))
        )
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


async def test_suspended_address_is_no_issue(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Nobody can mend it: diagnostics tell until when it lasts, and it goes by itself."""
    school.expire_sessions()
    school.fault("suspend_address")
    await refresh(hass, entry)
    assert raised_issues(hass) == []
    found = await async_get_config_entry_diagnostics(hass, entry)
    pause = found["session"]["pause"]
    assert pause["reason"] == "address_suspended"
    error = entry.runtime_data.timetable.last_exception
    assert datetime.fromisoformat(pause["until"]) > dt_util.utcnow()

    await advance_time(hass, freezer, timedelta(seconds=error.retry_after + 60))
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["session"]["pause"] is None


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
    await settle(hass)
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
    await settle(hass)
    assert raised_issues(hass) == ["year_over"]
    [issue] = ir.async_get(hass).issues.values()
    assert issue.translation_placeholders == {
        "account": entry.title,
        "last_day": "Saturday, September 5",
    }
    result = await mend(hass, hass_client, "year_over")
    assert (result["type"], result["reason"]) == ("abort", "still_there")

    school.model.year = year
    result = await mend(hass, hass_client, "year_over")
    assert result["type"] == "create_entry"
    assert raised_issues(hass) == []


# --- gone with the account


async def test_gone_with_the_account(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.model.year = replace(
        school.model.year, first_day=date(2025, 9, 1), last_day=date(2026, 7, 5)
    )
    entry = new_entry("parent")
    assert await set_up(entry)
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
def test_each_problem_has_its_text_and_no_text_is_left_over(language: str) -> None:
    texts = TEXTS[language]["issues"]
    assert set(texts) == {issue.value for issue in Issue}
    for key, text in texts.items():
        assert set(text) == {"title", "fix_flow" if key in FIXABLE else "description"}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_each_problem_has_its_page(hass: HomeAssistant, language: str) -> None:
    """The page that the repair leads to begins with its title, and no page is left over."""
    hass.config.language = language
    pages = set()
    for issue in Issue:
        url = learn_more_url(hass, issue)
        assert url.startswith(f"{DOCUMENTATION_URL}/blob/main/docs/")
        path = ROOT / url.removeprefix(f"{DOCUMENTATION_URL}/blob/main/")
        title = TEXTS[language]["issues"][issue]["title"]
        assert path.read_text("utf-8").startswith(f"# {title}\n")
        pages.add(path)
    assert pages == set(path.parent.glob("*.md"))
