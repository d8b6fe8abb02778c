"""Measure the memory and the startup time of an account with two children."""

from collections.abc import AsyncIterator, Callable, Iterator
import gc
import os
from pathlib import Path
import re
from statistics import median
import subprocess
import sys
from time import CLOCK_MONOTONIC, clock_gettime, process_time
import tracemalloc
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import Password, Secret, Space
from custom_components.pronote.config_flow import PronoteConfigFlow
from custom_components.pronote.connection.credentials import entry_data
from custom_components.pronote.const import DOMAIN

from .far_school import FarSchool, far_school
from .loop_blocking import longest_blocking

ROOT = Path(__file__).parents[2]
REFRESHES, WARM = 200, 50
"""Growth is counted once all that is remembered has been seen."""
STARTS = 5
PACKAGE = "custom_components.pronote"
_ROW = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s+(\S+)")
_IMPORT_ALONE = f"""
import contextlib, importlib, sys, time
for name in sys.stdin.read().split():
    with contextlib.suppress(Exception):
        importlib.import_module(name)
begun = time.process_time()
import {PACKAGE}
print(time.process_time() - begun)
"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[FarSchool]:
    with far_school() as school:
        yield school


@pytest.fixture
async def account(
    hass: HomeAssistant, socket_enabled: None, elsewhere: FarSchool
) -> AsyncIterator[MockConfigEntry]:
    """A parent of two children; nothing is asked by the clock meanwhile."""
    elsewhere.trips()
    entry = new_account(elsewhere)
    entry.add_to_hass(hass)
    yield entry
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


def new_account(school: FarSchool) -> MockConfigEntry:
    """Return the entry of a parent, which requests nothing by the clock."""
    parent = school.accounts["parent"]
    root, _, page = parent["url"].rpartition("/")
    password = Password(
        url=root,
        space=Space(page.removesuffix(".html")),
        username=parent["username"],
        password=Secret(parent["password"]),
        device="bench",
    )
    return MockConfigEntry(
        domain=DOMAIN,
        version=PronoteConfigFlow.VERSION,
        title="Bench",
        unique_id="bench",
        data=entry_data(None, password),
        pref_disable_polling=True,
    )


async def test_starting(
    hass: HomeAssistant,
    account: MockConfigEntry,
    record_property: Callable[[str, Any], None],
) -> None:
    """Seconds by the clock and of work; the first start also loads Home Assistant's platforms."""
    walls, works, holds = [], [], []
    for _ in range(STARTS + 1):
        wall, work = clock_gettime(CLOCK_MONOTONIC), process_time()
        with longest_blocking() as hold:
            await hass.config_entries.async_setup(account.entry_id)
        walls.append(clock_gettime(CLOCK_MONOTONIC) - wall)
        works.append(process_time() - work)
        holds.append(hold.seconds)
        assert account.state is ConfigEntryState.LOADED
        await hass.async_block_till_done()
        await hass.config_entries.async_unload(account.entry_id)
    figure = {
        "first": walls[0],
        "wall": median(walls[1:]),
        "cpu": median(works[1:]),
        "hold": median(holds[1:]),
    }
    record_property("start", figure)


async def test_weight(
    hass: HomeAssistant,
    account: MockConfigEntry,
    record_property: Callable[[str, Any], None],
) -> None:
    """Bytes that Python holds, by tracemalloc; the code itself was loaded before."""

    async def refresh() -> None:
        for coordinator in (
            account.runtime_data.home,
            *account.runtime_data.coordinators,
        ):
            await coordinator.async_refresh()
        await hass.async_block_till_done()

    def weight() -> int:
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    assert await hass.config_entries.async_setup(account.entry_id)
    await refresh()
    await hass.config_entries.async_unload(account.entry_id)
    tracemalloc.start()
    try:
        before = weight()
        assert await hass.config_entries.async_setup(account.entry_id)
        for _ in range(WARM):
            await refresh()
        warm = weight()
        for _ in range(REFRESHES - WARM):
            await refresh()
        after = weight()
    finally:
        tracemalloc.stop()
    growth = (after - warm) / (REFRESHES - WARM)
    record_property("weight", {"added": after - before, "growth": growth})


def test_importing(record_property: Callable[[str, Any], None], tmp_path: Path) -> None:
    """Seconds of work for our own modules, compiled before: the others are Home Assistant's anyway."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key != "PYTHONDONTWRITEBYTECODE"
    }

    def run(*arguments: str, names: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            env=kept | {"PYTHONPYCACHEPREFIX": str(tmp_path)},
            cwd=ROOT,
            input=names,
            capture_output=True,
            text=True,
            check=True,
        )

    names = _ROW.findall(run("-X", "importtime", "-c", f"import {PACKAGE}").stderr)
    others = "\n".join(name for name in names if not name.startswith(PACKAGE))
    spent = [
        float(run("-c", _IMPORT_ALONE, names=others).stdout) for _ in range(STARTS + 1)
    ]
    figure = {
        "modules": sum(name.startswith(PACKAGE) for name in names),
        "seconds": median(spent[1:]),
    }
    record_property("import", figure)
