"""`scripts/school`, as another process starts it."""

import asyncio
import json
from pathlib import Path
import signal

from aiohttp import ClientSession
import pytest

from tests.school import Options
from tests.school.__main__ import read_arguments

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("flags", [[], ["--version", "2024.3.8", "--http-rsa"]])
async def test_one_line_then_serves_until_reported_to_stop(flags: list[str]) -> None:
    process = await asyncio.create_subprocess_exec(
        ROOT / "scripts" / "school",
        "--today",
        "2026-11-21",
        *flags,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    said = json.loads(await process.stdout.readline())
    spaces = {account["space"] for account in said["accounts"]}
    assert spaces >= {"parent.html", "eleve.html", "viescolaire.html"}
    assert bool(said["rsa_modulus"]) == ("--http-rsa" in flags)
    page = f"{said['url']}/mobile.eleve.html?fd=1"
    async with ClientSession() as http, http.get(page) as response:
        assert "Start (" in await response.text()
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert await process.stdout.read() == b""


@pytest.mark.parametrize(
    ("flags", "irregular"),
    [
        ([], Options().irregular),
        (["--irregular"], True),
        (["--regular"], False),
        (["--irregular", "--regular"], False),
    ],
)
def test_kind_of_school(flags: list[str], irregular: bool) -> None:
    options, _ = read_arguments(flags)
    assert options.irregular is irregular
