"""Keycloak: one login page for several applications, and a code sent by mail."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, override

from aiohttp import web
from yarl import URL

from . import pages
from .accounts import LoginRefusedError, PortalAccount, Refusal
from .cas import CasSite
from .pages import field
from .site import RequestContext, Site

if TYPE_CHECKING:
    from .portal import Portal

IDENTITY = "KEYCLOAK_IDENTITY"
TRUSTED = "KC_TRUSTED_DEVICE"
REFUSALS = {
    Refusal.WRONG: "Nom d'utilisateur ou mot de passe invalide.",
    Refusal.LOCKED: "Ce compte est temporairement désactivé : trop de tentatives.",
    Refusal.FRANCE_CONNECT: "Nom d'utilisateur ou mot de passe invalide.",
}


@dataclass(slots=True)
class Attempt:
    """Login in progress in one browser tab, with its next code."""

    back: str
    state: str
    client: str
    code: str
    account: PortalAccount | None = None


class Keycloak(CasSite):
    """Keycloak realm, with the CAS server that relies on it."""

    cookie = "AUTH_SESSION_ID"
    realm: ClassVar[str]
    cas_client: ClassVar[str]

    def __init__(self, portal: Portal, host: str) -> None:
        super().__init__(portal, host)
        self.attempts: dict[str, Attempt] = {}
        self.codes: dict[str, PortalAccount] = {}
        self.trusted: dict[str, PortalAccount] = {}

    @override
    def cas_routes(self) -> list[web.RouteDef]:
        return [
            self.get("/cas/login", self.cas_login),
            self.get("/cas/login/keycloak", self.cas_return),
            self.get(f"{self.realm}/protocol/openid-connect/auth", self.authorise),
            self.post(f"{self.realm}/login-actions/authenticate", self.authenticate),
        ]

    # --- the CAS

    def cas_login(self, context: RequestContext) -> web.Response:
        service = context.query.get("service", "")
        if refused := self.refusal(service):
            return refused
        if context.browser_state.notes.get("cas"):
            return self.issue_ticket(context, service)
        context.browser_state.notes["service"] = service
        back = self.absolute("/cas/login/keycloak")
        return self.redirect_to(self.ask(self.cas_client, back, self._state(context)))

    def _state(self, context: RequestContext) -> str:
        context.browser_state.notes["state"] = self.portal.secret()
        return context.browser_state.notes["state"]

    def cas_return(self, context: RequestContext) -> web.Response:
        account = self.codes.pop(context.query.get("code", ""), None)
        if (
            account is None
            or context.query.get("state") != context.browser_state.notes["state"]
        ):
            return pages.say("CAS", "Code refusé", 400)
        context.browser_state.notes["cas"] = "open"
        return self.issue_ticket(
            context, context.browser_state.notes.get("service", "")
        )

    # --- the realm

    def ask(self, client: str, back: str, state: str) -> str:
        """Return the address at which an application requests a login."""
        path = f"{self.realm}/protocol/openid-connect/auth"
        query = {
            "client_id": client,
            "redirect_uri": back,
            "response_type": "code",
            "scope": "openid",
            "state": state,
        }
        return str(URL(self.absolute(path)).with_query(query))

    def authorise(self, context: RequestContext) -> web.Response:
        query = context.query
        back = URL(query.get("redirect_uri", ""))
        if back.host not in self.portal.spec.hosts or "state" not in query:
            return pages.say("Keycloak", "Paramètre invalide : redirect_uri", 400)
        attempt = Attempt(str(back), query["state"], query["client_id"], "")
        account = context.browser_state.account
        if (
            account
            and context.request.cookies.get(IDENTITY) == context.browser_state.cookie
        ):
            return self._back(attempt, account)
        tab = self.portal.secret()
        self.attempts[tab] = attempt
        return self._form(tab, attempt)

    def _action(self, tab: str, attempt: Attempt) -> str:
        """Return the next address of the form, and invalidate the previous one."""
        attempt.code = self.portal.secret()
        path = URL(f"{self.realm}/login-actions/authenticate").with_query(
            session_code=attempt.code, client_id=attempt.client, tab_id=tab
        )
        action = self.action(str(path))
        return self.absolute(action) if action.startswith("/") else action

    def _form(self, tab: str, attempt: Attempt, message: str = "") -> web.Response:
        invalid = {"aria_invalid": "true"} if message else {}
        error = f'<span id="input-error">{message}</span>' if message else ""
        form = pages.form(
            self._action(tab, attempt),
            field("username", kind="text", id="username", **invalid),
            error,
            field("password", kind="password", id="password", **invalid),
            field("credentialId"),
            field("login", "Se connecter", kind="submit"),
            id="kc-form-login",
        )
        return pages.answer(pages.document("Connexion", form))

    def _code_form(self, tab: str, attempt: Attempt, message: str = "") -> web.Response:
        error = f'<span id="input-error-otp-code">{message}</span>' if message else ""
        form = pages.form(
            self._action(tab, attempt),
            "<p>Un code à six chiffres vous a été envoyé par courriel.</p>",
            field("emailCode", kind="text", id="emailCode"),
            error,
            field("login", "Valider", kind="submit"),
            id="kc-otp-login-form",
        )
        return pages.answer(pages.document("Code de vérification", form))

    def authenticate(self, context: RequestContext) -> web.Response:
        tab = context.query.get("tab_id", "")
        attempt = self.attempts.get(tab)
        stale = attempt is None or context.query.get("session_code") != attempt.code
        if attempt is None or stale or not context.returning:
            return pages.say("Keycloak", "Votre session a expiré.", 400)
        if attempt.account:
            return self._check_code(context, tab, attempt, attempt.account)
        try:
            account = self.portal.authenticate(
                self.user_name(context.form.get("username", "")),
                context.form.get("password", ""),
                local=True,
            )
        except LoginRefusedError as error:
            return self._form(tab, attempt, REFUSALS[error.reason])
        if self.portal.take_behavior("must_act"):
            return pages.say("Keycloak", "Vous devez changer votre mot de passe.")
        device = context.request.cookies.get(TRUSTED, "")
        if self.trusted.get(device) is not account and self.portal.take_behavior(
            "mail_code"
        ):
            attempt.account = account
            self.portal.keep_secret(account.code)
            return self._code_form(tab, attempt)
        return self._success(context, tab, attempt, account)

    def _check_code(
        self,
        context: RequestContext,
        tab: str,
        attempt: Attempt,
        account: PortalAccount,
    ) -> web.Response:
        if context.form.get("emailCode") != account.code:
            return self._code_form(tab, attempt, "Code invalide.")
        answer = self._success(context, tab, attempt, account)
        device = self.portal.secret()
        self.trusted[device] = account
        self._give_cookie(answer, TRUSTED, device)
        return answer

    def user_name(self, typed: str) -> str:
        return typed

    def _success(
        self,
        context: RequestContext,
        tab: str,
        attempt: Attempt,
        account: PortalAccount,
    ) -> web.Response:
        del self.attempts[tab]
        context.browser_state.account = account
        answer = self._back(attempt, account)
        self._give_cookie(answer, IDENTITY, context.browser_state.cookie)
        return answer

    def _back(self, attempt: Attempt, account: PortalAccount) -> web.Response:
        code = self.portal.secret()
        self.codes[code] = account
        target = URL(attempt.back).update_query(state=attempt.state, code=code)
        return pages.redirect(str(target))


class MonLycee(Keycloak):
    """Site of the accounts of MonLycée.net (`auth`)."""

    realm = "/realms/IDF"
    cas_client = "proxy-cas"


class MonLyceeHome(Site):
    """Site of the portal of MonLycée.net (`psn`), which families open."""

    cookie = "_oauth2_proxy"

    @override
    def routes(self) -> list[web.RouteDef]:
        return [
            self.get("/", self.home),
            self.get("/oauth2/callback", self.callback),
        ]

    @property
    def auth(self) -> MonLycee:
        auth = self.portal.sites[self.portal.spec.hosts[0]]
        assert isinstance(auth, MonLycee)
        return auth

    def home(self, context: RequestContext) -> web.Response:
        if context.browser_state.account:
            return pages.application("MonLycée.net")
        context.browser_state.notes["state"] = self.portal.secret()
        back = self.absolute("/oauth2/callback")
        return pages.redirect(
            self.auth.ask("psn-web-een", back, context.browser_state.notes["state"])
        )

    def callback(self, context: RequestContext) -> web.Response:
        account = self.auth.codes.pop(context.query.get("code", ""), None)
        state = context.browser_state.notes.get("state")
        if account is None or context.query.get("state") != state:
            return pages.say("MonLycée.net", "Forbidden", 403)
        context.browser_state.account = account
        return self.redirect_to("/")
