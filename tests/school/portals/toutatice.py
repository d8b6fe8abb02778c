"""Toutatice: choice of an identity, EduConnect, then two XML requests."""

from typing import override
from urllib.parse import quote

from aiohttp import web
from yarl import URL

from . import pages
from .cas import CasSite
from .registry import EDUCONNECT
from .site import RequestContext

CONVERSATION = "e1s2"


class Toutatice(CasSite):
    cookie = "IDP_JSESSIONID"
    consumer = "/idp/profile/SAML2/POST/SSO"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/idp/profile/cas/login", self.cas_login),
            self.get("/portail/auth/MonEspace", self.own_space),
            self.post("/wayf/Ctrl", self.choose),
            self.post(self.consumer, self.consume),
            self.get("/idp/Authn/Loader", self.loader),
            self.get("/idp/Authn/RemoteUser", self.remote_user),
        ]

    def cas_login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        return self._wayf(context, f"/idp/profile/cas/login?service={quote(service)}")

    def own_space(self, context: RequestContext) -> web.Response:
        if context.browser_state.account:
            return pages.application("Mon espace")
        return self._wayf(context, "/portail/auth/MonEspace")

    def _wayf(self, context: RequestContext, back: str) -> web.Response:
        context.browser_state.notes["back"] = back
        values = {
            "entityID": self.absolute("/shibboleth"),
            "return": self.absolute("/Shibboleth.sso/Login?SAMLDS=1&target=ss:mem:7"),
            "_saml_idp": "educonnect",
        }
        button = '<button type="submit">Élève ou parent avec ÉduConnect</button>'
        form = pages.form("/wayf/Ctrl", pages.hidden(values), button, id="wayf")
        return pages.answer(pages.document("Toutatice", form))

    def choose(self, context: RequestContext) -> web.Response:
        form = context.form
        choice = form.get("_saml_idp")
        if not {"entityID", "return"} <= form.keys() or choice not in (
            "educonnect",
            f"https://{EDUCONNECT}/idp",
        ):
            return pages.say("Toutatice", "Choix inconnu", 400)
        return self.ask_educonnect(context, by_redirect=True)

    def consume(self, context: RequestContext) -> web.Response:
        """Accept the assertion, then redirect to the identification of the user."""
        account = self.asserted_account(context)
        if account is None:
            return self.unexpected_assertion()
        context.browser_state.notes["almost"] = account.key
        return self.redirect_to(
            str(URL("/idp/Authn/Loader").with_query(execution=CONVERSATION))
        )

    def loader(self, context: RequestContext) -> web.Response:
        return pages.application("Chargement")

    def remote_user(self, context: RequestContext) -> web.Response:
        query, notes = context.query, context.browser_state.notes
        session = (
            query.get("sessionid") == context.browser_state.cookie and context.returning
        )
        if not session or query.get("conversation") != CONVERSATION:
            return self._xml("erreurTechnique", "Conversation inconnue")
        if "uidInSession" in query:
            return self._enter(context, query["uidInSession"])
        if query.get("redirectToLoaderRemoteUser") != "0" or "almost" not in notes:
            return self._xml("erreurTechnique", "Session inconnue")
        if self.portal.take_behavior("toutatice_technical_error"):
            return self._xml("erreurTechnique", "Service momentanément indisponible")
        functional = self.portal.take_behavior("toutatice_functional_error")
        if functional or self.portal.take_behavior("account_unknown"):
            return self._xml("erreurFonctionnelle", "Aucun compte ne correspond")
        notes["uid"] = self.portal.secret()
        return self._xml("uidInSession", notes["uid"])

    def _enter(self, context: RequestContext, uid: str) -> web.Response:
        notes = context.browser_state.notes
        if uid != notes.pop("uid", None):
            return self._xml("erreurTechnique", "Utilisateur inconnu")
        context.browser_state.account = self.portal.account(notes.pop("almost"))
        return self.redirect_to(notes["back"])

    def _xml(self, name: str, text: str) -> web.Response:
        content = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<reponse>'
            f"<conversation>{CONVERSATION}</conversation><{name}>{text}</{name}>"
            "</reponse>"
        )
        return web.Response(text=content, content_type="text/xml", charset="utf-8")
