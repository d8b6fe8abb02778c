"""What the README shows to developers, typed again: what it shows is what is shown."""

import asyncio
from collections.abc import Iterator
import json
from pathlib import Path
import re
import shlex
import sys
from urllib.parse import urlsplit

import pytest

from tests.school import School

from .conftest import Hidden, Shell

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8777"

ALONE = "import sys; assert not {'homeassistant', 'custom_components'} & {*sys.modules}"


def transcript() -> Iterator[tuple[str, str]]:
    """Give each command, and what it shows."""
    [console] = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for turn in re.split(r"^\$ pronote ", console, flags=re.MULTILINE)[1:]:
        command, _, shown = turn.partition("\n")
        yield command, shown


async def test_transcript(
    shell: Shell, school: School, hidden: Hidden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "108")
    account = school.account("parent")
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(account.url))
    turns = [*transcript()]
    assert len(turns) > 5
    for line, display in turns:
        shown = display
        rest, _, filtered = line.partition(" | jq ")
        command, _, code = rest.partition("; echo ")
        words = shlex.split(command.replace(ADDRESS, origin))
        if words[0] == "login":
            user, _, shown = shown.split("\n", 2)
            assert user == f"User name: {account.username}"
            password = hidden(account.password)
            words += ["--user", account.username, "--password-file", str(password)]
        ended = await shell(*words, *([] if filtered else ["--table"]))
        if filtered:
            [told, *_] = json.loads(ended.out)["grades"]
            picked = json.loads(shown)
            assert list(picked) == re.findall(r"\w+", filtered.partition("|")[2])
            # The school draws its figures anew when it learns something.
            assert {*map(type, picked.values())} == {*map(type, map(told.get, picked))}
            continue
        assert ended.code == (int(shown.splitlines()[-1]) if code else 0), ended.err
        said = (ended.err + ended.out).replace(origin, ADDRESS)
        said += f"{ended.code}\n" if code else ""
        assert [line.rstrip() for line in said.splitlines()] == shown.splitlines()


async def test_client_alone(school: School, tmp_path: Path) -> None:
    """The example runs with the client and nothing of Home Assistant."""
    [(program, shown)] = re.findall(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL
    )
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
    assert out.decode() == shown
