"""Test the to-do list: its items, and where a tick is stored."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.components.todo import TodoItem
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_time,
    advance_until,
    refresh,
    settle,
    state,
    value,
)
from tests.school import School

LIST = "todo.pronote_1_homework"


async def items(hass: HomeAssistant) -> list[dict[str, Any]]:
    answer: Any = await hass.services.async_call(
        "todo", "get_items", {"entity_id": LIST}, blocking=True, return_response=True
    )
    found = answer[LIST]["items"]
    assert isinstance(found, list)
    return found


async def first_to_do(hass: HomeAssistant) -> dict[str, Any]:
    return next(item for item in await items(hass) if item["status"] == "needs_action")


async def update(hass: HomeAssistant, item: dict[str, Any], **changes: str) -> None:
    """Send an item as the card of a dashboard does: whole."""
    data = {
        "entity_id": LIST,
        "item": item["uid"],
        "rename": item["summary"],
        "status": item["status"],
        "description": item["description"],
        "due_date": item["due"],
    }
    await hass.services.async_call("todo", "update_item", data | changes, blocking=True)


def done_at_school(school: School, pupil: str = "Lina") -> int:
    return sum(work.done for work in school.model.pupil(pupil).homework)


@pytest.fixture
async def pupil_entry(new_entry: NewEntry, set_up: SetUp) -> MockConfigEntry:
    """The account of a pupil."""
    entry = new_entry("pupil")
    assert await set_up(entry)
    return entry


async def test_homework_far_ahead(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """It fires its event when it appears, and is listed, however far ahead it is due."""
    requests = school.request_log.requests
    before = requests["PageCahierDeTexte"]
    events = async_capture_events(hass, "pronote_event")
    for day in ("2027-01-18", "2027-06-14"):
        text = f"<div>Exposé, {day}</div>"
        school.trigger_event("homework", pupil="Lina", due=day, text=text)
    await entry.runtime_data.homework.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=True)
    told = [x.data["data"]["due"] for x in events if x.data["type"] == "new_homework"]
    assert told == ["2027-01-18", "2027-06-14"]
    listed = [item["due"] for item in await items(hass)]
    assert listed[-2:] == told
    assert requests["PageCahierDeTexte"] == before + 2, "one for each child"


async def test_list_is_the_school_s(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lina = school.model.pupil("Lina")
    today = school.clock().date()
    found = await items(hass)
    ahead = [item for item in found if item["due"] >= str(today)]
    assert {(item["summary"], item["due"]) for item in ahead} == {
        (work.subject.name, str(work.due))
        for work in lina.homework
        if today <= work.due and (work.due - today).days <= 30
    }
    assert all(item["description"] for item in found)
    assert int(value(hass, LIST)) == sum(
        item["status"] == "needs_action" for item in found
    )


async def test_pupil_ticks_at_school(
    hass: HomeAssistant, school: School, pupil_entry: MockConfigEntry
) -> None:
    assert state(hass, LIST).attributes["ticks"] == "pronote"
    before, to_do = done_at_school(school), int(value(hass, LIST))
    counted = int(value(hass, "sensor.pronote_1_homework_to_do"))
    item = next(
        item
        for item in await items(hass)
        if item["status"] == "needs_action" and item["due"] >= "2026-11-24"
    )

    await update(hass, item, status="completed")
    assert done_at_school(school) == before + 1
    assert int(value(hass, LIST)) == to_do - 1
    assert int(value(hass, "sensor.pronote_1_homework_to_do")) == counted - 1

    await update(hass, item, status="needs_action")
    assert done_at_school(school) == before
    assert int(value(hass, LIST)) == to_do


async def test_tick_survives_the_end_of_the_session(
    hass: HomeAssistant, school: School, pupil_entry: MockConfigEntry
) -> None:
    before = done_at_school(school)
    item = await first_to_do(hass)
    await refresh(hass, pupil_entry)
    await pupil_entry.runtime_data.client.logout()
    await update(hass, item, status="completed")
    assert done_at_school(school) == before + 1


async def test_tick_that_fails_says_why(
    hass: HomeAssistant, school: School, pupil_entry: MockConfigEntry
) -> None:
    item = await first_to_do(hass)
    school.fault("too_many_requests", function="SaisieTAFFaitEleve")
    with pytest.raises(HomeAssistantError) as failure:
        await update(hass, item, status="completed")
    assert failure.value.translation_key == "too_many_requests"
    assert (await first_to_do(hass)) == item


async def test_tick_of_work_that_is_gone(
    hass: HomeAssistant, school: School, pupil_entry: MockConfigEntry
) -> None:
    item = await first_to_do(hass)
    for pupil in school.model.pupils:
        pupil.homework.clear()
    await pupil_entry.runtime_data.client.logout()
    with pytest.raises(HomeAssistantError) as failure:
        await update(hass, item, status="completed")
    assert failure.value.translation_key == "gone"


async def test_tick_outlives_a_reload_at_a_bad_moment(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """The school just said the same of another work, whose tick is forgotten therefore."""
    first, second = [x for x in await items(hass) if x["status"] == "needs_action"][:2]
    await update(hass, first, status="completed")
    lina = school.model.pupil("Lina")
    lina.homework = [replace(work, done=True) for work in lina.homework]
    await refresh(hass, entry)
    lina.homework = [replace(work, done=False) for work in lina.homework]
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    await update(hass, second, status="completed")
    await advance_time(hass, freezer, timedelta(minutes=1))

    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    statuses = {item["uid"]: item["status"] for item in await items(hass)}
    assert statuses[second["uid"]] == "completed"
    assert statuses[first["uid"]] == "needs_action"


async def test_parent_ticks_at_home(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """It is told to nobody, counts here, and outlives a restart."""
    assert state(hass, LIST).attributes["ticks"] == "home_assistant"
    before, to_do = done_at_school(school), int(value(hass, LIST))
    item = await first_to_do(hass)

    school.request_log.reset()
    await update(hass, item, status="completed")
    assert not school.request_log.requests
    assert done_at_school(school) == before
    assert int(value(hass, LIST)) == to_do - 1

    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert int(value(hass, LIST)) == to_do - 1

    await update(hass, item, status="needs_action")
    assert int(value(hass, LIST)) == to_do


async def test_tick_at_home_is_forgotten_with_its_work(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    freezer: Clock,
) -> None:
    item = await first_to_do(hass)
    await update(hass, item, status="completed")
    lina = entry.runtime_data.account.pupils[0].key
    stored = f"pronote.{entry.entry_id}.ticks"
    assert hass_storage[stored]["data"][lina] == {item["uid"]: True}

    for pupil in school.model.pupils:
        pupil.homework.clear()
    await refresh(hass, entry)
    assert await items(hass) == []
    await advance_time(hass, freezer, timedelta(seconds=20))
    assert hass_storage[stored]["data"][lina] == {}


async def test_nothing_happens_when_nothing_changes(
    hass: HomeAssistant, school: School, pupil_entry: MockConfigEntry
) -> None:
    item = await first_to_do(hass)
    school.request_log.reset()
    await update(hass, item)
    assert not school.request_log.requests


@pytest.mark.parametrize(
    "change",
    [
        {"rename": "Récréation"},
        {"description": "Rien à faire"},
        {"due_date": "2027-01-01"},
    ],
)
async def test_teachers_write_homework(
    hass: HomeAssistant, entry: MockConfigEntry, change: dict[str, str]
) -> None:
    item = await first_to_do(hass)
    with pytest.raises(ServiceValidationError) as failure:
        await update(hass, item, **change)
    assert failure.value.translation_key == "homework_read_only"
    assert (await first_to_do(hass)) == item


BAG = "todo.pronote_1_bag"


async def bag_items(hass: HomeAssistant) -> list[dict[str, Any]]:
    answer: Any = await hass.services.async_call(
        "todo", "get_items", {"entity_id": BAG}, blocking=True, return_response=True
    )
    found = answer[BAG]["items"]
    assert isinstance(found, list)
    return found


async def tick_bag(hass: HomeAssistant, item: str, status: str = "completed") -> None:
    data = {"entity_id": BAG, "item": item, "status": status}
    await hass.services.async_call("todo", "update_item", data, blocking=True)


async def test_bag_of_the_next_school_day(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """It holds what changes and what is to bring; its ticks are those of one day."""
    text = "<div>Finir la carte. Apporter des feutres fins.</div>"
    for day in ("2026-11-24", "2026-11-25"):
        school.trigger_event("homework", pupil="Lina", due=day, text=text)
    await entry.runtime_data.homework.async_refresh()
    today = await bag_items(hass)
    assert {item["due"] for item in today} == {"2026-11-24"}
    answer: Any = await hass.services.async_call(
        "pronote",
        "get_bag",
        {"entity_id": BAG},
        blocking=True,
        return_response=True,
    )
    bag = answer["bag"]
    subjects = [*bag["put_in"], *(f"To take out: {x}" for x in bag["take_out"])]
    summaries = [item["summary"] for item in today]
    assert [one for one in summaries if ": " not in one or one in subjects] == subjects
    [asked] = [one for one in summaries if one.endswith("feutres fins.")]
    assert "Finir" not in asked and asked.endswith(": Apporter des feutres fins.")

    await tick_bag(hass, asked)
    assert int(value(hass, BAG)) == len(today) - 1
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    ticked = [
        x["summary"] for x in await bag_items(hass) if x["status"] != "needs_action"
    ]
    assert ticked == [asked]
    await tick_bag(hass, asked, "needs_action")
    assert int(value(hass, BAG)) == len(today)
    await tick_bag(hass, asked)

    await advance_until(hass, freezer, "2026-11-24 18:00")
    evening = await bag_items(hass)
    assert {item["due"] for item in evening} == {"2026-11-25"}
    assert asked in [item["summary"] for item in evening]
    assert {item["status"] for item in evening} == {"needs_action"}


async def test_bag_is_not_edited(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    item, *_ = await bag_items(hass)
    data = {"entity_id": BAG, "item": item["uid"], "rename": "Teddy bear"}
    with pytest.raises(ServiceValidationError, match="follows the timetable"):
        await hass.services.async_call("todo", "update_item", data, blocking=True)


async def test_item_of_yesterday(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """A list on a screen may be older than the bag."""
    shown = {item["uid"]: item for item in await bag_items(hass)}
    list_ = hass.data["todo"].get_entity(BAG)
    assert list_ is not None
    await advance_until(hass, freezer, "2026-11-24 18:00")
    present = {item["uid"] for item in await bag_items(hass)}
    uid = next(uid for uid in shown if uid not in present)
    with pytest.raises(ServiceValidationError, match="next school day"):
        await list_.async_update_todo_item(
            TodoItem(uid=uid, summary=shown[uid]["summary"])
        )
