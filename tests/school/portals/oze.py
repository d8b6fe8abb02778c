"""Oze: a Keycloak before a portal whose applications are asked in JSON."""

from typing import override

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import Kind, PortalAccount
from .cas import CasSite
from .keycloak import Keycloak
from .site import Site, Visit

DOMAIN = "hauts-de-seine.fr"
SESSION = "OZE_SESSION"
AUTHORISATION = "6f2d1c"
PROJECT = "OZE_HDS"
FUNCTIONS = {Kind.PUPIL: "ELV", Kind.RESPONSIBLE: "TUT"}
PROFILES = {Kind.PUPIL: "ELEVE", Kind.RESPONSIBLE: "RESPONSABLE_ELEVE"}


class Oze(Keycloak):
    cookie_domain = DOMAIN
    realm = "/auth/realms/OZE"
    cas_client = "oze-cas"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            *super().cas_routes(),
            self.get("/oauth2/callback", self.callback),
            self.get("/cas/proxySSO/{authorisation}", self.proxy),
        ]

    @override
    def user_name(self, typed: str) -> str:
        """The account behind a typed name, which must have its domain."""
        name, _, domain = typed.partition("@")
        return name if domain == self.host else f"{typed} (sans domaine)"

    @override
    def cas_login(self, visit: Visit) -> web.Response:
        if self.portal.takes("oze_cas_closed"):
            return self.go("/")
        return super().cas_login(visit)

    @override
    def home(self, visit: Visit) -> web.Response:
        if visit.path != "/" or visit.memory.notes.get("home"):
            return CasSite.home(self, visit)
        back = self.absolute("/oauth2/callback")
        return self.go(self.ask("oze-portail", back, self._state(visit)))

    def callback(self, visit: Visit) -> web.Response:
        notes = visit.memory.notes
        account = self.codes.pop(visit.query.get("code", ""), None)
        if account is None or visit.query.get("state") != notes.get("state"):
            return pages.say("Oze", "Code refusé", 400)
        notes["home"] = self.portal.secret()
        answer = self.go("/")
        self._give_cookie(answer, SESSION, notes["home"])
        return answer

    def who(self, visit: Visit) -> PortalAccount | None:
        """Whose session the cookie of the domain is."""
        session = visit.request.cookies.get(SESSION)
        for memory in self.memories.values():
            if session and memory.notes.get("home") == session:
                return memory.account
        return None

    def proxy(self, visit: Visit) -> web.Response:
        """Open PRONOTE for the session's account, told what it is."""
        account, query = self.who(visit), visit.query
        if account is None:
            return self.go("/")
        expected = {
            "uai": self.portal.row.rne.upper(),
            "projet": PROJECT,
            "fonction": FUNCTIONS[account.kind],
        }
        if dict(query) != expected:
            return pages.say("Oze", "Vous n'avez pas accès à cette application.", 403)
        return pages.redirect(f"{account.url}?ticket={self.portal.ticket(account)}")


class OzeApi(Site):
    cookie = "API_ID"

    @override
    def routes(self) -> list[web.RouteDef]:
        return [
            self.get("/v1/users/me", self.me),
            self.get("/v1/ozapps", self.applications),
            self.get("/v1/config/Pronote", self.configuration),
        ]

    def _account(self, visit: Visit) -> PortalAccount | None:
        oze = self.portal.sites[self.portal.row.host]
        assert isinstance(oze, Oze)
        return oze.who(visit)

    def _in_context(self, visit: Visit) -> PortalAccount | None:
        """The account, when the request says its profile and its school."""
        account = self._account(visit)
        wanted = {"ctx_etab": self.portal.row.rne.upper()}
        if account:
            wanted["ctx_profil"] = PROFILES[account.kind]
        return account if dict(visit.query) == wanted else None

    def me(self, visit: Visit) -> web.Response:
        account = self._account(visit)
        if account is None:
            return web.json_response({"message": "Unauthorized"}, status=401)
        profile = {
            "codeProfil": PROFILES[account.kind],
            "uai": self.portal.row.rne.upper(),
        }
        return web.json_response({"login": account.key, "currentProfil": profile})

    def applications(self, visit: Visit) -> web.Response:
        account = self._in_context(visit)
        if account is None:
            return web.json_response({"message": "Forbidden"}, status=403)
        found = [{"code": "mediacentre", "externalRoute": "/mediacentre"}]
        if not self.portal.takes("oze_without_app"):
            route = URL(f"/cas/proxySSO/{AUTHORISATION}").with_query(
                uai=self.portal.row.rne.upper(),
                projet=PROJECT,
                fonction=FUNCTIONS[account.kind],
            )
            found.append({"code": "pronote", "externalRoute": str(route)})
        return web.json_response(found)

    def configuration(self, visit: Visit) -> web.Response:
        if self._in_context(visit) is None:
            return web.json_response({"message": "Forbidden"}, status=403)
        return web.json_response({"autorisationId": AUTHORISATION, "projet": PROJECT})
