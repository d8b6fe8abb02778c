"""Hosts that get a password, and secrets that never appear in a log."""

import logging

import pytest

from custom_components.pronote.client.errors import (
    PortalError,
    PortalUntrustedError,
    PronoteError,
)
from tests.school.portals import PHISHING_HOST

from .conftest import StartPortal, root_of
from .test_outcomes import credentials, every_family, refusal


@every_family
@pytest.mark.parametrize(
    "trap",
    ["foreign_form", "foreign_redirect", "foreign_page", "plain_form", "plain_page"],
)
async def test_passwords_stay_at_home(
    start_portal: StartPortal, key: str, trap: str
) -> None:
    """A form that leads elsewhere, a redirect, a page of a stranger, a page in the clear."""
    running = await start_portal(key)
    running.portal.set_behavior(trap)
    visitor = await running.visitor()
    try:
        await visitor.client(credentials(visitor, key)).login()
    except PortalError:
        pass
    else:
        # Entcore's form is a script's: where it leads is not read from the page.
        assert trap == "plain_page" or (key == "ent77" and trap.endswith("_form"))
    assert set(running.portal.passwords_seen) <= running.portal.spec.password_hosts
    assert not running.portal.passwords_in_clear


@pytest.mark.parametrize("key", ["atrium_sud", "eclat_bfc"])
async def test_why_a_password_was_not_sent(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key, foreign_form=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalUntrustedError), error
    assert error.host == PHISHING_HOST


@every_family
@pytest.mark.parametrize("trouble", ["", "page_changed", "not_recognised", "locked"])
async def test_logs_hold_no_secret(
    start_portal: StartPortal,
    caplog: pytest.LogCaptureFixture,
    key: str,
    trouble: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    running = await start_portal(key, **({trouble: True} if trouble else {}))
    visitor = await running.visitor()
    error = None
    try:
        client = visitor.client(credentials(visitor, key))
        await client.login()
        await client.logout()
    except PronoteError as raised:
        error = raised
    assert bool(error) is bool(trouble)
    secrets = running.portal.secrets | {
        token.token.reveal() for token in visitor.tokens
    }
    written = f"{caplog.text} {error!r} {error}"
    assert not [secret for secret in secrets if secret in written]
    assert visitor.account.username not in written


async def test_a_stranger_that_nobody_vouches_for(start_portal: StartPortal) -> None:
    """A school without TLS: anybody on the way may have changed where it leads."""
    running = await start_portal("unknown")
    visitor = await running.visitor()
    plain = visitor.credentials(
        url=root_of(visitor.account).replace("https://", "http://")
    )
    with pytest.raises(PortalUntrustedError):
        await visitor.client(plain).login()
    assert not running.portal.passwords_seen
