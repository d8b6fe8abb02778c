"""SecurisationCompteDoubleAuth: PIN, device name and first password of an account."""

from tests.school.access import MAX_LABEL, MAX_WRONG_PINS
from tests.school.model.people import Duty, SecurityMode
from tests.school.wire import values
from tests.school.wire.errors import impossible_page, page_expired
from tests.school.wire.session import Answer, Stage, Way
from tests.school.wire.values import Json

from .login import PASSWORD_RULES
from .registry import Visit, step

CHECK_PIN, CHECK_PASSWORD, CHECK_LABEL, REGISTER = range(4)
PIN_ASKED, NAME_ASKED = 3, 5


@step("SecurisationCompteDoubleAuth", Stage.SECURING, Stage.OPEN)
def secure(visit: Visit) -> Answer | Json:
    match visit.asked("action"):
        case action if action == CHECK_PIN:
            return {"result": _pin_is_right(visit)}
        case action if action == CHECK_PASSWORD:
            return {"result": not _flaw(visit, _secret(visit, "nouveauMDP"))}
        case action if action == CHECK_LABEL:
            known = visit.school.access.devices[visit.account.key].labels
            return {"dejaConnu": str(visit.asked("libelle")).strip() in known}
        case action if action == REGISTER:
            return _register(visit)
        case _:
            raise impossible_page()


def _secret(visit: Visit, field: str) -> str:
    try:
        return visit.session.decrypt_text(visit.asked(field))
    except ValueError as error:
        raise impossible_page() from error


def _pin_is_right(visit: Visit) -> bool:
    """Compare the PIN; the third wrong one is the end of the session."""
    devices = visit.school.access.devices[visit.account.key]
    if _secret(visit, "codePin") == visit.account.pin:
        devices.wrong_pins = 0
        return True
    devices.wrong_pins += 1
    if devices.wrong_pins >= MAX_WRONG_PINS:
        devices.wrong_pins = 0
        visit.school.access.failed(visit.address, visit.school.clock())
        raise page_expired()
    return False


def _flaw(visit: Visit, password: str) -> str:
    """What the school's rules find wrong with a new password."""
    shortest, longest = PASSWORD_RULES["min"], PASSWORD_RULES["max"]
    if not shortest <= len(password) <= longest:
        return f"Le mot de passe doit compter de {shortest} à {longest} caractères."
    if not any(letter.isalpha() for letter in password):
        return "Le mot de passe doit contenir une lettre."
    if not any(letter.isdigit() for letter in password):
        return "Le mot de passe doit contenir un chiffre."
    if password.lower() == visit.account.username.lower():
        return "Le mot de passe doit être différent de l'identifiant."
    return ""


def _register(visit: Visit) -> Answer:
    """Do all that is asked at once, or nothing."""
    data, account, session = visit.data, visit.account, visit.session
    problem = _problem(visit)
    if problem:
        report: Json = {"_erreurSaisie_": True, "_messagesErreur_": [problem]}
        return Answer(report=report)
    if "nouveauMDP" in data:
        account.password = _secret(visit, "nouveauMDP")
        account.duties.discard(Duty.NEW_PASSWORD)
        session.pending.discard(Duty.NEW_PASSWORD)
    if "mode" in data:
        account.security = _mode(visit)
        account.duties -= {Duty.CHOOSE_MODE, Duty.CHOOSE_PIN}
        session.pending -= {Duty.CHOOSE_MODE, Duty.CHOOSE_PIN}
        if "codePin" in data:
            account.pin = _secret(visit, "codePin")
    if data.get("avecIdentification"):
        _name_device(visit, str(visit.asked("strIdentification")).strip())
    if not session.pending:
        session.stage = Stage.OPEN
    return Answer(_token(visit), report={})


def _mode(visit: Visit) -> SecurityMode:
    mode = values.read_integer(visit.asked("mode"))
    if mode not in set(SecurityMode):
        raise impossible_page()
    return SecurityMode(mode)


def _problem(visit: Visit) -> str:
    data, pending = visit.data, visit.session.pending
    if "nouveauMDP" in data:
        if flaw := _flaw(visit, _secret(visit, "nouveauMDP")):
            return flaw
    if data.get("avecIdentification"):
        label = str(data.get("strIdentification", "")).strip()
        known = visit.school.access.devices[visit.account.key].labels
        if not 0 < len(label) <= MAX_LABEL:
            return "Le nom de l'appareil n'est pas valide."
        if label in known:
            return "Ce nom d'appareil est déjà utilisé."
        if PIN_ASKED in pending:
            if "codePin" not in data or not _pin_is_right(visit):
                return "Le code PIN est incorrect."
    return ""


def _name_device(visit: Visit, label: str) -> None:
    session = visit.session
    uuid = session.attempt.uuid if session.attempt else ""
    devices = visit.school.access.devices[visit.account.key]
    devices.register(label, session.browser, uuid)
    session.pending -= {PIN_ASKED, NAME_ASKED}


def _token(visit: Visit) -> Json:
    """An application gets its token here once nothing is left to do."""
    session, access = visit.session, visit.school.access
    attempt = session.attempt
    if session.stage is not Stage.OPEN or not attempt or not attempt.wants_token:
        return {}
    if attempt.way is Way.TOKEN:
        token = access.tokens[visit.account.key, attempt.uuid]
    else:
        token = access.new_token(visit.account, attempt.uuid)
    return {"jetonConnexionAppliMobile": token}
