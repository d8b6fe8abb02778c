"""Test the transcript of the page about the command line: each command, typed again, prints what is shown."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
import shlex
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.school import School

from .conftest import Hidden, Shell

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "command-line.md", ROOT / "docs" / "fr" / "command-line.md"]
ADDRESS = "http://127.0.0.1:8777"


def transcript(page: Path = PAGES[0]) -> Iterator[tuple[str, str]]:
    """Return each command, and what it prints."""
    [console] = re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    for turn in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, shown = turn.partition("\n")
        yield command.removeprefix("pronote "), shown


def picked_by(filtered: str, told: Any) -> dict[str, Any]:
    """Return what jq prints of an answer: some fields of the first row of a list."""
    path, _, names = filtered.strip("'").partition(" | ")
    for name, number in re.findall(r"(\w+)|\[(\d+)\]", path.strip()):
        told = told[name or int(number)]
    return {name: told[name] for name in re.findall(r"\w+", names)}


def test_both_languages_show_the_same_transcript() -> None:
    english, french = ([*transcript(page)] for page in PAGES)
    assert english == french


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
        if words[0] == "curl":
            order = json.loads(words[words.index("-d") + 1])
            assert words[-1] == f"{origin}/_school/event"
            assert json.loads(shown) == school.trigger_event(order["what"])
            continue
        if words[0] == "login":
            user, _, shown = shown.split("\n", 2)
            assert user == f"Username: {account.username}"
            password = hidden(account.password)
            words += ["--user", account.username, "--password-file", str(password)]
        ended = await shell(*words, *([] if filtered else ["--table"]))
        if filtered:
            told, picked = picked_by(filtered, json.loads(ended.out)), json.loads(shown)
            if words[0] == "grades":
                # The school chooses other figures after some changes.
                told = {name: type(value) for name, value in told.items()}
                picked = {name: type(value) for name, value in picked.items()}
            assert list(picked.items()) == list(told.items())
            continue
        assert ended.code == (int(shown.splitlines()[-1]) if code else 0), ended.err
        said = (ended.err + ended.out).replace(origin, ADDRESS)
        said += f"{ended.code}\n" if code else ""
        assert [line.rstrip() for line in said.splitlines()] == shown.splitlines()
