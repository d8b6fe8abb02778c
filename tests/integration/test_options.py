"""The options of an account."""

from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest

from custom_components.pronote.access import async_school_timezone
from custom_components.pronote.const import CONF_TIMEZONE
from tests.school import School

from .flows import add, defaults, fields, read


async def test_time_zone(hass: HomeAssistant, school: School) -> None:
    """A school overseas has a clock of its own; the entry is set up anew with it."""
    entry = await add(hass, school)
    form = read(await hass.config_entries.options.async_init(entry.entry_id), "options")
    assert fields(form) == [CONF_TIMEZONE, "spare_device"]
    assert defaults(form) == {CONF_TIMEZONE: "Europe/Paris", "spare_device": False}
    with pytest.raises(InvalidData):
        await hass.config_entries.options.async_configure(
            form["flow_id"], {CONF_TIMEZONE: "Mars/Olympus"}
        )
    logins = school.ledger.logins
    result = await hass.config_entries.options.async_configure(
        form["flow_id"], {CONF_TIMEZONE: "Pacific/Noumea"}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entry.options == {CONF_TIMEZONE: "Pacific/Noumea", "spare_device": False}
    assert entry.state is ConfigEntryState.LOADED
    assert school.ledger.logins == logins + 1
    calendar = entry.runtime_data.account.calendar
    assert calendar.timezone == ZoneInfo("Pacific/Noumea")

    form = read(await hass.config_entries.options.async_init(entry.entry_id), "options")
    assert defaults(form) == {CONF_TIMEZONE: "Pacific/Noumea", "spare_device": False}


@pytest.mark.parametrize("forget", [True, False])
async def test_forget_the_password(
    hass: HomeAssistant, school: School, forget: bool
) -> None:
    entry = await add(hass, school, keep_password=True)
    form = read(await hass.config_entries.options.async_init(entry.entry_id), "options")
    assert fields(form) == [CONF_TIMEZONE, "spare_device", "forget_password"]
    result = await hass.config_entries.options.async_configure(
        form["flow_id"],
        {
            CONF_TIMEZONE: "Europe/Paris",
            "spare_device": False,
            "forget_password": forget,
        },
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert (CONF_PASSWORD not in entry.data) is forget
    assert (CONF_USERNAME not in entry.data) is forget
    assert entry.data[CONF_TOKEN]
    assert entry.options == {CONF_TIMEZONE: "Europe/Paris", "spare_device": False}
    assert entry.state is ConfigEntryState.LOADED


async def test_the_only_way_in_cannot_be_forgotten(
    hass: HomeAssistant, school: School, entry: ConfigEntry
) -> None:
    """A school without tokens is entered by the password each time."""
    hass.config_entries.async_update_entry(
        entry,
        data={key: value for key, value in entry.data.items() if key != CONF_TOKEN},
    )
    form = read(await hass.config_entries.options.async_init(entry.entry_id), "options")
    assert fields(form) == [CONF_TIMEZONE]


async def test_a_time_zone_that_is_no_more(hass: HomeAssistant) -> None:
    zone = await async_school_timezone(hass, {CONF_TIMEZONE: "Europe/Lutetia"})
    assert zone == ZoneInfo("Europe/Paris")
