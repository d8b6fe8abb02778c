"""Every key of the table, as a pupil and as a parent: school, portal, back, token."""

import pytest

from custom_components.pronote.client import PortalAccount, find_portal, portals
from custom_components.pronote.client.errors import (
    NoPortalError,
    PortalChoiceRequiredError,
    PortalSessionError,
)
from tests.school.portals import KEYS, ROWS

from .conftest import StartPortal, note_walk, root_of, space_of

UNABLE = {"ac_poitiers", "aucollege84_kosmos"}
"""One never knows which school a visitor wants, the other is no more."""


WALKS = [
    *((key, who) for key in sorted(ROWS) for who in ("pupil", "parent")),
    *((key, "parent") for key in KEYS if key not in ROWS),
]


@pytest.mark.parametrize(("key", "who"), [walk for walk in WALKS if walk[0] != "none"])
async def test_from_the_school_to_a_token(
    start_portal: StartPortal, key: str, who: str
) -> None:
    door = await start_portal(key)
    visitor = await door.visitor(who)
    client = visitor.client(portal=key)
    account = await client.login()
    assert account.pupils
    assert len(visitor.tokens) == 1
    assert client.token == visitor.tokens[0]
    assert door.portal.attempts(visitor.account.username) == 1
    assert set(door.portal.passwords_seen) <= door.portal.row.password_hosts
    assert not door.portal.passwords_in_clear
    await client.logout()

    trail = len(door.portal.trail)
    back = visitor.client(client.token)
    assert (await back.login()).key == account.key
    school = door.portal.row.school_host
    assert all(f" {school}/" in visit for visit in door.portal.trail[trail:])
    await back.logout()
    note_walk(key, who)


@pytest.mark.parametrize("key", sorted(set(ROWS) - {"none"}))
async def test_the_school_leads_to_its_portal_by_itself(
    start_portal: StartPortal, key: str
) -> None:
    """Nobody needs to name the portal: where PRONOTE leads tells it."""
    door = await start_portal(key)
    visitor = await door.visitor()
    school, space = root_of(visitor.account), space_of(visitor.account)
    portal = await find_portal(visitor.http, school, space)
    known = portals.resolve(key)
    assert portal is not None and known is not None
    assert portal is (known.retired or known.portal)
    local = door.portal.row.local
    account = PortalAccount.LOCAL if local else PortalAccount.EDUCONNECT
    client = visitor.client(account=account)
    try:
        await client.login()
    except PortalChoiceRequiredError:
        # Abroad, each school has a choice of its own.
        await client.complete_portal(choice=door.portal.row.choice)
    assert client.token
    await client.logout()


@pytest.mark.parametrize("key", sorted(set(ROWS) - {"none"}))
async def test_from_the_portal_when_the_school_does_not_lead_there(
    start_portal: StartPortal, key: str
) -> None:
    door = await start_portal(key, pronote_redirects=False)
    visitor = await door.visitor()
    client = visitor.client(portal=key)
    if key in UNABLE:
        with pytest.raises(PortalSessionError):
            await client.login()
        return
    await client.login()
    assert client.token
    await client.logout()


async def test_a_school_without_a_portal(start_portal: StartPortal) -> None:
    door = await start_portal("none")
    visitor = await door.visitor()
    school, space = root_of(visitor.account), space_of(visitor.account)
    assert await find_portal(visitor.http, school, space) is None
    with pytest.raises(NoPortalError):
        await visitor.client().login()
    assert not door.portal.passwords_seen
