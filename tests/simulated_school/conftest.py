"""Fixtures of the tests of the simulated school."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school

from .raw_client import RawClient

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """These tests really talk to a server of this machine."""


class ManualClock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def school(clock: ManualClock) -> AsyncIterator[School]:
    async with running_school(Options(clock=clock)) as school:
        yield school


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


@pytest.fixture
def client(http: ClientSession, school: School) -> RawClient:
    return RawClient(http, school)
