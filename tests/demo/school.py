"""The simulated school, in its own process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, BinaryIO

import aiohttp

from . import clock
from .processes import running

ROOT = Path(__file__).parents[2]
BOOT = 30


@dataclass(frozen=True, slots=True)
class School:
    """Details of the school, and methods to control it."""

    url: str
    name: str
    accounts: tuple[dict[str, Any], ...]
    session: aiohttp.ClientSession

    def account(self, name: str) -> dict[str, Any]:
        """Return an account by its key at the school."""
        return next(account for account in self.accounts if account["name"] == name)

    async def request_log(self) -> dict[str, Any]:
        """Return the counters of requests."""
        return await self._order("GET", "request_log")

    async def reset_request_log(self) -> None:
        """Reset the counters."""
        await self._order("POST", "request_log/reset")

    async def trigger_event(self, what: str, **details: object) -> dict[str, Any]:
        """Trigger an event at school."""
        return await self._order("POST", "event", what=what, **details)

    async def fault(self, fault: str, **details: object) -> None:
        """Let the school fail in some way."""
        await self._order("POST", "fault", fault=fault, **details)

    async def qr(self, username: str, pin: str) -> dict[str, Any]:
        """Return the QR code of an account, encrypted with a PIN of four digits."""
        return await self._order("POST", "qr", username=username, pin=pin)

    @property
    def orders(self) -> str:
        """URL of the control interface of the school."""
        return f"{self.url.removesuffix('/pronote')}/_school"

    async def _order(self, method: str, name: str, **order: object) -> dict[str, Any]:
        async with self.session.request(
            method, f"{self.orders}/{name}", json=order
        ) as response:
            response.raise_for_status()
            return dict(await response.json())


def first_names(account: dict[str, Any]) -> list[str]:
    """Return the first names of the pupils of an account, which are the names of their devices."""
    return [name.rsplit(" ", 1)[-1] for name in account["pupils"]]


@asynccontextmanager
async def running_school(
    session: aiohttp.ClientSession, *arguments: str, log: Path
) -> AsyncIterator[School]:
    """Run the school for as long as the context lasts."""
    with _opened(log) as errors:
        async with running(
            *clock.command("tests.school"),
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            async with asyncio.timeout(BOOT):
                line = await process.stdout.readline()
            if not line:
                raise RuntimeError(f"The school did not start; see {log}")
            info = json.loads(line)
            yield School(info["url"], info["name"], tuple(info["accounts"]), session)


def _opened(log: Path) -> BinaryIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("wb")
