"""Test the examples of the page about the client: they run, and print what the page shows."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import re
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest

from aiopronote import (
    ClientConfig,
    Credentials,
    Password,
    PronoteClient,
    Secret,
    Space,
    new_device_id,
)
from tests.repository.source_files import ROOT
from tests.school import School

from .conftest import PARIS, ManualClock

PAGES = [ROOT / "docs" / "client.md", ROOT / "docs" / "fr" / "client.md"]
SECTION = re.compile(r"^## \d+\. ", re.MULTILINE)
EXAMPLE = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
ALONE = "import sys; assert not {'homeassistant', 'custom_components'} & {*sys.modules}"


def examples(page: Path) -> list[tuple[str, str]]:
    """Return the example of each numbered section, and what it prints."""
    _, *sections = SECTION.split(page.read_text("utf-8"))
    found = [EXAMPLE.findall(section) for section in sections]
    assert [len(one) for one in found] == [1] * 10
    return [example for [example] in found]


def define(*numbers: int) -> dict[str, Any]:
    """Return the functions of these examples, and what the first example imports."""
    first, *_ = examples(PAGES[0])
    names: dict[str, Any] = {}
    exec(first[0].removesuffix("asyncio.run(main())\n"), names)
    for number in numbers:
        exec(examples(PAGES[0])[number - 1][0], names)
    return names


def password(
    school: School, key: str = "parent", space: Space = Space.PARENT
) -> Password:
    account = school.account(key)
    return Password(
        url=school.url,
        space=space,
        username=account.username,
        password=Secret(account.password),
        device=new_device_id(),
    )


def build(
    credentials: Credentials, clock: ManualClock, **options: Any
) -> PronoteClient:
    config = ClientConfig(now=clock)
    return PronoteClient(credentials, timezone=PARIS, config=config, **options)


@pytest.fixture
async def client(school: School, clock: ManualClock) -> AsyncIterator[PronoteClient]:
    """Return a parent's client after its login."""
    async with build(password(school), clock) as client:
        await client.login()
        yield client


def test_both_languages_show_the_same_examples() -> None:
    english, french = map(examples, PAGES)
    assert english == french


async def test_first_example_is_a_program(school: School, tmp_path: Path) -> None:
    """It runs with the client alone, without Home Assistant."""
    program, printed = examples(PAGES[0])[0]
    port = urlsplit(school.url).port
    script = tmp_path / "example.py"
    program = program.replace("localhost:8777", f"localhost:{port}")
    script.write_text(f"{program}\n{ALONE}\n", "utf-8")
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, script),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=tmp_path,
    )
    out, err = await run.communicate()
    assert run.returncode == 0, err.decode()
    assert out.decode() == printed


async def test_token_is_kept_and_used(
    school: School,
    clock: ManualClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    names = define(2)
    async with build(password(school), clock, on_token=names["keep"]) as client:
        await client.login()
    assert (tmp_path / "token.json").stat().st_mode & 0o777 == 0o600
    kept = json.loads((tmp_path / "token.json").read_text("utf-8"))
    await names["resume"]()
    assert capsys.readouterr().out == examples(PAGES[0])[1][1]
    renewed = json.loads((tmp_path / "token.json").read_text("utf-8"))
    assert renewed.pop("token") != kept.pop("token")
    assert renewed == kept


async def test_qr_code_and_pin(
    school: School, clock: ManualClock, capsys: pytest.CaptureFixture[str]
) -> None:
    names = define(3)
    text = json.dumps(school.qr(school.account("parent").username, "1234"))
    async with build(names["from_qr_code"](text, "1234"), clock) as client:
        await names["log_in"](client, "")
    async with build(password(school, "pin", Space.PUPIL), clock) as client:
        await names["log_in"](client, school.account("pin").pin or "")
    assert capsys.readouterr().out == examples(PAGES[0])[2][1]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (4, "grades"),
        (5, "homework"),
        (6, "messages"),
        (7, "files"),
        (8, "export"),
        (9, "report"),
        (10, "raw"),
    ],
)
async def test_example_prints_what_is_shown(
    client: PronoteClient, capsys: pytest.CaptureFixture[str], number: int, name: str
) -> None:
    names = define(*range(2, number + 1))
    await names[name](client)
    assert capsys.readouterr().out == examples(PAGES[0])[number - 1][1]
