"""Entcore (NEO, Open ENT NG): pages of JavaScript over a few plain routes."""

from dataclasses import replace
from typing import override
from urllib.parse import quote, unquote

from aiohttp import web

from . import pages
from .accounts import Kind, LoginRefusedError, PortalAccount, Refusal
from .cas import CasSite
from .pages import field
from .saml import Assertion
from .site import Site, Visit

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

    def _known(self, visit: Visit) -> PortalAccount | None:
        session = visit.request.cookies.get(SESSION)
        memory = visit.memory
        return memory.account if session == memory.notes.get("session") else None

    def cas_login(self, visit: Visit) -> web.Response:
        service = visit.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if self._known(visit):
            return self.grant(visit, service)
        here = f"/cas/login?service={quote(service, safe='')}"
        visit.memory.notes["callback"] = here
        row = self.portal.row
        if row.chooser:
            target = quote(self.absolute(here), safe="")
            return self.go(f"https://{row.chooser}/?callback={target}")
        page = "/auth/login" if row.local else "/auth/saml/wayf"
        return self.go(f"{page}?callback={quote(self.absolute(here), safe='')}")

    def login(self, visit: Visit) -> web.Response:
        return self._application(visit.query.get("callback", ""))

    def _application(self, callback: str, error: str = "") -> web.Response:
        return pages.application(
            "Connexion", f'error = "{error}"; callBack = "{callback}"'
        )

    def wayf(self, visit: Visit) -> web.Response:
        return pages.application("Je me connecte")

    def check(self, visit: Visit) -> web.Response:
        portal, form = self.portal, visit.form
        callback = form.get("callBack", "")
        if portal.takes("busy"):
            text = "Trop de connexions simultanées. Veuillez réessayer plus tard."
            return pages.say("tooload", text)
        try:
            account = portal.enter(
                form.get("email", ""), form.get("password", ""), local=True
            )
        except LoginRefusedError as error:
            return self._application(callback, REFUSALS[error.reason])
        duty = portal.takes("must_act")
        match duty.what if duty else "":
            case "activation":
                form_text = pages.form("/auth/activation", field("acceptCGU", "true"))
                return pages.answer(pages.document("activation", form_text))
            case "new_password" | "" if duty:
                forced = "/auth/reset/forceChangePassword?callback="
                return pages.redirect(forced + quote(callback, safe=""))
            case "terms":
                visit.memory.notes["terms"] = "new"
        return self._open(visit, account, callback)

    def _open(
        self, visit: Visit, account: PortalAccount, callback: str
    ) -> web.Response:
        memory = visit.memory
        memory.account = account
        memory.notes["session"] = self.portal.secret()
        target = unquote(callback) if "%2F" in callback[:20] else callback
        answer = self.go(target or memory.notes.get("callback", "/"))
        self._give_cookie(answer, SESSION, memory.notes["session"])
        self._give_cookie(answer, "authenticated", "true")
        self._give_cookie(answer, "XSRF-TOKEN", self.portal.secret())
        return answer

    def authn(self, visit: Visit) -> web.Response:
        """The routes `student` and `relative`, where the vendor has opened them."""
        kinds = {kind.route: kind for kind in Kind}
        kind = kinds.get(visit.request.match_info["provider"])
        if kind is None or not self.portal.row.routes:
            return web.Response(status=403, text="invalid.provider")
        if callback := visit.query.get("callBack"):
            visit.memory.notes["callback"] = callback
        answer = self.ask_educonnect(visit, by_redirect=True, kind=kind)
        relay_state = visit.memory.notes["relay_state"]
        self._give_cookie(answer, "relaystate", relay_state)
        return answer

    @override
    def relay_is_right(self, visit: Visit, assertion: Assertion) -> bool:
        """The answer to a question, or one which nobody asked where that is allowed."""
        returned = visit.form.get("RelayState", "")
        if not returned and not assertion.relay_state:
            return bool(self.portal.row.entity)
        return returned == visit.request.cookies.get("relaystate")

    def consume(self, visit: Visit) -> web.Response:
        account = None if self.portal.takes("relay_refused") else self.told(visit)
        if account is None:
            return web.Response(status=403, text="invalid_state")
        if self.portal.takes("account_unknown"):
            return self._application("", UNKNOWN)
        if self.portal.takes("account_choice"):
            visit.memory.notes["choice"] = account.key
            return self._choice(account)
        return self._open(visit, account, "")

    def _choice(self, account: PortalAccount) -> web.Response:
        """One form for each account of the ENT which matches."""
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
                (account.key, self.portal.school.world.name),
            )
        ]
        title = "Choisissez votre établissement"
        return pages.answer(pages.document(title, *forms))

    def select(self, visit: Visit) -> web.Response:
        portal, form = self.portal, visit.form
        key = visit.memory.notes.pop("choice", "")
        complete = {"login", "activationCode", "nameId", "source", "sessionIndex"}
        if not key or form.get("key") not in portal.secrets or complete - form.keys():
            return web.Response(status=400, text="invalid.user")
        account = portal.account(key)
        if form.get("id") != key:
            account = replace(account, known_as=None)
        return self._open(visit, account, "")

    def userinfo(self, visit: Visit) -> web.Response:
        account = self._known(visit)
        if account is None:
            return web.json_response({"error": "invalid_token"}, status=401)
        return web.json_response(
            {
                "userId": account.key,
                "forceChangePassword": False,
                "needRevalidateTerms": "terms" in visit.memory.notes,
            }
        )

    def reset(self, visit: Visit) -> web.Response:
        return pages.application("Changement de mot de passe")


class Chooser(Site):
    """The region's own page before the portal: nothing but JavaScript."""

    @override
    def routes(self) -> list[web.RouteDef]:
        return [self.get("/", self.choose)]

    def choose(self, visit: Visit) -> web.Response:
        return pages.application("Choisissez votre profil")
