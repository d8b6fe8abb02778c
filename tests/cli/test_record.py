"""`pronote record`: what it asks the school, shows and saves."""

import json
from pathlib import Path
import re
from typing import Any

import pytest

from aiopronote_cli import record
from tests.school import School

from .conftest import Shell


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Collect the pauses between pages in place of waiting."""
    found: list[float] = []

    async def wait(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(record, "sleep", wait)
    return found


@pytest.fixture
async def at_home(school: School, shell: Shell) -> Shell:
    """Return the shell of a parent."""
    assert (await shell.login(school.account("parent"))).code == 0
    school.request_log.calls.clear()
    return shell


def read(folder: Path, page: str) -> dict[str, Any]:
    fixture = json.loads((folder / f"{page}.json").read_text(encoding="utf-8"))
    assert isinstance(fixture, dict)
    return fixture


async def test_every_page_is_saved_without_names(
    school: School, at_home: Shell, tmp_path: Path, pauses: list[float]
) -> None:
    folder = tmp_path / "recording"
    ended = await at_home("record", "--anonymize", "--yes", "--into", folder)
    assert ended.value == {
        "saved": [str(folder / f"{page}.json") for page in record.PAGES]
    }
    model = school.model
    people = {word for person in model.mail.people for word in person.name.split()}
    people |= {word for pupil in model.pupils for word in pupil.name.split()}
    for path in folder.iterdir():
        written = path.read_text(encoding="utf-8").casefold()
        words = set(re.findall(r"\w+", written))
        left = [word for word in people if len(word) > 3 and word.casefold() in words]
        assert not left, path.name
        assert path.stat().st_mode & 0o077 == 0
    assert [name for name in record.PAGES if name not in ended.err] == []
    # As a person does it: one login, each page once, a pause before each.
    functions = [call.split()[0] for call in school.request_log.calls]
    assert functions.count("Authentification") <= 1
    assert functions.count("DernieresNotes") == 1
    assert pauses == [record.PAUSE] * (len(record.PAGES) - 1)


async def test_a_page_is_a_fixture(at_home: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "recording"
    typed = ("record", "grades", "--anonymize", "--yes", "--into", folder)
    assert (await at_home(*typed, "--pupil", "2")).code == 0
    assert [path.name for path in folder.iterdir()] == ["grades.json"]
    fixture = read(folder, "grades")
    assert fixture.keys() == {"about", "now", "version", "days", "pupil", "answers"}
    assert fixture["pupil"] == 1
    assert [*fixture["answers"]] == [
        "FonctionParametres",
        "ParametresUtilisateur",
        "DernieresNotes",
    ]


async def test_nothing_is_recorded_with_names(
    school: School, at_home: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "recording"
    ended = await at_home("record", "--yes", "--into", folder)
    assert ended.code == 2 and "--anonymize" in ended.err
    assert not folder.exists() and not school.request_log.calls


async def test_nobody_can_agree_in_a_pipe(
    school: School, at_home: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "recording"
    ended = await at_home("record", "--anonymize", "--into", folder)
    assert ended.code == 2 and "--yes" in ended.err
    assert not folder.exists() and not school.request_log.calls


async def test_another_recording_is_not_replaced(
    at_home: Shell, tmp_path: Path
) -> None:
    ended = await at_home("record", "--anonymize", "--yes", "--into", tmp_path)
    assert ended.code == 2 and "already exists" in ended.err


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_the_person_decides(
    answer: str,
    at_home: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What would be saved is shown before the question."""
    folder = tmp_path / "recording"
    shown: list[bool] = []

    def decide(question: object, _: str) -> str:
        shown.append(str(folder) in str(question) and not folder.exists())
        return answer

    monkeypatch.setattr(record, "can_prompt", lambda: True)
    monkeypatch.setattr(record, "prompt", decide)
    ended = await at_home("record", "teachers", "--anonymize", "--into", folder)
    assert shown == [True] and ended.code == 0 and "teachers" in ended.err
    assert folder.exists() is (answer == "y")
    assert ("Nothing was saved" in ended.err) is (answer == "n")


async def test_pages_with_a_problem(
    school: School, at_home: Shell, tmp_path: Path
) -> None:
    """A closed or refused page leaves the others; the problem is shown."""
    school.fault("close_tab", tab=10)
    school.fault("erreur", function="DernieresNotes", titre="Erreur interne")
    folder = tmp_path / "recording"
    typed = ("record", "menus", "grades", "teachers", "--anonymize", "--yes")
    ended = await at_home(*typed, "--into", folder)
    assert [path.name for path in folder.iterdir()] == ["teachers.json"]
    assert "closed to" in ended.err and "refused" in ended.err


async def test_an_answer_that_cannot_be_read_is_recorded(
    at_home: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(visit: record.Visit, *_: object) -> None:
        await visit.client.teachers.get(visit.pupil)
        raise TypeError

    monkeypatch.setitem(record.PAGES, "teachers", record.Page(open=fail))
    folder = tmp_path / "recording"
    typed = ("record", "teachers", "--anonymize", "--yes", "--into", folder)
    assert "TypeError" in (await at_home(*typed)).err
    assert "PageEquipePedagogique" in read(folder, "teachers")["answers"]
