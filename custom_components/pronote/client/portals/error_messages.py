"""Error messages of portals."""

from datetime import datetime
import re

from ..errors import (
    PortalAccountLockedError,
    PortalAccountUnknownError,
    PortalAction,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalDownError,
    PortalServiceRefusedError,
    PronoteError,
)
from ..site import CLOSED_PAUSE, page_text
from .browser import PORTAL_PAUSE
from .page import Page

_SERVICE_REFUSED = (
    "application not allowed to use cas",
    "application non autorisée à utiliser cas",
    "n'est pas une url de confiance",
    "l'url de service est vide",
    "le service vers lequel vous souhaitez aller n'est pas autorisé",
)
_LOCKED = (
    "auth.error.ban",
    "bloqué temporairement suite à un trop grand nombre de tentatives",
    "auth.error.blockeduser",
    "auth.error.blockedprofiletype",
    "trop de tentatives",
    "vous avez dépassé le nombre d'erreurs d'authentification autorisées",
)
_UNKNOWN = (
    "fed.auth.error.user.not.found",
    "votre compte académique n'est pas reconnu dans l'ent",
)
_DOWN = (
    "est fermé pendant les vacances",
    "auth.error.global",
    "trop de sessions",
    "difficultés techniques",
)
_BLOCKED = ("accès perturbé",)
_LOCK = re.compile(r"(?<!sera )(?<!être )(?:bloqué|verrouillé|désactivé)")
"""Message that an account is locked. It must not match the warning that it may be locked."""
_DUTIES = (
    (
        PortalAction.NEW_PASSWORD,
        (
            "vous devez changer votre mot de passe",
            "vous devez modifier votre mot de passe",
        ),
    ),
    (PortalAction.TERMS, ("vous devez accepter",)),
)
_ACTIONS = (
    (
        PortalAction.SECOND_FACTOR,
        ("code de vérification", "authentification forte", "double authentification"),
    ),
    (
        PortalAction.NEW_PASSWORD,
        (
            "changer votre mot de passe",
            "modifier votre mot de passe",
            "mot de passe a expiré",
        ),
    ),
    (PortalAction.TERMS, ("accepter les conditions", "conditions d'utilisation")),
    (
        PortalAction.ACTIVATION,
        ("activer mon compte", "activation de votre compte", "date de naissance"),
    ),
    (PortalAction.CONTACT, ("numéro de téléphone", "téléphone portable")),
)


def read_error(page: Page, words: str, now: datetime) -> PronoteError | None:
    """Return the error that a page or a message describes."""
    message = page.message
    if any(phrase in words for phrase in _SERVICE_REFUSED):
        return PortalServiceRefusedError(
            f"{page.host} does not allow the school", host=page.host, message=message
        )
    if any(phrase in words for phrase in _LOCKED):
        return PortalAccountLockedError(
            f"The account is locked at {page.host}", host=page.host, message=message
        )
    if any(phrase in words for phrase in _UNKNOWN):
        return PortalAccountUnknownError(
            f"{page.host} has no account for this person",
            host=page.host,
            message=message,
        )
    if any(phrase in words for phrase in _BLOCKED):
        return PortalBlockedError(
            f"{page.host} blocks this IP address", now + CLOSED_PAUSE
        )
    if any(phrase in words for phrase in _DOWN):
        return PortalDownError(page.host, now + PORTAL_PAUSE)
    return None


def read_refusal(page: Page, message: str, now: datetime) -> PronoteError | None:
    """Return the error that the message of a refused login describes, None for a wrong password."""
    words = page_text(message)
    if "franceconnect" in words:
        return PortalActionRequiredError(
            PortalAction.FRANCE_CONNECT, host=page.host, message=message
        )
    if _LOCK.search(words):
        return PortalAccountLockedError(
            f"The account is locked at {page.host}", host=page.host, message=message
        )
    return read_error(page, words, now)


def read_action(
    page: Page, *, thorough: bool = False
) -> PortalActionRequiredError | None:
    """Return the action that a page requires of the user.

    Use `thorough` on pages with no other purpose. Other pages may only mention the action.
    """
    for action, phrases in _ACTIONS if thorough else _DUTIES:
        if page.contains_text(*phrases):
            return PortalActionRequiredError(
                action, host=page.host, message=page.message
            )
    return None
