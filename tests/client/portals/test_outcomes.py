"""Outcomes of a login through each family of portals."""

from collections.abc import Callable, Mapping

import pytest

from custom_components.pronote.client import (
    PortalAccountKind,
    PortalPassword,
    Secret,
    Space,
    portals,
)
from custom_components.pronote.client.errors import (
    AuthenticationError,
    PortalAccountKindError,
    PortalAccountLockedError,
    PortalAccountUnknownError,
    PortalAction,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalChangedError,
    PortalDownError,
    PortalHandoffError,
    PortalServiceRefusedError,
    PronoteError,
    WrongPortalCredentialsError,
    WrongSpaceError,
)
from tests.school.portals import EDUCONNECT, find

from .conftest import StartPortal, Visitor

FAMILIES: Mapping[str, str] = {
    "kosmos": "eclat_bfc",
    "kosmos, own account": "val_doise",
    "entcore, routes": "hdf",
    "entcore, unsolicited": "ent_var",
    "entcore, own account": "ent77",
    "apereo": "atrium_sud",
    "laclasse": "laclasse_lyon",
    "laclasse, educonnect": "laclasse_educonnect",
    "keycloak": "iledefrance",
    "oze": "enc_hauts_de_seine",
    "toutatice": "toutatice",
    "hub": "bordeaux",
    "shibboleth": "ent_elyco",
    "delegated": "ac-orleans-tours",
    "eole": "ac_reunion",
}

OUTCOMES: Mapping[str, str] = {
    "test_a_wrong_password_is_tried_once": "password",
    "test_locked_accounts": "locked",
    "test_portals_out_of_order": "down",
    "test_unknown_pages_are_described_without_their_values": "changed",
    "test_redirect_loops_end": "loop",
    "test_portals_that_do_not_know_the_school": "service",
    "test_visitors_that_pronote_does_not_know": "session",
    "test_accounts_of_another_space": "space",
    "test_the_second_factor_of_educonnect": "second factor",
    "test_people_a_portal_does_not_know": "unknown person",
}
"""The columns of the table at the end of the run: the outcomes tested for each family."""


@pytest.fixture(autouse=True)
def _told_apart(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    outcome = OUTCOMES.get(request.function.__name__)
    families = {key: family for family, key in FAMILIES.items()}
    if outcome and (family := families.get(request.getfixturevalue("key"))):
        record_property("outcomes told apart", (family, outcome, "✓"))


every_family = pytest.mark.parametrize("key", FAMILIES.values(), ids=list(FAMILIES))


def credentials(visitor: Visitor, key: str) -> PortalPassword:
    """Return the kind of account, which is what a user enters."""
    known = portals.resolve(key)
    assert known is not None
    account = known.account or known.portal.accounts[0]
    return visitor.credentials(account=account)


async def refusal(visitor: Visitor, key: str) -> PronoteError:
    with pytest.raises(PronoteError) as raised:
        await visitor.client(credentials(visitor, key)).login()
    assert not visitor.tokens
    return raised.value


@every_family
async def test_a_wrong_password_is_tried_once(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key)
    visitor = await running.visitor()
    known = portals.resolve(key)
    assert known is not None
    wrong = visitor.credentials(
        password=Secret("marée basse"),
        account=known.account or known.portal.accounts[0],
    )
    client = visitor.client(wrong)
    with pytest.raises(WrongPortalCredentialsError) as raised:
        await client.login()
    assert raised.value.host in (*running.portal.spec.hosts, EDUCONNECT)
    assert running.portal.attempts(visitor.account.username) == 1
    with pytest.raises(WrongPortalCredentialsError):
        await client.keep_alive()
    assert running.portal.attempts(visitor.account.username) == 1


@every_family
async def test_locked_accounts(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key, locked=True)
    visitor = await running.visitor()
    error = await refusal(visitor, key)
    # laclasse has one sentence for all refusals.
    mute = key == "laclasse_lyon"
    expected = WrongPortalCredentialsError if mute else PortalAccountLockedError
    assert isinstance(error, expected), error
    assert running.portal.attempts(visitor.account.username) == 1


@every_family
@pytest.mark.parametrize("trouble", ["down", "cut"])
async def test_portals_out_of_order(
    start_portal: StartPortal, key: str, trouble: str
) -> None:
    running = await start_portal(key, **{trouble: True})
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalDownError)
    assert error.host in running.portal.spec.hosts
    assert not running.portal.passwords_seen


@every_family
async def test_unknown_pages_are_described_without_their_values(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key)
    running.portal.set_behavior("page_changed")
    running.portal.set_behavior("page_changed", host=EDUCONNECT)
    visitor = await running.visitor()
    error = await refusal(visitor, key)
    # Entcore's own pages are scripts: what answers its form without a word is its refusal.
    blind = key == "ent77"
    expected = WrongPortalCredentialsError if blind else PortalChangedError
    assert isinstance(error, expected), error
    assert not any(secret in str(error) for secret in running.portal.secrets)
    assert sum(running.portal.passwords_seen.values()) == blind


@every_family
async def test_redirect_loops_end(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key, redirect_loop=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalChangedError)
    assert len(running.portal.requests) < 40


@every_family
async def test_portals_that_do_not_know_the_school(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key, service_refused=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalServiceRefusedError), error


@every_family
async def test_visitors_that_pronote_does_not_know(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key, not_recognised=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalHandoffError), error
    assert running.portal.attempts((await running.visitor()).account.username) == 1


@every_family
async def test_portals_that_lead_back_without_a_ticket(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key, cas_without_ticket=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalHandoffError | PortalChangedError), error


@every_family
async def test_accounts_of_another_space(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key)
    visitor = await running.visitor("pupil")
    known = portals.resolve(key)
    assert known is not None
    lost = visitor.credentials(
        space=Space.PARENT, account=known.account or known.portal.accounts[0]
    )
    with pytest.raises(AuthenticationError) as raised:
        await visitor.client(lost).login()
    assert isinstance(raised.value, WrongSpaceError | PortalHandoffError)
    assert not visitor.tokens


# --- what only some portals do


@pytest.mark.parametrize(
    "key",
    ["eclat_bfc", "hdf", "ent_var", "laclasse_educonnect", "toutatice", "bordeaux"],
)
async def test_people_a_portal_does_not_know(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key, account_unknown=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalAccountUnknownError), error


@pytest.mark.parametrize(
    ("key", "what", "action"),
    [
        ("eclat_bfc", "new_password", PortalAction.NEW_PASSWORD),
        ("eclat_bfc", "terms", PortalAction.TERMS),
        ("eclat_bfc", "activation", PortalAction.ACTIVATION),
        ("val_doise", "new_password", PortalAction.NEW_PASSWORD),
        ("ent77", "new_password", PortalAction.NEW_PASSWORD),
        ("ent77", "activation", PortalAction.ACTIVATION),
        ("atrium_sud", "new_password", PortalAction.NEW_PASSWORD),
        ("iledefrance", "new_password", PortalAction.NEW_PASSWORD),
    ],
)
async def test_duties_that_want_a_browser(
    start_portal: StartPortal, key: str, what: str, action: PortalAction
) -> None:
    running = await start_portal(key)
    host = EDUCONNECT if not running.portal.spec.local else None
    running.portal.set_behavior("must_act", host=host, what=what)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalActionRequiredError), error
    assert error.action is action


async def test_terms_that_only_the_portals_own_pages_ask_for(
    start_portal: StartPortal,
) -> None:
    """The login does not pass through them."""
    running = await start_portal("ent77", must_act="terms")
    visitor = await running.visitor()
    client = visitor.client()
    await client.login()
    await client.logout()


@pytest.mark.parametrize(
    "key", [key for key in FAMILIES.values() if not find(key).local]
)
async def test_the_second_factor_of_educonnect(
    start_portal: StartPortal, key: str
) -> None:
    """The page of EduConnect for it is unknown: the step is named, and nothing is entered."""
    running = await start_portal(key, second_factor=True)
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalActionRequiredError), error
    assert error.action is PortalAction.SECOND_FACTOR


async def test_accounts_without_a_password(start_portal: StartPortal) -> None:
    running = await start_portal("eclat_bfc", france_connect_only=True)
    error = await refusal(await running.visitor(), "eclat_bfc")
    assert isinstance(error, PortalActionRequiredError), error
    assert error.action is PortalAction.FRANCE_CONNECT
    assert "FranceConnect" in error.message


@pytest.mark.parametrize("trouble", ["blocked", "disturbed"])
async def test_addresses_that_educonnect_does_not_serve(
    start_portal: StartPortal, trouble: str
) -> None:
    running = await start_portal("eclat_bfc", **{trouble: True})
    error = await refusal(await running.visitor(), "eclat_bfc")
    assert isinstance(error, PortalBlockedError), error
    assert not running.portal.passwords_seen


@pytest.mark.parametrize(
    ("key", "trouble"),
    [
        ("laclasse_lyon", "on_holiday"),
        ("ent77", "busy"),
        ("toutatice", "toutatice_technical_error"),
    ],
)
async def test_portals_that_say_they_are_out_of_order(
    start_portal: StartPortal, key: str, trouble: str
) -> None:
    running = await start_portal(key, **{trouble: True})
    error = await refusal(await running.visitor(), key)
    assert isinstance(error, PortalDownError), error


async def test_a_portal_that_mistrusts_educonnects_answer(
    start_portal: StartPortal,
) -> None:
    running = await start_portal("hdf", relay_refused=True)
    assert isinstance(await refusal(await running.visitor(), "hdf"), PortalChangedError)


async def test_the_other_kind_of_account(start_portal: StartPortal) -> None:
    """EduConnect's password is not tried at a portal's own form, nor the other way round."""
    local = await start_portal("atrium_sud")
    visitor = await local.visitor()
    with pytest.raises(PortalAccountKindError) as raised:
        await visitor.client(account=PortalAccountKind.EDUCONNECT).login()
    assert raised.value.wanted == "local"
    central = await start_portal("bordeaux")
    visitor = await central.visitor()
    with pytest.raises(PortalAccountKindError) as raised:
        await visitor.client(account=PortalAccountKind.LOCAL).login()
    assert raised.value.wanted == "educonnect"
    assert not local.portal.passwords_seen
    assert not central.portal.passwords_seen
