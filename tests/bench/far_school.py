"""Run a school in its own process, with latency: each answer arrives a fixed time after its request.

The time that the school itself takes is part of the latency, so that only the work of the client
is measured.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any
from zoneinfo import ZoneInfo

from tests.school import Options, School, running_school

HOST = "127.0.0.1"
PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 24)
_CHUNK = 64 * 1024


@dataclass(slots=True)
class Trips:
    """Traffic in both directions of a connection."""

    count: int = 0
    waited: float = 0.0
    """Seconds from each question to its answer, the school's own and the line's included."""


class _Line:
    """Forwards bytes between a client and the school, and counts the round trips."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.latency = 0.0
        self.trips = Trips()

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        school_reader, school_writer = await asyncio.open_connection(HOST, self._port)
        loop = asyncio.get_running_loop()
        waiting, sent_at = False, loop.time()

        async def there() -> None:
            nonlocal waiting, sent_at
            while data := await reader.read(_CHUNK):
                if not waiting:
                    waiting, sent_at = True, loop.time()
                    self.trips.count += 1
                school_writer.write(data)
            school_writer.close()

        async def back() -> None:
            nonlocal waiting
            while data := await school_reader.read(_CHUNK):
                if (wait := sent_at + self.latency - loop.time()) > 0:
                    await asyncio.sleep(wait)
                if waiting:
                    waiting = False
                    self.trips.waited += loop.time() - sent_at
                writer.write(data)
            writer.close()

        await asyncio.gather(there(), back(), return_exceptions=True)


@dataclass(frozen=True, slots=True)
class Crowd:
    """A parent with many children, who have many grades and much homework in all."""

    children: int
    grades: int
    homework: int

    def gather(self, school: School) -> None:
        """Set the children of the first parent, each a copy of the first child."""
        parent = next(one for one in school.model.accounts if one.key == "parent")
        model = parent.pupils[0]
        term = model.grades(model.all_grades[-1].period)
        due = [work for work in model.homework if work.due >= TODAY]
        parent.pupils = [
            replace(
                model,
                uid=f"{model.uid}-{child}",
                first_name=f"{model.first_name}{child}",
                all_grades=[
                    replace(
                        term[n % len(term)], uid=f"grade-{child}-{n}", title=f"T{n}"
                    )
                    for n in range(self.grades // self.children)
                ],
                homework=[
                    replace(
                        due[n % len(due)],
                        uid=f"work-{child}-{n}",
                        html=f"<div>Exercice {n}</div>",
                    )
                    for n in range(self.homework // self.children)
                ],
            )
            for child in range(self.children)
        ]


def _clock() -> datetime:
    """The time it is, on the day of the bench."""
    now = datetime.now(PARIS)
    return now + timedelta(days=(TODAY - now.date()).days)


async def _serve(pipe: Connection, crowd: Crowd | None) -> None:
    async with running_school(Options(clock=_clock)) as school:
        if crowd is not None:
            crowd.gather(school)
        line = _Line(int(school.origin.rpartition(":")[2]))
        server = await asyncio.start_server(line.carry, HOST, 0)
        school.origin = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        pipe.send({account.key: account.to_json() for account in school.accounts})
        loop = asyncio.get_running_loop()
        while (latency := await loop.run_in_executor(None, pipe.recv)) is not None:
            pipe.send(line.trips)
            line.latency, line.trips = latency, Trips()


def _run(pipe: Connection, crowd: Crowd | None) -> None:
    asyncio.run(_serve(pipe, crowd))


@dataclass(frozen=True, slots=True)
class FarSchool:
    """Connection to a remote school."""

    accounts: dict[str, dict[str, Any]]
    _pipe: Connection

    def trips(self, next_latency: float = 0) -> Trips:
        """Return the round trips since the last call; those to come take so many seconds."""
        self._pipe.send(next_latency)
        trips: Trips = self._pipe.recv()
        return trips


@contextmanager
def far_school(crowd: Crowd | None = None) -> Iterator[FarSchool]:
    """Run a school elsewhere, with a large family if there is one."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, crowd), daemon=True)
    process.start()
    try:
        yield FarSchool(ours.recv(), ours)
    finally:
        ours.send(None)
        process.join(10)
        if process.is_alive():
            process.terminate()
