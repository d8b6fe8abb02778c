"""Accounts of schools that issue no token: saved without their password."""

import json
from pathlib import Path

import pytest

from tests.school import School

from .conftest import Hidden, Shell, accounts


@pytest.fixture
def school_without_tokens(school: School) -> School:
    school.fault("withhold_token", times=None)
    return school


async def test_the_account_is_kept_without_its_password(
    school_without_tokens: School, shell: Shell, folder: Path
) -> None:
    parent = school_without_tokens.account("parent")
    ended = await shell.login(parent)
    assert ended.value["pupils"] == list(parent.pupils)
    assert "PRONOTE issued no token" in ended.err
    assert "PRONOTE_PASSWORD" in ended.err
    kept = json.loads((folder / "default.json").read_text())
    assert kept["username"] == parent.username
    assert parent.password not in json.dumps(kept)
    assert not {"token", "password"} & set(kept)
    assert [row["login"] for row in (await shell("accounts")).value] == ["password"]


async def test_each_command_reads_the_password_again(
    school_without_tokens: School,
    shell: Shell,
    hidden: Hidden,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school = school_without_tokens
    parent = school.account("parent")
    await shell.login(parent)
    device = json.loads((folder / "default.json").read_text())["device"]

    ended = await shell("pupils")
    assert ended.code == 2
    assert ended.err.startswith("There is no terminal to enter “Password”")
    assert school.request_log.logins == 1

    file = hidden(parent.password)
    assert len((await shell("pupils", "--password-file", file)).value) == 2
    monkeypatch.setenv("PRONOTE_PASSWORD", parent.password)
    assert len((await shell("pupils")).value) == 2
    monkeypatch.setenv("PRONOTE_PASSWORD", "Vent-d-est-99")
    ended = await shell("pupils")
    assert ended.code == 1 and "password is wrong" in ended.err
    assert accounts(folder) == ["default"]
    assert json.loads((folder / "default.json").read_text())["device"] == device


async def test_a_token_replaces_the_password_as_soon_as_there_is_one(
    school_without_tokens: School,
    shell: Shell,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school = school_without_tokens
    parent = school.account("parent")
    await shell.login(parent)
    school.fault("clear")
    monkeypatch.setenv("PRONOTE_PASSWORD", parent.password)
    assert (await shell("pupils")).code == 0
    monkeypatch.delenv("PRONOTE_PASSWORD")
    assert (await shell("pupils")).code == 0
    assert [row["login"] for row in (await shell("accounts")).value] == ["token"]
    assert "username" not in json.loads((folder / "default.json").read_text())


async def test_a_password_of_the_environment_logs_in(
    school: School, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = school.account("parent")
    monkeypatch.setenv("PRONOTE_PASSWORD", parent.password)
    ended = await shell("login", parent.url, "--user", parent.username)
    assert ended.value["account"] == "default"


async def test_a_qr_code_cannot_be_used_again(
    school_without_tokens: School, shell: Shell, hidden: Hidden, folder: Path
) -> None:
    code = hidden(json.dumps(school_without_tokens.qr("l.verselin", "1357")))
    ended = await shell("login", "--qr", code, "--qr-pin-file", hidden("1357"))
    assert ended.code == 1
    assert "a QR code works only once" in ended.err
    assert not accounts(folder)
