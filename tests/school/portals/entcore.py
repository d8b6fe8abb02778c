"""Entcore (NEO, Open ENT NG): JavaScript pages with a few plain routes."""

from dataclasses import replace
from typing import override
from urllib.parse import quote, unquote

from aiohttp import web

from . import pages
from .accounts import LoginRefusedError, PortalAccount, ProfileKind, Refusal
from .cas import CasSite
from .pages import field
from .saml import Assertion
from .site import RequestContext, Site

SESSION = "oneSessionId"
REFUSALS = {
    Refusal.WRONG: "L'identifiant ou le mot de passe est incorrect.",
    Refusal.LOCKED: (
        "Votre compte a été bloqué temporairement suite à un trop grand nombre de "
        "tentatives de connexion."
    ),
    Refusal.FRANCE_CONNECT: "L'identifiant ou le mot de passe est incorrect.",
}
UNKNOWN = (
    "Votre compte académique n'est pas reconnu dans l'ENT. Veuillez contacter "
    "l'administrateur de votre établissement."
)
OTHER_SCHOOL = "Collège des Alizés"


class Entcore(CasSite):
    cookie = "callback"
    consumer = "/auth/saml/acs"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/cas/login", self.cas_login),
            self.get("/auth/login", self.login),
            self.post("/auth/login", self.check),
            self.get("/auth/saml/wayf", self.wayf),
            self.get("/auth/saml/authn/{provider}", self.authn),
            self.post("/auth/saml/acs", self.consume),
            self.post("/auth/saml/selectUser", self.select),
            self.get("/auth/oauth2/userinfo", self.userinfo),
            self.get("/auth/reset/{rest:.*}", self.reset),
        ]

    def _known(self, context: RequestContext) -> PortalAccount | None:
        session = context.request.cookies.get(SESSION)
        browser_state = context.browser_state
        return (
            browser_state.account
            if session == browser_state.notes.get("session")
            else None
        )

    def cas_login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if self._known(context):
            return self.issue_ticket(context, service)
        here = f"/cas/login?service={quote(service, safe='')}"
        context.browser_state.notes["callback"] = here
        spec = self.portal.spec
        if spec.chooser:
            target = quote(self.absolute(here), safe="")
            return self.redirect_to(f"https://{spec.chooser}/?callback={target}")
        page = "/auth/login" if spec.local else "/auth/saml/wayf"
        return self.redirect_to(
            f"{page}?callback={quote(self.absolute(here), safe='')}"
        )

    def login(self, context: RequestContext) -> web.Response:
        return self._application(context.query.get("callback", ""))

    def _application(self, callback: str, error: str = "") -> web.Response:
        return pages.application(
            "Connexion", f'error = "{error}"; callBack = "{callback}"'
        )

    def wayf(self, context: RequestContext) -> web.Response:
        return pages.application("Je me connecte")

    def check(self, context: RequestContext) -> web.Response:
        portal, form = self.portal, context.form
        callback = form.get("callBack", "")
        if portal.take_behavior("busy"):
            text = "Trop de connexions simultanées. Veuillez réessayer plus tard."
            return pages.say("tooload", text)
        try:
            account = portal.authenticate(
                form.get("email", ""), form.get("password", ""), local=True
            )
        except LoginRefusedError as error:
            return self._application(callback, REFUSALS[error.reason])
        duty = portal.take_behavior("must_act")
        match duty.what if duty else "":
            case "activation":
                form_text = pages.form("/auth/activation", field("acceptCGU", "true"))
                return pages.answer(pages.document("activation", form_text))
            case "new_password" | "" if duty:
                forced = "/auth/reset/forceChangePassword?callback="
                return pages.redirect(forced + quote(callback, safe=""))
            case "terms":
                context.browser_state.notes["terms"] = "new"
        return self._open(context, account, callback)

    def _open(
        self, context: RequestContext, account: PortalAccount, callback: str
    ) -> web.Response:
        browser_state = context.browser_state
        browser_state.account = account
        browser_state.notes["session"] = self.portal.secret()
        target = unquote(callback) if "%2F" in callback[:20] else callback
        answer = self.redirect_to(target or browser_state.notes.get("callback", "/"))
        self._give_cookie(answer, SESSION, browser_state.notes["session"])
        self._give_cookie(answer, "authenticated", "true")
        self._give_cookie(answer, "XSRF-TOKEN", self.portal.secret())
        return answer

    def authn(self, context: RequestContext) -> web.Response:
        """Serve the routes `student` and `relative`, on portals that enable them."""
        kinds = {kind.route: kind for kind in ProfileKind}
        kind = kinds.get(context.request.match_info["provider"])
        if kind is None or not self.portal.spec.routes:
            return web.Response(status=403, text="invalid.provider")
        if callback := context.query.get("callBack"):
            context.browser_state.notes["callback"] = callback
        answer = self.ask_educonnect(context, by_redirect=True, kind=kind)
        relay_state = context.browser_state.notes["relay_state"]
        self._give_cookie(answer, "relaystate", relay_state)
        return answer

    @override
    def relay_is_right(self, context: RequestContext, assertion: Assertion) -> bool:
        """Return whether the relay state is right.

        A portal with an `entity` also accepts an assertion it did not request.
        """
        returned = context.form.get("RelayState", "")
        if not returned and not assertion.relay_state:
            return bool(self.portal.spec.entity)
        return returned == context.request.cookies.get("relaystate")

    def consume(self, context: RequestContext) -> web.Response:
        account = (
            None
            if self.portal.take_behavior("relay_refused")
            else self.asserted_account(context)
        )
        if account is None:
            return web.Response(status=403, text="invalid_state")
        if self.portal.take_behavior("account_unknown"):
            return self._application("", UNKNOWN)
        if self.portal.take_behavior("account_choice"):
            context.browser_state.notes["choice"] = account.key
            return self._choice(account)
        return self._open(context, account, "")

    def _choice(self, account: PortalAccount) -> web.Response:
        """Return a page with one form for each matching account of the ENT."""
        forms = [
            pages.form(
                "/auth/saml/selectUser",
                pages.hidden(
                    {
                        "id": identifier,
                        "login": f"login.{identifier}",
                        "activationCode": "",
                        "email": "",
                        "mobile": "",
                        "nameId": "_opaque",
                        "source": "EDT",
                        "sessionIndex": "_1",
                        "key": self.portal.secret(),
                    }
                ),
                f'<button type="submit">{school}</button>',
            )
            for identifier, school in (
                ("ailleurs", OTHER_SCHOOL),
                (account.key, self.portal.school.model.name),
            )
        ]
        title = "Choisissez votre établissement"
        return pages.answer(pages.document(title, *forms))

    def select(self, context: RequestContext) -> web.Response:
        portal, form = self.portal, context.form
        key = context.browser_state.notes.pop("choice", "")
        complete = {"login", "activationCode", "nameId", "source", "sessionIndex"}
        if not key or form.get("key") not in portal.secrets or complete - form.keys():
            return web.Response(status=400, text="invalid.user")
        account = portal.account(key)
        if form.get("id") != key:
            account = replace(account, school_username=None)
        return self._open(context, account, "")

    def userinfo(self, context: RequestContext) -> web.Response:
        account = self._known(context)
        if account is None:
            return web.json_response({"error": "invalid_token"}, status=401)
        return web.json_response(
            {
                "userId": account.key,
                "forceChangePassword": False,
                "needRevalidateTerms": "terms" in context.browser_state.notes,
            }
        )

    def reset(self, context: RequestContext) -> web.Response:
        return pages.application("Changement de mot de passe")


class Chooser(Site):
    """Page of the region in front of the portal, made of JavaScript only."""

    @override
    def routes(self) -> list[web.RouteDef]:
        return [self.get("/", self.choose)]

    def choose(self, context: RequestContext) -> web.Response:
        return pages.application("Choisissez votre profil")
