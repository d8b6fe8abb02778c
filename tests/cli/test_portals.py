"""Coming in by a regional portal, and what it may ask on the way."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from aiopronote import Secret
from aiopronote_cli import connect
from aiopronote_cli.i18n import Text
from tests.school.portals import Portal, running_portal

from .conftest import Ended, Hidden, Shell

type StartPortal = Callable[..., Awaitable[Portal]]


@pytest.fixture
async def start_portal(
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[StartPortal]:
    """Return a way to start a portal, to which all names of the internet lead."""
    async with AsyncExitStack() as stack:

        async def start(key: str, **options: Any) -> Portal:
            portal = await stack.enter_async_context(running_portal(key, **options))
            new_http_session = connect.new_http_session
            monkeypatch.setattr(
                connect,
                "new_http_session",
                lambda: new_http_session(portal.connector()),
            )
            return portal

        yield start


type Enter = Callable[[Portal], Awaitable[Ended]]


@pytest.fixture
def enter(shell: Shell, hidden: Hidden) -> Enter:
    async def log_in(portal: Portal) -> Ended:
        account = portal.account("parent")
        file = hidden(account.password)
        typed = ("login", account.url, "--user", account.username, "--portal")
        ended = await shell(*typed, "--password-file", file)
        assert account.password not in ended.out + ended.err
        return ended

    return log_in


async def test_a_portal_brings_a_token(
    start_portal: StartPortal, enter: Enter, shell: Shell
) -> None:
    portal = await start_portal("eclat_bfc")
    assert (await enter(portal)).value["space"] == "parent"
    seen = portal.attempts(portal.account("parent").username)
    assert (await shell("pupils")).value
    assert portal.attempts(portal.account("parent").username) == seen == 1


async def test_a_portal_whose_school_issues_no_token(
    start_portal: StartPortal,
    enter: Enter,
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portal = await start_portal("eclat_bfc")
    portal.school.fault("withhold_token", times=None)
    assert (await enter(portal)).value["space"] == "parent"
    account = portal.account("parent")
    monkeypatch.setenv("PRONOTE_PASSWORD", account.password)
    assert (await shell("pupils")).value
    assert portal.attempts(account.username) == 2


async def test_a_portal_refuses_a_password(
    start_portal: StartPortal, shell: Shell, hidden: Hidden
) -> None:
    portal = await start_portal("eclat_bfc")
    account = portal.account("parent")
    typed = ("login", account.url, "--user", account.username, "--portal")
    ended = await shell(*typed, "--password-file", hidden("Vent-d-est-99"))
    assert ended.code == 1
    assert ended.err.startswith(
        "The username or the password is wrong: check them and log in again."
    )


async def test_a_portal_asks_which_school(
    start_portal: StartPortal, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = await start_portal("hdf", account_choice=True)
    ended = await enter(portal)
    assert ended.code == 2 and "“Your choice”" in ended.err
    assert "  1 Collège des Alizés\n" in ended.err
    monkeypatch.setattr(connect, "prompt", lambda question: "quatre-vents")
    assert (await enter(portal)).value["space"] == "parent"


async def test_a_portal_sends_a_code(
    start_portal: StartPortal, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = await start_portal("iledefrance", mail_code=True)
    code = portal.account("parent").code
    answers = ["000000", code]

    def prompt_secret(question: Text) -> Secret:
        assert question.en == "Code"
        return Secret(answers.pop(0))

    monkeypatch.setattr(connect, "prompt_secret", prompt_secret)
    ended = await enter(portal)
    assert ended.value["space"] == "parent"
    assert not answers and code not in ended.out + ended.err
