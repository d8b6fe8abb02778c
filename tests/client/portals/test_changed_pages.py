"""The same way with other pages on it: portals and EduConnect change them without a word."""

from typing import Any

from aiohttp import web
import pytest

from custom_components.pronote.client import PortalAccountKind, portals
from custom_components.pronote.client.errors import (
    PortalChangedError,
    PortalDownError,
    PortalHandoffError,
    PortalUntrustedError,
)
from tests.school.portals import EDUCONNECT
from tests.school.portals.oze import OzeApi

from .conftest import StartPortal

WITH_EDUCONNECT = ["eclat_bfc", "hdf", "ent_var", "toutatice", "bordeaux", "ent_elyco"]


@pytest.mark.parametrize(
    "detour",
    [
        "no_local_storage",
        "no_profile_buttons",
        "strict_profile",
        "storage_write",
        "consent",
        "redirect_binding",
    ],
)
@pytest.mark.parametrize("key", WITH_EDUCONNECT)
async def test_pages_of_educonnect(
    start_portal: StartPortal, key: str, detour: str
) -> None:
    running = await start_portal(key, **{detour: True})
    visitor = await running.visitor("pupil" if detour == "strict_profile" else "parent")
    client = visitor.client()
    await client.login()
    assert visitor.tokens
    assert running.portal.attempts(visitor.account.username) == 1
    await client.logout()


async def test_answers_that_nobody_asked_for(start_portal: StartPortal) -> None:
    running = await start_portal("ent_var", assertion_without_relay=True)
    visitor = await running.visitor()
    client = visitor.client()
    await client.login()
    await client.logout()


async def test_a_page_out_of_turn_is_tried_again_once(
    start_portal: StartPortal,
) -> None:
    running = await start_portal("eclat_bfc")
    running.portal.set_behavior("stale", 1)
    visitor = await running.visitor()
    client = visitor.client()
    await client.login()
    await client.logout()
    assert running.portal.attempts(visitor.account.username) == 1

    stubborn = await start_portal("eclat_bfc", stale=True)
    visitor = await stubborn.visitor()
    with pytest.raises(PortalChangedError):
        await visitor.client().login()
    assert not stubborn.portal.passwords_seen


@pytest.mark.parametrize("detour", ["meta_refresh", "script_redirect"])
@pytest.mark.parametrize(
    "key", ["eclat_bfc", "hdf", "ent77", "iledefrance", "toutatice", "ent_elyco"]
)
async def test_pages_that_lead_on_by_themselves(
    start_portal: StartPortal, key: str, detour: str
) -> None:
    running = await start_portal(key, **{detour: True})
    visitor = await running.visitor()
    client = visitor.client()
    await client.login()
    assert visitor.tokens
    await client.logout()


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("atrium_sud", {"with_lt": True}),
        ("enc_hauts_de_seine", {"oze_cas_closed": True}),
        ("enc_hauts_de_seine", {"oze_cas_closed": True, "oze_without_app": True}),
    ],
)
@pytest.mark.parametrize("who", ["pupil", "parent"])
async def test_other_detours(
    start_portal: StartPortal, key: str, changes: dict[str, Any], who: str
) -> None:
    running = await start_portal(key, **changes)
    visitor = await running.visitor(who)
    client = visitor.client()
    await client.login()
    assert visitor.tokens
    await client.logout()


async def test_a_portal_nobody_described(start_portal: StartPortal) -> None:
    running = await start_portal("unknown")
    visitor = await running.visitor()
    client = visitor.client()
    await client.login()
    assert visitor.tokens
    assert set(running.portal.passwords_seen) == set(running.portal.spec.hosts)
    await client.logout()


async def test_a_password_for_one_portal_is_not_for_another(
    start_portal: StartPortal,
) -> None:
    running = await start_portal("unknown")
    visitor = await running.visitor()
    with pytest.raises(PortalUntrustedError) as raised:
        await visitor.client(portal="atrium_sud").login()
    assert raised.value.host == running.portal.spec.host
    assert not running.portal.passwords_seen


async def test_educonnects_password_reaches_educonnect_through_any_portal(
    start_portal: StartPortal,
) -> None:
    """The school left the portal that the user knows; EduConnect is the same."""
    running = await start_portal("eclat_bfc")
    visitor = await running.visitor()
    client = visitor.client(portal="hdf", account=PortalAccountKind.EDUCONNECT)
    await client.login()
    assert set(running.portal.passwords_seen) == {EDUCONNECT}
    await client.logout()


@pytest.mark.parametrize("status", [200, 401])
async def test_oze_no_longer_tells_whose_session_it_is(
    start_portal: StartPortal, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """A page instead of JSON, or no session any more: the way to PRONOTE is unknown."""
    monkeypatch.setattr(
        OzeApi, "me", lambda *_: web.Response(status=status, text="<html></html>")
    )
    running = await start_portal("enc_hauts_de_seine", oze_cas_closed=True)
    visitor = await running.visitor()
    with pytest.raises(PortalHandoffError):
        await visitor.client().login()
    assert running.portal.attempts(visitor.account.username) == 1


async def test_a_portal_that_is_down_for_a_while(start_portal: StartPortal) -> None:
    running = await start_portal("eclat_bfc")
    running.portal.set_behavior("down", 1)
    visitor = await running.visitor()
    client = visitor.client()
    with pytest.raises(PortalDownError):
        await client.login()
    trail = list(running.portal.requests)
    with pytest.raises(PortalDownError):
        await client.login()
    assert running.portal.requests == trail
    assert portals.resolve("eclat_bfc")
