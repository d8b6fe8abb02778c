"""CAS server of a portal, and its SAML exchange with EduConnect."""

from abc import abstractmethod
from typing import override
from urllib.parse import quote

from aiohttp import web

from . import pages
from .accounts import PortalAccount, ProfileKind
from .registry import EDUCONNECT
from .saml import Assertion, AuthnRequest
from .site import RequestContext, Site

NOT_ALLOWED = "Application not allowed to use CAS"
NO_SERVICE = (
    "Log In Successful. You have logged in successfully but we cannot direct you "
    "to the page requested."
)


class CasSite(Site):
    """Site that issues CAS tickets to authenticated users."""

    cookie = "TGC"
    consumer = "/saml/acs"

    @override
    def routes(self) -> list[web.RouteDef]:
        return [*self.cas_routes(), self.get("/{rest:.*}", self.home)]

    @abstractmethod
    def cas_routes(self) -> list[web.RouteDef]:
        """Return the routes that issue tickets."""

    def home(self, context: RequestContext) -> web.Response:
        """Return the home page of the portal, which has no link to PRONOTE."""
        if context.path != "/" or context.browser_state.account is None:
            return pages.say("Portail", "Page introuvable", 404)
        return pages.say("Portail", "Bienvenue sur votre portail.")

    def service_refused(self) -> web.Response:
        return pages.say("CAS", NOT_ALLOWED, 403)

    def no_service(self) -> web.Response:
        return pages.say("CAS", NO_SERVICE)

    def refusal(self, service: str) -> web.Response | None:
        """Return an error page if the service is not the one of the school."""
        if self.portal.take_behavior("service_refused") or (
            service and not self.portal.serves(service)
        ):
            return self.service_refused()
        return None

    def issue_ticket(self, context: RequestContext, service: str) -> web.Response:
        """Redirect an authenticated user to the service with a ticket."""
        account = context.browser_state.account
        if account is None:
            return self.home(context)
        if not service:
            return self.no_service()
        if refused := self.refusal(service):
            return refused
        if self.portal.take_behavior("cas_without_ticket"):
            return pages.redirect(service)
        separator = "&" if "?" in service else "?"
        return pages.redirect(
            f"{service}{separator}ticket={self.portal.ticket(account)}"
        )

    def ask_educonnect(
        self,
        context: RequestContext,
        *,
        by_redirect: bool = False,
        kind: ProfileKind | None = None,
        consumer: str | None = None,
    ) -> web.Response:
        """Send the browser to EduConnect for authentication."""
        portal = self.portal
        relay_state = f"ss:mem:{portal.secret()}"
        context.browser_state.notes["relay_state"] = relay_state
        asked = AuthnRequest(
            self.absolute(consumer or self.consumer), relay_state, kind
        )
        request = portal.saml.ask(portal.secret(), asked)
        portal.keep_secret(request)
        sso = f"https://{EDUCONNECT}/idp/profile/SAML2"
        if by_redirect or portal.take_behavior("redirect_binding"):
            carried = (
                f"SAMLRequest={quote(request, safe='')}"
                f"&RelayState={quote(relay_state, safe='')}"
            )
            return pages.redirect(f"{sso}/Redirect/SSO?{carried}")
        values = {"RelayState": relay_state, "SAMLRequest": request}
        return pages.auto_form(f"{sso}/POST/SSO", values)

    def asserted_account(self, context: RequestContext) -> PortalAccount | None:
        """Return the account authenticated by EduConnect, or None."""
        assertion = self.portal.saml.assertions.pop(context.param("SAMLResponse"), None)
        mine = assertion and assertion.consumer.startswith(self.absolute(context.path))
        if assertion is None or not mine or not self.relay_is_right(context, assertion):
            return None
        return assertion.account

    def relay_is_right(self, context: RequestContext, assertion: Assertion) -> bool:
        """Return whether the browser returns the relay state it was given."""
        returned = context.form.get("RelayState", "")
        return context.returning and returned == assertion.relay_state

    def unexpected_assertion(self) -> web.Response:
        return pages.say("SAML", "Réponse inattendue du fournisseur d'identité", 403)

    def accept_assertion(self, context: RequestContext) -> web.Response | None:
        """Log in with an assertion of EduConnect, or return an error page."""
        account = self.asserted_account(context)
        if account is None:
            return self.unexpected_assertion()
        if self.portal.take_behavior("account_unknown"):
            return self.account_unknown()
        context.browser_state.account = account
        return None

    def account_unknown(self) -> web.Response:
        return pages.say(
            "Portail", "Votre compte académique n'est pas reconnu dans l'ENT.", 403
        )
