"""Fixtures: an observed Home Assistant, and a clock that advances while the client waits for an answer."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import session
from custom_components.pronote.client.transport import HttpResponse, Transport
from tests.faults.home_observer import HomeObserver
from tests.helpers.clock import Clock
from tests.school import School

MAX_TURNS = 2_000
"""Turns of the event loop after which an answer is not to come."""


@pytest.fixture(autouse=True)
def without_resend_pauses() -> Iterator[None]:
    """Send a question that was not answered again at once."""
    with patch.object(session, "RESEND_PAUSES", (0.0, 0.0)):
        yield


@pytest.fixture
def clock_runs(freezer: Clock) -> Iterator[None]:
    """Let the time pass while a request hangs, so that its time limit is reached."""
    ask = Transport._request

    async def run() -> None:
        for _ in range(MAX_TURNS):
            await asyncio.sleep(0)
        while True:
            freezer.tick(timedelta(seconds=1))
            await asyncio.sleep(0)

    async def asked(transport: Transport, *args: Any, **options: Any) -> HttpResponse:
        clock = asyncio.create_task(run())
        try:
            return await ask(transport, *args, **options)
        finally:
            clock.cancel()

    with patch.object(Transport, "_request", asked):
        yield


@pytest.fixture
def home_at() -> str:
    """Tuesday, coming home: the school is asked often."""
    return "2026-11-24T16:30:00+01:00"


@pytest.fixture
async def observer(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
    caplog: pytest.LogCaptureFixture,
) -> HomeObserver:
    """The home of a parent of two children, up and running."""
    return HomeObserver(hass, school, freezer, caplog)
