"""Test the sensors."""

from datetime import datetime, timedelta
from decimal import Decimal

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote import PLATFORMS
from custom_components.pronote.client import Course, Dish, Meal, Menu
from custom_components.pronote.school_day.days import monday_of
from custom_components.pronote.sensor.menus import MENUS
from tests.helpers.clock import Clock
from tests.helpers.home import advance_until, cancel_all_lessons, refresh, state, value
from tests.school import School
from tests.school.model.people import Pupil
from tests.school.model.types import Lesson

TODAY = datetime.fromisoformat("2026-11-24").date()


@pytest.fixture
def home_at() -> str:
    return "2026-11-24T07:50:00+01:00"


@pytest.fixture
def lina(school: School) -> Pupil:
    """The first child of the account."""
    return school.model.pupil("Lina")


def held(pupil: Pupil, day: int = 24) -> list[Lesson]:
    """Return the lessons that a pupil has on a day of the month, without study hours."""
    return [
        lesson
        for lesson in pupil.lessons_between(
            TODAY.replace(day=day), TODAY.replace(day=day)
        )
        if not (lesson.canceled or lesson.exempted or lesson.study)
    ]


def instant(hass: HomeAssistant, entity_id: str) -> datetime:
    found = dt_util.parse_datetime(value(hass, entity_id))
    assert found is not None
    return found


async def test_lessons_follow_the_clock(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    lina: Pupil,
    freezer: Clock,
) -> None:
    """At the second at which a lesson starts, and without asking anything."""
    first, second, *_, last = held(lina)
    upcoming = state(hass, "sensor.pronote_1_next_lesson")
    assert instant(hass, "sensor.pronote_1_next_lesson") == first.start
    assert first.subject is not None
    assert upcoming.attributes["subject"] == first.subject.name
    assert upcoming.attributes["room"] == ", ".join(first.rooms)
    assert upcoming.attributes["teacher"] == ", ".join(first.teachers)
    assert upcoming.attributes["status"] == ("test" if first.test else "normal")
    assert upcoming.attributes["end"] == first.end
    assert value(hass, "sensor.pronote_1_current_lesson") == STATE_UNKNOWN
    assert instant(hass, "sensor.pronote_1_end_of_day") == last.end
    tomorrow = held(lina, 25)[-1].end
    assert instant(hass, "sensor.pronote_1_end_of_next_school_day") == tomorrow

    await advance_until(hass, freezer, "2026-11-24 07:59:59")
    assert value(hass, "sensor.pronote_1_current_lesson") == STATE_UNKNOWN
    school.request_log.reset()
    await advance_until(hass, freezer, "2026-11-24 08:00:00")
    assert value(hass, "sensor.pronote_1_current_lesson") == first.subject.name
    assert instant(hass, "sensor.pronote_1_next_lesson") == first.start
    assert not school.request_log.requests
    await advance_until(hass, freezer, "2026-11-24 08:00:01")
    assert instant(hass, "sensor.pronote_1_next_lesson") == second.start


async def test_evening_looks_at_the_next_school_day(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    lina: Pupil,
    freezer: Clock,
) -> None:
    wednesday, thursday = held(lina, 25)[0], held(lina, 26)[0]
    first = "sensor.pronote_1_first_lesson_next_school_day"
    assert instant(hass, first) == wednesday.start

    await advance_until(hass, freezer, "2026-11-24 23:59:50")
    school.request_log.reset()
    await advance_until(hass, freezer, "2026-11-25 00:00:00")
    assert instant(hass, first) == thursday.start
    assert instant(hass, "sensor.pronote_1_end_of_day") == held(lina, 25)[-1].end
    assert not school.request_log.requests


async def test_canceled_lesson_lets_the_child_sleep(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, lina: Pupil
) -> None:
    first, second = held(lina, 25)[:2]
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    entity_id = "sensor.pronote_1_first_lesson_next_school_day"
    assert first.start < second.start == instant(hass, entity_id)


async def test_day_without_lessons_left(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    await advance_until(hass, freezer, "2026-11-28 10:00:00")
    assert value(hass, "sensor.pronote_1_end_of_day") == STATE_UNKNOWN
    assert instant(hass, "sensor.pronote_1_next_lesson").day == 30


async def test_homework(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, lina: Pupil
) -> None:
    ahead = lina.homework_between(TODAY, TODAY + timedelta(days=30))
    to_do = [work for work in ahead if not work.done]
    tomorrow = [work for work in to_do if work.due.day == 25 and work.due.month == 11]
    count, of_tomorrow = (
        "sensor.pronote_1_homework_to_do",
        "sensor.pronote_1_homework_next_school_day",
    )
    assert int(value(hass, count)) == len(to_do)
    assert int(value(hass, of_tomorrow)) == len(tomorrow)

    school.trigger_event("homework", pupil="Lina", due="2026-11-25")
    await refresh(hass, entry)
    assert int(value(hass, count)) == len(to_do) + 1
    assert int(value(hass, of_tomorrow)) == len(tomorrow) + 1


async def test_homework_follows_the_timetable(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, lina: Pupil
) -> None:
    """When all the lessons of tomorrow fall, the next school day is another one."""
    school.trigger_event("homework", pupil="Lina", due="2026-11-26")
    await refresh(hass, entry)
    entity_id = "sensor.pronote_1_homework_next_school_day"
    counts = [
        sum(not work.done for work in lina.homework_between(day, day))
        for day in (TODAY.replace(day=25), TODAY.replace(day=26))
    ]
    assert counts[0] != counts[1]
    assert int(value(hass, entity_id)) == counts[0]

    cancel_all_lessons(school, "Lina", "2026-11-25")
    await entry.runtime_data.timetable.async_refresh()
    assert int(value(hass, entity_id)) == counts[1]


async def test_averages(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, lina: Pupil
) -> None:
    period = school.model.period_of(TODAY)
    mine = state(hass, "sensor.pronote_1_overall_average")
    assert Decimal(mine.state) == lina.overall_average(period)
    assert mine.attributes["period"] == period.name
    assert mine.attributes["out_of"] == 20
    assert mine.attributes["unit_of_measurement"] == "/20"
    assert Decimal(value(hass, "sensor.pronote_1_class_average")) == (
        lina.class_overall_average(period)
    )


async def test_last_grade(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    freezer.move_to("2026-11-25T06:00:00+01:00")
    school.trigger_event("grade", pupil="Lina", value="15.5")
    await refresh(hass, entry)
    last = state(hass, "sensor.pronote_1_last_grade")
    assert float(last.state) == 15.5
    assert last.attributes["subject"] == "MATHÉMATIQUES"
    assert last.attributes["date"] == TODAY.replace(day=25)
    assert last.attributes["out_of"] == 20
    assert last.attributes["unit_of_measurement"] == "/20"
    assert last.attributes["code"] is None

    freezer.move_to("2026-11-26T06:00:00+01:00")
    school.trigger_event("grade", pupil="Lina", value="absent", out_of="10")
    await refresh(hass, entry)
    last = state(hass, "sensor.pronote_1_last_grade")
    assert last.state == STATE_UNKNOWN
    assert last.attributes["code"] == "absent"


async def test_menu_of_the_day(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    menu = state(hass, "sensor.pronote_1_menu_today")
    assert "poulet" in menu.state
    assert menu.attributes["meal"] == "lunch"
    await advance_until(hass, freezer, "2026-11-25 00:00:00")
    assert value(hass, "sensor.pronote_1_menu_today") != menu.state
    await advance_until(hass, freezer, "2026-11-28 00:00:00")
    assert value(hass, "sensor.pronote_1_menu_today") == STATE_UNKNOWN


async def test_menu_fits_in_a_state(entry: MockConfigEntry) -> None:
    """A dinner is told where there is no lunch, and never more than a state holds."""
    days = entry.runtime_data.timetable.school_days("")
    dishes = tuple(
        Dish(name="Émincé de volaille à la crème", course=Course.MAIN)
        for _ in range(20)
    )
    dinner = Menu(date=days.today, meal=Meal.DINNER, dishes=dishes)
    description, _ = MENUS
    menus = {monday_of(days.today): (dinner,)}
    text = description.value_fn(menus, days)
    assert isinstance(text, str)
    assert len(text) == 255
    assert text.endswith("…")
    assert description.attributes_fn(menus, days) == {"meal": "dinner"}


async def test_everything_is_named_and_ordered(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Each entity has a translated name, lives with its child, and tells no list."""
    entities = er.async_entries_for_config_entry(entity_registry, entry.entry_id)
    assert {entity.domain for entity in entities} == set(PLATFORMS)
    for entity in entities:
        assert entity.has_entity_name and entity.original_name and entity.device_id
        assert entity.translation_key
        if entity.disabled:
            continue
        attributes = dict(state(hass, entity.entity_id).attributes)
        attributes.pop("event_types", None)
        for attribute in attributes.values():
            assert not isinstance(attribute, (list, dict))
