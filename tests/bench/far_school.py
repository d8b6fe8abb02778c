"""A school in a process of its own, at a distance: each answer arrives a latency after its question.

What the school itself takes is part of the latency, so that only the client's work is seen.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from tests.school import Options, running_school

HOST = "127.0.0.1"
TODAY = date(2026, 11, 24)
_CHUNK = 64 * 1024


class _Line:
    """Carries bytes between a client and the school, and counts the turns they take."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.latency = 0.0
        self.turns = 0

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        school_reader, school_writer = await asyncio.open_connection(HOST, self._port)
        loop = asyncio.get_running_loop()
        asking, asked = False, loop.time()

        async def there() -> None:
            nonlocal asking, asked
            while data := await reader.read(_CHUNK):
                if not asking:
                    asking, asked = True, loop.time()
                    self.turns += 1
                school_writer.write(data)
            school_writer.close()

        async def back() -> None:
            nonlocal asking
            while data := await school_reader.read(_CHUNK):
                asking = False
                if (wait := asked + self.latency - loop.time()) > 0:
                    await asyncio.sleep(wait)
                writer.write(data)
            writer.close()

        await asyncio.gather(there(), back(), return_exceptions=True)


async def _serve(pipe: Connection) -> None:
    async with running_school(Options(today=TODAY)) as school:
        line = _Line(int(school.origin.rpartition(":")[2]))
        server = await asyncio.start_server(line.carry, HOST, 0)
        school.origin = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        pipe.send({account.key: account.wire() for account in school.accounts})
        loop = asyncio.get_running_loop()
        while (latency := await loop.run_in_executor(None, pipe.recv)) is not None:
            pipe.send(line.turns)
            line.latency, line.turns = latency, 0


def _run(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


@dataclass(frozen=True, slots=True)
class FarSchool:
    """The line to a school elsewhere."""

    accounts: dict[str, dict[str, Any]]
    _pipe: Connection

    def turns(self, next_latency: float = 0) -> int:
        """Return the round trips since the last call; those to come take so many seconds."""
        self._pipe.send(next_latency)
        turns: int = self._pipe.recv()
        return turns


@contextmanager
def far_school() -> Iterator[FarSchool]:
    """Run a school elsewhere."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs,), daemon=True)
    process.start()
    try:
        yield FarSchool(ours.recv(), ours)
    finally:
        ours.send(None)
        process.join(10)
        if process.is_alive():
            process.terminate()
