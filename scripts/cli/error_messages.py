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
            "The school has no such space, or this client does not serve it.",
            "L’école n’a pas cet espace, ou ce client ne le prend pas en charge.",
        ),
    ),
    (
        PortalRequiredError,
        Text(
            "The school sends its visitors to {error.host}: log in with --portal.",
            "L’école confie la connexion à {error.host} : connectez-vous avec --portal.",
        ),
    ),
    (
        ConnectionFailedError,
        Text("{error}.", "L’école ne répond pas ({error})."),
    ),
    (
        SiteClosedError,
        Text(
            "The school closed its PRONOTE for now; try again after {until}.",
            "L’école a fermé son PRONOTE pour le moment ; réessayez après {until}.",
        ),
    ),
    (
        TooManyRequestsError,
        Text(
            "The school finds that this account asks too much; try again after {until}.",
            "L’école trouve que ce compte demande trop de choses ; réessayez après {until}.",
        ),
    ),
    (
        AddressSuspendedError,
        Text(
            "The school suspended this internet address; ask nothing before {until}.",
            "L’école a suspendu cette adresse internet ; ne demandez rien avant {until}.",
        ),
    ),
    (
        BusyError,
        Text(
            "The school’s PRONOTE is restarting or overloaded; try again after {until}.",
            "Le PRONOTE de l’école redémarre ou reçoit trop de monde ; réessayez après {until}.",
        ),
    ),
    (
        RetryLaterError,
        Text(
            "The school wants to be left alone until {until}.",
            "L’école ne veut pas être dérangée avant {until}.",
        ),
    ),
    (
        WrongCredentialsError,
        Text(
            "The school refuses the user name or the password.",
            "L’école refuse l’identifiant ou le mot de passe.",
        ),
    ),
    (
        TokenRefusedError,
        Text(
            "The school no longer accepts the token kept here: log in again.",
            "L’école n’accepte plus le jeton gardé ici : reconnectez-vous.",
        ),
    ),
    (
        PasswordChangeRequiredError,
        Text(
            "The school wants a new password or a new PIN first: log in once with a browser.",
            "L’école demande d’abord un nouveau mot de passe ou code PIN : connectez-vous une fois avec un navigateur.",
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
            "Another device of this account already has this name.",
            "Un autre appareil de ce compte porte déjà ce nom.",
        ),
    ),
    (
        QrCodePinError,
        Text(
            "These four digits do not open this QR code.",
            "Ces quatre chiffres n’ouvrent pas ce QR code.",
        ),
    ),
    (
        QrCodeExpiredError,
        Text(
            "This QR code is older than ten minutes or was already used.",
            "Ce QR code a plus de dix minutes ou a déjà servi.",
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
            "{error.host} is no more; “{error.successor}” took its place.",
            "{error.host} n’existe plus ; « {error.successor} » a pris sa place.",
        ),
    ),
    (
        PortalAccountKindError,
        Text(
            "{error.host} wants another kind of account: {error.wanted}.",
            "{error.host} veut un compte d’une autre sorte : {error.wanted}.",
        ),
    ),
    (
        PortalActionRequiredError,
        Text(
            "{error.host} wants its user with a browser first ({error.action}).",
            "{error.host} veut d’abord son utilisateur dans un navigateur ({error.action}).",
        ),
    ),
    (
        PortalError,
        Text(
            "The portal did not lead to the school ({error}).",
            "Le portail n’a pas mené à l’école ({error}).",
        ),
    ),
    (
        PageNotAllowedError,
        Text(
            "The school does not open this page to this account (tab {error.tab}).",
            "L’école n’ouvre pas cette page à ce compte (onglet {error.tab}).",
        ),
    ),
    (
        SessionExpiredError,
        Text(
            "The conversation with the school ended: try again.",
            "La conversation avec l’école s’est interrompue : réessayez.",
        ),
    ),
    (
        StaleObjectError,
        Text("The school no longer has this.", "L’école n’a plus cet élément."),
    ),
    (
        RequestRefusedError,
        Text(
            "The school refused the request. {error}.",
            "L’école a refusé la demande : {error.title} ({error.code}).",
        ),
    ),
    (
        ProtocolError,
        Text(
            "PRONOTE answered in a way this client does not know: {error.field} in {error.function}.",
            "PRONOTE a répondu d’une façon que ce client ne connaît pas : {error.field} dans {error.function}.",
        ),
    ),
    (
        WriteRefusedError,
        Text(
            "The school did not record the change.",
            "L’école n’a pas enregistré la modification.",
        ),
    ),
    (
        UploadRefusedError,
        Text("The school did not take the file.", "L’école n’a pas pris le fichier."),
    ),
)

_DENIALS = {
    AccessDenialReason.NOT_ALLOWED: Text(
        "The school does not allow this account to enter this space.",
        "L’école n’autorise pas ce compte à entrer dans cet espace.",
    ),
    AccessDenialReason.NO_PUPIL: Text(
        "No pupil is attached to this account.",
        "Aucun élève n’est rattaché à ce compte.",
    ),
    AccessDenialReason.REFUSED: Text(
        "The school accepts no further login of this account for now.",
        "L’école n’accepte pas d’autre connexion de ce compte pour le moment.",
    ),
    AccessDenialReason.BLOCKED: Text(
        "The school has blocked this account.", "L’école a bloqué ce compte."
    ),
    AccessDenialReason.DISABLED: Text(
        "The school has disabled this account.", "L’école a désactivé ce compte."
    ),
}
_DENIED = Text(
    "The school does not let this account in.",
    "L’école ne laisse pas entrer ce compte.",
)

_PROBLEMS = {
    InputProblem.EMPTY: Text("Something is missing.", "Il manque quelque chose."),
    InputProblem.NOT_ALLOWED: Text(
        "The school does not let this account do it.",
        "L’école ne laisse pas ce compte le faire.",
    ),
    InputProblem.CLOSED: Text("The school closed this.", "L’école a fermé cela."),
    InputProblem.TOO_LARGE: Text("The file is too large.", "Le fichier est trop gros."),
}
_UNFIT = Text("The answer does not fit.", "La réponse ne convient pas.")
_SOMETHING = Text("The school refused: {error}.", "L’école a refusé : {error}.")


def error_message(error: PronoteError) -> str:
    """Return the message of an error, with the school's own text if there is one."""
    match error:
        case AccessDeniedError():
            return _with_school_message(
                str(_DENIALS.get(error.reason, _DENIED)), error.message
            )
        case InvalidInputError():
            return str(_PROBLEMS.get(error.problem, _UNFIT))
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
