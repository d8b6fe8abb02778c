"""Each kind of thing happens at school, and a home is told of it once, whatever happens to the home."""

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

CHANGES = {
    "homework_changed": ("homework_changed", "homework_changed"),
    "homework": ("new_homework", "homework_given"),
    "grade": ("new_grade", "grade_published"),
    "evaluation": ("new_evaluation", "evaluation_published"),
    "report_card": ("report_card_published", "report_card_published"),
    "absence": ("new_absence", "absence_recorded", "absence_to_justify"),
    "delay": ("new_delay", "delay_recorded", "absence_to_justify"),
    "punishment": ("new_punishment", "punishment_given"),
    "encouragement": ("new_observation", "observation_written"),
    "news": ("new_news", "news_published"),
    "survey": ("new_survey", "survey_published"),
}
"""What happens to a child: what the bus is told, and the triggers that fire."""

LESSONS = {
    "lesson_cancelled": ("lesson_cancelled", "lesson_cancelled", "timetable_changed"),
    "room_changed": ("lesson_room_changed", "room_changed", "timetable_changed"),
    "substitute": ("lesson_teacher_changed", "teacher_changed", "timetable_changed"),
    "test": ("test_announced", "test_announced"),
}
"""The same of lessons, each on a day of its own."""

MOVED = ("lesson_moved", "lesson_moved", "timetable_changed")
MESSAGE = ("new_message", "message_received")


def told(folder: Folder) -> Counter[str]:
    """Count what the automation was told since the start."""
    return Counter(TOLD.findall(folder.log))


def expected(*changes: tuple[str, ...]) -> Counter[str]:
    """Return what an automation is told of changes."""
    return Counter(
        line
        for bus, *triggers in changes
        for line in (f"bus {bus}", *(f"pronote.{trigger}" for trigger in triggers))
    )


async def listen(home: HomeAssistant, folder: Folder) -> None:
    """Write an automation that notes the bus events and the triggers of all devices."""
    triggers = {
        trigger.removeprefix("pronote.")
        for names in (*CHANGES.values(), *LESSONS.values(), MOVED, MESSAGE)
        for trigger in names[1:]
    }
    devices = [
        device["id"]
        for device in await home.ask("config/device_registry/list")
        if any(domain == "pronote" for domain, _ in device["identifiers"])
    ]
    automation = {
        "id": "told",
        "alias": "Told",
        "mode": "queued",
        "max": 200,
        "triggers": [
            {"trigger": "event", "event_type": "pronote_event"},
            *(
                {"trigger": f"pronote.{key}", "target": {"device_id": devices}}
                for key in sorted(triggers)
            ),
        ],
        "actions": [
            {
                "action": "system_log.write",
                "data": {
                    "logger": "told",
                    "level": "warning",
                    "message": (
                        "{{ 'bus ' ~ trigger.event.data.type "
                        "if trigger.platform == 'event' else trigger.platform }}"
                    ),
                },
            }
        ],
    }
    (folder.path / "automations.yaml").write_text(json.dumps([automation]), "utf-8")
    await home.ask("call_service", domain="automation", service="reload")


async def refresh(home: HomeAssistant) -> None:
    """Ask for every page."""
    events = [
        entity["entity_id"]
        for entity in await home.ask("config/entity_registry/list")
        if entity["platform"] == "pronote"
        and entity["entity_id"].startswith("event.")
        and entity["disabled_by"] is None
    ]
    await home.act("homeassistant.update_entity", events)


async def wait_for(folder: Folder, wanted: Counter[str]) -> None:
    """Wait until everything is told."""

    async def all_told() -> bool:
        return told(folder) >= wanted

    try:
        await until(all_told, "everything to be told", seconds=45)
    except TimeoutError:
        missing = wanted - told(folder)
        raise AssertionError(f"never told: {sorted(missing)}") from None


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


async def make_everything_happen(school: School, child: Child, days: list[str]) -> None:
    for what in CHANGES:
        await school.happen(what, pupil=child.name)
    for what, day in zip(LESSONS, days, strict=False):
        await school.happen(what, pupil=child.name, date=day)
    await school.happen("message", account="parent")


@pytest.mark.timeout(400)
async def test_told_once_whatever_happens(say: Say) -> None:
    """The events, the bus and the triggers: over a re-login, a reload and a restart."""
    folder = Folder(PATH / "home")
    wanted = expected(*CHANGES.values(), *LESSONS.values(), MESSAGE)
    async with (
        aiohttp.ClientSession() as session,
        running_school(
            session, "--port", str(free_port(8124)), log=PATH / "school.log"
        ) as school,
    ):
        async with running_home(session, folder, port=0) as home:
            entry = await add_parent(home, school)
            child = (await children(home, entry["entry_id"]))[0]
            days = await school_days(home, child)
            assert len(days) >= len(LESSONS)
            await listen(home, folder)
            assert not told(folder)

            await make_everything_happen(school, child, days)
            await refresh(home)
            await wait_for(folder, wanted)
            await school.happen(
                "lesson_moved", pupil=child.name, date=days[1], to=days[2]
            )
            await refresh(home)
            wanted += expected(MOVED)
            await wait_for(folder, wanted)
            await each_event_entity_says_so(home, child)

            await log_in_anew(home, school, entry)
            assert told(folder) == wanted
            say("Kinds of changes told once", len(wanted))

        await school.happen("grade", pupil=child.name, value="7", title="Dictée")
        await school.happen("lesson_cancelled", pupil=child.name, date=days[3])
        await school.happen("message", account="parent", subject_line="Sortie")
        meanwhile = expected(CHANGES["grade"], LESSONS["lesson_cancelled"], MESSAGE)
        async with running_home(session, folder, port=0, keep=True) as home:
            await wait_for(folder, meanwhile)
            await log_in_anew(home, school, entry)
            assert told(folder) == meanwhile
            say("Told after a restart", ", ".join(sorted(meanwhile)))


async def each_event_entity_says_so(home: HomeAssistant, child: Child) -> None:
    states = await home.states()
    known = {
        states[entity]["attributes"]["event_type"]
        for entity in child.all("event")
        if states[entity]["state"] != "unknown"
    }
    assert {
        "new_grade",
        "new_evaluation",
        "report_card_published",
        "new_absence",
        "new_delay",
        "new_punishment",
        "new_observation",
        "new_news",
        "new_survey",
    } <= known


async def log_in_anew(home: HomeAssistant, school: School, entry: Json) -> None:
    """Lose the session, and with it each id that the school gave; then load again."""
    await school.reset_ledger()
    await school.fault("expire_sessions")
    await refresh(home)

    async def logged_in() -> bool:
        return bool((await school.ledger())["logins"] >= 1)

    await until(logged_in, "a new login")
    await home.reload(entry)
