"""A family at the door of a portal."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import pytest

from custom_components.pronote.client import (
    ClientConfig,
    DeviceToken,
    PortalPassword,
    PronoteClient,
    Secret,
    Space,
    new_device_id,
)
from tests.client.conftest import PARIS, ManualClock
from tests.school import Options, School
from tests.school.portals import Portal, PortalAccount, running_portal


def space_of(account: PortalAccount) -> Space:
    page = account.url.rpartition("/")[2].partition("?")[0]
    return Space(page.removesuffix(".html"))


def root_of(account: PortalAccount) -> str:
    return account.url.rpartition("/")[0]


@dataclass
class Visitor:
    """A person with an account at a portal, and a browser."""

    http: aiohttp.ClientSession
    clock: Callable[[], datetime]
    account: PortalAccount
    tokens: list[DeviceToken] = field(default_factory=list)

    def credentials(self, **changes: Any) -> PortalPassword:
        details: dict[str, Any] = {
            "url": root_of(self.account),
            "space": space_of(self.account),
            "username": self.account.username,
            "password": Secret(self.account.password),
            "device": new_device_id(),
        }
        return PortalPassword(**details | changes)

    def client(
        self, credentials: PortalPassword | DeviceToken | None = None, **changes: Any
    ) -> PronoteClient:
        async def save(token: DeviceToken) -> None:
            self.tokens.append(token)

        return PronoteClient(
            credentials or self.credentials(**changes),
            session=self.http,
            timezone=PARIS,
            config=ClientConfig(now=self.clock),
            on_token=save,
        )


@dataclass
class RunningPortal:
    """A running portal and its users."""

    portal: Portal
    stack: AsyncExitStack
    clock: Callable[[], datetime]

    async def visitor(self, key: str = "parent") -> Visitor:
        jar = aiohttp.CookieJar(quote_cookie=False)
        http = await self.stack.enter_async_context(
            aiohttp.ClientSession(connector=self.portal.connector(), cookie_jar=jar)
        )
        return Visitor(http, self.clock, self.portal.account(key))


type StartPortal = Callable[..., Awaitable[RunningPortal]]


@pytest.fixture(scope="session")
def shared_school() -> School:
    """One school for all: most of the time of a walk would go into founding another."""
    return School(Options())


@pytest.fixture
async def start_portal(
    clock: ManualClock, shared_school: School
) -> AsyncIterator[StartPortal]:
    """Return a way to start the portal of a key."""
    async with AsyncExitStack() as stack:
        schools = [shared_school]

        async def start(key: str, **options: Any) -> RunningPortal:
            school = schools.pop() if schools else School(Options())
            school.request_log.reset()
            portal = await stack.enter_async_context(
                running_portal(key, school=school, **options)
            )
            return RunningPortal(portal, stack, clock)

        yield start
