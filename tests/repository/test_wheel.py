"""Test the wheel of the client and of the command line in an environment without the checkout.

Building and installing it fetches setuptools and the dependencies from the package index, or from
the cache of uv.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from importlib.metadata import packages_distributions, version
import json
import os
from pathlib import Path
import subprocess
import sys
import tomllib
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from packaging.requirements import Requirement
import pytest

import aiopronote
from tests.repository.source_files import (
    CLIENT,
    INTEGRATION,
    ROOT,
    files,
    imports,
    python,
)
from tests.school import Options, School, running_school

COMMAND_LINE = ROOT / "scripts" / "cli"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "project"
]
TUESDAY_MORNING = datetime(2026, 11, 17, 7, 30, tzinfo=ZoneInfo("Europe/Paris"))

PROGRAM = """
import asyncio
from datetime import date
from importlib.util import find_spec
import json
import sys
from zoneinfo import ZoneInfo

import aiopronote


async def main(url, username, password):
    credentials = aiopronote.Password(
        url=url,
        space=aiopronote.Space.PARENT,
        username=username,
        password=aiopronote.Secret(password),
        device=aiopronote.new_device_id(),
    )
    paris = ZoneInfo("Europe/Paris")
    async with aiopronote.PronoteClient(credentials, timezone=paris) as client:
        [pupil, *_] = (await client.login()).pupils
        day = date(2026, 11, 17)
        timetable = await client.timetable.get(pupil, day, day)
    outside = ("custom_components", "homeassistant", "rich", "tests")
    found = {
        "file": aiopronote.__file__,
        "importable": [name for name in outside if find_spec(name)],
        "lessons": [lesson.start.isoformat() for lesson in timetable.lessons],
    }
    print(json.dumps(found))


asyncio.run(main(*sys.argv[1:]))
"""


def uv(*arguments: object) -> None:
    """Run uv. What it says is shown when it fails."""
    found = subprocess.run(
        [ROOT / "scripts" / "uv"], check=True, capture_output=True, text=True
    )
    command = [found.stdout.strip(), *map(str, arguments)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive and the wheel from it, or take the one of WHEEL_FOLDER."""
    if made := os.environ.get("WHEEL_FOLDER"):
        folder = ROOT / made
    else:
        folder = tmp_path_factory.mktemp("dist")
        uv("build", "--out-dir", folder, ROOT)
    [built] = folder.glob("*.whl")
    return built


class Environment:
    """An empty virtual environment, and an empty folder as working directory."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "environment" / "bin"
        self.home = folder / "home"
        self.home.mkdir()
        uv("venv", "--python", sys.executable, self.bin.parent)

    def install(self, wheel: Path, extra: str = "") -> None:
        """Install the wheel and what it requires."""
        python = self.bin / "python"
        wanted = f"aiopronote{extra} @ {wheel.as_uri()}"
        uv("pip", "install", "--python", python, wanted)

    async def run(self, program: str, *arguments: object) -> str:
        """Run a program of the environment and return its standard output."""
        process = await asyncio.create_subprocess_exec(
            self.bin / program,
            *map(str, arguments),
            cwd=self.home,
            env={
                "HOME": str(self.home),
                "LANG": "en_GB.UTF-8",
                "PATH": os.defpath,
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        return out.decode()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Environment:
    """Install the client alone."""
    environment = Environment(tmp_path_factory.mktemp("library"))
    environment.install(wheel)
    return environment


@pytest.fixture(scope="module")
def command_line(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Environment:
    """Install the client with its command line."""
    environment = Environment(tmp_path_factory.mktemp("command-line"))
    environment.install(wheel, "[cli]")
    return environment


@pytest.fixture
async def school(socket_enabled: None) -> AsyncIterator[School]:
    async with running_school(Options(clock=lambda: TUESDAY_MORNING)) as running:
        yield running


def lessons(school: School) -> set[str]:
    """Return the beginnings of the lessons that the school knows for this day."""
    day = TUESDAY_MORNING.date()
    pupil = school.model.pupil("Lina")
    return {lesson.start.isoformat() for lesson in pupil.lessons_between(day, day)}


async def test_the_client_outside_the_checkout(
    library: Environment, school: School
) -> None:
    parent = school.account("parent")
    school_url = parent.url.rpartition("/")[0]
    typed = (school_url, parent.username, parent.password)
    found = json.loads(await library.run("python", "-c", PROGRAM, *typed))
    assert Path(found["file"]).is_relative_to(library.bin.parent)
    assert found["importable"] == []
    assert set(found["lessons"]) == lessons(school) != set()


async def test_the_command_outside_the_checkout(
    command_line: Environment, school: School
) -> None:
    assert "timetable" in await command_line.run("pronote", "--help")
    parent = school.account("parent")
    secret = command_line.home / "password"
    secret.touch(0o600)
    secret.write_text(parent.password)
    account = (parent.url, "--user", parent.username, "--password-file", secret)
    await command_line.run("pronote", "login", *account)
    day = ("--from", "2026-11-17", "--pupil", "lina")
    shown = json.loads(await command_line.run("pronote", "timetable", *day))
    assert {lesson["start"] for lesson in shown["lessons"]} == lessons(school)


def test_the_command_says_what_it_lacks(library: Environment) -> None:
    ended = subprocess.run(
        [library.bin / "pronote", "--help"],
        check=False,
        capture_output=True,
        text=True,
        cwd=library.home,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert 'pip install "aiopronote[cli]"' in ended.stderr


def packaged() -> Iterator[str]:
    """Return the name that each file of the two packages has in the wheel."""
    for name, folder in (("aiopronote", CLIENT), ("aiopronote_cli", COMMAND_LINE)):
        for path in files():
            if path.is_relative_to(folder):
                yield f"{name}/{path.relative_to(folder).as_posix()}"


def test_the_wheel_is_whole(wheel: Path) -> None:
    """A package or a file that pyproject.toml does not name is missing from the wheel."""
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == set(packaged())
    assert {"aiopronote/py.typed", "aiopronote/portals/portals.json"} <= names


def imported(folder: Path) -> set[str]:
    """Return what the files of a folder import from outside of it and of Python."""
    own = ".".join(folder.relative_to(ROOT).parts)
    return {
        module
        for path in python(folder)
        for module in imports(path)
        if not f"{module}.".startswith(f"{own}.")
        and module.partition(".")[0] not in sys.stdlib_module_names
    }


def requirements(written: list[str]) -> dict[str, Requirement]:
    return {one.name: one for one in map(Requirement, written)}


DEPENDENCIES = requirements(PROJECT["dependencies"])
EXTRA = requirements(PROJECT["optional-dependencies"]["cli"])


def test_dependencies_are_what_is_imported() -> None:
    distributions = packages_distributions()
    needed = {module.partition(".")[0] for module in imported(CLIENT)}
    assert {distributions[name][0] for name in needed} == set(DEPENDENCIES)
    needed = {module.partition(".")[0] for module in imported(COMMAND_LINE)}
    assert needed - {"aiopronote", *DEPENDENCIES} == set(EXTRA)


def test_dependencies_fit_those_of_home_assistant() -> None:
    """The versions installed here are those that Home Assistant pins."""
    wrong = {
        name: version(name)
        for name, wanted in (DEPENDENCIES | EXTRA).items()
        if version(name) not in wanted.specifier
    }
    assert not wrong
    manifest = json.loads((INTEGRATION / "manifest.json").read_text("utf-8"))
    assert set(manifest["requirements"]) <= set(PROJECT["dependencies"])


def test_the_command_line_uses_public_names() -> None:
    """It imports nothing of the client but what the package exports."""
    public = {f"aiopronote.{name}" for name in aiopronote.__all__}
    inner = {
        module
        for module in imported(COMMAND_LINE)
        if module.startswith("aiopronote.") and module not in public
    }
    assert not inner
