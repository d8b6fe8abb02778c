"""Test the legacy sensors with existing cards and templates."""

from collections.abc import Iterator
from datetime import datetime
import re
from typing import Any

from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.pronote.const import CONF_LEGACY
from custom_components.pronote.legacy.names import LegacySuffix
from tests.helpers.clock import Clock
from tests.school import School

from ..helpers.flows import defaults, fields, open_options_form
from ..helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    advance_until,
    refresh,
    settle,
    state,
    value,
)

LINA = "sensor.pronote_verselin_lina"

ALL = {"full_name", "nickname", "via_parent_account", "updated_at"}
PERIOD = {"period_key", "is_current_period"}
DAY = {"lessons", "canceled_lessons_counter", "day_start_at", "day_end_at"}
LUNCH = {"lunch_break_start_at", "lunch_break_end_at"}

# By hass-pronote's own sensors: the attributes of each, besides those of all.
ATTRIBUTES: dict[LegacySuffix, set[str]] = {
    LegacySuffix.CLASS: {"class_name", "establishment"},
    LegacySuffix.TODAY: DAY | LUNCH,
    LegacySuffix.TOMORROW: DAY | LUNCH,
    LegacySuffix.NEXT_DAY: DAY | LUNCH,
    LegacySuffix.FORTNIGHT: DAY,
    LegacySuffix.HOMEWORK: {"homework", "todo_counter"},
    LegacySuffix.FORTNIGHT_HOMEWORK: {"homework", "todo_counter"},
    LegacySuffix.GRADES: {"grades"} | PERIOD,
    LegacySuffix.AVERAGES: {"averages"} | PERIOD,
    LegacySuffix.ABSENCES: {"absences"} | PERIOD,
    LegacySuffix.DELAYS: {"delays"} | PERIOD,
    LegacySuffix.EVALUATIONS: {"evaluations"} | PERIOD,
    LegacySuffix.PUNISHMENTS: {"punishments"} | PERIOD,
    LegacySuffix.MENUS: {"menus"},
    LegacySuffix.NEWS: {"unread_count", "information_and_surveys"},
    LegacySuffix.CURRENT_PERIOD: {"id", "name", "start", "end", "is_current_period"},
    LegacySuffix.PERIODS: {"periods"},
    LegacySuffix.PREVIOUS_PERIODS: {"periods"},
    LegacySuffix.ACTIVE_PERIODS: {"periods"},
    LegacySuffix.OVERALL_AVERAGE: PERIOD,
    LegacySuffix.NEXT_ALARM: set(),
}

# The keys of their elements, inner ones after a dot.
ELEMENTS: dict[str, set[str]] = {
    "lessons": {
        *("start_at", "end_at", "start_time", "end_time", "lesson", "classroom"),
        *("canceled", "status", "background_color", "teacher_name", "teacher_names"),
        *("classrooms", "outing", "memo", "group_name", "group_names", "exempted"),
        *("virtual_classrooms", "num", "detention", "test"),
        *("is_morning", "is_afternoon"),
    },
    "homework": {
        *("date", "subject", "short_description", "description", "done"),
        *("background_color", "files"),
    },
    "homework.files": {"name", "url", "type"},
    "grades": {
        *("date", "subject", "comment", "grade", "out_of", "default_out_of"),
        *("grade_out_of", "coefficient", "class_average", "max", "min"),
        *("is_bonus", "is_optionnal", "is_out_of_20"),
    },
    "averages": {
        *("average", "class", "max", "min", "out_of", "default_out_of"),
        *("subject", "background_color"),
    },
    "absences": {"from", "to", "justified", "hours", "days", "reason"},
    "delays": {"date", "minutes", "justified", "justification", "reasons"},
    "evaluations": {
        *("name", "domain", "date", "subject", "description", "coefficient"),
        *("paliers", "teacher", "acquisitions"),
    },
    "evaluations.acquisitions": {
        *("order", "name", "abbreviation", "level", "domain", "coefficient"),
        *("pillar", "pillar_prefix"),
    },
    "punishments": {
        *("date", "subject", "reasons", "circumstances", "nature", "duration"),
        *("homework", "exclusion", "during_lesson", "homework_documents"),
        *("circumstance_documents", "giver", "schedule", "schedulable"),
    },
    "punishments.schedule": {"start", "duration"},
    "menus": {
        *("name", "date", "is_lunch", "is_dinner", "first_meal", "main_meal"),
        *("side_meal", "other_meal", "cheese", "dessert"),
    },
    "menus.main_meal": {"name", "labels"},
    "information_and_surveys": {
        *("author", "title", "read", "creation_date", "start_date", "end_date"),
        *("category", "survey", "anonymous_response", "attachments", "template"),
        *("shared_template", "content"),
    },
    "periods": {"id", "name", "start", "end", "is_current_period"},
}
HOME_ASSISTANT = {"friendly_name", "device_class", "options", "icon"}


@pytest.fixture
async def entry(new_entry: NewEntry, set_up: SetUp) -> MockConfigEntry:
    """A family with cards written for hass-pronote."""
    entry = new_entry("parent", legacy=True)
    assert await set_up(entry)
    return entry


def attributes(hass: HomeAssistant, suffix: LegacySuffix) -> dict[str, Any]:
    """Return the attributes of a sensor, without Home Assistant's own."""
    found = state(hass, f"{LINA}_{suffix}").attributes
    return {key: item for key, item in found.items() if key not in HOME_ASSISTANT}


def elements(hass: HomeAssistant, name: str) -> list[dict[str, Any]]:
    """Return all elements that both children's sensors hold under a name."""
    outer, _, inner = name.partition(".")
    found = [
        element
        for sensor in hass.states.async_all("sensor")
        if sensor.entity_id.startswith("sensor.pronote_verselin_")
        for element in sensor.attributes.get(outer, ())
    ]
    return [part for item in found for part in item[inner]] if inner else found


def without_signatures(item: Any) -> Any:
    """Return an attribute without what is random in the URLs of files."""
    match item:
        case dict():
            return {key: without_signatures(value) for key, value in item.items()}
        case list():
            return [without_signatures(value) for value in item]
        case str():
            return re.sub(r"/files/\w+/(.*)\?authSig=.*", r"/files/ENTRY/\1", item)
    return item


async def test_the_attributes_are_those_of_the_contract(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    found = {suffix: {*attributes(hass, suffix)} for suffix in ATTRIBUTES}
    assert found == {suffix: ALL | names for suffix, names in ATTRIBUTES.items()}


async def test_the_elements_are_those_of_the_contract(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    for name, keys in ELEMENTS.items():
        found = elements(hass, name)
        assert found, name
        assert all(element.keys() == keys for element in found), name


async def test_what_they_tell(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    for suffix in ATTRIBUTES:
        attributes_now = {
            key: without_signatures(item)
            for key, item in attributes(hass, suffix).items()
            if key != "updated_at"
        }
        assert [value(hass, f"{LINA}_{suffix}"), attributes_now] == snapshot(
            name=suffix
        )


async def test_they_cost_no_request(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    new_entry: NewEntry,
    set_up: SetUp,
) -> None:
    asked = school.request_log.requests.total()
    await hass.config_entries.async_remove(entry.entry_id)
    before = school.request_log.requests.total()
    assert await set_up(new_entry("parent"))
    assert school.request_log.requests.total() - before == asked


async def test_states_move(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    before = int(value(hass, f"{LINA}_grades"))
    school.trigger_event("grade", pupil="VERSELIN Lina")
    await refresh(hass, entry)
    assert int(value(hass, f"{LINA}_grades")) == before + 1

    tomorrow = value(hass, f"{LINA}_tomorrow_s_timetable")
    await advance_until(hass, freezer, "2026-11-25 00:01")
    assert value(hass, f"{LINA}_today_s_timetable") == tomorrow


async def test_canceled_lessons_are_counted(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("lesson_canceled", pupil="VERSELIN Lina", date="2026-11-25")
    await refresh(hass, entry)
    attributes_now = attributes(hass, LegacySuffix.TOMORROW)
    canceled = [item for item in attributes_now["lessons"] if item["canceled"]]
    assert attributes_now["canceled_lessons_counter"] == len(canceled) > 0
    held = [item for item in attributes_now["lessons"] if not item["canceled"]]
    assert attributes_now["day_start_at"] == held[0]["start_at"]


async def test_nicknames_are_the_names_that_families_give(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    assert attributes(hass, LegacySuffix.CLASS)["nickname"] is None
    entity = entity_registry.async_get(f"{LINA}_class")
    assert entity is not None and entity.device_id is not None
    dr.async_get(hass).async_update_device(entity.device_id, name_by_user="Linou")
    await refresh(hass, entry)
    await hass.async_block_till_done()
    entry.runtime_data.timetable.async_update_listeners()
    assert attributes(hass, LegacySuffix.CLASS)["nickname"] == "Linou"


@pytest.mark.parametrize(
    ("fault", "status"), [("http_503", "maintenance"), ("too_many_requests", "error")]
)
async def test_the_status_of_the_server(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    fault: str,
    status: str,
) -> None:
    assert value(hass, f"{LINA}_server_status") == "operational"
    entity = er.async_get(hass).async_get(f"{LINA}_server_status")
    assert entity is not None and entity.entity_category is EntityCategory.DIAGNOSTIC
    attributes_now = attributes(hass, LegacySuffix.SERVER_STATUS)
    assert attributes_now.keys() == {"http_status", "last_checked", "probed_url"}
    school.expire_sessions()
    school.fault(fault, times=None)
    await advance_time(hass, freezer)
    assert value(hass, f"{LINA}_server_status") == status


async def test_no_attribute_is_recorded(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    for suffix in LegacySuffix:
        attributes_now = state(hass, f"{LINA}_{suffix}").state_info
        assert attributes_now is not None
        assert "full_name" in attributes_now["unrecorded_attributes"] or (
            "*" in attributes_now["unrecorded_attributes"]
        )


async def test_the_secret_calendar_is_no_state(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    assert not [one for one in hass.states.async_all() if "ical" in one.entity_id]


async def test_it_is_an_option(
    hass: HomeAssistant, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("pupil")
    assert await set_up(entry)
    assert hass.states.get(f"{LINA}_class") is None
    form = await open_options_form(hass, entry, "account")
    assert CONF_LEGACY in fields(form)
    result = await hass.config_entries.options.async_configure(
        form["flow_id"], defaults(form) | {CONF_LEGACY: True}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await settle(hass)
    assert value(hass, f"{LINA}_class") == "4B"

    form = await open_options_form(hass, entry, "account")
    await hass.config_entries.options.async_configure(
        form["flow_id"], defaults(form) | {CONF_LEGACY: False}
    )
    await settle(hass)
    assert hass.states.get(f"{LINA}_class") is None
    assert hass.states.get("sensor.pronote_1_overall_average")


async def test_files_can_be_opened(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
    freezer: Clock,
) -> None:
    """Their addresses are good for a day, in any browser, and renewed at midnight."""
    browser = await hass_client_no_auth()

    def urls() -> list[str]:
        return [
            file["url"]
            for work in elements(hass, "homework")
            for file in work["files"]
            if file["type"] == 1
        ]

    first = urls()
    assert first
    response = await browser.get(first[0])
    assert response.status == 200
    assert await response.read()
    await refresh(hass, entry)
    assert urls() == first

    await advance_until(hass, freezer, "2026-11-25 00:01")
    renewed = urls()
    assert not {*first} & {*renewed}
    await advance_until(hass, freezer, "2026-11-25 07:30")
    assert (await browser.get(first[0])).status == 401
    assert (await browser.get(renewed[0])).status == 200


async def test_times_are_naive_where_they_were(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    for suffix in ATTRIBUTES:
        for key, item in attributes(hass, suffix).items():
            for moment in moments(item):
                assert (moment.tzinfo is not None) is (key == "updated_at"), key


def moments(item: Any) -> Iterator[datetime]:
    """Yield the datetimes in an attribute."""
    match item:
        case datetime():
            yield item
        case dict():
            yield from moments([*item.values()])
        case list():
            for part in item:
                yield from moments(part)


async def test_numbers_are_written_as_pronote_does(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("grade", pupil="VERSELIN Lina", value="12", title="Dictée")
    await refresh(hass, entry)
    grades = attributes(hass, LegacySuffix.GRADES)["grades"]
    [grade] = [item for item in grades if item["comment"] == "Dictée"]
    assert (grade["grade"], grade["grade_out_of"]) == ("12,00", "12,00/20")
    assert (grade["coefficient"], grade["out_of"]) == ("1,0", "20")
    for row in attributes(hass, LegacySuffix.AVERAGES)["averages"]:
        assert re.fullmatch(r"(\d+,\d\d)?", row["average"])
    assert re.fullmatch(r"\d+,\d\d", value(hass, f"{LINA}_overall_average"))
