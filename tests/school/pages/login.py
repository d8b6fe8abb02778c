"""Identification and Authentification: challenge-response login."""

from datetime import timedelta
from secrets import choice, token_hex
from string import ascii_letters, digits

from tests.school.model.people import Account
from tests.school.spaces import SPACES
from tests.school.wire import values
from tests.school.wire.crypto import decrypt, encrypt, login_key
from tests.school.wire.errors import page_expired
from tests.school.wire.session import LoginAttempt, LoginMethod, Session, Stage
from tests.school.wire.values import Json

from .registry import RequestContext, step

BAD_CREDENTIALS = 1
NOT_ALLOWED = 2
LETTERS = ascii_letters + digits


@step("Identification", Stage.KEYED)
def identification(context: RequestContext) -> Json:
    """Start a login. An unknown user name gets a challenge like any other."""
    session, data = context.session, context.data
    typed_login = str(context.required("identifiant")).strip()
    method = _login_method(data)
    account = _account(context, method, typed_login)
    secret = _secret(context, method, account, typed_login, data)
    fold_password = account is not None and account.folds_password
    fold_password = fold_password and method is LoginMethod.PASSWORD
    salted = account is None or account.salted
    salt = token_hex(8).upper() if salted and method is not LoginMethod.PORTAL else ""
    login = typed_login
    if account and account.alias and typed_login.lower() == account.alias.lower():
        login = account.username
    key = login_key(
        "" if method is LoginMethod.PORTAL else login.lower(),
        salt,
        secret.lower() if fold_password else secret,
    )
    challenge, solution = _challenge(session, key)
    session.attempt = LoginAttempt(
        account,
        method,
        key,
        solution,
        str(data.get("uuidAppliMobile") or ""),
        method is LoginMethod.TOKEN or bool(data.get("demandeConnexionAppliMobile")),
    )
    session.stage = Stage.IDENTIFIED
    answer: Json = {
        "challenge": challenge,
        "modeCompLog": 1,
        "modeCompMdp": int(fold_password),
    }
    if salt:
        answer["alea"] = salt
    if login != typed_login:
        answer["login"] = login
    return answer


def _login_method(data: Json) -> LoginMethod:
    if data.get("pourENT"):
        return LoginMethod.PORTAL
    if data.get("demandeConnexionAppliMobileJeton"):
        return LoginMethod.QR_CODE
    return (
        LoginMethod.TOKEN
        if data.get("enConnexionAppliMobile")
        else LoginMethod.PASSWORD
    )


def _account(
    context: RequestContext, method: LoginMethod, login: str
) -> Account | None:
    """Return the account with this login in the space of the page, if any."""
    access = context.school.access
    page = context.session.page
    role = next(role for role, space in SPACES.items() if space.page == page)
    if method is LoginMethod.PORTAL:
        found = access.portal_logins.get(login)
        return found.account if found and found.account.role is role else None
    return access.find(role, login)


def _secret(
    context: RequestContext,
    method: LoginMethod,
    account: Account | None,
    login: str,
    data: Json,
) -> str:
    """Return the expected secret, or a random text if there is none."""
    access = context.school.access
    secret: str | None = None
    if account is not None:
        match method:
            case LoginMethod.PASSWORD:
                secret = account.password
            case LoginMethod.PORTAL:
                secret = access.portal_logins[login].password
            case LoginMethod.QR_CODE:
                secret = access.qr_secret(account, context.school.clock())
            case LoginMethod.TOKEN:
                uuid = str(data.get("uuidAppliMobile") or "")
                secret = access.tokens.get((account.key, uuid))
    return secret or token_hex(16)


def _challenge(session: Session, key: bytes) -> tuple[str, str]:
    """Return a challenge, and the text that its solution must decrypt to."""
    if session.version.direct_challenge:
        challenge = token_hex(16).upper()
        return challenge, challenge
    text = "".join(choice(LETTERS) for _ in range(16))
    mixed = "".join(letter + choice(LETTERS) for letter in text)
    return encrypt(key, session.iv, mixed.encode()).hex(), text


@step("Authentification", Stage.IDENTIFIED)
def authentification(context: RequestContext) -> Json:
    """Check the solution and return the session key, encrypted with the login key."""
    school, session = context.school, context.session
    attempt = session.attempt
    if attempt is None:
        raise page_expired()
    if acces := _refusal(context, attempt):
        session.stage = Stage.KEYED
        school.request_log.failed_logins += 1
        if acces == BAD_CREDENTIALS:
            school.access.record_failure(context.address, school.clock())
        return {"Acces": acces}
    assert attempt.account is not None
    account = session.account = attempt.account
    school.request_log.logins += 1
    session.next_key = session.transport_key()
    numbers = ",".join(str(byte) for byte in session.session_key)
    answer: Json = {
        "cle": encrypt(attempt.key, session.iv, numbers.encode()).hex(),
        "libelleUtil": account.name,
        "derniereConnexion": values.moment(school.clock() - timedelta(hours=9)),
        "modeSecurisationParDefaut": int(account.security),
        "modesPossibles": values.number_set((1, 2, 3)),
    }
    _consume(context, attempt)
    by_qr_code = attempt.method is LoginMethod.QR_CODE
    session.pending = school.access.actions_for(
        account, session.browser, attempt.uuid, by_qr_code
    )
    session.stage = Stage.SECURING if session.pending else Stage.OPEN
    if session.pending:
        answer["actionsDoubleAuth"] = values.number_set(session.pending)
        answer["codePINFixe"] = True
        answer["reglesSaisieMDP"] = PASSWORD_RULES
    early = school.options.irregular or attempt.method is LoginMethod.TOKEN
    in_time = early or not session.pending
    withheld = school.faults.take("withhold_token", "Authentification")
    if attempt.wants_token and in_time and not withheld:
        answer["jetonConnexionAppliMobile"] = school.access.new_token(
            account, attempt.uuid
        )
        answer["login"] = account.app_login
    return answer


PASSWORD_RULES: Json = {"min": 8, "max": 30, "regles": values.number_set((0, 1, 4))}


def _refusal(context: RequestContext, attempt: LoginAttempt) -> int:
    """Return the `Acces` code of a failed login, or 0."""
    faults = context.school.faults
    ordered = (
        "refuse_token" if attempt.method is LoginMethod.TOKEN else "refuse_password"
    )
    if fault := faults.take(ordered, "Authentification"):
        return int(fault.options.get("acces", BAD_CREDENTIALS))
    if context.data.get("espace") != context.session.space:
        return NOT_ALLOWED
    return 0 if attempt.account and _solved(context, attempt) else BAD_CREDENTIALS


def _solved(context: RequestContext, attempt: LoginAttempt) -> bool:
    try:
        solution = bytes.fromhex(str(context.required("challenge")))
        return decrypt(attempt.key, context.session.iv, solution).decode() == (
            attempt.solution
        )
    except ValueError:
        return False


def _consume(context: RequestContext, attempt: LoginAttempt) -> None:
    """Invalidate a used QR code or portal login.

    A token stays valid until a new token is issued.
    """
    access = context.school.access
    assert attempt.account is not None
    if attempt.method is LoginMethod.QR_CODE:
        del access.qr_secrets[attempt.account.key]
    elif attempt.method is LoginMethod.PORTAL:
        access.portal_logins = {
            name: login
            for name, login in access.portal_logins.items()
            if login.account is not attempt.account
        }
