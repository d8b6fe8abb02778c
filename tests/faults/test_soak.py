"""Test days of school life with random faults: the final state is that of a fresh start.

`SOAK_DAYS=7 scripts/test tests/faults/test_soak.py` simulates a week.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
import logging
import os
from pathlib import Path
from random import Random
import tracemalloc
from typing import Any
from unittest.mock import patch

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util import dt as dt_util
import pytest

from custom_components.pronote import client
from custom_components.pronote.client import discovery as instance, session
from custom_components.pronote.runtime.event_dispatcher import EVENT
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, child_of_event, refresh
from tests.helpers.live_objects import count_objects
from tests.school import ImpossibleEventError, Options, School

DAYS = int(os.environ.get("SOAK_DAYS", "1"))
WEIGHED = 2
"""Days after which bytes are weighed too: to trace them takes three times as long."""
SEED = int(os.environ.get("SOAK_SEED", "1"))
STEP = timedelta(minutes=10)
HOUR = timedelta(hours=1)
NIGHT = range(6)

FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("expire_sessions", {}),
    ("expire_sessions", {"G": 20}),
    ("desync", {}),
    ("replay", {}),
    ("drop", {"times": 2}),
    ("truncate", {}),
    ("empty", {}),
    ("html_instead_of_json", {"times": 3}),
    ("http_503", {"times": 2}),
    ("restart", {}),
    ("busy", {}),
    ("site_closed", {}),
    ("too_many_requests", {}),
    ("erreur", {"G": 99, "titre": "Page en panne"}),
    ("suspend_address", {}),
)
EVENTS = ("grade", "grade", "homework", "lesson_canceled", "absence", "message")
CHILDREN = {"Lina": 2, "Hugo": 1}
"""In how many accounts they are: Lina has one of her own."""
OF_NOW = ("_today", "last_successful_update", "lesson_progress")
"""Counts and instants of the home's own, not of the school."""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def home_at() -> str:
    """A Thursday morning: the week has a weekend in it."""
    return "2026-11-19T06:00:00+01:00"


@pytest.fixture
def options() -> Options:
    return Options(max_failures=50, idle_limit=1800)


def shown(hass: HomeAssistant) -> dict[str, str]:
    """What a family sees of its school now."""
    return {
        one.entity_id: one.state
        for one in hass.states.async_all()
        if ".pronote_" in one.entity_id
        and one.domain not in ("event", "button", "notify", "image")
        and not any(word in one.entity_id for word in OF_NOW)
    }


def open_sockets() -> int:
    """Count the connections of this process, those of the school with them."""
    found = 0
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found += str(link.readlink()).startswith("socket:")
    return found


def held() -> tuple[int, Counter[str]]:
    """Count the bytes that our own lines hold, and what is alive of all that the client made."""
    things = count_objects(client.__name__)
    if not tracemalloc.is_tracing():
        return 0, things
    ours = tracemalloc.Filter(True, "*/custom_components/pronote/*")
    snapshot = tracemalloc.take_snapshot().filter_traces((ours,))
    return sum(one.size for one in snapshot.statistics("filename")), things


@dataclass(slots=True)
class RandomDays:
    """Events at school, and the changes that were reported."""

    hass: HomeAssistant
    school: School
    random: Random
    facts: list[tuple[str, str, str]] = field(default_factory=list)
    """What, of whom, and how to know it again."""
    events: list[tuple[str, str, tuple[str, str]]] = field(default_factory=list)
    """What was told, of whom, and what it may be known by: a grade's value, homework's text."""

    def trigger_event(self) -> None:
        child = self.random.choice([*CHILDREN])
        match self.random.choice(EVENTS):
            case "grade":
                mark = f"{1 + len(self.facts) / 100:.2f}"
                self.school.trigger_event("grade", pupil=child, value=mark)
                self.facts.append(("new_grade", child, mark))
            case "homework":
                mark = f"Exercice {len(self.facts)}."
                self.school.trigger_event(
                    "homework", pupil=child, text=f"<div>{mark}</div>"
                )
                self.facts.append(("new_homework", child, mark))
            case other:
                with suppress(ImpossibleEventError):
                    self.school.trigger_event(other, pupil=child)

    @callback
    def hear(self, event: Event) -> None:
        data = event.data["data"]
        value, text = data.get("value"), str(data.get("text"))
        mark = f"{value:.2f}" if isinstance(value, int | float) else ""
        child = child_of_event(self.hass, event)
        self.events.append((event.data["type"], child, (mark, text.strip())))

    def check(self) -> None:
        """Each account that has the child told it, once; and nothing was told twice."""
        for kind, child, mark in self.facts:
            count = sum(
                type_ == kind and child in name and mark in marks
                for type_, name, marks in self.events
            )
            assert count == CHILDREN[child], (kind, child, mark, count)


async def test_days_of_faults(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
    record_property: Callable[[str, object], None],
) -> None:
    random, faults = Random(SEED), Counter[str]()
    # Each line of the log would hold what it speaks of, errors with all their frames.
    caplog.set_level(logging.CRITICAL)
    if DAYS > WEIGHED:
        tracemalloc.start()
    entries = []
    for key in ("parent", "pupil"):
        entries.append(new_entry(key))
        assert await set_up(entries[-1])
    await advance_time(hass, freezer, timedelta(minutes=1))
    life = RandomDays(hass, school, random)
    hass.bus.async_listen(EVENT, life.hear)
    sockets, memory = open_sockets(), []
    end = dt_util.utcnow() + timedelta(days=DAYS)
    with (
        patch.object(session, "RESEND_PAUSES", (0.0, 0.0)),
        patch.object(instance, "_BUSY_WAIT", 0.0),
    ):
        while dt_util.utcnow() < end:
            hour = dt_util.now().hour
            if hour not in NIGHT and random.random() < 0.15:
                life.trigger_event()
            if random.random() < 0.1:
                name, details = random.choice(FAULTS)
                school.fault(name, **details)
                faults[name] += 1
            await advance_time(hass, freezer, HOUR if hour in NIGHT else STEP)
            if hour == NIGHT[0] and tracemalloc.is_tracing():
                memory.append(held()[0])
        school.fault("clear")
        # Half a day without faults, in which all pauses end.
        for _ in range(24):
            await advance_time(hass, freezer, HOUR / 2)
    life.check()
    for entry in entries:
        await refresh(hass, entry)
    before = shown(hass)
    assert len(before) > 80
    aged, old = held()
    for entry in entries:
        assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert shown(hass) == before
    # Also the home pages are seen by now, and the school let us in more than once.
    await advance_time(hass, freezer, timedelta(minutes=1))
    school.expire_sessions()
    for entry in entries:
        await entry.runtime_data.connection.call(lambda client: client.keep_alive())
    fresh, new = held()
    tracemalloc.stop()
    # A school's year grows; days of it are not to weigh more than a fresh start does.
    # Last week's lessons are kept, and are not asked for at a start; what was told of them
    # is remembered for weeks, and a start reads it from the disk, where nothing is weighed.
    assert aged <= fresh * 1.2
    assert old.total() <= new.total() * 1.1, old - new
    assert school.request_log.failed_logins == 0
    assert not hass.config_entries.flow.async_progress()

    for entry in entries:
        assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert school.sessions_open <= faults.total()
    assert not [task for task in asyncio.all_tasks() if "pronote" in task.get_name()]
    assert open_sockets() <= sockets + 4
    growth = [after - before for before, after in pairwise(memory[1:])]
    tale = (
        f"{faults.total()} faults, {len(life.facts)} things to tell, "
        f"{len(life.events)} told, {school.request_log.logins} logins, "
        f"{school.request_log.requests.total()} requests, growth a day {growth} bytes, "
        f"{aged} bytes and {old.total()} things in the end, "
        f"{fresh} and {new.total()} after a fresh start"
    )
    record_property("Soak", (f"{DAYS} days", "", tale))
