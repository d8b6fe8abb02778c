"""Measure how long a large family blocks the event loop, and an answer with a lone surrogate."""

from collections.abc import Callable
import gc
import json
from statistics import median
from time import thread_time
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.pronote.client.size_limits import read_json

from .far_school import Crowd, far_school
from .loop_blocking import longest_blocking
from .measure_home import new_account

CROWD = Crowd(children=8, grades=3_000, homework=2_000)
STARTS = 3
ANSWER_SIZE = 15_000_000


@pytest.mark.usefixtures("socket_enabled")
async def test_crowd(
    hass: HomeAssistant, record_property: Callable[[str, Any], None]
) -> None:
    """Seconds of the longest step of the loop at a start, the worst of several.

    What was there before is left out of the garbage collection: it is Home Assistant's.
    """
    with far_school(CROWD) as school:
        school.trips()
        account = new_account(school)
        account.add_to_hass(hass)
        holds = []
        for _ in range(STARTS + 1):
            gc.collect()
            gc.freeze()
            with longest_blocking() as hold:
                await hass.config_entries.async_setup(account.entry_id)
                await hass.async_block_till_done()
            assert account.state is ConfigEntryState.LOADED
            data = account.runtime_data
            works = sum(len(one) for one in data.homework.data.values())
            holds.append(hold.seconds)
            await hass.config_entries.async_unload(account.entry_id)
    record_property(
        "crowd",
        {
            "what": f"start: {CROWD.children} children, {CROWD.grades} grades, {works} homework",
            "hold": max(holds),
        },
    )


def test_surrogate(record_property: Callable[[str, Any], None]) -> None:
    """Seconds to parse an answer of 15 MB that ends with half an emoji."""
    row = json.dumps({"L": "Un texte", "N": "1#abc", "G": 3, "P": [1, 2, 3]}).encode()
    rows = ANSWER_SIZE // (len(row) + 1)
    answer = b"[" + b",".join([row] * rows) + b',{"L":"\\ud83d"}]'
    spent = []
    for _ in range(STARTS):
        begun = thread_time()
        assert read_json(answer)[-1] == {"L": "?"}
        spent.append(thread_time() - begun)
    record_property(
        "crowd",
        {
            "what": f"{len(answer) / 1e6:.0f} MB, a lone surrogate",
            "hold": median(spent),
        },
    )
