"""Coming in by every way, and what is kept of it."""

import asyncio
import json
import logging
from pathlib import Path
import stat
from typing import Any

import pytest

from tests.school import School

from .conftest import Hidden, Shell, accounts


def kept(folder: Path, name: str = "default") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
    return content


def modes(folder: Path) -> set[int]:
    """Return who may do what with the folder, then with what is in it."""
    paths = (folder, *folder.iterdir())
    return {stat.S_IMODE(path.stat().st_mode) for path in paths}


async def test_a_password_brings_a_token_which_is_all_that_is_kept(
    school: School, shell: Shell, folder: Path
) -> None:
    parent = school.account("parent")
    ended = await shell.login(parent)
    assert ended.value["pupils"] == list(parent.pupils)
    assert ended.value["school"]["name"] == school.model.name
    account = kept(folder)
    assert parent.password not in account.values()
    assert account["token"] not in ended.out + ended.err
    assert parent.password not in ended.out + ended.err
    assert modes(folder) == {0o700, 0o600}


async def test_each_command_enters_by_the_token_and_keeps_the_next(
    school: School, shell: Shell, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    tokens = [kept(folder)["token"]]
    for _ in range(2):
        ended = await shell("pupils")
        assert [pupil["name"] for pupil in ended.value] == [
            "VERSELIN Lina",
            "VERSELIN Hugo",
        ]
        tokens.append(kept(folder)["token"])
        assert not any(token in ended.out + ended.err for token in tokens)
    assert len(set(tokens)) == 3
    assert (school.request_log.logins, school.request_log.logouts) == (3, 3)
    assert school.sessions_open == 0


async def test_the_next_token_is_kept_before_anything_else_is_asked(
    school: School, shell: Shell, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    before = kept(folder)["token"]
    school.fault("http_503", times=None, function="ParametresUtilisateur")
    ended = await shell("pupils")
    assert ended.code == 1 and "overloaded" in ended.err
    assert kept(folder)["token"] != before
    school.fault("clear")
    assert (await shell("pupils")).code == 0


async def test_commands_wait_for_each_other(school: School, shell: Shell) -> None:
    await shell.login(school.account("parent"))
    ended = await asyncio.gather(*(shell("pupils") for _ in range(3)))
    assert [one.code for one in ended] == [0, 0, 0]
    assert school.request_log.failed_logins == 0


async def test_a_wrong_password(
    school: School,
    shell: Shell,
    hidden: Hidden,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = hidden("Vent-d-est-99")
    typed = ("login", school.account("pupil").url, "--user", "l.verselin")
    ended = await shell(*typed, "--password-file", wrong)
    assert (ended.code, ended.out) == (1, "")
    assert (
        ended.err
        == "The username or the password is wrong: check them and log in again.\n"
    )
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    ended = await shell(*typed, "--password-file", wrong)
    assert (
        ended.err
        == "L’identifiant ou le mot de passe est faux : vérifiez-les et reconnectez-vous.\n"
    )
    assert not accounts(folder)


@pytest.mark.parametrize("rights", [0o644, 0o640, 0o604])
async def test_a_secret_that_others_may_read_is_refused(
    school: School, shell: Shell, hidden: Hidden, rights: int
) -> None:
    parent = school.account("parent")
    file = hidden(parent.password, rights)
    ended = await shell(
        "login", parent.url, "--user", parent.username, "--password-file", file
    )
    assert ended.code == 2
    assert ended.err == f"Other users can read {file}: run “chmod 600 {file}” first.\n"
    assert not school.request_log.requests


async def test_an_account_that_others_may_read_is_refused(
    school: School, shell: Shell, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    logins = school.request_log.logins
    (folder / "default.json").chmod(0o644)
    ended = await shell("pupils")
    assert ended.code == 2 and "chmod 600" in ended.err
    assert school.request_log.logins == logins


async def test_a_qr_code_opens_once(
    school: School, shell: Shell, hidden: Hidden
) -> None:
    code = hidden(json.dumps(school.qr("l.verselin", "1357")))
    typed = ("login", "--qr", code, "--qr-pin-file")
    ended = await shell(*typed, hidden("9999"))
    assert ended.code == 1
    assert ended.err == "The four digits do not belong to this QR code: check them.\n"
    ended = await shell(*typed, hidden("1357"))
    assert ended.value["name"] == "VERSELIN Lina"
    assert (await shell("pupils")).value[0]["school_class"] == "4B"


async def test_a_token_from_elsewhere(
    school: School, shell: Shell, hidden: Hidden, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    token = hidden(json.dumps(kept(folder)))
    assert (await shell("logout")).code == 0
    ended = await shell("login", "--token", token)
    assert ended.value["space"] == "parent"
    ended = await shell("login", "--token", token)
    assert ended.code == 1 and "no longer valid" in ended.err
    ended = await shell("login", "--token", hidden("{}"))
    assert ended.code == 2 and "not a token" in ended.err


async def test_pin_and_name_of_the_device(
    school: School, shell: Shell, hidden: Hidden
) -> None:
    account = school.account("pin")
    ended = await shell.login(account)
    assert ended.code == 2 and "“PIN of the account”" in ended.err
    name = ("--device-name", "Banc d’essai")
    ended = await shell.login(account, "--pin-file", hidden("1111"), *name)
    assert ended.code == 1 and ended.err.startswith("Wrong PIN.")
    ended = await shell.login(account, "--pin-file", hidden("2468"), *name)
    assert ended.value["name"] == account.pupils[0]
    assert (await shell("pupils")).code == 0
    ended = await shell.login(
        account, "--pin-file", hidden("2468"), *name, "--account", "another"
    )
    assert ended.code == 1 and "already has this name" in ended.err


async def test_several_accounts(school: School, shell: Shell, folder: Path) -> None:
    assert (await shell("accounts")).value == []
    ended = await shell("pupils")
    assert ended.code == 2 and "login ADDRESS" in ended.err
    await shell.login(school.account("parent"), "--account", "maison")
    await shell.login(school.account("pupil"), "--account", "lina")
    assert [one["account"] for one in (await shell("accounts")).value] == [
        "lina",
        "maison",
    ]
    ended = await shell("pupils")
    assert ended.code == 2 and ended.err == (
        "Choose an account with --account: lina, maison.\n"
    )
    assert len((await shell("pupils", "--account", "maison")).value) == 2
    ended = await shell("pupils", "--account", "../lina")
    assert ended.code == 2 and "cannot name an account" in ended.err
    ended = await shell("logout", "--account", "lina")
    assert ended.value == {"account": "lina", "kept": False}
    assert len((await shell("pupils")).value) == 2
    assert accounts(folder) == ["maison"]


async def test_the_default_account_is_not_replaced_by_another_space(
    school: School, shell: Shell, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    ended = await shell.login(school.account("pupil"))
    assert ended.code == 2 and "“default” is another account" in ended.err
    device = kept(folder)["device"]
    assert (await shell.login(school.account("parent"))).code == 0
    assert kept(folder)["device"] == device


async def test_a_damaged_account_is_mended_by_a_login(
    school: School, shell: Shell, folder: Path
) -> None:
    await shell.login(school.account("parent"))
    (folder / "default.json").write_text("{")
    ended = await shell("pupils")
    assert ended.code == 2 and "log in again" in ended.err
    assert (await shell.login(school.account("parent"))).code == 0
    assert (await shell("pupils")).code == 0


async def test_discovery(school: School, shell: Shell) -> None:
    found = (await shell("discover", school.account("pupil").url)).value
    assert (found["url"], found["name"]) == (school.url, school.model.name)
    assert found["spaces"] == ["parent", "eleve", "viescolaire"]
    ended = await shell("discover", "127.0.0.1:9")
    assert ended.code == 1 and ended.err.count("\n") == 1
    school.fault("site_closed", times=1)
    ended = await shell("discover", school.url)
    assert ended.code == 1 and ended.err.startswith("PRONOTE is closed at the moment")


async def test_portals_are_listed(shell: Shell) -> None:
    assert "eclat-bfc" in {portal["key"] for portal in (await shell("portals")).value}
    ended = await shell("login", "https://school.exemple.fr", "--portal", "nowhere")
    assert ended.code == 2 and "“pronote portals”" in ended.err


async def test_verbose_shows_what_the_client_does(
    school: School, shell: Shell, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "aiopronote")
    caplog.handler.setLevel(logging.DEBUG)

    def of_the_client() -> list[str]:
        names = (record.name for record in caplog.records)
        return [name for name in names if name.startswith("aiopronote.")]

    await shell.login(school.account("parent"))
    assert not of_the_client()
    await shell.login(school.account("parent"), "--verbose")
    assert of_the_client()
