"""Test the options flow."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.pronote.connection.credentials import async_school_timezone
from custom_components.pronote.const import CONF_ADMIN_ONLY, CONF_LEGACY, CONF_TIMEZONE
from tests.school import School

from ..helpers.flows import (
    add,
    defaults,
    fields,
    open_options_form,
    placeholders,
    read,
    suggested_values,
)
from ..helpers.home import settle

MORNING = {"wake_up": 60, "leave": 20, "study_hours": "between_lessons"}
OPTIONS = {"keep_backup_token": False, CONF_ADMIN_ONLY: False, CONF_LEGACY: False}


async def go(
    hass: HomeAssistant, dialog: ConfigFlowResult, **typed: object
) -> ConfigFlowResult:
    """Send a form, or choose in a menu, and wait until what it changes has happened."""
    result = read(
        await hass.config_entries.options.async_configure(dialog["flow_id"], typed),
        "options",
    )
    await settle(hass)
    return result


async def test_time_zone(hass: HomeAssistant, school: School) -> None:
    """A school overseas has another time zone; the entry is reloaded with it."""
    entry = await add(hass, school)
    form = await open_options_form(hass, entry, "account")
    assert fields(form) == [
        CONF_TIMEZONE,
        "keep_backup_token",
        CONF_ADMIN_ONLY,
        CONF_LEGACY,
    ]
    assert defaults(form) == OPTIONS | {CONF_TIMEZONE: "Europe/Paris"}
    with pytest.raises(InvalidData):
        await go(hass, form, **{CONF_TIMEZONE: "Mars/Olympus"})
    logins = school.request_log.logins
    result = await go(hass, form, **{CONF_TIMEZONE: "Pacific/Noumea"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == OPTIONS | {CONF_TIMEZONE: "Pacific/Noumea"}
    assert entry.state is ConfigEntryState.LOADED
    assert school.request_log.logins == logins + 1
    calendar = entry.runtime_data.account.calendar
    assert calendar.timezone == ZoneInfo("Pacific/Noumea")

    form = await open_options_form(hass, entry, "account")
    assert defaults(form) == OPTIONS | {CONF_TIMEZONE: "Pacific/Noumea"}


@pytest.mark.parametrize("forget", [True, False])
async def test_forget_the_password(
    hass: HomeAssistant, school: School, forget: bool
) -> None:
    entry = await add(hass, school, keep_password=True)
    form = await open_options_form(hass, entry, "account")
    assert fields(form) == [
        CONF_TIMEZONE,
        "keep_backup_token",
        "forget_password",
        CONF_ADMIN_ONLY,
        CONF_LEGACY,
    ]
    chosen = OPTIONS | {CONF_TIMEZONE: "Europe/Paris"}
    result = await go(hass, form, **chosen, forget_password=forget)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert (CONF_PASSWORD not in entry.data) is forget
    assert (CONF_USERNAME not in entry.data) is forget
    assert entry.data[CONF_TOKEN]
    assert entry.options == chosen
    assert entry.state is ConfigEntryState.LOADED


async def test_the_only_way_in_cannot_be_forgotten(
    hass: HomeAssistant, school: School, entry: ConfigEntry
) -> None:
    """A school without tokens is entered by the password each time."""
    hass.config_entries.async_update_entry(
        entry,
        data={key: value for key, value in entry.data.items() if key != CONF_TOKEN},
    )
    form = await open_options_form(hass, entry, "account")
    assert fields(form) == [CONF_TIMEZONE, CONF_ADMIN_ONLY, CONF_LEGACY]


async def test_calendars(hass: HomeAssistant, entry: ConfigEntry) -> None:
    form = await open_options_form(hass, entry, "calendars")
    assert defaults(form) == {"canceled_lessons": True, "child_in_titles": False}
    await go(hass, form, canceled_lessons=False, child_in_titles=True)
    assert entry.options == {"canceled_lessons": False, "child_in_titles": True}
    assert entry.state is ConfigEntryState.LOADED
    form = await open_options_form(hass, entry, "calendars")
    assert defaults(form) == {"canceled_lessons": False, "child_in_titles": True}


async def test_morning_of_each_child(
    hass: HomeAssistant,
    entry: ConfigEntry,
    device_registry: dr.DeviceRegistry,
) -> None:
    """They bear the names that the family gave them; the options bear none."""
    lina, hugo = entry.runtime_data.account.pupils
    device = next(
        device
        for device in dr.async_entries_for_config_entry(device_registry, entry.entry_id)
        if device.name == "Hugo"
    )
    device_registry.async_update_device(device.id, name_by_user="Le grand")
    form = await open_options_form(hass, entry, "children")
    schema = form["data_schema"]
    assert schema is not None
    offered = schema.schema["child"].config["options"]
    assert {child["value"]: child["label"] for child in offered} == {
        lina.key: "Lina",
        hugo.key: "Le grand",
    }
    form = await go(hass, form, child=hugo.key)
    assert placeholders(form) == {"child": "Le grand"}
    assert defaults(form) == MORNING
    with pytest.raises(InvalidData):
        await go(hass, form, wake_up=0, leave=10, study_hours="never")
    with pytest.raises(InvalidData):
        await go(hass, form, wake_up=75, leave=40, study_hours="sometimes")
    chosen = {"wake_up": 75, "leave": 40, "study_hours": "never"}
    await go(hass, form, **chosen)
    assert entry.options == {"children": {hugo.key: chosen}}

    form = await go(
        hass, await open_options_form(hass, entry, "children"), child=lina.key
    )
    assert defaults(form) == MORNING
    await go(hass, form, wake_up=45, leave=5, study_hours="always")
    assert entry.options["children"][hugo.key] == chosen
    form = await go(
        hass, await open_options_form(hass, entry, "children"), child=hugo.key
    )
    assert defaults(form) == chosen


async def test_only_child(
    hass: HomeAssistant, new_entry: Callable[..., ConfigEntry]
) -> None:
    entry = new_entry("pupil")
    assert await hass.config_entries.async_setup(entry.entry_id)
    form = await open_options_form(hass, entry, "children")
    assert fields(form) == ["wake_up", "leave", "study_hours", "home_calendar"]
    await go(hass, form, wake_up=50, leave=15)
    [children] = entry.options.values()
    assert list(children.values()) == [MORNING | {"wake_up": 50, "leave": 15}]


async def test_days_at_this_home(
    hass: HomeAssistant, new_entry: Callable[..., ConfigEntry]
) -> None:
    """A calendar is chosen, suggested again, and taken away."""
    entry = new_entry("pupil")
    assert await hass.config_entries.async_setup(entry.entry_id)
    form = await open_options_form(hass, entry, "children")
    await go(hass, form, home_calendar="calendar.week_a")
    form = await open_options_form(hass, entry, "children")
    assert suggested_values(form) == {"home_calendar": "calendar.week_a"}
    await go(hass, form)
    [children] = entry.options.values()
    assert list(children.values()) == [MORNING]


async def test_what_a_school_day_takes(
    hass: HomeAssistant, school: School, new_entry: Callable[..., ConfigEntry]
) -> None:
    """Fewer pages followed, fewer requests; none while the clock is stopped."""

    async def estimated_requests(entry: ConfigEntry) -> int:
        dialog = read(
            await hass.config_entries.options.async_init(entry.entry_id), "options"
        )
        return int(placeholders(dialog)["requests"])

    entries = [new_entry(key) for key in ("pupil", "parent")]
    assert await hass.config_entries.async_setup(entries[0].entry_id)
    await hass.async_block_till_done()
    one, two = [await estimated_requests(entry) for entry in entries]
    assert 50 < one < two < 240
    assert two % 5 == 0
    hass.config_entries.async_update_entry(entries[0], pref_disable_polling=True)
    assert await estimated_requests(entries[0]) == 0
    await hass.config_entries.async_unload(entries[1].entry_id)
    assert await estimated_requests(entries[1]) == 0


async def test_account_that_was_never_reached_has_no_children(
    hass: HomeAssistant, new_entry: Callable[..., ConfigEntry]
) -> None:
    entry = new_entry("parent")
    dialog = read(
        await hass.config_entries.options.async_init(entry.entry_id), "options"
    )
    assert dialog["menu_options"] == ["account", "calendars"]


async def test_a_time_zone_that_is_no_more(hass: HomeAssistant) -> None:
    zone = await async_school_timezone(hass, {CONF_TIMEZONE: "Europe/Lutetia"})
    assert zone == ZoneInfo("Europe/Paris")
