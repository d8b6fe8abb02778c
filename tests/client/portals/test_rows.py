"""Every row of the table, as a pupil and as a parent: school, portal, back, token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from custom_components.pronote.client import PortalAccount, find_portal, portals
from custom_components.pronote.client.errors import (
    NoPortalError,
    PortalChoiceRequiredError,
    PortalSessionError,
)
from tests.school.portals import KEYS, ROWS, Family, find

from .conftest import StartPortal, root_of, space_of

UNABLE = {"ac_poitiers", "aucollege84_kosmos"}
"""One never knows which school a visitor wants, the other is no more."""


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the table: a portal, and one kind of account there."""

    row: str
    """The key of the simulated portal."""
    portal: portals.Portal
    account: PortalAccount
    other: bool = False
    """The simulated portal takes the kind of account that it does not take by default."""
    keys: tuple[str, ...] = ()
    """The keys, of all clients, that lead here; the dead ones bear a cross."""


def _ways() -> Iterator[Way]:
    """Yield all ways: those that keys name, then the rest."""
    named: dict[tuple[str, portals.Resolution], list[str]] = {}
    for key in KEYS:
        if key == "none":
            continue
        known = portals.resolve(key)
        assert known is not None
        meaning = replace(
            known, account=known.account or known.portal.accounts[0], retired=None
        )
        name = f"{key} †" if known.retired else key
        named.setdefault((find(key).key, meaning), []).append(name)
    entcores: dict[str, str] = {}
    done: set[tuple[str, PortalAccount]] = set()
    for (row, meaning), keys in named.items():
        account = meaning.account
        assert account is not None
        if find(row).family is Family.ENTCORE:
            entcores[meaning.portal.key] = row
        done.add((meaning.portal.key, account))
        yield Way(row, meaning.portal, account, keys=tuple(keys))
    for portal in portals.portals():
        for account in portal.accounts:
            if (portal.key, account) not in done:
                yield Way(entcores[portal.key], portal, account, other=True)


WAYS = tuple(_ways())
TITLE = "portals walked to a token († key of a portal that is no more)"


def test_no_way_is_left_out() -> None:
    walked = {(way.portal.key, way.account) for way in WAYS}
    assert walked == {
        (portal.key, account)
        for portal in portals.portals()
        for account in portal.accounts
    }
    assert {key.removesuffix(" †") for way in WAYS for key in way.keys} == {*KEYS} - {
        "none"
    }


@pytest.mark.parametrize("who", ["pupil", "parent"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.row}-{way.account}")
async def test_from_the_school_to_a_token(
    start_portal: StartPortal,
    record_property: Callable[[str, object], None],
    way: Way,
    who: str,
) -> None:
    door = await start_portal(way.row, other_way=way.other)
    visitor = await door.visitor(who)
    if way.keys:
        key = way.keys[0 if who == "pupil" else -1].removesuffix(" †")
        client = visitor.client(portal=key)
    else:
        client = visitor.client(portal=way.portal.key, account=way.account)
    account = await client.login()
    assert account.pupils
    assert len(visitor.tokens) == 1
    assert client.token == visitor.tokens[0]
    assert door.portal.attempts(visitor.account.username) == 1
    assert door.portal.passwords_seen
    assert set(door.portal.passwords_seen) <= door.portal.row.password_hosts
    assert not door.portal.passwords_in_clear
    await client.logout()

    trail = len(door.portal.trail)
    back = visitor.client(client.token)
    assert (await back.login()).key == account.key
    school = door.portal.row.school_host
    assert all(f" {school}/" in visit for visit in door.portal.trail[trail:])
    await back.logout()
    line = f"{way.portal.key:<24} {way.portal.engine:<9} {way.account}"
    record_property(TITLE, (line, who, "✓"))
    if way.keys:
        record_property(TITLE, (line, "←", ", ".join(way.keys)))


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
