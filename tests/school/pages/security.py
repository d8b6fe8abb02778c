"""SecurisationCompteDoubleAuth: PIN, device name and first password of an account."""

from tests.school.access import MAX_LABEL, MAX_WRONG_PINS
from tests.school.model.people import Duty, SecurityMode
from tests.school.wire import values
from tests.school.wire.errors import impossible_page, page_expired
from tests.school.wire.session import Answer, LoginMethod, Stage
from tests.school.wire.values import Json

from .login import PASSWORD_RULES
from .registry import RequestContext, step

CHECK_PIN, CHECK_PASSWORD, CHECK_LABEL, REGISTER = range(4)
PIN_ASKED, NAME_ASKED = 3, 5


@step("SecurisationCompteDoubleAuth", Stage.SECURING, Stage.OPEN)
def secure(context: RequestContext) -> Answer | Json:
    match context.required("action"):
        case action if action == CHECK_PIN:
            return {"result": _pin_is_right(context)}
        case action if action == CHECK_PASSWORD:
            return {"result": not _flaw(context, _secret(context, "nouveauMDP"))}
        case action if action == CHECK_LABEL:
            known = context.school.access.devices[context.account.key].labels
            return {"dejaConnu": str(context.required("libelle")).strip() in known}
        case action if action == REGISTER:
            return _register(context)
        case _:
            raise impossible_page()


def _secret(context: RequestContext, field: str) -> str:
    try:
        return context.session.decrypt_text(context.required(field))
    except ValueError as error:
        raise impossible_page() from error


def _pin_is_right(context: RequestContext) -> bool:
    """Return whether the PIN is correct. The third wrong PIN ends the session."""
    devices = context.school.access.devices[context.account.key]
    if _secret(context, "codePin") == context.account.pin:
        devices.wrong_pins = 0
        return True
    devices.wrong_pins += 1
    if devices.wrong_pins >= MAX_WRONG_PINS:
        devices.wrong_pins = 0
        context.school.access.record_failure(context.address, context.school.clock())
        raise page_expired()
    return False


def _flaw(context: RequestContext, password: str) -> str:
    """Return the rule of the school that a new password violates, if any."""
    shortest, longest = PASSWORD_RULES["min"], PASSWORD_RULES["max"]
    if not shortest <= len(password) <= longest:
        return f"Le mot de passe doit compter de {shortest} à {longest} caractères."
    if not any(letter.isalpha() for letter in password):
        return "Le mot de passe doit contenir une lettre."
    if not any(letter.isdigit() for letter in password):
        return "Le mot de passe doit contenir un chiffre."
    if password.lower() == context.account.username.lower():
        return "Le mot de passe doit être différent de l'identifiant."
    return ""


def _register(context: RequestContext) -> Answer:
    """Apply all required actions at once, or none."""
    data, account, session = context.data, context.account, context.session
    problem = _problem(context)
    if problem:
        report: Json = {"_erreurSaisie_": True, "_messagesErreur_": [problem]}
        return Answer(report=report)
    if "nouveauMDP" in data:
        account.password = _secret(context, "nouveauMDP")
        account.duties.discard(Duty.NEW_PASSWORD)
        session.pending.discard(Duty.NEW_PASSWORD)
    if "mode" in data:
        account.security = _mode(context)
        account.duties -= {Duty.CHOOSE_MODE, Duty.CHOOSE_PIN}
        session.pending -= {Duty.CHOOSE_MODE, Duty.CHOOSE_PIN}
        if "codePin" in data:
            account.pin = _secret(context, "codePin")
    if data.get("avecIdentification"):
        _name_device(context, str(context.required("strIdentification")).strip())
    was_open = session.stage is Stage.OPEN
    if not session.pending:
        session.stage = Stage.OPEN
    return Answer({} if was_open else _token(context), report={})


def _mode(context: RequestContext) -> SecurityMode:
    mode = values.read_integer(context.required("mode"))
    if mode not in set(SecurityMode):
        raise impossible_page()
    return SecurityMode(mode)


def _problem(context: RequestContext) -> str:
    data, pending = context.data, context.session.pending
    if "nouveauMDP" in data:
        if flaw := _flaw(context, _secret(context, "nouveauMDP")):
            return flaw
    if data.get("avecIdentification"):
        label = str(data.get("strIdentification", "")).strip()
        known = context.school.access.devices[context.account.key].labels
        if not 0 < len(label) <= MAX_LABEL:
            return "Le nom de l'appareil n'est pas valide."
        if label in known:
            return "Ce nom d'appareil est déjà utilisé."
        if PIN_ASKED in pending:
            if "codePin" not in data or not _pin_is_right(context):
                return "Le code PIN est incorrect."
    return ""


def _name_device(context: RequestContext, label: str) -> None:
    session = context.session
    uuid = session.attempt.uuid if session.attempt else ""
    devices = context.school.access.devices[context.account.key]
    devices.register(label, session.browser, uuid)
    session.pending -= {PIN_ASKED, NAME_ASKED}


def _token(context: RequestContext) -> Json:
    """Return the token of an application once no action is left."""
    session, access = context.session, context.school.access
    attempt = session.attempt
    if session.stage is not Stage.OPEN or not attempt or not attempt.wants_token:
        return {}
    if attempt.method is LoginMethod.TOKEN:
        token = access.tokens[context.account.key, attempt.uuid]
    else:
        token = access.new_token(context.account, attempt.uuid)
    return {"jetonConnexionAppliMobile": token}
