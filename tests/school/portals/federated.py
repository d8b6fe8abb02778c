"""Portals which leave everything to EduConnect: hub, discovery, delegation."""

from typing import override
from urllib.parse import parse_qsl

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import LoginRefusedError
from .cas import CasSite
from .pages import field
from .rows import EDUCONNECT
from .site import Visit

IDP = f"https://{EDUCONNECT}/idp"


class Hub(CasSite):
    """HubEduConnect, the front which Index Éducation itself puts before EduConnect."""

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

    def login(self, visit: Visit) -> web.Response:
        service = visit.query.get("service", "")
        if not service:
            return self._error("L'url de service est vide")
        if refused := self.refusal(service):
            return refused
        if visit.memory.account:
            return self.grant(visit, service)
        visit.memory.notes["service"] = service
        return self.ask_educonnect(visit)

    def consume(self, visit: Visit) -> web.Response:
        refused = self.welcome(visit)
        return refused or self.grant(visit, visit.memory.notes.get("service", ""))


class Shibboleth(CasSite):
    """e-lyco: a service provider with a discovery page of its own."""

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

    def login(self, visit: Visit) -> web.Response:
        service = visit.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if visit.memory.account:
            return self.grant(visit, service)
        target = f"ss:mem:{self.portal.secret()}"
        visit.memory.notes |= {"service": service, "target": target}
        login = URL(self.absolute("/Shibboleth.sso/Login"))
        query = {
            "entityID": self.absolute("/shibboleth"),
            "returnX": str(login.with_query(SAMLDS="1", target=target)),
            "returnIDParam": "entityID",
        }
        return self.go(str(URL("/discovery/WAYF").with_query(query)))

    def discovery(self, visit: Visit) -> web.Response:
        """The list of identity providers, or the way to the one which was chosen."""
        query = visit.query
        back = URL(query.get("returnX") or query.get("return", ""))
        asked_by = query.get("entityID") == self.absolute("/shibboleth")
        if not asked_by or back.host != self.host:
            return pages.say("WAYF", "Service inconnu", 400)
        origin = query.get("origin")
        if origin is None or query.get("action") != "selection":
            return self._list(visit)
        if origin != IDP:
            return pages.say("WAYF", "Fournisseur d'identité inconnu", 400)
        name = query.get("returnIDParam", "entityID")
        return pages.redirect(str(back.update_query({name: origin})))

    def _list(self, visit: Visit) -> web.Response:
        options = (
            '<option value="">Choisissez</option>'
            '<option value="https://agents.ac-nantes.fr/idp">Personnels</option>'
            f'<option value="{IDP}">Élèves et parents (ÉduConnect)</option>'
        )
        form = pages.form(
            "/discovery/WAYF",
            pages.hidden({**visit.query, "action": "selection"}),
            f'<select name="origin">{options}</select>',
            '<button type="submit">Valider</button>',
            method="get",
            id="IdPList",
        )
        return pages.answer(pages.document("Choisissez votre compte", form))

    def delegate(self, visit: Visit) -> web.Response:
        if visit.query.get("entityID") != IDP:
            return pages.say("Shibboleth", "Fournisseur d'identité inconnu", 400)
        return self.ask_educonnect(visit, by_redirect=True)

    def consume(self, visit: Visit) -> web.Response:
        if refused := self.welcome(visit):
            return refused
        service = visit.memory.notes.get("service", "")
        if not service:
            return self.go("/")
        return self.go(str(URL("/access/login").with_query(service=service)))


class Delegated(CasSite):
    """A CAS which goes to EduConnect when an address says so."""

    consumer = "/saml/acs"

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        row = self.portal.row
        start = URL(row.start).path
        routes = [
            self.get(row.cas, self.login),
            self.post(row.cas, self.check),
            self.post(self.consumer, self.consume),
        ]
        if start != row.cas:
            routes.append(self.get(start, self.discovery))
        return routes

    def login(self, visit: Visit) -> web.Response:
        service = visit.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if visit.memory.account:
            return self.grant(visit, service)
        visit.memory.notes["service"] = service
        if self._chosen(visit):
            return self.ask_educonnect(visit, by_redirect=True)
        return self._form(visit)

    def _chosen(self, visit: Visit) -> bool:
        """Whether the address names EduConnect; some portals know nobody else."""
        wanted = dict(parse_qsl(self.portal.row.choice))
        return wanted.items() <= dict(visit.query).items()

    def discovery(self, visit: Visit) -> web.Response:
        if not self._chosen(visit):
            return pages.say("Discovery", "Fournisseur d'identité inconnu", 400)
        return self.ask_educonnect(visit, by_redirect=True)

    def _form(self, visit: Visit, message: str = "") -> web.Response:
        """A form for the staff of the portal, beside a link for families."""
        form = pages.form(
            self.action(visit.request.path_qs),
            field("username", kind="text"),
            field("password", kind="password"),
            field("previous_user", "@default"),
            field("lt", f"LT-{self.portal.execution()}"),
            field("service", visit.memory.notes.get("service", "")),
            id="fm1",
        )
        link = '<a href="/aide">Parents et élèves : compte ÉduConnect</a>'
        return pages.answer(pages.document("CAS", link, message, form))

    def check(self, visit: Visit) -> web.Response:
        try:
            self.portal.enter(
                visit.form.get("username", ""),
                visit.form.get("password", ""),
                local=True,
            )
        except LoginRefusedError:
            return self._form(visit, "<p>Authentification refusée.</p>")
        return self.home(visit)

    def consume(self, visit: Visit) -> web.Response:
        if refused := self.welcome(visit):
            return refused
        service = visit.memory.notes.get("service", "")
        return self.grant(visit, service) if service else self.go("/")
