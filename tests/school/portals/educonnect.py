"""EduConnect: a Shibboleth which asks pupils and parents for their password."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, override

from aiohttp import web

from . import pages
from .accounts import Kind, LoginRefusedError, PortalAccount, Refusal
from .pages import field
from .rows import ASSISTANCE
from .saml import Asked, Assertion
from .site import PASSWORD_FIELDS, Site, Visit

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
class Talk:
    """One conversation: `e1s3` is the third step of the first."""

    number: int
    asked: Asked
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
        self.talks: dict[tuple[str, str], Talk] = {}

    @override
    def routes(self) -> list[web.RouteDef]:
        ways = [f"{SSO}/{way}/SSO" for way in ("POST", "Redirect", "Unsolicited")]
        return [
            *(self.get(way, self.sso) for way in ways),
            *(self.post(way, self.sso) for way in ways),
        ]

    def sso(self, visit: Visit) -> web.Response:
        """Begin a conversation, or carry it on."""
        execution = visit.query.get("execution")
        if execution is None:
            return self._begin(visit)
        if self.portal.takes("stale"):
            return self._stale()
        name = visit.memory.cookie, execution.partition("s")[0]
        talk = self.talks.get(name)
        if talk is None or talk.execution != execution:
            return self._stale()
        if visit.request.method == "GET":
            return self._show(talk)
        return self._carry_on(visit, talk)

    def _begin(self, visit: Visit) -> web.Response:
        portal = self.portal
        if portal.takes("blocked"):
            return pages.redirect(f"https://{ASSISTANCE}/acces-perturbe")
        if portal.takes("disturbed"):
            return pages.say(
                "ÉduConnect",
                "Accès perturbé : nous rencontrons des difficultés techniques.",
            )
        asked = self._asked(visit)
        if asked is None:
            return pages.say("ÉduConnect", "Unable to Respond", 400)
        if visit.memory.account is not None:
            return self._vouch(asked, visit.memory.account)
        number = int(visit.memory.notes.get("talks", "0")) + 1
        visit.memory.notes["talks"] = str(number)
        steps = [Step.LOGIN]
        if not portal.takes("no_local_storage"):
            steps.insert(0, Step.READ_STORAGE)
        buttons = asked.kind is None and not portal.takes("no_profile_buttons")
        talk = Talk(number, asked, steps, visit.path, buttons)
        self.talks[visit.memory.cookie, f"e{number}"] = talk
        return pages.redirect(f"{visit.path}?execution={talk.execution}")

    def _asked(self, visit: Visit) -> Asked | None:
        """The portal's question, which must come as it was sent."""
        if visit.path == f"{SSO}/Unsolicited/SSO":
            consumer = self.portal.consumer_of(visit.query.get("providerId", ""))
            return Asked(consumer, "") if consumer else None
        asked = self.portal.saml.requests.get(visit.asked("SAMLRequest"))
        if asked is None or visit.asked("RelayState") != asked.relay_state:
            return None
        return asked

    def _stale(self) -> web.Response:
        return pages.say("ÉduConnect", "Stale Request: la session a expiré.", 400)

    def _carry_on(self, visit: Visit, talk: Talk) -> web.Response:
        form, step = visit.form, talk.steps[0]
        misplaced = step is not Step.LOGIN and any(
            name in form for name in PASSWORD_FIELDS
        )
        if form.get("csrf_token") != talk.csrf or PROCEED not in form or misplaced:
            return pages.say("ÉduConnect", "Bad Request", 400)
        if not set(self._storage(step)) <= form.keys():
            return pages.say("ÉduConnect", "Bad Request", 400)
        if step is Step.LOGIN:
            self._login(visit, talk)
        elif step in (Step.SECOND_FACTOR, Step.DUTY):
            talk.message = "Saisie incorrecte."
        else:
            talk.steps.pop(0)
        if talk.steps:
            talk.turn += 1
            return pages.redirect(f"{talk.path}?execution={talk.execution}")
        assert talk.account
        visit.memory.account = talk.account
        return self._vouch(talk.asked, talk.account)

    def _login(self, visit: Visit, talk: Talk) -> None:
        portal, form = self.portal, visit.form
        kind = form.get("typeUser", "")
        if talk.with_buttons and kind not in set(Kind):
            talk.message = "Veuillez choisir votre profil."
            return
        try:
            account = portal.enter(
                form.get("j_username", ""), form.get("j_password", "")
            )
            if talk.with_buttons and portal.takes("strict_profile"):
                portal.check_kind(account, kind)
        except LoginRefusedError as error:
            talk.message = REFUSALS[error.reason]
            return
        talk.account, talk.message = account, ""
        talk.steps.pop(0)
        if portal.takes("second_factor"):
            talk.steps.append(Step.SECOND_FACTOR)
        if duty := portal.takes("must_act"):
            talk.message = DUTIES[duty.what or "new_password"]
            talk.steps.append(Step.DUTY)
        if portal.takes("consent"):
            talk.steps.append(Step.CONSENT)
        if portal.takes("storage_write"):
            talk.steps.append(Step.WRITE_STORAGE)

    def _vouch(self, asked: Asked, account: PortalAccount) -> web.Response:
        """The answer for the portal, which the browser carries."""
        portal = self.portal
        relay_state = asked.relay_state
        if portal.takes("assertion_without_relay"):
            relay_state = ""
        assertion = Assertion(account, asked.consumer, relay_state)
        response = portal.saml.answer(portal.secret(), assertion)
        portal.keep_secret(response)
        values = {"SAMLResponse": response}
        if relay_state:
            values["RelayState"] = relay_state
        return pages.auto_form(asked.consumer, values)

    def _storage(self, step: Step) -> dict[str, str]:
        """The fields of Shibboleth's local storage; a script would fill them."""
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

    def _show(self, talk: Talk) -> web.Response:
        talk.csrf = f"_{self.portal.secret()}"
        action = f"{talk.path}?execution={talk.execution}"
        match talk.steps[0]:
            case Step.READ_STORAGE | Step.WRITE_STORAGE as step:
                return self._storage_page(talk, action, step)
            case Step.LOGIN:
                return self._login_page(talk)
            case Step.SECOND_FACTOR:
                return self._question(
                    talk,
                    "Authentification forte : saisissez le code de vérification reçu.",
                    field("codeVerification", kind="text"),
                )
            case Step.DUTY:
                return self._question(talk, talk.message, field("reponse", kind="text"))
            case Step.CONSENT:
                return pages.auto_form(
                    action,
                    {
                        "csrf_token": talk.csrf,
                        "_shib_idp_consentIds": "uid",
                        PROCEED: "Accept",
                    },
                )

    def _storage_page(self, talk: Talk, action: str, step: Step) -> web.Response:
        form = pages.form(
            action,
            field("csrf_token", talk.csrf),
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

    def _question(self, talk: Talk, text: str, entry: str) -> web.Response:
        form = pages.form(
            f"{talk.path}?execution={talk.execution}",
            field("csrf_token", talk.csrf),
            f"<p>{text}</p>",
            entry,
            f'<button type="submit" name="{PROCEED}">Valider</button>',
        )
        return pages.answer(pages.document("ÉduConnect", form))

    def _login_page(self, talk: Talk) -> web.Response:
        error = (
            f'<div class="fr-alert fr-alert--error" id="bloc_erreur">{talk.message}</div>'
            if talk.message
            else ""
        )
        buttons = [
            f'<button type="button" id="bouton_{kind.value}" class="choixProfil__btn" '
            f"onclick=\"selectionProfil('{kind.value}')\">Je suis {kind.value}</button>"
            for kind in Kind
            if talk.with_buttons
        ]
        france_connect = pages.form(
            f"{talk.path}?execution={talk.execution}",
            field("csrf_token", talk.csrf),
            field("provider", "fc"),
            '<button type="submit" name="_eventId_franceConnect">FranceConnect</button>',
            id="formFranceConnect",
        )
        login = pages.form(
            self.action(f"{talk.path}?execution={talk.execution}"),
            field("csrf_token", talk.csrf),
            field("typeUser", id="typeUser") if talk.with_buttons else "",
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
