"""scripts/pronote in a terminal of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import os
from pathlib import Path
import pty
import signal
import sys

import pytest

from tests.school import School

from .conftest import accounts

ROOT = Path(__file__).parents[2]
PATIENCE = 120


class Terminal:
    """A command in a terminal, and somebody who reads and types."""

    def __init__(self, process: asyncio.subprocess.Process, master: int) -> None:
        self.process = process
        self.seen = ""
        self._master = master
        self._more = asyncio.Event()
        self._over = False
        asyncio.get_running_loop().add_reader(master, self._read)

    def _read(self) -> None:
        try:
            part = os.read(self._master, 65536)
        except OSError:  # The command has gone.
            part = b""
        if not part:
            asyncio.get_running_loop().remove_reader(self._master)
            self._over = True
        self.seen += part.decode()
        self._more.set()

    async def see(self, text: str) -> None:
        """Wait for a text."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.seen:
                assert not self._over, self.seen
                await self._more.wait()
                self._more.clear()

    def type(self, text: str) -> None:
        os.write(self._master, f"{text}\n".encode())

    async def end(self) -> int:
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._master)


type OpenTerminal = Callable[..., Awaitable[Terminal]]


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[OpenTerminal]:
    """Return a way to start scripts/pronote, from any folder, in a terminal."""
    opened: list[Terminal] = []
    # A shell lets what it runs in the background ignore Ctrl-C, and this would be inherited.
    former = signal.signal(signal.SIGINT, signal.default_int_handler)

    async def start(*typed: str) -> Terminal:
        master, slave = pty.openpty()
        process = await asyncio.create_subprocess_exec(
            ROOT / "scripts" / "pronote",
            *typed,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=tmp_path,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
            start_new_session=True,
        )
        os.close(slave)
        opened.append(Terminal(process, master))
        return opened[-1]

    yield start
    signal.signal(signal.SIGINT, former)
    for one in opened:
        if one.process.returncode is None:
            one.process.kill()
            await one.process.wait()
        one.close()


async def test_secrets_are_asked_for_and_never_shown(
    school: School, terminal: OpenTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    pin = school.account("pin")
    login = await terminal("login", pin.url)
    await login.see("Identifiant : ")
    login.type(pin.username)
    await login.see("Mot de passe : ")
    login.type(pin.password)
    await login.see("Code PIN du compte : ")
    login.type(pin.pin or "")
    await login.see("Nom de cet appareil à l’école [")
    login.type("Banc d’essai")
    await login.see("Enregistré sous le nom « default ».")
    assert await login.end() == 0
    await login.see("TAVERGNOL Nolan")
    assert pin.password not in login.seen
    assert pin.pin and f"{pin.pin}\r\n" not in login.seen

    day = await terminal("timetable", "--from", "2026-11-17")
    await day.see("MATHÉMATIQUES")
    assert await day.end() == 0
    assert "mar. 17/11" in day.seen
    assert "En attente de PRONOTE …" in day.seen


async def test_an_interrupted_question(
    school: School, terminal: OpenTerminal, folder: Path
) -> None:
    login = await terminal("login", school.account("pupil").url)
    await login.see("Username: ")
    login.process.send_signal(signal.SIGINT)
    assert await login.end() == 130
    assert "Traceback" not in login.seen
    assert not accounts(folder)


async def test_an_interrupted_wait(school: School, terminal: OpenTerminal) -> None:
    school.fault("hang", times=None)
    command = await terminal("discover", school.url)
    await command.see("Waiting for PRONOTE …")
    command.process.send_signal(signal.SIGINT)
    assert await command.end() == 130, command.seen
    assert "Traceback" not in command.seen


async def test_home_assistant_is_not_started_for_it(tmp_path: Path) -> None:
    """The command line does not wait as long as Home Assistant does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "aiopronote_cli",
        "accounts",
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, imported = await process.communicate()
    assert (process.returncode, told) == (0, b"[]\n")
    assert b"aiopronote.client\n" in imported
    assert b"homeassistant" not in imported
    assert b"custom_components" not in imported
