"""Return one sentence for each error of the client."""

from aiopronote import (
    AccessDenialReason,
    AccessDeniedError,
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    DeviceNameTakenError,
    InputProblem,
    InvalidInputError,
    NotPronoteError,
    PageNotAllowedError,
    PasswordChangeRequiredError,
    PortalAccountKindError,
    PortalActionRequiredError,
    PortalError,
    PortalMovedError,
    PortalRequiredError,
    PronoteError,
    ProtocolError,
    QrCodeError,
    QrCodeExpiredError,
    QrCodePinError,
    RequestRefusedError,
    RetryLaterError,
    SessionExpiredError,
    SiteClosedError,
    SpaceUnavailableError,
    StaleObjectError,
    TokenRefusedError,
    TooManyRequestsError,
    UploadRefusedError,
    WriteRefusedError,
    WrongCredentialsError,
    WrongPinError,
)

from .i18n import Text

_MESSAGES: tuple[tuple[type[PronoteError], Text], ...] = (
    # The first match is used: subclasses stand before their base classes.
    (
        NotPronoteError,
        Text(
            "There is no PRONOTE at this address.",
            "Il n’y a pas de PRONOTE à cette adresse.",
        ),
    ),
    (
        SpaceUnavailableError,
        Text(
            "This space does not exist at the school, or is not supported: check the address.",
            "Cet espace n’existe pas dans l’école, ou n’est pas pris en charge : vérifiez l’adresse.",
        ),
    ),
    (
        PortalRequiredError,
        Text(
            "The login is at {error.host}: run “pronote login” with --portal.",
            "La connexion se fait sur {error.host} : lancez « pronote login » avec --portal.",
        ),
    ),
    (
        ConnectionFailedError,
        Text("{error}.", "L’école ne répond pas ({error})."),
    ),
    (
        SiteClosedError,
        Text(
            "PRONOTE is closed at the moment; try again after {until}.",
            "PRONOTE est fermé pour le moment ; réessayez après {until}.",
        ),
    ),
    (
        TooManyRequestsError,
        Text(
            "Too many requests for this account; try again after {until}.",
            "Trop de requêtes pour ce compte ; réessayez après {until}.",
        ),
    ),
    (
        AddressSuspendedError,
        Text(
            "This internet address is suspended at the school; try again after {until}.",
            "Cette adresse internet est suspendue par l’école ; réessayez après {until}.",
        ),
    ),
    (
        BusyError,
        Text(
            "PRONOTE is restarting or overloaded; try again after {until}.",
            "PRONOTE redémarre ou est surchargé ; réessayez après {until}.",
        ),
    ),
    (
        RetryLaterError,
        Text(
            "No requests are accepted at the moment; try again after {until}.",
            "Aucune requête n’est acceptée pour le moment ; réessayez après {until}.",
        ),
    ),
    (
        WrongCredentialsError,
        Text(
            "The username or the password is wrong: check them and log in again.",
            "L’identifiant ou le mot de passe est faux : vérifiez-les et reconnectez-vous.",
        ),
    ),
    (
        TokenRefusedError,
        Text(
            "The token of this account is no longer valid: log in again.",
            "Le jeton de ce compte n’est plus valable : reconnectez-vous.",
        ),
    ),
    (
        PasswordChangeRequiredError,
        Text(
            "The password or the PIN has to be changed first: log in once with a browser.",
            "Le mot de passe ou le code PIN doit d’abord être changé : connectez-vous une fois avec un navigateur.",
        ),
    ),
    (
        WrongPinError,
        Text(
            "Wrong PIN. PRONOTE accepts three errors.",
            "Code PIN faux. PRONOTE accepte trois erreurs.",
        ),
    ),
    (
        DeviceNameTakenError,
        Text(
            "Another device of this account already has this name: choose another one.",
            "Un autre appareil de ce compte porte déjà ce nom : choisissez-en un autre.",
        ),
    ),
    (
        QrCodePinError,
        Text(
            "The four digits do not belong to this QR code: check them.",
            "Les quatre chiffres ne correspondent pas à ce QR code : vérifiez-les.",
        ),
    ),
    (
        QrCodeExpiredError,
        Text(
            "This QR code is older than ten minutes or was already used: create a new one.",
            "Ce QR code a plus de dix minutes ou a déjà servi : créez-en un nouveau.",
        ),
    ),
    (
        QrCodeError,
        Text(
            "This is not the text of a PRONOTE QR code.",
            "Ce n’est pas le texte d’un QR code de PRONOTE.",
        ),
    ),
    (
        PortalMovedError,
        Text(
            "{error.host} was replaced: use the portal “{error.successor}”.",
            "{error.host} a été remplacé : utilisez le portail « {error.successor} ».",
        ),
    ),
    (
        PortalAccountKindError,
        Text(
            "{error.host} is for another kind of account: {error.wanted}.",
            "{error.host} est réservé à un autre type de compte : {error.wanted}.",
        ),
    ),
    (
        PortalActionRequiredError,
        Text(
            "A step is missing at {error.host} ({error.action}): log in there once with a browser.",
            "Il manque une étape sur {error.host} ({error.action}) : connectez-vous-y une fois avec un navigateur.",
        ),
    ),
    (
        PortalError,
        Text(
            "The login at the portal failed ({error}).",
            "La connexion au portail a échoué ({error}).",
        ),
    ),
    (
        PageNotAllowedError,
        Text(
            "This page is not available to this account (tab {error.tab}).",
            "Cette page n’est pas accessible à ce compte (onglet {error.tab}).",
        ),
    ),
    (
        SessionExpiredError,
        Text(
            "The session ended: try again.",
            "La session a pris fin : réessayez.",
        ),
    ),
    (
        StaleObjectError,
        Text(
            "This no longer exists at the school.",
            "Cet élément n’existe plus dans PRONOTE.",
        ),
    ),
    (
        RequestRefusedError,
        Text(
            "The request was refused. {error}.",
            "La requête a été refusée : {error.title} ({error.code}).",
        ),
    ),
    (
        ProtocolError,
        Text(
            "The answer cannot be read: {error.field} in {error.function}. Report it with “pronote record --anonymize”.",
            "La réponse est illisible : {error.field} dans {error.function}. Signalez-le avec « pronote record --anonymize ».",
        ),
    ),
    (
        WriteRefusedError,
        Text(
            "The change was not saved.",
            "La modification n’a pas été enregistrée.",
        ),
    ),
    (
        UploadRefusedError,
        Text("The file was not accepted.", "Le fichier n’a pas été accepté."),
    ),
)

_DENIALS = {
    AccessDenialReason.NOT_ALLOWED: Text(
        "This account has no access to this space.",
        "Ce compte n’a pas accès à cet espace.",
    ),
    AccessDenialReason.NO_PUPIL: Text(
        "No pupil is attached to this account.",
        "Aucun élève n’est rattaché à ce compte.",
    ),
    AccessDenialReason.REFUSED: Text(
        "No further login of this account is accepted for now: try again later.",
        "Aucune autre connexion de ce compte n’est acceptée pour le moment : réessayez plus tard.",
    ),
    AccessDenialReason.BLOCKED: Text(
        "This account is blocked: ask the school.",
        "Ce compte est bloqué : adressez-vous à l’école.",
    ),
    AccessDenialReason.DISABLED: Text(
        "This account is disabled: ask the school.",
        "Ce compte est désactivé : adressez-vous à l’école.",
    ),
}
_DENIED = Text(
    "The login of this account is refused: ask the school.",
    "La connexion de ce compte est refusée : adressez-vous à l’école.",
)

_PROBLEMS = {
    InputProblem.EMPTY: Text("Something is missing.", "Il manque quelque chose."),
    InputProblem.NOT_ALLOWED: Text(
        "This account is not allowed to do this.",
        "Ce compte n’a pas le droit de faire cela.",
    ),
    InputProblem.CLOSED: Text("This is closed.", "C’est fermé."),
    InputProblem.NO_SUCH_CIRCLE: Text(
        "The discussion does not offer these recipients.",
        "La discussion ne propose pas ces destinataires.",
    ),
    InputProblem.NOTHING_TO_ACKNOWLEDGE: Text(
        "The school does not expect an acknowledgment.",
        "L’école ne demande pas d’accusé de réception.",
    ),
    InputProblem.DISCUSSIONS_CLOSED: Text(
        "The school has closed its discussions at this hour; nothing was sent.",
        "L’école ferme la messagerie à cette heure ; rien n’a été envoyé.",
    ),
    InputProblem.NO_SUCH_SUBJECT: Text(
        "The school exempts from these subjects only.",
        "L’école ne dispense que de ces matières.",
    ),
    InputProblem.TOO_FAR_AHEAD: Text(
        "The school accepts this up to a day only.",
        "L’école ne l’accepte que jusqu’à une date.",
    ),
    InputProblem.ALREADY_REQUESTED: Text(
        "This has been requested already.", "C’est déjà demandé."
    ),
    InputProblem.ALREADY_ANSWERED: Text(
        "The school has answered already.", "L’école a déjà répondu."
    ),
    InputProblem.TOO_MANY_CHOICES: Text(
        "The school accepts fewer of these.", "L’école en accepte moins."
    ),
    InputProblem.TOO_MANY_WISHES: Text(
        "No more meetings may have this wish.",
        "Ce souhait est limité à moins de rencontres.",
    ),
    InputProblem.OUTSIDE_MEETINGS: Text(
        "There are no meetings at this time.",
        "Il n’y a pas de rencontre à cette heure.",
    ),
    InputProblem.TOO_LARGE: Text("The file is too large.", "Le fichier est trop gros."),
}
_UNFIT = Text("The answer is not valid.", "La réponse n’est pas valable.")
_SOMETHING = Text("PRONOTE refused this: {error}.", "PRONOTE a refusé : {error}.")


def error_message(error: PronoteError) -> str:
    """Return the message of an error, with the school's own text if there is one."""
    match error:
        case AccessDeniedError():
            return _with_school_message(
                str(_DENIALS.get(error.reason, _DENIED)), error.message
            )
        case InvalidInputError():
            sentence = str(_PROBLEMS.get(error.problem, _UNFIT))
            return _with_school_message(sentence, ", ".join(error.choices))
    text = next((text for kind, text in _MESSAGES if isinstance(error, kind)), None)
    until = ""
    if isinstance(error, RetryLaterError):
        until = f"{error.retry_at.astimezone():%Y-%m-%d %H:%M}"
    sentence = (text or _SOMETHING).format(error=error, until=until)
    match error:
        case WriteRefusedError(messages=messages):
            return _with_school_message(sentence, " ".join(messages))
        case PortalError(message=message):
            return _with_school_message(sentence, message)
        case UploadRefusedError():
            return _with_school_message(sentence, str(error))
    return sentence


def _with_school_message(sentence: str, words: str) -> str:
    """Append the school's own text to a sentence."""
    return f"{sentence} — {words}" if words else sentence
