"""Portals that delegate every login to EduConnect: hub, discovery, delegation."""

from typing import override
from urllib.parse import parse_qsl

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import LoginRefusedError
from .cas import CasSite
from .pages import field
from .registry import EDUCONNECT
from .site import RequestContext

IDP = f"https://{EDUCONNECT}/idp"


class Hub(CasSite):
    """HubEduConnect, the CAS server of Index Éducation in front of EduConnect."""

    consumer = "/EduConnect/saml/acs"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/EduConnect/cas/login", self.login),
            self.post(self.consumer, self.consume),
        ]

    def _error(self, text: str) -> web.Response:
        label = f'<label id="zone_msgDetail">{text}</label>'
        return pages.answer(pages.document("Hub ÉduConnect", label))

    @override
    def service_refused(self) -> web.Response:
        return self._error("Ce service n'est pas une url de confiance.")

    def login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if not service:
            return self._error("L'url de service est vide")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        context.browser_state.notes["service"] = service
        return self.ask_educonnect(context)

    def consume(self, context: RequestContext) -> web.Response:
        refused = self.accept_assertion(context)
        return refused or self.issue_ticket(
            context, context.browser_state.notes.get("service", "")
        )


class Shibboleth(CasSite):
    """Service provider of e-lyco, with its own discovery page."""

    cookie = "_shibsession_656c79636f"
    consumer = "/Shibboleth.sso/SAML2/POST"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/access/login", self.login),
            self.get("/discovery/WAYF", self.discovery),
            self.get("/Shibboleth.sso/Login", self.delegate),
            self.post(self.consumer, self.consume),
        ]

    def login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        target = f"ss:mem:{self.portal.secret()}"
        context.browser_state.notes |= {"service": service, "target": target}
        login = URL(self.absolute("/Shibboleth.sso/Login"))
        query = {
            "entityID": self.absolute("/shibboleth"),
            "returnX": str(login.with_query(SAMLDS="1", target=target)),
            "returnIDParam": "entityID",
        }
        return self.redirect_to(str(URL("/discovery/WAYF").with_query(query)))

    def discovery(self, context: RequestContext) -> web.Response:
        """Return the list of identity providers, or redirect to the chosen one."""
        query = context.query
        back = URL(query.get("returnX") or query.get("return", ""))
        asked_by = query.get("entityID") == self.absolute("/shibboleth")
        if not asked_by or back.host != self.host:
            return pages.say("WAYF", "Service inconnu", 400)
        origin = query.get("origin")
        if origin is None or query.get("action") != "selection":
            return self._list(context)
        if origin != IDP:
            return pages.say("WAYF", "Fournisseur d'identité inconnu", 400)
        name = query.get("returnIDParam", "entityID")
        return pages.redirect(str(back.update_query({name: origin})))

    def _list(self, context: RequestContext) -> web.Response:
        options = (
            '<option value="">Choisissez</option>'
            '<option value="https://agents.ac-nantes.fr/idp">Personnels</option>'
            f'<option value="{IDP}">Élèves et parents (ÉduConnect)</option>'
        )
        form = pages.form(
            "/discovery/WAYF",
            pages.hidden({**context.query, "action": "selection"}),
            f'<select name="origin">{options}</select>',
            '<button type="submit">Valider</button>',
            method="get",
            id="IdPList",
        )
        return pages.answer(pages.document("Choisissez votre compte", form))

    def delegate(self, context: RequestContext) -> web.Response:
        if context.query.get("entityID") != IDP:
            return pages.say("Shibboleth", "Fournisseur d'identité inconnu", 400)
        return self.ask_educonnect(context, by_redirect=True)

    def consume(self, context: RequestContext) -> web.Response:
        if refused := self.accept_assertion(context):
            return refused
        service = context.browser_state.notes.get("service", "")
        if not service:
            return self.redirect_to("/")
        return self.redirect_to(str(URL("/access/login").with_query(service=service)))


class Delegated(CasSite):
    """CAS server that delegates to EduConnect if the address says so."""

    consumer = "/saml/acs"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        spec = self.portal.spec
        start = URL(spec.start).path
        routes = [
            self.get(spec.cas, self.login),
            self.post(spec.cas, self.check),
            self.post(self.consumer, self.consume),
        ]
        if start != spec.cas:
            routes.append(self.get(start, self.discovery))
        return routes

    def login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.account:
            return self.issue_ticket(context, service)
        context.browser_state.notes["service"] = service
        if self._chosen(context):
            return self.ask_educonnect(context, by_redirect=True)
        return self._form(context)

    def _chosen(self, context: RequestContext) -> bool:
        """Return whether to use EduConnect. On some portals it is the only choice."""
        wanted = dict(parse_qsl(self.portal.spec.choice))
        return wanted.items() <= dict(context.query).items()

    def discovery(self, context: RequestContext) -> web.Response:
        if not self._chosen(context):
            return pages.say("Discovery", "Fournisseur d'identité inconnu", 400)
        return self.ask_educonnect(context, by_redirect=True)

    def _form(self, context: RequestContext, message: str = "") -> web.Response:
        """Return a form for the staff, with a link for families."""
        form = pages.form(
            self.action(context.request.path_qs),
            field("username", kind="text"),
            field("password", kind="password"),
            field("previous_user", "@default"),
            field("lt", f"LT-{self.portal.execution()}"),
            field("service", context.browser_state.notes.get("service", "")),
            id="fm1",
        )
        link = '<a href="/aide">Parents et élèves : compte ÉduConnect</a>'
        return pages.answer(pages.document("CAS", link, message, form))

    def check(self, context: RequestContext) -> web.Response:
        try:
            self.portal.authenticate(
                context.form.get("username", ""),
                context.form.get("password", ""),
                local=True,
            )
        except LoginRefusedError:
            return self._form(context, "<p>Authentification refusée.</p>")
        return self.home(context)

    def consume(self, context: RequestContext) -> web.Response:
        if refused := self.accept_assertion(context):
            return refused
        service = context.browser_state.notes.get("service", "")
        return self.issue_ticket(context, service) if service else self.redirect_to("/")
