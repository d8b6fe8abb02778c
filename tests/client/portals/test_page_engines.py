"""Pages at which a walk ends or turns, and which no simulated portal shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from yarl import URL

from custom_components.pronote.client import (
    PortalAccount,
    PortalPassword,
    Secret,
    Space,
)
from custom_components.pronote.client.errors import (
    PortalAccountError,
    PortalAction,
    PortalActionRequiredError,
    PortalChangedError,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalQuestion,
    PortalSessionError,
    PortalUntrustedError,
    PronoteError,
    WrongPortalCredentialsError,
)
from custom_components.pronote.client.portals import Engine, portals
from custom_components.pronote.client.portals.browser import Browser
from custom_components.pronote.client.portals.engine import StartAgain, Walk
from custom_components.pronote.client.portals.forms import Keycloak, PasswordForm
from custom_components.pronote.client.portals.kosmos import Kosmos
from custom_components.pronote.client.portals.page import Page

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
KOSMOS = next(portal for portal in portals() if portal.engine is Engine.KOSMOS)
HOST = KOSMOS.hosts[0]


@dataclass
class Sent:
    """A browser that notes where it is sent, and always shows the same."""

    entry: URL | None = None
    school_is_certain: bool = True
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    async def get(self, url: URL) -> Page:
        return await self.post(url, {})

    async def post(
        self, url: URL, values: Mapping[str, str], *, secret: bool = False
    ) -> Page:
        self.asked.append((str(url), values))
        return page("<p>Suite</p>")


def page(body: str, host: str = HOST) -> Page:
    url = URL(f"https://{host}/connexion/login?a=1", encoded=True)
    return Page(url, 200, f"<html><body>{body}</body></html>")


def walk(entry: URL | None = None, **changes: Any) -> tuple[Walk, Sent]:
    """Somebody with an account of a portal of Kosmos, unless told otherwise."""
    details: dict[str, Any] = {
        "url": "https://0310001a.index-education.net/pronote",
        "space": Space.PARENT,
        "username": "lina.parent",
        "password": Secret("s3cret"),
        "device": "home",
        "portal": KOSMOS.key,
        "account": PortalAccount.LOCAL,
    }
    sent = Sent(entry)
    walk = Walk(
        cast("Browser", sent), PortalPassword(**details | changes), now=lambda: NOW
    )
    walk.meet()
    return walk, sent


def selection(*values: str) -> str:
    rows = "".join(
        f"<input type=radio name=selection value={value}>" for value in values
    )
    return f"<form method=post>{rows}</form>"


CAS = "<form class=cas__login-form method=post><input name=username></form>"
LOGIN = "<form method=post action='/go'><input name=login><input type=password name=p></form>"


class TestKosmos:
    """The page of choices, the form of the portal, and its dead ends."""

    async def test_the_only_way_of_a_family_is_taken(self) -> None:
        walker, sent = walk()
        shown = page(selection("ENT_enseignant", "ENT_parent"))
        assert await Kosmos(walker).pass_by(shown)
        assert sent.asked[0][1] == {"selection": "ENT_parent"}

    async def test_several_ways_are_asked_for(self) -> None:
        walker, _ = walk()
        shown = page(selection("NORD_parent", "SUD_parent", "EDU_parent"))
        with pytest.raises(PortalChoiceRequiredError) as asked:
            await Kosmos(walker).pass_by(shown)
        assert asked.value.question is PortalQuestion.WAY
        assert [choice.key for choice in asked.value.choices] == [
            "NORD_parent",
            "SUD_parent",
        ]
        walker, sent = walk(choices=("SUD_parent",))
        await Kosmos(walker).pass_by(shown)
        assert sent.asked[0][1] == {"selection": "SUD_parent"}

    async def test_no_way_for_this_account(self) -> None:
        walker, _ = walk(account=PortalAccount.EDUCONNECT)
        with pytest.raises(PortalAccountError):
            await Kosmos(walker).pass_by(page(selection("ENT_parent", "ENT_eleve")))

    @pytest.mark.parametrize(
        ("returned", "error"),
        [(False, PortalChangedError), (True, PortalSessionError)],
    )
    async def test_the_same_question_again(
        self, returned: bool, error: type[PronoteError]
    ) -> None:
        walker, _ = walk()
        room, shown = Kosmos(walker), page(selection("ENT_parent"))
        await room.pass_by(shown)
        if returned:
            await walker.return_to_school(shown)
        with pytest.raises(error):
            await room.pass_by(shown)

    async def test_the_form_of_the_portal(self) -> None:
        walker, sent = walk()
        room = Kosmos(walker)
        await room.pass_by(page(CAS))
        assert sent.asked[0][1]["password"] == "s3cret"
        with pytest.raises(WrongPortalCredentialsError):
            await room.pass_by(page(CAS))
        assert len(sent.asked) == 1

    async def test_the_form_of_the_portal_is_not_for_educonnect(self) -> None:
        walker, sent = walk(account=PortalAccount.EDUCONNECT)
        room = Kosmos(walker)
        door = await room.pass_by(page(CAS)) if walker.way.door else None
        with pytest.raises(PortalAccountError):
            await room.pass_by(page(CAS))
        assert len(sent.asked) == (door is not None)
        assert not walker.filled

    async def test_a_lost_service_is_asked_for_twice(self) -> None:
        walker, sent = walk()
        lost = page("We cannot direct you to the page requested")
        room = Kosmos(walker)
        assert await room.pass_by(lost)
        walker.browser.entry = URL(f"https://{HOST}/login?service=x")
        assert await room.pass_by(lost)
        assert sent.asked[-1][0].endswith("/mobile.parent.html?fd=1")
        with pytest.raises(PortalSessionError):
            await room.pass_by(lost)


class TestKeycloak:
    """What stands between a family and its login."""

    @pytest.mark.parametrize(
        ("shown", "action"),
        [
            ("<form id=kc-passwd-update-form></form>", PortalAction.NEW_PASSWORD),
            ("<div id=kc-terms-text></div>", PortalAction.TERMS),
            ("<form id=kc-totp-settings-form></form>", PortalAction.SECOND_FACTOR),
        ],
    )
    async def test_something_to_do_there(
        self, shown: str, action: PortalAction
    ) -> None:
        with pytest.raises(PortalActionRequiredError) as told:
            await Keycloak(walk()[0]).pass_by(page(shown))
        assert told.value.action is action

    async def test_a_code(self) -> None:
        walker, sent = walk()
        room = Keycloak(walker)
        shown = page("<form id=kc-otp-login-form method=post><input name=otp></form>")
        with pytest.raises(PortalCodeRequiredError):
            await room.pass_by(shown)
        walker.code = "123456"
        await room.pass_by(shown)
        assert sent.asked[0][1] == {"otp": "123456"}
        with pytest.raises(PortalCodeRequiredError) as again:
            await room.pass_by(shown)
        assert again.value.wrong
        with pytest.raises(PortalChangedError):
            await room.pass_by(page("<form id=kc-otp-login-form></form>"))

    async def test_its_login_is_not_for_educonnect(self) -> None:
        walker, sent = walk(account=PortalAccount.EDUCONNECT)
        with pytest.raises(PortalAccountError):
            await Keycloak(walker).pass_by(page("<form id=kc-form-login></form>"))
        assert not sent.asked


class TestPasswordForm:
    """Whatever form there is."""

    @pytest.mark.parametrize(
        ("names", "found"),
        [
            ("<input name=identifiant>", "identifiant"),
            ("<input name=a><input name=b>", None),
        ],
    )
    async def test_the_name_beside_the_password(
        self, names: str, found: str | None
    ) -> None:
        walker, sent = walk()
        shown = page(f"<form method=post>{names}<input type=password name=p></form>")
        if found is None:
            with pytest.raises(PortalChangedError):
                await PasswordForm(walker).pass_by(shown)
            assert not sent.asked
        else:
            await PasswordForm(walker).pass_by(shown)
            assert sent.asked[0][1][found].startswith("lina.parent")

    async def test_a_stranger_s_form_gets_nothing(self) -> None:
        walker, sent = walk()
        with pytest.raises(PortalUntrustedError):
            await PasswordForm(walker).pass_by(page(LOGIN, "portail.example.fr"))
        assert not sent.asked

    async def test_asked_for_again(self) -> None:
        walker, _ = walk()
        room = PasswordForm(walker)
        await room.pass_by(page(LOGIN))
        with pytest.raises(WrongPortalCredentialsError):
            await room.pass_by(page(LOGIN))
        await walker.return_to_school(page(""))
        with pytest.raises(PortalSessionError):
            await room.pass_by(page(LOGIN))


class TestWalk:
    """Steps that lead nowhere."""

    async def test_nobody_met(self) -> None:
        credentials = PortalPassword(
            url="https://0310001a.index-education.net/pronote",
            space=Space.PARENT,
            username="lina.parent",
            password=Secret("s3cret"),
            device="home",
        )
        with pytest.raises(PortalSessionError):
            _ = Walk(cast("Browser", Sent()), credentials, now=lambda: NOW).portal

    @pytest.mark.parametrize(
        "step",
        [
            lambda walk: walk.follow(page(""), "https://[::1"),
            lambda walk: walk.submit(
                page("<form action='https://[::1'></form>").forms[0], {}
            ),
        ],
    )
    async def test_an_address_that_is_none(self, step: Callable[[Walk], Any]) -> None:
        walker, sent = walk()
        with pytest.raises(PortalChangedError):
            await step(walker)
        assert not sent.asked

    async def test_a_form_that_asks(self) -> None:
        walker, sent = walk()
        await walker.submit(page("<form action='/ici'></form>").forms[0], {"a": "1"})
        assert sent.asked == [(f"https://{HOST}/ici?a=1", {})]

    def test_whose_account_it_is(self) -> None:
        assert walk()[0].profile() == "responsable"
        assert walk(space=Space.PUPIL)[0].profile() == "eleve"
        with pytest.raises(PortalChoiceRequiredError) as asked:
            walk(space=Space.SCHOOL_LIFE)[0].profile()
        assert asked.value.question is PortalQuestion.PROFILE

    def test_a_page_out_of_turn_again(self) -> None:
        walker, _ = walk()
        assert isinstance(walker.start_again(page("")), StartAgain)
        with pytest.raises(PortalChangedError):
            walker.start_again(page(""))

    @pytest.mark.parametrize(
        ("host", "trusted"),
        [
            ("ent.ville.fr", True),
            ("sso.ville.fr", True),
            ("ent.autre.fr", False),
            ("192.168.1.9", False),
        ],
    )
    async def test_a_portal_nobody_described(self, host: str, trusted: bool) -> None:
        """The school vouches for it, and for its house."""
        walker, sent = walk(URL("https://ent.ville.fr/login"), portal=None)
        fill = PasswordForm(walker).pass_by(page(LOGIN, host))
        if trusted:
            await fill
        else:
            with pytest.raises(PortalUntrustedError):
                await fill
        assert bool(sent.asked) is trusted
