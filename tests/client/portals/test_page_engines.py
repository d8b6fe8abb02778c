"""Pages at which a walk ends or turns, and which no simulated portal shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from yarl import URL

from custom_components.pronote.client import (
    PortalAccountKind,
    PortalPassword,
    Secret,
    Space,
)
from custom_components.pronote.client.errors import (
    PortalAccountKindError,
    PortalAction,
    PortalActionRequiredError,
    PortalChangedError,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalDownError,
    PortalHandoffError,
    PortalQuestion,
    PortalUntrustedError,
    PronoteError,
    WrongPortalCredentialsError,
)
from custom_components.pronote.client.portals import Engine, portals
from custom_components.pronote.client.portals.browser import Browser
from custom_components.pronote.client.portals.engines.entcore import Entcore
from custom_components.pronote.client.portals.engines.forms import (
    Keycloak,
    PasswordForm,
)
from custom_components.pronote.client.portals.engines.kosmos import Kosmos
from custom_components.pronote.client.portals.login_context import (
    LoginContext,
    RestartLoginError,
)
from custom_components.pronote.client.portals.page import Page
from custom_components.pronote.client.portals.registry import EDUCONNECT

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
KOSMOS = next(portal for portal in portals() if portal.engine is Engine.KOSMOS)
HOST = KOSMOS.hosts[0]
ENTCORE = next(portal for portal in portals() if portal.engine is Engine.ENTCORE)


@dataclass
class Sent:
    """A browser that notes where it is sent, and always shows the same."""

    portal_url: URL | None = None
    school_is_trusted: bool = True
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


def new_context(
    portal_url: URL | None = None, **changes: Any
) -> tuple[LoginContext, Sent]:
    """A person with an account of a portal, by default one of Kosmos."""
    details: dict[str, Any] = {
        "url": "https://0310001a.index-education.net/pronote",
        "space": Space.PARENT,
        "username": "lina.parent",
        "password": Secret("s3cret"),
        "device": "home",
        "portal": KOSMOS.key,
        "account": PortalAccountKind.LOCAL,
    }
    sent = Sent(portal_url)
    context = LoginContext(
        cast("Browser", sent), PortalPassword(**details | changes), now=lambda: NOW
    )
    context.identify_portal()
    return context, sent


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
        context, sent = new_context()
        shown = page(selection("ENT_enseignant", "ENT_parent"))
        assert await Kosmos(context).handle(shown)
        assert sent.asked[0][1] == {"selection": "ENT_parent"}

    async def test_several_ways_are_asked_for(self) -> None:
        context, _ = new_context()
        shown = page(selection("NORD_parent", "SUD_parent", "EDU_parent"))
        with pytest.raises(PortalChoiceRequiredError) as asked:
            await Kosmos(context).handle(shown)
        assert asked.value.question is PortalQuestion.LOGIN_METHOD
        assert [choice.key for choice in asked.value.choices] == [
            "NORD_parent",
            "SUD_parent",
        ]
        context, sent = new_context(choices=("SUD_parent",))
        await Kosmos(context).handle(shown)
        assert sent.asked[0][1] == {"selection": "SUD_parent"}

    async def test_no_way_for_this_account(self) -> None:
        context, _ = new_context(account=PortalAccountKind.EDUCONNECT)
        with pytest.raises(PortalAccountKindError):
            await Kosmos(context).handle(page(selection("ENT_parent", "ENT_eleve")))

    @pytest.mark.parametrize(
        ("returned", "error"),
        [(False, PortalChangedError), (True, PortalHandoffError)],
    )
    async def test_the_same_question_again(
        self, returned: bool, error: type[PronoteError]
    ) -> None:
        context, _ = new_context()
        handler, shown = Kosmos(context), page(selection("ENT_parent"))
        await handler.handle(shown)
        if returned:
            await context.return_to_school(shown)
        with pytest.raises(error):
            await handler.handle(shown)

    async def test_the_form_of_the_portal(self) -> None:
        context, sent = new_context()
        handler = Kosmos(context)
        await handler.handle(page(CAS))
        assert sent.asked[0][1]["password"] == "s3cret"
        with pytest.raises(WrongPortalCredentialsError):
            await handler.handle(page(CAS))
        assert len(sent.asked) == 1

    async def test_the_form_of_the_portal_is_not_for_educonnect(self) -> None:
        context, sent = new_context(account=PortalAccountKind.EDUCONNECT)
        handler = Kosmos(context)
        opened = (
            await handler.handle(page(CAS))
            if context.login_method.url_template
            else None
        )
        with pytest.raises(PortalAccountKindError):
            await handler.handle(page(CAS))
        assert len(sent.asked) == (opened is not None)
        assert not context.password_sent

    async def test_a_lost_service_is_asked_for_twice(self) -> None:
        context, sent = new_context()
        lost = page("We cannot direct you to the page requested")
        handler = Kosmos(context)
        assert await handler.handle(lost)
        context.browser.portal_url = URL(f"https://{HOST}/login?service=x")
        assert await handler.handle(lost)
        assert sent.asked[-1][0].endswith("/mobile.parent.html?fd=1")
        with pytest.raises(PortalHandoffError):
            await handler.handle(lost)


class TestEntcore:
    """Pages that are known by their path, their status, or a word."""

    @pytest.mark.parametrize(
        ("path", "status", "body", "error"),
        [
            ("/auth/reset/abc", 200, "", PortalActionRequiredError),
            ("/auth/login", 403, "invalid.provider", PortalAccountKindError),
            ("/auth/login", 403, "", PortalChangedError),
            (
                "/auth/login",
                200,
                "<input name=acceptCGU>",
                PortalActionRequiredError,
            ),
            ("/auth/login", 200, "tooload", PortalDownError),
        ],
    )
    async def test_what_stops_a_login(
        self, path: str, status: int, body: str, error: type[PronoteError]
    ) -> None:
        context, sent = new_context(portal=ENTCORE.key)
        url = URL(f"https://{ENTCORE.hosts[0]}{path}")
        with pytest.raises(error):
            await Entcore(context).handle(Page(url, status, body))
        assert not sent.asked and not context.password_sent

    async def test_an_account_whose_name_stands_around_its_form(self) -> None:
        forms = "".join(
            f"<li>{name}<form action=/auth/saml/selectUser method=post>"
            f"<input type=hidden name=id value={key}></form></li>"
            for key, name in (("1", "Collège Nord"), ("2", "Collège Sud"))
        )
        context, _ = new_context(portal=ENTCORE.key)
        url = URL(f"https://{ENTCORE.hosts[0]}/auth/saml/acs")
        with pytest.raises(PortalChoiceRequiredError) as asked:
            await Entcore(context).handle(Page(url, 200, f"<ul>{forms}</ul>"))
        assert [choice.label for choice in asked.value.choices] == [
            "Collège Nord",
            "Collège Sud",
        ]


class TestKeycloak:
    """Pages between a user and the login."""

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
            await Keycloak(new_context()[0]).handle(page(shown))
        assert told.value.action is action

    async def test_a_code(self) -> None:
        context, sent = new_context()
        handler = Keycloak(context)
        shown = page("<form id=kc-otp-login-form method=post><input name=otp></form>")
        with pytest.raises(PortalCodeRequiredError):
            await handler.handle(shown)
        context.code = "123456"
        await handler.handle(shown)
        assert sent.asked[0][1] == {"otp": "123456"}
        with pytest.raises(PortalCodeRequiredError) as again:
            await handler.handle(shown)
        assert again.value.wrong
        with pytest.raises(PortalChangedError):
            await handler.handle(page("<form id=kc-otp-login-form></form>"))

    async def test_its_login_is_not_for_educonnect(self) -> None:
        context, sent = new_context(account=PortalAccountKind.EDUCONNECT)
        with pytest.raises(PortalAccountKindError):
            await Keycloak(context).handle(page("<form id=kc-form-login></form>"))
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
        context, sent = new_context()
        shown = page(f"<form method=post>{names}<input type=password name=p></form>")
        if found is None:
            with pytest.raises(PortalChangedError):
                await PasswordForm(context).handle(shown)
            assert not sent.asked
        else:
            await PasswordForm(context).handle(shown)
            assert sent.asked[0][1][found].startswith("lina.parent")

    async def test_a_stranger_s_form_gets_nothing(self) -> None:
        context, sent = new_context()
        with pytest.raises(PortalUntrustedError):
            await PasswordForm(context).handle(page(LOGIN, "portail.example.fr"))
        assert not sent.asked

    async def test_asked_for_again(self) -> None:
        context, _ = new_context()
        handler = PasswordForm(context)
        await handler.handle(page(LOGIN))
        with pytest.raises(WrongPortalCredentialsError):
            await handler.handle(page(LOGIN))
        await context.return_to_school(page(""))
        with pytest.raises(PortalHandoffError):
            await handler.handle(page(LOGIN))


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
        with pytest.raises(PortalHandoffError):
            _ = LoginContext(
                cast("Browser", Sent()), credentials, now=lambda: NOW
            ).portal

    @pytest.mark.parametrize(
        "step",
        [
            lambda context: context.follow(page(""), "https://[::1"),
            lambda context: context.submit(
                page("<form action='https://[::1'></form>").forms[0], {}
            ),
        ],
    )
    async def test_an_address_that_is_none(
        self, step: Callable[[LoginContext], Any]
    ) -> None:
        context, sent = new_context()
        with pytest.raises(PortalChangedError):
            await step(context)
        assert not sent.asked

    async def test_a_form_that_asks(self) -> None:
        context, sent = new_context()
        await context.submit(page("<form action='/ici'></form>").forms[0], {"a": "1"})
        assert sent.asked == [(f"https://{HOST}/ici?a=1", {})]

    def test_whose_account_it_is(self) -> None:
        assert new_context()[0].profile() == "responsable"
        assert new_context(space=Space.PUPIL)[0].profile() == "eleve"
        with pytest.raises(PortalChoiceRequiredError) as asked:
            new_context(space=Space.SCHOOL_LIFE)[0].profile()
        assert asked.value.question is PortalQuestion.PROFILE

    async def test_the_school_leads_to_educonnect_itself(self) -> None:
        """An account there is no account of a portal."""
        context, sent = new_context(
            URL(f"https://{EDUCONNECT}/idp/profile"), portal=None, account=None
        )
        assert not context.may_use_local and context.may_use_educonnect
        with pytest.raises(PortalUntrustedError):
            await context.submit_password(
                page(LOGIN),
                URL("https://portail.example.fr/go"),
                ("login", "p"),
                {},
            )
        await context.submit_password(
            page(LOGIN), URL(f"https://{EDUCONNECT}/idp/go"), ("login", "p"), {}
        )
        assert len(sent.asked) == 1

    async def test_a_portal_that_may_accept_both_kinds(self) -> None:
        link = f"<a href='https://{EDUCONNECT}/idp'>EduConnect</a>"
        for body, asks in ((link, True), ("<a href=/aide>Aide</a>", False)):
            context, _ = new_context(
                URL("https://ent.ville.fr/login"), portal=None, account=None
            )
            if asks:
                with pytest.raises(PortalChoiceRequiredError) as asked:
                    context.choose_account_kind(page(body, "ent.ville.fr"))
                assert asked.value.question is PortalQuestion.LOGIN_METHOD
            else:
                context.choose_account_kind(page(body, "ent.ville.fr"))

    def test_a_page_out_of_turn_again(self) -> None:
        context, _ = new_context()
        assert isinstance(context.restart(page("")), RestartLoginError)
        with pytest.raises(PortalChangedError):
            context.restart(page(""))

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
        """The school's page leads to it, and to its domain."""
        context, sent = new_context(URL("https://ent.ville.fr/login"), portal=None)
        fill = PasswordForm(context).handle(page(LOGIN, host))
        if trusted:
            await fill
        else:
            with pytest.raises(PortalUntrustedError):
                await fill
        assert bool(sent.asked) is trusted
