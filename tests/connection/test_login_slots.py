"""Test that the accounts of one home do not log in all at once."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import Account, PronoteClient
from custom_components.pronote.connection.login_slots import (
    LOGINS_AT_ONCE,
    LONGEST_HOLD,
)
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry
from tests.helpers.waiting import until

TURNS = 500
"""Turns of the event loop in which an account that may log in does so."""


class Logins:
    """Counts logins in progress; none of them ends before there are so many."""

    def __init__(self, needed: int) -> None:
        self.now = self.most = 0
        self.needed = needed
        self.released = asyncio.Event()

    async def reach(self, count: int) -> None:
        """Wait until so many logins are in progress."""
        await until(lambda: self.now >= count)


@contextmanager
def counted_logins(needed: int = 1) -> Iterator[Logins]:
    logins, log_in = Logins(needed), PronoteClient.login

    async def login(client: PronoteClient) -> Account:
        logins.now += 1
        logins.most = max(logins.most, logins.now)
        if logins.now == logins.needed:
            logins.released.set()
        try:
            await logins.released.wait()
            return await log_in(client)
        finally:
            logins.now -= 1

    with patch.object(PronoteClient, "login", login):
        yield logins


def accounts(
    new_entry: NewEntry, hass: HomeAssistant, count: int
) -> list[MockConfigEntry]:
    """Return entries of so many accounts, as a large home has them."""
    first = new_entry("pupil")
    others = [
        MockConfigEntry(
            domain=first.domain,
            version=first.version,
            title=first.title,
            unique_id=f"account-{number}",
            data={**first.data, "device": f"device-{number}"},
        )
        for number in range(1, count)
    ]
    for entry in others:
        entry.add_to_hass(hass)
    return [first, *others]


async def start(hass: HomeAssistant, entries: list[MockConfigEntry]) -> None:
    await asyncio.gather(
        *(hass.config_entries.async_setup(entry.entry_id) for entry in entries)
    )
    await hass.async_block_till_done()


@pytest.mark.parametrize(("count", "most"), [(3, 3), (8, LOGINS_AT_ONCE)])
async def test_accounts_log_in_a_few_at_a_time(
    hass: HomeAssistant, new_entry: NewEntry, count: int, most: int
) -> None:
    """All of them start; a home of three does not wait."""
    entries = accounts(new_entry, hass, count)
    with counted_logins() as logins:
        await start(hass, entries)
    assert logins.most == most
    assert all(entry.state is ConfigEntryState.LOADED for entry in entries)


async def test_slow_logins_give_their_places_to_so_many_others(
    hass: HomeAssistant, new_entry: NewEntry, freezer: Clock
) -> None:
    """A school without an answer holds up nobody; but the others do not log in all at once."""
    entries = accounts(new_entry, hass, 3 * LOGINS_AT_ONCE)
    with counted_logins(len(entries)) as logins:
        starting = hass.async_create_task(start(hass, entries))
        for turn in (1, 2):
            await logins.reach(turn * LOGINS_AT_ONCE)
            for _ in range(TURNS):
                await asyncio.sleep(0)
            assert logins.now == turn * LOGINS_AT_ONCE
            freezer.tick(LONGEST_HOLD + 1)
        await starting
    assert all(entry.state is ConfigEntryState.LOADED for entry in entries)
