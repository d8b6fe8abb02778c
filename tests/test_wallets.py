"""Test the balances of the canteen: sensors, the low balance, the option."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.clock import Clock
from tests.helpers.flows import defaults, open_options_form
from tests.helpers.home import NewEntry, SetUp, advance_time, settle, state, stop, value
from tests.school import Options, School
from tests.school.model.services import Price

SELF = "sensor.pronote_1_wallet_self"
CAFETERIA = "sensor.pronote_1_wallet_cafeteria"
HUGOS = "sensor.pronote_2_wallet_self"
LOW, HUGOS_LOW = (f"binary_sensor.pronote_{n}_low_balance" for n in (1, 2))
AGATE = [
    Price(0, "Forfait", Decimal("152.30")),
    Price(1, "Échéance", Decimal("48.00"), "À régler avant le 05/12"),
]


@pytest.fixture
async def read(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> MockConfigEntry:
    """An account whose home page was read."""
    await advance_time(hass, freezer, timedelta(seconds=1))
    return entry


async def test_a_sensor_for_each_wallet(
    hass: HomeAssistant, read: MockConfigEntry
) -> None:
    assert value(hass, SELF) == "1420.69"
    assert value(hass, CAFETERIA) == "7.50"
    assert value(hass, HUGOS) == "-3.40"
    attributes = state(hass, SELF).attributes
    assert attributes[ATTR_DEVICE_CLASS] == "monetary"
    assert attributes[ATTR_UNIT_OF_MEASUREMENT] == "€"
    assert attributes["state_class"] == "total"
    assert attributes["note"] == "Solde au dernier passage"
    assert attributes["friendly_name"].endswith("Balance Self")


async def test_a_balance_changes_with_the_home_page(
    hass: HomeAssistant,
    school: School,
    read: MockConfigEntry,
    freezer: Clock,
) -> None:
    school.trigger_event("meal_paid", pupil="Lina", amount="1400")
    school.request_log.reset()
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, SELF) == "20.69"
    # One for each child, as without wallets.
    read_here = [call for call in school.request_log.calls if "PageAccueil" in call]
    assert len(read_here) == 2
    assert "SaisieURLPartenaire" not in school.request_log.requests


async def test_low_by_default_is_a_debt_or_what_the_school_says(
    hass: HomeAssistant,
    school: School,
    read: MockConfigEntry,
    freezer: Clock,
) -> None:
    assert (value(hass, LOW), value(hass, HUGOS_LOW)) == (STATE_OFF, STATE_ON)
    # Below 5 euros, the partner of this school warns.
    school.trigger_event("meal_paid", pupil="Lina", amount="1416")
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, SELF) == "4.69"
    assert value(hass, LOW) == STATE_ON


async def test_the_threshold_is_an_option(
    hass: HomeAssistant, read: MockConfigEntry, freezer: Clock
) -> None:
    form = await open_options_form(hass, read, "canteen")
    assert defaults(form) == {"low_balance": 0}
    await hass.config_entries.options.async_configure(
        form["flow_id"], {"low_balance": 10}
    )
    await settle(hass)
    await advance_time(hass, freezer, timedelta(seconds=1))
    # The cafeteria has 7.50.
    assert value(hass, LOW) == STATE_ON
    assert read.options["low_balance"] == 10


async def test_a_balance_that_becomes_low_is_an_event(
    hass: HomeAssistant,
    school: School,
    read: MockConfigEntry,
    freezer: Clock,
) -> None:
    """It fires once until the family tops up, and not if the options change."""
    event = "event.pronote_1_wallet"
    assert value(hass, event) == STATE_UNKNOWN
    school.trigger_event("meal_paid", pupil="Lina", amount="1417")
    await advance_time(hass, freezer, timedelta(minutes=27))
    low = state(hass, event)
    facts = {
        name: low.attributes[name]
        for name in ("event_type", "key", "name", "balance", "threshold")
    }
    assert facts == {
        "event_type": "balance_low",
        "key": "self",
        "name": "Self",
        "balance": 3.69,
        "threshold": 0,
    }
    school.trigger_event("meal_paid", pupil="Lina")
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert state(hass, event) is low
    school.trigger_event("meal_paid", pupil="Lina", amount="-50")
    await advance_time(hass, freezer, timedelta(minutes=27))
    school.trigger_event("meal_paid", pupil="Lina", amount="50")
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert state(hass, event).attributes["balance"] == -0.46
    assert state(hass, event).last_changed > low.last_changed
    # Another child, and a debt from the start.
    assert value(hass, "event.pronote_2_wallet") == STATE_UNKNOWN


async def test_another_threshold_makes_no_event(
    hass: HomeAssistant, read: MockConfigEntry, freezer: Clock
) -> None:
    form = await open_options_form(hass, read, "canteen")
    await hass.config_entries.options.async_configure(
        form["flow_id"], {"low_balance": 10}
    )
    await settle(hass)
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, LOW) == STATE_ON
    assert value(hass, "event.pronote_1_wallet") == STATE_UNKNOWN


async def test_what_is_due_is_no_balance(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    school.model.services.purses.clear()
    school.model.services.prices["pupil-lina"] = [
        AGATE[0],
        replace(AGATE[1], amount=Decimal("-48.00")),
    ]
    await set_up(new_entry())
    await advance_time(hass, freezer, timedelta(seconds=1))
    assert value(hass, "sensor.pronote_1_wallet_forfait") == "152.30"
    due = state(hass, "sensor.pronote_1_wallet_echeance")
    assert due.state == "-48.00"
    assert due.attributes["note"] == "À régler avant le 05/12"
    assert "state_class" not in due.attributes
    assert value(hass, LOW) == STATE_OFF
    assert hass.states.get(HUGOS_LOW) is None


async def test_a_wallet_that_is_gone_is_unknown(
    hass: HomeAssistant,
    school: School,
    read: MockConfigEntry,
    freezer: Clock,
) -> None:
    purses = school.model.services.purses["pupil-lina"]
    kept = purses.pop()
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, CAFETERIA) == STATE_UNKNOWN
    purses.append(kept)
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, CAFETERIA) == "7.50"


async def test_balances_survive_a_restart_at_night(
    hass: HomeAssistant,
    read: MockConfigEntry,
    school: School,
    freezer: Clock,
) -> None:
    await stop(hass, read)
    assert value(hass, SELF) == STATE_UNAVAILABLE
    school.request_log.reset()
    assert await hass.config_entries.async_setup(read.entry_id)
    await settle(hass)
    assert school.request_log.requests["PageAccueil"] == 0
    assert value(hass, SELF) == "1420.69"
    # The home page is requested as after any start.
    await advance_time(hass, freezer, timedelta(seconds=1))
    assert school.request_log.requests["PageAccueil"] == 2


class TestRegularSchool:
    """A school whose mobile page shows no wallets."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(irregular=False)

    async def test_without_wallets_nothing_exists(
        self, hass: HomeAssistant, read: MockConfigEntry
    ) -> None:
        entities = er.async_entries_for_config_entry(er.async_get(hass), read.entry_id)
        assert not [x for x in entities if "wallet" in x.entity_id]
        assert not [x for x in entities if "low_balance" in x.entity_id]
        menu = await hass.config_entries.options.async_init(read.entry_id)
        assert "canteen" not in menu["menu_options"]
