"""Test that each type of change at school is reported exactly once, also across restarts of Home Assistant."""

from collections import Counter
from datetime import datetime, timedelta
import json
import re

import aiohttp
import pytest

from tests.demo.api import HomeAssistant, Json
from tests.demo.dashboard import Child, children
from tests.demo.family import add_parent
from tests.demo.home import ROOT, Folder, free_port, running_home
from tests.demo.school import School, running_school
from tests.demo.waiting import until
from tests.e2e.conftest import PARIS, Say

PATH = ROOT / ".demo" / "happenings"
TOLD = re.compile(r"\[told\] (.+)$", re.MULTILINE)

NOTED = {
    "homework_changed": ("homework_changed", "homework_changed"),
    "homework": ("new_homework", "homework_given"),
    "grade": ("new_grade", "grade_published"),
    "evaluation": ("new_evaluation", "evaluation_published"),
    "report_card": ("report_card_published", "report_card_published"),
    "absence": ("new_absence", "absence_recorded", "absence_to_justify"),
    "announced_absence": ("absence_announced", "absence_announced"),
    "exemption_requested": ("exemption_requested", "exemption_requested"),
    "delay": ("new_delay", "delay_recorded", "absence_to_justify"),
    "punishment": ("new_punishment", "punishment_given"),
    "encouragement": ("new_observation", "observation_written"),
    "news": ("new_news", "news_published"),
    "survey": ("new_survey", "survey_published"),
    "document": ("new_document", "document_received"),
    "document_to_sign": ("document_to_sign", "document_to_sign"),
    "paper_requested": ("document_to_hand_in", "document_to_hand_in"),
}
"""Events of a child: the change that is reported, and the triggers that fire."""

CORRECTED = {
    "homework_removed": ("homework_removed",),
    "grade_changed": ("grade_changed",),
    "evaluation_changed": ("evaluation_changed",),
    "absence_accepted": ("absence_changed",),
    "announcement_refused": ("announcement_refused", "announcement_refused"),
    "exemption_refused": ("exemption_refused", "exemption_refused"),
    "delay_accepted": ("delay_changed",),
    "punishment_changed": ("punishment_changed",),
}
"""Later changes of the same items."""

CANCELED = ("lesson_canceled", "lesson_canceled", "timetable_changed")
LESSONS = {
    "lesson_canceled": CANCELED,
    "room_changed": ("lesson_room_changed", "room_changed", "timetable_changed"),
    "substitute": ("lesson_teacher_changed", "teacher_changed", "timetable_changed"),
    "test": ("test_announced", "test_announced"),
}
"""Events of lessons, each on a different day, and what follows."""

MOVED = ("lesson_moved", "lesson_moved", "timetable_changed")
RESTORED = ("lesson_restored", "timetable_changed")
ADDED = ("lesson_added", "timetable_changed")
REPLACED = ("lesson_replaced", "timetable_changed")
REMOVED = ("lesson_removed", "lesson_canceled", "timetable_changed")
MESSAGE = ("new_message", "message_received")

MENUS = ("menu_published", "menu_published")
MENU = ("menu_changed",)
BALANCE = ("balance_low", "balance_low")
PERIOD = ("new_period",)

DERIVED = ("start_of_day_moved", "end_of_day_moved", "teacher_absent")
"""What follows from changes of lessons. It depends on the timetable of the day of the test."""


def count_received(folder: Folder) -> Counter[str]:
    """Return how many of each were reported since the start."""
    return Counter(TOLD.findall(folder.log))


def split(received: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Return what was reported of the changes made here, and of those that follow from them."""
    own: Counter[str] = Counter()
    following: Counter[str] = Counter()
    for line, times in received.items():
        (following if line.endswith(DERIVED) else own)[line] = times
    return own, following


async def following_changes(folder: Folder) -> Counter[str]:
    """Return the following changes by kind, once all listeners have received each of them."""

    def by_place() -> list[Counter[str]]:
        _, following = split(count_received(folder))
        return [
            Counter({kind: following[f"{place}{kind}"] for kind in DERIVED})
            for place in ("bus ", "entity ", "pronote.")
        ]

    async def complete() -> bool:
        bus, entity, trigger = by_place()
        return bus == entity == trigger

    await until(complete, "the same changes on the bus, entities and triggers")
    return by_place()[0]


def expected(*changes: tuple[str, ...]) -> Counter[str]:
    """Return what an automation receives for changes."""
    return Counter(
        line
        for kind, *triggers in changes
        for line in (
            f"bus {kind}",
            f"entity {kind}",
            *(f"pronote.{trigger}" for trigger in triggers),
        )
    )


async def event_entities(home: HomeAssistant) -> list[str]:
    """Return the event entities."""
    return [
        entity["entity_id"]
        for entity in await home.ask("config/entity_registry/list")
        if entity["platform"] == "pronote" and entity["entity_id"].startswith("event.")
    ]


async def known_kinds(home: HomeAssistant) -> set[str]:
    """Return all event types of the event entities."""
    states = await home.states()
    return {
        kind
        for entity in await event_entities(home)
        for kind in states[entity]["attributes"]["event_types"]
    }


async def show_balances(home: HomeAssistant) -> None:
    """Fetch the home pages, which contain the balances: at some hours they come later."""
    buttons = [name for name in await home.states() if name.startswith("button.")]
    await home.act("button.press", buttons)

    async def shown() -> bool:
        states = await home.states()
        return any(
            "balance_low" in state["attributes"].get("event_types", ())
            for state in states.values()
        )

    await until(shown, "the events of the balances")


async def listen(home: HomeAssistant, folder: Folder, entry: Json) -> None:
    """Write an automation that notes the bus events, the event entities, the triggers."""
    entities = await event_entities(home)
    for entity in entities:
        await home.ask(
            "config/entity_registry/update", entity_id=entity, disabled_by=None
        )
    await home.reload(entry)
    devices = [
        device["id"]
        for device in await home.ask("config/device_registry/list")
        if any(domain == "pronote" for domain, _ in device["identifiers"])
    ]
    automation = {
        "id": "told",
        "alias": "Told",
        "mode": "queued",
        "max": 500,
        "triggers": [
            {"trigger": "event", "event_type": "pronote_event"},
            {"trigger": "state", "entity_id": entities},
            *(
                {"trigger": f"pronote.{key}", "target": {"device_id": devices}}
                for key in triggers()
            ),
        ],
        "conditions": [
            {
                "condition": "template",
                "value_template": (
                    "{{ trigger.platform != 'state' or (trigger.from_state"
                    " and trigger.from_state.state != 'unavailable' and trigger.to_state"
                    " and trigger.to_state.state not in ['unavailable', 'unknown']) }}"
                ),
            }
        ],
        "actions": [
            {
                "action": "system_log.write",
                "data": {
                    "logger": "told",
                    "level": "warning",
                    "message": (
                        "{% if trigger.platform == 'event' %}"
                        "bus {{ trigger.event.data.type }}"
                        "{% elif trigger.platform == 'state' %}"
                        "entity {{ trigger.to_state.attributes.event_type }}"
                        "{% else %}{{ trigger.platform }}{% endif %}"
                    ),
                },
            }
        ],
    }
    (folder.path / "automations.yaml").write_text(json.dumps([automation]), "utf-8")
    await home.ask("call_service", domain="automation", service="reload")


def triggers() -> list[str]:
    """Return the triggers of the integration."""
    triggers = ROOT / "custom_components" / "pronote" / "triggers.yaml"
    return re.findall(r"^(\w+):", triggers.read_text("utf-8"), re.MULTILINE)


async def refresh(home: HomeAssistant) -> None:
    """Request every page that an event entity listens to."""
    states = await home.states()
    entities = [entity for entity in await event_entities(home) if entity in states]
    await home.act("homeassistant.update_entity", entities)


async def wait_for(folder: Folder, wanted: Counter[str]) -> None:
    """Wait until everything is reported."""

    async def all_told() -> bool:
        return count_received(folder) >= wanted

    try:
        await until(all_told, "everything to be told", seconds=45)
    except TimeoutError:
        missing = wanted - count_received(folder)
        raise AssertionError(f"never reported: {sorted(missing)}") from None


async def school_days(home: HomeAssistant, child: Child) -> list[str]:
    """Return the next days that have lessons still."""
    now = datetime.now(PARIS)
    lessons = await home.events(
        child.entity("calendar", "lessons"), now, now + timedelta(days=8)
    )
    starts = (
        datetime.fromisoformat(lesson["start"]["dateTime"]).astimezone(PARIS)
        for lesson in lessons
        if "dateTime" in lesson["start"]
    )
    return sorted({str(start.date()) for start in starts if start > now})


async def make_everything_happen(
    school: School, child: Child, days: list[str]
) -> Counter[str]:
    """Trigger events, and return what is to be reported."""
    for what in NOTED:
        await school.trigger_event(what, pupil=child.name)
    for what, day in zip(LESSONS, days, strict=False):
        await school.trigger_event(what, pupil=child.name, date=day)
    await school.trigger_event("message", account="parent")
    await school.trigger_event("menus_published", date=days[3])
    await school.trigger_event("meal_paid", pupil=child.name, amount="1500")
    # The canteen is the same for both children.
    return expected(*NOTED.values(), *LESSONS.values(), MESSAGE, MENUS, MENUS, BALANCE)


async def correct_it(school: School, child: Child, days: list[str]) -> Counter[str]:
    for what in CORRECTED:
        await school.trigger_event(what, pupil=child.name)
    await school.trigger_event(
        "lesson_moved", pupil=child.name, date=days[1], to=days[2]
    )
    await school.trigger_event("lesson_restored", pupil=child.name, date=days[0])
    await school.trigger_event(
        "lesson_added", pupil=child.name, date=days[3], subject="LAT"
    )
    await school.trigger_event("menu", date=days[3])
    return expected(*CORRECTED.values(), MOVED, RESTORED, ADDED, MENU, MENU)


async def go_on(school: School, child: Child, days: list[str]) -> Counter[str]:
    await school.trigger_event(
        "lesson_replaced", pupil=child.name, date=days[0], by="LAT"
    )
    await school.trigger_event("lesson_removed", pupil=child.name, date=days[3])
    return expected(REPLACED, REMOVED)


async def a_period_ends(school: School) -> Counter[str]:
    """End it, unless the year is nearly over or it has just begun."""
    try:
        await school.trigger_event("period")
    except aiohttp.ClientResponseError:
        return Counter()
    return expected(PERIOD, PERIOD)


@pytest.mark.timeout(400)
async def test_told_once_whatever_happens(say: Say) -> None:
    """The events, the bus and the triggers: over a re-login, a reload and a restart."""
    folder = Folder(PATH / "home")
    wanted: Counter[str] = Counter()
    async with (
        aiohttp.ClientSession() as session,
        running_school(
            session,
            "--in-term",
            "--port",
            str(free_port(8124)),
            log=PATH / "school.log",
        ) as school,
    ):
        async with running_home(session, folder, port=0) as home:
            for day in (datetime.now(PARIS) + timedelta(weeks=week) for week in (0, 1)):
                await school.trigger_event("menus_awaited", date=str(day.date()))
            entry = await add_parent(home, school)
            child = (await children(home, entry["entry_id"]))[0]
            days = await school_days(home, child)
            assert len(days) >= len(LESSONS)
            await show_balances(home)
            await listen(home, folder, entry)
            assert not count_received(folder)

            for trigger_event in (make_everything_happen, correct_it, go_on):
                wanted += await trigger_event(school, child, days)
                await refresh(home)
                await wait_for(folder, wanted)

            following = await following_changes(folder)
            wanted += await a_period_ends(school)
            await log_in_again(home, school, entry)
            await wait_for(folder, wanted)
            assert split(count_received(folder))[0] == wanted
            assert await following_changes(folder) == following
            kinds = {line.removeprefix("bus ") for line in wanted if "bus " in line}
            known = await known_kinds(home)
            say("Kinds of changes told once", f"{len(kinds)} of {len(known)}")
            # An announcement is either refused or accepted, and so is a request.
            accepted = {"announcement_accepted", "exemption_accepted"}
            assert known - kinds <= {*PERIOD, *DERIVED, *accepted}

        await school.trigger_event("grade", pupil=child.name, value="7", title="Dictée")
        await school.trigger_event("lesson_canceled", pupil=child.name, date=days[3])
        await school.trigger_event("message", account="parent", subject_line="Sortie")
        meanwhile = expected(NOTED["grade"], CANCELED, MESSAGE)
        async with running_home(session, folder, port=0, keep=True) as home:
            await wait_for(folder, meanwhile)
            following = await following_changes(folder)
            await log_in_again(home, school, entry)
            assert split(count_received(folder))[0] == meanwhile
            assert await following_changes(folder) == following
            say("Told after a restart", ", ".join(sorted(meanwhile)))


async def log_in_again(home: HomeAssistant, school: School, entry: Json) -> None:
    """Lose the session, and with it each id that the school gave; then load again."""
    await school.reset_request_log()
    await school.fault("expire_sessions")
    await refresh(home)

    async def logged_in() -> bool:
        return bool((await school.request_log())["logins"] >= 1)

    await until(logged_in, "a new login")
    await home.reload(entry)
