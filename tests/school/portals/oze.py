"""Oze: Keycloak in front of a portal whose applications are requested as JSON."""

from typing import override

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import PortalAccount, ProfileKind
from .cas import CasSite
from .keycloak import Keycloak
from .site import RequestContext, Site

DOMAIN = "hauts-de-seine.fr"
SESSION = "OZE_SESSION"
AUTHORISATION = "6f2d1c"
PROJECT = "OZE_HDS"
FUNCTIONS = {ProfileKind.PUPIL: "ELV", ProfileKind.GUARDIAN: "TUT"}
PROFILES = {ProfileKind.PUPIL: "ELEVE", ProfileKind.GUARDIAN: "RESPONSABLE_ELEVE"}


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
        """Return the account name of a typed name, which must include the domain."""
        name, _, domain = typed.partition("@")
        return name if domain == self.host else f"{typed} (sans domaine)"

    @override
    def cas_login(self, context: RequestContext) -> web.Response:
        if self.portal.take_behavior("oze_cas_closed"):
            return self.redirect_to("/")
        return super().cas_login(context)

    @override
    def home(self, context: RequestContext) -> web.Response:
        if context.path != "/" or context.browser_state.notes.get("home"):
            return CasSite.home(self, context)
        back = self.absolute("/oauth2/callback")
        return self.redirect_to(self.ask("oze-portail", back, self._state(context)))

    def callback(self, context: RequestContext) -> web.Response:
        notes = context.browser_state.notes
        account = self.codes.pop(context.query.get("code", ""), None)
        if account is None or context.query.get("state") != notes.get("state"):
            return pages.say("Oze", "Code refusé", 400)
        notes["home"] = self.portal.secret()
        answer = self.redirect_to("/")
        self._give_cookie(answer, SESSION, notes["home"])
        return answer

    def who(self, context: RequestContext) -> PortalAccount | None:
        """Return the account of the domain's session cookie, if any."""
        session = context.request.cookies.get(SESSION)
        for browser_state in self.browser_states.values():
            if session and browser_state.notes.get("home") == session:
                return browser_state.account
        return None

    def proxy(self, context: RequestContext) -> web.Response:
        """Open PRONOTE for the account of the session. The query must match the account."""
        account, query = self.who(context), context.query
        if account is None:
            return self.redirect_to("/")
        expected = {
            "uai": self.portal.spec.rne.upper(),
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

    def _account(self, context: RequestContext) -> PortalAccount | None:
        oze = self.portal.sites[self.portal.spec.host]
        assert isinstance(oze, Oze)
        return oze.who(context)

    def _in_context(self, context: RequestContext) -> PortalAccount | None:
        """Return the account if the query contains its profile and school."""
        account = self._account(context)
        wanted = {"ctx_etab": self.portal.spec.rne.upper()}
        if account:
            wanted["ctx_profil"] = PROFILES[account.kind]
        return account if dict(context.query) == wanted else None

    def me(self, context: RequestContext) -> web.Response:
        account = self._account(context)
        if account is None:
            return web.json_response({"message": "Unauthorized"}, status=401)
        profile = {
            "codeProfil": PROFILES[account.kind],
            "uai": self.portal.spec.rne.upper(),
        }
        return web.json_response({"login": account.key, "currentProfil": profile})

    def applications(self, context: RequestContext) -> web.Response:
        account = self._in_context(context)
        if account is None:
            return web.json_response({"message": "Forbidden"}, status=403)
        found = [{"code": "mediacentre", "externalRoute": "/mediacentre"}]
        if not self.portal.take_behavior("oze_without_app"):
            route = URL(f"/cas/proxySSO/{AUTHORISATION}").with_query(
                uai=self.portal.spec.rne.upper(),
                projet=PROJECT,
                fonction=FUNCTIONS[account.kind],
            )
            found.append({"code": "pronote", "externalRoute": str(route)})
        return web.json_response(found)

    def configuration(self, context: RequestContext) -> web.Response:
        if self._in_context(context) is None:
            return web.json_response({"message": "Forbidden"}, status=403)
        return web.json_response({"autorisationId": AUTHORISATION, "projet": PROJECT})
