"""Kosmos (Skolengo): choice of a profile, then a local form or EduConnect."""

from typing import override

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import LoginRefusedError, Refusal
from .cas import CasSite
from .pages import field
from .registry import PORTAL_SPECS
from .site import RequestContext

TEACHERS = "AAA_enseignant"
MESSAGES = {
    Refusal.WRONG: "Identifiant ou mot de passe incorrect.",
    Refusal.LOCKED: "Votre compte est bloqué : trop de tentatives de connexion.",
    Refusal.FRANCE_CONNECT: "Utilisez FranceConnect.",
}


class Kosmos(CasSite):
    cookie = "CASTGC"
    consumer = "/saml/SAMLAssertionConsumer"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/login", self.login),
            self.post("/login", self.check),
            self.get("/delegate/redirect/{provider}", self.delegate),
            self.post("/delegate/redirect/{provider}", self.delegate_by_post),
            self.post(self.consumer, self.consume),
        ]

    @property
    def choices(self) -> list[str]:
        """Return the profiles of this host: one for each portal row, and teachers."""
        rows = [spec.choice for spec in PORTAL_SPECS.values() if spec.host == self.host]
        return [*(choice for choice in rows if choice), TEACHERS]

    def login(self, context: RequestContext) -> web.Response:
        service, selection = (
            context.query.get("service", ""),
            context.query.get("selection"),
        )
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        context.browser_state.notes["service"] = service
        if selection == TEACHERS:
            return pages.application("Espace des personnels")
        if not self.portal.spec.choice:
            return self.form(service)
        if selection not in self.choices:
            return self.wayf(service)
        context.browser_state.notes["selection"] = selection
        if selection == self.portal.spec.choice and self.portal.spec.local:
            return self.form(service, selection)
        return self.redirect_to("/delegate/redirect/EDU")

    def wayf(self, service: str) -> web.Response:
        radios = [
            f"{field('selection', choice, kind='radio', id=f'idp-{choice}')}"
            f'<label for="idp-{choice}">{choice}</label>'
            for choice in self.choices
        ]
        form = pages.form(
            "/login",
            field("service", service),
            *radios,
            field("submit", "Valider", kind="submit", id="button-submit"),
            method="get",
            class_="cas__wayf-form",
        )
        return pages.answer(pages.document("Je choisis mon profil", form))

    def form(
        self, service: str, selection: str = "", message: str = ""
    ) -> web.Response:
        query = {"selection": selection} if selection else {}
        path = str(URL("/login").with_query({**query, "service": service}))
        form = pages.form(
            self.action(path),
            field("username", kind="text", id="username"),
            field("password", kind="password", id="password"),
            field("execution", self.portal.execution()),
            field("_eventId", "submit"),
            field("lt", ""),
            field("geolocation", ""),
            '<button type="submit">Se connecter</button>',
            class_="cas__login-form",
        )
        error = f'<p class="msg--error">{message}</p>' if message else ""
        search = pages.form("/recherche", field("q", kind="search"), method="get")
        return pages.answer(pages.document("Connexion", search, error, form))

    def check(self, context: RequestContext) -> web.Response:
        form, service = context.form, context.query.get("service", "")
        selection = context.query.get("selection", "")
        expected = {"execution", "_eventId", "lt", "geolocation"}
        known = self.portal.executed(form.get("execution", ""))
        if not context.returning or not known or not expected <= form.keys():
            return self.form(service, selection, "Votre session a expiré.")
        if not self.portal.spec.local:
            return pages.say("CAS", "Profil inconnu", 400)
        try:
            account = self.portal.authenticate(
                form.get("username", ""), form.get("password", ""), local=True
            )
        except LoginRefusedError as error:
            return self.form(service, selection, MESSAGES[error.reason])
        if self.portal.take_behavior("must_act"):
            return pages.say("Portail", "Vous devez changer votre mot de passe.")
        context.browser_state.account = account
        return self.issue_ticket(context, service)

    def delegate(self, context: RequestContext) -> web.Response:
        if not context.returning:
            return pages.say("CAS", "Votre session a expiré.", 400)
        return self.ask_educonnect(context)

    def delegate_by_post(self, context: RequestContext) -> web.Response:
        said = {"status": 405, "error": "Request method 'POST' not supported"}
        return web.json_response(said, status=405)

    def consume(self, context: RequestContext) -> web.Response:
        if refused := self.accept_assertion(context):
            return refused
        if context.browser_state.notes.get("selection") != self.portal.spec.choice:
            context.browser_state.account = None
            return self.account_unknown()
        service = context.browser_state.notes.get("service", "")
        query = {"service": service} if service else {}
        return self.redirect_to(str(URL("../login").with_query(query)))
