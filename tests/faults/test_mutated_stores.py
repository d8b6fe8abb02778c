"""Test that an account works with a store or an entry of which some values are wrong or missing.

`SEEDS=200 scripts/test tests/faults/test_mutated_stores.py` damages them in more ways.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
import logging
import os
from random import Random
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import SetUp, advance_time, settle, stop
from tests.school import School

SEEDS = int(os.environ.get("SEEDS", "2"))
STORES = ("budget", "children", "last_data", "pages", "snapshots", "ticks", "tokens")
OTHERS: list[Any] = [
    None,
    "",
    "?",
    "2026-11-24",
    "9999-12-31T00:00:00+00:00",
    "2026-11-24T07:00:00",
    -1,
    0,
    10**30,
    1e300,
    True,
    [],
    ["?"],
    {},
    {"?": "?"},
]
"""What a value becomes."""


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container below a value, with each of its keys."""
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield value, key
            yield from places(value[key])


def damage(random: Random, content: Any) -> str:
    """Change one to three values in a content, or take them out; return what was done."""
    done = []
    for _ in range(random.randint(1, 3)):
        if not (found := list(places(content))):
            break
        container, key = random.choice(found)
        if random.random() < 0.3:
            del container[key]
            done.append(f"-{key}")
        else:
            container[key] = deepcopy(random.choice(OTHERS))
            done.append(f"{key}={container[key]!r}")
    return ", ".join(done)


@pytest.fixture
def problems(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Return errors and tracebacks of the log since the last call."""

    def found() -> list[str]:
        lines = [
            f"{record.getMessage()[:200]} {record.exc_info and record.exc_info[1]!r}"
            for record in caplog.records
            if record.levelno >= logging.ERROR
            or (record.exc_info and record.levelno >= logging.WARNING)
        ]
        caplog.clear()
        return lines

    return found


@pytest.fixture
def disk(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """What is stored, by the key of the store."""
    return hass_storage


async def tick_homework(hass: HomeAssistant) -> None:
    """Let the family tick a homework of each child."""
    for number in (1, 2):
        tasks = {"entity_id": f"todo.pronote_{number}_homework"}
        found: Any = await hass.services.async_call(
            "todo", "get_items", tasks, blocking=True, return_response=True
        )
        items = found[tasks["entity_id"]]["items"]
        item = next(item for item in items if item["status"] == "needs_action")
        done = tasks | {"item": item["uid"], "status": "completed"}
        await hass.services.async_call("todo", "update_item", done, blocking=True)


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize("damaged", [*STORES, "entry"])
async def test_damaged_values(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    set_up: SetUp,
    disk: dict[str, Any],
    freezer: Clock,
    problems: Callable[[], list[str]],
    damaged: str,
) -> None:
    """The account works again; one whose entry lacks something asks for it, or tries again later."""
    await tick_homework(hass)
    data = dict(entry.data)
    await stop(hass, entry)
    await advance_time(hass, freezer)
    files = deepcopy(disk)
    account = "" if damaged == "children" else f"{entry.entry_id}."
    for seed in range(SEEDS):
        disk.clear()
        disk.update(deepcopy(files))
        kept = deepcopy(data)
        content = (
            kept if damaged == "entry" else disk[f"{DOMAIN}.{account}{damaged}"]["data"]
        )
        done = f"{damaged} {seed}: {damage(Random(f'{damaged} {seed}'), content)}"
        hass.config_entries.async_update_entry(entry, data=kept)
        problems()
        await set_up(entry)
        await settle(hass)
        if damaged == "entry":
            asks = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
            expected = ConfigEntryState.LOADED, ConfigEntryState.SETUP_RETRY
            assert asks or entry.state in expected, done
            for flow in asks:
                hass.config_entries.flow.async_abort(flow["flow_id"])
        else:
            assert entry.state is ConfigEntryState.LOADED, done
            for coordinator in entry.runtime_data.coordinators:
                await coordinator.async_refresh()
                assert coordinator.last_update_success, (done, coordinator.page)
        await stop(hass, entry)
        assert not (found := problems()), (done, found)
        freezer.tick(timedelta(hours=6))
