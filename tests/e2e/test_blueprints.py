"""Test that each blueprint can be imported from a URL and fires on its event."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from aiohttp import web

from tests.demo.api import HomeAssistant, Json
from tests.demo.dashboard import Child, children
from tests.demo.family import Family
from tests.demo.home import LOCALHOST, ROOT, free_port
from tests.demo.school import first_names
from tests.demo.waiting import until
from tests.e2e.conftest import PARIS, Say
from tests.e2e.test_school_events import refresh

FOLDER = ROOT / "blueprints" / "automation" / "pronote"
LIGHT = "light.lampe_de_chevet"
SECOND = timedelta(seconds=1)


@asynccontextmanager
async def published() -> AsyncIterator[str]:
    """Serve the blueprints over HTTP."""
    site = web.Application()
    site.router.add_static("/", FOLDER)
    runner = web.AppRunner(site)
    await runner.setup()
    port = free_port(0)
    await web.TCPSite(runner, LOCALHOST, port).start()
    yield f"http://{LOCALHOST}:{port}"
    await runner.cleanup()


def inputs(child: Child, school: str) -> dict[str, Json]:
    """Return what a parent chooses in each blueprint."""
    wake_up = child.entity("sensor", "wake_up")
    return {
        "absence_to_justify": {"children": [child.device]},
        "ask_about_tomorrow": {"children": [child.device]},
        "coming_home": {"end_of_day": child.entity("sensor", "end_of_day")},
        "daily_menu": {"child": child.device},
        "evening_bag": {"child": child.device},
        "first_lesson_canceled": {"wake_up": wake_up},
        "homework_left": {"child": child.device},
        "message_or_news": {"senders": [school, child.device]},
        "new_grade": {"children": [child.device]},
        "punishment": {"children": [child.device]},
        "timetable_changed_tonight": {"children": [child.device], "from": "00:00:00"},
        "wake_up_light": {
            "wake_up": wake_up,
            "light": {"entity_id": LIGHT},
            "offset": "00:00:00",
        },
    }


async def use(home: HomeAssistant, address: str, name: str, chosen: Json) -> None:
    """Import a blueprint, and create an automation from it."""
    url = f"{address}/{name}_fr.yaml"
    imported = await home.ask("blueprint/import", url=url)
    assert not imported["validation_errors"]
    await home.ask(
        "blueprint/save",
        domain="automation",
        path=f"pronote/{name}_fr.yaml",
        yaml=imported["raw_data"],
        source_url=url,
    )
    await save(home, name, chosen)


async def save(home: HomeAssistant, name: str, chosen: Json) -> None:
    """Save an automation of a blueprint."""
    blueprint = {"path": f"pronote/{name}_fr.yaml", "input": chosen}
    await home.rest(
        "POST",
        f"config/automation/config/{name}",
        {"alias": name, "use_blueprint": blueprint},
    )


async def test_each_blueprint_is_imported_and_fires(family: Family, say: Say) -> None:
    home, school = family.home, family.school
    child = next(
        child
        for child in await children(home, family.entry["entry_id"])
        if child.name == first_names(school.account("parent"))[0]
    )
    devices = await home.ask("config/device_registry/list")
    (account,) = (one["via_device_id"] for one in devices if one["id"] == child.device)
    chosen = inputs(child, account)
    assert {f"{name}{end}.yaml" for name in chosen for end in ("", "_fr")} == {
        path.name for path in FOLDER.iterdir()
    }

    async with published() as address:
        for name, values in chosen.items():
            await use(home, address, name, values)
    try:
        await fire(family, child, chosen)
    finally:
        for name in chosen:
            await home.rest("DELETE", f"config/automation/config/{name}")
    say("Blueprints imported and fired", len(chosen))


async def fire(family: Family, child: Child, chosen: dict[str, Json]) -> None:
    """Trigger the events, and check the notifications."""
    home, school = family.home, family.school
    sensor, binary = child.entities["sensor"], child.entities["binary_sensor"]
    states = await home.states()
    await school.trigger_event("grade", pupil=child.name, value="13.5", title="Modèle")
    await school.trigger_event("delay", pupil=child.name)
    await school.trigger_event("punishment", pupil=child.name)
    await school.trigger_event(
        "message", account="parent", subject_line="Sortie au musée"
    )
    await school.trigger_event("homework", pupil=child.name)
    day = states[sensor["wake_up"]]["attributes"]["first_lesson"][:10]
    await school.trigger_event("lesson_canceled", pupil=child.name, date=day)
    await refresh(home)
    await told(home, "· MATHÉMATIQUES", "13,5/20 · Modèle")
    await told(home, "Retard à justifier", "")
    await told(home, "Nouvelle punition", "")
    await told(home, "Nouveau message", "· Sortie au musée")
    states = await home.states()
    follows = states[sensor["wake_up"]]["attributes"]["first_lesson"][:10]
    later = "au lieu de" if follows == day else "aucun cours n’a lieu"
    await told(home, "réveil plus tard", later)
    if day == str(datetime.now(PARIS).date() + timedelta(days=1)):
        await told(home, "emploi du temps modifié", later)
    await evening(home, "coming_home", chosen, by_itself=False)
    await told(home, "les cours sont finis", "")

    states = await home.states()
    bag, left = states[sensor["bag"]], states[sensor["homework_next_school_day"]]
    tomorrow = states[binary["school_day_tomorrow"]]["state"] == "on"
    await evening(home, "evening_bag", chosen, by_itself=tomorrow)
    if int(bag["state"]) + bag["attributes"]["take_out"]:
        await told(home, "🎒", " ")

    await evening(home, "homework_left", chosen, by_itself=int(left["state"]) > 0)
    await told(home, "📚", "MATHÉMATIQUES")
    await tick_by_a_button(home, child)

    answer = await home.rest(
        "POST", "conversation/process", {"text": "L’école demain ?", "language": "fr"}
    )
    assert child.name in answer["response"]["speech"]["plain"]["speech"]

    await until(partial(wakes, home, sensor["wake_up"]), "the light")
    await refresh(home)


async def wakes(home: HomeAssistant, wake_up: str) -> bool:
    """Return whether the light is on; if not, set the wake-up to a few seconds from now."""
    states = await home.states()
    if states[LIGHT]["state"] == "on":
        return True
    now, state = datetime.now(PARIS).replace(microsecond=0), states[wake_up]
    if not now - 3 * SECOND < datetime.fromisoformat(state["state"]) < now + 9 * SECOND:
        soon = {"state": (now + 3 * SECOND).isoformat()}
        await home.rest(
            "POST", f"states/{wake_up}", soon | {"attributes": state["attributes"]}
        )
    return False


async def told(home: HomeAssistant, title: str, message: str) -> None:
    """Wait for a notification, by its title and message."""

    async def seen() -> bool:
        notifications: list[dict[str, Any]]
        notifications = await home.ask("persistent_notification/get")
        return any(
            title in (one["title"] or "") and message in one["message"]
            for one in notifications
        )

    await until(seen, f"the notification {title}: {message}")


async def evening(
    home: HomeAssistant, name: str, chosen: dict[str, Json], *, by_itself: bool
) -> None:
    """Let the time come that an automation waits for; run it by hand on a day when it would not act."""
    if not by_itself:
        await home.act("automation.trigger", f"automation.{name}", skip_condition=True)
        return
    due = datetime.now(PARIS) - 9 * SECOND

    async def acted() -> bool:
        """Return whether it ran; if not, set its time to a few seconds from now."""
        nonlocal due
        state = (await home.states()).get(f"automation.{name}")
        if state is not None and state["attributes"].get("last_triggered"):
            return True
        if datetime.now(PARIS) > due + 4 * SECOND:
            due = datetime.now(PARIS) + 4 * SECOND
            await save(home, name, chosen[name] | {"at": f"{due:%H:%M:%S}"})
        return False

    await until(acted, f"the time of {name}")


async def tick_by_a_button(home: HomeAssistant, child: Child) -> None:
    """Press a button of the notification on the phone."""
    todo = child.entity("todo", "homework")
    today = str(datetime.now(PARIS).date())
    work = min(
        (
            item
            for item in await home.todo_items(todo)
            if item["status"] == "needs_action" and item["due"] > today
        ),
        key=lambda item: str(item["due"]),
    )
    await home.rest(
        "POST",
        "events/mobile_app_notification_action",
        {"action": f"pronote_{child.device}_{work['uid']}"},
    )

    async def ticked() -> bool:
        items = await home.todo_items(todo)
        return any(
            item["uid"] == work["uid"] and item["status"] == "completed"
            for item in items
        )

    await until(ticked, "the tick")
