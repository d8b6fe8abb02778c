"""Toutatice: a choice of identity, EduConnect, then two questions in XML."""

from typing import override
from urllib.parse import quote

from aiohttp import web
from yarl import URL

from . import pages
from .cas import CasSite
from .rows import EDUCONNECT
from .site import Visit

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

    def cas_login(self, visit: Visit) -> web.Response:
        service = visit.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if visit.memory.account:
            return self.grant(visit, service)
        return self._wayf(visit, f"/idp/profile/cas/login?service={quote(service)}")

    def own_space(self, visit: Visit) -> web.Response:
        if visit.memory.account:
            return pages.application("Mon espace")
        return self._wayf(visit, "/portail/auth/MonEspace")

    def _wayf(self, visit: Visit, back: str) -> web.Response:
        visit.memory.notes["back"] = back
        values = {
            "entityID": self.absolute("/shibboleth"),
            "return": self.absolute("/Shibboleth.sso/Login?SAMLDS=1&target=ss:mem:7"),
            "_saml_idp": "educonnect",
        }
        button = '<button type="submit">Élève ou parent avec ÉduConnect</button>'
        form = pages.form("/wayf/Ctrl", pages.hidden(values), button, id="wayf")
        return pages.answer(pages.document("Toutatice", form))

    def choose(self, visit: Visit) -> web.Response:
        form = visit.form
        choice = form.get("_saml_idp")
        if not {"entityID", "return"} <= form.keys() or choice not in (
            "educonnect",
            f"https://{EDUCONNECT}/idp",
        ):
            return pages.say("Toutatice", "Choix inconnu", 400)
        return self.ask_educonnect(visit, by_redirect=True)

    def consume(self, visit: Visit) -> web.Response:
        """Half a success: the academy wants to know which of its users this is."""
        account = self.told(visit)
        if account is None:
            return self.not_told()
        visit.memory.notes["almost"] = account.key
        return self.go(str(URL("/idp/Authn/Loader").with_query(execution=CONVERSATION)))

    def loader(self, visit: Visit) -> web.Response:
        return pages.application("Chargement")

    def remote_user(self, visit: Visit) -> web.Response:
        query, notes = visit.query, visit.memory.notes
        session = query.get("sessionid") == visit.memory.cookie and visit.returning
        if not session or query.get("conversation") != CONVERSATION:
            return self._xml("erreurTechnique", "Conversation inconnue")
        if "uidInSession" in query:
            return self._enter(visit, query["uidInSession"])
        if query.get("redirectToLoaderRemoteUser") != "0" or "almost" not in notes:
            return self._xml("erreurTechnique", "Session inconnue")
        if self.portal.takes("toutatice_technical_error"):
            return self._xml("erreurTechnique", "Service momentanément indisponible")
        functional = self.portal.takes("toutatice_functional_error")
        if functional or self.portal.takes("account_unknown"):
            return self._xml("erreurFonctionnelle", "Aucun compte ne correspond")
        notes["uid"] = self.portal.secret()
        return self._xml("uidInSession", notes["uid"])

    def _enter(self, visit: Visit, uid: str) -> web.Response:
        notes = visit.memory.notes
        if uid != notes.pop("uid", None):
            return self._xml("erreurTechnique", "Utilisateur inconnu")
        visit.memory.account = self.portal.account(notes.pop("almost"))
        return self.go(notes["back"])

    def _xml(self, name: str, text: str) -> web.Response:
        content = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<reponse>'
            f"<conversation>{CONVERSATION}</conversation><{name}>{text}</{name}>"
            "</reponse>"
        )
        return web.Response(text=content, content_type="text/xml", charset="utf-8")
