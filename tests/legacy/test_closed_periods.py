"""Test the legacy sensors of closed periods."""

from collections import Counter
from dataclasses import replace

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.flow.options import REQUEST_STEP
from custom_components.pronote.legacy.common import closed_periods
from tests.school import Options, School

from ..helpers.home import NewEntry, SetUp, state, value

LINA = "sensor.pronote_verselin_lina"
OF_PERIOD = (
    "grades",
    "averages",
    "overall_average",
    "absences",
    "delays",
    "evaluations",
    "punishments",
)
COMMON = {"full_name", "nickname", "via_parent_account", "updated_at"}


@pytest.fixture
def home_at() -> str:
    """In the second term."""
    return "2027-01-12T07:00:00+01:00"


@pytest.fixture
async def entry(
    hass: HomeAssistant, new_entry: NewEntry, set_up: SetUp
) -> MockConfigEntry:
    """A family with cards written for hass-pronote."""
    entry = new_entry("parent", legacy=True)
    assert await set_up(entry)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry


def periods(hass: HomeAssistant, suffix: str) -> list[str]:
    found = state(hass, f"{LINA}_{suffix}").attributes["periods"]
    return [period["id"] for period in found]


@pytest.mark.parametrize("suffix", OF_PERIOD)
async def test_closed_periods_have_sensors(
    hass: HomeAssistant, entry: MockConfigEntry, suffix: str
) -> None:
    closed = state(hass, f"{LINA}_{suffix}_trimestre_1").attributes
    current = state(hass, f"{LINA}_{suffix}").attributes
    assert closed.keys() == current.keys() >= COMMON
    assert (closed["period_key"], closed["is_current_period"]) == ("trimestre_1", False)
    assert current["period_key"] == "trimestre_2"
    assert current["is_current_period"] is True


async def test_they_contain_what_the_period_did(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    pupil = school.model.pupil("VERSELIN Lina")
    first = school.model.periods[0]
    grades = state(hass, f"{LINA}_grades_trimestre_1").attributes["grades"]
    assert grades
    assert all(first.first <= grade["date"] <= first.last for grade in grades)
    expected = pupil.overall_average(first)
    assert expected is not None
    text = f"{expected:.2f}".replace(".", ",")
    assert value(hass, f"{LINA}_overall_average_trimestre_1") == text
    absences = state(hass, f"{LINA}_absences_trimestre_1").attributes["absences"]
    assert all(one["from"].date() <= first.last for one in absences)


async def test_cards_find_them(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The tabs of the cards are the active periods."""
    assert periods(hass, "previous_periods") == ["trimestre_1"]
    assert periods(hass, "active_periods") == ["trimestre_1", "trimestre_2"]
    for period in periods(hass, "previous_periods"):
        assert hass.states.get(f"{LINA}_grades_{period}")


async def test_without_the_option_they_are_not_requested(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
) -> None:
    async def requests() -> Counter[str]:
        school.request_log.requests.clear()
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
        return Counter(school.request_log.requests)

    # Two pages of one closed period, for each of two children; the login is that of the first.
    pages = {"DernieresNotes", "DernieresEvaluations"}
    with_option = await requests()
    hass.config_entries.async_update_entry(entry, options={})
    saved = with_option - await requests()
    assert {page: saved[page] for page in pages} == {
        "DernieresNotes": 2,
        "DernieresEvaluations": 2,
    }
    assert hass.states.get(f"{LINA}_grades_trimestre_1") is None


class TestAPageThatListsNoYear:
    """Each term of school life is then a request of its own."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(irregular=False)

    async def test_a_closed_term_has_its_own_absences(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        first = school.model.periods[0]
        lina = school.model.pupil("VERSELIN Lina")
        absences = state(hass, f"{LINA}_absences_trimestre_1").attributes["absences"]
        assert sorted(one["from"] for one in absences) == sorted(
            absence.start.replace(tzinfo=None)
            for absence in lina.absences
            if absence.took_place and first.first <= absence.start.date() <= first.last
        )


async def test_a_closed_page_costs_its_own_sensors(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.fault("close_tab", tab=201)
    assert await set_up(new_entry("parent", legacy=True))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hass.states.get(f"{LINA}_evaluations_trimestre_1") is None
    assert state(hass, f"{LINA}_grades_trimestre_1").attributes["grades"]


async def test_without_a_current_period_none_is_closed(entry: MockConfigEntry) -> None:
    lina = entry.runtime_data.account.pupils[0]
    assert [one.name for one in closed_periods(lina)] == ["Trimestre 1"]
    assert closed_periods(replace(lina, current_period=None)) == []


async def test_the_options_count_their_requests(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Two a day for each child."""

    async def estimated_requests() -> int:
        dialog = await hass.config_entries.options.async_init(entry.entry_id)
        placeholders = dialog["description_placeholders"]
        assert placeholders is not None
        return int(placeholders["requests"])

    with_closed = await estimated_requests()
    for one in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        if one.entity_id.endswith("_trimestre_1"):
            entity_registry.async_update_entity(
                one.entity_id, disabled_by=er.RegistryEntryDisabler.USER
            )
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert with_closed - await estimated_requests() == REQUEST_STEP
