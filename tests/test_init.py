"""Test setup, reload and removal of an account."""

import re

from homeassistant.components.homeassistant import SERVICE_UPDATE_ENTITY
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, STATE_UNAVAILABLE
from homeassistant.core import DOMAIN as HOMEASSISTANT_DOMAIN, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    present_token,
    refresh,
    settle,
    value,
)
from tests.school import School


def devices(hass: HomeAssistant, entry: MockConfigEntry) -> list[dr.DeviceEntry]:
    """Return the devices of an account, the school first."""
    found = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return sorted(found, key=lambda device: device.via_device_id is not None)


def forget_password(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    data = {key: value for key, value in entry.data.items() if key != CONF_PASSWORD}
    hass.config_entries.async_update_entry(entry, data=data)


def reauth(hass: HomeAssistant) -> list[str]:
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow["context"]["source"] for flow in flows]


async def test_one_login_serves_two_children(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    ledger = school.request_log
    assert (ledger.logins, ledger.page_loads, school.sessions_open) == (1, 1, 1)
    assert ledger.requests["PageEmploiDuTemps"] == 4  # two weeks, two children
    assert ledger.requests["DernieresNotes"] == 2

    account, *children = devices(hass, entry)
    assert account.name == school.model.name
    assert account.manufacturer == "Index Éducation"
    assert account.sw_version and account.sw_version.startswith("2026.2.7")
    assert account.configuration_url == school.url
    assert account.entry_type is DeviceEntryType.SERVICE
    assert {child.name for child in children} == {"Hugo", "Lina"}
    assert {child.via_device_id for child in children} == {account.id}
    assert {child.model for child in children} == {"4B", "2GT3"}


async def test_no_id_holds_a_name(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await refresh(hass, entry)
    ids = [
        text
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id)
        for text in (entity.unique_id, entity.entity_id)
    ] + [text for device in devices(hass, entry) for _, text in device.identifiers]
    assert len(ids) > 60
    names = {
        part.casefold()
        for name in school.account("parent").pupils
        for part in re.split(r"\W+", name)
    }
    assert not [text for text in ids for name in names if name in text.casefold()]
    logs = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.pronote")
    ]
    assert not [line for line in logs for name in names if name in line.casefold()]


async def test_second_account_gets_other_numbers(
    hass: HomeAssistant, entry: MockConfigEntry, new_entry: NewEntry, set_up: SetUp
) -> None:
    assert await set_up(new_entry("pupil"))
    assert hass.states.get("sensor.pronote_3_next_lesson")
    seconds = {
        state.entity_id
        for state in hass.states.async_all()
        if state.entity_id.endswith("_2")
    }
    # The mailbox is no child's, nor are the look at school and its holidays.
    assert seconds == {
        "button.pronote_refresh_2",
        "calendar.pronote_holidays_2",
        "event.pronote_message_2",
        "sensor.pronote_last_successful_update_2",
        "sensor.pronote_requests_today_2",
        "sensor.pronote_unread_messages_2",
    }


async def test_next_token_is_kept_at_once(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    first = present_token(hass, entry)
    assert first

    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert present_token(hass, entry) != first
    assert school.request_log.failed_logins == 0


async def test_unload_takes_leave(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert school.sessions_open == 0
    assert value(hass, "sensor.pronote_1_next_lesson") == STATE_UNAVAILABLE


async def test_unload_survives_a_dead_school(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("http_503", times=None)
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_removal_leaves_nothing(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_storage: dict[str, object],
    entity_registry: er.EntityRegistry,
) -> None:
    await hass.services.async_call(
        "todo",
        "update_item",
        {
            "entity_id": "todo.pronote_1_homework",
            "item": next(
                work.key
                for work in entry.runtime_data.homework.data[
                    entry.runtime_data.account.pupils[0].key
                ]
                if not work.done
            ),
            "status": "completed",
        },
        blocking=True,
    )
    assert f"pronote.{entry.entry_id}.ticks" in hass_storage

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert f"pronote.{entry.entry_id}.ticks" not in hass_storage
    assert not er.async_entries_for_config_entry(entity_registry, entry.entry_id)
    assert not devices(hass, entry)


async def test_account_without_access_asks_for_one(
    hass: HomeAssistant, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("parent")
    forget_password(hass, entry)
    assert not await set_up(entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert reauth(hass) == [SOURCE_REAUTH]


@pytest.mark.parametrize("kept", [True, False])
async def test_dead_token_at_start(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    kept: bool,
) -> None:
    """The password takes over, once; without it a person is asked."""
    if not kept:
        forget_password(hass, entry)
    await hass.config_entries.async_unload(entry.entry_id)
    school.request_log.reset()
    school.fault("refuse_token", times=None)

    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert school.request_log.failed_logins == 1
    assert school.request_log.logins == int(kept)
    assert reauth(hass) == ([] if kept else [SOURCE_REAUTH])


async def test_dead_token_on_the_way(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Without a password, one refusal is enough: nobody knocks again, and what is known stays."""
    forget_password(hass, entry)
    school.expire_sessions()
    school.fault("refuse_token", times=None)
    school.request_log.reset()

    await refresh(hass, entry)
    assert school.request_log.failed_logins == 1
    assert reauth(hass) == [SOURCE_REAUTH]
    assert value(hass, "sensor.pronote_1_next_lesson") != STATE_UNAVAILABLE


async def test_dead_token_on_the_way_with_a_password(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.expire_sessions()
    school.fault("refuse_token")
    school.request_log.reset()

    await refresh(hass, entry)
    assert (school.request_log.failed_logins, school.request_log.logins) == (1, 1)
    assert not reauth(hass)
    assert entry.runtime_data.client.token is not None


async def test_wrong_password_asks_for_the_right_one(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("parent")
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, CONF_PASSWORD: "not this one"}
    )
    assert not await set_up(entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "wrong_credentials"
    assert reauth(hass) == [SOURCE_REAUTH]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("http_503", "busy"),
        ("site_closed", "site_closed"),
        ("suspend_address", "address_suspended"),
    ],
)
async def test_school_that_wants_silence_gets_it(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    fault: str,
    sentence: str,
) -> None:
    """Setting the entry up again and again asks nothing before the time has come."""
    school.fault(fault)
    entry = new_entry("parent")
    assert not await set_up(entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == sentence

    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert entry.error_reason_translation_key == sentence
    assert school.request_log.page_loads == 0


async def test_pause_ends(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    school.fault("http_503")
    entry = new_entry("parent")
    assert not await set_up(entry)

    await advance_time(hass, freezer)
    assert entry.state is ConfigEntryState.LOADED


async def test_unreachable_school(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("parent")
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, "url": "http://127.0.0.1:9/pronote"}
    )
    assert not await set_up(entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "connection_failed"


async def test_children_come_and_go_by_themselves(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("child_added")
    school.expire_sessions()
    await refresh(hass, entry)
    assert len(devices(hass, entry)) == 4
    assert hass.states.get("sensor.pronote_3_next_lesson")
    assert hass.states.get("todo.pronote_3_homework")

    school.trigger_event("child_removed")
    school.expire_sessions()
    await refresh(hass, entry)
    assert len(devices(hass, entry)) == 3
    assert hass.states.get("sensor.pronote_3_next_lesson") is None

    school.trigger_event("child_added")
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, "sensor.pronote_3_next_lesson") != STATE_UNAVAILABLE


async def test_school_that_moves_takes_everything_along(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """The account has another name at another address; devices and entities stay."""
    before = {device.id for device in devices(hass, entry)}
    entities = {
        entity_id: entity.id for entity_id, entity in entity_registry.entities.items()
    }
    hass.config_entries.async_update_entry(entry, unique_id="account-moved")
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)

    assert {device.id for device in devices(hass, entry)} == before
    assert entities == {
        entity_id: entity.id for entity_id, entity in entity_registry.entities.items()
    }
    for entity in entity_registry.entities.values():
        assert entity.unique_id.startswith("account-moved_")
    assert value(hass, "sensor.pronote_1_next_lesson") != STATE_UNAVAILABLE


@pytest.mark.parametrize("unique_id", [None, "account-moved"])
async def test_children_stay_when_the_device_of_the_school_is_gone(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
    unique_id: str | None,
) -> None:
    """It comes back; whether the school moved meanwhile or not, the children's ids stay."""
    school, *_ = devices(hass, entry)
    account = entry.unique_id
    kept = {
        entity.entity_id: entity.unique_id.removeprefix(f"{account}")
        for entity in entity_registry.entities.values()
        if entity.device_id != school.id
    }
    device_registry.async_remove_device(school.id)
    if unique_id:
        hass.config_entries.async_update_entry(entry, unique_id=unique_id)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert len(devices(hass, entry)) == 3
    assert (
        kept.items()
        <= {
            entity.entity_id: entity.unique_id.removeprefix(f"{entry.unique_id}")
            for entity in entity_registry.entities.values()
        }.items()
    )


async def test_number_of_a_child_is_never_another_s(
    hass: HomeAssistant, entry: MockConfigEntry, new_entry: NewEntry, set_up: SetUp
) -> None:
    """History depends on it: a child that comes back keeps its number, a new one gets the next."""
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert await set_up(new_entry("pupil"))
    assert hass.states.get("sensor.pronote_1_next_lesson") is None
    assert hass.states.get("sensor.pronote_3_next_lesson")
    assert await set_up(new_entry("parent"))
    assert hass.states.get("sensor.pronote_1_next_lesson")
    assert hass.states.get("sensor.pronote_2_next_lesson")
    assert hass.states.get("sensor.pronote_4_next_lesson") is None


async def test_failed_login_takes_no_child_away(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    forget_password(hass, entry)
    school.expire_sessions()
    school.fault("refuse_token", times=None)
    await refresh(hass, entry)
    assert len(devices(hass, entry)) == 3


async def test_only_devices_of_the_past_can_be_deleted(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)
    gone = device_registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, "account-parent_former")},
    )
    for device in devices(hass, entry):
        answer = await client.remove_device(device.id)
        assert answer["success"] is (device.id == gone.id)


async def test_update_entity_refreshes(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, HOMEASSISTANT_DOMAIN, {})
    school.request_log.reset()
    await hass.services.async_call(
        HOMEASSISTANT_DOMAIN,
        SERVICE_UPDATE_ENTITY,
        {"entity_id": ["sensor.pronote_1_last_grade"]},
        blocking=True,
    )
    assert school.request_log.requests == {"DernieresNotes": 2}


async def test_account_of_school_staff_has_no_child(
    hass: HomeAssistant, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("school_life")
    assert await set_up(entry)
    assert len(devices(hass, entry)) == 1
    assert set(hass.states.async_entity_ids("sensor")) == {
        "sensor.pronote_last_successful_update",
        "sensor.pronote_requests_today",
        "sensor.pronote_unread_messages",
    }
