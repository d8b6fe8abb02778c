"""Test the account of a parent in a real Home Assistant, through its APIs."""

import asyncio
from datetime import datetime, timedelta
import json
import re

from tests.demo.dashboard import Child, children
from tests.demo.family import Family
from tests.demo.home import ROOT
from tests.demo.school import first_names
from tests.demo.waiting import until
from tests.e2e.conftest import PARIS, Say


async def parents_children(family: Family) -> list[Child]:
    return await children(family.home, family.entry["entry_id"])


async def refresh(family: Family, child: Child) -> None:
    """Request everything that a child's entities show."""
    entities = [one for platform in child.entities for one in child.all(platform)]
    await family.home.act("homeassistant.update_entity", entities)


async def test_each_child_is_a_device(family: Family, say: Say) -> None:
    pupils = first_names(family.school.account("parent"))
    seen = await parents_children(family)

    assert [child.name for child in seen] == pupils
    for child in seen:
        assert len(child.all("calendar")) == 5
        assert len(child.all("todo")) == 2
        assert len(child.all("sensor")) >= 10
        assert len(child.all("binary_sensor")) >= 4
    say("Children of the parent's account", ", ".join(pupils))
    count = sum(len(child.all(kind)) for child in seen for kind in child.entities)
    say("Their entities", count)


async def reload(family: Family) -> None:
    """Reload the account, and wait for its login: the last data is shown first."""
    logins = (await family.school.request_log())["logins"]

    async def logged_in() -> bool:
        ledger = await family.school.request_log()
        return bool(ledger["logins"] > logins and ledger["sessions_open"] == 1)

    await family.home.reload(family.entry)
    await until(logged_in, "a session with the school")


async def test_one_login_and_one_session_serve_them_all(
    family: Family, say: Say
) -> None:
    await family.school.reset_request_log()
    await reload(family)
    ledger = await family.school.request_log()

    assert ledger["logins"] == 1
    assert ledger["failed_logins"] == 0
    assert ledger["sessions_open"] == 1
    say("A start of the integration", f"{ledger['logins']} login")
    say("Sessions open at the school", ledger["sessions_open"])
    say("Requests of that start", ledger["requests_total"])


async def test_no_state_is_missing(family: Family) -> None:
    states = await family.home.states()
    for child in await parents_children(family):
        for platform in child.entities:
            for entity in child.all(platform):
                assert states[entity]["state"] != "unavailable", entity
        for known in ("next_lesson", "overall_average", "homework_to_do"):
            assert states[child.entity("sensor", known)]["state"] != "unknown"


async def test_no_id_holds_a_name(family: Family) -> None:
    names = {
        word.lower()
        for pupil in family.school.account("parent")["pupils"]
        for word in pupil.split()
    }
    registry = await family.home.ask("config/entity_registry/list")
    ours = [entity for entity in registry if entity["platform"] == "pronote"]

    leaks = [
        (entity["entity_id"], entity["unique_id"])
        for entity in ours
        if any(name in f"{entity['entity_id']} {entity['unique_id']}" for name in names)
    ]
    assert ours
    assert not leaks


async def test_next_lesson_stands_in_the_calendar(family: Family, say: Say) -> None:
    states = await family.home.states()
    for child in await parents_children(family):
        lesson = states[child.entity("sensor", "next_lesson")]
        start = datetime.fromisoformat(lesson["state"])
        events = await family.home.events(
            child.entity("calendar", "lessons"), start, start + timedelta(hours=1)
        )

        # A detention has no subject.
        subject = lesson["attributes"]["subject"] or ""
        assert any(
            datetime.fromisoformat(event["start"]["dateTime"]) == start
            and subject.lower() in event["summary"].lower()
            for event in events
        )
        when = start.astimezone(PARIS)
        say(f"Next lesson of {child.name}", f"{subject}, {when:%d/%m %H:%M}")


async def test_a_canceled_lesson_shows(family: Family, say: Say) -> None:
    child = (await parents_children(family))[0]
    sensor = child.entity("sensor", "next_lesson")
    before = (await family.home.states())[sensor]

    await family.school.trigger_event("lesson_canceled", pupil=child.name)
    await refresh(family, child)

    async def moved() -> dict[str, str] | None:
        state = (await family.home.states())[sensor]
        return state if state["state"] != before["state"] else None

    after = await until(moved, "the next lesson to be another")
    start = datetime.fromisoformat(before["state"])
    events = await family.home.events(
        child.entity("calendar", "lessons"), start, start + timedelta(minutes=30)
    )
    assert after["state"] > before["state"]
    assert not [one for one in events if "annulé" not in one["summary"].lower()]
    shown = "; ".join(event["summary"] for event in events) or "nothing"
    say("A canceled lesson", f"{start.astimezone(PARIS):%d/%m %H:%M}: {shown}")


async def test_new_homework_shows(family: Family, say: Say) -> None:
    child = (await parents_children(family))[0]
    todo = child.entity("todo", "homework")
    before = {item["uid"] for item in await family.home.todo_items(todo)}

    await family.school.trigger_event("homework", pupil=child.name)
    await refresh(family, child)

    async def given() -> list[dict[str, str]]:
        items = await family.home.todo_items(todo)
        return [item for item in items if item["uid"] not in before]

    (item,) = await until(given, "the new homework")
    say("New homework", f"{item['summary']}, for {item['due']}")


async def test_a_tick_of_a_parent_stays_at_home(family: Family) -> None:
    child = (await parents_children(family))[0]
    todo = child.entity("todo", "homework")
    item = next(
        item
        for item in await family.home.todo_items(todo)
        if item["status"] == "needs_action"
    )
    await family.school.reset_request_log()

    await family.home.act(
        "todo.update_item", todo, item=item["uid"], status="completed"
    )

    items = {one["uid"]: one for one in await family.home.todo_items(todo)}
    assert items[item["uid"]]["status"] == "completed"
    assert (await family.school.request_log())["failed_logins"] == 0


async def test_reloads_leave_nothing_behind(family: Family, say: Say) -> None:
    before = set(await family.home.states())
    for _ in range(3):
        await reload(family)

    assert set(await family.home.states()) == before
    assert (await family.school.request_log())["sessions_open"] == 1
    say("After three reloads", f"{len(before)} entities, one session")


async def test_a_reload_in_the_middle_of_a_refresh(family: Family) -> None:
    """What was about to be asked is not asked of a new session."""
    child = (await parents_children(family))[0]
    refresh = family.home.rest(
        "POST",
        "services/homeassistant/update_entity",
        {"entity_id": [child.entity("sensor", "next_lesson"), *child.all("calendar")]},
    )
    await asyncio.gather(refresh, reload(family))

    assert (await family.school.request_log())["sessions_open"] == 1


async def test_diagnostics_hold_no_name(family: Family, say: Say) -> None:
    content = json.dumps(
        await family.home.rest(
            "GET", f"diagnostics/config_entry/{family.entry['entry_id']}"
        ),
        ensure_ascii=False,
    ).lower()
    account = family.school.account("parent")
    secrets = [account["username"], account["password"], family.school.url]
    names = [word for pupil in account["pupils"] for word in pupil.split()]

    assert not [word for word in (*secrets, *names) if word.lower() in content]
    say("Diagnostics", f"{len(content)} characters, no name")


async def test_conditions_are_those_of_the_entities(family: Family, say: Say) -> None:
    """Each condition can be tested; two are compared with the entities."""
    keys = re.findall(
        r"^(\w+):",
        (ROOT / "custom_components/pronote/conditions.yaml").read_text("utf-8"),
        re.MULTILINE,
    )
    child = (await parents_children(family))[0]
    tested = {}
    for key in keys:
        answer = await family.home.ask(
            "test_condition",
            condition={
                "condition": f"pronote.{key}",
                "target": {
                    "entity_id": child.all("binary_sensor") + child.all("sensor")
                },
            },
        )
        tested[key] = answer["result"]
    states = await family.home.states()
    for key, entity in (
        ("has_school_today", "school_day_today"),
        ("has_school_tomorrow", "school_day_tomorrow"),
    ):
        shown = states[child.entity("binary_sensor", entity)]["state"]
        assert tested[key] is (shown == "on")
    say("Conditions that can be tested", len(tested))
