"""Somebody at a terminal, a school to ask, and a configuration folder of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aiopronote_cli.main import main
from tests.school import AccountDetails, Options, School, running_school

PARIS = ZoneInfo("Europe/Paris")
TUESDAY_MORNING = datetime(2026, 11, 17, 7, 30, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let the client reach the school, which is on this machine."""


@pytest.fixture
async def school() -> AsyncIterator[School]:
    async with running_school(Options(clock=lambda: TUESDAY_MORNING)) as running:
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the accounts are kept; the person speaks English."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path / "config" / "pronote"


type Hidden = Callable[..., Path]


@pytest.fixture
def hidden(tmp_path: Path) -> Hidden:
    """Return a way to write a secret to a file."""

    def write(text: str, mode: int = 0o600) -> Path:
        path = tmp_path / f"secret-{len(list(tmp_path.iterdir()))}"
        path.write_text(text)
        path.chmod(mode)
        return path

    return write


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """What it told other programs."""
        assert self.code == 0, self.err
        return json.loads(self.out)


@dataclass
class Shell:
    """Types commands, in a pipe."""

    capture: pytest.CaptureFixture[str]
    hidden: Hidden

    async def __call__(self, *typed: object) -> Ended:
        with ThreadPoolExecutor(1) as elsewhere:
            loop = asyncio.get_running_loop()
            code = await loop.run_in_executor(elsewhere, main, [*map(str, typed)])
        said = self.capture.readouterr()
        return Ended(code, said.out, said.err)

    async def login(self, account: AccountDetails, *more: object) -> Ended:
        """Log in by password."""
        file = self.hidden(account.password)
        address = ("login", account.url, "--user", account.username)
        return await self(*address, "--password-file", file, *more)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], hidden: Hidden) -> Shell:
    return Shell(capsys, hidden)


def accounts(folder: Path) -> list[str]:
    """Return the names of the accounts kept."""
    return sorted(path.stem for path in folder.glob("*.json"))
