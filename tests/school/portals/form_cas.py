"""CAS servers with plain login forms: Apereo and laclasse."""

from typing import override

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import LoginRefusedError, Refusal
from .cas import CasSite
from .pages import field
from .site import RequestContext

REFUSALS = {
    Refusal.WRONG: "Mauvais identifiant / mot de passe.",
    Refusal.LOCKED: "Ce compte a été verrouillé.",
    Refusal.FRANCE_CONNECT: "Mauvais identifiant / mot de passe.",
}


class Apereo(CasSite):
    @override
    def cas_routes(self) -> list[web.RouteDef]:
        path = self.portal.spec.cas
        return [self.get(path, self.login), self.post(path, self.check)]

    @property
    def user_field(self) -> str:
        return self.portal.spec.choice or "username"

    def login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        return self.form(context)

    def form(
        self, context: RequestContext, message: str = "", status: int = 200
    ) -> web.Response:
        with_lt = self.portal.take_behavior("with_lt")
        form = pages.form(
            self.action(context.request.path_qs),
            field(self.user_field, kind="text", id="username"),
            field("password", kind="password", id="password"),
            field("rememberMe", "true", kind="checkbox"),
            field("lt", f"LT-{self.portal.execution()}") if with_lt else "",
            field("execution", self.portal.execution()),
            field("_eventId", "submit"),
            field("submit", "SE CONNECTER", kind="submit"),
            id="fm1",
        )
        error = f'<div id="msg" class="errors">{message}</div>' if message else ""
        return pages.answer(pages.document("Connexion", error, form), status)

    def check(self, context: RequestContext) -> web.Response:
        form, portal = context.form, self.portal
        fresh = context.returning and portal.executed(form.get("execution", ""))
        if "lt" in form:
            fresh &= portal.executed(form["lt"].removeprefix("LT-"))
        if not fresh:
            return self.form(context, "Votre session a expiré.")
        if form.get("_eventId") != "submit":
            return pages.say("CAS", "Bad Request", 400)
        try:
            account = portal.authenticate(
                form.get(self.user_field, ""), form.get("password", ""), local=True
            )
        except LoginRefusedError as error:
            return self.form(context, REFUSALS[error.reason], 401)
        if portal.take_behavior("must_act"):
            text = (
                "Votre mot de passe a expiré : vous devez changer votre mot de passe."
            )
            return pages.say("CAS", text)
        context.browser_state.account = account
        return self.issue_ticket(context, context.query.get("service", ""))


class Laclasse(CasSite):
    cookie = "LACLASSE_AUTH"
    consumer = "/sso/educonnect/acs"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/sso/login", self.login),
            self.post("/sso/login", self.check),
            self.get("/sso/educonnect", self.delegate),
            self.post(self.consumer, self.consume),
        ]

    @override
    def service_refused(self) -> web.Response:
        return pages.say(
            "laclasse",
            "Le service vers lequel vous souhaitez aller n'est pas autorisé.",
        )

    def login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if self.portal.take_behavior("on_holiday"):
            return pages.say("laclasse", "Laclasse est fermé pendant les vacances.")
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        return self.form(context, service)

    def form(
        self, context: RequestContext, service: str, message: str = ""
    ) -> web.Response:
        """Return the login form among forms for other login methods."""
        state = self.portal.secret()
        context.browser_state.notes |= {"state": state, "service": service}
        common = pages.hidden({"service": service, "state": state})
        others = [
            pages.form(
                path, common, f'<button type="submit">{name}</button>', method="get"
            )
            for path, name in (
                ("/sso/parentPortalIdp", "Parents et élèves (ancien)"),
                ("/sso/agentPortalIdp", "Agents de l'académie"),
                ("/sso/cutIdp", "Grand Lyon Connect"),
                ("/sso/educonnect", "ÉduConnect"),
            )
        ]
        login = pages.form(
            self.action("/sso/login"),
            common,
            field("ticket", "true"),
            field("username", kind="text"),
            field("password", kind="password"),
            field("keepconnected", "true", kind="checkbox"),
            '<button type="submit">Se connecter</button>',
        )
        error = f"<p>{message}</p>" if message else ""
        return pages.answer(pages.document("laclasse.com", *others, error, login))

    def check(self, context: RequestContext) -> web.Response:
        form, notes = context.form, context.browser_state.notes
        service = form.get("service", "")
        if form.get("state") != notes.get("state") or "ticket" not in form:
            return self.form(context, service, "Votre session a expiré.")
        try:
            account = self.portal.authenticate(
                form.get("username", ""), form.get("password", ""), local=True
            )
        except LoginRefusedError:
            text = "Les informations transmises n'ont pas permis de vous authentifier."
            return self.form(context, service, text)
        context.browser_state.account = account
        return self.issue_ticket(context, service)

    def delegate(self, context: RequestContext) -> web.Response:
        if service := context.query.get("service"):
            context.browser_state.notes["service"] = service
        return self.ask_educonnect(context, by_redirect=True)

    def consume(self, context: RequestContext) -> web.Response:
        if refused := self.accept_assertion(context):
            return refused
        service = context.browser_state.notes.get("service", "")
        if not service:
            return self.redirect_to("/")
        return self.redirect_to(str(URL("../login").with_query(service=service)))
