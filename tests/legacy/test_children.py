"""Test the migration of each child of hass-pronote: its options, and that nobody else is followed."""

from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.pronote.const import CONF_LEGACY, DOMAIN
from tests.school import School

from ..helpers.home import refresh, settle, state, value
from .hass_pronote import start, stored

LINA = "sensor.pronote_verselin_lina"
HUGO = "sensor.pronote_verselin_hugo"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Registries that were read from a store tidy up after themselves, later."""
    return True


@pytest.fixture
def home(school: School) -> dict[str, Any]:
    """A home in which hass-pronote followed both children of a parent."""
    account = school.account("parent")
    return stored(
        "children",
        url=school.url,
        username=account.username,
        password=account.password,
    )


def rows(home: dict[str, Any]) -> list[dict[str, Any]]:
    return list(home["core.config_entries"]["data"]["entries"])


def entry_of(hass: HomeAssistant) -> ConfigEntry:
    [entry] = hass.config_entries.async_entries(DOMAIN)
    return entry


def children(hass: HomeAssistant, entry: ConfigEntry) -> set[str]:
    """Return the names of the children who have a device."""
    return {
        str(device.name)
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        if device.via_device_id is not None
    }


def only_lina(home: dict[str, Any]) -> None:
    """Make it a home in which hass-pronote followed one of two children."""
    lina, hugo = rows(home)
    home["core.config_entries"]["data"]["entries"] = [lina]
    for key, kind in (
        ("core.device_registry", "devices"),
        ("core.entity_registry", "entities"),
    ):
        data = home[key]["data"]
        data[kind] = [
            row
            for row in data[kind]
            if hugo["entry_id"]
            not in (row.get("config_entry_id"), *row.get("config_entries", ()))
        ]


async def test_each_child_keeps_its_own_options(
    hass: HomeAssistant, hass_storage: dict[str, Any], home: dict[str, Any]
) -> None:
    lina, hugo = rows(home)
    lina["options"] |= {"alarm_offset": 45, "lunch_break_time": "13:30"}
    hugo["options"] |= {"alarm_offset": 75, "lunch_break_time": "10:00"}
    await start(hass, hass_storage, home)
    for who, minutes, noon in ((LINA, 45, "13:30"), (HUGO, 75, "10:00")):
        tomorrow = state(hass, f"{who}_tomorrow_s_timetable").attributes
        wake_up = value(hass, f"{who}_next_alarm")
        first = state(hass, f"{who}_today_s_timetable").attributes["day_start_at"]
        first = first.replace(tzinfo=dt_util.get_default_time_zone())
        assert datetime.fromisoformat(wake_up) == first - timedelta(minutes=minutes)
        for lesson in tomorrow["lessons"]:
            assert lesson["is_morning"] is (lesson["start_time"] < noon)


async def test_a_child_who_was_not_followed_is_not(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    school: School,
    home: dict[str, Any],
) -> None:
    only_lina(home)
    await start(hass, hass_storage, home)
    entry = entry_of(hass)
    assert children(hass, entry) == {"Lina"}
    events = async_capture_events(hass, "pronote_event")
    for name in ("VERSELIN Hugo", "VERSELIN Lina"):
        school.trigger_event("grade", pupil=name)
    await refresh(hass, entry)
    assert [event.data["child_name"] for event in events] == ["VERSELIN Lina"]
    assert not [one for one in hass.states.async_all() if "hugo" in one.entity_id]


async def test_a_child_who_is_not_followed_costs_no_request(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    school: School,
    home: dict[str, Any],
) -> None:
    only_lina(home)
    await start(hass, hass_storage, home)
    asked = school.request_log.requests.total()
    await refresh(hass, entry_of(hass))
    one = school.request_log.requests.total() - asked
    entry = entry_of(hass)
    hass.config_entries.async_update_entry(entry, options={})
    await hass.config_entries.async_reload(entry.entry_id)
    asked = school.request_log.requests.total()
    await refresh(hass, entry)
    assert school.request_log.requests.total() - asked > one


@pytest.mark.parametrize("followed_before", [False, True])
async def test_a_disabled_entry_stays_out_until_it_is_enabled(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    home: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    followed_before: bool,
) -> None:
    _, hugo = rows(home)
    hugo["disabled_by"] = "user"
    await start(hass, hass_storage, home)
    [entry] = [
        item
        for item in hass.config_entries.async_entries(DOMAIN)
        if item.disabled_by is None
    ]
    assert children(hass, entry) == {"Lina"}
    disabled = hass.config_entries.async_get_entry(hugo["entry_id"])
    assert disabled is not None
    assert disabled.disabled_by is ConfigEntryDisabler.USER
    assert er.async_get(hass).async_get(f"{HUGO}_homework")

    if followed_before:
        hass.config_entries.async_update_entry(entry, options={CONF_LEGACY: True})
        await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        assert children(hass, entry) == {"Lina", "Hugo"}
    await hass.config_entries.async_set_disabled_by(disabled.entry_id, None)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry_of(hass) is entry
    assert children(hass, entry) == {"Lina", "Hugo"}
    assert int(value(hass, f"{HUGO}_homework")) >= 0
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_entries_of_several_pupils_keep_telling_names(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    """Twins in one class have titles of their own, without their names."""
    first, second = school.account("pupil"), school.account("pupil_2nde")
    twin = school.model.account("pupil_2nde").pupils[0]
    twin.school_class = school.model.account("pupil").pupils[0].school_class
    home = stored(
        "password",
        url=school.url,
        username=first.username,
        password=first.password,
    )
    [lina] = rows(home)
    hugo = {
        **lina,
        "entry_id": "01JB5H2C4D6F8G0H1J3K5M7N9P",
        "title": twin.name,
        "data": lina["data"]
        | {"username": second.username, "password": second.password},
    }
    rows(home).append(hugo)
    home["core.config_entries"]["data"]["entries"] = [lina, hugo]
    await start(hass, hass_storage, home)
    titles = {entry.title for entry in hass.config_entries.async_entries(DOMAIN)}
    [longer] = [title for title in titles if title.endswith(" 2")]
    assert titles == {longer, longer.removesuffix(" 2")}
