"""A client with the simulated school; tests control its clock and its pauses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import json
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from custom_components.pronote.client import (
    ClientConfig,
    Credentials,
    DeviceToken,
    Password,
    PronoteClient,
    QrCode,
    Secret,
    Space,
    new_device_id,
    read_qr_code,
)
from tests.school import Options, School, running_school

PARIS = ZoneInfo("Europe/Paris")
TUESDAY_MORNING = datetime(2026, 11, 17, 7, 30, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let the client reach the school, which is on this machine."""


@dataclass
class ManualClock:
    """A clock that the test sets."""

    now: datetime = field(default=TUESDAY_MORNING)

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


type StartSchool = Callable[..., Awaitable[School]]


@pytest.fixture
async def start_school(clock: ManualClock) -> AsyncIterator[StartSchool]:
    """Return a way to start a school of any kind."""
    async with AsyncExitStack() as stack:

        async def start(**options: Any) -> School:
            options.setdefault("clock", clock)
            return await stack.enter_async_context(running_school(Options(**options)))

        yield start


@pytest.fixture
async def school(start_school: StartSchool) -> School:
    return await start_school()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield session


@dataclass
class Family:
    """A person with an account, a device and its tokens."""

    http: aiohttp.ClientSession
    clock: ManualClock
    device: str = field(default_factory=new_device_id)
    tokens: list[DeviceToken] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def password(
        self, school: School, name: str = "parent", **changes: Any
    ) -> Password:
        account = school.account(name)
        details: dict[str, Any] = {
            "url": school.url,
            "space": Space(account.space.removesuffix(".html")),
            "username": account.username,
            "password": Secret(account.password),
            "device": self.device,
        }
        return Password(**details | changes)

    def qr_code(
        self, school: School, name: str = "parent", pin: str = "1234"
    ) -> QrCode:
        text = json.dumps(school.qr(school.account(name).username, pin))
        return read_qr_code(text, pin, self.device)

    def client(
        self,
        credentials: Credentials,
        *,
        config: dict[str, Any] | None = None,
        **options: Any,
    ) -> PronoteClient:
        async def save(token: DeviceToken) -> None:
            self.tokens.append(token)

        async def pause(seconds: float) -> None:
            self.pauses.append(seconds)

        options.setdefault("on_token", save)
        return PronoteClient(
            credentials,
            session=self.http,
            timezone=PARIS,
            config=ClientConfig(now=self.clock, sleep=pause, **(config or {})),
            **options,
        )


@pytest.fixture
def family(http: aiohttp.ClientSession, clock: ManualClock) -> Family:
    return Family(http, clock)
