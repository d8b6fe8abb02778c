"""Every row of the table, as a pupil and as a parent: school, portal, back, token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from custom_components.pronote.client import PortalAccountKind, find_portal, portals
from custom_components.pronote.client.errors import (
    NoPortalError,
    PortalChoiceRequiredError,
    PortalHandoffError,
)
from tests.school.portals import KEYS, PORTAL_SPECS, Engine, find

from .conftest import StartPortal, root_of, space_of

UNABLE = {"ac_poitiers", "aucollege84_kosmos"}
"""One portal serves several schools; the other no longer exists."""


@dataclass(frozen=True, slots=True)
class PortalCase:
    """A row of the table: a portal, and one kind of account there."""

    row: str
    """The key of the simulated portal."""
    portal: portals.Portal
    account: PortalAccountKind
    other: bool = False
    """The simulated portal takes the kind of account that it does not take by default."""
    keys: tuple[str, ...] = ()
    """The keys, of all clients, that lead here; the dead ones bear a cross."""


def _cases() -> Iterator[PortalCase]:
    """Yield all ways: those that keys name, then the rest."""
    named: dict[tuple[str, portals.Resolution], list[str]] = {}
    for key in KEYS:
        if key == "none":
            continue
        known = portals.resolve(key)
        assert known is not None, (
            f"{key} of tests/school/portals/registry.py is no key of portals.json"
        )
        resolution = replace(
            known, account=known.account or known.portal.accounts[0], retired=None
        )
        name = f"{key} †" if known.retired else key
        named.setdefault((find(key).key, resolution), []).append(name)
    entcores: dict[str, str] = {}
    done: set[tuple[str, PortalAccountKind]] = set()
    for (row, resolution), keys in named.items():
        account = resolution.account
        assert account is not None
        if find(row).engine is Engine.ENTCORE:
            entcores[resolution.portal.key] = row
        done.add((resolution.portal.key, account))
        yield PortalCase(row, resolution.portal, account, keys=tuple(keys))
    for portal in portals.portals():
        for account in portal.accounts:
            # A portal without a simulated one is reported by the next test.
            if (portal.key, account) not in done and portal.key in entcores:
                yield PortalCase(entcores[portal.key], portal, account, other=True)


CASES = tuple(_cases())
TITLE = "portals walked to a token († key of a portal that is no more)"


def test_no_way_is_left_out() -> None:
    walked = {(case.portal.key, case.account) for case in CASES}
    missing = {
        (portal.key, account)
        for portal in portals.portals()
        for account in portal.accounts
    } - walked
    assert not missing, (
        "add it to tests/school/portals/registry.py; the second login method of a portal "
        "that is not Entcore has another key, an alias of portals.json"
    )
    assert {key.removesuffix(" †") for case in CASES for key in case.keys} == {
        *KEYS
    } - {"none"}


@pytest.mark.parametrize("who", ["pupil", "parent"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.row}-{case.account}")
async def test_from_the_school_to_a_token(
    start_portal: StartPortal,
    record_property: Callable[[str, object], None],
    case: PortalCase,
    who: str,
) -> None:
    running = await start_portal(case.row, other_account_kind=case.other)
    visitor = await running.visitor(who)
    if case.keys:
        key = case.keys[0 if who == "pupil" else -1].removesuffix(" †")
        client = visitor.client(portal=key)
    else:
        client = visitor.client(portal=case.portal.key, account=case.account)
    account = await client.login()
    assert account.pupils
    assert len(visitor.tokens) == 1
    assert client.token == visitor.tokens[0]
    assert running.portal.attempts(visitor.account.username) == 1
    assert running.portal.passwords_seen
    assert set(running.portal.passwords_seen) <= running.portal.spec.password_hosts
    assert not running.portal.passwords_in_clear
    await client.logout()

    trail = len(running.portal.requests)
    back = visitor.client(client.token)
    assert (await back.login()).key == account.key
    school = running.portal.spec.school_host
    assert all(f" {school}/" in visit for visit in running.portal.requests[trail:])
    await back.logout()
    line = f"{case.portal.key:<24} {case.portal.engine:<9} {case.account}"
    record_property(TITLE, (line, who, "✓"))
    if case.keys:
        record_property(TITLE, (line, "←", ", ".join(case.keys)))


@pytest.mark.parametrize("key", sorted(set(PORTAL_SPECS) - {"none"}))
async def test_the_school_leads_to_its_portal_by_itself(
    start_portal: StartPortal, key: str
) -> None:
    """The redirect of PRONOTE identifies the portal."""
    running = await start_portal(key)
    visitor = await running.visitor()
    school, space = root_of(visitor.account), space_of(visitor.account)
    portal = await find_portal(visitor.http, school, space)
    known = portals.resolve(key)
    assert portal is not None and known is not None
    assert portal is (known.retired or known.portal)
    local = running.portal.spec.local
    account = PortalAccountKind.LOCAL if local else PortalAccountKind.EDUCONNECT
    client = visitor.client(account=account)
    try:
        await client.login()
    except PortalChoiceRequiredError:
        # Abroad, each school has its own choice.
        await client.complete_portal(choice=running.portal.spec.choice)
    assert client.token
    await client.logout()


@pytest.mark.parametrize("key", sorted(set(PORTAL_SPECS) - {"none"}))
async def test_from_the_portal_when_the_school_does_not_lead_there(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key, pronote_redirects=False)
    visitor = await running.visitor()
    client = visitor.client(portal=key)
    if key in UNABLE:
        with pytest.raises(PortalHandoffError):
            await client.login()
        return
    await client.login()
    assert client.token
    await client.logout()


async def test_a_school_without_a_portal(start_portal: StartPortal) -> None:
    running = await start_portal("none")
    visitor = await running.visitor()
    school, space = root_of(visitor.account), space_of(visitor.account)
    assert await find_portal(visitor.http, school, space) is None
    with pytest.raises(NoPortalError):
        await visitor.client().login()
    assert not running.portal.passwords_seen
