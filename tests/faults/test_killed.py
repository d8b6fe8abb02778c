"""Test that the account stays logged in when Home Assistant is killed while it waits for a token or saves one.

`KILLS=1000 scripts/test tests/faults/test_killed.py` kills more often.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
import os
from random import Random
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers import aiohttp_client
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client.auth import login
from custom_components.pronote.connection import school_connection
from custom_components.pronote.connection.backup_token import (
    CONF_LAST_USED,
    RENEWAL_INTERVAL,
)
from custom_components.pronote.connection.credentials import (
    PASSWORD_KEYS,
    stored_password,
)
from custom_components.pronote.connection.school_connection import SchoolConnection
from custom_components.pronote.connection.token_store import TokenStore
from custom_components.pronote.const import (
    CONF_BACKUP_TOKEN,
    CONF_DEVICE,
    CONF_KEEP_BACKUP_TOKEN,
)
from custom_components.pronote.polling.request_budget import RequestBudget
from custom_components.pronote.texts.phrases import async_load_phrases
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry
from tests.school import School

KILLS = int(os.environ.get("KILLS", "45"))
WAITS_PER_LOGIN = 20
"""About how often one waits while the spare device is at school."""
PARIS = ZoneInfo("Europe/Paris")


class KilledError(Exception):
    """The process was killed."""


@dataclass(slots=True)
class KillableTask[_T]:
    """Runs a coroutine until it awaits for the n-th time, then stops it forever."""

    life: Coroutine[Any, Any, _T]
    waits: int | None = None
    waited: int = 0
    pending: asyncio.Future[Any] | None = None

    def __await__(self) -> Generator[Any, Any, _T]:
        while True:
            try:
                awaited = self.life.send(None)
            except StopIteration as end:
                result: _T = end.value
                return result
            if self.waited == self.waits:
                self.pending = awaited
                if awaited is not None:
                    # Nobody asks any more how it ended.
                    awaited.add_done_callback(
                        lambda end: end.cancelled() or end.exception()
                    )
                raise KilledError
            self.waited += 1
            yield awaited

    async def close_connections(self, hass: HomeAssistant) -> None:
        """Let go of its connections, as the system does for a dead process."""
        if self.pending is not None:
            self.pending.cancel()
            await asyncio.sleep(0)
        with suppress(RuntimeError):
            self.life.close()
        for connector in hass.data.pop(aiohttp_client.DATA_CONNECTOR, {}).values():
            await connector.close()


@pytest.fixture
def slow_disk() -> Iterator[None]:
    """Let the disk be something that is waited for, before and after it is written."""
    write = Store._async_write_data

    async def slowly(store: Store[Any], data: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        await write(store, data)
        await asyncio.sleep(0)

    with patch.object(Store, "_async_write_data", slowly):
        yield


@pytest.fixture
def unshielded() -> Iterator[None]:
    """Let no task outlive the process: who is only canceled ends what it began."""
    with (
        patch.object(login, "shielded", lambda step: step),
        patch.object(
            school_connection, "run_to_end", lambda hass, entry_id, request: request
        ),
    ):
        yield


@dataclass(slots=True)
class Home:
    """Startup of one account, and the content of its disk."""

    hass: HomeAssistant
    school: School
    entry: MockConfigEntry
    files: dict[str, Any]
    disk: dict[str, Any] = field(default_factory=dict)

    async def live(self) -> None:
        """Log in, look after the spare device, lose the session, log in again."""
        await async_load_phrases(self.hass)
        token_store = TokenStore(self.hass, self.entry)
        await token_store.async_load()
        credentials = token_store.token or stored_password(self.entry.data)
        assert credentials is not None
        budget = RequestBudget(self.hass, self.entry.entry_id, PARIS)
        connection = SchoolConnection(
            self.hass, self.entry, credentials, PARIS, budget, token_store
        )
        await connection.open()
        await connection.maintain_backup_token()
        self.school.expire_sessions()
        await connection.call(lambda client: client.keep_alive())
        await connection.close()
        assert budget.logins_today <= 5

    def save(self) -> None:
        """Write the entry, as Home Assistant does in its own time."""
        self.disk = deepcopy({**self.entry.data})

    def start_from_disk(self) -> None:
        self.hass.config_entries.async_update_entry(
            self.entry, data=deepcopy(self.disk)
        )

    def expire_backup_token(self) -> None:
        """Let the spare device be due at school."""
        if backup := self.entry.data.get(CONF_BACKUP_TOKEN):
            long_ago = dt_util.utcnow() - RENEWAL_INTERVAL
            data = {
                **self.entry.data,
                CONF_BACKUP_TOKEN: backup | {CONF_LAST_USED: f"{long_ago}"},
            }
            self.hass.config_entries.async_update_entry(self.entry, data=data)

    @property
    def token_is_safe(self) -> bool:
        """Return whether the stored token is the one that the school expects next."""
        device = self.disk[CONF_DEVICE]
        valid = {
            token
            for (_, owner), token in self.school.access.tokens.items()
            if owner == device
        }
        row = self.files.get(f"pronote.{self.entry.entry_id}.tokens")
        newest = row["data"][device]["newest"][CONF_TOKEN] if row else None
        return bool(valid & {newest, self.disk.get(CONF_TOKEN)})


def without_password(data: dict[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in data.keys() - PASSWORD_KEYS}


def token_only(data: dict[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in data.keys() - {*PASSWORD_KEYS, CONF_BACKUP_TOKEN}}


CREDENTIAL_SETS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "spare": without_password,
    "password": lambda data: {k: data[k] for k in data.keys() - {CONF_BACKUP_TOKEN}},
    "token alone": token_only,
}


@pytest.mark.usefixtures("slow_disk", "unshielded")
@pytest.mark.parametrize("way", CREDENTIAL_SETS)
async def test_killed_anywhere(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    freezer: Clock,
    hass_storage: dict[str, Any],
    record_property: Callable[[str, object], None],
    way: str,
) -> None:
    """With a spare device or a password, always back; with a token alone, if it ever arrived."""
    await async_load_phrases(hass)  # A refused login is told in words.
    entry = new_entry(
        "parent", **({CONF_KEEP_BACKUP_TOKEN: True} if way == "spare" else {})
    )
    home = Home(hass, school, entry, hass_storage)
    first = {**entry.data}
    await home.live()
    hass.config_entries.async_update_entry(
        entry, data=CREDENTIAL_SETS[way]({**entry.data})
    )
    whole = KillableTask(home.live())
    await whole
    home.save()

    outcomes: Counter[str] = Counter()
    for seed in range(-(-KILLS // len(CREDENTIAL_SETS))):
        random = Random(f"{way} {seed}")
        freezer.tick(timedelta(hours=1))
        waits = whole.waited
        if way == "spare" and random.random() < 0.3:
            home.expire_backup_token()
            home.save()
            waits += WAITS_PER_LOGIN
        task = KillableTask(home.live(), random.randrange(waits))
        try:
            await task
            outcomes["lived"] += 1
        except KilledError:
            outcomes["killed"] += 1
            if random.random() < 0.2:
                # It took longer than the second after which Home Assistant writes.
                home.save()
            for _ in range(random.randrange(30)):
                # What was on its way may arrive, or not.
                await asyncio.sleep(0)
        else:
            home.save()
        files = deepcopy(hass_storage)
        await task.close_connections(hass)
        hass_storage.clear()
        hass_storage.update(files)
        home.start_from_disk()

        before = school.request_log.failed_logins
        try:
            await home.live()
        except ConfigEntryAuthFailed:
            assert way == "token alone" and not home.token_is_safe
            outcomes["lost on its way"] += 1
            hass.config_entries.async_update_entry(entry, data=first)
            await home.live()
            data = CREDENTIAL_SETS[way]({**entry.data})
            hass.config_entries.async_update_entry(entry, data=data)
        assert school.request_log.failed_logins - before <= 1
        home.save()
    assert outcomes["killed"]
    record_property(
        "Killed while a token was on its way", (way, "", str(dict(outcomes)))
    )
