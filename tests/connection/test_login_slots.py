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
from custom_components.pronote.connection import login_slots
from custom_components.pronote.connection.login_slots import LOGINS_AT_ONCE
from tests.helpers.home import NewEntry


class Logins:
    """Counts logins in progress; none of them ends before there are so many."""

    def __init__(self, needed: int) -> None:
        self.now = self.most = 0
        self.needed = needed
        self.released = asyncio.Event()


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


async def test_a_school_without_an_answer_holds_up_nobody(
    hass: HomeAssistant, new_entry: NewEntry
) -> None:
    """The others log in after the longest wait."""
    entries = accounts(new_entry, hass, LOGINS_AT_ONCE + 1)
    with counted_logins(len(entries)), patch.object(login_slots, "LONGEST_WAIT", 0):
        await start(hass, entries)
    assert all(entry.state is ConfigEntryState.LOADED for entry in entries)
