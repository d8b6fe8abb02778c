"""EduConnect: Shibboleth identity provider for pupils and parents."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, override

from aiohttp import web

from . import pages
from .accounts import LoginRefusedError, PortalAccount, ProfileKind, Refusal
from .pages import field
from .registry import ASSISTANCE
from .saml import Assertion, AuthnRequest
from .site import PASSWORD_FIELDS, RequestContext, Site

if TYPE_CHECKING:
    from .portal import Portal

SSO = "/idp/profile/SAML2"
PROCEED = "_eventId_proceed"
STORES = ("shib_idp_session_ss", "shib_idp_persistent_ss")

REFUSALS = {
    Refusal.WRONG: "Identifiant ou mot de passe incorrect.",
    Refusal.LOCKED: (
        "Votre compte est bloqué temporairement suite à un trop grand nombre de "
        "tentatives de connexion."
    ),
    Refusal.FRANCE_CONNECT: (
        "Votre compte a été créé avec FranceConnect : il n'a pas de mot de passe "
        "ÉduConnect. Connectez-vous avec FranceConnect."
    ),
}

DUTIES = {
    "new_password": "Vous devez changer votre mot de passe pour continuer.",
    "terms": "Vous devez accepter les nouvelles conditions d'utilisation.",
    "activation": "Pour activer mon compte, je saisis la date de naissance de l'élève.",
}


class Step(StrEnum):
    READ_STORAGE = "read"
    LOGIN = "login"
    SECOND_FACTOR = "second factor"
    DUTY = "duty"
    CONSENT = "consent"
    WRITE_STORAGE = "write"


@dataclass(slots=True, eq=False)
class SsoConversation:
    """Login conversation. `e1s3` is the third step of the first conversation."""

    number: int
    asked: AuthnRequest
    steps: list[Step]
    path: str
    with_buttons: bool
    turn: int = 1
    csrf: str = ""
    message: str = ""
    account: PortalAccount | None = None

    @property
    def execution(self) -> str:
        return f"e{self.number}s{self.turn}"


class EduConnect(Site):
    cookie_path = "/idp"

    def __init__(self, portal: Portal, host: str) -> None:
        super().__init__(portal, host)
        self.talks: dict[tuple[str, str], SsoConversation] = {}

    @override
    def routes(self) -> list[web.RouteDef]:
        ways = [f"{SSO}/{way}/SSO" for way in ("POST", "Redirect", "Unsolicited")]
        return [
            *(self.get(way, self.sso) for way in ways),
            *(self.post(way, self.sso) for way in ways),
        ]

    def sso(self, context: RequestContext) -> web.Response:
        """Start or continue a conversation."""
        execution = context.query.get("execution")
        if execution is None:
            return self._begin(context)
        if self.portal.take_behavior("stale"):
            return self._stale()
        name = context.browser_state.cookie, execution.partition("s")[0]
        conversation = self.talks.get(name)
        if conversation is None or conversation.execution != execution:
            return self._stale()
        if context.request.method == "GET":
            return self._show(conversation)
        return self._carry_on(context, conversation)

    def _begin(self, context: RequestContext) -> web.Response:
        portal = self.portal
        if portal.take_behavior("blocked"):
            return pages.redirect(f"https://{ASSISTANCE}/acces-perturbe")
        if portal.take_behavior("disturbed"):
            return pages.say(
                "ÉduConnect",
                "Accès perturbé : nous rencontrons des difficultés techniques.",
            )
        asked = self._asked(context)
        if asked is None:
            return pages.say("ÉduConnect", "Unable to Respond", 400)
        if context.browser_state.account is not None:
            return self._vouch(asked, context.browser_state.account)
        number = int(context.browser_state.notes.get("talks", "0")) + 1
        context.browser_state.notes["talks"] = str(number)
        steps = [Step.LOGIN]
        if not portal.take_behavior("no_local_storage"):
            steps.insert(0, Step.READ_STORAGE)
        buttons = asked.kind is None and not portal.take_behavior("no_profile_buttons")
        conversation = SsoConversation(number, asked, steps, context.path, buttons)
        self.talks[context.browser_state.cookie, f"e{number}"] = conversation
        return pages.redirect(f"{context.path}?execution={conversation.execution}")

    def _asked(self, context: RequestContext) -> AuthnRequest | None:
        """Return the request of the portal if it is unchanged, or None."""
        if context.path == f"{SSO}/Unsolicited/SSO":
            consumer = self.portal.consumer_of(context.query.get("providerId", ""))
            return AuthnRequest(consumer, "") if consumer else None
        asked = self.portal.saml.requests.get(context.param("SAMLRequest"))
        if asked is None or context.param("RelayState") != asked.relay_state:
            return None
        return asked

    def _stale(self) -> web.Response:
        return pages.say("ÉduConnect", "Stale Request: la session a expiré.", 400)

    def _carry_on(
        self, context: RequestContext, conversation: SsoConversation
    ) -> web.Response:
        form, step = context.form, conversation.steps[0]
        misplaced = step is not Step.LOGIN and any(
            name in form for name in PASSWORD_FIELDS
        )
        if (
            form.get("csrf_token") != conversation.csrf
            or PROCEED not in form
            or misplaced
        ):
            return pages.say("ÉduConnect", "Bad Request", 400)
        if not set(self._storage(step)) <= form.keys():
            return pages.say("ÉduConnect", "Bad Request", 400)
        if step is Step.LOGIN:
            self._login(context, conversation)
        elif step in (Step.SECOND_FACTOR, Step.DUTY):
            conversation.message = "Saisie incorrecte."
        else:
            conversation.steps.pop(0)
        if conversation.steps:
            conversation.turn += 1
            return pages.redirect(
                f"{conversation.path}?execution={conversation.execution}"
            )
        assert conversation.account
        context.browser_state.account = conversation.account
        return self._vouch(conversation.asked, conversation.account)

    def _login(self, context: RequestContext, conversation: SsoConversation) -> None:
        portal, form = self.portal, context.form
        kind = form.get("typeUser", "")
        if conversation.with_buttons and kind not in set(ProfileKind):
            conversation.message = "Veuillez choisir votre profil."
            return
        try:
            account = portal.authenticate(
                form.get("j_username", ""), form.get("j_password", "")
            )
            if conversation.with_buttons and portal.take_behavior("strict_profile"):
                portal.check_kind(account, kind)
        except LoginRefusedError as error:
            conversation.message = REFUSALS[error.reason]
            return
        conversation.account, conversation.message = account, ""
        conversation.steps.pop(0)
        if portal.take_behavior("second_factor"):
            conversation.steps.append(Step.SECOND_FACTOR)
        if duty := portal.take_behavior("must_act"):
            conversation.message = DUTIES[duty.what or "new_password"]
            conversation.steps.append(Step.DUTY)
        if portal.take_behavior("consent"):
            conversation.steps.append(Step.CONSENT)
        if portal.take_behavior("storage_write"):
            conversation.steps.append(Step.WRITE_STORAGE)

    def _vouch(self, asked: AuthnRequest, account: PortalAccount) -> web.Response:
        """Return a form that makes the browser send the assertion to the portal."""
        portal = self.portal
        relay_state = asked.relay_state
        if portal.take_behavior("assertion_without_relay"):
            relay_state = ""
        assertion = Assertion(account, asked.consumer, relay_state)
        response = portal.saml.answer(portal.secret(), assertion)
        portal.keep_secret(response)
        values = {"SAMLResponse": response}
        if relay_state:
            values["RelayState"] = relay_state
        return pages.auto_form(asked.consumer, values)

    def _storage(self, step: Step) -> dict[str, str]:
        """Return the local storage fields of Shibboleth, which a script would fill."""
        fields: dict[str, str] = {}
        if step in (Step.READ_STORAGE, Step.WRITE_STORAGE):
            if step is Step.READ_STORAGE:
                fields["shib_idp_ls_supported"] = ""
            for store in STORES:
                fields[f"shib_idp_ls_exception.{store}"] = ""
                fields[f"shib_idp_ls_success.{store}"] = ""
                if step is Step.READ_STORAGE:
                    fields[f"shib_idp_ls_value.{store}"] = ""
        return fields

    def _show(self, conversation: SsoConversation) -> web.Response:
        conversation.csrf = f"_{self.portal.secret()}"
        action = f"{conversation.path}?execution={conversation.execution}"
        match conversation.steps[0]:
            case Step.READ_STORAGE | Step.WRITE_STORAGE as step:
                return self._storage_page(conversation, action, step)
            case Step.LOGIN:
                return self._login_page(conversation)
            case Step.SECOND_FACTOR:
                return self._question(
                    conversation,
                    "Authentification forte : saisissez le code de vérification reçu.",
                    field("codeVerification", kind="text"),
                )
            case Step.DUTY:
                return self._question(
                    conversation, conversation.message, field("reponse", kind="text")
                )
            case Step.CONSENT:
                return pages.auto_form(
                    action,
                    {
                        "csrf_token": conversation.csrf,
                        "_shib_idp_consentIds": "uid",
                        PROCEED: "Accept",
                    },
                )

    def _storage_page(
        self, conversation: SsoConversation, action: str, step: Step
    ) -> web.Response:
        form = pages.form(
            action,
            field("csrf_token", conversation.csrf),
            pages.hidden(self._storage(step)),
            field(PROCEED),
            '<noscript><input type="submit" value="Continuer"></noscript>',
            name="form1",
        )
        script = "<script>localStorageReady(document.form1);</script>"
        return pages.answer(
            pages.document(
                "Loading Session Information", form, script, onload="doLoad()"
            )
        )

    def _question(
        self, conversation: SsoConversation, text: str, entry: str
    ) -> web.Response:
        form = pages.form(
            f"{conversation.path}?execution={conversation.execution}",
            field("csrf_token", conversation.csrf),
            f"<p>{text}</p>",
            entry,
            f'<button type="submit" name="{PROCEED}">Valider</button>',
        )
        return pages.answer(pages.document("ÉduConnect", form))

    def _login_page(self, conversation: SsoConversation) -> web.Response:
        error = (
            f'<div class="fr-alert fr-alert--error" id="bloc_erreur">{conversation.message}</div>'
            if conversation.message
            else ""
        )
        buttons = [
            f'<button type="button" id="bouton_{kind.value}" class="choixProfil__btn" '
            f"onclick=\"selectionProfil('{kind.value}')\">Je suis {kind.value}</button>"
            for kind in ProfileKind
            if conversation.with_buttons
        ]
        france_connect = pages.form(
            f"{conversation.path}?execution={conversation.execution}",
            field("csrf_token", conversation.csrf),
            field("provider", "fc"),
            '<button type="submit" name="_eventId_franceConnect">FranceConnect</button>',
            id="formFranceConnect",
        )
        login = pages.form(
            self.action(f"{conversation.path}?execution={conversation.execution}"),
            field("csrf_token", conversation.csrf),
            field("typeUser", id="typeUser") if conversation.with_buttons else "",
            field("j_username", kind="text", id="username"),
            field("j_password", kind="password", id="password"),
            field("donotcache", "1", kind="checkbox"),
            f'<button type="submit" name="{PROCEED}" id="bouton_valider">'
            "Se connecter</button>",
            id="validerAuth",
        )
        return pages.answer(
            pages.document("ÉduConnect", *buttons, error, france_connect, login)
        )
